#include "service/proto/timeline_conversion.h"

#include <string>

#include "graph/fact_text.h"
#include "graph/timeline_text.h"
#include "service/proto/answer_values.h"
#include "service/proto/view_conversion.h"

namespace ketenzicht::service {
namespace {

using graph::Language;

}  // namespace

v1::Timeline ToProto(const graph::Snapshot& snapshot,
                     const graph::ViewOptions& options,
                     const graph::TimelineQuery& query,
                     const graph::Timeline& timeline) {
  const graph::FactText nl(snapshot, &options, Language::kDutch);
  const graph::FactText en(snapshot, &options, Language::kEnglish);
  v1::Timeline proto;
  proto.set_process(std::string(snapshot.id(timeline.process)));
  proto.set_target(std::string(snapshot.id(timeline.target.asked)));
  proto.set_vector(timeline.vector->name);
  proto.set_revision(snapshot.revision());
  for (const graph::TimelineStep& step : timeline.steps) {
    v1::TimelineStep* one = proto.add_steps();
    if (step.from) one->set_from(step.from->ToString());
    one->set_status(StatusToProto(step.outcome.status));
    *one->mutable_tier() = TierRangeToProto(step.outcome.tier);
    one->set_inherent_status(StatusToProto(step.outcome.inherent_status));
    *one->mutable_inherent_tier() =
        TierRangeToProto(step.outcome.inherent_tier);
    for (const graph::FactMove& move : step.because) {
      v1::MovedFact* fact = one->add_because();
      fact->set_fact(std::string(snapshot.id(move.fact)));
      fact->set_move(std::string(graph::MoveKindName(move.kind)));
      *fact->mutable_text() = ToProto(graph::Text{
          graph::MovedFactText(nl, move), graph::MovedFactText(en, move)});
    }
    one->set_smallest(step.smallest);
    one->set_searched_all(step.searched_all);
  }
  *proto.mutable_text() = ToProto(graph::Text{
      graph::TimelineText(snapshot, options, query, timeline, Language::kDutch),
      graph::TimelineText(snapshot, options, query, timeline,
                          Language::kEnglish)});
  return proto;
}

v1::TimelineEnd EndToProto(const graph::Snapshot& snapshot,
                           const graph::ViewOptions& options,
                           const graph::TimelineQuery& query,
                           const graph::Timelines& timelines) {
  v1::TimelineEnd proto;
  *proto.mutable_completeness() = CompletenessToProto(timelines.completeness);
  proto.set_dates(timelines.dates);
  if (timelines.seen_until) {
    proto.set_seen_until(timelines.seen_until->ToString());
  }
  *proto.mutable_text() = ToProto(
      graph::Text{graph::TimelinesContextText(snapshot, options, query,
                                              timelines, Language::kDutch),
                  graph::TimelinesContextText(snapshot, options, query,
                                              timelines, Language::kEnglish)});
  proto.set_revision(snapshot.revision());
  return proto;
}

}  // namespace ketenzicht::service
