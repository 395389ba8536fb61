#include "tests/support/test_graph.h"

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "gtest/gtest.h"

namespace ketenzicht::graph {
namespace {

// A value that a test cannot go on without.
template <typename T>
T Must(absl::StatusOr<T> value) {
  if (!value.ok()) {
    std::cerr << value.status() << "\n";
    std::abort();
  }
  return *std::move(value);
}

std::string EntityKindOf(absl::string_view id) {
  const std::string collection(id.substr(0, id.find('/')));
  for (const EntityKind& kind : TestOntology()->entity_kinds()) {
    if (kind.collection == collection && kind.parent.empty()) return kind.name;
  }
  std::cerr << "no kind for " << id << "\n";
  std::abort();
}

void CollectIds(const Selector& selector, std::set<std::string>& ids) {
  ids.insert(selector.ids.begin(), selector.ids.end());
  ids.insert(selector.except.begin(), selector.except.end());
  for (const PathCondition& where : selector.where) ids.insert(where.to);
  for (const auto* inner : {&selector.source_of, &selector.target_of,
                            &selector.source, &selector.target, &selector.via})
    if (*inner != nullptr) CollectIds(**inner, ids);
}

void CollectIds(const Guard& guard, std::set<std::string>& ids) {
  ids.insert({guard.source, guard.target});
  for (const Guard& operand : guard.operands) CollectIds(operand, ids);
}

void CollectIds(const End& end, std::set<std::string>& ids) {
  if (end.selector) {
    CollectIds(*end.selector, ids);
  } else {
    ids.insert(end.id);
  }
}

std::set<std::string> IdsIn(const Fact& fact) {
  std::set<std::string> ids;
  for (const Evidence& evidence : fact.evidence) ids.insert(evidence.source);
  if (const Relation* relation = fact.relation()) {
    CollectIds(relation->source, ids);
    CollectIds(relation->target, ids);
    if (relation->holds_while) CollectIds(*relation->holds_while, ids);
  }
  if (const Measure* measure = fact.measure()) {
    CollectIds(measure->selects, ids);
    if (measure->unless) CollectIds(*measure->unless, ids);
  }
  return ids;
}

Bound BoundOf(absl::string_view text) {
  if (text == "open") return Bound::Open();
  return Bound::Dated(Must(ParseDateRange(text)));
}

std::shared_ptr<const Selector> Inner(const Selector& selector) {
  return std::make_shared<const Selector>(selector);
}

Draft MakeDraft(std::string id) {
  Draft draft;
  draft.id = std::move(id);
  draft.evidence = {{.source = "sources/s",
                     .locator = "1",
                     .speaker = "minister",
                     .asserted_on = Day("2020-01-01")}};
  return draft;
}

Draft MakeMeasure(absl::string_view name, MeasureEffect effect,
                  Selector selects) {
  Draft draft = MakeDraft(absl::StrCat("measures/", name));
  draft.body = Measure{.name = {std::string(name), std::string(name)},
                       .effect = effect,
                       .selects = std::move(selects)};
  return draft;
}

}  // namespace

Date Day(absl::string_view text) { return Must(Date::Parse(text)); }

// ---- Classes ----------------------------------------------------------------

Members& Members::Kind(absl::string_view name) {
  kind = std::string(name);
  return *this;
}
Members& Members::Where(absl::string_view expression, absl::string_view to) {
  where.push_back({std::string(expression), std::string(to)});
  return *this;
}
Members& Members::With(absl::string_view attribute, absl::string_view value) {
  attributes[std::string(attribute)] = std::string(value);
  return *this;
}
Members& Members::SourceOf(const Selector& relations) {
  source_of = Inner(relations);
  return *this;
}
Members& Members::TargetOf(const Selector& relations) {
  target_of = Inner(relations);
  return *this;
}
Members& Members::From(const Selector& sources) {
  source = Inner(sources);
  return *this;
}
Members& Members::To(const Selector& targets) {
  target = Inner(targets);
  return *this;
}
Members& Members::Via(const Selector& carriers) {
  via = Inner(carriers);
  return *this;
}
Members& Members::ByExample() {
  by_example = true;
  return *this;
}
Members& Members::Except(std::vector<std::string> facts) {
  except = std::move(facts);
  return *this;
}
Members Of(absl::string_view kind) { return Members().Kind(kind); }
Members Ids(std::vector<std::string> ids) {
  Members members;
  members.ids = std::move(ids);
  return members;
}
Members Everything() {
  Members members;
  members.any = true;
  return members;
}

// ---- Guards -----------------------------------------------------------------

Guard WhenFact(absl::string_view relation) {
  return {.op = Guard::Op::kFact, .fact = std::string(relation)};
}
Guard WhenRelation(absl::string_view kind, absl::string_view source,
                   absl::string_view target, bool or_same_authority) {
  return {.op = Guard::Op::kRelation,
          .kind = std::string(kind),
          .source = std::string(source),
          .target = std::string(target),
          .or_same_authority = or_same_authority};
}
Guard WhenReached(absl::string_view authority, absl::string_view company) {
  return {.op = Guard::Op::kReach,
          .source = std::string(authority),
          .target = std::string(company)};
}
Guard WhenAll(std::vector<Guard> operands) {
  return {.op = Guard::Op::kAll, .operands = std::move(operands)};
}
Guard WhenAny(std::vector<Guard> operands) {
  return {.op = Guard::Op::kAny, .operands = std::move(operands)};
}
Guard WhenNot(Guard operand) {
  return {.op = Guard::Op::kNot, .operands = {std::move(operand)}};
}
DateTerm FromOf(absl::string_view fact) { return {.fact = std::string(fact)}; }
DateTerm UntilOf(absl::string_view fact) {
  return {.fact = std::string(fact), .until = true};
}
DateTerm On(absl::string_view day) { return {.date = Day(day)}; }
Guard WhenDates(DateTerm left, DateComparison comparison, DateTerm right) {
  return {.op = Guard::Op::kDates,
          .left = std::move(left),
          .right = std::move(right),
          .comparison = comparison};
}

// ---- Facts ------------------------------------------------------------------

Draft& Draft::Is(Modality what, UnknownKind kind) {
  modality = what;
  unknown_kind = what == Modality::kUnknown ? kind : UnknownKind::kNone;
  return *this;
}
Draft& Draft::From(absl::string_view bound) {
  valid.from = BoundOf(bound);
  return *this;
}
Draft& Draft::Until(absl::string_view bound) {
  valid.until = BoundOf(bound);
  return *this;
}
Draft& Draft::Said(absl::string_view source, absl::string_view day) {
  if (!evidence_given) evidence.clear();
  evidence_given = true;
  evidence.push_back({.source = std::string(source), .asserted_on = Day(day)});
  return *this;
}
Draft& Draft::Because(std::vector<std::string> facts) {
  because = std::move(facts);
  return *this;
}
Draft& Draft::InferredFrom(std::vector<std::string> facts) {
  origin = {.inferred = true, .inferred_by = "us", .from = std::move(facts)};
  return *this;
}
Draft& Draft::Unverified() {
  verified = false;
  return *this;
}
Draft& Draft::Trust(int percent) {
  confidence = percent;
  return *this;
}
Draft& Draft::With(absl::string_view attribute, absl::string_view value) {
  auto& attributes = entity() != nullptr ? std::get<Entity>(body).attributes
                                         : std::get<Relation>(body).attributes;
  attributes[std::string(attribute)] = std::string(value);
  return *this;
}
Draft& Draft::Via(std::vector<std::string> carriers) {
  std::get<Relation>(body).via = std::move(carriers);
  return *this;
}
Draft& Draft::While(Guard guard) {
  std::get<Relation>(body).holds_while = std::move(guard);
  return *this;
}
Draft& Draft::Likely(double low, double best, double high) {
  std::get<Relation>(body).likelihood = Interval{low, best, high};
  return *this;
}
Draft& Draft::LikelyAs(absl::string_view likelihood_class) {
  std::get<Relation>(body).likelihood = std::string(likelihood_class);
  return *this;
}
Draft& Draft::Unless(Guard guard) {
  measure()->unless = std::move(guard);
  return *this;
}
Draft& Draft::Candidate() {
  measure()->state = MeasureState::kCandidate;
  return *this;
}

Draft& Draft::Costs(double cost, double burden) {
  measure()->cost = cost;
  measure()->burden = burden;
  return *this;
}
Draft& Draft::Needs(std::vector<std::string> measures) {
  measure()->prerequisites = std::move(measures);
  return *this;
}
Draft& Draft::ConflictsWith(std::vector<std::string> measures) {
  measure()->conflicts_with = std::move(measures);
  return *this;
}

Draft Thing(absl::string_view id, absl::string_view kind) {
  Draft draft = MakeDraft(std::string(id));
  const std::string name(id.substr(id.find('/') + 1));
  draft.body =
      Entity{.kind = kind.empty() ? EntityKindOf(id) : std::string(kind),
             .name = {name, name}};
  return draft;
}
Draft SourceOfType(absl::string_view id, absl::string_view type) {
  Draft draft = Thing(id);
  draft.evidence[0].source = std::string(id);
  return draft.With("source_type", type);
}
End EndOf(absl::string_view id) { return {.id = std::string(id)}; }
End EndOf(const Selector& members) { return {.selector = members}; }
Draft MakeRelation(absl::string_view name, absl::string_view kind, End source,
                   End target) {
  Draft draft = MakeDraft(absl::StrCat("relations/", name));
  draft.body = Relation{.kind = std::string(kind),
                        .source = std::move(source),
                        .target = std::move(target)};
  return draft;
}
Draft ClosingClass(absl::string_view name, const Selector& selects) {
  return MakeMeasure(name, MeasureEffect::kCloses, selects);
}
Draft Closing(absl::string_view name, std::vector<std::string> relations) {
  return ClosingClass(name, Ids(std::move(relations)));
}
Draft Reducing(absl::string_view name, std::vector<std::string> relations,
               double low, double best, double high) {
  Draft draft =
      MakeMeasure(name, MeasureEffect::kReduces, Ids(std::move(relations)));
  draft.measure()->reduction = Interval{low, best, high};
  return draft;
}
Draft NothingShown(absl::string_view name, std::vector<std::string> relations) {
  return MakeMeasure(name, MeasureEffect::kNoneShown,
                     Ids(std::move(relations)));
}

// ---- Snapshots and views ----------------------------------------------------

std::vector<Fact> Complete(std::vector<Fact> facts) {
  std::set<std::string> named;
  std::set<std::string> given;
  for (const Fact& fact : facts) {
    given.insert(fact.id);
    named.merge(IdsIn(fact));
  }
  named.insert("sources/s");
  for (const std::string& id : named) {
    const bool entity = id.find('/') != std::string::npos &&
                        id.rfind("relations/", 0) != 0 &&
                        id.rfind("measures/", 0) != 0;
    if (!entity || given.contains(id)) continue;
    facts.push_back(id.rfind("sources/", 0) == 0
                        ? SourceOfType(id, "parliament")
                        : Thing(id));
  }
  return facts;
}

std::shared_ptr<const Snapshot> MakeSnapshot(std::vector<Fact> facts) {
  return Must(Snapshot::Create(1, Complete(std::move(facts)), TestOntology(),
                               TestPolicy()));
}

ViewOptions OptionsOn(absl::string_view day) {
  return {.date = Day(day),
          .source_types = {"parliament", "modelling", "law", "register",
                           "press", "analysis"}};
}

std::shared_ptr<const View> MakeView(std::vector<Fact> facts,
                                     const ViewOptions& options) {
  return MakeView(MakeSnapshot(std::move(facts)), options);
}

std::shared_ptr<const View> MakeView(std::shared_ptr<const Snapshot> snapshot,
                                     const ViewOptions& options) {
  return Must(View::Create(std::move(snapshot), options));
}

std::shared_ptr<const Instance> FindInstance(const View& view,
                                             absl::string_view id) {
  for (const Instance& instance : view.ReadInstances()) {
    if (instance.id == id) return std::make_shared<Instance>(instance);
  }
  return nullptr;
}

Status StatusIn(const View& view, absl::string_view instance) {
  const auto found = FindInstance(view, instance);
  EXPECT_NE(found, nullptr) << "no instance " << instance;
  return found == nullptr ? Status::kNoPath : found->status;
}

Omission OmissionIn(const View& view, absl::string_view instance) {
  const auto found = FindInstance(view, instance);
  EXPECT_NE(found, nullptr) << "no instance " << instance;
  return found == nullptr ? Omission::kNone : found->omission;
}

std::vector<std::string> InstanceIds(const View& view) {
  std::vector<std::string> ids;
  for (const Instance& instance : view.ReadInstances())
    ids.push_back(instance.id);
  return ids;
}

FoundPaths PathsIn(const View& view, absl::string_view expression,
                   absl::string_view source, absl::string_view target,
                   int paths) {
  const Automaton automaton =
      Must(Automaton::Compile(expression, view.snapshot().ontology()));
  FoundPaths found = FindPaths(view,
                               {.source = view.snapshot().Find(source),
                                .targets = {view.snapshot().Find(target)},
                                .automaton = &automaton},
                               {.paths = paths});
  EXPECT_NE(found.completeness.stop, StopReason::kExpansions);
  return found;
}

std::string StepsOf(const View& view, const FoundPath& path) {
  std::string steps;
  for (const View::Incidence& step : path.steps) {
    absl::StrAppend(&steps, steps.empty() ? "" : " ",
                    view.instance(step.instance).id);
  }
  return steps;
}

}  // namespace ketenzicht::graph
