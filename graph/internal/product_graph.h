// The product of a view and an automaton, as a Boost.Graph IncidenceGraph.
//
// A vertex is an entity together with the state that the automaton is in. The
// product is never stored: its edges are made from the view's incidences while
// one walks over them.

#ifndef KETENZICHT_GRAPH_INTERNAL_PRODUCT_GRAPH_H_
#define KETENZICHT_GRAPH_INTERNAL_PRODUCT_GRAPH_H_

#include <boost/graph/graph_traits.hpp>
#include <boost/iterator/iterator_facade.hpp>
#include <cstdint>
#include <utility>

#include "graph/automaton.h"
#include "graph/internal/avoidance.h"
#include "graph/view.h"

namespace ketenzicht::graph::internal {

class ProductGraph;

using ProductVertex = uint64_t;  // entity * states + state

struct ProductEdge {
  ProductVertex source = 0;
  ProductVertex target = 0;
  const View::Incidence* step = nullptr;
  friend bool operator==(const ProductEdge&, const ProductEdge&) = default;
};

class ProductEdgeIterator
    : public boost::iterator_facade<ProductEdgeIterator, ProductEdge,
                                    boost::forward_traversal_tag, ProductEdge> {
 public:
  ProductEdgeIterator() = default;
  ProductEdgeIterator(const ProductGraph* graph, ProductVertex source,
                      const View::Incidence* at, const View::Incidence* end)
      : graph_(graph), source_(source), at_(at), end_(end) {
    SkipToEdge();
  }

 private:
  friend class boost::iterator_core_access;
  void increment() {
    ++at_;
    SkipToEdge();
  }
  bool equal(const ProductEdgeIterator& other) const {
    return at_ == other.at_;
  }
  ProductEdge dereference() const { return {source_, target_, at_}; }
  void SkipToEdge();

  const ProductGraph* graph_ = nullptr;
  ProductVertex source_ = 0;
  ProductVertex target_ = 0;
  const View::Incidence* at_ = nullptr;
  const View::Incidence* end_ = nullptr;
};

class ProductGraph {
 public:
  using vertex_descriptor = ProductVertex;
  using edge_descriptor = ProductEdge;
  using directed_category = boost::directed_tag;
  using edge_parallel_category = boost::allow_parallel_edge_tag;
  using traversal_category = boost::incidence_graph_tag;
  using out_edge_iterator = ProductEdgeIterator;
  using degree_size_type = size_t;

  // With `omitted`, relations that make no edge are walked too: what would be a
  // path if they did. `process` decides which products are avoided.
  ProductGraph(const View& view, const Automaton& automaton, FactIndex process,
               bool omitted)
      : view_(view),
        automaton_(automaton),
        avoidance_(view, process),
        omitted_(omitted) {}

  static ProductVertex null_vertex() { return ~ProductVertex{0}; }

  ProductVertex Vertex(FactIndex entity, int16_t state) const {
    return static_cast<ProductVertex>(entity) * automaton_.num_states() + state;
  }
  FactIndex EntityOf(ProductVertex v) const {
    return static_cast<FactIndex>(v / automaton_.num_states());
  }
  int16_t StateOf(ProductVertex v) const {
    return static_cast<int16_t>(v % automaton_.num_states());
  }
  bool Accepts(ProductVertex v) const {
    return automaton_.accepting(StateOf(v));
  }
  size_t NumVertices() const {
    return static_cast<size_t>(view_.snapshot().size()) *
           automaton_.num_states();
  }
  const View& view() const { return view_; }
  const Automaton& automaton() const { return automaton_; }

  // Whether a denial keeps the process away from what `step` leads to.
  bool Avoids(const View::Incidence& step) const {
    return avoidance_.Avoids(step.letter / 2, step.to);
  }

  // The status of a step: kNoPath where it is only walked to explain.
  Status StatusOf(const View::Incidence& step) const {
    return Avoids(step) ? Status::kNoPath : view_.status(step.instance);
  }

  // Whether relations that make no edge are walked too.
  bool omitted() const { return omitted_; }

  bool Walks(const View::Incidence& step) const {
    return omitted_ || StatusOf(step) != Status::kNoPath;
  }

 private:
  const View& view_;
  const Automaton& automaton_;
  const Avoidance avoidance_;
  bool omitted_;
};

inline void ProductEdgeIterator::SkipToEdge() {
  for (; at_ != end_; ++at_) {
    const int16_t state =
        graph_->automaton().Next(graph_->StateOf(source_), at_->letter);
    if (state == Automaton::kNoState || !graph_->Walks(*at_)) continue;
    target_ = graph_->Vertex(at_->to, state);
    return;
  }
}

inline std::pair<ProductEdgeIterator, ProductEdgeIterator> out_edges(
    ProductVertex v, const ProductGraph& g) {
  const auto steps = g.view().incidences(g.EntityOf(v));
  const View::Incidence* end = steps.data() + steps.size();
  return {ProductEdgeIterator(&g, v, steps.data(), end),
          ProductEdgeIterator(&g, v, end, end)};
}
inline size_t out_degree(ProductVertex v, const ProductGraph& g) {
  const auto [begin, end] = out_edges(v, g);
  return static_cast<size_t>(std::distance(begin, end));
}
inline ProductVertex source(const ProductEdge& e, const ProductGraph&) {
  return e.source;
}
inline ProductVertex target(const ProductEdge& e, const ProductGraph&) {
  return e.target;
}

}  // namespace ketenzicht::graph::internal

#endif  // KETENZICHT_GRAPH_INTERNAL_PRODUCT_GRAPH_H_
