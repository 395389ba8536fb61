// CSV files in memory, and their facts read one by one: what reading many at
// once is compared with.

#ifndef KETENZICHT_TESTS_SUPPORT_CSV_ONE_BY_ONE_H_
#define KETENZICHT_TESTS_SUPPORT_CSV_ONE_BY_ONE_H_

#include <string>
#include <vector>

#include "graph/fact.h"
#include "ingest/bulk_file.h"
#include "ingest/problem.h"

namespace ketenzicht::testing {

struct TextFile {
  std::string name;
  std::string content;
};

// They outlive what is opened.
std::vector<ingest::BulkFile> OpeningTexts(const std::vector<TextFile>& files);

struct OneByOne {
  std::vector<graph::Fact> facts;  // sound ones, sorted by id
  std::vector<std::string> problems;
};
OneByOne ReadOneByOne(const std::vector<TextFile>& files);

std::vector<std::string> ProblemTexts(
    const std::vector<ingest::Problem>& problems);

}  // namespace ketenzicht::testing

#endif  // KETENZICHT_TESTS_SUPPORT_CSV_ONE_BY_ONE_H_
