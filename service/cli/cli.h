// The command line `ketenzicht`: arguments in, tables, JSON and text out.

#ifndef KETENZICHT_SERVICE_CLI_CLI_H_
#define KETENZICHT_SERVICE_CLI_CLI_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "ingest/generator/options.h"
#include "service/client/client.h"

namespace ketenzicht::service {

enum ExitCode {
  kExitOk = 0,
  kExitFailed = 1,
  kExitUsage = 2,
  kExitNotFound = 3,
  kExitExposed = 4,  // only with --fail-on-exposure
  kExitDenied = 5,
  kExitUnavailable = 6,  // or out of time
  kExitInvalid = 7,
};

// Where the facts are: a server, or a store that is opened in this process.
struct Connection {
  std::string server;  // "127.0.0.1:7443"
  std::string store;   // a directory
  int timeout_seconds = 30;
  bool create = false;     // a store that is not there is made: imports only
  bool read_only = false;  // no file of the store changes
  bool memory = false;     // neither: a store of this command only, in memory
  bool anywhere = false;   // `Connect` knows where: neither need be given
};

// Opens a connection; null after saying why on the stream.
using Connect = std::function<std::unique_ptr<Client>(const Connection&,
                                                      std::ostream& error)>;

// Where a synthetic supply chain goes: exactly one of the first two is given.
struct GenerateArguments {
  ingest::GeneratorOptions options;
  std::string csv;          // a folder
  std::string store;        // a directory
  std::string data;         // a folder with an ontology and a policy
  bool into_facts = false;  // into a store that has facts
};

// Makes it without a service, tells how far it is, and returns how many facts
// there are. docs/generator.md.
using Generate = std::function<absl::StatusOr<int64_t>(
    const GenerateArguments&, const std::function<void(int64_t)>& progress)>;

// CSV files that go straight into a store: docs/bulk-import.md.
struct BulkImportArguments {
  std::vector<std::string> paths;
  std::string store;  // a directory
  bool dry_run = false;
  std::string request_id;
  std::string author;
  int64_t expected_revision = -1;  // -1: whatever it is
};

struct BulkImportOutcome {
  std::vector<std::string> problems;  // not empty: nothing was written
  int64_t facts = 0;
  int64_t revision = 0;
  bool repeated = false;
};

// Imports them without a service, and tells how many bytes were read, and
// whether that still goes on.
using BulkImporter = std::function<absl::StatusOr<BulkImportOutcome>(
    const BulkImportArguments&,
    const std::function<void(int64_t bytes, bool reading)>& progress)>;

// What works on files and stores without a service. There are no commands for
// what is empty.
struct OfflinePrograms {
  Generate generate;
  BulkImporter bulk_import;
};

// Runs one command. Data goes to `out`, messages to `error`. The same question
// has the same output, byte for byte, whatever the connection, the terminal and
// the locale of the environment.
//
// Without `anywhere`, either --server or --store (or KETENZICHT_SERVER or
// KETENZICHT_STORE) must be given; a flag goes before the environment. Commands
// that can take facts from files (--data) read these into a store in memory
// instead, and some need no facts at all.
int RunCli(int argc, const char* const* argv, const Connect& connect,
           bool anywhere, std::ostream& out, std::ostream& error,
           const OfflinePrograms& offline = {});

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_CLI_CLI_H_
