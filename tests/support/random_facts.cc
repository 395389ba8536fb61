#include "tests/support/random_facts.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "graph/fact_check.h"
#include "tests/support/random_details.h"
#include "tests/support/random_facts_patterns.h"
#include "tests/support/random_motifs.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using Strings = std::vector<std::string>;

class Generator {
 public:
  explicit Generator(Dice& dice) : dice_(dice) {}

  std::vector<Fact> Make() {
    AddEntities();
    if (dice_.Percent(50)) AddBackbone();
    const int relations = 12 + dice_.Below(22);
    for (int i = 0; i < relations; ++i) AddRelation(i);
    for (int i = dice_.Below(3); i > 0; --i) AddMotif(i);
    const int measures = dice_.Below(5);
    for (int i = 0; i < measures; ++i) {
      facts_.push_back(MakeMeasure(absl::StrCat("m", i)));
    }
    if (measures > 0 && dice_.Percent(25)) SayTheLastAgain();
    return facts_;
  }

  void Adopt(const std::vector<Fact>& facts) {
    facts_ = facts;
    for (const Fact& fact : facts) Index(fact);
  }

  Fact MakeMeasure(const std::string& name) {
    Draft draft = ClosingClass(name, Ids({}));
    Measure& measure = *draft.measure();
    const bool guarded = dice_.Percent(50);
    measure.selects = SelectRelations(guarded);
    if (guarded) measure.unless = MakeGuard(2);
    const int effect = dice_.Below(10);
    if (effect >= 6) {
      measure.effect = MeasureEffect::kReduces;
      measure.reduction = MakeInterval(dice_);
    }
    if (effect == 9) {
      measure.effect = MeasureEffect::kNoneShown;
      measure.reduction.reset();
    }
    if (dice_.Percent(20)) measure.state = MeasureState::kCandidate;
    SetSources(draft);
    SetDates(dice_, draft);
    if (dice_.Percent(25)) SetModality(dice_, draft);
    if (dice_.Percent(8)) draft.Unverified();
    return draft;
  }

 private:
  struct Known {
    std::string id;
    std::string kind;
    std::string source, target;  // ids, "" for a class
    bool low;
  };

  // The last measure, under another name, by others and of other days; in place
  // where it is, or not.
  void SayTheLastAgain() {
    Fact again = MakeMeasure("again");
    const MeasureState state = again.measure()->state;
    *again.measure() = *facts_.back().measure();
    again.measure()->name = {"again", "again"};
    if (dice_.Percent(50)) again.measure()->state = state;
    facts_.push_back(std::move(again));
  }

  // ---- Entities -------------------------------------------------------------

  void AddEntities() {
    for (const auto& [id, type] : {std::pair("sources/s", "parliament"),
                                   {"sources/t", "press"},
                                   {"sources/u", "law"},
                                   {"sources/v", "parliament"}}) {
      Keep(SourceOfType(id, type));
    }
    const auto add = [&](const char* collection, int least, int most) {
      const int count = least + dice_.Below(most - least + 1);
      for (int i = 0; i < count; ++i) {
        Draft entity = Thing(absl::StrCat(collection, "/", i));
        if (dice_.Percent(8)) SetDates(dice_, entity);
        Keep(entity);
      }
    };
    add("processes", 1, 2);
    add("organizations", 1, 2);
    add("information", 0, 1);
    add("companies", 1, 3);
    add("jurisdictions", 1, 1);
    add("laws", 1, 1);
    add("authorities", 1, 1);
    if (dice_.Percent(40)) add("programmes", 1, 1);
    Keep(Thing(dice_.Pick(Strings{"interests/vital-infrastructure",
                                  "interests/sensitive-information",
                                  "interests/groups-targeted-by-a-state"})));
    if (dice_.Percent(50)) Keep(Thing("interests/dutch-interests"));
    const int products = 1 + dice_.Below(2);
    for (int i = 0; i < products; ++i) {
      Draft product = Thing(absl::StrCat("products/", i),
                            dice_.Percent(30) ? "software" : "product");
      if (dice_.Percent(40)) product.With("connected", "yes");
      if (dice_.Percent(15)) product.With("data_bearing", "no");
      if (dice_.Percent(8)) SetDates(dice_, product);
      Keep(product);
    }
  }

