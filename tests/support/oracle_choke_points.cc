#include "tests/support/oracle_choke_points.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tests/support/oracle.h"
#include "tests/support/oracle_outcome.h"
#include "tests/support/random_facts.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph::oracle {
namespace {

using Met = std::map<std::string, int>;

constexpr size_t kPathsMax = 600;      // of a pair
constexpr size_t kVariantsMax = 2000;  // by what carries them
constexpr size_t kSubsetsOf = 14;      // elements of which all are tried

std::string JoinPairs(const std::vector<int>& pairs) {
  return absl::StrJoin(pairs, ",");
}

// Elements by the id that names them.
struct NaivePath {
  std::vector<std::string> steps;     // instance ids
  std::map<std::string, int> passes;  // element, first position
};
struct NaivePair {
  std::string name;
  std::vector<NaivePath> paths;  // shortest first, then by ids
  Ids choked;
  bool cuttable = false;
};

}  // namespace

class NaiveChokePoints::Twin {
 public:
  Twin(const ChokeCase& drawn, Met& met)
      : drawn_(drawn),
        policy_(TestPolicyDocument()),
        oracle_(drawn.facts, *TestOntology(), policy_, drawn.options),
        met_(met) {
    ends_.insert(drawn.processes.begin(), drawn.processes.end());
    ends_.insert(drawn.authorities.begin(), drawn.authorities.end());
  }

  // False where some pair has too many paths.
  bool Enumerate() {
    for (const std::string& process : drawn_.processes) {
      for (const std::string& authority : drawn_.authorities) {
        for (const std::string& expression : drawn_.expressions) {
          if (!AddPair(process, authority, expression)) return false;
        }
      }
    }
    return true;
  }

  std::string Show() {
    std::string text;
    for (NaivePair& pair : pairs_) {
      absl::StrAppend(&text, "exposed ", pair.name, ": ",
                      absl::StrJoin(pair.paths[0].steps, " "), "\n");
      Choke(pair);
    }
    for (const std::string& one : not_exposed_) {
      absl::StrAppend(&text, "not exposed ", one, "\n");
    }
    ShowPoints(text);
    ShowUncuttable(text);
    ShowCut(text);
    return text;
  }

 private:
  bool AddPair(const std::string& process, const std::string& authority,
               const std::string& expression) {
    const auto paths =
        oracle_.Paths(expression, process, {authority}, kPathsMax);
    if (!paths) return false;
    NaivePair pair{absl::StrCat(process, " ", authority, " ", expression)};
    Status best = Status::kNoPath;
    for (const OraclePath& path : *paths) {
      best = std::min(best, path.status);
      if (path.status > drawn_.weakest) continue;
      for (NaivePath& one : PathsOf(path)) pair.paths.push_back(std::move(one));
      if (pair.paths.size() > kVariantsMax) return false;
    }
    std::stable_sort(pair.paths.begin(), pair.paths.end(),
                     [](const NaivePath& a, const NaivePath& b) {
                       return std::pair(a.steps.size(), a.steps) <
                              std::pair(b.steps.size(), b.steps);
                     });
    if (!pair.paths.empty()) {
      pairs_.push_back(std::move(pair));
    } else if (best != Status::kNoPath || drawn_.processes.size() == 1 ||
               !TestOntology()->EntityIsA(FactOf(process).entity()->kind,
                                          "organization")) {
      not_exposed_.push_back(absl::StrCat(pair.name, ": ", StatusName(best)));
      ++met_[absl::StrCat("not exposed, ", StatusName(best))];
    }
    return true;
  }

