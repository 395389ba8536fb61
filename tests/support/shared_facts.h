// Facts as if they were packed, each value in a list of its own.

#ifndef KETENZICHT_TESTS_SUPPORT_SHARED_FACTS_H_
#define KETENZICHT_TESTS_SUPPORT_SHARED_FACTS_H_

#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "graph/fact.h"
#include "graph/packed_facts.h"

namespace ketenzicht::testing {

// Plain facts packed with numbers of their own, others whole. Each id stands
// once; they are sorted here.
class SharedFacts : public graph::PackedFacts {
 public:
  explicit SharedFacts(std::vector<graph::Fact> facts);

  graph::FactIndex size() const override {
    return static_cast<graph::FactIndex>(facts_.size());
  }
  const graph::SharedValues& values() const override { return values_; }
  void ForEach(
      graph::FactIndex begin, graph::FactIndex end,
      absl::FunctionRef<void(const graph::PackedFact&)> take) const override;
  absl::StatusOr<graph::Fact> Whole(graph::FactIndex index) const override {
    return facts_[index];
  }
  const std::vector<graph::Fact>& facts() const { return facts_; }

 private:
  void Pack(const graph::Fact& fact);

  std::vector<graph::Fact> facts_;
  graph::SharedValues values_;
  std::vector<graph::PackedFact> packed_;
};

}  // namespace ketenzicht::testing

#endif  // KETENZICHT_TESTS_SUPPORT_SHARED_FACTS_H_
