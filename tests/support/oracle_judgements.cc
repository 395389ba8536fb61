// Judgements of the naive twin of graph/contradictions.h: every two
// organizations, every product, every use.

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tests/support/oracle_contradiction_record.h"

namespace ketenzicht::graph::oracle {
namespace {

class Judgements {
 public:
  Judgements(const ContradictionRecord& record, std::map<std::string, int>& met,
             ToldContradictions& found)
      : record_(record), met_(met), found_(found) {}

  void Find() {
    Ids organizations;
    Ids products;
    for (const Fact& fact : record_.facts()) {
      if (fact.entity() == nullptr) continue;
      if (fact.entity()->kind == "organization") organizations.insert(fact.id);
    }
    for (const Row& row : record_.rows()) {
      if (IsUse(row)) products.insert(row.target);
    }
    for (const std::string& product : products) {
      for (const std::string& a : organizations) {
        if (!Excludes(a, product)) continue;
        for (const std::string& b : organizations) {
          if (a == b || !UsesAKindOf(b, product)) continue;
          if (IsPartOf(a, b) || IsPartOf(b, a)) {
            ++met_["parts of one organization"];
            continue;
          }
          Judge(std::min(a, b), std::max(a, b), product);
        }
      }
    }
  }

 private:
  bool IsUse(const Row& row) const {
    return row.fact != nullptr && row.outcome == Omission::kNone &&
           record_.KindIs(row.kind, "uses") && !row.source.empty() &&
           !row.target.empty();
  }

  Ids OrganizationsOf(const std::string& thing) const {
    Ids organizations;
    for (const std::string& whole : record_.WholesOf(thing)) {
      const Entity* entity = record_.fact(whole).entity();
      if (entity != nullptr && entity->kind == "organization") {
        organizations.insert(whole);
      }
    }
    return organizations;
  }

  bool IsPartOf(const std::string& part, const std::string& whole) const {
    return record_.WholesOf(part).contains(whole);
  }

  Ids NearestOf(const Ids& all) const {
    Ids nearest = all;
    for (const std::string& one : all) {
      for (const std::string& other : all) {
        if (IsPartOf(other, one) && !IsPartOf(one, other)) nearest.erase(one);
      }
    }
    return nearest;
  }

  // Its own decisions, where the use is closed by some.
  Ids OwnDecisions(const Row& row, const std::string& organization) const {
    Ids own;
    for (const std::string& id : record_.oracle().ClosersOf(row)) {
      const std::string& by = record_.fact(id).measure()->decided_by;
      if (by.empty()) continue;
      Ids both;
      const Ids deciders = OrganizationsOf(by);
      for (const std::string& one : OrganizationsOf(row.source)) {
        if (deciders.contains(one)) both.insert(one);
      }
      if (NearestOf(both).contains(organization)) own.insert(id);
    }
    return own;
  }

  bool IsKindOf(const std::string& product, const std::string& kind) const {
    Ids kinds = {product};
    for (bool more = true; more;) {
      more = false;
      for (const Row& row : record_.rows()) {
        if (row.kind == "instance_of" && row.outcome == Omission::kNone &&
            row.modal == Status::kOpen && kinds.contains(row.source)) {
          more = kinds.insert(row.target).second || more;
        }
      }
    }
    return kinds.contains(kind);
  }

  bool Excludes(const std::string& organization, const std::string& product) {
    return std::any_of(record_.rows().begin(), record_.rows().end(),
                       [&](const Row& row) {
                         return IsUse(row) && row.target == product &&
                                !OwnDecisions(row, organization).empty();
                       });
  }

  bool Uses(const Row& row, const std::string& organization) const {
    return row.status == Status::kOpen &&
           NearestOf(OrganizationsOf(row.source)).contains(organization);
  }

  bool UsesAKindOf(const std::string& organization,
                   const std::string& product) const {
    return std::any_of(record_.rows().begin(), record_.rows().end(),
                       [&](const Row& row) {
                         return IsUse(row) && Uses(row, organization) &&
                                IsKindOf(row.target, product);
                       });
  }

  void Judge(const std::string& a, const std::string& b,
             const std::string& product) {
    ToldContradiction told;
    Ids things = {a, b, product};
    int side = 0;
    for (const std::string& organization : {a, b}) {
      std::vector<std::string> excluded;
      std::vector<std::string> used;
      for (const Row& row : record_.rows()) {
        if (!IsUse(row) || !IsKindOf(row.target, product)) continue;
        const Ids decisions = OwnDecisions(row, organization);
        const std::string shown =
            absl::StrCat(row.id, " ", row.source, " ", row.target, " ");
        if (!decisions.empty()) {
          excluded.push_back(
              absl::StrCat(shown, absl::StrJoin(decisions, " ")));
        }
        if (Uses(row, organization)) used.push_back(shown);
        if (decisions.empty() && !Uses(row, organization)) continue;
        if (row.target != product) ++met_["judged by its kind"];
        things.insert({row.fact->id, row.source, row.target});
        things.insert(decisions.begin(), decisions.end());
        told.facts[side].push_back(row.fact);
        for (const std::string& id : decisions) {
          told.facts[side].push_back(&record_.fact(id));
        }
      }
      told.lines.push_back(absl::StrCat("excludes ",
                                        absl::StrJoin(excluded, "; "), " uses ",
                                        absl::StrJoin(used, "; ")));
      ++side;
    }
    told.lines.push_back(absl::StrCat("product ", product));
    told.things = things;
    found_[{4, a, b, product}] = told;
  }

  const ContradictionRecord& record_;
  std::map<std::string, int>& met_;
  ToldContradictions& found_;
};

}  // namespace

void AddJudgements(const ContradictionRecord& record,
                   std::map<std::string, int>& met, ToldContradictions& found) {
  Judgements(record, met, found).Find();
}

}  // namespace ketenzicht::graph::oracle
