#include "tests/support/random_measures.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "tests/support/random_details.h"
#include "tests/support/random_facts.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using Strings = std::vector<std::string>;

constexpr char kAuthority[] = "authorities/0";
constexpr char kVital[] = "interests/vital-infrastructure";

class Drawer {
 public:
  Drawer(uint64_t seed, int measures_max)
      : dice_(seed), measures_max_(measures_max) {}

  MeasureCase Draw() {
    drawn_.options = OptionsOn();
    drawn_.authority = kAuthority;
    const int processes = 1 + dice_.Below(2);
    for (int i = 0; i < processes; ++i) {
      drawn_.processes.push_back(Name("processes", i));
    }
    Abroad();
    Uses();
    Flows();
    for (const char* vector : {"espionage", "sabotage", "supply_denial"}) {
      if (dice_.Percent(45)) drawn_.vectors.emplace_back(vector);
    }
    if (drawn_.vectors.empty()) drawn_.vectors.emplace_back("espionage");
    Measures();
    Ask();
    drawn_.facts = Complete(std::move(facts_));
    return std::move(drawn_);
  }

 private:
  static std::string Name(const char* collection, int i) {
    return absl::StrCat(collection, "/", i);
  }

  // Remembered by kind, so that measures and guards find them.
  std::string Add(const char* kind, const std::string& source,
                  const std::string& target, Strings via = {}) {
    const std::string name = absl::StrCat(kind, "-", facts_.size());
    Draft draft = Rel(name, kind, source, target).From("open");
    if (dice_.Percent(10)) {
      SetModality(dice_, draft);
    } else if (dice_.Percent(30)) {
      std::get<Relation>(draft.body).likelihood = MakeLikelihood(dice_);
    }
    draft.Via(std::move(via));
    facts_.push_back(draft);
    (std::string(kind) == "key_held_by" ? keys_ : closable_)
        .push_back(draft.id);
    return draft.id;
  }

  void Abroad() {
    Add("seated_in", "companies/0", "jurisdictions/0");
    if (dice_.Percent(70)) Add("seated_in", "companies/1", "jurisdictions/0");
    if (dice_.Percent(30)) Add("controlled_by", "companies/1", kAuthority);
    Add("enacts", "jurisdictions/0", "laws/0");
    for (const char* power :
         {"compels_disclosure", "compels_assistance", "restricts_supply"}) {
      if (dice_.Percent(93)) Add(power, "laws/0", kAuthority);
    }
    if (dice_.Percent(30)) {
      Add("conducts", kAuthority, "programmes/0");
      Add("targets", "programmes/0", "interests/dutch-interests");
    }
    // Little is to be gained by measures against a law abroad.
    if (dice_.Percent(85)) closable_.clear();
  }

  void Uses() {
    for (const std::string& process : drawn_.processes) {
      for (int i = 1 + dice_.Below(2); i > 0; --i) {
        const std::string use =
            Add("uses", process, Name("products", dice_.Below(2)));
        uses_.push_back(use);
        if (dice_.Percent(50)) Add("touches", use, kVital);
      }
    }
    if (dice_.Percent(40)) Add("contains", "products/0", "products/2");
    for (int i = 0; i < 3; ++i) {
      const std::string company = Name("companies", dice_.Below(2));
      for (const char* kind :
           {"remotely_accessed_by", "updated_by", "made_by"}) {
        if (dice_.Percent(i == 2 ? 30 : 55))
          Add(kind, Name("products", i), company);
      }
    }
  }

  void Flows() {
    for (const std::string& process : drawn_.processes) {
      if (dice_.Percent(90)) {
        Add("handles", process, Name("information", dice_.Below(2)),
            dice_.Percent(50) ? Strings{dice_.Pick(uses_)} : Strings());
      }
    }
    for (int i = 0; i < 2; ++i) {
      const std::string company = Name("companies", dice_.Below(2));
      if (dice_.Percent(60))
        Add("key_held_by", Name("information", i), company);
      if (!dice_.Percent(85)) continue;
      Add("sends_data_to", Name("information", i), company);
      if (!keys_.empty() && dice_.Percent(30)) {
        std::get<Relation>(facts_.back().body).holds_while = AGuard();
      }
    }
  }

