// What the fuzz targets start from, and what they found: replayed.

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <string>

#include "tests/support/corpus_file.h"
#include "tests/support/fuzzed_source.h"

namespace ketenzicht::testing {
namespace {

// The format of each target, as in tests/fuzz/.
const std::map<std::string, std::string>& Targets() {
  static const auto& targets =
      *new std::map<std::string, std::string>{{"archi_csv", "archimate"},
                                              {"archimate_xml", "archimate"},
                                              {"cyclonedx_json", "cyclonedx"},
                                              {"cyclonedx_xml", "cyclonedx"},
                                              {"ftm", "ftm"},
                                              {"misp_galaxy", "misp-galaxy"},
                                              {"neo4j_csv", "neo4j-csv"},
                                              {"spdx", "spdx"},
                                              {"stix", "stix"},
                                              {"table", "fcc-covered-list"}};
  return targets;
}

TEST(FuzzCorpus, IsTakenOrRefusedAndNothingElse) {
  std::map<std::string, int> files;
  for (const auto& file : FilesBelow("tests/fuzz/corpus")) {
    const std::string target = file.parent_path().filename().string();
    ASSERT_TRUE(Targets().contains(target)) << file;
    SCOPED_TRACE(file.string());
    ImportFuzzed(Targets().at(target), CorpusText(file));
    ++files[target];
  }
  for (const auto& [target, format] : Targets()) {
    EXPECT_GE(files[target], 2) << target;
    EXPECT_TRUE(std::filesystem::exists("tests/fuzz/" + target + "_fuzz.cc"))
        << target;
  }
}

}  // namespace
}  // namespace ketenzicht::testing
