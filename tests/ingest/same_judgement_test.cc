// Judgements that one thing is another: docs/resolution.md.

#include "ingest/same_judgement.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "ingest/judgements.h"
#include "ingest/relation_id.h"
#include "ingest/stated_ends.h"
#include "tests/ingest/imported_makers_fixture.h"

namespace ketenzicht::ingest {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kRows[] =
    "Drone A;DJI;;;CN;\n"
    "Drone B;Beta;;;NL;DJI\n";
constexpr char kSource[] = "sources/judgements-";

class SameJudgements : public ImportedMakers {
 protected:
  void SetUp() override {
    Import(kRows);
    dji_ = Imported("DJI");
    beta_ = Imported("Beta");
    drone_ = Imported("Drone A");
  }

  graph::Fact Relation(const std::string& id, const std::string& kind,
                       const std::string& source,
                       const std::string& target) const {
    graph::Relation relation;
    relation.kind = kind;
    relation.source.id = source;
    relation.target.id = target;
    graph::Fact fact;
    fact.id = id;
    fact.body = std::move(relation);
    return fact;
  }

  std::string dji_;
  std::string beta_;
  std::string drone_;
};

TEST_F(ImportedMakers, NothingIsMergedOnANameOrAlias) {
  const std::vector<std::string> before = Facts();
  const SourceOutcome done = Import(
      "Drone A;DJI;;;CN;\nDrone B;SZ DJI;大疆;;CN;\n"
      "Drone C;\"SZ DJI Technology Co., Ltd.\";DJI;;CN;\n");
  EXPECT_EQ(done.import.counts.changed, 0);
  const std::vector<std::string> after = Facts();
  for (const std::string& line : before) {
    EXPECT_THAT(after, Contains(line));
  }
  for (const char* name : {"DJI", "SZ DJI", "SZ DJI Technology Co., Ltd."}) {
    EXPECT_NE(Imported(name), kDji);
  }
  for (const std::string& line : Relations()) {
    EXPECT_THAT(line, ::testing::Not(HasSubstr(kDji)));
  }
}

TEST_F(SameJudgements, WhatWasSaidOfTheOneIsSaidOfTheOther) {
  const SameOutcome done =
      Judge(dji_, kDji, SameVerdict::kSame, "j.jansen", "the same address");
  ASSERT_THAT(Told(done.import), IsEmpty());
  EXPECT_EQ(done.moved, 3);
  EXPECT_EQ(done.left, 0);
  EXPECT_THAT(
      Relations(),
      ElementsAre(
          absl::StrCat("made_by ", drone_, " ", kDji, " stated_target=", dji_),
          absl::StrCat("made_by ", Imported("Drone B"), " ", beta_),
          absl::StrCat("owned_by ", beta_, " ", kDji, " stated_target=", dji_),
          absl::StrCat("seated_in ", beta_, " jurisdictions/nl"),
          absl::StrCat("seated_in ", kDji,
                       " jurisdictions/cn stated_source=", dji_)));
  for (const graph::Fact& fact : state_.snapshot->facts().ReadAll()) {
    if (fact.relation() == nullptr ||
        fact.evidence.front().source != "sources/makers") {
      continue;
    }
    EXPECT_EQ(fact.id, RelationId(fact)) << "an id by its content";
    EXPECT_EQ(fact.evidence.front().speaker, "the registry");
  }
  const graph::Fact judged = Read(done.judgement);
  EXPECT_EQ(judged.relation()->source.id, dji_) << "the end of it is there";
  EXPECT_EQ(judged.note.en, "the same address");
  EXPECT_EQ(judged.evidence.front().speaker, "j.jansen");
  EXPECT_EQ(judged.evidence.front().asserted_on.ToString(), "2024-02-01");
  EXPECT_THAT(state_.snapshot->NameOf(state_.snapshot->Find(done.judgement),
                                      graph::Language::kEnglish),
              HasSubstr("DJI is the same as DJI"));
}

TEST_F(SameJudgements, WhatIsUndoneLeavesNothingBehind) {
  const std::vector<std::string> before = Facts();
  Judge(dji_, kDji);
  ASSERT_NE(Facts(), before);
  const SameOutcome undone = Judge(dji_, kDji, SameVerdict::kUndo);
  ASSERT_THAT(Told(undone.import), IsEmpty());
  EXPECT_EQ(undone.moved, 3);
  EXPECT_EQ(undone.judgement, "");
  EXPECT_EQ(Facts(kSource), before);
  EXPECT_TRUE(Judge(dji_, kDji, SameVerdict::kUndo).import.changes_nothing());
}

TEST_F(SameJudgements, WhatARelationWasMovedToIsAPlaceholderWhereItEnds) {
  Import("Drone A;Epsilon;;;NL;\nDrone B;Zeta;;;NL;\n", "2024-01-02",
         "sources/pair");
  const std::string zeta = Imported("Zeta");
  Judge(Imported("Epsilon"), zeta);
  const SourceOutcome done =
      Import("Drone A;Epsilon;;;NL;\n", "2024-01-03", "sources/pair");
  EXPECT_EQ(done.report.unresolved, 1);
  EXPECT_TRUE(Read(zeta).entity()->attributes.contains("unresolved"));
}

// In whatever order what was judged, and what it is judged to be, go and come.
TEST_F(SameJudgements, WhatComesBackStandsOnNothingThatHasEnded) {
  const auto one = [&](bool whole) {
    return Import(whole ? "Drone C;Gamma;;;NL;Theta\nDrone E;Theta;;;NL;\n"
                        : "Drone E;Theta;;;NL;\n",
                  "2024-01-02", "sources/one");
  };
  const auto two = [&](bool whole) {
    return Import(whole ? "Drone F;Iota;;;NL;\nDrone G;Kappa;;;NL;\n"
                        : "Drone G;Kappa;;;NL;\n",
                  "2024-01-02", "sources/two");
  };
  one(true);
  two(true);
  const std::string iota = Imported("Iota");
  Judge(Imported("Gamma"), iota);
  one(false);
  two(false);
  ASSERT_TRUE(Read(iota).entity()->attributes.contains("taken_back"));
  EXPECT_EQ(one(true).report.unresolved, 1);
  EXPECT_TRUE(Read(iota).entity()->attributes.contains("unresolved"));
  EXPECT_FALSE(Read(iota).entity()->attributes.contains("taken_back"));
  EXPECT_TRUE(one(true).import.changes_nothing());
}

// What stood on the placeholder alone is elsewhere again, and it has ended: the
// same files again change nothing.
TEST_F(SameJudgements, WhatIsUndoneLeavesNoPlaceholderThatNobodyNames) {
  Import("Drone A;Epsilon;;;NL;\nDrone B;Zeta;;;NL;\n", "2024-01-02",
         "sources/pair");
  const std::string epsilon = Imported("Epsilon");
  const std::string zeta = Imported("Zeta");
  Judge(epsilon, zeta);
  const auto issue = [&] {
    return Import("Drone A;Epsilon;;;NL;\n", "2024-01-03", "sources/pair");
  };
  issue();
  ASSERT_TRUE(Read(zeta).entity()->attributes.contains("unresolved"));
  ASSERT_THAT(Told(Judge(epsilon, zeta, SameVerdict::kUndo).import), IsEmpty());
  EXPECT_TRUE(Read(zeta).entity()->attributes.contains("taken_back"));
  EXPECT_TRUE(issue().import.changes_nothing());
  EXPECT_TRUE(Import(kRows).import.changes_nothing());
  // Judged again, it is a placeholder again.
  ASSERT_THAT(Told(Judge(epsilon, zeta).import), IsEmpty());
  EXPECT_FALSE(Read(zeta).entity()->attributes.contains("taken_back"));
  EXPECT_TRUE(issue().import.changes_nothing());
}

TEST_F(SameJudgements, WhatIsUndoneStandsOnNothingThatHasEnded) {
  Import("Drone C;Gamma;;;NL;\n", "2024-01-02", "sources/others");
  Import("Drone D;Delta;;;NL;Gamma\n", "2024-01-02", "sources/owners");
  const std::string gamma = Imported("Gamma");
  Judge(gamma, dji_);
  // What was judged has no record any more, and its relation stands elsewhere.
  Import("Drone C;;;;;\n", "2024-01-03", "sources/others");
  ASSERT_THAT(Told(Judge(gamma, dji_, SameVerdict::kUndo).import), IsEmpty());
  for (const graph::Fact& fact : state_.snapshot->facts().ReadAll()) {
    const graph::Relation* relation = fact.relation();
    if (relation == nullptr || relation->kind != "owned_by") continue;
    EXPECT_FALSE(
        Read(relation->target.id).entity()->attributes.contains("taken_back"))
        << fact.id;
  }
}

TEST_F(SameJudgements, WhatIsUndoneLeavesNoNameOfAThingThatCameAgain) {
  Import("Drone C;Gamma;;;NL;\n", "2024-01-02", "sources/others");
  const std::string gamma = Imported("Gamma");
  const auto sources = [&] {
    std::vector<std::string> all;
    for (const graph::Evidence& one : Read(gamma).evidence) {
      if (all.empty() || all.back() != one.source) all.push_back(one.source);
    }
    return all;
  };
  Judge(beta_, gamma);
  Import("Drone D;Delta;;;NL;\n", "2024-01-03", "sources/others");
  ASSERT_THAT(sources(), ElementsAre("sources/makers"))
      << "who names it in a relation";
  Import("Drone C;Gamma;;;NL;\n", "2024-01-04", "sources/others");
  ASSERT_THAT(sources(), ElementsAre("sources/makers", "sources/others"));
  ASSERT_THAT(Told(Judge(beta_, gamma, SameVerdict::kUndo).import), IsEmpty());
  EXPECT_THAT(sources(), ElementsAre("sources/others"));
  EXPECT_EQ(Import(kRows).import.counts.changed, 0);
}

TEST_F(SameJudgements, WhatIsDeniedStandsInThePlaceOfWhatWasAffirmed) {
  const std::vector<std::string> before = Facts();
  const SameOutcome same = Judge(dji_, kDji);
  const SameOutcome other = Judge(dji_, kDji, SameVerdict::kDifferent);
  ASSERT_THAT(Told(other.import), IsEmpty());
  EXPECT_NE(other.judgement, same.judgement);
  EXPECT_EQ(state_.snapshot->Find(same.judgement), graph::kNoFact);
  EXPECT_EQ(Read(other.judgement).modality, graph::Modality::kDenied);
  std::vector<std::string> now;
  for (const std::string& line : Facts(kSource)) {
    if (!absl::StrContains(line, other.judgement)) now.push_back(line);
  }
  EXPECT_EQ(now, before);
  // And back.
  Judge(dji_, kDji);
  EXPECT_EQ(state_.snapshot->Find(other.judgement), graph::kNoFact);
  EXPECT_THAT(Read(same.judgement).evidence, SizeIs(1));
}

TEST_F(SameJudgements, AnImportThatComesAgainChangesNothing) {
  Judge(dji_, kDji);
  const std::vector<std::string> before = Facts();
  const SourceOutcome again = Import(kRows, "2024-03-01");
  EXPECT_TRUE(again.import.changes_nothing());
  EXPECT_EQ(again.report.ended, 0);
  EXPECT_EQ(Facts(), before);
}

TEST_F(SameJudgements, ANewerIssueIsReadAsJudged) {
  Judge(dji_, kDji);
  const SourceOutcome newer =
      Import("Drone A;DJI;;;CN;\nDrone C;DJI;;;;\n", "2024-06-01");
  const std::string c = Imported("Drone C");
  EXPECT_THAT(
      Relations(),
      ElementsAre(
          absl::StrCat("made_by ", drone_, " ", kDji, " stated_target=", dji_),
          absl::StrCat("made_by ", c, " ", kDji, " stated_target=", dji_),
          absl::StrCat("seated_in ", kDji,
                       " jurisdictions/cn stated_source=", dji_)));
  // Beta, Drone B, what made and owned it, and where it sits; the Netherlands
  // are in data/ and not of this source.
  EXPECT_EQ(newer.report.ended, 5);
  // What it no longer says, and says again, is the fact that it was.
  Import(kRows, "2024-09-01");
  EXPECT_THAT(Relations(), SizeIs(5));
  // Undone after that, it is as if it had never been judged.
  Judge(dji_, kDji, SameVerdict::kUndo);
  const std::vector<std::string> undone = Facts(kSource);
  state_ = testing::CaseState();
  Import(kRows);
  Import("Drone A;DJI;;;CN;\nDrone C;DJI;;;;\n", "2024-06-01");
  Import(kRows, "2024-09-01");
  EXPECT_EQ(undone, Facts());
}

TEST_F(SameJudgements, WhatHadEndedKeepsItsEndAndItsId) {
  Import("Drone B;Beta;;;NL;DJI\n", "2024-06-01");
  const std::vector<std::string> before = Facts();
  const SameOutcome done = Judge(dji_, kDji);
  EXPECT_EQ(done.moved, 3);
  Judge(dji_, kDji, SameVerdict::kUndo);
  EXPECT_EQ(Facts(kSource), before);
  // It is said again of the other thing: the same fact, which holds again.
  Judge(dji_, kDji);
  const auto facts = Facts().size();
  Import(kRows, "2024-09-01");
  EXPECT_EQ(Facts().size(), facts);
  EXPECT_THAT(Relations(), SizeIs(5));
}

TEST_F(SameJudgements, TheOrderOfJudgementsDoesNotMatter) {
  Judge(dji_, kDji);
  Judge(beta_, "companies/unnamed-chinese-drone-maker", SameVerdict::kSame);
  const std::vector<std::string> one = Facts();
  state_ = testing::CaseState();
  SetUp();
  Judge(beta_, "companies/unnamed-chinese-drone-maker", SameVerdict::kSame);
  Judge(dji_, kDji);
  EXPECT_EQ(one, Facts());
  // Of a relation with two such ends, each is put back by itself.
  Judge(beta_, "companies/unnamed-chinese-drone-maker", SameVerdict::kUndo);
  EXPECT_THAT(Relations(), Contains(absl::StrCat("owned_by ", beta_, " ", kDji,
                                                 " stated_target=", dji_)));
}

TEST_F(SameJudgements, WhatItsSourceTellsApartDoesNotLeadToItself) {
  Judge(dji_, kDji);
  const std::vector<std::string> before = Facts();
  const SameOutcome done = Judge(beta_, kDji);
  ASSERT_THAT(Told(done.import), IsEmpty());
  EXPECT_THAT(Relations(),
              Contains(absl::StrCat("owned_by ", beta_, " ", dji_)));
  EXPECT_TRUE(Import(kRows, "2024-03-01").import.changes_nothing());
  Judge(beta_, kDji, SameVerdict::kUndo);
  EXPECT_EQ(Facts(), before);
}

TEST_F(SameJudgements, EveryJudgementHasAnAuthor) {
  EXPECT_THAT(Told(Judge(dji_, kDji, SameVerdict::kSame, "").import),
              ElementsAre("author: a judgement needs one"));
  EXPECT_THAT(Told(Judge(dji_, kDji, SameVerdict::kSame, "a\nb").import),
              ElementsAre(HasSubstr("without control characters")));
  const SameOutcome first = Judge(dji_, kDji);
  EXPECT_TRUE(Judge(dji_, kDji).import.changes_nothing());
  const SameOutcome second =
      Judge(dji_, kDji, SameVerdict::kSame, "Dr. Müller");
  EXPECT_EQ(first.judgement, second.judgement) << "one fact, said twice";
  EXPECT_EQ(second.moved, 0);
  const graph::Fact judged = Read(first.judgement);
  ASSERT_THAT(judged.evidence, SizeIs(2));
  EXPECT_THAT(judged.evidence[0].source,
              HasSubstr("sources/judgements-j-jansen-"));
  EXPECT_EQ(judged.evidence[1].speaker, "Dr. Müller");
  for (const graph::Evidence& one : judged.evidence) {
    const graph::Fact source = Read(one.source);
    EXPECT_EQ(source.entity()->attributes.at("source_type"), "judgement");
    EXPECT_EQ(source.entity()->attributes.at("author"), one.speaker);
  }
}

TEST_F(SameJudgements, IdentifiersThatTellThemApartAreHeeded) {
  Import("Drone A;Acme;;Q1;;\nDrone B;Acme Drones;;Q2;;\n", "2024-01-01",
         "sources/others");
  EXPECT_THAT(
      Told(Judge("companies/wikidata-q1", "companies/wikidata-q2").import),
      ElementsAre(HasSubstr("has an identifier that tells it from "
                            "companies/wikidata-q2")));
  // That they are not the same may be judged.
  EXPECT_THAT(Told(Judge("companies/wikidata-q1", "companies/wikidata-q2",
                         SameVerdict::kDifferent)
                       .import),
              IsEmpty());
}

TEST_F(SameJudgements, AnIdentifierThatSpeaksAgainstOneIsTold) {
  Import("Drone A;Acme;;Q1;;\n", "2024-01-01", "sources/others");
  Judge(beta_, "companies/wikidata-q1");
  const auto told = [](const SourceOutcome& done) {
    std::vector<std::string> which;
    for (const auto& [reason, remark] : done.report.remarks) {
      if (absl::StrContains(reason, "the judgement stands")) {
        which.insert(which.end(), remark.places.begin(), remark.places.end());
      }
    }
    return which;
  };
  const std::string issue = "Drone B;Beta;;Q2;NL;DJI\n";
  EXPECT_THAT(told(Import(issue, "2024-03-01")),
              ElementsAre(absl::StrCat("line 2 '", beta_,
                                       " as companies/wikidata-q1'")));
  EXPECT_THAT(told(Import(issue, "2024-03-01")), IsEmpty()) << "told before";
  // And of the other one.
  Judge(beta_, "companies/wikidata-q1", SameVerdict::kUndo);
  Import("Drone A;Acme;;;;\n", "2024-04-01", "sources/third");
  const std::string third = [&] {
    for (const graph::Fact& fact : state_.snapshot->facts().ReadAll()) {
      if (fact.entity() != nullptr && fact.entity()->name.en == "Acme" &&
          fact.evidence.front().source == "sources/third") {
        return fact.id;
      }
    }
    return std::string();
  }();
  Judge(beta_, third);
  EXPECT_THAT(
      told(Import("Drone A;Acme;;Q3;;\n", "2024-05-01", "sources/third")),
      ElementsAre(absl::StrCat("line 2 '", beta_, " as ", third, "'")));
}

TEST_F(SameJudgements, WhatCannotBeIsRefusedAndNamed) {
  EXPECT_THAT(Told(Judge(kDji, dji_).import),
              ElementsAre(HasSubstr("companies/sz-dji: was not imported")));
  EXPECT_THAT(Told(Judge(dji_, dji_).import),
              ElementsAre(AllOf(HasSubstr(dji_), HasSubstr("is itself"))));
  EXPECT_THAT(Told(Judge(dji_, "companies/none").import),
              ElementsAre("companies/none: there is no such thing"));
  EXPECT_THAT(Told(Judge(dji_, "products/dji-drone").import),
              ElementsAre(HasSubstr("another collection")));
  const int64_t revision = state_.revision;
  EXPECT_EQ(revision, testing::CaseState().revision + 1) << "nothing written";
}

TEST_F(SameJudgements, ThereAreNoChainsAndNoCircles) {
  Import("Drone D;Gamma;;;;\n", "2024-01-01", "sources/others");
  const std::string gamma = Imported("Gamma");
  ASSERT_THAT(Told(Judge(beta_, gamma).import), IsEmpty());
  EXPECT_THAT(Told(Judge(gamma, beta_).import),
              ElementsAre(HasSubstr("which would be a circle")));
  EXPECT_THAT(Told(Judge(gamma, kDji).import),
              ElementsAre(AllOf(HasSubstr(gamma), HasSubstr(beta_),
                                HasSubstr("is judged to be it; undo that"))));
  EXPECT_THAT(Told(Judge(beta_, kDji).import),
              ElementsAre(HasSubstr(
                  absl::StrCat("is judged to be ", gamma, " already"))));
  EXPECT_THAT(Told(Judge(dji_, beta_).import),
              ElementsAre(HasSubstr("judge by that one")));
}

TEST_F(SameJudgements, WhatSomebodyWroteOfItIsNamedAndNotChanged) {
  Write(Relation("relations/mine", "owned_by", dji_, kDji));
  EXPECT_THAT(Told(Judge(dji_, kDji).import),
              ElementsAre(AllOf(HasSubstr("relations/mine: was not imported"),
                                HasSubstr("let it name companies/sz-dji"))));
}

TEST_F(SameJudgements, ARelationThatSomebodyNamesIsNotMoved) {
  std::string made;
  for (const graph::Fact& fact : state_.snapshot->facts().ReadAll()) {
    if (fact.relation() != nullptr && fact.relation()->target.id == dji_ &&
        fact.relation()->kind == "made_by") {
      made = fact.id;
    }
  }
  graph::Fact mine = Relation("relations/mine", "made_by", drone_, kDji);
  mine.because = {made};
  Write(std::move(mine));
  EXPECT_THAT(
      Told(Judge(dji_, kDji).import),
      ElementsAre(AllOf(HasSubstr("relations/mine: names "), HasSubstr(made))));
}

TEST_F(SameJudgements, WhatIsInferredFromARelationNamesItWhereItIsThen) {
  const auto read = [this] {
    TextSource bytes(R"({"authors": [], "category": "c", "type": "uavs",
        "values": [{"value": "Acme 1", "meta": {"manufacturer": "Acme Drones",
                                                "country": "china"}}]})");
    SourceImport how;
    how.files = {{"uavs.json", &bytes}};
    how.imported_on = graph::Date::Parse("2024-01-01").value();
    SourceOutcome done = ImportSource(state_, how).value();
    EXPECT_THAT(Told(done.import), IsEmpty());
    state_ = done.import.next;
    return done.import.changes_nothing();
  };
  // The facts that the seat of a company is inferred from.
  const auto from = [this](const std::string& company) {
    std::vector<std::string> facts;
    for (const graph::Fact& fact : state_.snapshot->facts().ReadAll()) {
      if (!fact.origin.inferred || fact.relation() == nullptr ||
          fact.relation()->kind != "seated_in" ||
          fact.relation()->source.id != company) {
        continue;
      }
      for (const std::string& id : fact.origin.from) {
        const graph::Fact read = Read(id);
        const graph::Relation& relation = *read.relation();
        facts.push_back(absl::StrCat(relation.kind, " ", relation.target.id));
      }
    }
    std::sort(facts.begin(), facts.end());
    return facts;
  };
  read();
  const std::string acme = Imported("Acme Drones");
  const std::vector<std::string> before = Facts();
  EXPECT_THAT(from(acme), ElementsAre(absl::StrCat("made_by ", acme),
                                      "originates_from jurisdictions/cn"));
  ASSERT_THAT(Told(Judge(acme, kDji).import), IsEmpty());
  EXPECT_THAT(from(kDji), ElementsAre(absl::StrCat("made_by ", kDji),
                                      "originates_from jurisdictions/cn"));
  EXPECT_TRUE(read()) << "an import that comes again changes nothing";
  ASSERT_THAT(Told(Judge(acme, kDji, SameVerdict::kUndo).import), IsEmpty());
  EXPECT_EQ(Facts("sources/judgements"), before);
}

