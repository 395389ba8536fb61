#include "service/cli/cli.h"

#include <simdjson.h>
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/cli/arguments.h"
#include "service/cli/call_error.h"
#include "service/cli/commands.h"
#include "service/cli/fact_files.h"

namespace ketenzicht::service {
namespace {

constexpr char kVersion[] = "0.1.0";
constexpr int kImportSeconds = 600;

void AddImport(CLI::App& app, Arguments& arguments) {
  CLI::App* command = app.add_subcommand(
      "import",
      "Import our own YAML, CSV and JSON Lines as one revision, and files of "
      "other formats as one each (docs/import.md)");
  ImportArguments& import = arguments.import;
  command->add_option("files", import.paths, "Files or folders")->required();
  command->add_option("--format", import.format,
                      "The format of the files, or the name of a stored "
                      "mapping of rows (default: recognised)");
  command
      ->add_option("--mapping", import.mapping,
                   "Use this mapping instead of the stored one")
      ->check(CLI::ExistingFile);
  command->add_option("--source", import.source,
                      "Id of the source, such as sources/gemma (default: by "
                      "the file's own words)");
  command
      ->add_option("--dangling", import.dangling,
                   "What becomes of links to what the file does not have: "
                   "placeholder (default) or refuse")
      ->check(CLI::IsMember({"placeholder", "refuse"}));
  command
      ->add_option(
          "--chunk", import.chunk,
          "Write a source in revisions of so many facts, which goes on "
          "where it stopped (default: all as one)")
      ->check(CLI::Range(100, 1'000'000));
  AddWrite(*command, arguments.write);
  command->callback([&arguments] {
    arguments.run = [&arguments](const CommandContext& context) {
      return RunImport(context, arguments.import, arguments.write);
    };
  });
}

void AddBulkImport(CLI::App& app, Arguments& arguments) {
  CLI::App* command = app.add_subcommand(
      "bulk-import",
      "Add very many facts from CSV files straight to a --store that no server "
      "has open (docs/bulk-import.md)");
  command
      ->add_option("files", arguments.bulk_import.paths,
                   "CSV files of facts; gz, xz and zst too")
      ->required();
  AddWrite(*command, arguments.write);
}

void AddGenerate(CLI::App& app, Arguments& arguments) {
  GenerateArguments& generate = arguments.generate;
  CLI::App* command = app.add_subcommand(
      "generate",
      "Make a synthetic supply chain, into CSV files or an empty --store");
  command->add_option(
      "--scale", generate.options.scale,
      "About so many entities, 100 to 20000000 (default 10000)");
  command
      ->add_option("--seed", generate.options.seed,
                   "Another seed makes another one (default 1)")
      ->check(SeedProblem);
  command->add_option("--csv", generate.csv,
                      "Write entities, relations and measures.csv into here");
  command->add_option("--data", generate.data,
                      "Folder whose ontology.yaml and policies/ the store gets "
                      "(default: it has them)");
  command->add_flag("--into-facts", generate.into_facts,
                    "Write into a store that has facts");
  for (const ingest::GeneratorFraction& fraction :
       ingest::GeneratorFractions()) {
    command
        ->add_option("--" + std::string(fraction.name),
                     generate.options.*fraction.value,
                     std::string(fraction.text))
        ->check(CLI::Range(0.0, 1.0))
        ->group("How many of them, 0 to 1 (default 0; likelihoods 0.9)");
  }
}

void AddCatalogCommands(CLI::App& app, Arguments& arguments) {
  CLI::App* get = app.add_subcommand("get", "One fact, by id");
  get->add_option("id", arguments.id, "Its id")->required();
  AddRevision(*get, arguments);
  get->callback([&arguments] {
    arguments.run = [&arguments](const CommandContext& context) {
      return RunGet(context, arguments.id, arguments.view.revision);
    };
  });
  CLI::App* search = app.add_subcommand(
      "search", "Find entities by name or alias, typing errors allowed");
  search->add_option("query", arguments.query, "What to look for")->required();
  search->add_option("--kind", arguments.kind, "Only of this kind");
  search->callback([&arguments] {
    arguments.run = [&arguments](const CommandContext& context) {
      return RunSearch(context, arguments.query, arguments.kind);
    };
  });
  CLI::App* list = app.add_subcommand("list", "Facts by kind or subject");
  list->add_option("--kind", arguments.kind, "Only of this kind");
  list->add_option("--about", arguments.about, "Only about this id");
  list->callback([&arguments] {
    arguments.run = [&arguments](const CommandContext& context) {
      return RunList(context, arguments.kind, arguments.about);
    };
  });
  CLI::App* ontology =
      app.add_subcommand("ontology", "The vocabulary, and the vectors");
  ontology->callback([&arguments] {
    arguments.run = [](const CommandContext& context) {
      return RunOntology(context);
    };
  });
  CLI::App* export_facts = app.add_subcommand(
      "export", "All facts and documents (-o ndjson for scripts)");
  AddRevision(*export_facts, arguments);
  export_facts
      ->add_option("--format", arguments.exports.format,
                   "Instead of -o: jsonl, which import takes back, or a format "
                   "of graph tools (docs/export.md)")
      ->check(CLI::IsMember(ExportFormatNames()));
  export_facts->add_option("--out", arguments.exports.folder,
                           "Folder for the two files of neo4j-csv");
  export_facts->callback([&arguments] {
    arguments.run = [&arguments](const CommandContext& context) {
      return RunExport(context, arguments.view.revision, arguments.exports);
    };
  });
}

void AddGlobal(CLI::App& app, Arguments& arguments) {
  app.set_version_flag("--version", kVersion);
  app.add_option("--server", arguments.connection.server,
                 "Ask this server: host:port (or KETENZICHT_SERVER)");
  app.add_option("--store", arguments.connection.store,
                 "Open this store in this process instead (or "
                 "KETENZICHT_STORE)");
  app.add_option("--timeout", arguments.connection.timeout_seconds,
                 "Seconds before a call is given up (default 30; an import "
                 "600)")
      ->check(CLI::Range(1, 600));
  app.add_option(
         "-o,--output", arguments.output,
         "table, json, ndjson; csv, markdown, junit where a command has it")
      ->check(CLI::IsMember(
          {"table", "json", "ndjson", "csv", "markdown", "html", "junit"}));
  app.add_option("--lang", arguments.language, "nl or en")
      ->check(CLI::IsMember({"nl", "en"}))
      ->envname("KETENZICHT_LANG");
  app.require_subcommand(1);
  app.fallthrough();
  app.footer(
      "Examples:\n"
      "  ketenzicht --store DIR import data\n"
      "  ketenzicht --store DIR why --from organizations/politie "
      "--to jurisdictions/cn --date 2021-11-18\n"
      "  ketenzicht --store DIR case run 2021Z16950 --lang nl\n"
      "Exit codes: 0 fine, 1 failed, 2 usage, 3 not found, 4 exposed, "
      "5 not allowed, 6 unavailable or out of time, 7 invalid input.");
}

std::string FromEnvironment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

// Messages can hold no other text than UTF-8, and what is told of an argument
// must move nothing on a terminal.
bool AreText(int argc, const char* const* argv, std::ostream& error) {
  const auto is_control = [](unsigned char c) {
    return (c < ' ' && c != '\n' && c != '\t') || c == 0x7f;
  };
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    const bool utf8 = simdjson::validate_utf8(argument.data(), argument.size());
    if (utf8 && std::none_of(argument.begin(), argument.end(), is_control)) {
      continue;
    }
    error << "ketenzicht: argument " << i
          << (utf8 ? " has a control character\n" : " is not UTF-8\n");
    return false;
  }
  return true;
}

Format FormatOf(const Arguments& arguments) {
  static const auto& formats = *new std::map<std::string, Format>{
      {"table", Format::kTable},       {"json", Format::kJson},
      {"ndjson", Format::kNdjson},     {"csv", Format::kCsv},
      {"markdown", Format::kMarkdown}, {"html", Format::kHtml},
      {"junit", Format::kJunit}};
  return formats.at(arguments.output);
}

// Whether what is given says where the facts are: in one place.
bool IsConnected(const Connection& connection) {
  return connection.memory || connection.anywhere ||
         connection.server.empty() != connection.store.empty();
}

// Facts from files, into the store of this command.
int LoadData(const CommandContext& context,
             const std::vector<std::string>& paths) {
  const std::optional<std::vector<ClientFile>> files =
      ReadFactFiles(paths, context.error);
  if (!files) return kExitNotFound;
  v1::ImportFilesResponse response;
  const CallResult result =
      context.client.ImportFiles(v1::WriteOptions(), *files, &response);
  return result.ok() ? kExitOk : ReportFailure(result, context.error);
}

// Runs the command where its facts are.
int RunConnected(Arguments& arguments, const Connect& connect,
                 std::ostream& out, std::ostream& error) {
  Connection& connection = arguments.connection;
  const std::vector<std::string>& data = arguments.scenario.data;
  const bool named = !connection.server.empty() || !connection.store.empty();
  connection.memory = !data.empty();
  if (connection.memory && named) {
    error << "ketenzicht: --data stands instead of --server and --store\n";
    return kExitUsage;
  }
  // A flag goes before the environment, of either kind.
  if (!connection.memory && !named) {
    connection.server = FromEnvironment("KETENZICHT_SERVER");
    connection.store = FromEnvironment("KETENZICHT_STORE");
  }
  const bool dutch = arguments.language == "nl";
  const bool nowhere = connection.server.empty() && connection.store.empty();
  if (arguments.run_alone &&
      (!arguments.run || (nowhere && !IsConnected(connection)))) {
    return arguments.run_alone({out, error, FormatOf(arguments), dutch});
  }
  if (!IsConnected(connection)) {
    error << "ketenzicht: give either --server or --store (or "
             "KETENZICHT_SERVER or KETENZICHT_STORE)\n";
    return kExitUsage;
  }
  const std::unique_ptr<Client> client = connect(connection, error);
  if (client == nullptr) return kExitUnavailable;
  const CommandContext context{*client, out, error, FormatOf(arguments), dutch};
  if (connection.memory) {
    if (const int code = LoadData(context, data); code != kExitOk) return code;
  }
  return arguments.run(context);
}

// Of a command that works without a service.
std::string StoreOf(const Arguments& arguments) {
  const std::string& store = arguments.connection.store;
  return store.empty() && arguments.generate.csv.empty()
             ? FromEnvironment("KETENZICHT_STORE")
             : store;
}

int RunBulk(Arguments& arguments, const BulkImporter& importer,
            std::ostream& out, std::ostream& error) {
  BulkImportArguments& import = arguments.bulk_import;
  import.dry_run = arguments.write.dry_run;
  import.request_id = arguments.write.request_id;
  import.author = arguments.write.author;
  import.expected_revision = arguments.write.expected_revision;
  return RunBulkImport(import, importer, FormatOf(arguments),
                       arguments.language == "nl", out, error);
}

}  // namespace

