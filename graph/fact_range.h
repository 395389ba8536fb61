// Positions of facts, and what holds them, as a table of several layers gives
// them: they are counted in the layer that keeps them, and read as positions of
// the table that was asked.

#ifndef KETENZICHT_GRAPH_FACT_RANGE_H_
#define KETENZICHT_GRAPH_FACT_RANGE_H_

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

#include "absl/types/span.h"
#include "graph/date.h"
#include "graph/packed_facts.h"

namespace ketenzicht::graph {

class FactTable;

// That a source said it, and the first day on which it did.
struct Assertion {
  FactIndex source = kNoFact;
  Date first;
  friend bool operator==(const Assertion&, const Assertion&) = default;
};

// Read once from begin to end, mostly; holds as long as its table. T is a
// FactIndex or an Assertion. Immutable, safe from any thread.
template <typename T>
class FactRange {
 public:
  class Iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = T;
    using difference_type = std::ptrdiff_t;
    using pointer = const T*;
    using reference = T;

    Iterator(const T* at, const FactTable* from, const FactTable* to)
        : at_(at), from_(from), to_(to) {}
    T operator*() const { return from_ == to_ ? *at_ : Raise(*at_); }
    Iterator& operator++() {
      ++at_;
      return *this;
    }
    Iterator operator++(int) {
      return std::exchange(*this, {at_ + 1, from_, to_});
    }
    friend bool operator==(const Iterator& a, const Iterator& b) {
      return a.at_ == b.at_;
    }

   private:
    T Raise(const T& value) const;

    const T* at_;
    const FactTable* from_;
    const FactTable* to_;
  };
  using value_type = T;
  using const_iterator = Iterator;

  FactRange() = default;
  // Counted in the table that is asked.
  explicit FactRange(absl::Span<const T> values) : values_(values) {}
  // Counted in `from`, a layer below `to` or the same table.
  FactRange(absl::Span<const T> values, const FactTable* from,
            const FactTable* to)
      : values_(values), from_(from), to_(to) {}

  size_t size() const { return values_.size(); }
  bool empty() const { return values_.empty(); }
  Iterator begin() const { return {values_.data(), from_, to_}; }
  Iterator end() const { return {values_.data() + size(), from_, to_}; }
  T operator[](size_t i) const { return *Iterator(&values_[i], from_, to_); }

  // The same, read as of a table that lies over this one.
  FactRange In(const FactTable& table) const {
    return FactRange(values_, from_, &table);
  }

  friend bool operator==(const FactRange& a, const FactRange& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
  }

 private:
  absl::Span<const T> values_;
  const FactTable* from_ = nullptr;
  const FactTable* to_ = nullptr;
};

using FactIndexes = FactRange<FactIndex>;
using Assertions = FactRange<Assertion>;

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_FACT_RANGE_H_
