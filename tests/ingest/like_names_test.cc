// Names that are alike, against all pairs compared one by one.

#include "ingest/like_names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace ketenzicht::ingest {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

NameForms Forms() {
  return NameForms::Create(
             {.behind = {"Ltd", "Co", "B.V.", "有限公司"}, .before = {"ООО"}})
      .value();
}

absl::Status GoOn() { return absl::OkStatus(); }
bool Any(int32_t, int32_t) { return true; }
NamedThing Named(const std::string& name) { return {.names = {name}}; }

// ---- The twin ---------------------------------------------------------------

// Trigrams as texts: of letters of UTF-8, with "_" for a blank at the ends.
std::set<std::string> NaiveTrigrams(const std::string& form) {
  std::vector<std::string> letters = {"_", "_"};
  for (size_t at = 0; at < form.size(); ++at) {
    if (form[at] == ' ') continue;
    if ((static_cast<unsigned char>(form[at]) & 0xC0) == 0x80) {
      letters.back() += form[at];
    } else {
      letters.emplace_back(1, form[at]);
    }
  }
  std::set<std::string> trigrams;
  if (letters.size() == 2) return trigrams;
  letters.emplace_back("_");
  for (size_t at = 2; at < letters.size(); ++at) {
    trigrams.insert(letters[at - 2] + letters[at - 1] + letters[at]);
  }
  return trigrams;
}

double NaiveScore(const std::set<std::string>& a,
                  const std::set<std::string>& b) {
  std::set<std::string> either = a;
  either.insert(b.begin(), b.end());
  if (a.empty() || b.empty()) return 0;
  const size_t both = a.size() + b.size() - either.size();
  return static_cast<double>(both) / static_cast<double>(either.size());
}

std::vector<LikePair> Naive(const std::vector<NamedThing>& things,
                            const NameForms& forms, double min_score,
                            absl::FunctionRef<bool(int32_t, int32_t)> may) {
  std::vector<LikePair> pairs;
  for (int32_t i = 0; i < static_cast<int32_t>(things.size()); ++i) {
    for (int32_t j = i + 1; j < static_cast<int32_t>(things.size()); ++j) {
      if (!(things[i].wanted || things[j].wanted) || !may(i, j)) continue;
      LikePair best{i, j, -1, "", ""};
      for (const std::string& one : things[i].names) {
        for (const std::string& other : things[j].names) {
          const double score = NaiveScore(NaiveTrigrams(forms.FormOf(one)),
                                          NaiveTrigrams(forms.FormOf(other)));
          if (score > best.score ||
              (score == best.score &&
               std::tie(one, other) <
                   std::tie(best.one_name, best.other_name))) {
            best = {i, j, score, one, other};
          }
        }
      }
      if (best.score >= min_score) pairs.push_back(best);
    }
  }
  return pairs;
}

// ---- Names drawn ------------------------------------------------------------

class Names {
 public:
  explicit Names(uint32_t seed) : draw_(seed) {}

  std::vector<NamedThing> Things() {
    std::vector<NamedThing> things(2 + Below(12));
    for (NamedThing& thing : things) {
      thing.wanted = Below(3) != 0;
      for (int i = Below(4); i >= 0; --i) thing.names.push_back(Name());
    }
    return things;
  }

  int Below(int many) { return static_cast<int>(draw_() % many); }

 private:
  std::string Name() {
    static constexpr const char* kWords[] = {
        "大疆",  "Da Jiang", "DaJiang", "华为",      "Huawei",  "Ланит",
        "Lanit", "DJI",      "Müller",  "Mueller",   "Acme",    "Technology",
        "ཀཁག",   "",         "ü",       "Hikvision", "海康威视"};
    static constexpr const char* kForms[] = {
        "", "", " Ltd", " Co., Ltd.", " B.V.", "有限公司", " BV"};
    std::string name = Below(8) == 0 ? "ООО " : "";
    for (int i = Below(3); i >= 0; --i) {
      absl::StrAppend(&name, kWords[Below(std::size(kWords))],
                      Below(2) == 0 ? " " : "-");
    }
    absl::StrAppend(&name, kForms[Below(std::size(kForms))]);
    if (Below(2) == 0) Edit(name);
    return name;
  }

