// What is recorded as unknown, and what is presumed: docs/semantics.md, section
// 14. tests/graph/unknowns_twin_test.cc looks at every fact of random graphs.

#include "graph/unknowns.h"

#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "graph/unknown_text.h"
#include "gtest/gtest.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

Fact Statement(absl::string_view id, std::vector<std::string> about) {
  Draft draft = Thing(id, "statement");
  std::get<Entity>(draft.body).about = std::move(about);
  draft.Is(Modality::kUnknown, UnknownKind::kNotAnswered);
  return draft;
}

// A use and an update that are not known, a statement about the process, and
// what is known.
std::vector<Fact> Facts() {
  return {Rel("use", "uses", "processes/p", "products/x")
              .Is(Modality::kUnknown, UnknownKind::kNotPublic),
          Rel("update", "updated_by", "products/x", "companies/c")
              .Unknown()
              .Said("sources/t", "2021-03-01"),
          Rel("part", "part_of", "processes/p", "organizations/o"),
          Statement("statements/why", {"processes/p"})};
}

class Asked {
 public:
  explicit Asked(std::vector<Fact> facts,
                 const ViewOptions& options = OptionsOn())
      : view(MakeView(std::move(facts), options)) {}

  FactIndex Index(absl::string_view id) const {
    const FactIndex index = view->snapshot().Find(id);
    EXPECT_NE(index, kNoFact) << id;
    return index;
  }
  Unknowns Find() const { return FindUnknowns(*view, query, {}).value(); }
  std::string Id(FactIndex fact) const {
    return std::string(view->snapshot().id(fact));
  }
  std::vector<std::string> Ids(const Unknowns& unknowns) const {
    std::vector<std::string> ids;
    for (const RecordedUnknown& one : unknowns.recorded) {
      ids.push_back(Id(one.fact));
    }
    return ids;
  }
  std::vector<std::string> Ids(const std::vector<FactIndex>& facts) const {
    std::vector<std::string> ids;
    for (FactIndex fact : facts) ids.push_back(Id(fact));
    return ids;
  }

  std::shared_ptr<const View> view;
  UnknownsQuery query;
};

TEST(Unknowns, EachIsToldWithKindSourcesSpeakersAndSinceWhen) {
  const Asked asked(Facts());
  const Unknowns unknowns = asked.Find();
  ASSERT_THAT(
      asked.Ids(unknowns),
      ElementsAre("relations/update", "relations/use", "statements/why"));
  const RecordedUnknown& update = unknowns.recorded[0];
  EXPECT_EQ(update.kind, UnknownKind::kNotStated);
  EXPECT_THAT(asked.Ids(update.sources), ElementsAre("sources/t"));
  EXPECT_EQ(update.asserted, Day("2021-03-01"));
  EXPECT_THAT(asked.Ids(update.about),
              ElementsAre("companies/c", "products/x"));
  EXPECT_TRUE(update.counts());
  const RecordedUnknown& use = unknowns.recorded[1];
  EXPECT_EQ(use.kind, UnknownKind::kNotPublic);
  EXPECT_THAT(use.speakers, ElementsAre("minister"));
  EXPECT_EQ(use.from.kind, Bound::Kind::kNotStated);
  EXPECT_EQ(unknowns.recorded[2].kind, UnknownKind::kNotAnswered);
  EXPECT_TRUE(unknowns.completeness.complete());
}

TEST(Unknowns, StandUnderSubjectSourceAndKind) {
  const Asked asked(Facts());
  const Unknowns unknowns = asked.Find();
  std::vector<std::string> subjects;
  for (const UnknownsOfSubject& group : unknowns.by_subject) {
    subjects.push_back(absl::StrCat(asked.Id(group.subject), " ",
                                    absl::StrJoin(group.recorded, ",")));
  }
  EXPECT_THAT(subjects, ElementsAre("companies/c 0", "processes/p 1,2",
                                    "products/x 0,1", "statements/why 2"));
  std::vector<std::string> sources;
  for (const UnknownsOfSource& group : unknowns.by_source) {
    sources.push_back(absl::StrCat(asked.Id(group.source), " ",
                                   absl::StrJoin(group.recorded, ",")));
  }
  EXPECT_THAT(sources, ElementsAre("sources/s 1,2", "sources/t 0"));
  std::vector<std::string> kinds;
  for (const UnknownsOfKind& group : unknowns.by_kind) {
    kinds.push_back(absl::StrCat(UnknownKindName(group.kind), " ",
                                 absl::StrJoin(group.recorded, ",")));
  }
  EXPECT_THAT(kinds,
              ElementsAre("not_answered 2", "not_stated 0", "not_public 1"));
}

