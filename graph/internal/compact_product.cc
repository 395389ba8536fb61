#include "graph/internal/compact_product.h"

#include <algorithm>

#include "absl/numeric/bits.h"
#include "graph/internal/pulse.h"

namespace ketenzicht::graph::internal {
namespace {

// A set of product vertices that can say how many come before one.
class RankedBits {
 public:
  explicit RankedBits(uint64_t size) : words_(size / 64 + 1) {}

  // Whether it was not there before.
  bool Insert(uint64_t bit) {
    uint64_t& word = words_[bit / 64];
    const uint64_t mask = uint64_t{1} << (bit % 64);
    if ((word & mask) != 0) return false;
    word |= mask;
    return true;
  }

  // To be called once, when all are in.
  void Rank() {
    ranks_.reserve(words_.size());
    uint32_t before = 0;
    for (uint64_t word : words_) {
      ranks_.push_back(before);
      before += static_cast<uint32_t>(absl::popcount(word));
    }
    count_ = before;
  }

  Vertex RankOf(uint64_t bit) const {
    const uint64_t below = (uint64_t{1} << (bit % 64)) - 1;
    return static_cast<Vertex>(ranks_[bit / 64] +
                               absl::popcount(words_[bit / 64] & below));
  }
  uint32_t count() const { return count_; }

  template <typename F>
  void ForEach(F f) const {
    for (uint64_t w = 0; w < words_.size(); ++w) {
      for (uint64_t word = words_[w]; word != 0; word &= word - 1) {
        f(w * 64 + static_cast<uint64_t>(absl::countr_zero(word)));
      }
    }
  }

 private:
  std::vector<uint64_t> words_;
  std::vector<uint32_t> ranks_;  // by word
  uint32_t count_ = 0;
};

}  // namespace

// Forward from every start, then backward from what accepts; what lies on both
// stays.
class CompactProduct::Builder {
 public:
  Builder(const View& view, const Automaton& automaton, Pulse& pulse,
          CompactProduct& product)
      : view_(view),
        table_(view.table()),
        facts_(view.snapshot().facts()),
        automaton_(automaton),
        states_(static_cast<uint64_t>(automaton.num_states())),
        pulse_(pulse),
        product_(product),
        reached_(states_ * static_cast<uint64_t>(facts_.size())) {
    const Ontology& ontology = view.snapshot().ontology();
    for (const EntityKind& kind : ontology.entity_kinds()) {
      is_target_.push_back(ontology.EntityIsA(kind.name, "authority"));
      may_start_.push_back(MayStart(ontology, kind.name));
    }
  }

  // Stops after the step in which the pulse does.
  void Build() {
    if (FindReached() && Store() && KeepLive()) Classify();
  }

 private:
  // Whether a first step can leave an entity of that kind.
  bool MayStart(const Ontology& ontology, absl::string_view kind) const {
    for (Letter letter = 0; letter < automaton_.num_letters(); ++letter) {
      if (automaton_.Next(automaton_.start(), letter) == Automaton::kNoState) {
        continue;
      }
      const RelationKind& relation = ontology.relation_kind(letter / 2);
      if (ontology.Allows(letter % 2 == 1 ? relation.targets : relation.sources,
                          kind)) {
        return true;
      }
    }
    return false;
  }

  // Calls f(product vertex, instance) for every edge out of one.
  template <typename F>
  void ForEachEdge(uint64_t vertex, F f) const {
    const auto entity = static_cast<FactIndex>(vertex / states_);
    const auto state = static_cast<int16_t>(vertex % states_);
    table_.ForEachFrom(entity, [&](InstanceIndex i) {
      Follow(state, i, false, table_.target(i), f);
    });
    if (!automaton_.has_inverse()) return;
    table_.ForEachTo(entity, [&](InstanceIndex i) {
      Follow(state, i, true, table_.source(i), f);
    });
  }

