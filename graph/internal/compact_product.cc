#include "graph/internal/compact_product.h"

#include <algorithm>
#include <atomic>
#include <utility>
#include <vector>

#include "absl/numeric/bits.h"
#include "graph/internal/parallel_ranges.h"
#include "graph/internal/pulse.h"

namespace ketenzicht::graph::internal {
namespace {

// Vertices whose steps are worth a thread.
constexpr size_t kVerticesPerThread = 2'048;
// Vertices of a search that are given to threads at a time.
constexpr size_t kBatch = 32'768;
// How far ahead of the one that is looked at vertices are fetched.
constexpr size_t kAhead = 8;

// A set of product vertices that can say how many come before one.
class RankedBits {
 public:
  explicit RankedBits(uint64_t size) : words_(size / 64 + 1) {}

  // Whether it was not there before. Safe from any thread, beside others and
  // Contains.
  bool Insert(uint64_t bit) {
    const std::atomic_ref<uint64_t> word(words_[bit / 64]);
    const uint64_t mask = uint64_t{1} << (bit % 64);
    return (word.fetch_or(mask, std::memory_order_relaxed) & mask) == 0;
  }
  bool Contains(uint64_t bit) {
    const std::atomic_ref<uint64_t> word(words_[bit / 64]);
    return (word.load(std::memory_order_relaxed) >> (bit % 64) & 1) != 0;
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
  uint64_t num_words() const { return words_.size(); }
  // The first word of which at least `rank` come before.
  uint64_t WordAt(size_t rank) const {
    return static_cast<uint64_t>(
        std::lower_bound(ranks_.begin(), ranks_.end(), rank) - ranks_.begin());
  }

  // Of those in some words, ascending, until f(bit) is false.
  template <typename F>
  bool ForEach(uint64_t first_word, uint64_t last_word, F f) const {
    for (uint64_t w = first_word; w < last_word; ++w) {
      for (uint64_t word = words_[w]; word != 0; word &= word - 1) {
        if (!f(w * 64 + static_cast<uint64_t>(absl::countr_zero(word)))) {
          return false;
        }
      }
    }
    return true;
  }

 private:
  std::vector<uint64_t> words_;
  std::vector<uint32_t> ranks_;  // by word
  uint32_t count_ = 0;
};

}  // namespace

// Forward from every start, then backward from what accepts; what lies on both
// is stored. On all cores: what is found does not hang on who finds it first.
class CompactProduct::Builder {
 public:
  Builder(const View& view, const Automaton& automaton, Pulse& pulse,
          CompactProduct& product)
      : view_(view),
        facts_(view.snapshot().facts()),
        automaton_(automaton),
        states_(static_cast<uint64_t>(automaton.num_states())),
        pulse_(pulse),
        product_(product),
        reached_(states_ * static_cast<uint64_t>(facts_.size())),
        live_(states_ * static_cast<uint64_t>(facts_.size())),
        previous_(states_ * static_cast<size_t>(automaton.num_letters())) {
    const Ontology& ontology = view.snapshot().ontology();
    for (const EntityKind& kind : ontology.entity_kinds()) {
      is_target_.push_back(ontology.EntityIsA(kind.name, "authority"));
      may_start_.push_back(MayStart(ontology, kind.name));
    }
    for (int16_t state = 0; state < automaton.num_states(); ++state) {
      for (Letter letter = 0; letter < automaton.num_letters(); ++letter) {
        const int16_t next = automaton.Next(state, letter);
        if (next != Automaton::kNoState) {
          previous_[Position(next, letter)].push_back(state);
        }
      }
    }
  }

  // Stops after the step in which the pulse does.
  void Build() {
    if (FindReached() && FindLive() && Store()) Classify();
  }

 private:
  // What one thread stores.
  struct Part {
    std::vector<FactIndex> entities;
    std::vector<int16_t> states;
    std::vector<uint32_t> ends;  // of the edges of each, in this part
    std::vector<Edge> edges;
    std::vector<Cost> costs;
  };

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

