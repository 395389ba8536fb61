#include <string>

#include "service/cli/call_error.h"
#include "service/cli/commands.h"

namespace ketenzicht::service {
namespace {

v1::GetTimelineRequest RequestOf(const TimelineArguments& timeline,
                                 const ViewArguments& view) {
  v1::GetTimelineRequest request;
  for (const std::string& id : timeline.from) request.add_from(id);
  for (const std::string& id : timeline.to) request.add_to(id);
  for (const std::string& name : timeline.vectors) request.add_vectors(name);
  for (const std::string& one : timeline.expressions) {
    request.add_expressions(one);
  }
  request.set_since(timeline.since);
  request.set_until(timeline.until);
  *request.mutable_options() = OptionsOf(view);
  *request.mutable_revision() = RevisionOf(view);
  return request;
}

constexpr size_t kCsvColumns = 16;
constexpr size_t kCsvComplete = 13;

// A line for each step: for a spreadsheet.
void WriteCsv(const v1::Timeline& timeline, bool first, std::ostream& out) {
  if (first) {
    out << CsvLine({"process", "target", "vector", "from", "status",
                    "tier_lowest", "tier_highest", "inherent_status",
                    "inherent_tier_lowest", "inherent_tier_highest", "because",
                    "moves", "smallest", "complete", "revision", "seen_until"});
  }
  for (const v1::TimelineStep& step : timeline.steps()) {
    std::string because;
    std::string moves;  // of these, in their order
    for (const v1::MovedFact& moved : step.because()) {
      because += (because.empty() ? "" : " ") + moved.fact();
      moves += (moves.empty() ? "" : " ") + moved.move();
    }
    out << CsvLine(
        {timeline.process(), timeline.target(), timeline.vector(), step.from(),
         StatusName(step.status()), step.tier().lowest(), step.tier().highest(),
         StatusName(step.inherent_status()), step.inherent_tier().lowest(),
         step.inherent_tier().highest(), because, moves,
         step.smallest() ? "yes" : "no", step.searched_all() ? "yes" : "no",
         std::to_string(timeline.revision()), ""});
  }
}

// The last line, where not all days were looked at: up to which.
void WriteCsvEnd(const v1::TimelineEnd& end, std::ostream& out) {
  std::vector<std::string> fields(kCsvColumns);
  fields[kCsvComplete] = "no";
  fields[kCsvComplete + 1] = std::to_string(end.revision());
  fields.back() = end.seen_until();
  out << CsvLine(fields);
}

}  // namespace

int RunTimeline(const CommandContext& context,
                const TimelineArguments& timeline, const ViewArguments& view) {
  bool first = true;
  JsonWriter json(context.out, context.format, true);
  const CallResult result = context.client.GetTimeline(
      RequestOf(timeline, view), [&](const v1::GetTimelineResponse& response) {
        if (context.format == Format::kCsv) {
          if (response.has_timeline()) {
            WriteCsv(response.timeline(), first, context.out);
          } else if (!response.end().completeness().complete()) {
            WriteCsvEnd(response.end(), context.out);
            context.error << "ketenzicht: " << In(response.end().text(), false)
                          << "\n";
          }
        } else if (context.format != Format::kTable) {
          json.Write(response);
        } else if (response.has_timeline()) {
          context.out << (first ? "" : "\n")
                      << In(response.timeline().text(), context.dutch);
        } else {
          context.out << "\n"
                      << In(response.end().text(), context.dutch) << "\n";
        }
        first = false;
        return true;
      });
  json.Finish();
  return result.ok() ? kExitOk : ReportFailure(result, context.error);
}

}  // namespace ketenzicht::service
