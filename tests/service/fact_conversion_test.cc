#include "service/proto/fact_conversion.h"

#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "gmock/gmock.h"
#include "graph/fact.h"
#include "graph/fact_check.h"
#include "gtest/gtest.h"
#include "ketenzicht/v1/fact.pb.h"
#include "service/proto/utf8.h"
#include "tests/support/drawn_facts.h"

namespace ketenzicht::service {
namespace {

using graph::Bound;
using graph::Date;
using graph::Fact;
using graph::Guard;
using graph::Selector;

// A struct that got a field no longer compiles here: a new field belongs in
// fact.proto, in the conversion, and in the facts drawn below.
[[maybe_unused]] void CountFields() {
  [[maybe_unused]] const auto& [f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11,
                                f12] = Fact();
  [[maybe_unused]] const auto& [n1, n2, n3, n4, n5] = graph::Entity();
  [[maybe_unused]] const auto& [r1, r2, r3, r4, r5, r6, r7] = graph::Relation();
  [[maybe_unused]] const auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11,
                                m12] = graph::Measure();
  [[maybe_unused]] const auto& [s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11,
                                s12, s13] = Selector();
  [[maybe_unused]] const auto& [g1, g2, g3, g4, g5, g6, g7, g8, g9, g10] =
      Guard();
  [[maybe_unused]] const auto& [d1, d2, d3] = graph::DateTerm();
  [[maybe_unused]] const auto& [e1, e2, e3, e4, e5] = graph::Evidence();
  [[maybe_unused]] const auto& [o1, o2, o3] = graph::Origin();
  [[maybe_unused]] const auto& [k1, k2, k3, k4] = graph::Marking();
  [[maybe_unused]] const auto& [i1, i2, i3] = graph::Interval();
  [[maybe_unused]] const auto& [b1, b2] = Bound();
  [[maybe_unused]] const auto& [p1, p2] = graph::PathCondition();
  [[maybe_unused]] const auto& [x1, x2] = graph::End();
}

// Through the message and through its bytes.
absl::StatusOr<Fact> RoundTrip(const Fact& fact) {
  v1::Fact proto;
  const absl::Status written = ToProto(fact, &proto);
  if (!written.ok()) return written;
  v1::Fact read;
  if (!read.ParseFromString(proto.SerializeAsString())) {
    return absl::InternalError("the bytes do not parse");
  }
  return FromProto(read);
}

Bound Dated(absl::string_view text) {
  return Bound::Dated(*graph::ParseDateRange(text));
}

Fact WithEverythingCommon() {
  Fact fact;
  fact.id = "relations/politie-uses-drone";
  fact.valid = {Dated("2017"), Dated("2020-10-01/2020-12-31")};
  fact.modality = graph::Modality::kUnknown;
  fact.unknown_kind = graph::UnknownKind::kNotEstablishable;
  fact.evidence = {{.source = "sources/answer",
                    .locator = "3.8",
                    .speaker = "organizations/jenv",
                    .asserted_on = *Date::Parse("2021-11-18"),
                    .attributed_to = {"organizations/politie", "NCSC"}},
                   {.source = "sources/other"}};
  fact.because = {"relations/because"};
  fact.origin = {true, "the model", {"relations/from"}};
  fact.confidence = 80;
  fact.marking = {"level", "organizations/owner", {"a", "b"}, {"nld", "deu"}};
  fact.verified = false;
  fact.note = {"nederlands", "english"};
  return fact;
}

Selector FullSelector() {
  Selector inner{.kind = "uses"};
  Selector full{.label = {"klasse", "class"},
                .any = true,
                .ids = {"products/a", "products/b"},
                .by_example = true,
                .kind = "product",
                .where = {{"part_of+", "organizations/politie"}},
                .attributes = {{"country", "NL"}}};
  full.source_of = std::make_shared<const Selector>(inner);
  full.target_of = std::make_shared<const Selector>(inner);
  inner.via = full.source_of;
  full.source = std::make_shared<const Selector>(inner);
  full.target = std::make_shared<const Selector>(Selector());
  full.via = std::make_shared<const Selector>(inner);
  full.except = {"products/c", "products/d"};
  return full;
}

Guard FullGuard() {
  Guard dates{.op = Guard::Op::kDates};
  dates.left = {.fact = "relations/a", .until = true};
  dates.right = {.date = *Date::Parse("2018-12-31")};
  dates.comparison = graph::DateComparison::kWithin;
  Guard not_fact{.op = Guard::Op::kNot};
  not_fact.operands = {{.op = Guard::Op::kFact, .fact = "relations/b"}};
  Guard any{.op = Guard::Op::kAny};
  any.operands = {dates, not_fact};
  Guard all{.op = Guard::Op::kAll};
  all.operands = {any,
                  {.op = Guard::Op::kRelation,
                   .kind = "key_held_by",
                   .source = "$source",
                   .target = "$target",
                   .or_same_authority = true},
                  {.op = Guard::Op::kReach,
                   .source = "authorities/x",
                   .target = "companies/y"},
                  {.op = Guard::Op::kAll}};
  return all;
}

TEST(FactConversion, KeepsEveryFieldOfAnEntity) {
  Fact fact = WithEverythingCommon();
  fact.body = graph::Entity{.kind = "organization",
                            .name = {"politie", "police"},
                            .aliases = {"Nationale Politie"},
                            .attributes = {{"country", "NL"}, {"empty", ""}},
                            .about = {"products/x"}};
  const absl::StatusOr<Fact> back = RoundTrip(fact);
  ASSERT_TRUE(back.ok()) << back.status();
  EXPECT_EQ(*back, fact);
}

TEST(FactConversion, KeepsEveryFieldOfARelation) {
  Fact fact = WithEverythingCommon();
  graph::Relation relation{.kind = "uses", .via = {"relations/v"}};
  relation.source.id = "processes/p";
  relation.target.selector = FullSelector();
  relation.likelihood = graph::Interval{.low = 0.1, .best = 0.2, .high = 0.7};
  relation.holds_while = FullGuard();
  relation.attributes = {{"share", "12"}};
  fact.body = relation;
  const absl::StatusOr<Fact> back = RoundTrip(fact);
  ASSERT_TRUE(back.ok()) << back.status();
  EXPECT_EQ(*back, fact);
}

TEST(FactConversion, KeepsEveryFieldOfAMeasure) {
  Fact fact = WithEverythingCommon();
  graph::Measure measure;
  measure.name = {"besluit", "decision"};
  measure.effect = graph::MeasureEffect::kReduces;
  measure.state = graph::MeasureState::kCandidate;
  measure.nature = graph::MeasureNature::kLegal;
  measure.selects = FullSelector();
  measure.reduction = graph::Interval{.low = 0.25, .high = 0.5};
  measure.decided_by = "organizations/politie";
  measure.unless = FullGuard();
  measure.cost = 0;
  measure.burden = 1.5;
  measure.prerequisites = {"measures/a", "measures/b"};
  measure.conflicts_with = {"measures/c"};
  fact.body = measure;
  const absl::StatusOr<Fact> back = RoundTrip(fact);
  ASSERT_TRUE(back.ok()) << back.status();
  EXPECT_EQ(*back, fact);
}

TEST(FactConversion, KeepsAFactOfDefaults) {
  const absl::StatusOr<Fact> back = RoundTrip(Fact());
  ASSERT_TRUE(back.ok()) << back.status();
  EXPECT_EQ(*back, Fact());
}

TEST(FactConversion, KeepsDrawnFacts) {
  const uint32_t seed = testing::Seed(20211118);
  SCOPED_TRACE(absl::StrCat("KETENZICHT_SEED=", seed));
  RecordProperty("seed", absl::StrCat(seed));
  testing::FactDrawer drawer(seed);
  for (int i = 0; i < 2000; ++i) {
    const Fact fact = drawer.Draw(absl::StrCat("relations/", i));
    const absl::StatusOr<Fact> back = RoundTrip(fact);
    ASSERT_TRUE(back.ok()) << i << ": " << back.status();
    ASSERT_EQ(*back, fact) << i;
  }
}

TEST(FactConversion, ReadsWhatIsLeftOut) {
  v1::Fact proto;
  proto.set_id("organizations/x");
  proto.set_modality(v1::MODALITY_AFFIRMED);
  proto.mutable_valid()->mutable_until()->set_kind(v1::Bound::KIND_OPEN);
  proto.mutable_entity()->set_kind("organization");
  const absl::StatusOr<Fact> fact = FromProto(proto);
  ASSERT_TRUE(fact.ok()) << fact.status();
  EXPECT_TRUE(fact->verified);
  EXPECT_EQ(fact->valid.from, Bound());
  EXPECT_EQ(fact->valid.until, Bound::Open());
  EXPECT_EQ(fact->unknown_kind, graph::UnknownKind::kNone);
  EXPECT_FALSE(fact->confidence.has_value());
}

// ---- What FromProto refuses -----------------------------------------------

v1::Fact GoodRelation() {
  v1::Fact proto;
  proto.set_id("relations/r");
  proto.set_modality(v1::MODALITY_AFFIRMED);
  proto.mutable_relation()->mutable_source()->set_id("a");
  proto.mutable_relation()->mutable_target()->set_id("b");
  return proto;
}

v1::Fact GoodMeasure() {
  v1::Fact proto;
  proto.set_modality(v1::MODALITY_AFFIRMED);
  proto.mutable_measure()->set_effect(v1::MEASURE_EFFECT_CLOSES);
  proto.mutable_measure()->set_state(v1::MEASURE_STATE_IN_PLACE);
  proto.mutable_measure()->set_nature(v1::MEASURE_NATURE_LEGAL);
  proto.mutable_measure()->mutable_selects();
  return proto;
}

v1::DateCondition* Dates(v1::Fact& fact) {
  return fact.mutable_relation()->mutable_holds_while()->mutable_dates();
}

struct RefusedMessage {
  std::string name;
  std::function<v1::Fact()> base;
  std::function<void(v1::Fact&)> spoil;
  std::string message;  // starts with
};

std::vector<RefusedMessage> RefusedValues() {
  return {
      {"NoModality", GoodRelation, [](auto& f) { f.clear_modality(); },
       "modality: unspecified"},
      {"ModalityOfTheFuture", GoodRelation,
       [](auto& f) { f.set_modality(static_cast<v1::Modality>(99)); },
       "modality: unspecified, or of no known value"},
      {"UnknownKind", GoodRelation,
       [](auto& f) { f.set_unknown_kind(v1::UNKNOWN_KIND_UNSPECIFIED); },
       "unknown_kind: unspecified"},
      {"NoBody", GoodRelation, [](auto& f) { f.clear_body(); },
       "body: missing"},
      {"BoundKind", GoodRelation,
       [](auto& f) { f.mutable_valid()->mutable_from(); },
       "valid.from.kind: unspecified"},
      {"BoundDate", GoodRelation,
       [](auto& f) {
         f.mutable_valid()->mutable_until()->set_kind(v1::Bound::KIND_DATED);
         f.mutable_valid()->mutable_until()->set_date("2017-13");
       },
       "valid.until.date: '2017-13' is not a date"},
      {"DateOfAnOpenBound", GoodRelation,
       [](auto& f) {
         f.mutable_valid()->mutable_until()->set_kind(v1::Bound::KIND_OPEN);
         f.mutable_valid()->mutable_until()->set_date("2017");
       },
       "valid.until.date: given, and kind is not dated"},
      {"AssertedOn", GoodRelation,
       [](auto& f) {
         f.add_evidence()->set_asserted_on("2021-11-18");
         f.add_evidence();
       },
       "evidence[1].asserted_on: '' is not a day"},
      {"MeasureEffect", GoodMeasure,
       [](auto& f) { f.mutable_measure()->clear_effect(); },
       "measure.effect: unspecified"},
      {"MeasureState", GoodMeasure,
       [](auto& f) { f.mutable_measure()->clear_state(); },
       "measure.state: unspecified"},
      {"MeasureNature", GoodMeasure,
       [](auto& f) { f.mutable_measure()->clear_nature(); },
       "measure.nature: unspecified"},
      {"Selects", GoodMeasure,
       [](auto& f) { f.mutable_measure()->clear_selects(); },
       "measure.selects: missing"},
  };
}

std::vector<RefusedMessage> RefusedStructures() {
  return {
      {"NoSource", GoodRelation,
       [](auto& f) { f.mutable_relation()->clear_source(); },
       "relation.source: needs either an id or a class"},
      {"EmptyTarget", GoodRelation,
       [](auto& f) { f.mutable_relation()->mutable_target()->set_id(""); },
       "relation.target: needs either an id or a class"},
      {"Likelihood", GoodRelation,
       [](auto& f) { f.mutable_relation()->mutable_likelihood(); },
       "relation.likelihood: needs either"},
      {"NoCondition", GoodMeasure,
       [](auto& f) {
         f.mutable_measure()->mutable_unless()->mutable_any()->add_guards();
       },
       "measure.unless.any[0]: has no condition"},
      {"Comparison", GoodRelation,
       [](auto& f) {
         Dates(f)->mutable_left()->set_fact("a");
         Dates(f)->mutable_right()->set_fact("b");
       },
       "relation.holds_while.dates.comparison: unspecified"},
      {"NoTerm", GoodRelation, [](auto& f) { Dates(f); },
       "relation.holds_while.dates.left: needs either a fact or a date"},
      {"TermDate", GoodRelation,
       [](auto& f) { Dates(f)->mutable_left()->set_date("2017"); },
       "relation.holds_while.dates.left.date: '2017' is not a day"},
      {"DeepGuard", GoodMeasure,
       [](auto& f) {
         v1::Guard* at = f.mutable_measure()->mutable_unless();
         for (int i = 0; i <= graph::kMaxGuardDepth; ++i) {
           at = at->mutable_negated();
         }
       },
       "measure.unless.negated.negated."},
      {"DeepSelector", GoodMeasure,
       [](auto& f) {
         v1::Selector* at = f.mutable_measure()->mutable_selects();
         for (int i = 0; i <= graph::kMaxSelectorDepth; ++i) {
           at = at->mutable_via();
         }
       },
       "measure.selects.via.via.via.via.via.via.via.via.via: more than 8"},
  };
}

TEST(FactConversion, RefusesMessagesAndNamesTheField) {
  std::vector<RefusedMessage> cases = RefusedValues();
  for (RefusedMessage& one : RefusedStructures()) {
    cases.push_back(std::move(one));
  }
  for (const RefusedMessage& one : cases) {
    SCOPED_TRACE(one.name);
    v1::Fact proto = one.base();
    EXPECT_TRUE(FromProto(proto).ok()) << FromProto(proto).status();
    one.spoil(proto);
    const absl::Status status = FromProto(proto).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(status.message()),
                ::testing::StartsWith(one.message));
  }
}

