#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "service/cli/call_error.h"
#include "service/cli/commands.h"

namespace ketenzicht::service {
namespace {

template <typename Request>
Request PairRequest(const PairArguments& pairs, const ViewArguments& view) {
  Request request;
  v1::PairQuery& query = *request.mutable_query();
  for (const std::string& id : pairs.from) query.add_from(id);
  for (const std::string& id : pairs.to) query.add_to(id);
  query.set_vector(pairs.vector);
  query.set_expression(pairs.expression);
  query.set_max_paths(pairs.max_paths);
  query.set_max_expansions(pairs.max_expansions);
  *request.mutable_options() = OptionsOf(view);
  *request.mutable_revision() = RevisionOf(view);
  return request;
}

bool IsExposed(v1::Status status) {
  return status == v1::STATUS_OPEN || status == v1::STATUS_NOT_EXCLUDED ||
         status == v1::STATUS_UNKNOWN;
}

std::vector<std::string> PairHeader(bool dutch) {
  if (dutch) {
    return {"PROCES", "NAAR",    "STATUS", "TRAP", "ZONDER MAATREGELEN",
            "TRAP",   "VOLLEDIG"};
  }
  return {"PROCESS",          "TO",   "STATUS",  "TIER",
          "WITHOUT MEASURES", "TIER", "COMPLETE"};
}

std::string CompleteWord(const v1::PairExposure& pair, bool dutch) {
  const v1::Completeness& completeness = pair.completeness();
  if (completeness.complete()) return dutch ? "ja" : "yes";
  if (completeness.limit() == "paths") {
    return dutch ? "er zijn meer paden" : "there are more paths";
  }
  if (completeness.limit() == "partial_paths") {
    return dutch ? "nee: geheugengrens" : "no: memory budget";
  }
  if (pair.walk() || pair.inherent_walk()) {
    return dutch ? "nee: zoekgrens, nog geen pad gevonden"
                 : "no: search budget, no path found yet";
  }
  return dutch ? "nee: zoekgrens" : "no: search budget";
}

std::vector<std::string> PairRow(const v1::PairExposure& pair, bool dutch) {
  return {pair.process(),
          pair.target(),
          StatusWord(pair.status(), dutch),
          TierWord(pair.tier(), dutch),
          StatusWord(pair.inherent_status(), dutch),
          TierWord(pair.inherent_tier(), dutch),
          CompleteWord(pair, dutch)};
}

void WriteBestPath(const CommandContext& context,
                   const v1::PairExposure& pair) {
  if (pair.paths_size() == 0) return;
  context.out << "\n" << In(pair.summary(), context.dutch) << "\n";
  int number = 0;
  for (const v1::Step& step : pair.paths(0).steps()) {
    context.out << "  " << ++number << ". "
                << In(step.relation().sentence(), context.dutch);
    const std::string& citation = In(step.relation().citation(), context.dutch);
    if (!citation.empty()) context.out << " " << citation;
    context.out << "\n";
  }
}

}  // namespace

v1::Revision RevisionOf(const ViewArguments& view) {
  v1::Revision revision;
  revision.set_exact(view.revision);
  if (!view.scenario.name().empty() || !view.scenario.content().empty()) {
    *revision.mutable_scenario() = view.scenario;
    revision.mutable_scenario()->mutable_parameters()->insert(
        view.parameters.begin(), view.parameters.end());
  }
  return revision;
}

v1::ViewOptions OptionsOf(const ViewArguments& view) {
  v1::ViewOptions options;
  options.set_date(view.date);
  options.set_inherent(view.inherent);
  options.set_stated_only(view.stated_only);
  options.set_verified_only(view.verified_only);
  options.set_without_presumptions(view.no_presumptions);
  for (const std::string& type : view.with) {
    options.add_extra_source_types(type);
  }
  for (const std::string& source : view.sources) options.add_sources(source);
  for (const auto& [ids, op] : {std::pair(&view.remove, v1::Change::OP_REMOVE),
                                {&view.deny, v1::Change::OP_DENY},
                                {&view.take, v1::Change::OP_TAKE},
                                {&view.lift, v1::Change::OP_LIFT}}) {
    for (const std::string& id : *ids) {
      v1::Change* change = options.add_changes();
      change->set_op(op);
      change->set_fact(id);
    }
  }
  for (const std::string& factor : view.factors) options.add_factors(factor);
  return options;
}

void WriteContext(const CommandContext& context,
                  const v1::AnswerContext& answer) {
  context.out << In(answer.text(), context.dutch) << "\n";
}

int RunPaths(const CommandContext& context, const PairArguments& pairs,
             const ViewArguments& view) {
  std::vector<v1::FindPathsResponse> answers;
  bool exposed = false;
  JsonWriter json(context.out, context.format, true);
  const CallResult result = context.client.FindPaths(
      PairRequest<v1::FindPathsRequest>(pairs, view),
      [&](const v1::FindPathsResponse& response) {
        exposed = exposed || IsExposed(response.pair().status());
        if (context.format == Format::kTable) {
          answers.push_back(response);
        } else {
          json.Write(response);
        }
        return true;
      });
  json.Finish();
  if (!result.ok()) return ReportFailure(result, context.error);
  if (context.format == Format::kTable) {
    std::vector<std::vector<std::string>> rows;
    rows.reserve(answers.size());
    for (const v1::FindPathsResponse& answer : answers) {
      rows.push_back(PairRow(answer.pair(), context.dutch));
    }
    context.out << Table(PairHeader(context.dutch), rows);
    for (const v1::FindPathsResponse& answer : answers) {
      if (!pairs.summary) WriteBestPath(context, answer.pair());
    }
    if (!answers.empty()) {
      context.out << "\n";
      WriteContext(context, answers.front().context());
    }
  }
  return exposed && pairs.fail_on_exposure ? kExitExposed : kExitOk;
}

int RunWhy(const CommandContext& context, const PairArguments& pairs,
           const ViewArguments& view) {
  bool exposed = false;
  bool first = true;
  v1::AnswerContext answer_context;
  JsonWriter json(context.out, context.format, true);
  const CallResult result = context.client.ExplainExposure(
      PairRequest<v1::ExplainExposureRequest>(pairs, view),
      [&](const v1::ExplainExposureResponse& response) {
        exposed = exposed || IsExposed(response.pair().status());
        if (context.format != Format::kTable) {
          json.Write(response);
          return true;
        }
        context.out << (first ? "" : "\n")
                    << In(response.pair().explanation(), context.dutch);
        answer_context = response.context();
        first = false;
        return true;
      });
  json.Finish();
  if (!result.ok()) return ReportFailure(result, context.error);
  if (!first) {
    context.out << "\n";
    WriteContext(context, answer_context);
  }
  return exposed && pairs.fail_on_exposure ? kExitExposed : kExitOk;
}

}  // namespace ketenzicht::service