  // One for each choice of what carries its steps, the first instances first.
  std::vector<NaivePath> PathsOf(const OraclePath& path) {
    std::vector<NaivePath> variants(1);
    for (size_t k = 0; k < path.steps.size(); ++k) {
      const Row& row = *path.steps[k];
      const int position = 2 * static_cast<int>(k) + 1;
      if (row.fact == nullptr) ++met_["presumed step"];
      if (!row.carriers.empty()) ++met_["carried step"];
      const std::string& to = path.nodes[k + 1];
      const std::vector<Ids> carried = WaysToCarry(row);
      if (carried.size() > 1) ++met_["carried one way or another"];
      std::vector<NaivePath> longer;
      for (const NaivePath& variant : variants) {
        for (const Ids& passed : carried) {
          if (longer.size() > kVariantsMax) break;
          longer.push_back(variant);
          longer.back().steps.push_back(row.id);
          for (const std::string& element : passed) {
            longer.back().passes.emplace(element, position);
          }
          if (!ends_.contains(to)) {
            longer.back().passes.emplace(to, position + 1);
          }
        }
      }
      variants = std::move(longer);
    }
    return variants;
  }

  // What a step passes beside where it leads to, and what carries it: every
  // choice of one instance for each carrier.
  std::vector<Ids> WaysToCarry(const Row& row) {
    std::vector<Ids> ways(1);
    if (row.fact != nullptr) ways[0].insert(NameOf(*row.fact));
    for (const std::string& carrier : row.carriers) {
      std::vector<Ids> longer;
      for (const Ids& way : ways) {
        for (const Row* one : InstancesOf(carrier)) {
          for (Ids passed : WaysToCarry(*one)) {
            for (const std::string& end : {one->source, one->target}) {
              if (!ends_.contains(end) && IsEntity(end)) {
                passed.insert(end);
              }
            }
            passed.insert(way.begin(), way.end());
            // What was replaced by another fact carries with that.
            if (one->fact != nullptr && one->fact->id != carrier) {
              ++met_["carried by what was replaced"];
              passed.insert(NameOf(FactOf(carrier)));
            }
            longer.push_back(std::move(passed));
          }
          if (longer.size() > kVariantsMax) break;
        }
      }
      ways = std::move(longer);
    }
    return row.fact == nullptr ? AndPresumedFrom(row, ways) : ways;
  }

  // Each of these with each that it may have been presumed from.
  std::vector<Ids> AndPresumedFrom(const Row& row,
                                   const std::vector<Ids>& ways) {
    const auto premises = oracle_.WaysToPresume(row);
    if (premises.size() > 1) ++met_["presumed one way or another"];
    std::vector<Ids> longer;
    for (const Ids& way : ways) {
      for (const std::vector<const Row*>& some : premises) {
        Ids passed = way;
        for (const Row* one : some) {
          passed.insert(NameOf(*one->fact));
          for (const std::string& end : {one->source, one->target}) {
            if (!ends_.contains(end) && IsEntity(end)) passed.insert(end);
          }
        }
        longer.push_back(std::move(passed));
        if (longer.size() > kVariantsMax) return longer;
      }
    }
    return longer;
  }

  // Those of a carrier that count, by id; what replaced one stands for it.
  std::vector<const Row*> InstancesOf(const std::string& carrier) const {
    std::map<std::string, const Row*> found;
    for (const Row& row : oracle_.rows()) {
      if (row.fact == nullptr || row.fact->id != carrier) continue;
      if (row.omission != Omission::kSpecific) {
        found.emplace(row.id, &row);
        continue;
      }
      for (const Row& specific : oracle_.rows()) {
        if (specific.fact == nullptr) continue;
        if (row.replaced_by.contains(specific.fact->id)) {
          found.emplace(specific.id, &specific);
        }
      }
    }
    std::vector<const Row*> counting;
    for (const auto& [id, row] : found) {
      if (row->status <= drawn_.weakest) counting.push_back(row);
    }
    return counting;
  }

