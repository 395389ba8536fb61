// What is one of some subjects, part of one, or belongs to one: the rule of
// docs/semantics.md, 13.11, but for what a subject stands for
// (graph/internal/asked_about.h).

#ifndef KETENZICHT_GRAPH_INTERNAL_SUBJECTS_H_
#define KETENZICHT_GRAPH_INTERNAL_SUBJECTS_H_

#include <optional>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "graph/view.h"

namespace ketenzicht::graph::internal {

// The first day on which a source that counts said it, if that is by the day;
// nothing where it is left out for being inferred, not verified, or removed.
std::optional<Date> FirstSaid(const View& view, FactIndex fact);
// Whether there is such a day.
bool WasSaid(const View& view, FactIndex fact);

// Of one view, of which it holds a reference. Not thread-safe: keeps what it
// looked up. Each thing that is looked up costs what it is part of and belongs
// to, once.
class Subjects {
 public:
  Subjects(const View& view, const std::vector<FactIndex>& subjects);

  // What an entity is certainly part of, itself included; sorted. Of anything
  // else itself alone.
  const std::vector<FactIndex>& WholesOf(FactIndex thing);

  // Whether a subject is `thing`, or something that it is certainly part of or
  // belongs to: a measure to who decided it, a procurement to who procured it,
  // an instrument to what was assessed with it and to who applied it; and so on
  // from there.
  bool Own(FactIndex thing);

 private:
  std::vector<bool> KindsOf(absl::string_view kind) const;
  std::vector<FactIndex> OwnersOf(FactIndex thing) const;

  const Snapshot& snapshot() const { return view_.snapshot(); }

  const View& view_;
  const absl::flat_hash_set<FactIndex> subjects_;
  // By relation kind.
  const std::vector<bool> procures_;
  const std::vector<bool> assesses_;
  const std::vector<bool> applies_;
  absl::flat_hash_map<FactIndex, std::vector<FactIndex>> wholes_;
  absl::flat_hash_map<FactIndex, bool> own_;
};

}  // namespace ketenzicht::graph::internal

#endif  // KETENZICHT_GRAPH_INTERNAL_SUBJECTS_H_
