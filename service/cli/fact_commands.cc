#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <system_error>
#include <vector>

#include "absl/strings/str_join.h"
#include "service/cli/call_error.h"
#include "service/cli/commands.h"

namespace ketenzicht::service {
namespace {

namespace fs = std::filesystem;

// What a folder is imported from; a file that is named may be called anything.
bool IsImported(const fs::path& file) {
  const fs::path ending = file.extension();
  return ending == ".yaml" || ending == ".csv" || ending == ".tsv";
}

// The files that `path` names: itself, or those below a folder, sorted.
// Nothing after saying why.
std::optional<std::vector<std::string>> FilesAt(const std::string& path,
                                                std::ostream& error) {
  std::error_code code;
  if (!fs::is_directory(path, code)) {
    if (fs::is_regular_file(path, code)) return std::vector{path};
    error << path << ": no such file or folder\n";
    return std::nullopt;
  }
  std::vector<std::string> files;
  for (fs::recursive_directory_iterator it(path, code), end; !code && it != end;
       it.increment(code)) {
    if (it->is_regular_file(code) && IsImported(it->path())) {
      files.push_back(it->path().lexically_normal().string());
    }
  }
  if (code) {
    error << path << ": " << code.message() << "\n";
    return std::nullopt;
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::optional<std::vector<ClientFile>> ReadFiles(
    const std::vector<std::string>& paths, std::ostream& error) {
  std::vector<ClientFile> files;
  for (const std::string& path : paths) {
    const std::optional<std::vector<std::string>> names = FilesAt(path, error);
    if (!names) return std::nullopt;
    for (const std::string& name : *names) {
      std::ifstream file(name, std::ios::binary);
      std::ostringstream content;
      content << file.rdbuf();
      if (!file) {
        error << name << ": cannot be read\n";
        return std::nullopt;
      }
      files.push_back({name, content.str()});
    }
  }
  return files;
}

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

int RunImport(const CommandContext& context,
              const std::vector<std::string>& paths,
              const WriteArguments& write) {
  const std::optional<std::vector<ClientFile>> files =
      ReadFiles(paths, context.error);
  if (!files) return kExitNotFound;
  v1::ImportFilesResponse response;
  const CallResult result =
      context.client.ImportFiles(OptionsOf(write), *files, &response);
  if (!result.ok()) return ReportFailure(result, context.error);
  if (context.format != Format::kTable) {
    JsonWriter(context.out, context.format, false).Write(response);
    return kExitOk;
  }
  const bool nl = context.dutch;
  context.out << response.files()
              << (response.files() == 1 ? (nl ? " bestand: " : " file: ")
                                        : (nl ? " bestanden: " : " files: "))
              << response.created() << (nl ? " feiten nieuw, " : " facts new, ")
              << response.changed() << (nl ? " gewijzigd, " : " changed, ")
              << response.unchanged()
              << (nl ? " ongewijzigd; " : " unchanged; ");
  if (response.documents_size() > 0) {
    context.out << (nl ? "documenten nieuw of gewijzigd: "
                       : "documents new or changed: ")
                << absl::StrJoin(response.documents(), ", ") << "; ";
  }
  context.out << (nl ? "revisie " : "revision ") << response.revision()
              << (write.dry_run
                      ? (nl ? " (niets geschreven)" : " (nothing written)")
                      : "")
              << "\n";
  return kExitOk;
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

int RunExport(const CommandContext& context, int64_t revision) {
  v1::ExportFactsRequest request;
  request.mutable_revision()->set_exact(revision);
  std::vector<std::vector<std::string>> rows;
  JsonWriter json(context.out, context.format, true);
  const CallResult result = context.client.ExportFacts(
      request, [&](const v1::ExportFactsResponse& response) {
        if (context.format != Format::kTable) {
          json.Write(response);
        } else if (response.has_fact()) {
          rows.push_back(FactRow(response.fact(), context.dutch));
        }
        return true;
      });
  json.Finish();
  if (!result.ok()) return ReportFailure(result, context.error);
  if (context.format == Format::kTable) {
    context.out << Table(FactHeader(context.dutch), rows);
  }
  return kExitOk;
}

}  // namespace ketenzicht::service
