// What the fuzz targets start from, and what they found: replayed.

#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <map>
#include <string>

#include "tests/support/corpus_file.h"
#include "tests/support/fuzzed_facts.h"
#include "tests/support/fuzzed_source.h"

namespace ketenzicht::testing {
namespace {

using Target = std::function<void(absl::string_view)>;

Target Source(const char* format) {
  return [format](absl::string_view bytes) { ImportFuzzed(format, bytes); };
}

// As in tests/fuzz/.
const std::map<std::string, Target>& Targets() {
  static const auto& targets = *new std::map<std::string, Target>{
      {"archi_csv", Source("archimate")},
      {"archimate_xml", Source("archimate")},
      {"csv_bulk", ReadFuzzedCsv},
      {"cyclonedx_json", Source("cyclonedx")},
      {"cyclonedx_xml", Source("cyclonedx")},
      {"ftm", Source("ftm")},
      {"jsonl", ReadFuzzedJsonLines},
      {"misp_galaxy", Source("misp-galaxy")},
      {"neo4j_csv", Source("neo4j-csv")},
      {"spdx", Source("spdx")},
      {"stix", Source("stix")},
      {"table", Source("fcc-covered-list")}};
  return targets;
}

TEST(FuzzCorpus, IsTakenOrRefusedAndNothingElse) {
  std::map<std::string, int> files;
  for (const auto& file : FilesBelow("tests/fuzz/corpus")) {
    const std::string target = file.parent_path().filename().string();
    ASSERT_TRUE(Targets().contains(target)) << file;
    SCOPED_TRACE(file.string());
    Targets().at(target)(CorpusText(file));
    ++files[target];
  }
  for (const auto& [target, run] : Targets()) {
    EXPECT_GE(files[target], 2) << target;
    EXPECT_TRUE(std::filesystem::exists("tests/fuzz/" + target + "_fuzz.cc"))
        << target;
  }
}

}  // namespace
}  // namespace ketenzicht::testing
