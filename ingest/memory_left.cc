#include "ingest/memory_left.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace ketenzicht::ingest {
namespace {

std::string ContentOf(const std::string& path) {
  std::ifstream file(path);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

// The group of this process: "0::/user.slice" in /proc/self/cgroup.
std::string GroupFolder() {
  for (const absl::string_view line :
       absl::StrSplit(ContentOf("/proc/self/cgroup"), '\n')) {
    absl::string_view group = line;
    if (absl::ConsumePrefix(&group, "0::")) {
      return absl::StrCat("/sys/fs/cgroup", group == "/" ? "" : group, "/");
    }
  }
  return "";
}

}  // namespace

int64_t MemoryLeftOf(absl::string_view meminfo, absl::string_view group_max,
                     absl::string_view group_current) {
  int64_t left = kMemoryUnknown;
  for (absl::string_view line : absl::StrSplit(meminfo, '\n')) {
    int64_t kilobytes = 0;
    if (absl::ConsumePrefix(&line, "MemAvailable:") &&
        absl::ConsumeSuffix(&line, "kB") &&
        absl::SimpleAtoi(absl::StripAsciiWhitespace(line), &kilobytes)) {
      left = kilobytes * 1024;
    }
  }
  int64_t most = 0;
  int64_t current = 0;
  if (absl::SimpleAtoi(absl::StripAsciiWhitespace(group_max), &most) &&
      absl::SimpleAtoi(absl::StripAsciiWhitespace(group_current), &current)) {
    left = std::min(left, std::max<int64_t>(0, most - current));
  }
  return left;
}

int64_t MemoryLeft() {
  const std::string group = GroupFolder();
  return MemoryLeftOf(
      ContentOf("/proc/meminfo"),
      group.empty() ? "" : ContentOf(absl::StrCat(group, "memory.max")),
      group.empty() ? "" : ContentOf(absl::StrCat(group, "memory.current")));
}

}  // namespace ketenzicht::ingest