  // All facts that say the same.
  Ids GroupOf(const Fact& fact) const {
    Ids group = {fact.id};
    const Relation& one = *fact.relation();
    for (const Fact& other : drawn_.facts) {
      const Relation* two = other.relation();
      if (two == nullptr) continue;
      if (two->kind == one.kind && IsOneEnd(two->source, one.source) &&
          IsOneEnd(two->target, one.target) &&
          Ids(two->via.begin(), two->via.end()) ==
              Ids(one.via.begin(), one.via.end()) &&
          two->holds_while == one.holds_while) {
        group.insert(other.id);
      }
    }
    return group;
  }

  // The first of those that make an edge.
  std::string NameOf(const Fact& fact) {
    const auto known = name_of_.find(fact.id);
    if (known != name_of_.end()) return known->second;
    const Ids group = GroupOf(fact);
    std::vector<std::string> edges;
    for (const std::string& id : group) {
      for (const Row& row : oracle_.rows()) {
        if (row.fact == nullptr || row.fact->id != id) continue;
        if (row.status == Status::kNoPath) continue;
        edges.push_back(id);
        break;
      }
    }
    if (edges.empty()) edges.assign(group.begin(), group.end());
    if (edges.size() > 1) ++met_["said twice"];
    if (fact.relation()->source.selector || fact.relation()->target.selector) {
      ++met_["class fact"];
    }
    for (const std::string& id : group) name_of_[id] = edges[0];
    groups_[edges[0]] = group;
    edges_[edges[0]] = std::move(edges);
    return name_of_[fact.id];
  }

  const Fact& FactOf(const std::string& id) const {
    for (const Fact& fact : drawn_.facts) {
      if (fact.id == id) return fact;
    }
    std::abort();
  }

  bool IsEntity(const std::string& id) const {
    return std::any_of(drawn_.facts.begin(), drawn_.facts.end(),
                       [&id](const Fact& fact) {
                         return fact.id == id && fact.entity() != nullptr;
                       });
  }

  bool IsOfExcludedKind(const std::string& id) const {
    const Fact& fact = FactOf(id);
    const Ontology& ontology = *TestOntology();
    for (const std::string& kind : drawn_.kinds) {
      if (fact.entity() != nullptr) {
        if (ontology.EntityIsA(fact.entity()->kind, kind)) return true;
        continue;
      }
      const auto ancestor = ontology.FindRelationKind(kind);
      if (ancestor &&
          ontology.RelationIsA(
              *ontology.FindRelationKind(fact.relation()->kind), *ancestor)) {
        return true;
      }
    }
    return false;
  }

  bool IsRelation(const std::string& element) const {
    return groups_.contains(element);
  }

  bool MayCut(const std::string& element) const {
    const bool relation = IsRelation(element);
    if (relation && drawn_.cuttable == Cuttable::kEntities) return false;
    if (!relation && drawn_.cuttable == Cuttable::kRelations) return false;
    if (IsOfExcludedKind(element)) return false;
    const Ids named = relation ? groups_.at(element) : Ids{element};
    return std::none_of(named.begin(), named.end(), [&](const auto& id) {
      return drawn_.not_cuttable.contains(id);
    });
  }

  int64_t WeightOf(const std::string& element) const {
    std::optional<int64_t> weight;
    for (const std::string& id :
         IsRelation(element) ? groups_.at(element) : Ids{element}) {
      const auto it = drawn_.weights.find(id);
      if (it != drawn_.weights.end()) {
        weight = std::max(weight.value_or(0), it->second);
      }
    }
    return weight.value_or(drawn_.default_weight);
  }

  static void Choke(NaivePair& pair) {
    for (const auto& [element, position] : pair.paths[0].passes) {
      const bool by_all =
          std::all_of(pair.paths.begin(), pair.paths.end(),
                      [&passed = element](const NaivePath& path) {
                        return path.passes.contains(passed);
                      });
      if (by_all) pair.choked.insert(element);
    }
  }

  std::vector<int> ChokedPairs(const std::string& element) const {
    std::vector<int> pairs;
    for (size_t i = 0; i < pairs_.size(); ++i) {
      if (pairs_[i].choked.contains(element)) {
        pairs.push_back(static_cast<int>(i));
      }
    }
    return pairs;
  }

