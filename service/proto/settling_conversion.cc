#include "service/proto/settling_conversion.h"

#include <string>
#include <vector>

#include "graph/fact_text.h"
#include "graph/settling_text.h"
#include "service/proto/answer_values.h"
#include "service/proto/fact_telling.h"
#include "service/proto/value_conversion.h"
#include "service/proto/view_conversion.h"

namespace ketenzicht::service {
namespace {

v1::Doubt DoubtToProto(graph::Doubt doubt) {
  switch (doubt) {
    case graph::Doubt::kUnknown:
      return v1::DOUBT_UNKNOWN;
    case graph::Doubt::kNotExcluded:
      return v1::DOUBT_NOT_EXCLUDED;
    case graph::Doubt::kPossible:
      return v1::DOUBT_POSSIBLE;
    case graph::Doubt::kContested:
      return v1::DOUBT_CONTESTED;
    case graph::Doubt::kDate:
      return v1::DOUBT_DATE;
    case graph::Doubt::kPresumed:
      return v1::DOUBT_PRESUMED;
    case graph::Doubt::kUnrecorded:
      return v1::DOUBT_UNRECORDED;
  }
  return v1::DOUBT_UNSPECIFIED;
}

v1::SettlingQuestion QuestionToProto(const graph::Snapshot& snapshot,
                                     const graph::ViewOptions& options,
                                     const graph::SettlingQuestion& question) {
  const graph::OpenQuestion& what = question.what;
  v1::SettlingQuestion proto;
  proto.set_id(what.id);
  CopyIds(snapshot, what.facts, proto.mutable_facts());
  *proto.mutable_proposition() = Both([&](graph::Language language) {
    return graph::AsSentence(
        graph::QuestionClause(snapshot, what, true, language));
  });
  if (what.recorded()) {
    TellFirst(snapshot, options, what.facts, proto);
  } else {
    CopyUnrecorded(snapshot, what, proto);
    *proto.mutable_sentence() = proto.proposition();
  }
  for (graph::Doubt doubt : what.doubts) proto.add_doubts(DoubtToProto(doubt));
  for (graph::UnknownKind kind : what.unknown_kinds) {
    proto.add_unknown_kinds(ToProto(kind));
  }
  proto.set_cost(question.cost);
  if (question.if_true) {
    *proto.mutable_if_true() = OutcomeToProto(*question.if_true);
  }
  if (question.if_false) {
    *proto.mutable_if_false() = OutcomeToProto(*question.if_false);
  }
  return proto;
}

v1::Finding FindingToProto(const graph::Finding& finding) {
  v1::Finding proto;
  proto.set_question(finding.question);
  proto.set_holds(finding.holds);
  return proto;
}

v1::Settling SettlingToProto(const graph::Settling& settling) {
  v1::Settling proto;
  proto.set_already(settling.already);
  for (const graph::SettlingSet& one : settling.sets) {
    v1::SettlingSet& set = *proto.add_sets();
    for (const graph::Finding& finding : one.findings) {
      *set.add_findings() = FindingToProto(finding);
    }
    set.set_cost(one.cost);
    *set.mutable_outcome() = OutcomeToProto(one.outcome);
    set.set_smallest(one.smallest);
    for (const graph::Finding& finding : one.undone_by) {
      *set.add_undone_by() = FindingToProto(finding);
    }
    set.set_undone_looked_at(one.undone_looked_at);
  }
  proto.set_proven(settling.proven);
  proto.set_all(settling.all);
  proto.set_bound(settling.bound);
  return proto;
}

v1::PairSettling PairToProto(const graph::Snapshot& snapshot,
                             const graph::ViewOptions& options,
                             const graph::SettlingQuery& each,
                             const graph::SettledPair& one) {
  const graph::SettlingAnswer& answer = one.answer;
  v1::PairSettling proto;
  CopyPair(snapshot, one.pair, proto);
  *proto.mutable_now() = OutcomeToProto(answer.now);
  proto.set_settled(answer.settled);
  CopyIds(snapshot, answer.contested, proto.mutable_contested());
  for (const graph::SettlingQuestion& question : answer.questions) {
    *proto.add_questions() = QuestionToProto(snapshot, options, question);
  }
  *proto.mutable_questions_completeness() =
      CompletenessToProto(answer.questions_completeness);
  *proto.mutable_exposed() = SettlingToProto(answer.exposed);
  *proto.mutable_not_exposed() = SettlingToProto(answer.not_exposed);
  *proto.mutable_one_tier() = SettlingToProto(answer.one_tier);
  for (const graph::RefusedFinding& refusal : answer.refused) {
    v1::RefusedFinding& refused = *proto.add_refused();
    *refused.mutable_finding() = FindingToProto(refusal.finding);
    refused.set_reason(refusal.reason);
  }
  for (const std::string& factor : answer.unasked.factors) {
    proto.add_unknown_factors(factor);
  }
  for (const graph::Unasked::Reach& one : answer.unasked.reach) {
    v1::UnknownReach& reach = *proto.add_unknown_reach();
    reach.set_from(std::string(snapshot.id(one.from)));
    reach.set_to(std::string(snapshot.id(one.to)));
    reach.set_both(one.both);
  }
  CopyIds(snapshot, answer.unasked.unseated, proto.mutable_unseated());
  proto.set_looked_at(answer.looked_at);
  *proto.mutable_completeness() = CompletenessToProto(answer.completeness);
  graph::SettlingQuery query = each;
  query.process = one.pair.process;
  query.target = one.pair.target;
  query.vector = one.pair.vector;
  *proto.mutable_text() = Both([&](graph::Language language) {
    return graph::SettlingText(snapshot, options, query, answer, language);
  });
  return proto;
}

}  // namespace

v1::SettlePairsResponse ToProto(const graph::Snapshot& snapshot,
                                const graph::ViewOptions& options,
                                const graph::PairSettlingQuery& query,
                                const graph::PairSettlings& found) {
  v1::SettlePairsResponse proto;
  for (const graph::SettledPair& one : found.pairs) {
    *proto.add_pairs() = PairToProto(snapshot, options, query.each, one);
  }
  *proto.mutable_completeness() = CompletenessToProto(found.completeness);
  *proto.mutable_text() = Both([&](graph::Language language) {
    return graph::PairSettlingsText(snapshot, options, found, language);
  });
  *proto.mutable_context() = ContextOf(snapshot, options);
  return proto;
}

}  // namespace ketenzicht::service
