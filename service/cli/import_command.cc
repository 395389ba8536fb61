#include <cstdint>
#include <fstream>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/cli/call_error.h"
#include "service/cli/commands.h"
#include "service/cli/fact_files.h"
#include "service/cli/import_progress.h"
#include "service/cli/source_files.h"

namespace ketenzicht::service {
namespace {

// Several writes of one command, one after the other.
struct Writes {
  int number = 0;                   // of those that were tried
  std::optional<int64_t> revision;  // after the last that was made
};

int ImportNative(const CommandContext& context,
                 const std::vector<std::string>& paths,
                 const WriteArguments& write, Writes& writes) {
  ++writes.number;
  const std::optional<std::vector<ClientFile>> files =
      ReadFactFiles(paths, context.error);
  if (!files) return kExitNotFound;
  v1::ImportFilesResponse response;
  const CallResult result =
      context.client.ImportFiles(OptionsOf(write), *files, &response);
  if (!result.ok()) return ReportFailure(result, context.error);
  writes.revision = response.revision();
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

void WriteReason(const char* what, const v1::SkippedRecords& told,
                 std::ostream& out) {
  out << what << told.count() << " × " << told.reason();
  if (told.places_size() > 0) {
    out << " (" << absl::StrJoin(told.places(), ", ")
        << (told.count() > told.places_size() ? ", …)" : ")");
  }
  out << "\n";
}

void WriteReport(const CommandContext& context, const std::string& files,
                 const v1::ImportReport& report, bool dry_run) {
  const bool nl = context.dutch;
  std::ostream& out = context.out;
  out << files << ": " << report.format() << ", " << report.source() << "\n  "
      << report.entities() << (nl ? " dingen en " : " things and ")
      << report.relations() << (nl ? " verbanden gelezen; " : " links read; ")
      << report.created() << (nl ? " feiten nieuw, " : " facts new, ")
      << report.changed() << (nl ? " gewijzigd (waarvan " : " changed (")
      << report.ended() << (nl ? " beëindigd), " : " of them ended), ")
      << report.unchanged() << (nl ? " ongewijzigd; " : " unchanged; ")
      << (nl ? "revisie " : "revision ") << report.revision()
      << (dry_run ? (nl ? " (niets geschreven)" : " (nothing written)") : "")
      << "\n  " << report.merged() << (nl ? " samengevoegd, " : " merged, ")
      << report.repeated() << (nl ? " herhaald, " : " repeated, ")
      << report.unresolved() << (nl ? " onopgelost, " : " unresolved, ")
      << report.inferred() << (nl ? " afgeleid\n" : " inferred\n");
  for (const v1::SkippedRecords& remark : report.remarks()) {
    WriteReason(nl ? "  opgemerkt, " : "  noticed, ", remark, out);
  }
  for (const v1::SkippedRecords& skipped : report.skipped()) {
    WriteReason(nl ? "  weggelaten, " : "  left out, ", skipped, out);
  }
}

std::optional<v1::ImportSourceOptions> SourceOptions(
    const ImportArguments& import, const WriteArguments& write,
    std::ostream& error) {
  v1::ImportSourceOptions options;
  *options.mutable_write() = OptionsOf(write);
  options.set_format(import.format);
  options.set_source(import.source);
  options.set_chunk_facts(import.chunk);
  if (import.dangling == "refuse") {
    options.set_dangling_ends(v1::ImportSourceOptions::DANGLING_ENDS_REFUSE);
  }
  if (import.mapping.empty()) return options;
  std::ifstream file(import.mapping, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) {
    error << import.mapping << ": cannot be read\n";
    return std::nullopt;
  }
  options.set_mapping(text.str());
  options.set_mapping_file(import.mapping);
  return options;
}

// Each write needs a request of its own, and is expected on top of the one
// before.
void Continue(const Writes& writes, v1::WriteOptions& write) {
  if (writes.number <= 1) return;
  if (!write.request_id().empty()) {
    write.set_request_id(absl::StrCat(write.request_id(), "/", writes.number));
  }
  if (write.has_expected_revision() && writes.revision) {
    write.set_expected_revision(*writes.revision);
  }
}

int ImportOne(const CommandContext& context, v1::ImportSourceOptions options,
              const std::vector<std::string>& paths, Writes& writes) {
  ++writes.number;
  Continue(writes, *options.mutable_write());
  const bool dry_run = options.write().validate_only();
  std::vector<std::unique_ptr<std::ifstream>> streams;
  std::vector<ClientStream> files;
  for (const std::string& path : paths) {
    streams.push_back(std::make_unique<std::ifstream>(path, std::ios::binary));
    if (!*streams.back()) {
      context.error << path << ": cannot be read\n";
      return kExitNotFound;
    }
    files.push_back({path, streams.back().get()});
    options.add_files(path);
  }
  v1::ImportReport report;
  ImportProgressLine progress(context.error, SizeOf(paths), context.dutch);
  const CallResult result = context.client.ImportSource(
      options, files,
      [&progress](const v1::ImportProgress& at) {
        progress.Show(at);
        return true;
      },
      &report);
  progress.Clear();
  if (!result.ok()) return ReportFailure(result, context.error);
  // What is only tried is no revision for the next to be on top of.
  if (!dry_run) writes.revision = report.revision();
  if (context.format == Format::kTable) {
    WriteReport(context, absl::StrJoin(paths, ", "), report, dry_run);
  } else {
    JsonWriter(context.out, context.format, false).Write(report);
  }
  return kExitOk;
}

}  // namespace

int RunImport(const CommandContext& context, const ImportArguments& import,
              const WriteArguments& write) {
  const std::optional<ImportedFiles> files =
      SortFiles(import.paths, import, context.error);
  if (!files) return kExitNotFound;
  if (!import.source.empty() && files->sources.size() > 1) {
    context.error << "--source names one source, and these are "
                  << files->sources.size() << ": give one\n";
    return kExitUsage;
  }
  Writes writes;
  if (!files->native.empty()) {
    const int code = ImportNative(context, files->native, write, writes);
    if (code != kExitOk) return code;
  }
  const std::optional<v1::ImportSourceOptions> options =
      SourceOptions(import, write, context.error);
  if (!options) return kExitNotFound;
  // One that is refused says nothing of the others.
  int worst = kExitOk;
  int written = 0;
  for (const std::vector<std::string>& source : files->sources) {
    const int code = ImportOne(context, *options, source, writes);
    if (code == kExitOk) ++written;
    if (worst == kExitOk) worst = code;
  }
  if (worst != kExitOk && written > 0 && !write.dry_run) {
    context.error << "ketenzicht: " << written << " of "
                  << files->sources.size() << " sources were written\n";
  }
  return worst;
}

}  // namespace ketenzicht::service
