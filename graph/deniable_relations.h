// What is on record and, were it denied, would be a denial about a relation
// that a path rests on: of the same kind (or the kind of it), about the source
// of that or what this is part of; or about the process, of a product that the
// path comes to through other products. Nothing names it in the path's answer.
//
//   DeniableRelations deniable(view);
//   deniable.AddAbout(process, path, RelationsBehind(view, path), facts);

#ifndef KETENZICHT_GRAPH_DENIABLE_RELATIONS_H_
#define KETENZICHT_GRAPH_DENIABLE_RELATIONS_H_

#include <set>
#include <vector>

#include "graph/path_search.h"
#include "graph/view.h"

namespace ketenzicht::graph {

// Keeps a reference to the view. Immutable.
class DeniableRelations {
 public:
  explicit DeniableRelations(const View& view);

  // Adds the facts, whatever they say of it and whether they count or not, to
  // `facts`; none that is one of `behind` itself (docs/semantics.md, 3.3 to
  // 3.7). Of a class fact that does not count, whose members nobody looked up,
  // its kind and its end by id alone tell. Linear in the relations from what
  // the sources of `behind` are part of, and in such class facts.
  void AddAbout(FactIndex process, const FoundPath& path,
                const std::vector<InstanceIndex>& behind,
                std::set<FactIndex>& facts) const;

 private:
  void AddAbout(InstanceIndex of, std::set<FactIndex>& facts) const;
  void AddKeeping(const std::vector<FactIndex>& wholes,
                  const View::Incidence& step,
                  std::set<FactIndex>& facts) const;
  bool IsAbout(InstanceIndex i, InstanceIndex of) const;
  void AddFact(InstanceIndex i, InstanceIndex of,
               std::set<FactIndex>& facts) const;

  const View& view_;
  const InstanceTable& table_;
  const Ontology& ontology_;
  const std::vector<bool> reached_;  // by relation kind (Avoidance)
};

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_DENIABLE_RELATIONS_H_