  std::string ShowElement(const std::string& element) const {
    if (!IsRelation(element)) return absl::StrCat(element, " [", element, "]");
    return absl::StrCat(element, " [", absl::StrJoin(edges_.at(element), " "),
                        "] relation");
  }

  void ShowPoints(std::string& text) {
    std::set<std::tuple<int, int, std::string>> ranked;
    for (const NaivePair& pair : pairs_) {
      for (const std::string& element : pair.choked) {
        const std::vector<int> pairs = ChokedPairs(element);
        int nearest = pair.paths[0].passes.at(element);
        for (int i : pairs) {
          nearest = std::min(nearest, pairs_[i].paths[0].passes.at(element));
        }
        ranked.emplace(-static_cast<int>(pairs.size()), nearest, element);
      }
    }
    for (const auto& [count, position, element] : ranked) {
      const bool of_all = static_cast<size_t>(-count) == pairs_.size();
      absl::StrAppend(&text, ShowElement(element), " pairs ",
                      JoinPairs(ChokedPairs(element)), of_all ? " of all" : "",
                      MayCut(element) ? " cuttable" : "", " @", position, "\n");
      if (of_all && pairs_.size() > 1) ++met_["point of several pairs"];
    }
    met_["points"] += static_cast<int>(ranked.size());
  }

  Ids CuttableOn(const NaivePath& path) const {
    Ids cuttable;
    for (const auto& [element, position] : path.passes) {
      if (MayCut(element)) cuttable.insert(element);
    }
    return cuttable;
  }

  void ShowUncuttable(std::string& text) {
    for (size_t i = 0; i < pairs_.size(); ++i) {
      NaivePair& pair = pairs_[i];
      const auto bare = std::find_if(
          pair.paths.begin(), pair.paths.end(),
          [&](const NaivePath& path) { return CuttableOn(path).empty(); });
      pair.cuttable = bare == pair.paths.end();
      if (pair.cuttable) continue;
      ++met_["uncuttable pair"];
      absl::StrAppend(&text, "uncuttable ", i, ": ",
                      absl::StrJoin(bare->steps, " "), "\n");
    }
  }

  bool IsOpen(const NaivePair& pair, const Ids& cut) const {
    return std::any_of(
        pair.paths.begin(), pair.paths.end(), [&](const NaivePath& path) {
          return std::none_of(cut.begin(), cut.end(), [&](const auto& element) {
            return path.passes.contains(element);
          });
        });
  }

  void ShowCut(std::string& text) {
    const Ids cut = FindCut();
    int64_t weight = 0;
    for (const std::string& element : cut) weight += WeightOf(element);
    absl::StrAppend(&text, "cut ", weight, "\n");
    for (const std::string& element : cut) {
      Ids rest = cut;
      rest.erase(element);
      std::vector<int> opens;
      for (size_t i = 0; i < pairs_.size(); ++i) {
        if (pairs_[i].cuttable && IsOpen(pairs_[i], rest)) {
          opens.push_back(static_cast<int>(i));
        }
      }
      absl::StrAppend(&text, "  ", ShowElement(element), " pairs ",
                      JoinPairs(ChokedPairs(element)), " opens ",
                      JoinPairs(opens), "\n");
    }
    if (cut.size() == 1) ++met_["cut of one"];
    if (cut.size() > 1) ++met_["cut of more"];
  }

  // Of least weight, then fewest, then first by id.
  using Rank = std::tuple<int64_t, size_t, std::vector<std::string>>;
  Rank RankOf(const Ids& cut) const {
    int64_t weight = 0;
    for (const std::string& element : cut) weight += WeightOf(element);
    return {weight, cut.size(), {cut.begin(), cut.end()}};
  }

