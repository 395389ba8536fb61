#include "graph/affected.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "graph/internal/compact_product.h"
#include "graph/internal/pulse.h"
#include "graph/internal/through_search.h"
#include "graph/negated_kinds.h"
#include "graph/path_expression.h"
#include "graph/scope.h"

namespace ketenzicht::graph {
namespace {

constexpr absl::string_view kListedOn = "listed_on";
constexpr absl::string_view kConducts = "conducts";

bool HasKind(const Ontology& ontology, const PathExpression& expression,
             absl::FunctionRef<bool(RelationKindId)> is) {
  if (expression.op == PathExpression::Op::kKind) {
    const auto kind = ontology.FindRelationKind(expression.kind);
    return kind && is(*kind);
  }
  if (expression.op == PathExpression::Op::kNegated) {
    const auto kinds =
        static_cast<RelationKindId>(ontology.relation_kinds().size());
    for (RelationKindId kind = 0; kind < kinds; ++kind) {
      if ((IsOfNegated(ontology, expression, kind, false) ||
           IsOfNegated(ontology, expression, kind, true)) &&
          is(kind)) {
        return true;
      }
    }
    return false;
  }
  return std::any_of(expression.operands.begin(), expression.operands.end(),
                     [&](const PathExpression& operand) {
                       return HasKind(ontology, operand, is);
                     });
}

// Whether a relation of some kind in the expression may begin or end at the
// subject.
bool CanPass(const Snapshot& snapshot, const Vector& vector,
             FactIndex subject) {
  const Ontology& ontology = snapshot.ontology();
  const std::string& kind =
      ontology.entity_kinds()[snapshot.facts().entity_kind(subject)].name;
  const absl::StatusOr<PathExpression> expression =
      ParsePathExpression(vector.expression);
  return !expression.ok() ||
         HasKind(ontology, *expression, [&](RelationKindId one) {
           return ontology.Allows(ontology.relation_kind(one).sources, kind) ||
                  ontology.Allows(ontology.relation_kind(one).targets, kind);
         });
}

// What stands for the subject on a vector, by how certain that is; sorted.
using StandIns = std::map<Status, std::vector<FactIndex>>;

StandIns StandFor(const View& view, const Vector& vector, FactIndex subject) {
  const Snapshot& snapshot = view.snapshot();
  const bool listing = snapshot.IsA(subject, "listing");
  if (!listing && !snapshot.IsA(subject, "programme")) {
    return {{Status::kOpen, {subject}}};
  }
  if (CanPass(snapshot, vector, subject)) {
    return {{Status::kOpen, {subject}}};
  }
  const std::optional<RelationKindId> kind =
      snapshot.ontology().FindRelationKind(listing ? kListedOn : kConducts);
  std::map<FactIndex, Status> best;
  for (const View::Incidence& at : view.incidences(subject)) {
    if (at.letter % 2 != 1 || !kind ||
        !snapshot.ontology().RelationIsA(at.letter / 2, *kind)) {
      continue;
    }
    const Status status = view.status(at.instance);
    if (status == Status::kNoPath) continue;
    const auto [it, added] = best.emplace(at.to, status);
    if (!added) it->second = std::min(it->second, status);
  }
  StandIns all;
  for (const auto& [entity, status] : best) all[status].push_back(entity);
  return all;
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
    std::map<FactIndex, BestCost> reached;
    for (const auto& [status, entities] :
         StandFor(view_, vector, result_.subject)) {
      FindThrough(*product, entities, status, reached);
      if (!result_.completeness.complete()) return;
      through_.insert(entities.begin(), entities.end());
    }
    internal::Pulse pulse(limits_, result_.completeness);
    for (const auto& [source, best] : reached) {
      if (!pulse.Beat()) return;
      if (source == result_.subject) continue;
      if (snapshot_.IsA(source, "process") ||
          snapshot_.IsA(source, "organization")) {
        AffectedProcess& one = result_.processes.emplace_back();
        one.process = source;
        one.vector = &vector;
        one.status = best.status;
        one.cost = best.cost;
        const std::set<FactIndex> all = OrganizationsOf(source);
        for (FactIndex organization : all) {
          if (organization != source) one.organizations.push_back(organization);
        }
      }
    }
  }

  void Finish() {
    std::stable_sort(result_.processes.begin(), result_.processes.end(),
                     [](const AffectedProcess& a, const AffectedProcess& b) {
                       return std::tie(a.status, a.cost) <
                              std::tie(b.status, b.cost);
                     });
    internal::Pulse pulse(limits_, result_.completeness);
    std::set<FactIndex> distinct;
    for (const AffectedProcess& one : result_.processes) {
      if (!pulse.Beat()) return;
      Count(one, distinct.insert(one.process).second);
    }
    int processes_all = 0;
    for (FactIndex i = 0; i < snapshot_.size(); ++i) {
      if (!pulse.Beat()) return;
      if (!snapshot_.IsA(i, "process")) continue;
      ++processes_all;
      for (FactIndex organization : OrganizationsOf(i)) {
        const auto it = organizations_.find(organization);
        if (it != organizations_.end()) ++it->second.processes_all;
      }
    }
    // A share of those that were counted so far would be no share of all.
    result_.processes_all = processes_all;
    result_.through.assign(through_.begin(), through_.end());
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
  // From everywhere, through `entities`, to what is best of that and `reached`.
  void FindThrough(const internal::CompactProduct& product,
                   const std::vector<FactIndex>& entities, Status no_better,
                   std::map<FactIndex, BestCost>& reached) {
    const internal::ThroughSearch search(view_, product, entities, limits_,
                                         result_.completeness);
    if (!result_.completeness.complete()) return;
    const std::vector<BestCost> all =
        search.FromAll(limits_, result_.completeness);
    for (size_t i = 0; i < all.size(); ++i) {
      if (!result_.completeness.complete()) return;
      const FactIndex source = product.entity(product.starts()[i]);
      // What one avoids takes walks away: without any there are none.
      if (all[i].status == Status::kNoPath) continue;
      BestCost best = view_.avoided(source) == nullptr
                          ? all[i]
                          : search.From(source, limits_, result_.completeness);
      if (best.status == Status::kNoPath) continue;
      best.status = std::max(best.status, no_better);
      const auto [it, added] = reached.emplace(source, best);
      if (!added && std::tie(best.status, best.cost) <
                        std::tie(it->second.status, it->second.cost)) {
        it->second = best;
      }
    }
  }

  // `first`: no better one of this process came before.
  void Count(const AffectedProcess& one, bool first) {
    const size_t status = static_cast<size_t>(one.status);
    if (!snapshot_.IsA(one.process, "process")) {
      CountOwnUse(one, first);
      return;
    }
    if (first) {
      ++result_.affected;
      ++result_.statuses[status];
    }
    for (FactIndex organization : one.organizations) {
      AddToOrganization(organization, one.status, one.cost);
      if (!first) continue;
      ++organizations_[organization].processes;
      ++organizations_[organization].statuses[status];
    }
  }

  // A use of an organization itself, which is one of all that it is part of.
  void CountOwnUse(const AffectedProcess& one, bool first) {
    if (first) ++result_.own_uses;
    std::vector<FactIndex> wholes = one.organizations;
    wholes.push_back(one.process);
    for (FactIndex organization : wholes) {
      AddToOrganization(organization, one.status, one.cost);
      Status& own = organizations_[organization].own_uses;
      own = std::min(own, one.status);
    }
  }

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
  std::set<FactIndex> through_;
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
