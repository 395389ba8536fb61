#include "service/proto/contradiction_conversion.h"

#include <string>

#include "graph/contradiction_text.h"
#include "service/proto/answer_values.h"
#include "service/proto/fact_telling.h"
#include "service/proto/value_conversion.h"
#include "service/proto/view_conversion.h"

namespace ketenzicht::service {
namespace {

v1::ContradictionKind KindToProto(graph::ContradictionKind kind) {
  switch (kind) {
    case graph::ContradictionKind::kDenial:
      return v1::CONTRADICTION_KIND_DENIAL;
    case graph::ContradictionKind::kDates:
      return v1::CONTRADICTION_KIND_DATES;
    case graph::ContradictionKind::kValues:
      return v1::CONTRADICTION_KIND_VALUES;
    case graph::ContradictionKind::kReadings:
      return v1::CONTRADICTION_KIND_READINGS;
    case graph::ContradictionKind::kJudgement:
      return v1::CONTRADICTION_KIND_JUDGEMENT;
  }
  return v1::CONTRADICTION_KIND_UNSPECIFIED;
}

v1::DenialOutcome DenialToProto(graph::DenialOutcome outcome) {
  switch (outcome) {
    case graph::DenialOutcome::kContested:
      return v1::DENIAL_OUTCOME_CONTESTED;
    case graph::DenialOutcome::kClosed:
      return v1::DENIAL_OUTCOME_CLOSED;
    case graph::DenialOutcome::kStands:
      return v1::DENIAL_OUTCOME_STANDS;
  }
  return v1::DENIAL_OUTCOME_UNSPECIFIED;
}

v1::Voice VoiceToProto(const graph::Snapshot& snapshot,
                       const graph::Voice& voice) {
  v1::Voice proto;
  proto.set_source(IdOf(snapshot, voice.source));
  proto.set_source_type(voice.source_type);
  proto.set_speaker(voice.speaker);
  proto.set_asserted_on(voice.asserted_on.ToString());
  proto.set_counts(voice.counts);
  return proto;
}

v1::JudgedUse UseToProto(const graph::Snapshot& snapshot,
                         const graph::JudgedUse& use) {
  v1::JudgedUse proto;
  proto.set_use(use.use);
  proto.set_fact(IdOf(snapshot, use.fact));
  proto.set_user(IdOf(snapshot, use.user));
  proto.set_product(IdOf(snapshot, use.product));
  CopyIds(snapshot, use.decisions, proto.mutable_decisions());
  return proto;
}

v1::ContradictionSide SideToProto(const graph::Snapshot& snapshot,
                                  const graph::ViewOptions& options,
                                  const graph::Contradiction& one,
                                  const graph::ContradictionSide& side) {
  v1::ContradictionSide proto;
  proto.set_fact(IdOf(snapshot, side.fact));
  if (one.kind == graph::ContradictionKind::kJudgement) {
    *proto.mutable_sentence() = Both([&](graph::Language language) {
      return snapshot.NameOf(side.fact, language);
    });
  } else {
    Tell(snapshot, options, side.fact, proto);
  }
  for (const graph::Voice& voice : side.voices) {
    *proto.add_voices() = VoiceToProto(snapshot, voice);
  }
  proto.set_counts(side.counts);
  proto.set_says(side.says);
  for (const graph::JudgedUse& use : side.excluded) {
    *proto.add_excluded() = UseToProto(snapshot, use);
  }
  for (const graph::JudgedUse& use : side.used) {
    *proto.add_used() = UseToProto(snapshot, use);
  }
  proto.set_num_excluded(side.num_excluded);
  proto.set_num_used(side.num_used);
  return proto;
}

v1::DeniedPlace PlaceToProto(const graph::Snapshot& snapshot,
                             const graph::DeniedPlace& place) {
  v1::DeniedPlace proto;
  proto.set_relation(place.relation);
  proto.set_denial(place.denial);
  proto.set_source(IdOf(snapshot, place.source));
  proto.set_target(IdOf(snapshot, place.target));
  proto.set_outcome(DenialToProto(place.outcome));
  proto.set_as_asked(StatusToProto(place.as_asked));
  proto.set_as_compared(StatusToProto(place.as_compared));
  return proto;
}

// Absent where neither is stated. Days on record have a published form.
void CopyOverlap(const graph::ValidTime& overlap, v1::Contradiction& proto) {
  FieldErrors none;
  if (overlap.from.kind != graph::Bound::Kind::kNotStated) {
    ToProto(overlap.from, "from", none,
            proto.mutable_overlap()->mutable_from());
  }
  if (overlap.until.kind != graph::Bound::Kind::kNotStated) {
    ToProto(overlap.until, "until", none,
            proto.mutable_overlap()->mutable_until());
  }
}

v1::Contradiction ContradictionToProto(const graph::Snapshot& snapshot,
                                       const graph::ViewOptions& options,
                                       const graph::Contradiction& one) {
  v1::Contradiction proto;
  proto.set_kind(KindToProto(one.kind));
  for (const graph::ContradictionSide& side : one.sides) {
    *proto.add_sides() = SideToProto(snapshot, options, one, side);
  }
  proto.set_as_asked(one.as_asked);
  for (const graph::DeniedPlace& place : one.places) {
    *proto.add_places() = PlaceToProto(snapshot, place);
  }
  proto.set_num_places(one.num_places);
  CopyOverlap(one.overlap, proto);
  proto.set_starts(one.starts);
  proto.set_ends(one.ends);
  CopyIds(snapshot, one.about, proto.mutable_about());
  proto.set_topic(one.topic);
  CopyIds(snapshot, one.left_open, proto.mutable_left_open());
  return proto;
}

}  // namespace

v1::FindContradictionsResponse ToProto(const graph::Snapshot& snapshot,
                                       const graph::ViewOptions& options,
                                       const graph::ContradictionQuery& query,
                                       const graph::Contradictions& found) {
  v1::FindContradictionsResponse proto;
  for (const graph::Contradiction& one : found.all) {
    *proto.add_contradictions() = ContradictionToProto(snapshot, options, one);
  }
  proto.set_found(found.found);
  proto.set_left_out(found.left_out);
  *proto.mutable_completeness() = CompletenessToProto(found.completeness);
  *proto.mutable_text() = Both([&](graph::Language language) {
    return graph::ContradictionsText(snapshot, options, found,
                                     !query.subjects.empty(), language);
  });
  *proto.mutable_context() = ContextOf(snapshot, options);
  return proto;
}

}  // namespace ketenzicht::service
