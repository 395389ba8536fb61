#include <string>
#include <vector>

#include "service/cli/call_error.h"
#include "service/cli/commands.h"
#include "service/cli/fact_rows.h"

namespace ketenzicht::service {
v1::WriteOptions OptionsOf(const WriteArguments& write) {
  v1::WriteOptions options;
  options.set_validate_only(write.dry_run);
  options.set_request_id(write.request_id);
  options.set_author(write.author);
  if (write.expected_revision >= 0) {
    options.set_expected_revision(write.expected_revision);
  }
  return options;
}

int RunGet(const CommandContext& context, const std::string& id,
           int64_t revision) {
  v1::GetFactRequest request;
  request.set_id(id);
  request.mutable_revision()->set_exact(revision);
  v1::GetFactResponse response;
  const CallResult result = context.client.GetFact(request, &response);
  if (!result.ok()) return ReportFailure(result, context.error);
  if (context.format != Format::kTable) {
    JsonWriter(context.out, context.format, false).Write(response);
    return kExitOk;
  }
  context.out << In(response.sentence(), context.dutch) << "\n\n"
              << ToJson(response.fact(), true) << "\n";
  return kExitOk;
}

int RunSearch(const CommandContext& context, const std::string& query,
              const std::string& kind) {
  v1::SearchFactsRequest request;
  request.set_query(query);
  request.set_kind(kind);
  v1::SearchFactsResponse response;
  const CallResult result = context.client.SearchFacts(request, &response);
  if (!result.ok()) return ReportFailure(result, context.error);
  if (context.format != Format::kTable) {
    JsonWriter(context.out, context.format, false).Write(response);
    return kExitOk;
  }
  std::vector<std::vector<std::string>> rows;
  for (const auto& match : response.matches()) {
    rows.push_back({match.fact().id(), KindOf(match.fact()),
                    NameOf(match.fact(), context.dutch), match.matched()});
  }
  context.out << Table(context.dutch
                           ? std::vector<std::string>{"ID", "SOORT", "NAAM",
                                                      "GEVONDEN OP"}
                           : std::vector<std::string>{"ID", "KIND", "NAME",
                                                      "MATCHED"},
                       rows)
              << "\n";
  return kExitOk;
}

int RunList(const CommandContext& context, const std::string& kind,
            const std::string& about) {
  v1::ListFactsRequest request;
  request.set_kind(kind);
  request.set_about(about);
  std::vector<std::vector<std::string>> rows;
  JsonWriter json(context.out, context.format, true);
  do {
    v1::ListFactsResponse response;
    const CallResult result = context.client.ListFacts(request, &response);
    if (!result.ok()) return ReportFailure(result, context.error);
    for (const v1::Fact& fact : response.facts()) {
      if (context.format == Format::kTable) {
        rows.push_back(FactRow(fact, context.dutch));
      } else {
        json.Write(fact);
      }
    }
    request.set_page_token(response.next_page_token());
  } while (!request.page_token().empty());
  json.Finish();
  if (context.format == Format::kTable) {
    context.out << Table(FactHeader(context.dutch), rows) << "\n";
  }
  return kExitOk;
}

int RunOntology(const CommandContext& context) {
  v1::GetOntologyResponse response;
  const CallResult result =
      context.client.GetOntology(v1::GetOntologyRequest(), &response);
  if (!result.ok()) return ReportFailure(result, context.error);
  if (context.format != Format::kTable) {
    JsonWriter(context.out, context.format, false).Write(response);
    return kExitOk;
  }
  std::vector<std::vector<std::string>> rows;
  for (const v1::EntityKind& kind : response.entity_kinds()) {
    rows.push_back({kind.name(), kind.parent(), kind.collection(),
                    In(kind.label(), context.dutch)});
  }
  for (const v1::RelationKind& kind : response.relation_kinds()) {
    rows.push_back({kind.name(), kind.parent(), "relations",
                    In(kind.phrase(), context.dutch)});
  }
  for (const v1::ExposureVector& vector : response.vectors()) {
    rows.push_back({vector.name(), "vector", "", vector.expression()});
  }
  context.out << Table(context.dutch
                           ? std::vector<std::string>{"SOORT", "IS EEN",
                                                      "VERZAMELING", "TEKST"}
                           : std::vector<std::string>{"KIND", "IS A",
                                                      "COLLECTION", "TEXT"},
                       rows)
              << "\n";
  return kExitOk;
}

}  // namespace ketenzicht::service
