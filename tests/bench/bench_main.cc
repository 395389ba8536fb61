// The benchmark: ./dev bench. tests/bench/README.md says what it measures.

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "tests/bench/bench_report.h"
#include "tests/bench/bulk_import_bench.h"
#include "tests/bench/machine_limits.h"
#include "tests/bench/query_bench.h"
#include "tests/bench/restart_bench.h"

namespace ketenzicht::bench {
namespace {

constexpr char kBegin[] = "<!-- measured: begin -->\n";
constexpr char kEnd[] = "<!-- measured: end -->\n";

struct Arguments {
  std::vector<int64_t> scales = {100'000, 1'000'000};
  uint64_t seed = 1;
  std::string restart;      // a store: answer once and end
  std::string bulk_import;  // a folder: import it once and end
  std::string work = "build/bench";
  std::string markdown;
  std::string json;
  bool skip_restart = false;
};

std::string Limits() {
  return absl::StrFormat(
      "%s; two threads load %.0f million random 128-byte rows and copy %.1f GB "
      "a second",
      MachineName(), RandomRowLoadsPerSecond(2) / 1e6,
      CopiedBytesPerSecond(2) / 1e9);
}

void AddRestart(const Arguments& arguments, const std::string& program,
                BenchRun& run) {
  const std::string store =
      absl::StrCat(arguments.work, "/store-", run.scale, "-", run.seed);
  std::filesystem::create_directories(arguments.work);
  std::filesystem::remove_all(store);
  BenchRow fill = {"generate into a store, durable", "engine", {}, ""};
  fill.samples.Add(FillStore(store, run.scale, run.seed));
  run.rows.push_back(fill);
  for (BenchRow& row : RunRestarts(program, store, 3)) run.rows.push_back(row);
  std::filesystem::remove_all(store);
  run.rows.push_back(RunBulkImports(program, absl::StrCat(store, "-csv"),
                                    run.scale, run.seed, 3));
}

// Between the two marks of a document that is there; else the whole file.
void WriteMarkdown(const std::string& name, const std::string& text) {
  std::ifstream in(name, std::ios::binary);
  const std::string old((std::istreambuf_iterator<char>(in)),
                        std::istreambuf_iterator<char>());
  const size_t begin = old.find(kBegin);
  const size_t end = old.find(kEnd);
  std::ofstream out(name, std::ios::binary);
  if (begin == std::string::npos || end == std::string::npos) {
    out << kBegin << text << kEnd;
    return;
  }
  out << old.substr(0, begin) << kBegin << text << old.substr(end);
}

int Run(int argc, char** argv) {
  Arguments arguments;
  CLI::App app("Measures the engine beside plain loops and Boost.Graph.",
               "ketenzicht_bench");
  app.add_option("--scale", arguments.scales,
                 "Entities (default 100000 1000000)");
  app.add_option("--seed", arguments.seed, "Of the supply chain (default 1)");
  app.add_option("--work", arguments.work, "Folder for stores");
  app.add_option("--markdown", arguments.markdown, "Write the tables here");
  app.add_option("--json", arguments.json, "Write the figures here");
  app.add_flag("--skip-restart", arguments.skip_restart,
               "Without a store: only what is asked of a graph");
  app.add_option("--restart", arguments.restart)->group("");
  app.add_option("--bulk-import", arguments.bulk_import)->group("");
  CLI11_PARSE(app, argc, argv);
  if (!arguments.restart.empty()) return AnswerOnce(arguments.restart);
  if (!arguments.bulk_import.empty()) return ImportOnce(arguments.bulk_import);
  BenchReport report;
  report.command = "./dev bench";
  for (int64_t scale : arguments.scales) {
    absl::StrAppend(&report.command, " --scale ", scale);
  }
  absl::StrAppend(&report.command, " --seed ", arguments.seed);
  report.date = absl::FormatTime("%Y-%m-%d", absl::Now(), absl::UTCTimeZone());
  for (int64_t scale : arguments.scales) {
    std::cerr << "N = " << scale << "\n";
    BenchRun run = RunQueryBench({.scale = scale, .seed = arguments.seed});
    if (!arguments.skip_restart) AddRestart(arguments, argv[0], run);
    report.runs.push_back(run);
  }
  // Last: it takes half a gigabyte of its own.
  report.machine = Limits();
  const std::string text =
      absl::StrCat("`", report.command, "` on ", report.date, ": ",
                   report.machine, ".\n\n", report.ToMarkdown());
  std::cout << text;
  if (!arguments.markdown.empty()) WriteMarkdown(arguments.markdown, text);
  if (!arguments.json.empty()) {
    std::ofstream(arguments.json, std::ios::binary) << report.ToJson();
  }
  return 0;
}

}  // namespace
}  // namespace ketenzicht::bench

int main(int argc, char** argv) { return ketenzicht::bench::Run(argc, argv); }