  size_t Position(int16_t state, Letter letter) const {
    return static_cast<size_t>(state) *
               static_cast<size_t>(automaton_.num_letters()) +
           static_cast<size_t>(letter);
  }

  FactIndex EntityOf(uint64_t vertex) const {
    return static_cast<FactIndex>(vertex / states_);
  }
  int16_t StateOf(uint64_t vertex) const {
    return static_cast<int16_t>(vertex % states_);
  }
  uint64_t VertexOf(FactIndex entity, int16_t state) const {
    return static_cast<uint64_t>(entity) * states_ +
           static_cast<uint64_t>(state);
  }

  // Calls f(product vertex, instance) for every step out of one, whether or not
  // it makes an edge.
  template <typename F>
  void ForEachStep(uint64_t vertex, F f) const {
    const FactIndex entity = EntityOf(vertex);
    const int16_t state = StateOf(vertex);
    for (const Incidence& at : automaton_.has_inverse()
                                   ? view_.incidences(entity)
                                   : view_.outgoing(entity)) {
      const int16_t next = automaton_.Next(state, at.letter);
      if (next != Automaton::kNoState) f(VertexOf(at.to, next), at.instance);
    }
  }

  // The same for every step from a reached one to this one.
  template <typename F>
  void ForEachStepBack(uint64_t vertex, F f) {
    const int16_t state = StateOf(vertex);
    for (const Incidence& at : view_.incidences(EntityOf(vertex))) {
      for (int16_t before : previous_[Position(state, Reverse(at.letter))]) {
        const uint64_t from = VertexOf(at.to, before);
        if (reached_.Contains(from)) f(from, at.instance);
      }
    }
  }

  bool MakesEdge(InstanceIndex i) const {
    return view_.status(i) != Status::kNoPath;
  }

  void Fetch(const std::vector<uint64_t>& queue, size_t i) const {
    const Incidences& incidences = view_.all_incidences();
    if (i + 2 * kAhead < queue.size()) {
      incidences.FetchPlace(EntityOf(queue[i + 2 * kAhead]));
    }
    if (i + kAhead < queue.size()) {
      incidences.FetchIncidences(EntityOf(queue[i + kAhead]));
    }
  }

  // Adds to `bits` all that `queue` leads to over edges; next(vertex, f) calls
  // f(vertex, instance) for every step. False where it was interrupted.
  template <typename Next>
  bool Spread(std::vector<uint64_t> queue, RankedBits& bits, Next next) {
    for (size_t begin = 0; begin < queue.size();) {
      const size_t size = std::min(queue.size() - begin, kBatch);
      std::vector<std::vector<uint64_t>> found(
          NumRanges(size, kVerticesPerThread));
      const auto work = [&](size_t piece, size_t first, size_t last,
                            PiecePulse& pulse) {
        for (size_t i = begin + first; i < begin + last && pulse.Beat(); ++i) {
          Fetch(queue, i);
          next(queue[i], [&](uint64_t to, InstanceIndex step) {
            // In this order: most are there already.
            if (!bits.Contains(to) && MakesEdge(step) && bits.Insert(to)) {
              found[piece].push_back(to);
            }
          });
        }
      };
      if (!ForEachRange(size, found.size(), pulse_, work)) return false;
      for (const std::vector<uint64_t>& piece : found) {
        queue.insert(queue.end(), piece.begin(), piece.end());
      }
      begin += size;
    }
    return true;
  }

  bool FindReached() {
    std::vector<uint64_t> starts;
    for (FactIndex i = 0; i < facts_.size(); ++i) {
      if (!facts_.is_entity(i) || !may_start_[facts_.entity_kind(i)]) continue;
      starts.push_back(VertexOf(i, 0));
      reached_.Insert(starts.back());
    }
    return Spread(std::move(starts), reached_,
                  [this](uint64_t at, auto f) { ForEachStep(at, f); });
  }