  // What most paths and guards need, so that what else is said matters.
  void AddBackbone() {
    const auto add = [&](const std::string& name, const char* kind,
                         const std::string& source, const std::string& target) {
      if (!dice_.Percent(80)) return;
      Draft draft = Rel("b-" + name, kind, source, target);
      if (dice_.Percent(70)) draft.From("open");
      Keep(draft);
    };
    const std::string authority = All("authorities")[0];
    for (const std::string& company : All("companies")) {
      add(absl::StrCat("seat", company.back() - '0'), "seated_in", company,
          All("jurisdictions")[0]);
    }
    add("law", "enacts", All("jurisdictions")[0], All("laws")[0]);
    add("power", "compels_disclosure", All("laws")[0], authority);
    add("use", "uses", All("processes")[0], All("products")[0]);
    add("access", "remotely_accessed_by", All("products")[0],
        All("companies")[0]);
    add("in", "part_of", All("processes")[0], All("organizations")[0]);
    if (!All("programmes").empty()) {
      add("conducts", "conducts", authority, All("programmes")[0]);
      add("targets", "targets", All("programmes")[0], All("interests").back());
    }
    if (!All("uses").empty()) {
      add("touches", "touches", All("uses")[0], All("interests")[0]);
    }
  }

  // Facts that meet in one rule, among whatever else there is.
  void AddMotif(int number) {
    for (const Fact& fact : DrawMotif(dice_, absl::StrCat("x", number, "-"))) {
      if (Find(fact.id) == nullptr) Keep(fact);
    }
  }

  void Keep(const Fact& fact) {
    facts_.push_back(fact);
    Index(fact);
  }

  void Index(const Fact& fact) {
    if (fact.entity() != nullptr) {
      by_collection_[fact.id.substr(0, fact.id.find('/'))].push_back(fact.id);
    }
    const Relation* relation = fact.relation();
    if (relation == nullptr) return;
    bool low = false;
    for (const Pattern& pattern : kPatterns) {
      if (pattern.kind == relation->kind) low = pattern.low;
    }
    known_.push_back({fact.id, relation->kind, relation->source.id,
                      relation->target.id, low});
    if (relation->kind == "uses") by_collection_["uses"].push_back(fact.id);
  }

  const Strings& All(const std::string& collection) {
    return by_collection_[collection == "relations" ? "uses" : collection];
  }

  // ---- Relations ------------------------------------------------------------

  const Pattern& PickPattern() {
    int total = 0;
    for (const Pattern& pattern : kPatterns) total += pattern.weight;
    int at = dice_.Below(total);
    for (const Pattern& pattern : kPatterns) {
      at -= pattern.weight;
      if (at < 0) return pattern;
    }
    return kPatterns[0];
  }

  void AddRelation(int number) {
    const std::string name = absl::StrCat("r", number / 10, number % 10);
    Draft draft;
    bool low = true;
    if (!known_.empty() && dice_.Percent(25)) {
      draft = Again(name, low);
    } else {
      const Pattern& pattern = PickPattern();
      if (All(pattern.source).empty() || All(pattern.target).empty()) return;
      low = pattern.low;
      draft = MakeRelation(name, pattern.kind, MakeEnd(pattern.source, low),
                           MakeEnd(pattern.target, low));
      if (dice_.Percent(30)) SetModality(dice_, draft);
      if (draft.modality == Modality::kDenied && dice_.Percent(25)) {
        OfEverything(std::get<Relation>(draft.body));
      }
    }
    Relation& relation = std::get<Relation>(draft.body);
    SetSources(draft);
    SetDates(dice_, draft);
    SetOrigin(draft);
    if (dice_.Percent(10)) draft.Unverified();
    if (dice_.Percent(40)) relation.likelihood = MakeLikelihood(dice_);
    if (!low) {
      SetCarriers(relation);
      if (dice_.Percent(20)) relation.holds_while = MakeGuard(2);
    }
    Keep(draft);
  }

