#include "service/proto/selector_conversion.h"

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "graph/fact_check.h"
#include "service/proto/value_conversion.h"

namespace ketenzicht::service {
namespace {

using SharedSelector = std::shared_ptr<const graph::Selector>;

// Recursive, as deep as the limit allows.
bool TooDeep(int depth, FieldErrors& errors) {
  if (depth <= graph::kMaxSelectorDepth) return false;
  errors.Add("", absl::StrCat("more than ", graph::kMaxSelectorDepth,
                              " classes within classes"));
  return true;
}

void Write(const graph::Selector& selector, int depth, FieldErrors& errors,
           v1::Selector* proto) {
  if (TooDeep(depth, errors)) return;
  if (!selector.label.empty()) {
    CopyText(selector.label, "label", errors, proto->mutable_label());
  }
  proto->set_any(selector.any);
  CopyTexts(selector.ids, "ids", errors, proto->mutable_ids());
  CopyTexts(selector.except, "except", errors, proto->mutable_except());
  proto->set_by_example(selector.by_example);
  CopyText(selector.kind, "kind", errors, proto->mutable_kind());
  for (const graph::PathCondition& condition : selector.where) {
    v1::PathCondition* path = proto->add_where();
    CopyText(condition.expression, "where", errors, path->mutable_expression());
    CopyText(condition.to, "where", errors, path->mutable_to());
  }
  CopyAttributes(selector.attributes, errors, proto->mutable_attributes());
  const auto inner = [&](const SharedSelector& from, absl::string_view field,
                         v1::Selector* (v1::Selector::*make)()) {
    if (from == nullptr) return;
    FieldErrors::Scope scope(errors, field);
    Write(*from, depth + 1, errors, (proto->*make)());
  };
  inner(selector.source_of, "source_of", &v1::Selector::mutable_source_of);
  inner(selector.target_of, "target_of", &v1::Selector::mutable_target_of);
  inner(selector.source, "source", &v1::Selector::mutable_source);
  inner(selector.target, "target", &v1::Selector::mutable_target);
  inner(selector.via, "via", &v1::Selector::mutable_via);
}

graph::Selector Read(const v1::Selector& proto, int depth,
                     FieldErrors& errors) {
  graph::Selector selector;
  if (TooDeep(depth, errors)) return selector;
  selector.label = FromProto(proto.label());
  selector.any = proto.any();
  selector.ids = FromProto(proto.ids());
  selector.except = FromProto(proto.except());
  selector.by_example = proto.by_example();
  selector.kind = proto.kind();
  for (const v1::PathCondition& path : proto.where()) {
    selector.where.push_back({path.expression(), path.to()});
  }
  selector.attributes = FromProto(proto.attributes(), errors);
  const auto inner = [&](bool present, absl::string_view field,
                         const v1::Selector& from) -> SharedSelector {
    if (!present) return nullptr;
    FieldErrors::Scope scope(errors, field);
    return std::make_shared<const graph::Selector>(
        Read(from, depth + 1, errors));
  };
  selector.source_of =
      inner(proto.has_source_of(), "source_of", proto.source_of());
  selector.target_of =
      inner(proto.has_target_of(), "target_of", proto.target_of());
  selector.source = inner(proto.has_source(), "source", proto.source());
  selector.target = inner(proto.has_target(), "target", proto.target());
  selector.via = inner(proto.has_via(), "via", proto.via());
  return selector;
}

}  // namespace

void ToProto(const graph::Selector& selector, FieldErrors& errors,
             v1::Selector* proto) {
  Write(selector, 0, errors, proto);
}

graph::Selector FromProto(const v1::Selector& selector, FieldErrors& errors) {
  return Read(selector, 0, errors);
}

}  // namespace ketenzicht::service