  template <typename F>
  void Follow(int16_t state, InstanceIndex i, bool inverse, FactIndex to,
              F f) const {
    const int16_t next =
        automaton_.Next(state, MakeLetter(table_.kind(i), inverse));
    if (next == Automaton::kNoState || to == kNoFact ||
        table_.status(i) == Status::kNoPath || !facts_.is_entity(to)) {
      return;
    }
    f(static_cast<uint64_t>(to) * states_ + static_cast<uint64_t>(next), i);
  }

  bool FindReached() {
    std::vector<uint64_t> queue;
    for (FactIndex i = 0; i < facts_.size(); ++i) {
      if (!facts_.is_entity(i) || !may_start_[facts_.entity_kind(i)]) continue;
      const uint64_t start = static_cast<uint64_t>(i) * states_;
      if (reached_.Insert(start)) queue.push_back(start);
      while (!queue.empty()) {
        if (!pulse_.Beat()) return false;
        const uint64_t at = queue.back();
        queue.pop_back();
        ForEachEdge(at, [&](uint64_t to, InstanceIndex) {
          if (reached_.Insert(to)) queue.push_back(to);
        });
      }
    }
    reached_.Rank();
    return true;
  }

  bool Store() {
    CompactProduct& p = product_;
    p.entities_.reserve(reached_.count());
    p.states_.reserve(reached_.count());
    p.offsets_.reserve(reached_.count() + 1);
    bool going = true;
    reached_.ForEach([&](uint64_t vertex) {
      going = going && pulse_.Beat();
      if (!going) return;
      p.entities_.push_back(static_cast<FactIndex>(vertex / states_));
      p.states_.push_back(static_cast<int16_t>(vertex % states_));
      p.offsets_.push_back(static_cast<uint32_t>(p.edges_.size()));
      ForEachEdge(vertex, [&](uint64_t to, InstanceIndex i) {
        p.edges_.push_back({reached_.RankOf(to), static_cast<uint32_t>(i),
                            static_cast<uint32_t>(table_.status(i))});
      });
    });
    p.offsets_.push_back(static_cast<uint32_t>(p.edges_.size()));
    return going;
  }

  bool Accepts(Vertex v) const {
    return automaton_.accepting(product_.states_[v]) &&
           is_target_[facts_.entity_kind(product_.entities_[v])];
  }

  // By vertex: whether a walk from it gets to what accepts. Empty where the
  // pulse stops.
  std::vector<bool> FindLive() {
    const CompactProduct& p = product_;
    std::vector<uint32_t> offsets(p.entities_.size() + 1, 0);
    for (const Edge& edge : p.edges_) ++offsets[edge.to + 1];
    for (size_t v = 1; v < offsets.size(); ++v) offsets[v] += offsets[v - 1];
    std::vector<Vertex> sources(p.edges_.size());
    std::vector<uint32_t> next(offsets.begin(), offsets.end() - 1);
    for (Vertex v = 0; v < p.size(); ++v) {
      if (!pulse_.Beat()) return {};
      for (const Edge& edge : p.edges(v)) sources[next[edge.to]++] = v;
    }
    std::vector<bool> live(p.entities_.size(), false);
    std::vector<Vertex> queue;
    for (Vertex v = 0; v < p.size(); ++v) {
      if (!Accepts(v)) continue;
      live[v] = true;
      queue.push_back(v);
    }
    while (!queue.empty()) {
      if (!pulse_.Beat()) return {};
      const Vertex at = queue.back();
      queue.pop_back();
      for (uint32_t i = offsets[at]; i < offsets[at + 1]; ++i) {
        if (live[sources[i]]) continue;
        live[sources[i]] = true;
        queue.push_back(sources[i]);
      }
    }
    return live;
  }