  void OfEverything(Relation& denial) {
    const bool source = dice_.Percent(15);
    (source ? denial.source : denial.target) = EndOf(Everything());
  }

  // The same ends as an earlier relation, or its organization's: said by
  // somebody else, denied, or of a class.
  Draft Again(const std::string& name, bool& low) {
    const Known& earlier = dice_.Pick(known_);
    const Fact* fact = Find(earlier.id);
    const Relation& old = *fact->relation();
    low = earlier.low;
    End source = old.source;
    End target = old.target;
    const bool denied = dice_.Percent(55);
    if (!source.selector && dice_.Percent(20)) {
      source = EndOf(Ids({source.id}));
    } else if (denied && earlier.kind == "uses" && dice_.Percent(40)) {
      source = EndOf(dice_.Pick(All("organizations")));
    }
    if (!target.selector && dice_.Percent(20)) target = EndOf(Ids({target.id}));
    if (denied && dice_.Percent(15)) target = EndOf(Everything());
    if (!denied && target.selector && target.selector->any) {
      return Rel(name, "part_of", All("processes")[0], All("organizations")[0]);
    }
    std::string kind = old.kind;
    if (denied && kind == "majority_owned_by" && dice_.Percent(50)) {
      kind = "owned_by";
    }
    if (denied && kind == "compels_disclosure" && dice_.Percent(30)) {
      kind = "empowers";
    }
    Draft draft = MakeRelation(name, kind, source, target);
    // What it is said of: the same carriers, or one of them, or any.
    if (dice_.Percent(50)) std::get<Relation>(draft.body).via = old.via;
    if (old.via.size() > 1 && dice_.Percent(30)) draft.Via({old.via[0]});
    if (denied) {
      draft.Denied();
    } else if (dice_.Percent(60)) {
      SetModality(dice_, draft);
      if (draft.modality == Modality::kDenied) draft.Unknown();
    }
    return draft;
  }

  const Fact* Find(const std::string& id) const {
    for (const Fact& fact : facts_) {
      if (fact.id == id) return &fact;
    }
    return nullptr;
  }

  // ---- Ends and classes -----------------------------------------------------

  End MakeEnd(const std::string& collection, bool low) {
    if (dice_.Percent(low ? 8 : 15)) {
      Selector members = MakeClass(collection);
      if (collection != "relations" && dice_.Percent(10)) {
        members.except = {dice_.Pick(All(collection))};
      }
      return EndOf(members);
    }
    return EndOf(dice_.Pick(All(collection)));
  }

  Selector Some(const std::string& collection) {
    Strings ids;
    for (const std::string& id : All(collection)) {
      if (dice_.Percent(60)) ids.push_back(id);
    }
    if (ids.empty()) ids = {All(collection)[0]};
    Members members = Ids(ids);
    if (dice_.Percent(20)) members.ByExample();
    return members;
  }

  Selector MakeClass(const std::string& collection) {
    if (collection == "relations") {
      Members uses = Of("uses");
      if (dice_.Percent(60)) uses.From(ProcessClass());
      if (dice_.Percent(40)) uses.To(Some("products"));
      return uses;
    }
    if (dice_.Percent(30)) return Some(collection);
    if (collection == "processes") return ProcessClass();
    if (collection == "information") return InformationClass();
    if (collection == "products") return ProductClass();
    if (collection == "companies") {
      Members companies = Of("company");
      switch (dice_.Below(3)) {
        case 0:
          return companies.Where("seated_in", All("jurisdictions")[0]);
        case 1:
          return companies.Where("(controlled_by|owned_by)+",
                                 dice_.Pick(All("companies")));
        default:
          return companies.TargetOf(Of("made_by"));
      }
    }
    return Some(collection);
  }