TEST(Unknowns, AreThoseAskedFor) {
  Asked asked(Facts());
  asked.query.subjects = {asked.Index("companies/c")};
  EXPECT_THAT(asked.Ids(asked.Find()), ElementsAre("relations/update"));
  asked.query.subjects = {asked.Index("processes/p")};
  EXPECT_THAT(
      asked.Ids(asked.Find()),
      ElementsAre("relations/update", "relations/use", "statements/why"));
  asked.query.subjects.clear();
  asked.query.sources = {asked.Index("sources/t")};
  EXPECT_THAT(asked.Ids(asked.Find()), ElementsAre("relations/update"));
  asked.query.sources.clear();
  asked.query.kinds = {UnknownKind::kNotPublic, UnknownKind::kNotAnswered};
  EXPECT_THAT(asked.Ids(asked.Find()),
              ElementsAre("relations/use", "statements/why"));
  asked.query.limit = 1;
  EXPECT_THAT(asked.Ids(asked.Find()), ElementsAre("relations/use"));
  EXPECT_EQ(asked.Find().recorded_left_out, 1);
}

// What it is part of, its uses and its information are its subject too.
TEST(Unknowns, AProcessStandsForWhatItsAnswersAreAbout) {
  std::vector<Fact> facts = Facts();
  facts.push_back(
      Rel("org-use", "uses", "organizations/o", "products/y").Unknown());
  facts.push_back(
      Rel("touch", "touches", "relations/use", "interests/vital-infrastructure")
          .Unknown());
  Asked asked(std::move(facts));
  asked.query.subjects = {asked.Index("processes/p")};
  EXPECT_THAT(
      asked.Ids(asked.Find()),
      ElementsAre("relations/org-use", "relations/touch", "relations/update",
                  "relations/use", "statements/why"));
}

std::vector<std::string> IdsAbout(std::vector<Fact> facts,
                                  absl::string_view subject) {
  Asked asked(std::move(facts));
  asked.query.subjects = {asked.Index(subject)};
  return asked.Ids(asked.Find());
}

// Its processes, their uses and their information; not what it is part of, nor
// what others do that is part of the same.
TEST(Unknowns, AnOrganizationStandsForItsProcesses) {
  const std::vector<Fact> facts = {
      Rel("part", "part_of", "processes/p", "organizations/o"),
      Rel("run", "operates", "organizations/o", "processes/q"),
      Rel("above", "part_of", "organizations/o", "organizations/all"),
      Rel("beside", "part_of", "organizations/x", "organizations/all"),
      Rel("use", "uses", "processes/p", "products/x"),
      Rel("other-use", "uses", "processes/r", "products/x"),
      Rel("handle", "handles", "processes/p", "information/i")
          .Via({"relations/use"}),
      Rel("flow", "sends_data_to", "information/i", "companies/c").Unknown(),
      Rel("touch", "touches", "relations/use", "interests/vital-infrastructure")
          .Unknown(),
      Rel("update", "updated_by", "products/x", "companies/c").Unknown(),
      Rel("elsewhere", "uses", "processes/r", "products/x").Unknown(),
      Statement("statements/above", {"organizations/all"}),
      Statement("statements/beside", {"organizations/x"}),
      Statement("statements/run", {"processes/q"}),
      Statement("statements/use", {"relations/other-use"})};
  EXPECT_THAT(IdsAbout(facts, "organizations/o"),
              ElementsAre("relations/flow", "relations/touch",
                          "relations/update", "statements/run"));
  EXPECT_THAT(IdsAbout(facts, "processes/p"),
              ElementsAre("relations/flow", "relations/touch",
                          "relations/update", "statements/above"));
}

// What answers on its pairs rest on: the products, and what they consist of,
// but for what it denies to use.
TEST(Unknowns, AProcessStandsForTheProductsThatItUses) {
  const std::vector<Fact> facts = {
      Rel("use", "uses", "processes/p", "products/x"),
      Rel("part", "contains", "products/x", "products/y"),
      Rel("left", "contains", "products/x", "products/z"),
      Rel("not", "uses", "processes/p", "products/z").Denied(),
      Rel("update-y", "updated_by", "products/y", "companies/c").Unknown(),
      Rel("update-z", "updated_by", "products/z", "companies/c").Unknown(),
      Rel("update-w", "updated_by", "products/w", "companies/c").Unknown()};
  EXPECT_THAT(IdsAbout(facts, "processes/p"),
              ElementsAre("relations/update-y"));
}

