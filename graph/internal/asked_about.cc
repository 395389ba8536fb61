#include "graph/internal/asked_about.h"

#include <algorithm>
#include <array>
#include <limits>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "graph/modal_paths.h"
#include "graph/scope.h"

namespace ketenzicht::graph::internal {
namespace {

// Of what products consist.
constexpr std::array<absl::string_view, 3> kPartKinds = {"contains", "runs",
                                                         "depends_on"};

// Of the organizations among them; these themselves may be among the processes.
std::vector<FactIndex> ProcessesOfSubjects(
    const Snapshot& snapshot, const std::vector<FactIndex>& subjects) {
  std::vector<FactIndex> all;
  for (FactIndex subject : subjects) {
    if (!snapshot.IsA(subject, "organization")) continue;
    const absl::StatusOr<std::vector<FactIndex>> processes =
        ProcessesOf(snapshot, {std::string(snapshot.id(subject))},
                    std::numeric_limits<int>::max());
    // That it has none is an error there, and nothing here.
    if (!processes.ok()) continue;
    all.insert(all.end(), processes->begin(), processes->end());
  }
  return all;
}

std::vector<FactIndex> Joined(std::vector<FactIndex> a,
                              const std::vector<FactIndex>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

}  // namespace

AskedAbout::AskedAbout(const View& view, const std::vector<FactIndex>& subjects)
    : snapshot_(view.snapshot()),
      all_(subjects.empty()),
      processes_(ProcessesOfSubjects(snapshot_, subjects)),
      subjects_(view, Joined(subjects, processes_)) {
  for (FactIndex subject : subjects) {
    if (!snapshot_.IsA(subject, "process")) continue;
    for (FactIndex one : SubjectOf(snapshot_, subject)) stood_for_.insert(one);
    AddProducts(view, subject);
  }
  for (FactIndex process : processes_) {
    AddOwn(process);
    AddProducts(view, process);
  }
}

bool AskedAbout::Has(FactIndex thing) {
  return all_ || stood_for_.contains(thing) || subjects_.Own(thing);
}

bool AskedAbout::Concerns(FactIndex thing) {
  if (Has(thing)) return true;
  if (thing == kNoFact || !snapshot_.is_relation(thing)) return false;
  const FactTable& facts = snapshot_.facts();
  return Has(facts.source(thing)) || Has(facts.target(thing));
}

// The uses and the information of a process. Not what it is part of: what is
// above an organization is not the organization's.
void AskedAbout::AddOwn(FactIndex process) {
  const std::vector<FactIndex> wholes = WholesOnRecord(snapshot_, process);
  for (FactIndex one : SubjectOf(snapshot_, process)) {
    if (!std::binary_search(wholes.begin(), wholes.end(), one)) {
      stood_for_.insert(one);
    }
  }
}

void AskedAbout::AddProducts(const View& view, FactIndex process) {
  const Ontology& ontology = snapshot_.ontology();
  const InstanceTable& table = view.table();
  const auto is_a = [&](InstanceIndex i, absl::string_view name) {
    const auto kind = ontology.FindRelationKind(name);
    return kind && ontology.RelationIsA(table.kind(i), *kind);
  };
  std::vector<FactIndex> products;
  for (const View::Incidence& at : view.outgoing(process)) {
    if (is_a(at.instance, snapshot_.policy().document().use_kind) &&
        CountsByModality(table, at.instance)) {
      products.push_back(at.to);
    }
  }
  const absl::flat_hash_set<FactIndex>* avoided = view.avoided(process);
  absl::flat_hash_set<FactIndex> seen(products.begin(), products.end());
  for (size_t i = 0; i < products.size(); ++i) {
    products_.insert(products[i]);
    for (const View::Incidence& at : view.outgoing(products[i])) {
      const bool part = std::any_of(
          kPartKinds.begin(), kPartKinds.end(),
          [&](absl::string_view kind) { return is_a(at.instance, kind); });
      if (part && CountsByModality(table, at.instance) &&
          (avoided == nullptr || !avoided->contains(at.to)) &&
          seen.insert(at.to).second) {
        products.push_back(at.to);
      }
    }
  }
}

}  // namespace ketenzicht::graph::internal
