#include "graph/dependency_check.h"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/depth_first_search.hpp>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"

namespace ketenzicht::graph {
namespace {

using DependencyGraph =
    boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;
using Vertex = DependencyGraph::vertex_descriptor;

// Thrown to leave the search at the first circle; never leaves this file.
struct CycleFound {};

class CycleVisitor : public boost::default_dfs_visitor {
 public:
  CycleVisitor(std::vector<Vertex>& parent, std::vector<Vertex>& cycle)
      : parent_(&parent), cycle_(&cycle) {}

  void tree_edge(DependencyGraph::edge_descriptor e, const DependencyGraph& g) {
    (*parent_)[boost::target(e, g)] = boost::source(e, g);
  }
  void back_edge(DependencyGraph::edge_descriptor e, const DependencyGraph& g) {
    const Vertex first = boost::target(e, g);
    cycle_->push_back(first);
    for (Vertex at = boost::source(e, g); at != first; at = (*parent_)[at]) {
      cycle_->push_back(at);
    }
    cycle_->push_back(first);
    std::reverse(cycle_->begin(), cycle_->end());
    throw CycleFound();
  }

 private:
  std::vector<Vertex>* parent_;
  std::vector<Vertex>* cycle_;
};

// Vertices: relations by id; "kind:K", every relation that is a K; and
// "select:K", what measures that select relations of kind K depend on.
class Builder {
 public:
  explicit Builder(const Ontology& ontology) : ontology_(ontology) {}

  void Add(const Fact& fact) {
    if (const Relation* relation = fact.relation()) {
      const Vertex self = At(fact.id);
      AddRelation(self, *relation);
    } else if (const Measure* measure = fact.measure()) {
      if (measure->unless) AddMeasure(*measure);
    }
  }

  // One that stands for all plain relations of its kind.
  void AddPlain(const std::string& kind) {
    Relation plain;
    plain.kind = kind;
    AddRelation(At(absl::StrCat("relations:", kind)), plain);
  }

  void AddPresumption(const Presumption& presumption) {
    const Vertex self = At(absl::StrCat("presumption:", presumption.id));
    ConnectKinds(self, presumption.presumes);
    if (!presumption.use.empty()) Depend(self, Kind(presumption.use));
  }

  std::vector<std::string> FindCycle() const {
    std::vector<Vertex> parent(boost::num_vertices(graph_));
    std::vector<Vertex> cycle;
    try {
      boost::depth_first_search(graph_,
                                boost::visitor(CycleVisitor(parent, cycle)));
    } catch (const CycleFound&) {
    }
    std::vector<std::string> names;
    names.reserve(cycle.size());
    for (Vertex v : cycle) names.push_back(names_[v]);
    return names;
  }

 private:
  Vertex At(const std::string& name) {
    const auto [it, added] = index_.emplace(name, 0);
    if (added) {
      it->second = boost::add_vertex(graph_);
      names_.push_back(name);
    }
    return it->second;
  }
  Vertex Kind(const std::string& kind) {
    return At(absl::StrCat("kind:", kind));
  }
  void Depend(Vertex from, Vertex on) { boost::add_edge(from, on, graph_); }

  // `self` is a relation of this kind: what depends on the kind depends on it,
  // and it depends on the measures that select the kind.
  void ConnectKinds(Vertex self, const std::string& kind_name) {
    Depend(self, At("select:"));
    for (const RelationKind* kind = Find(kind_name); kind != nullptr;
         kind = Find(kind->parent)) {
      Depend(Kind(kind->name), self);
      Depend(self, At(absl::StrCat("select:", kind->name)));
    }
  }

  const RelationKind* Find(const std::string& name) const {
    const std::optional<RelationKindId> id = ontology_.FindRelationKind(name);
    return id ? &ontology_.relation_kind(*id) : nullptr;
  }

  void AddRelation(Vertex self, const Relation& relation) {
    ConnectKinds(self, relation.kind);
    for (const std::string& carrier : relation.via) Depend(self, At(carrier));
    if (relation.holds_while) AddGuard(self, *relation.holds_while);
    // A specific relation stands in for an instance that it replaced.
    const Vertex specific = At(absl::StrCat("specific:", relation.kind));
    if (relation.source.selector || relation.target.selector) {
      Depend(self, specific);
    } else {
      Depend(specific, self);
    }
    for (const End* end : {&relation.source, &relation.target}) {
      if (end->selector) AddMatchedCarriers(self, *end->selector);
    }
  }

  void AddMatchedCarriers(Vertex self, const Selector& selector) {
    for (const auto& inner : {selector.source_of, selector.target_of}) {
      if (inner == nullptr || inner->via == nullptr) continue;
      for (const std::string& id : inner->via->ids) Depend(self, At(id));
      if (inner->via->ids.empty() && !inner->via->kind.empty()) {
        Depend(self, Kind(inner->via->kind));
      }
    }
  }

  void AddMeasure(const Measure& measure) {
    if (!measure.selects.ids.empty()) {
      for (const std::string& id : measure.selects.ids) {
        AddGuard(At(id), *measure.unless);
      }
      return;
    }
    AddGuard(At(absl::StrCat("select:", measure.selects.kind)),
             *measure.unless);
  }

  void AddGuard(Vertex self, const Guard& guard) {
    if (guard.op == Guard::Op::kFact) Depend(self, At(guard.fact));
    if (guard.op == Guard::Op::kRelation) Depend(self, Kind(guard.kind));
    for (const Guard& operand : guard.operands) AddGuard(self, operand);
  }

  const Ontology& ontology_;
  DependencyGraph graph_;
  std::vector<std::string> names_;
  absl::flat_hash_map<std::string, Vertex> index_;
};

}  // namespace

std::vector<std::string> FindDependencyCycle(
    const std::vector<const Fact*>& facts,
    const std::vector<std::string>& other_kinds, const Ontology& ontology,
    const Policy& policy) {
  Builder builder(ontology);
  for (const Fact* fact : facts) builder.Add(*fact);
  for (const std::string& kind : other_kinds) builder.AddPlain(kind);
  for (const Presumption& one : policy.document().presumptions) {
    builder.AddPresumption(one);
  }
  return builder.FindCycle();
}

}  // namespace ketenzicht::graph