// The rule of 13.11.
TEST(Unknowns, WhatBelongsToASubjectConcernsIt) {
  Draft stop = Closing("stop", {"relations/use"});
  stop.measure()->decided_by = "organizations/part";
  Draft perhaps = Closing("perhaps", {"relations/use"}).Unknown();
  perhaps.measure()->decided_by = "organizations/o";
  const std::vector<Fact> facts = {
      stop, perhaps, Rel("use", "uses", "processes/p", "products/x"),
      Rel("part", "part_of", "organizations/part", "organizations/o")
          .From("open"),
      // What one bought stays one's own.
      Rel("bought", "procured", "organizations/o", "procurements/b")
          .From("2016")
          .Until("2018-01-01"),
      Rel("assessed", "assessed_by", "procurements/b", "instruments/i"),
      Rel("applied", "applied", "organizations/o", "instruments/j").Denied(),
      Statement("statements/bought", {"procurements/b"}),
      Statement("statements/assessed", {"instruments/i"}),
      Statement("statements/applied", {"instruments/j"}),
      Statement("statements/part", {"organizations/part"}),
      Statement("statements/stop", {"measures/stop"})};
  EXPECT_THAT(
      IdsAbout(facts, "organizations/o"),
      ElementsAre("measures/perhaps", "statements/assessed",
                  "statements/bought", "statements/part", "statements/stop"));
  EXPECT_THAT(IdsAbout(facts, "organizations/part"),
              ElementsAre("statements/part", "statements/stop"));
  EXPECT_THAT(IdsAbout(facts, "procurements/b"),
              ElementsAre("statements/assessed", "statements/bought"));
  Asked asked(facts);
  asked.query.subjects = {asked.Index("organizations/part")};
  std::vector<std::string> headings;
  for (const UnknownsOfSubject& group : asked.Find().by_subject) {
    headings.push_back(asked.Id(group.subject));
  }
  EXPECT_THAT(headings, ElementsAre("measures/stop", "organizations/part"))
      << "what belongs to it is a heading of its own";
}

TEST(Unknowns, HowManyAreLeftOutIsTold) {
  Asked asked(Facts());
  EXPECT_EQ(asked.Find().left_out, 0);
  asked.query.subjects = {asked.Index("companies/c")};
  Unknowns unknowns = asked.Find();
  EXPECT_EQ(unknowns.left_out, 2);
  const auto text = [&](bool subjects, Language language) {
    return UnknownsText(*asked.view, subjects ? asked.query : UnknownsQuery(),
                        unknowns, language);
  };
  EXPECT_THAT(text(true, Language::kEnglish),
              HasSubstr("\nLeft out, since they do not concern it: 2. What "
                        "makes a path uncertain further on"));
  EXPECT_THAT(
      text(true, Language::kDutch),
      HasSubstr("\nWeggelaten, omdat ze niet gaan over wat is gevraagd: "
                "2. Wat verderop"));
  EXPECT_THAT(text(false, Language::kEnglish), Not(HasSubstr("Left out")));
  unknowns.completeness.stop = StopReason::kTime;
  EXPECT_THAT(text(true, Language::kEnglish),
              HasSubstr("do not concern it: at least 2. What"));
  // Of the kind asked for only.
  asked.query.kinds = {UnknownKind::kNotPublic};
  EXPECT_EQ(asked.Find().left_out, 1);
  unknowns = asked.Find();
  EXPECT_THAT(text(true, Language::kEnglish),
              HasSubstr("Nothing is recorded as unknown about what was asked "
                        "of the kind asked for; that does not say that all is "
                        "known.\n"));
  EXPECT_THAT(text(true, Language::kDutch),
              HasSubstr("Er is over wat is gevraagd van de gevraagde soort "
                        "niets als onbekend vastgelegd; dat zegt niet dat "
                        "alles bekend is.\n"));
}

