// same candidates, judge, undo, list: which imported things are one.

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "service/cli/call_error.h"
#include "service/cli/commands.h"
#include "service/cli/csv_words.h"

namespace ketenzicht::service {
namespace {

using Row = std::vector<std::string>;

void WriteRows(const CommandContext& context, const Row& header,
               const std::vector<Row>& rows) {
  if (context.format == Format::kTable) {
    context.out << Table(header, rows);
    return;
  }
  context.out << CsvLine(header);
  for (const Row& row : rows) context.out << CsvLine(row);
}

void TellRest(const CommandContext& context, const v1::SameCandidatesEnd& end) {
  const bool nl = context.dutch;
  std::ostream& out =
      context.format == Format::kTable ? context.out : context.error;
  if (end.over_per_entity() > 0) {
    out << end.over_per_entity()
        << (nl ? " meer, van dingen waarvan er al genoeg staan (--per-entity)\n"
               : " more, of things that have enough (--per-entity)\n");
  }
  if (end.over_total() > 0) {
    out << end.over_total() << (nl ? " meer (--max)\n" : " more (--max)\n");
  }
  const std::string& limit = end.completeness().limit();
  if (limit == "comparisons" || limit == "pairs") {
    out << (nl ? "niet alle namen zijn vergeleken: er kunnen er meer zijn\n"
               : "not all names were compared: there may be more\n");
  }
}

void WriteCandidates(const CommandContext& context,
                     const std::vector<v1::SameCandidate>& candidates,
                     const v1::SameCandidatesEnd& end) {
  const bool csv = context.format == Format::kCsv;
  std::vector<Row> rows;
  for (const v1::SameCandidate& one : candidates) {
    rows.push_back(
        {csv ? absl::StrCat(one.score()) : absl::StrFormat("%.2f", one.score()),
         one.entity(), one.entity_name(), one.same_as(), one.same_as_name()});
    if (!csv) continue;
    rows.back().emplace_back(YesNo(end.completeness().complete()));
    rows.back().push_back(absl::StrCat(end.revision()));
  }
  Row header = {"SCORE", "ENTITY", "NAME", "MAY BE", "NAME"};
  if (context.dutch) header = {"SCORE", "DING", "NAAM", "KAN ZIJN", "NAAM"};
  if (csv) {
    header = {"score",        "entity",   "entity_name", "same_as",
              "same_as_name", "complete", "revision"};
  }
  WriteRows(context, header, rows);
  TellRest(context, end);
}

int Judge(const CommandContext& context, const SameArguments& same,
          const WriteArguments& write, v1::SameVerdict verdict) {
  v1::JudgeSameRequest request;
  request.set_entity(same.entity);
  request.set_same_as(same.same_as);
  request.set_verdict(verdict);
  request.set_reason(same.reason);
  *request.mutable_options() = OptionsOf(write);
  v1::JudgeSameResponse response;
  const CallResult result = context.client.JudgeSame(request, &response);
  if (!result.ok()) return ReportFailure(result, context.error);
  if (context.format == Format::kCsv) {
    context.out << CsvLine({"judgement", "moved", "left", "revision"})
                << CsvLine({response.judgement(),
                            absl::StrCat(response.moved()),
                            absl::StrCat(response.left()),
                            absl::StrCat(response.revision())});
    return kExitOk;
  }
  if (context.format != Format::kTable) {
    JsonWriter(context.out, context.format, false).Write(response);
    return kExitOk;
  }
  const bool nl = context.dutch;
  context.out << (response.judgement().empty()
                      ? (nl ? "geen oordeel (meer) over deze twee"
                            : "no judgement of these two (any more)")
                      : response.judgement())
              << "; " << response.moved()
              << (nl ? " relaties verplaatst, " : " relations moved, ")
              << response.left() << (nl ? " gebleven; " : " left; ")
              << (nl ? "revisie " : "revision ") << response.revision()
              << (write.dry_run
                      ? (nl ? " (niets geschreven)" : " (nothing written)")
                      : "")
              << "\n";
  return kExitOk;
}

Row JudgementRow(const v1::Fact& fact, bool dutch) {
  std::vector<std::string> authors;
  std::vector<std::string> days;
  for (const v1::Evidence& one : fact.evidence()) {
    authors.push_back(one.speaker());
    days.push_back(one.asserted_on());
  }
  return {fact.relation().source().id(),
          WordOf(v1::Modality_Name(fact.modality()), "MODALITY_"),
          fact.relation().target().id(),
          absl::StrJoin(authors, ", "),
          absl::StrJoin(days, ", "),
          In(fact.note(), dutch),
          fact.id()};
}

}  // namespace

int RunSameCandidates(const CommandContext& context, const SameArguments& same,
                      int64_t revision) {
  v1::FindSameCandidatesRequest request;
  request.set_kind(same.kind);
  request.set_source(same.source);
  request.set_id(same.id);
  request.set_min_score(same.min_score);
  request.set_per_entity(same.per_entity);
  request.set_max_candidates(same.most);
  request.mutable_revision()->set_exact(revision);
  const bool json =
      context.format == Format::kJson || context.format == Format::kNdjson;
  std::vector<v1::SameCandidate> candidates;
  v1::SameCandidatesEnd end;
  JsonWriter writer(context.out, context.format, true);
  const CallResult result = context.client.FindSameCandidates(
      request, [&](const v1::FindSameCandidatesResponse& response) {
        if (json) {
          writer.Write(response);
        } else if (response.has_candidate()) {
          candidates.push_back(response.candidate());
        }
        if (response.has_end()) end = response.end();
        return true;
      });
  if (json) writer.Finish();
  if (!result.ok()) return ReportFailure(result, context.error);
  if (!json) WriteCandidates(context, candidates, end);
  return kExitOk;
}

int RunSameJudge(const CommandContext& context, const SameArguments& same,
                 const WriteArguments& write) {
  return Judge(
      context, same, write,
      same.different ? v1::SAME_VERDICT_DIFFERENT : v1::SAME_VERDICT_SAME);
}

int RunSameUndo(const CommandContext& context, const SameArguments& same,
                const WriteArguments& write) {
  return Judge(context, same, write, v1::SAME_VERDICT_UNDO);
}

int RunSameList(const CommandContext& context, int64_t revision) {
  v1::ListFactsRequest request;
  request.set_kind("same_as");
  request.mutable_revision()->set_exact(revision);
  const bool json =
      context.format == Format::kJson || context.format == Format::kNdjson;
  std::vector<Row> rows;
  JsonWriter writer(context.out, context.format, true);
  do {
    v1::ListFactsResponse response;
    const CallResult result = context.client.ListFacts(request, &response);
    if (!result.ok()) return ReportFailure(result, context.error);
    for (const v1::Fact& fact : response.facts()) {
      if (json) {
        writer.Write(fact);
      } else {
        rows.push_back(JudgementRow(fact, context.dutch));
      }
    }
    request.set_page_token(response.next_page_token());
  } while (!request.page_token().empty());
  if (json) {
    writer.Finish();
    return kExitOk;
  }
  Row header = {"ENTITY", "JUDGED", "SAME AS", "BY", "ON", "WHY", "ID"};
  if (context.dutch) {
    header = {"DING", "OORDEEL", "HETZELFDE ALS", "DOOR", "OP", "WAAROM", "ID"};
  }
  if (context.format == Format::kCsv) {
    header = {"entity", "judged", "same_as", "authors", "days", "reason", "id"};
  }
  WriteRows(context, header, rows);
  return kExitOk;
}

}  // namespace ketenzicht::service