  Selector ProcessClass() {
    Members processes = Of("process");
    const int choice = dice_.Below(4);
    if (choice <= 1) {
      processes.Where(dice_.Percent(70) ? "part_of+" : "part_of*/part_of",
                      dice_.Pick(All("organizations")));
    }
    if (choice == 2) {
      Members uses = Of("uses").To(Some("products"));
      if (dice_.Percent(20)) uses.Via(Of("uses"));
      processes.SourceOf(uses);
    }
    if (choice == 3) {
      processes.Where("uses/(contains|runs)*", dice_.Pick(All("products")));
    }
    if (dice_.Percent(15)) {
      processes.Where("part_of", dice_.Pick(All("organizations")));
    }
    return processes;
  }

  Selector InformationClass() {
    Members handling = Of("handles");
    if (dice_.Percent(50)) handling.From(ProcessClass());
    if (dice_.Percent(60)) {
      Members uses = Of("uses");
      if (dice_.Percent(50)) uses.To(Some("products"));
      handling.Via(uses);
    }
    return Of("information").TargetOf(handling);
  }

  Selector ProductClass() {
    Members products = Of(dice_.Percent(20) ? "software" : "product");
    switch (dice_.Below(5)) {
      case 0:
        return products.With("connected", "yes");
      case 1:
        return products.Where("made_by", dice_.Pick(All("companies")));
      case 2:
        return products.Where(
            dice_.Percent(50) ? "(contains|runs)+" : "(contains|runs)*",
            dice_.Pick(All("products")));
      case 3:
        return products.Where("^uses", dice_.Pick(All("processes")));
      default:
        return products.TargetOf(Of("uses").From(ProcessClass()));
    }
  }

  // What a measure selects; guarded ones no relation that a guard may ask for.
  Selector SelectRelations(bool guarded) {
    Selector selects = SelectAnyRelations(guarded);
    while (!known_.empty() && dice_.Percent(20)) {
      selects.except.push_back(dice_.Pick(known_).id);
    }
    return selects;
  }

  Selector SelectAnyRelations(bool guarded) {
    Strings ids;
    for (const Known& relation : known_) {
      if (!(guarded && relation.low) && dice_.Percent(12)) {
        ids.push_back(relation.id);
      }
    }
    if (!ids.empty() && dice_.Percent(50)) return Ids(ids);
    switch (dice_.Below(6)) {
      case 0:
        return Of("uses").From(ProcessClass());
      case 1:
        return Of("uses").To(ProductClass());
      case 2:
        return Of("sends_data_to").Via(Of("uses").From(ProcessClass()));
      case 3:
        return Of("updated_by");
      case 4:
        return Of("sends_data_to").To(Some("companies"));
      default:
        return Of("remotely_accessed_by").From(ProductClass());
    }
  }

  // ---- Guards ---------------------------------------------------------------

  Guard MakeGuard(int depth) {
    const int choice = dice_.Below(depth > 0 ? 12 : 9);
    if (choice >= 9) {
      std::vector<Guard> operands;
      const int count = 1 + dice_.Below(3);
      operands.reserve(count);
      for (int i = 0; i < count; ++i) operands.push_back(MakeGuard(depth - 1));
      if (choice == 9) return WhenAll(operands);
      if (choice == 10) return WhenAny(operands);
      return WhenNot(operands[0]);
    }
    if (choice >= 7) return DateGuard();
    if (choice == 6) {
      return WhenReached(
          All("authorities")[0],
          dice_.Percent(30) ? "$target" : dice_.Pick(All("companies")));
    }
    if (choice >= 3) return RelationGuard();
    Strings low;
    for (const Known& relation : known_) {
      // A class fact may be worth what replaces it, which may depend on this.
      const bool of_class = relation.source.empty() || relation.target.empty();
      if (relation.low || (!of_class && dice_.Percent(3))) {
        low.push_back(relation.id);
      }
    }
    return low.empty() ? DateGuard() : WhenFact(dice_.Pick(low));
  }