  // One ASCII letter is changed, dropped or doubled.
  void Edit(std::string& name) {
    const size_t at = draw_() % (name.size() + 1);
    if (at == name.size() || static_cast<unsigned char>(name[at]) >= 0x80) {
      return;
    }
    const int what = Below(3);
    if (what == 0) name[at] = static_cast<char>('a' + Below(26));
    if (what == 1) name.erase(at, 1);
    if (what == 2) name.insert(at, 1, name[at]);
  }

  std::mt19937 draw_;
};

TEST(LikeNames, AreThoseThatComparingAllPairsFinds) {
  const NameForms forms = Forms();
  size_t found = 0;
  for (uint32_t seed = 0; seed < 700; ++seed) {
    Names names(seed);
    const std::vector<NamedThing> things = names.Things();
    const double min_score =
        std::vector<double>{0.3, 0.4, 0.5, 0.7, 0.9, 1}[names.Below(6)];
    const int modulus = 1 + names.Below(5);
    const auto may = [modulus](int32_t one, int32_t other) {
      return modulus == 1 || (one * 31 + other) % modulus != 0;
    };
    const auto like = FindLikeNames(things, forms, min_score, {}, may, GoOn);
    ASSERT_TRUE(like.ok());
    EXPECT_EQ(like->limit, "");
    const std::vector<LikePair> expected = Naive(things, forms, min_score, may);
    ASSERT_EQ(like->pairs, expected) << "seed " << seed;
    found += expected.size();
  }
  EXPECT_GT(found, 1000) << "the names drawn are not alike enough to tell";
}

TEST(LikeNames, AScoreIsTheSameWhateverElseIsThere) {
  const NameForms forms = Forms();
  const auto score = [&](const std::vector<NamedThing>& things) {
    return FindLikeNames(things, forms, 0.3, {}, Any, GoOn)->pairs[0].score;
  };
  EXPECT_EQ(score({Named("Hikvision"), Named("Hikvison")}),
            score({Named("Hikvision"), Named("Hikvison"),
                   Named("Hikvision Digital")}));
}

TEST(LikeNames, SayWhenALimitEndsTheSearch) {
  const NameForms forms = Forms();
  std::vector<NamedThing> same(200, Named("Acme"));
  auto like = FindLikeNames(same, forms, 0.5, {.comparisons = 100}, Any, GoOn);
  EXPECT_EQ(like->limit, "comparisons");
  EXPECT_THAT(like->pairs, SizeIs(100));
  like = FindLikeNames(same, forms, 0.5, {.pairs = 7}, Any, GoOn);
  EXPECT_EQ(like->limit, "pairs");
  EXPECT_THAT(like->pairs, SizeIs(7));
  like = FindLikeNames(same, forms, 0.5, {}, Any, GoOn);
  EXPECT_EQ(like->limit, "");
  EXPECT_THAT(like->pairs, SizeIs(200 * 199 / 2));
}

TEST(LikeNames, EndWhenNobodyWantsThem) {
  const auto like =
      FindLikeNames({Named("Acme"), Named("Acme")}, Forms(), 0.5, {}, Any,
                    [] { return absl::CancelledError("cancelled"); });
  EXPECT_TRUE(absl::IsCancelled(like.status()));
}

TEST(LikeNames, WithoutLettersAreLikeNothing) {
  EXPECT_THAT(
      FindLikeNames({Named("…"), Named("…"), {}}, Forms(), 0.3, {}, Any, GoOn)
          ->pairs,
      IsEmpty());
}

}  // namespace
}  // namespace ketenzicht::ingest
