// Seeded random fact sets: small, sound, and full of what is hard to get right.
//
//   RandomGraph graph = MakeRandomGraph(seed);
//   ViewOptions options = MakeRandomOptions(graph.facts, dice);
//
// Up to a dozen entities, with some thirty relations between them in which
// denials, classes, carriers, guards and measures meet each other often.

#ifndef KETENZICHT_TESTS_SUPPORT_RANDOM_FACTS_H_
#define KETENZICHT_TESTS_SUPPORT_RANDOM_FACTS_H_

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "graph/fact.h"
#include "graph/view_options.h"

namespace ketenzicht::graph {

// Random choices; the same on every machine for the same seed.
class Dice {
 public:
  explicit Dice(uint64_t seed) : random_(seed) {}
  int Below(int n) { return static_cast<int>(random_() % n); }
  bool Percent(int p) { return Below(100) < p; }
  template <typename T>
  const T& Pick(const std::vector<T>& items) {
    return items[Below(static_cast<int>(items.size()))];
  }

 private:
  std::mt19937_64 random_;
};

struct RandomGraph {
  std::vector<Fact> facts;  // sound by CheckFacts
  int discarded = 0;        // sets that were not, before this one
  std::string last_problem;
};

RandomGraph MakeRandomGraph(uint64_t seed);

// A date, sources, and all else that a view depends on.
ViewOptions MakeRandomOptions(const std::vector<Fact>& facts, Dice& dice);

// Has some facts judged as by other random options.
void AddRandomOverlay(const std::vector<Fact>& facts, Dice& dice,
                      ViewOptions& options);

// A measure in place that the facts do not have yet.
Fact MakeRandomMeasure(const std::vector<Fact>& facts, Dice& dice);

// One fact a line, for messages of failing tests.
std::string Dump(const std::vector<Fact>& facts);
std::string Dump(const ViewOptions& options);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_TESTS_SUPPORT_RANDOM_FACTS_H_
