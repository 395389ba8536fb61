#include "service/proto/analysis_conversion.h"

#include <string>
#include <vector>

#include "graph/choke_point_text.h"
#include "graph/explanation.h"
#include "graph/load_bearing_text.h"
#include "graph/settling_text.h"
#include "service/proto/answer_values.h"
#include "service/proto/fact_telling.h"
#include "service/proto/view_conversion.h"

namespace ketenzicht::service {
namespace {

using graph::Language;

v1::Turn ToProto(graph::Turn turn) {
  switch (turn) {
    case graph::Turn::kAffirmed:
      return v1::TURN_AFFIRMED;
    case graph::Turn::kDenied:
      return v1::TURN_DENIED;
    case graph::Turn::kUnrecorded:
      return v1::TURN_UNRECORDED;
  }
  return v1::TURN_UNSPECIFIED;
}

v1::LoadBearing ToProto(const graph::Snapshot& snapshot,
                        const graph::ViewOptions& options,
                        const graph::LoadBearing& one) {
  v1::LoadBearing proto;
  const graph::OpenQuestion& what = one.what;
  proto.set_id(what.id);
  CopyIds(snapshot, what.facts, proto.mutable_facts());
  proto.set_turn(ToProto(one.turn));
  *proto.mutable_proposition() = Both([&](Language language) {
    return graph::AsSentence(
        graph::QuestionClause(snapshot, what, true, language));
  });
  if (what.recorded()) {
    TellFirst(snapshot, options, what.facts, proto);
  } else {
    *proto.mutable_sentence() = proto.proposition();
    CopyUnrecorded(snapshot, what, *proto.mutable_unrecorded());
    proto.mutable_unrecorded()->set_presumed(what.doubts.front() ==
                                             graph::Doubt::kPresumed);
  }
  for (const graph::MovedPair& moved : one.moved) {
    v1::TurnedPair& pair = *proto.add_moved();
    CopyPair(snapshot, moved.process, moved.target, *moved.vector, pair);
    *pair.mutable_before() = OutcomeToProto(moved.before);
    *pair.mutable_after() = OutcomeToProto(moved.after);
    pair.set_escalates(moved.escalates);
  }
  CopyIds(snapshot, one.still_denied_by, proto.mutable_still_denied_by());
  proto.set_escalated(one.escalated);
  proto.set_tier_distance(one.tier_distance);
  proto.set_rank(one.rank);
  if (one.confidence) proto.set_confidence(*one.confidence);
  return proto;
}

v1::PathElement ToProto(const graph::Snapshot& snapshot,
                        const graph::ViewOptions& options,
                        const graph::PathElement& element) {
  v1::PathElement proto;
  proto.set_id(std::string(snapshot.id(element.fact)));
  proto.set_relation(element.relation);
  if (element.relation) {
    CopyIds(snapshot, element.facts, proto.mutable_facts());
  }
  Tell(snapshot, options, element.fact, proto);
  return proto;
}

// Ids of the relations of a path, in order.
template <typename Ids>
void CopyPath(const graph::View& view, const graph::FoundPath& path, Ids* ids) {
  for (const graph::View::Incidence& step : path.steps) {
    ids->Add(std::string(view.table().id(step.instance)));
  }
}

v1::CutState ToProto(graph::CheapestCut::State state) {
  switch (state) {
    case graph::CheapestCut::State::kCheapest:
      return v1::CUT_STATE_CHEAPEST;
    case graph::CheapestCut::State::kImpossible:
      return v1::CUT_STATE_IMPOSSIBLE;
    case graph::CheapestCut::State::kKnown:
      return v1::CUT_STATE_KNOWN;
    case graph::CheapestCut::State::kStopped:
      return v1::CUT_STATE_STOPPED;
  }
  return v1::CUT_STATE_UNSPECIFIED;
}

v1::ChokePoint ToProto(const graph::View& view, const graph::ChokePoint& one) {
  v1::ChokePoint proto;
  *proto.mutable_element() =
      ToProto(view.snapshot(), view.options(), one.element);
  proto.mutable_pairs()->Add(one.pairs.begin(), one.pairs.end());
  proto.set_share(one.share);
  proto.set_of_all(one.of_all);
  proto.set_cuttable(one.cuttable);
  proto.set_position(one.position);
  return proto;
}

v1::CheapestCut ToProto(const graph::View& view,
                        const graph::CheapestCut& cut) {
  v1::CheapestCut proto;
  proto.set_state(ToProto(cut.state));
  for (const graph::CutElement& one : cut.elements) {
    v1::CutElement& element = *proto.add_elements();
    *element.mutable_element() =
        ToProto(view.snapshot(), view.options(), one.element);
    element.mutable_pairs()->Add(one.pairs.begin(), one.pairs.end());
    element.set_share(one.share);
    element.mutable_opens()->Add(one.opens.begin(), one.opens.end());
  }
  proto.set_weight(cut.weight);
  proto.set_bound(cut.bound);
  for (const graph::UncuttablePair& one : cut.uncuttable) {
    v1::UncuttablePair& pair = *proto.add_uncuttable();
    pair.set_pair(one.pair);
    CopyPath(view, one.path, pair.mutable_relations());
  }
  *proto.mutable_completeness() = CompletenessToProto(cut.completeness);
  return proto;
}

v1::LikelihoodEstimate ToProto(const graph::LikelihoodEstimate& estimate) {
  v1::LikelihoodEstimate proto;
  proto.set_value(estimate.value);
  proto.set_lower(estimate.lower);
  proto.set_upper(estimate.upper);
  return proto;
}

v1::PairLikelihood ToProto(const graph::Snapshot& snapshot,
                           const graph::LikelyPair& one,
                           graph::Status weakest) {
  const graph::PairLikelihood& likelihood = one.likelihood;
  v1::PairLikelihood proto;
  CopyPair(snapshot, one.pair, proto);
  if (one.status) proto.set_status(StatusToProto(*one.status));
  *proto.mutable_completeness() = CompletenessToProto(likelihood.completeness);
  // "Exactly 0", and "very low", would say that it is not so.
  if (!graph::HasLikelihood(one, weakest)) return proto;
  proto.set_method(likelihood.method == graph::LikelihoodMethod::kExact
                       ? v1::LIKELIHOOD_METHOD_EXACT
                       : v1::LIKELIHOOD_METHOD_MONTE_CARLO);
  *proto.mutable_low() = ToProto(likelihood.low);
  if (likelihood.best) *proto.mutable_best() = ToProto(*likelihood.best);
  *proto.mutable_high() = ToProto(likelihood.high);
  proto.set_relations(likelihood.relations);
  if (likelihood.path_sets) proto.set_path_sets(*likelihood.path_sets);
  proto.set_samples(likelihood.samples);
  proto.set_undecided(likelihood.undecided);
  proto.set_seed(likelihood.seed);
  proto.set_confidence(likelihood.confidence);
  *proto.mutable_likelihood_class() = Both([&](Language language) {
    return graph::ClassText(snapshot, likelihood, language);
  });
  return proto;
}

}  // namespace

v1::FindLoadBearingResponse ToProto(const graph::Snapshot& snapshot,
                                    const graph::ViewOptions& options,
                                    const graph::LoadBearings& found) {
  v1::FindLoadBearingResponse proto;
  for (const graph::LoadBearing& one : found.all) {
    *proto.add_propositions() = ToProto(snapshot, options, one);
  }
  for (const graph::NotTurned& one : found.refused) {
    v1::NotTurned& refused = *proto.add_refused();
    refused.set_id(one.what.id);
    CopyIds(snapshot, one.what.facts, refused.mutable_facts());
    refused.set_turn(ToProto(one.turn));
    refused.set_reason(one.reason);
  }
  for (const graph::OpenQuestion& what : found.unmoved) {
    v1::UnmovedProposition& unmoved = *proto.add_unmoved();
    unmoved.set_id(what.id);
    CopyIds(snapshot, what.facts, unmoved.mutable_facts());
  }
  for (const graph::ExposedPair& pair : found.skipped) {
    CopyPair(snapshot, pair, *proto.add_skipped());
  }
  proto.set_looked_at(found.propositions);
  proto.set_turns(found.turns);
  *proto.mutable_completeness() = CompletenessToProto(found.completeness);
  *proto.mutable_text() = Both([&](Language language) {
    return graph::LoadBearingText(snapshot, options, found, language);
  });
  *proto.mutable_context() = ContextOf(snapshot, options);
  return proto;
}

v1::FindChokePointsResponse ToProto(const graph::View& view,
                                    const graph::ChokePointQuery& query,
                                    const graph::ChokePoints& found) {
  const graph::Snapshot& snapshot = view.snapshot();
  v1::FindChokePointsResponse proto;
  for (const graph::ExposedByPath& one : found.exposed) {
    v1::ChokedPair& pair = *proto.add_exposed();
    CopyPair(snapshot, one.pair, pair);
    CopyPath(view, one.path, pair.mutable_relations());
  }
  for (const graph::UnexposedPair& one : found.not_exposed) {
    v1::UnexposedPair& pair = *proto.add_not_exposed();
    CopyPair(snapshot, one.pair, pair);
    if (one.status) pair.set_status(StatusToProto(*one.status));
  }
  for (const graph::ExposedPair& pair : found.unsettled) {
    CopyPair(snapshot, pair, *proto.add_unsettled());
  }
  for (const graph::ChokePoint& one : found.points) {
    *proto.add_points() = ToProto(view, one);
  }
  if (query.cut) *proto.mutable_cut() = ToProto(view, found.cut);
  *proto.mutable_completeness() = CompletenessToProto(found.completeness);
  *proto.mutable_text() = Both([&](Language language) {
    return graph::ChokePointText(snapshot, view.options(), query, found,
                                 language);
  });
  *proto.mutable_context() = ContextOf(view);
  return proto;
}

v1::EstimateLikelihoodResponse ToProto(const graph::Snapshot& snapshot,
                                       const graph::ViewOptions& options,
                                       const graph::PairLikelihoods& found) {
  v1::EstimateLikelihoodResponse proto;
  for (const graph::LikelyPair& one : found.pairs) {
    *proto.add_pairs() = ToProto(snapshot, one, found.weakest);
  }
  *proto.mutable_completeness() = CompletenessToProto(found.completeness);
  *proto.mutable_text() = Both([&](Language language) {
    return graph::PairLikelihoodsText(snapshot, options, found, language);
  });
  *proto.mutable_context() = ContextOf(snapshot, options);
  return proto;
}

}  // namespace ketenzicht::service
