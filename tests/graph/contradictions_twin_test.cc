// Contradictions against every two facts, one by one
// (tests/support/oracle_contradictions.h).
//
// 150 graphs in a normal run; KETENZICHT_LONG=1 takes 5,000. KETENZICHT_SEED
// sets the first seed, KETENZICHT_GRAPHS how many.

#include <iostream>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "graph/contradictions.h"
#include "gtest/gtest.h"
#include "tests/support/environment.h"
#include "tests/support/oracle_contradictions.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using ketenzicht::testing::FromEnvironment;

using oracle::ContradictionCase;

class Found {
 public:
  explicit Found(const ContradictionCase& drawn)
      : snapshot_(Snapshot::Create(1, drawn.facts, TestOntology(), TestPolicy())
                      .value()) {
    ContradictionQuery query;
    query.across_sources = drawn.across_sources;
    for (const std::string& id : drawn.subjects) {
      query.subjects.push_back(snapshot_->Find(id));
    }
    found_ = FindContradictions(snapshot_, drawn.options, query,
                                {.expansions = kMaxExpansions})
                 .value();
  }

  std::string Show() const {
    std::string text;
    for (const Contradiction& one : found_.all) {
      absl::StrAppend(&text, ContradictionKindName(one.kind), " ",
                      Id(one.sides[0].fact), " | ", Id(one.sides[1].fact),
                      one.as_asked ? "" : " not as asked", "\n");
      for (const std::string& line : Lines(one)) {
        absl::StrAppend(&text, "  ", line, "\n");
      }
      for (const ContradictionSide& side : one.sides) {
        absl::StrAppend(&text, "  said by ", VoicesOf(side), "\n");
      }
    }
    absl::StrAppend(&text, "left out ", found_.left_out, "\n");
    return text;
  }

  // What the text does not say.
  std::string Unsound() const {
    std::string text;
    if (!found_.completeness.complete()) text += "not complete\n";
    if (found_.found != static_cast<int64_t>(found_.all.size())) {
      text += "not all are told\n";
    }
    for (const Contradiction& one : found_.all) {
      if (one.num_places != static_cast<int64_t>(one.places.size())) {
        absl::StrAppend(&text, one.num_places, " places\n");
      }
      for (const ContradictionSide& side : one.sides) {
        bool counts = false;
        for (const Voice& voice : side.voices) counts = counts || voice.counts;
        if (side.voices.empty()) text += "nobody says it\n";
        if (counts != side.counts) text += "a side counts by no voice\n";
        if (side.num_used != static_cast<int64_t>(side.used.size()) ||
            side.num_excluded != static_cast<int64_t>(side.excluded.size())) {
          text += "uses are not told\n";
        }
      }
    }
    return text;
  }

 private:
  std::string Id(FactIndex fact) const {
    return std::string(snapshot_->id(fact));
  }
  std::string Ids(const std::vector<FactIndex>& facts) const {
    std::vector<std::string> ids;
    for (FactIndex fact : facts) ids.push_back(Id(fact));
    return absl::StrJoin(ids, " ");
  }

  std::vector<std::string> Lines(const Contradiction& one) const {
    switch (one.kind) {
      case ContradictionKind::kDenial:
        return DenialLines(one);
      case ContradictionKind::kJudgement:
        return {JudgeLine(one.sides[0]), JudgeLine(one.sides[1]),
                absl::StrCat("product ", Ids(one.about))};
      default:
        return ValueLines(one);
    }
  }

  std::vector<std::string> DenialLines(const Contradiction& one) const {
    std::vector<std::string> lines = {
        absl::StrCat("overlap ", oracle::ShowValid(one.overlap))};
    for (const DeniedPlace& place : one.places) {
      lines.push_back(absl::StrCat(place.relation, " | ", place.denial, " ",
                                   DenialOutcomeName(place.outcome), " ",
                                   StatusName(place.as_asked), " ",
                                   StatusName(place.as_compared)));
    }
    return lines;
  }

  std::vector<std::string> ValueLines(const Contradiction& one) const {
    std::vector<std::string> lines = {
        absl::StrCat("says ", one.sides[0].says, " | ", one.sides[1].says)};
    if (one.starts) lines.emplace_back("starts");
    if (one.ends) lines.emplace_back("ends");
    if (!one.topic.empty()) {
      lines.push_back(
          absl::StrCat("topic ", one.topic, " about ", Ids(one.about)));
    }
    lines.push_back(absl::StrCat("overlap ", oracle::ShowValid(one.overlap)));
    if (!one.topic.empty()) {
      lines.push_back(absl::StrCat("left open ", Ids(one.left_open)));
    }
    return lines;
  }

  std::string JudgeLine(const ContradictionSide& side) const {
    const auto show = [this](const std::vector<JudgedUse>& uses) {
      std::vector<std::string> shown;
      for (const JudgedUse& use : uses) {
        shown.push_back(absl::StrCat(use.use, " ", Id(use.user), " ",
                                     Id(use.product), " ", Ids(use.decisions)));
      }
      return absl::StrJoin(shown, "; ");
    };
    return absl::StrCat("excludes ", show(side.excluded), " uses ",
                        show(side.used));
  }

  std::string VoicesOf(const ContradictionSide& side) const {
    std::set<std::string> voices;
    for (const Voice& voice : side.voices) {
      voices.insert(absl::StrCat(Id(voice.source), " ",
                                 voice.asserted_on.ToString(), " ",
                                 voice.counts ? "counts" : "not asked"));
    }
    return absl::StrJoin(voices, ", ");
  }

  const std::shared_ptr<const Snapshot> snapshot_;
  Contradictions found_;
};

TEST(ContradictionsTwin, AgreesWithEveryTwoFacts) {
  const bool thorough = FromEnvironment("KETENZICHT_LONG", 0) != 0;
  const int64_t first = FromEnvironment("KETENZICHT_SEED", 1);
  const int64_t graphs =
      FromEnvironment("KETENZICHT_GRAPHS", thorough ? 5'000 : 150);
  std::map<std::string, int> met;
  for (int64_t seed = first; seed < first + graphs; ++seed) {
    const ContradictionCase drawn = oracle::DrawContradictionCase(seed);
    const std::string expected = oracle::ShowContradictions(drawn, met);
    const Found found(drawn);
    ASSERT_EQ(found.Show(), expected) << "KETENZICHT_SEED=" << seed << "\n"
                                      << oracle::Describe(drawn);
    ASSERT_EQ(found.Unsound(), "") << "KETENZICHT_SEED=" << seed << "\n"
                                   << oracle::Describe(drawn);
  }
  std::cout << graphs << " graphs from seed " << first << "\n";
  for (const auto& [what, count] : met) {
    std::cout << "  " << what << ": " << count << "\n";
  }
  if (graphs < 150) return;
  for (const char* what :
       {"denial", "dates", "values", "readings", "judgement", "contested",
        "same sources", "specific stands", "class instance denied",
        "statement against a thing", "two dates of a relation",
        "judged by its kind", "only across sources", "left out",
        "denied measure", "two reductions"}) {
    EXPECT_GT(met[what], 0) << what << " never came up";
  }
  // Rarer: a short run may miss them.
  if (graphs < 5'000) return;
  for (const char* what :
       {"denied answer", "left open", "specific denial closes",
        "denied kind of it", "denial with carriers", "answers of other days",
        "relation again later", "parts of one organization",
        "belongs to a subject", "stood for", "two dates of a measure"}) {
    EXPECT_GT(met[what], 0) << what << " never came up";
  }
}

}  // namespace
}  // namespace ketenzicht::graph
