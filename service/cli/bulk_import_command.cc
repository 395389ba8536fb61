#include <string>

#include "absl/status/status.h"
#include "service/cli/call_error.h"
#include "service/cli/commands.h"
#include "service/cli/import_progress.h"
#include "service/cli/source_files.h"

namespace ketenzicht::service {
namespace {

void WriteOutcome(const BulkImportArguments& arguments,
                  const BulkImportOutcome& outcome, bool nl,
                  std::ostream& out) {
  const size_t files = arguments.paths.size();
  out << files
      << (files == 1 ? (nl ? " bestand: " : " file: ")
                     : (nl ? " bestanden: " : " files: "))
      << outcome.facts << (nl ? " feiten nieuw; " : " facts new; ")
      << (nl ? "revisie " : "revision ") << outcome.revision;
  if (outcome.repeated) {
    out << (nl ? " (was al geschreven)" : " (was written before)");
  } else if (arguments.dry_run) {
    out << (nl ? " (niets geschreven)" : " (nothing written)");
  }
  out << "\n";
}

void WriteJson(const BulkImportArguments& arguments,
               const BulkImportOutcome& outcome, Format format,
               std::ostream& out) {
  v1::ImportFilesResponse response;
  response.set_files(static_cast<int32_t>(arguments.paths.size()));
  response.set_created(outcome.facts);
  response.set_revision(outcome.revision);
  JsonWriter(out, format, false).Write(response);
}

}  // namespace

int RunBulkImport(const BulkImportArguments& arguments,
                  const BulkImporter& import, Format format, bool dutch,
                  std::ostream& out, std::ostream& error) {
  if (arguments.store.empty()) {
    error << "ketenzicht: bulk-import needs --store\n";
    return kExitUsage;
  }
  ImportProgressLine progress(error, SizeOf(arguments.paths), dutch);
  const absl::StatusOr<BulkImportOutcome> outcome =
      import(arguments, [&progress](int64_t bytes, bool reading) {
        v1::ImportProgress at;
        at.set_bytes(bytes);
        at.set_writing(!reading);
        progress.Show(at);
      });
  progress.Clear();
  if (!outcome.ok()) {
    error << "ketenzicht: " << outcome.status().message() << "\n";
    return ExitCodeOf(static_cast<int>(outcome.status().code()));
  }
  if (!outcome->problems.empty()) {
    for (const std::string& problem : outcome->problems) {
      error << problem << "\n";
    }
    error << "ketenzicht: nothing was written\n";
    return kExitInvalid;
  }
  if (format == Format::kTable) {
    WriteOutcome(arguments, *outcome, dutch, out);
  } else {
    WriteJson(arguments, *outcome, format, out);
  }
  return kExitOk;
}

}  // namespace ketenzicht::service