  // In place: what is dropped makes room.
  bool KeepLive() {
    CompactProduct& p = product_;
    const std::vector<bool> live = FindLive();
    if (live.empty() && p.size() > 0) return false;
    std::vector<Vertex> number(p.entities_.size(), kNoVertex);
    Vertex kept = 0;
    for (Vertex v = 0; v < p.size(); ++v) {
      if (live[v]) number[v] = kept++;
    }
    uint32_t edges = 0;
    for (Vertex v = 0; v < p.size(); ++v) {
      if (!pulse_.Beat()) return false;
      const uint32_t first = p.offsets_[v];
      const uint32_t last = p.offsets_[v + 1];
      if (!live[v]) continue;
      for (uint32_t i = first; i < last; ++i) {
        if (!live[p.edges_[i].to]) continue;
        p.edges_[edges] = p.edges_[i];
        p.edges_[edges++].to = number[p.edges_[i].to];
      }
      p.entities_[number[v]] = p.entities_[v];
      p.states_[number[v]] = p.states_[v];
      ends_.push_back(edges);
    }
    p.entities_.resize(kept);
    p.entities_.shrink_to_fit();
    p.states_.resize(kept);
    p.states_.shrink_to_fit();
    p.edges_.resize(edges);
    p.edges_.shrink_to_fit();
    p.offsets_.assign(1, 0);
    p.offsets_.insert(p.offsets_.end(), ends_.begin(), ends_.end());
    return pulse_.Beat();
  }

  void Classify() {
    CompactProduct& p = product_;
    p.num_states_ = automaton_.num_states();
    p.costs_.reserve(p.edges_.size());
    for (const Edge& edge : p.edges_) {
      p.costs_.push_back(view_.cost(static_cast<InstanceIndex>(edge.instance)));
      p.has_status_[edge.status] = true;
    }
    for (Vertex v = 0; v < p.size(); ++v) {
      p.accepts_.push_back(Accepts(v));
      if (p.accepts_.back()) p.accepting_.push_back(v);
      if (p.states_[v] == automaton_.start()) p.starts_.push_back(v);
    }
  }

  const View& view_;
  const InstanceTable& table_;
  const FactTable& facts_;
  const Automaton& automaton_;
  const uint64_t states_;
  Pulse& pulse_;
  CompactProduct& product_;
  RankedBits reached_;
  std::vector<bool> is_target_;  // by entity kind
  std::vector<bool> may_start_;
  std::vector<uint32_t> ends_;
};

CompactProduct::CompactProduct(const View& view, const Automaton& automaton,
                               const Limits& limits,
                               Completeness& completeness) {
  const Automaton minimized = automaton.Minimized();
  Pulse pulse(limits, completeness);
  Builder(view, minimized, pulse, *this).Build();
}

Vertex CompactProduct::StartOf(FactIndex entity) const {
  const auto it = std::lower_bound(
      starts_.begin(), starts_.end(), entity,
      [this](Vertex v, FactIndex wanted) { return entities_[v] < wanted; });
  return it != starts_.end() && entities_[*it] == entity ? *it : kNoVertex;
}

absl::Span<const CompactProduct::BackEdge> CompactProduct::back_edges(
    Vertex v) const {
  std::call_once(backwards_made_, [this] {
    back_offsets_.assign(entities_.size() + 1, 0);
    for (const Edge& edge : edges_) ++back_offsets_[edge.to + 1];
    for (size_t i = 1; i < back_offsets_.size(); ++i) {
      back_offsets_[i] += back_offsets_[i - 1];
    }
    back_edges_.resize(edges_.size());
    std::vector<uint32_t> next(back_offsets_.begin(), back_offsets_.end() - 1);
    for (Vertex from = 0; from < size(); ++from) {
      for (uint32_t i = offsets_[from]; i < offsets_[from + 1]; ++i) {
        back_edges_[next[edges_[i].to]++] = {from, i};
      }
    }
  });
  return absl::MakeConstSpan(back_edges_)
      .subspan(back_offsets_[v], back_offsets_[v + 1] - back_offsets_[v]);
}

}  // namespace ketenzicht::graph::internal
