// What this machine can do at most: figures are read against it.

#ifndef KETENZICHT_TESTS_BENCH_MACHINE_LIMITS_H_
#define KETENZICHT_TESTS_BENCH_MACHINE_LIMITS_H_

#include <string>

namespace ketenzicht::bench {

// Loads of 128 bytes at random places of 128 MB, a second, by this many
// threads: what a row of the matrix costs when nothing is in a cache.
double RandomRowLoadsPerSecond(int threads);

// Bytes copied a second, by this many threads.
double CopiedBytesPerSecond(int threads);

// "Intel(R) Xeon(R) Processor, 2 threads"; as far as the system tells.
std::string MachineName();

// Megabytes this process holds now, and held at most.
long ResidentMegabytes();
long PeakMegabytes();

}  // namespace ketenzicht::bench

#endif  // KETENZICHT_TESTS_BENCH_MACHINE_LIMITS_H_
