#include <string>
#include <vector>

#include "service/cli/commands.h"
#include "service/cli/export_folder.h"
#include "service/cli/fact_rows.h"

namespace ketenzicht::service {
namespace {

using Request = v1::ExportFactsRequest;

struct NamedFormat {
  const char* name;
  Request::Format format;
  bool several_files = false;
};

constexpr NamedFormat kFormats[] = {
    {"jsonl", Request::FORMAT_JSON_LINES},
    {"neo4j-csv", Request::FORMAT_NEO4J_CSV, /*several_files=*/true},
    {"graphml", Request::FORMAT_GRAPHML},
    {"dot", Request::FORMAT_DOT},
    {"stix", Request::FORMAT_STIX},
    {"opengraph", Request::FORMAT_OPENGRAPH},
};

const NamedFormat* FindExportFormat(const std::string& name) {
  for (const NamedFormat& format : kFormats) {
    if (format.name == name) return &format;
  }
  return nullptr;
}

int ExportMessages(const CommandContext& context, const Request& request) {
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

int ExportText(const CommandContext& context, const Request& request) {
  const CallResult result = context.client.ExportFacts(
      request, [&](const v1::ExportFactsResponse& response) {
        context.out << response.piece();
        return true;
      });
  return result.ok() ? kExitOk : ReportFailure(result, context.error);
}

int ExportFiles(const CommandContext& context, const Request& request,
                const std::string& path) {
  ExportFolder folder(path);
  absl::Status written;
  const CallResult result = context.client.ExportFacts(
      request, [&](const v1::ExportFactsResponse& response) {
        written = folder.Write(response.file(), response.piece());
        return written.ok();
      });
  if (!result.ok()) return ReportFailure(result, context.error);
  if (written.ok()) written = folder.Finish();
  if (written.ok()) return kExitOk;
  context.error << "ketenzicht: " << written.message() << "\n";
  return kExitFailed;
}

}  // namespace

std::vector<std::string> ExportFormatNames() {
  std::vector<std::string> names;
  for (const NamedFormat& format : kFormats) names.push_back(format.name);
  return names;
}

int RunExport(const CommandContext& context, int64_t revision,
              const ExportArguments& arguments) {
  Request request;
  request.mutable_revision()->set_exact(revision);
  const NamedFormat* format = FindExportFormat(arguments.format);
  const bool several_files = format != nullptr && format->several_files;
  if (several_files == arguments.folder.empty()) {
    context.error << (several_files
                          ? "ketenzicht: neo4j-csv is two files: say in which "
                            "folder with --out DIR\n"
                          : "ketenzicht: --out is for neo4j-csv; any other "
                            "format goes to standard output\n");
    return kExitUsage;
  }
  if (format == nullptr) return ExportMessages(context, request);
  request.set_format(format->format);
  return several_files ? ExportFiles(context, request, arguments.folder)
                       : ExportText(context, request);
}

}  // namespace ketenzicht::service