// ---- What ToProto refuses -------------------------------------------------

graph::Relation PlainRelation() {
  graph::Relation relation;
  relation.source.id = "a";
  relation.target.id = "b";
  return relation;
}

Fact Guarded(Guard guard) {
  Fact fact;
  graph::Relation relation = PlainRelation();
  relation.holds_while = std::move(guard);
  fact.body = relation;
  return fact;
}

Fact Spoiled(const std::function<void(Fact&)>& spoil) {
  Fact fact;
  fact.body = PlainRelation();
  spoil(fact);
  return fact;
}

Guard NestedGuard(int depth) {
  Guard guard{.op = Guard::Op::kFact, .fact = "relations/x"};
  for (int i = 0; i < depth; ++i) {
    Guard outer{.op = i % 2 == 0 ? Guard::Op::kNot : Guard::Op::kAll};
    outer.operands = {guard};
    guard = outer;
  }
  return guard;
}

graph::Relation& Rel(Fact& fact) { return std::get<1>(fact.body); }

TEST(FactConversion, RefusesFactsWithoutAPublishedForm) {
  const std::pair<Fact, std::string> cases[] = {
      {Spoiled([](Fact& f) { f.id = "\xff"; }), "id: not UTF-8"},
      {Spoiled([](Fact& f) { f.note.en = "\xc0\x80"; }), "note.en: not UTF-8"},
      {Spoiled([](Fact& f) { Rel(f).attributes["\xed\xa0\x80"] = ""; }),
       "relation.attributes: a name is not UTF-8"},
      {Spoiled([](Fact& f) { f.modality = static_cast<graph::Modality>(9); }),
       "modality: outside its values"},
      {Spoiled([](Fact& f) {
         f.evidence.emplace_back().asserted_on = Date::FromDays(3'000'000);
       }),
       "evidence[0].asserted_on: outside the years 1 to 9999"},
      {Spoiled([](Fact& f) {
         f.valid.from = Bound::Dated({Date::FromDays(1), Date::FromDays(0)});
       }),
       "valid.from: ends before it starts"},
      {Spoiled([](Fact& f) { f.valid.until.range.latest = Date::FromDays(1); }),
       "valid.until: has a date and is not dated"},
      {Spoiled([](Fact& f) { Rel(f).source = {}; }),
       "relation.source: needs either an id or a class"},
      {Spoiled([](Fact& f) { Rel(f).target.selector = Selector(); }),
       "relation.target: needs either an id or a class"},
      {Guarded({.op = Guard::Op::kNot}),
       "relation.holds_while.negated: needs exactly one operand"},
      {Guarded({.op = Guard::Op::kFact, .fact = "a", .kind = "b"}),
       "relation.holds_while: sets fields"},
      {Guarded({.op = Guard::Op::kDates}),
       "relation.holds_while.dates.left: needs either a fact or a date"},
      {Guarded(NestedGuard(graph::kMaxGuardDepth + 1)),
       "relation.holds_while.negated.all[0].negated."},
  };
  for (const auto& [fact, message] : cases) {
    v1::Fact proto;
    const absl::Status status = ToProto(fact, &proto);
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << message;
    EXPECT_THAT(std::string(status.message()), ::testing::StartsWith(message));
  }
}