// Carriers are what a relation is about, and the members of a class.
TEST(Unknowns, AreAboutCarriersAndMembers) {
  Asked asked(
      {Rel("use", "uses", "processes/p", "products/x"),
       Rel("flow", "sends_data_to", "information/i", "companies/c")
           .Unknown()
           .Via({"relations/use"}),
       Rel("all", "uses", Ids({"processes/q", "processes/r"}), "products/y")
           .Unknown()});
  const Unknowns unknowns = asked.Find();
  ASSERT_EQ(unknowns.recorded.size(), 2);
  EXPECT_THAT(asked.Ids(unknowns.recorded[0].about),
              ElementsAre("processes/q", "processes/r", "products/y"));
  EXPECT_THAT(asked.Ids(unknowns.recorded[1].about),
              ElementsAre("companies/c", "information/i", "processes/p",
                          "products/x", "relations/use"));
  asked.query.subjects = {asked.Index("processes/r")};
  EXPECT_THAT(asked.Ids(asked.Find()), ElementsAre("relations/all"));
}

TEST(Unknowns, AMeasureIsAboutWhatItSelects) {
  const Asked asked({Rel("use", "uses", "processes/p", "products/x"),
                     Closing("stop", {"relations/use"}).Unknown()});
  const Unknowns unknowns = asked.Find();
  ASSERT_THAT(asked.Ids(unknowns), ElementsAre("measures/stop"));
  EXPECT_THAT(asked.Ids(unknowns.recorded.front().about),
              ElementsAre("processes/p", "products/x", "relations/use"));
}

TEST(Unknowns, WhatDoesNotCountInTheViewIsToldAsThat) {
  ViewOptions options = OptionsOn();
  options.source_types = {"parliament"};
  options.changes = {{Change::Op::kDeny, "relations/denied"},
                     {Change::Op::kRemove, "relations/removed"}};
  Asked asked({SourceOfType("sources/press", "press"),
               Rel("a", "uses", "processes/p", "products/a").Unknown(),
               Rel("denied", "uses", "processes/p", "products/b").Unknown(),
               Rel("ended", "uses", "processes/p", "products/c")
                   .Unknown()
                   .Until("2020-06-01"),
               Rel("press", "uses", "processes/p", "products/d")
                   .Unknown()
                   .Said("sources/press"),
               Rel("removed", "uses", "processes/p", "products/e").Unknown()},
              options);
  std::vector<std::string> shown;
  for (const RecordedUnknown& one : asked.Find().recorded) {
    shown.push_back(
        absl::StrCat(asked.Id(one.fact), " ", OmissionName(one.omission)));
  }
  EXPECT_THAT(
      shown,
      ElementsAre(
          absl::StrCat("relations/a ", OmissionName(Omission::kNone)),
          absl::StrCat("relations/denied ", OmissionName(Omission::kModality)),
          absl::StrCat("relations/ended ", OmissionName(Omission::kDate)),
          absl::StrCat("relations/press ", OmissionName(Omission::kSource)),
          absl::StrCat("relations/removed ",
                       OmissionName(Omission::kRemoved))));
  asked.query.only_counting = true;
  EXPECT_THAT(asked.Ids(asked.Find()), ElementsAre("relations/a"));
}

// What else says so without counting is no voice in the answer.
TEST(Unknowns, AreOfTheSourcesThatCount) {
  ViewOptions options = OptionsOn();
  options.source_types = {"parliament"};
  Asked asked({SourceOfType("sources/press", "press"),
               Rel("both", "uses", "processes/p", "products/a")
                   .Unknown()
                   .Said("sources/press", "2019-01-01")
                   .Said("sources/s", "2020-02-01"),
               Rel("press", "uses", "processes/p", "products/d")
                   .Unknown()
                   .Said("sources/press", "2020-01-01")},
              options);
  const Unknowns unknowns = asked.Find();
  ASSERT_EQ(unknowns.recorded.size(), 2);
  EXPECT_THAT(asked.Ids(unknowns.recorded[0].sources),
              ElementsAre("sources/s"));
  EXPECT_EQ(unknowns.recorded[0].asserted, Day("2020-02-01"));
  EXPECT_THAT(asked.Ids(unknowns.recorded[1].sources),
              ElementsAre("sources/press"));
  const std::string text =
      UnknownsText(*asked.view, asked.query, unknowns, Language::kEnglish);
  EXPECT_THAT(text, HasSubstr("By source: press (1, of which do not count "
                              "1); s (1)."));
  asked.query.sources = {asked.Index("sources/press")};
  EXPECT_THAT(asked.Ids(asked.Find()),
              ElementsAre("relations/both", "relations/press"));
  asked.query.kinds = {UnknownKind::kNotAnswered};
  EXPECT_THAT(
      UnknownsText(*asked.view, asked.query, asked.Find(), Language::kEnglish),
      HasSubstr("Nothing is recorded as unknown by the sources asked "
                "for of the kind asked for;"));
}

