#include "service/proto/view_conversion.h"

#include <algorithm>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "graph/explanation.h"
#include "service/proto/value_conversion.h"

namespace ketenzicht::service {
namespace {

v1::ViewOptions OptionsToProto(const graph::ViewOptions& options) {
  v1::ViewOptions proto;
  proto.set_date(options.date.ToString());
  proto.set_inherent(!options.measures);
  proto.set_stated_only(!options.with_inferred);
  proto.set_verified_only(options.verified_only);
  proto.set_without_presumptions(!options.presumptions);
  for (const std::string& type : options.source_types) {
    proto.add_source_types(type);
  }
  for (const std::string& source : options.sources) proto.add_sources(source);
  for (const graph::Change& change : options.changes) {
    v1::Change* one = proto.add_changes();
    one->set_op(ToProto(change.op));
    one->set_fact(change.fact);
  }
  for (const std::string& factor : options.factors) proto.add_factors(factor);
  return proto;
}

}  // namespace

v1::Text ToProto(const graph::Text& text) {
  v1::Text proto;
  proto.set_nl(text.nl);
  proto.set_en(text.en);
  return proto;
}

absl::StatusOr<graph::ViewOptions> FromProto(const v1::ViewOptions& options,
                                             const graph::Snapshot& snapshot,
                                             std::optional<graph::Date> date) {
  if (!options.date().empty()) {
    const absl::StatusOr<graph::Date> day = graph::Date::Parse(options.date());
    if (!day.ok()) {
      return absl::InvalidArgumentError(
          absl::StrCat("options.date: ", day.status().message()));
    }
    date = *day;
  }
  if (!date) {
    return absl::InvalidArgumentError(
        "options.date: say as of which day, such as 2021-11-18");
  }
  graph::ViewOptions result = graph::DefaultOptions(snapshot, *date);
  result.measures = !options.inherent();
  result.with_inferred = !options.stated_only();
  result.verified_only = options.verified_only();
  result.presumptions = !options.without_presumptions();
  if (options.source_types_size() > 0) {
    result.source_types.assign(options.source_types().begin(),
                               options.source_types().end());
  }
  // A mistyped type would quietly answer without those sources.
  for (const auto* types :
       {&options.source_types(), &options.extra_source_types()}) {
    for (const std::string& type : *types) {
      if (!snapshot.HasSourceType(type)) {
        return absl::InvalidArgumentError(
            absl::StrCat("there is no source of type '", type, "'"));
      }
    }
  }
  for (const std::string& type : options.extra_source_types()) {
    if (std::find(result.source_types.begin(), result.source_types.end(),
                  type) == result.source_types.end()) {
      result.source_types.push_back(type);
    }
  }
  result.sources.insert(result.sources.end(), options.sources().begin(),
                        options.sources().end());
  for (const v1::Change& change : options.changes()) {
    const std::optional<graph::Change::Op> op = FromProto(change.op());
    if (!op) {
      return absl::InvalidArgumentError("options.changes: op is not set");
    }
    result.changes.push_back({*op, change.fact()});
  }
  result.factors.assign(options.factors().begin(), options.factors().end());
  if (absl::Status ok = graph::CheckOptions(snapshot, result); !ok.ok()) {
    return ok;
  }
  return result;
}

v1::AnswerContext ContextOf(const graph::View& view) {
  return ContextOf(view.snapshot(), view.options());
}

v1::AnswerContext ContextOf(const graph::Snapshot& snapshot,
                            const graph::ViewOptions& options) {
  v1::AnswerContext context;
  context.set_revision(snapshot.revision());
  *context.mutable_options() = OptionsToProto(options);
  context.set_scenario(snapshot.scenario().id);
  context.set_scenario_version(snapshot.scenario().version);
  context.set_policy(snapshot.policy().document().name);
  context.set_policy_version(snapshot.policy().document().version);
  context.set_ontology_version(snapshot.ontology().version());
  *context.mutable_text() = ToProto(graph::Text{
      graph::ContextText(snapshot, options, graph::Language::kDutch),
      graph::ContextText(snapshot, options, graph::Language::kEnglish)});
  return context;
}

}  // namespace ketenzicht::service
