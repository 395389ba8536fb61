#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "service/cli/call_error.h"
#include "service/cli/commands.h"

namespace ketenzicht::service {
namespace {

std::string KindOf(const v1::Fact& fact) {
  if (fact.has_entity()) return fact.entity().kind();
  if (fact.has_relation()) return fact.relation().kind();
  return "measure";
}

std::string NameOf(const v1::Fact& fact, bool dutch) {
  if (fact.has_entity()) return In(fact.entity().name(), dutch);
  if (fact.has_measure()) return In(fact.measure().name(), dutch);
  const auto end = [dutch](const v1::End& one) {
    return one.has_selector() ? "{" + In(one.selector().label(), dutch) + "}"
                              : one.id();
  };
  return end(fact.relation().source()) + " → " + end(fact.relation().target());
}

std::string ModalityWord(const v1::Fact& fact) {
  std::string name = v1::Modality_Name(fact.modality());
  name = name.substr(std::string("MODALITY_").size());
  std::transform(name.begin(), name.end(), name.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return name;
}

std::vector<std::string> FactHeader(bool dutch) {
  return dutch ? std::vector<std::string>{"ID", "SOORT", "MODALITEIT", "NAAM"}
               : std::vector<std::string>{"ID", "KIND", "MODALITY", "NAME"};
}

std::vector<std::string> FactRow(const v1::Fact& fact, bool dutch) {
  return {fact.id(), KindOf(fact), ModalityWord(fact), NameOf(fact, dutch)};
}

}  // namespace

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
  context.out << Table(
      context.dutch
          ? std::vector<std::string>{"ID", "SOORT", "NAAM", "GEVONDEN OP"}
          : std::vector<std::string>{"ID", "KIND", "NAME", "MATCHED"},
      rows);
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
    context.out << Table(FactHeader(context.dutch), rows);
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
  context.out << Table(
      context.dutch
          ? std::vector<std::string>{"SOORT", "IS EEN", "VERZAMELING", "TEKST"}
          : std::vector<std::string>{"KIND", "IS A", "COLLECTION", "TEXT"},
      rows);
  return kExitOk;
}

int RunExport(const CommandContext& context, int64_t revision,
              const std::string& format) {
  v1::ExportFactsRequest request;
  request.mutable_revision()->set_exact(revision);
  if (format == "jsonl") {
    request.set_format(v1::ExportFactsRequest::FORMAT_JSON_LINES);
  }
  std::vector<std::vector<std::string>> rows;
  JsonWriter json(context.out, context.format, true);
  const CallResult result = context.client.ExportFacts(
      request, [&](const v1::ExportFactsResponse& response) {
        if (!format.empty()) {
          context.out << response.piece();
        } else if (context.format != Format::kTable) {
          json.Write(response);
        } else if (response.has_fact()) {
          rows.push_back(FactRow(response.fact(), context.dutch));
        }
        return true;
      });
  if (format.empty()) json.Finish();
  if (!result.ok()) return ReportFailure(result, context.error);
  if (format.empty() && context.format == Format::kTable) {
    context.out << Table(FactHeader(context.dutch), rows);
  }
  return kExitOk;
}

}  // namespace ketenzicht::service
