#include "service/proto/comparison_conversion.h"

#include <string>

#include "graph/cause_text.h"
#include "graph/comparison_text.h"
#include "service/proto/answer_values.h"
#include "service/proto/view_conversion.h"

namespace ketenzicht::service {
namespace {

const std::array<std::string, 2>& Names() {
  static const auto& names = *new std::array<std::string, 2>{"A", "B"};
  return names;
}

void PairToProto(const graph::ComparedPair& pair,
                 v1::ComparedTarget::Pair& proto) {
  proto.set_process(pair.process);
  proto.set_status(StatusToProto(pair.outcome.status));
  *proto.mutable_tier() = TierRangeToProto(pair.outcome.tier);
  proto.set_inherent_status(StatusToProto(pair.outcome.inherent_status));
  *proto.mutable_inherent_tier() = TierRangeToProto(pair.outcome.inherent_tier);
  proto.set_searched_all(pair.searched_all);
}

void CountsToProto(
    const std::array<int, 5>& statuses,
    google::protobuf::RepeatedPtrField<v1::ComparedTarget::StatusCount>&
        proto) {
  for (size_t status = 0; status < statuses.size(); ++status) {
    if (statuses[status] == 0) continue;
    v1::ComparedTarget::StatusCount& count = *proto.Add();
    count.set_status(StatusToProto(static_cast<graph::Status>(status)));
    count.set_answers(statuses[status]);
  }
}

// Empty where the side does not rest on it, and of a presumption.
std::string HowItCountsOn(const graph::View& view,
                          const graph::Proposition& one, int side) {
  if (one.processes[side].empty() ||
      view.snapshot().Find(one.id) == graph::kNoFact) {
    return "";
  }
  return std::string(
      graph::HowItCountsName(graph::HowFactCounts(view, one.id)));
}

void PropositionToProto(const std::array<graph::ComparisonSide, 2>& sides,
                        const graph::Proposition& one,
                        v1::ComparedTarget::Proposition& proto) {
  proto.set_id(one.id);
  proto.set_role(std::string(graph::RoleName(one.role)));
  for (const std::string& process : one.processes[0]) {
    proto.add_processes_a(process);
  }
  for (const std::string& process : one.processes[1]) {
    proto.add_processes_b(process);
  }
  const int side = one.processes[0].empty() ? 1 : 0;
  *proto.mutable_sentence() = ToProto(one.sentence[side]);
  *proto.mutable_citation() = ToProto(one.citation[side]);
  proto.set_counts_a(HowItCountsOn(*sides[0].views.asked, one, 0));
  proto.set_counts_b(HowItCountsOn(*sides[1].views.asked, one, 1));
}

void CauseToProto(const std::array<graph::ComparisonSide, 2>& sides,
                  const graph::Difference& cause,
                  v1::ComparedTarget::Cause& proto) {
  const std::array<const graph::View*, 2> views = {sides[0].views.asked.get(),
                                                   sides[1].views.asked.get()};
  proto.set_id(cause.id);
  proto.set_kind(std::string(graph::DifferenceKindName(cause.kind)));
  if (cause.kind != graph::DifferenceKind::kSetting) {
    const auto how = [&](int side) {
      return std::string(
          graph::HowItCountsName(graph::HowFactCounts(*views[side], cause.id)));
    };
    proto.set_a(how(0));
    proto.set_b(how(1));
  }
  *proto.mutable_text() = ToProto(graph::Text{
      graph::CauseText(views, cause, Names(), graph::Language::kDutch),
      graph::CauseText(views, cause, Names(), graph::Language::kEnglish)});
}

void MovedToProto(const std::array<graph::ComparisonSide, 2>& sides,
                  const graph::MovedAnswer& moved,
                  v1::ComparedTarget::Moved& proto) {
  proto.set_process(moved.process);
  if (!moved.causes) return;
  proto.set_sought(true);
  proto.set_smallest(moved.causes->smallest);
  for (const graph::Difference& cause : moved.causes->because) {
    CauseToProto(sides, cause, *proto.add_causes());
  }
}

}  // namespace

v1::CompareExposureResponse ToProto(
    const std::array<graph::ComparisonSide, 2>& sides,
    const graph::Comparison& comparison) {
  v1::CompareExposureResponse response;
  for (const graph::ComparedTarget& compared : comparison.targets) {
    v1::ComparedTarget& proto = *response.add_targets();
    proto.set_target(compared.target);
    proto.set_vector(compared.vector);
    for (const graph::ComparedPair& pair : compared.sides[0].pairs) {
      PairToProto(pair, *proto.add_a());
    }
    for (const graph::ComparedPair& pair : compared.sides[1].pairs) {
      PairToProto(pair, *proto.add_b());
    }
    CountsToProto(compared.sides[0].statuses, *proto.mutable_statuses_a());
    CountsToProto(compared.sides[1].statuses, *proto.mutable_statuses_b());
    for (const graph::MovedAnswer& moved : compared.moved) {
      MovedToProto(sides, moved, *proto.add_moved());
    }
    for (const graph::Proposition& one : compared.propositions) {
      PropositionToProto(sides, one, *proto.add_propositions());
    }
    *proto.mutable_text() =
        ToProto(graph::Text{graph::ComparisonText(sides, compared, Names(),
                                                  graph::Language::kDutch),
                            graph::ComparisonText(sides, compared, Names(),
                                                  graph::Language::kEnglish)});
  }
  *response.mutable_completeness() =
      CompletenessToProto(comparison.completeness);
  *response.mutable_context_a() = ContextOf(*sides[0].views.asked);
  *response.mutable_context_b() = ContextOf(*sides[1].views.asked);
  return response;
}

}  // namespace ketenzicht::service
