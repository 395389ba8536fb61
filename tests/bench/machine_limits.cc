#include "tests/bench/machine_limits.h"

#include <sys/resource.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <functional>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace ketenzicht::bench {
namespace {

using Clock = std::chrono::steady_clock;

struct alignas(64) Row {
  double values[16];
};

constexpr size_t kRows = (size_t{128} << 20) / sizeof(Row);

// Runs work(thread) on each, and returns the seconds that all took.
double Together(int threads, const std::function<void(int)>& work) {
  const auto start = Clock::now();
  std::vector<std::thread> all;
  for (int i = 1; i < threads; ++i) all.emplace_back(work, i);
  work(0);
  for (std::thread& one : all) one.join();
  return std::chrono::duration<double>(Clock::now() - start).count();
}

}  // namespace

double RandomRowLoadsPerSecond(int threads) {
  constexpr int64_t kLoads = 20'000'000;
  const std::vector<Row> rows(kRows);
  std::atomic<double> sink{0};
  const double seconds = Together(threads, [&](int thread) {
    uint64_t state = 0x9E3779B97F4A7C15U * static_cast<uint64_t>(thread + 1);
    double sum = 0;
    for (int64_t i = 0; i < kLoads; ++i) {
      state ^= state << 13;
      state ^= state >> 7;
      state ^= state << 17;
      const Row& row = rows[state % kRows];
      sum += row.values[0] + row.values[8];
    }
    sink.store(sum);
  });
  return static_cast<double>(kLoads) * threads / seconds;
}

double CopiedBytesPerSecond(int threads) {
  constexpr size_t kBytes = size_t{128} << 20;
  constexpr int kTimes = 8;
  std::vector<std::vector<char>> from(threads, std::vector<char>(kBytes, 1));
  std::vector<std::vector<char>> to(threads, std::vector<char>(kBytes, 0));
  const double seconds = Together(threads, [&](int thread) {
    for (int i = 0; i < kTimes; ++i) {
      std::memcpy(to[thread].data(), from[thread].data(), kBytes);
    }
  });
  return static_cast<double>(kBytes) * kTimes * threads / seconds;
}

std::string MachineName() {
  std::ifstream file("/proc/cpuinfo");
  std::string line;
  std::string model = "unknown processor";
  while (std::getline(file, line)) {
    const size_t colon = line.find(':');
    if (line.rfind("model name", 0) == 0 && colon != std::string::npos) {
      model = line.substr(colon + 2);
      break;
    }
  }
  return absl::StrCat(model, ", ", std::thread::hardware_concurrency(),
                      " threads");
}

long ResidentMegabytes() {
  std::ifstream file("/proc/self/statm");
  long size = 0;
  long resident = 0;
  file >> size >> resident;
  return resident * 4096 / (1 << 20);
}

long PeakMegabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

}  // namespace ketenzicht::bench