  Guard RelationGuard() {
    const std::string company = dice_.Percent(50)
                                    ? std::string("$target")
                                    : dice_.Pick(All("companies"));
    if (!All("information").empty() && dice_.Percent(70)) {
      return WhenRelation("key_held_by",
                          dice_.Percent(60) ? std::string("$source")
                                            : dice_.Pick(All("information")),
                          company, dice_.Percent(60));
    }
    if (dice_.Percent(30)) {
      return WhenRelation("owned_by", dice_.Pick(All("companies")),
                          dice_.Pick(All("companies")));
    }
    return WhenRelation("made_by",
                        dice_.Percent(50) ? std::string("$source")
                                          : dice_.Pick(All("products")),
                        company, dice_.Percent(20));
  }

  Guard DateGuard() {
    const auto term = [&](bool may_be_day) {
      if (known_.empty() || (may_be_day && dice_.Percent(40))) {
        return On(ADayThatMatters(dice_));
      }
      const std::string& fact = dice_.Pick(known_).id;
      return dice_.Percent(70) ? FromOf(fact) : UntilOf(fact);
    };
    const int choice = known_.empty() ? dice_.Below(2) : dice_.Below(3);
    if (choice == 2) {
      return WhenDates(term(true), DateComparison::kWithin,
                       FromOf(dice_.Pick(known_).id));
    }
    return WhenDates(
        term(true),
        choice == 0 ? DateComparison::kBefore : DateComparison::kAfter,
        term(true));
  }

  // ---- What every fact has --------------------------------------------------

  void SetSources(Draft& draft) {
    const Strings& sources = All("sources");
    draft.Said(dice_.Percent(60) ? "sources/s" : dice_.Pick(sources),
               ADay(dice_));
    for (int i = 0; i < 2; ++i) {
      if (dice_.Percent(25)) draft.Said(dice_.Pick(sources), ADay(dice_));
    }
  }

  void SetOrigin(Draft& draft) {
    if (known_.empty() || !dice_.Percent(15)) return;
    Strings from = {dice_.Pick(known_).id};
    // A reading of a denial, where there is one about the same.
    for (const Known& other : known_) {
      const Relation& relation = *draft.relation();
      if (other.kind == relation.kind && other.source == relation.source.id &&
          dice_.Percent(70)) {
        from = {other.id};
      }
    }
    draft.InferredFrom(from);
  }

  void SetCarriers(Relation& relation) {
    const bool carried = relation.kind == "handles" ||
                         relation.kind == "sends_data_to" ||
                         relation.kind == "remotely_accessed_by";
    if (known_.empty() || !dice_.Percent(carried ? 60 : 12)) return;
    const int count = 1 + dice_.Below(2);
    for (int i = 0; i < count; ++i) {
      const Strings& uses = All("uses");
      const std::string& id = !uses.empty() && dice_.Percent(80)
                                  ? dice_.Pick(uses)
                                  : dice_.Pick(known_).id;
      if (std::count(relation.via.begin(), relation.via.end(), id) == 0) {
        relation.via.push_back(id);
      }
    }
  }

  Dice& dice_;
  std::vector<Fact> facts_;
  std::vector<Known> known_;
  std::map<std::string, Strings> by_collection_;
};

}  // namespace

RandomGraph MakeRandomGraph(uint64_t seed) {
  Dice dice(seed);
  RandomGraph graph;
  while (true) {
    graph.facts = Generator(dice).Make();
    const std::vector<FactProblem> problems =
        CheckFacts(graph.facts, *TestOntology(), *TestPolicy());
    if (problems.empty()) return graph;
    graph.last_problem = absl::StrCat(
        problems[0].fact_id, " ", problems[0].field, ": ", problems[0].reason);
    ++graph.discarded;
  }
}

Fact MakeRandomMeasure(const std::vector<Fact>& facts, Dice& dice) {
  Generator generator(dice);
  generator.Adopt(facts);
  Fact fact = generator.MakeMeasure("added");
  fact.measure()->state = MeasureState::kInPlace;
  return fact;
}

}  // namespace ketenzicht::graph
