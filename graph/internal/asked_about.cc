#include "graph/internal/asked_about.h"

#include <algorithm>
#include <limits>
#include <string>

#include "absl/status/statusor.h"
#include "graph/scope.h"

namespace ketenzicht::graph::internal {
namespace {

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
  }
  for (FactIndex process : processes_) AddOwn(process);
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

}  // namespace ketenzicht::graph::internal