  bool Accepts(FactIndex entity, int16_t state) const {
    return automaton_.accepting(state) &&
           is_target_[facts_.entity_kind(entity)];
  }

  bool FindLive() {
    std::vector<uint64_t> accepting;
    const auto keep = [&](uint64_t vertex) {
      if (Accepts(EntityOf(vertex), StateOf(vertex))) {
        accepting.push_back(vertex);
        live_.Insert(vertex);
      }
      return pulse_.Beat();
    };
    if (!reached_.ForEach(0, reached_.num_words(), keep)) return false;
    const bool all =
        Spread(std::move(accepting), live_,
               [this](uint64_t at, auto f) { ForEachStepBack(at, f); });
    live_.Rank();
    return all;
  }

  bool Store() {
    std::vector<Part> parts(NumRanges(live_.count(), kVerticesPerThread));
    const auto store = [&](size_t piece, size_t first, size_t last,
                           PiecePulse& pulse) {
      const uint64_t end =
          last == live_.count() ? live_.num_words() : live_.WordAt(last);
      live_.ForEach(live_.WordAt(first), end, [&](uint64_t vertex) {
        StoreVertex(vertex, parts[piece]);
        return pulse.Beat();
      });
    };
    if (!ForEachRange(live_.count(), parts.size(), pulse_, store)) return false;
    PutTogether(parts);
    return true;
  }

  void StoreVertex(uint64_t vertex, Part& part) {
    part.entities.push_back(EntityOf(vertex));
    part.states.push_back(StateOf(vertex));
    ForEachStep(vertex, [&](uint64_t to, InstanceIndex i) {
      if (!live_.Contains(to) || !MakesEdge(i)) return;
      part.edges.push_back({live_.RankOf(to), static_cast<uint32_t>(i),
                            static_cast<uint32_t>(view_.status(i))});
      part.costs.push_back(view_.cost(i));
    });
    part.ends.push_back(static_cast<uint32_t>(part.edges.size()));
  }

  void PutTogether(std::vector<Part>& parts) {
    CompactProduct& p = product_;
    size_t edges = 0;
    for (const Part& part : parts) edges += part.edges.size();
    p.entities_.reserve(live_.count());
    p.states_.reserve(live_.count());
    p.offsets_.reserve(live_.count() + 1);
    p.edges_.reserve(edges);
    p.costs_.reserve(edges);
    p.offsets_.push_back(0);
    for (Part& part : parts) {
      const auto before = static_cast<uint32_t>(p.edges_.size());
      for (uint32_t end : part.ends) p.offsets_.push_back(before + end);
      p.entities_.insert(p.entities_.end(), part.entities.begin(),
                         part.entities.end());
      p.states_.insert(p.states_.end(), part.states.begin(), part.states.end());
      p.edges_.insert(p.edges_.end(), part.edges.begin(), part.edges.end());
      p.costs_.insert(p.costs_.end(), part.costs.begin(), part.costs.end());
      part = Part();
    }
  }

  void Classify() {
    CompactProduct& p = product_;
    p.num_states_ = automaton_.num_states();
    for (const Edge& edge : p.edges_) p.has_status_[edge.status] = true;
    for (Vertex v = 0; v < p.size(); ++v) {
      p.accepts_.push_back(Accepts(p.entities_[v], p.states_[v]));
      if (p.accepts_.back()) p.accepting_.push_back(v);
      if (p.states_[v] == automaton_.start()) p.starts_.push_back(v);
    }
  }

  const View& view_;
  const FactTable& facts_;
  const Automaton& automaton_;
  const uint64_t states_;
  Pulse& pulse_;
  CompactProduct& product_;
  RankedBits reached_;
  RankedBits live_;  // of those that are reached
  // By state and letter: the states from which the letter leads there.
  std::vector<std::vector<int16_t>> previous_;
  std::vector<bool> is_target_;  // by entity kind
  std::vector<bool> may_start_;
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
