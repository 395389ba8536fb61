#include "graph/affected.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "graph/internal/compact_product.h"
#include "graph/internal/through_search.h"
#include "graph/scope.h"

namespace ketenzicht::graph {
namespace {

// The entities that stand for `subject` on a path: for what lies on no path
// itself, whoever points at it.
std::vector<FactIndex> StandFor(const View& view, FactIndex subject) {
  const Snapshot& snapshot = view.snapshot();
  if (!snapshot.IsA(subject, "listing") &&
      !snapshot.IsA(subject, "programme")) {
    return {subject};
  }
  std::set<FactIndex> found;
  for (const View::Incidence& at : view.incidences(subject)) {
    if (at.letter % 2 == 1 && view.status(at.instance) < Status::kBlocked) {
      found.insert(at.to);
    }
  }
  return std::vector<FactIndex>(found.begin(), found.end());
}

class Finder {
 public:
  Finder(const View& view, const Limits& limits, Affected& result)
      : view_(view),
        snapshot_(view.snapshot()),
        limits_(limits),
        result_(result) {}

  void FindAlong(const Vector& vector) {
    const std::shared_ptr<const internal::CompactProduct> product =
        view_.product(*vector.automaton, limits_, result_.completeness);
    if (product == nullptr) return;
    const internal::ThroughSearch search(view_, *product, result_.through);
    const std::vector<BestCost> all =
        search.FromAll(limits_, result_.completeness);
    for (size_t i = 0; i < all.size(); ++i) {
      if (!result_.completeness.complete()) return;
      const FactIndex source = product->entity(product->starts()[i]);
      // What one avoids takes walks away: without any there are none.
      if (all[i].status == Status::kNoPath) continue;
      const BestCost best =
          view_.avoided(source) == nullptr
              ? all[i]
              : search.From(source, limits_, result_.completeness);
      if (best.status == Status::kNoPath) continue;
      if (snapshot_.IsA(source, "process")) {
        result_.processes.push_back({source, &vector, best.status, best.cost});
      } else if (snapshot_.IsA(source, "organization")) {
        AddToOrganization(source, best.status, best.cost);
      }
    }
  }

  void Finish() {
    std::stable_sort(result_.processes.begin(), result_.processes.end(),
                     [](const AffectedProcess& a, const AffectedProcess& b) {
                       return std::tie(a.status, a.cost) <
                              std::tie(b.status, b.cost);
                     });
    std::set<FactIndex> distinct;
    for (const AffectedProcess& one : result_.processes) {
      const bool first = distinct.insert(one.process).second;
      for (FactIndex organization : OrganizationsOf(one.process)) {
        AddToOrganization(organization, one.status, one.cost);
        if (first) ++organizations_[organization].processes;
      }
    }
    result_.affected = static_cast<int>(distinct.size());
    for (FactIndex i = 0; i < snapshot_.size(); ++i) {
      if (!snapshot_.IsA(i, "process")) continue;
      ++result_.processes_all;
      for (FactIndex organization : OrganizationsOf(i)) {
        const auto it = organizations_.find(organization);
        if (it != organizations_.end()) ++it->second.processes_all;
      }
    }
    for (auto& [id, organization] : organizations_) {
      result_.organizations.push_back(organization);
    }
    std::stable_sort(
        result_.organizations.begin(), result_.organizations.end(),
        [](const AffectedOrganization& a, const AffectedOrganization& b) {
          return std::tie(a.status, a.cost) < std::tie(b.status, b.cost);
        });
  }

 private:
  // Those that the process is part of, and those that operate it, with what
  // they are part of, on record.
  std::set<FactIndex> OrganizationsOf(FactIndex process) const {
    std::set<FactIndex> wholes;
    const auto add = [&](FactIndex part) {
      for (FactIndex whole : WholesOnRecord(snapshot_, part)) {
        if (snapshot_.IsA(whole, "organization")) wholes.insert(whole);
      }
    };
    add(process);
    for (FactIndex operates : OperatorsOf(snapshot_, process)) add(operates);
    return wholes;
  }

  void AddToOrganization(FactIndex organization, Status status, Cost cost) {
    AffectedOrganization& one = organizations_[organization];
    one.organization = organization;
    if (std::tie(status, cost) < std::tie(one.status, one.cost)) {
      one.status = status;
      one.cost = cost;
    }
  }

  const View& view_;
  const Snapshot& snapshot_;
  const Limits& limits_;
  Affected& result_;
  std::map<FactIndex, AffectedOrganization> organizations_;
};

}  // namespace

absl::StatusOr<Affected> FindAffected(const View& view,
                                      absl::string_view subject,
                                      const std::vector<const Vector*>& vectors,
                                      const Limits& limits) {
  const Snapshot& snapshot = view.snapshot();
  Affected result;
  result.subject = snapshot.Find(subject);
  if (result.subject == kNoFact || !snapshot.is_entity(result.subject)) {
    return absl::NotFoundError(
        absl::StrCat("there is no entity '", std::string(subject), "'"));
  }
  result.through = StandFor(view, result.subject);
  Finder finder(view, limits, result);
  for (const Vector* vector : vectors) {
    if (!vector->walks_are_paths) result.walks.push_back(vector);
    finder.FindAlong(*vector);
    if (!result.completeness.complete()) return result;
  }
  finder.Finish();
  return result;
}

}  // namespace ketenzicht::graph
