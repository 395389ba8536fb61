// Finding ids, against a map.

#include "graph/id_index.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "graph/text_column.h"

namespace ketenzicht::graph {
namespace {

TEST(IdIndex, FindsNothingBeforeItIsBuiltOrAmongNone) {
  TextColumn ids;
  IdIndex index;
  EXPECT_EQ(index.Find(ids, "a"), kNoFact);
  index.Build(ids);
  EXPECT_EQ(index.Find(ids, "a"), kNoFact);
  std::vector<absl::string_view> wanted = {"a", ""};
  std::vector<FactIndex> found(2, 7);
  index.FindAll(ids, wanted, absl::MakeSpan(found));
  EXPECT_EQ(found, (std::vector<FactIndex>{kNoFact, kNoFact}));
}

TEST(IdIndex, FindsWhatAMapFinds) {
  std::mt19937 random(3);
  for (const int size : {1, 2, 3, 15, 16, 17, 63, 64, 65, 1000, 20'000}) {
    SCOPED_TRACE(size);
    std::map<std::string, FactIndex> map;
    while (static_cast<int>(map.size()) < size) {
      map.emplace(absl::StrCat("ids/", random()), 0);
    }
    TextColumn ids;
    for (auto& [id, position] : map) {
      position = static_cast<FactIndex>(ids.size());
      ids.Add(id);
    }
    IdIndex index;
    index.Build(ids);
    std::vector<std::string> texts = {"", "ids/", "ids/x"};
    for (const auto& [id, position] : map) {
      texts.push_back(id);
      texts.push_back(id + "0");
    }
    const std::vector<absl::string_view> wanted(texts.begin(), texts.end());
    std::vector<FactIndex> found(wanted.size(), 7);
    index.FindAll(ids, wanted, absl::MakeSpan(found));
    for (size_t i = 0; i < texts.size(); ++i) {
      const auto at = map.find(texts[i]);
      const FactIndex expected = at == map.end() ? kNoFact : at->second;
      ASSERT_EQ(index.Find(ids, texts[i]), expected) << texts[i];
      ASSERT_EQ(found[i], expected) << texts[i];
    }
  }
}

}  // namespace
}  // namespace ketenzicht::graph
