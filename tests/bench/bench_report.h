// What was measured, as Markdown and JSON.

#ifndef KETENZICHT_TESTS_BENCH_BENCH_REPORT_H_
#define KETENZICHT_TESTS_BENCH_BENCH_REPORT_H_

#include <cstdint>
#include <string>
#include <vector>

namespace ketenzicht::bench {

// Times of one thing, in seconds; at least one.
class Samples {
 public:
  void Add(double seconds) { seconds_.push_back(seconds); }
  size_t size() const { return seconds_.size(); }
  // The value below which this share of them lies; 0.5: the median.
  double Quantile(double share) const;
  double Median() const { return Quantile(0.5); }

 private:
  std::vector<double> seconds_;
};

struct BenchRow {
  std::string what;
  std::string by;  // "engine", "plain loop", "Boost.Graph"
  Samples samples;
  std::string note;  // "one of 600 authorities, times 600 by 2 threads"
};

// Everything of one scale.
struct BenchRun {
  int64_t scale = 0;
  uint64_t seed = 0;
  int64_t facts = 0;
  int64_t vertices = 0;  // of the stored product
  int64_t edges = 0;
  int64_t resident_mb = 0;  // with snapshot, view and product
  int64_t peak_mb = 0;
  std::vector<BenchRow> rows;
  std::vector<std::string> checks;  // what was found equal
};

struct BenchReport {
  std::string command;
  std::string date;
  std::string machine;
  std::vector<BenchRun> runs;

  std::string ToMarkdown() const;
  std::string ToJson() const;
};

}  // namespace ketenzicht::bench

#endif  // KETENZICHT_TESTS_BENCH_BENCH_REPORT_H_
