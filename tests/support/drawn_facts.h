// Facts drawn at random, with every field and every nesting that a fact can
// have. They are well-formed, not sound: ids point nowhere and kinds do not
// exist.

#ifndef KETENZICHT_TESTS_SUPPORT_DRAWN_FACTS_H_
#define KETENZICHT_TESTS_SUPPORT_DRAWN_FACTS_H_

#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "graph/fact.h"

namespace ketenzicht::testing {

// `fallback`, or the value of KETENZICHT_SEED where that is set. Tests print
// it.
uint32_t Seed(uint32_t fallback);

// The same seed draws the same facts. Not thread-safe.
class FactDrawer {
 public:
  explicit FactDrawer(uint32_t seed) : random_(seed) {}

  graph::Fact Draw(std::string id);

  // 0 … n - 1
  int Below(int n);
  bool Coin() { return Below(2) == 0; }

 private:
  std::string Word();
  std::vector<std::string> Words();
  graph::Text DrawText();
  graph::Date DrawDate();
  graph::Bound DrawBound();
  graph::Evidence DrawEvidence();
  graph::Interval DrawInterval();
  graph::Selector DrawSelector(int depth);
  std::shared_ptr<const graph::Selector> MaybeSelector(int depth);
  graph::DateTerm DrawTerm();
  graph::Guard DrawGuard(int depth);
  graph::End DrawEnd();
  graph::Entity DrawEntity();
  graph::Relation DrawRelation();
  graph::Measure DrawMeasure();

  std::mt19937 random_;
};

}  // namespace ketenzicht::testing

#endif  // KETENZICHT_TESTS_SUPPORT_DRAWN_FACTS_H_