  // About keys only, of which none depends on a flow.
  Guard AGuard() {
    const Guard key = dice_.Percent(30)
                          ? WhenRelation("key_held_by", "$source", "$target",
                                         dice_.Percent(40))
                          : WhenFact(dice_.Pick(keys_));
    switch (dice_.Below(5)) {
      case 0:
        return WhenNot(key);
      case 1:
        return WhenAny({key, WhenFact(dice_.Pick(keys_))});
      case 2:
        return WhenAll({key, WhenFact(dice_.Pick(keys_))});
      default:
        return key;
    }
  }

  Strings SomeToClose() {
    Strings ids;
    for (int i = 1 + dice_.Below(3); i > 0; --i) {
      ids.push_back(dice_.Pick(closable_));
    }
    return ids;
  }

  Draft AMeasure(int i) {
    const std::string name = absl::StrCat("m", i);
    if (dice_.Percent(5)) return NothingShown(name, SomeToClose());
    if (dice_.Percent(15)) return Reducing(name, SomeToClose(), 0.1, 0.2, 0.5);
    if (!keys_.empty() && dice_.Percent(15)) {
      return Closing(name, {dice_.Pick(keys_)});
    }
    if (dice_.Percent(15)) {
      constexpr const char* kKinds[] = {"uses", "sends_data_to", "updated_by",
                                        "remotely_accessed_by"};
      return ClosingClass(name, Of(kKinds[dice_.Below(std::size(kKinds))]));
    }
    Draft measure = Closing(name, SomeToClose());
    if (!keys_.empty() && dice_.Percent(40)) measure.Unless(AGuard());
    return measure;
  }

  void Measures() {
    const int count = std::min(measures_max_, 2 + dice_.Below(measures_max_));
    Strings names;
    for (int i = 0; i < count; ++i) {
      names.push_back(absl::StrCat("measures/m", i));
    }
    for (int i = 0; i < count; ++i) {
      Draft draft = AMeasure(i);
      draft.From(dice_.Percent(3) ? "2300-01-01" : "open");
      if (dice_.Percent(88)) draft.Candidate();
      if (dice_.Percent(10)) SetModality(dice_, draft);
      Measure& measure = *draft.measure();
      if (dice_.Percent(95)) measure.cost = AnAmount();
      if (dice_.Percent(95)) measure.burden = AnAmount();
      if (dice_.Percent(20)) AddOther(names, i, measure.prerequisites);
      if (dice_.Percent(20)) AddOther(names, i, measure.conflicts_with);
      std::erase_if(measure.conflicts_with, [&](const std::string& id) {
        return std::count(measure.prerequisites.begin(),
                          measure.prerequisites.end(), id) > 0;
      });
      facts_.push_back(draft);
    }
    for (const std::string& id : names) {
      if (dice_.Percent(4)) drawn_.mandatory.push_back(id);
      if (dice_.Percent(4)) drawn_.excluded.push_back(id);
      if (!dice_.Percent(6)) continue;
      constexpr Change::Op kOps[] = {Change::Op::kTake, Change::Op::kLift,
                                     Change::Op::kRemove, Change::Op::kDeny};
      drawn_.options.changes.push_back({kOps[dice_.Below(4)], id});
    }
  }

  void AddOther(const Strings& names, int self, Strings& to) {
    const int other = dice_.Below(static_cast<int>(names.size()));
    if (other != self) to.push_back(names[other]);
  }

  double AnAmount() {
    switch (dice_.Below(4)) {
      case 0:
        return 0;
      case 1:
        return dice_.Below(4);
      case 2:
        return dice_.Below(1000) / 100.0;
      default:
        return 10.0 * dice_.Below(12);
    }
  }

  void Ask() {
    if (dice_.Percent(10)) drawn_.options.verified_only = true;
    if (dice_.Percent(30)) drawn_.options.presumptions = false;
  }

  Dice dice_;
  const int measures_max_;
  MeasureCase drawn_;
  std::vector<Fact> facts_;
  Strings uses_, closable_, keys_;
};

}  // namespace

MeasureCase MakeMeasureCase(uint64_t seed, int measures_max) {
  return Drawer(seed, measures_max).Draw();
}

std::vector<Fact> WithInPlace(std::vector<Fact> facts,
                              const std::vector<std::string>& measures) {
  for (Fact& fact : facts) {
    auto* measure = fact.measure();
    if (measure == nullptr) continue;
    const bool in_place =
        std::find(measures.begin(), measures.end(), fact.id) != measures.end();
    measure->state =
        in_place ? MeasureState::kInPlace : MeasureState::kCandidate;
  }
  return facts;
}

}  // namespace ketenzicht::graph