TEST(FactConversion, KeepsTheDeepestNestingThatIsAllowed) {
  Fact fact = Guarded(NestedGuard(graph::kMaxGuardDepth));
  auto selector = std::make_shared<const Selector>();
  for (int i = 1; i < graph::kMaxSelectorDepth; ++i) {
    selector = std::make_shared<const Selector>(Selector{.source = selector});
  }
  Rel(fact).source = {.selector = Selector{.target = selector}};
  const absl::StatusOr<Fact> back = RoundTrip(fact);
  ASSERT_TRUE(back.ok()) << back.status();
  EXPECT_EQ(*back, fact);
}

TEST(Utf8, AcceptsAndRefusesAtTheEdges) {
  for (const char* good :
       {"", "plain ascii text", "\x7f", "\xc2\x80", "\xdf\xbf", "\xe0\xa0\x80",
        "\xed\x9f\xbf", "\xee\x80\x80", "\xef\xbf\xbf", "\xf0\x90\x80\x80",
        "\xf4\x8f\xbf\xbf", "eight by\xc3\xa9 and more"}) {
    EXPECT_TRUE(IsUtf8(good)) << good;
  }
  for (const char* bad :
       {"\x80", "\xc1\xbf", "\xc2", "\xc2\x7f", "\xe0\x9f\xbf", "\xed\xa0\x80",
        "\xe2\x82", "\xf0\x8f\xbf\xbf", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80",
        "\xf0\x90\x80", "eight by\xff", "\xe2\x28\xa1", "\xf0\x90\x28\x80"}) {
    EXPECT_FALSE(IsUtf8(bad)) << bad;
  }
}

}  // namespace
}  // namespace ketenzicht::service