  Ids FindCut() {
    std::set<Ids> paths;
    Ids all;
    for (const NaivePair& pair : pairs_) {
      if (!pair.cuttable) continue;
      for (const NaivePath& path : pair.paths) {
        const Ids on = CuttableOn(path);
        paths.insert(on);
        all.insert(on.begin(), on.end());
      }
    }
    const std::vector<Ids> rows(paths.begin(), paths.end());
    best_.reset();
    if (all.size() <= kSubsetsOf) {
      ++met_["all subsets tried"];
      TryAllSubsets(rows, {all.begin(), all.end()});
    } else {
      ++met_["all ways to hit tried"];
      Hit(WithoutImplied(rows), {});
    }
    return *best_;
  }

  void Consider(const Ids& cut) {
    if (!best_ || RankOf(cut) < RankOf(*best_)) best_ = cut;
  }

  void TryAllSubsets(const std::vector<Ids>& rows,
                     const std::vector<std::string>& all) {
    std::vector<uint32_t> masks;
    for (const Ids& row : rows) {
      uint32_t mask = 0;
      for (size_t i = 0; i < all.size(); ++i) {
        if (row.contains(all[i])) mask |= uint32_t{1} << i;
      }
      masks.push_back(mask);
    }
    for (uint32_t some = 0; some < uint32_t{1} << all.size(); ++some) {
      const bool hits =
          std::all_of(masks.begin(), masks.end(),
                      [&](uint32_t mask) { return (mask & some) != 0; });
      if (!hits) continue;
      Ids cut;
      for (size_t i = 0; i < all.size(); ++i) {
        if (some >> i & 1) cut.insert(all[i]);
      }
      Consider(cut);
    }
  }

  // Whoever hits a row hits all that hold it.
  static std::vector<Ids> WithoutImplied(const std::vector<Ids>& rows) {
    std::vector<Ids> kept;
    for (const Ids& row : rows) {
      const bool implied =
          std::any_of(rows.begin(), rows.end(), [&](const Ids& other) {
            return other.size() < row.size() && Among(other, row);
          });
      if (!implied) kept.push_back(row);
    }
    return kept;
  }

  // The cheapest cut has one of the elements of each row, and of a row that is
  // not hit yet it must take one.
  void Hit(const std::vector<Ids>& rows, const Ids& cut) {
    if (best_) {
      const auto [weight, size, ids] = RankOf(cut);
      if (std::pair(weight, size) >
          std::pair(std::get<0>(RankOf(*best_)), best_->size())) {
        return;
      }
    }
    const Ids* missed = nullptr;
    for (const Ids& row : rows) {
      const bool hit = std::any_of(
          row.begin(), row.end(),
          [&](const auto& element) { return cut.contains(element); });
      if (!hit && (missed == nullptr || row.size() < missed->size())) {
        missed = &row;
      }
    }
    if (missed == nullptr) return Consider(cut);
    for (const std::string& element : *missed) {
      Ids more = cut;
      more.insert(element);
      Hit(rows, more);
    }
  }

  const ChokeCase& drawn_;
  const PolicyDocument policy_;
  const Oracle oracle_;
  Met& met_;
  Ids ends_;
  std::vector<std::string> not_exposed_;
  std::vector<NaivePair> pairs_;
  std::map<std::string, std::string> name_of_;             // element, by fact
  std::map<std::string, Ids> groups_;                      // facts, by element
  std::map<std::string, std::vector<std::string>> edges_;  // of these
  std::optional<Ids> best_;
};

NaiveChokePoints::NaiveChokePoints(const ChokeCase& drawn,
                                   std::map<std::string, int>& met)
    : twin_(std::make_unique<Twin>(drawn, met)) {}

NaiveChokePoints::~NaiveChokePoints() = default;

bool NaiveChokePoints::Enumerate() { return twin_->Enumerate(); }

std::string NaiveChokePoints::Show() { return twin_->Show(); }

}  // namespace ketenzicht::graph::oracle
