#include "service/proto/unknown_conversion.h"

#include <string>

#include "graph/fact_text.h"
#include "graph/policy.h"
#include "graph/unknown_text.h"
#include "service/proto/answer_values.h"
#include "service/proto/fact_telling.h"
#include "service/proto/value_conversion.h"
#include "service/proto/view_conversion.h"

namespace ketenzicht::service {
namespace {

v1::RecordedUnknown RecordedToProto(const graph::View& view,
                                    const graph::RecordedUnknown& one) {
  const graph::Snapshot& snapshot = view.snapshot();
  v1::RecordedUnknown proto;
  proto.set_fact(IdOf(snapshot, one.fact));
  proto.set_kind(ToProto(one.kind));
  CopyIds(snapshot, one.about, proto.mutable_about());
  CopyIds(snapshot, one.sources, proto.mutable_sources());
  proto.mutable_speakers()->Assign(one.speakers.begin(), one.speakers.end());
  // Days on record have a published form.
  FieldErrors none;
  if (one.from.kind != graph::Bound::Kind::kNotStated) {
    ToProto(one.from, "from", none, proto.mutable_from());
  }
  if (one.asserted) proto.set_since(one.asserted->ToString());
  CopyIds(snapshot, one.otherwise, proto.mutable_otherwise());
  if (!one.counts()) {
    proto.set_omission(std::string(graph::OmissionName(one.omission)));
  }
  Tell(snapshot, view.options(), one.fact, proto);
  return proto;
}

v1::PresumedUnknown PresumedToProto(const graph::View& view,
                                    const graph::PresumedUnknown& one) {
  const graph::Snapshot& snapshot = view.snapshot();
  const graph::Instance instance = view.instance(one.instance);
  v1::PresumedUnknown proto;
  proto.set_id(instance.id);
  proto.set_kind(snapshot.ontology().relation_kind(instance.kind).name);
  proto.set_source(IdOf(snapshot, instance.source));
  proto.set_target(IdOf(snapshot, instance.target));
  if (one.presumption >= 0) {
    proto.set_presumption(
        snapshot.policy().document().presumptions[one.presumption].id);
  }
  CopyIds(snapshot, one.about, proto.mutable_about());
  *proto.mutable_sentence() = Both([&](graph::Language language) {
    const graph::FactText text(snapshot, &view.options(), language);
    return graph::Capitalized(text.Clause(instance)) + ".";
  });
  return proto;
}

void CopyGroups(const graph::Snapshot& snapshot, const graph::Unknowns& found,
                v1::FindUnknownsResponse& proto) {
  for (const graph::UnknownsOfSubject& group : found.by_subject) {
    v1::UnknownsOfSubject& one = *proto.add_by_subject();
    one.set_subject(IdOf(snapshot, group.subject));
    one.mutable_recorded()->Add(group.recorded.begin(), group.recorded.end());
    one.mutable_presumed()->Add(group.presumed.begin(), group.presumed.end());
  }
  for (const graph::UnknownsOfSource& group : found.by_source) {
    v1::UnknownsOfSource& one = *proto.add_by_source();
    one.set_source(IdOf(snapshot, group.source));
    one.mutable_recorded()->Add(group.recorded.begin(), group.recorded.end());
  }
  for (const graph::UnknownsOfKind& group : found.by_kind) {
    v1::UnknownsOfKind& one = *proto.add_by_kind();
    one.set_kind(ToProto(group.kind));
    one.mutable_recorded()->Add(group.recorded.begin(), group.recorded.end());
  }
}

graph::Completeness CompletenessOf(const graph::UnknownsQuery& query,
                                   const graph::Unknowns& found) {
  graph::Completeness completeness = found.completeness;
  if (completeness.complete() &&
      found.recorded_left_out + found.presumed_left_out > 0) {
    completeness.stop = graph::StopReason::kPaths;
    completeness.limit = query.limit;
  }
  return completeness;
}

}  // namespace

v1::FindUnknownsResponse ToProto(const graph::View& view,
                                 const graph::UnknownsQuery& query,
                                 const graph::Unknowns& found) {
  v1::FindUnknownsResponse proto;
  for (const graph::RecordedUnknown& one : found.recorded) {
    *proto.add_recorded() = RecordedToProto(view, one);
  }
  for (const graph::PresumedUnknown& one : found.presumed) {
    *proto.add_presumed() = PresumedToProto(view, one);
  }
  CopyGroups(view.snapshot(), found, proto);
  proto.set_recorded_left_out(found.recorded_left_out);
  proto.set_presumed_left_out(found.presumed_left_out);
  proto.set_left_out(found.left_out);
  *proto.mutable_completeness() =
      CompletenessToProto(CompletenessOf(query, found));
  *proto.mutable_text() = Both([&](graph::Language language) {
    return graph::UnknownsText(view, query, found, language);
  });
  *proto.mutable_context() = ContextOf(view);
  return proto;
}

}  // namespace ketenzicht::service