int RunCli(int argc, const char* const* argv, const Connect& connect,
           bool anywhere, std::ostream& out, std::ostream& error,
           const OfflinePrograms& offline) {
  Arguments arguments;
  arguments.connection.anywhere = anywhere;
  CLI::App app("Exposure of sensitive processes to foreign state actors.",
               "ketenzicht");
  AddGlobal(app, arguments);
  AddImport(app, arguments);
  AddSame(app, arguments);
  AddQuestions(app, arguments);
  AddWhatIf(app, arguments);
  AddAnalysis(app, arguments);
  AddCatalogCommands(app, arguments);
  if (offline.generate) AddGenerate(app, arguments);
  if (offline.bulk_import) AddBulkImport(app, arguments);
  if (!AreText(argc, argv, error)) return kExitUsage;
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& problem) {
    return app.exit(problem, out, error) == 0 ? kExitOk : kExitUsage;
  }
  if (arguments.output == "csv" && !arguments.csv) {
    error << "ketenzicht: this command has no csv output\n";
    return kExitUsage;
  }
  const std::vector<std::string>& more = arguments.documents;
  if ((arguments.output == "markdown" || arguments.output == "html" ||
       arguments.output == "junit") &&
      std::find(more.begin(), more.end(), arguments.output) == more.end()) {
    error << "ketenzicht: this command has no " << arguments.output
          << " output\n";
    return kExitUsage;
  }
  Connection& connection = arguments.connection;
  if (offline.generate && app.got_subcommand("generate")) {
    arguments.generate.store = StoreOf(arguments);
    return RunGenerate(arguments.generate, offline.generate, out, error);
  }
  if (offline.bulk_import && app.got_subcommand("bulk-import")) {
    arguments.bulk_import.store = StoreOf(arguments);
    return RunBulk(arguments, offline.bulk_import, out, error);
  }
  connection.create = app.got_subcommand("import");
  // A file of a hundred megabytes is a minute's work.
  if (connection.create && app.count("--timeout") == 0) {
    connection.timeout_seconds = kImportSeconds;
  }
  connection.read_only = !arguments.write.wanted;
  return RunConnected(arguments, connect, out, error);
}

}  // namespace ketenzicht::service
