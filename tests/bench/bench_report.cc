#include "tests/bench/bench_report.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace ketenzicht::bench {
namespace {

std::string Time(double seconds) {
  if (seconds < 1e-3) return absl::StrFormat("%.1f us", seconds * 1e6);
  if (seconds < 1) return absl::StrFormat("%.1f ms", seconds * 1e3);
  return absl::StrFormat("%.2f s", seconds);
}

}  // namespace

double Samples::Quantile(double share) const {
  std::vector<double> sorted = seconds_;
  std::sort(sorted.begin(), sorted.end());
  const auto rank = static_cast<size_t>(
      std::ceil(share * static_cast<double>(sorted.size())));
  return sorted[std::max<size_t>(rank, 1) - 1];
}

std::string BenchReport::ToMarkdown() const {
  std::string text;
  for (const BenchRun& run : runs) {
    absl::StrAppend(&text, "### N = ", run.scale, ", seed ", run.seed, "\n\n",
                    run.facts, " facts; the stored product has ", run.vertices,
                    " vertices and ", run.edges, " edges. Resident ",
                    run.resident_mb, " MB, peak ", run.peak_mb, " MB.\n\n",
                    "| what | by | p50 | p99 | samples | |\n",
                    "|---|---|---|---|---|---|\n");
    for (const BenchRow& row : run.rows) {
      absl::StrAppend(&text, "| ", row.what, " | ", row.by, " | ",
                      Time(row.samples.Median()), " | ",
                      Time(row.samples.Quantile(0.99)), " | ",
                      row.samples.size(), " | ", row.note, " |\n");
    }
    absl::StrAppend(&text, "\n");
    for (const std::string& check : run.checks) {
      absl::StrAppend(&text, "Found equal: ", check, ".\n");
    }
    absl::StrAppend(&text, "\n");
  }
  return text;
}

std::string BenchReport::ToJson() const {
  nlohmann::ordered_json json;
  json["command"] = command;
  json["date"] = date;
  json["machine"] = machine;
  json["runs"] = nlohmann::ordered_json::array();
  for (const BenchRun& run : runs) {
    nlohmann::ordered_json one;
    one["scale"] = run.scale;
    one["seed"] = run.seed;
    one["facts"] = run.facts;
    one["vertices"] = run.vertices;
    one["edges"] = run.edges;
    one["resident_mb"] = run.resident_mb;
    one["peak_mb"] = run.peak_mb;
    one["rows"] = nlohmann::ordered_json::array();
    for (const BenchRow& row : run.rows) {
      one["rows"].push_back({{"what", row.what},
                             {"by", row.by},
                             {"p50_seconds", row.samples.Median()},
                             {"p99_seconds", row.samples.Quantile(0.99)},
                             {"samples", row.samples.size()},
                             {"note", row.note}});
    }
    one["found_equal"] = run.checks;
    json["runs"].push_back(one);
  }
  return json.dump(2) + "\n";
}

}  // namespace ketenzicht::bench