TEST(Unknowns, WhoSaysThatItIsKnownIsNamed) {
  const Asked asked(
      {Rel("a", "uses", "processes/p", "products/x").Unknown(),
       Rel("b", "uses", "processes/p", "products/x").Said("sources/t")});
  const Unknowns unknowns = asked.Find();
  ASSERT_EQ(unknowns.recorded.size(), 1);
  EXPECT_THAT(asked.Ids(unknowns.recorded.front().otherwise),
              ElementsAre("relations/b"));
}

TEST(Unknowns, WhatIsPresumedIsNotRecordedAsUnknown) {
  Asked asked({Rel("use", "uses", "processes/p", "products/x"),
               Thing("products/x").With("connected", "yes"),
               Rel("maker", "made_by", "products/x", "companies/c")});
  Unknowns unknowns = asked.Find();
  EXPECT_THAT(unknowns.recorded, IsEmpty());
  ASSERT_EQ(unknowns.presumed.size(), 1);
  EXPECT_THAT(asked.Ids(unknowns.presumed.front().about),
              ElementsAre("companies/c", "products/x"));
  ASSERT_EQ(unknowns.by_subject.size(), 2);
  EXPECT_THAT(unknowns.by_subject.front().presumed, ElementsAre(0));
  EXPECT_THAT(unknowns.by_subject.front().recorded, IsEmpty());
  EXPECT_THAT(
      UnknownsText(*asked.view, asked.query, unknowns, Language::kEnglish),
      AllOf(HasSubstr("Nothing is recorded as unknown; that does not say"),
            HasSubstr(
                "- presumed, nothing on record that counts here says it: ")));
  asked.query.kinds = {UnknownKind::kNotStated};
  EXPECT_THAT(asked.Find().presumed, IsEmpty());
  asked.query.kinds.clear();
  asked.query.subjects = {asked.Index("processes/p")};
  EXPECT_EQ(asked.Find().presumed.size(), 1) << "of a product that it uses";
  asked.query.subjects = {asked.Index("sources/s")};
  EXPECT_THAT(asked.Find().presumed, IsEmpty());
}

TEST(Unknowns, WhatTheQueryMayNotSay) {
  Asked asked(Facts());
  const auto code = [&] {
    return FindUnknowns(*asked.view, asked.query, {}).status().code();
  };
  asked.query.limit = 0;
  EXPECT_EQ(code(), absl::StatusCode::kInvalidArgument);
  asked.query = {.kinds = {UnknownKind::kNone}};
  EXPECT_EQ(code(), absl::StatusCode::kInvalidArgument);
  asked.query = {.sources = {asked.Index("processes/p")}};
  EXPECT_EQ(code(), absl::StatusCode::kInvalidArgument);
  asked.query = {.subjects = {kNoFact}};
  EXPECT_EQ(code(), absl::StatusCode::kInvalidArgument);
  asked.query = {};
  EXPECT_EQ(code(), absl::StatusCode::kOk);
}

TEST(Unknowns, AreToldInBothLanguages) {
  const Asked asked(Facts());
  const Unknowns unknowns = asked.Find();
  const std::string dutch =
      UnknownsText(*asked.view, asked.query, unknowns, Language::kDutch);
  EXPECT_THAT(
      dutch, AllOf(HasSubstr("- niet openbaar: "), HasSubstr("Zegt: minister."),
                   HasSubstr("Sinds 2021-03-01."),
                   HasSubstr("Naar soort: niet beantwoord (1)"),
                   Not(HasSubstr("niets als onbekend"))));
  EXPECT_THAT(
      UnknownsText(*asked.view, asked.query, unknowns, Language::kEnglish),
      AllOf(HasSubstr("- not public: "), HasSubstr("By kind: "),
            HasSubstr("By source: ")));
}

TEST(Unknowns, WhatIsSaidOnlyAfterTheDateIsToldAsThat) {
  const Asked asked(Facts(), OptionsOn("2021-02-01"));
  EXPECT_THAT(
      UnknownsText(*asked.view, asked.query, asked.Find(), Language::kEnglish),
      HasSubstr("Since 2021-03-01. That is after this date."));
  EXPECT_THAT(
      UnknownsText(*asked.view, asked.query, asked.Find(), Language::kDutch),
      HasSubstr("Sinds 2021-03-01. Dat is na deze datum."));
}

}  // namespace
}  // namespace ketenzicht::graph