TEST_F(SameJudgements, ARelationWithAnIdOfItsOwnIsNotMoved) {
  // As somebody writes it by the words of an imported source.
  graph::Fact mine = Relation("relations/mine", "owned_by", dji_, beta_);
  mine.evidence = Read(dji_).evidence;
  const ImportOutcome written = ApplyFacts(state_, {mine}, {});
  ASSERT_THAT(Told(written), IsEmpty());
  const State before = state_;
  state_ = written.next;
  EXPECT_THAT(Told(Judge(dji_, kDji).import),
              ElementsAre(AllOf(HasSubstr("relations/mine: its id is not"),
                                HasSubstr("no import would know it again"))));
  // It is no reason to keep what was judged before.
  state_ = before;
  Judge(dji_, kDji);
  state_ = ApplyFacts(state_, {mine}, {}).next;
  EXPECT_THAT(Told(Judge(dji_, kDji, SameVerdict::kUndo).import), IsEmpty());
  EXPECT_EQ(Read("relations/mine").relation()->source.id, dji_);
}

TEST_F(SameJudgements, WhatOtherSourcesSayIsNoJudgement) {
  Write(Relation("relations/mine", "same_as", kDji,
                 "companies/unnamed-chinese-drone-maker"));
  EXPECT_THAT(Judgements(state_.snapshot.get()).all(), IsEmpty());
}

TEST(StatedEnds, OwnAttributesOfThoseNamesGetAnother) {
  std::map<std::string, std::string> attributes = {{"stated_source", "x"},
                                                   {"share", "12"}};
  FreeStatedNames(attributes);
  EXPECT_THAT(attributes,
              ElementsAre(::testing::Pair("share", "12"),
                          ::testing::Pair("their_stated_source", "x")));
}

}  // namespace
}  // namespace ketenzicht::ingest
