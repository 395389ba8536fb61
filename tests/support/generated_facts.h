// Generated supply chains for tests, and what is reached over them.

#ifndef KETENZICHT_TESTS_SUPPORT_GENERATED_FACTS_H_
#define KETENZICHT_TESTS_SUPPORT_GENERATED_FACTS_H_

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "graph/fact.h"
#include "ingest/generator/generator.h"

namespace ketenzicht::testing {

// Without options but the likelihoods.
ingest::GeneratorOptions PlainOptions(int64_t scale, uint64_t seed = 1);
// Every option on, at 0.3.
ingest::GeneratorOptions FullOptions(int64_t scale, uint64_t seed = 1);

// All of them; the test fails where they cannot be made.
std::vector<graph::Fact> GeneratedFacts(
    const ingest::GeneratorOptions& options,
    ingest::GeneratorPart part = ingest::GeneratorPart::kAll);

// The relations that paths follow: all but part_of and owned_by.
class GeneratedReach {
 public:
  explicit GeneratedReach(const ingest::GeneratorOptions& options);

  const std::vector<std::string>& processes() const { return processes_; }
  int64_t relations() const { return relations_; }  // of any kind

  // How many are reached of each collection ("authorities"), and under "" all.
  std::map<std::string, int64_t> CountFrom(const std::string& id) const;
  std::set<std::string> JurisdictionsFrom(const std::string& id) const;

 private:
  int32_t NumberOf(const std::string& id);
  void Add(const graph::Relation& relation);
  std::vector<int32_t> From(const std::string& id) const;

  absl::flat_hash_map<std::string, int32_t> numbers_;
  std::vector<std::string> names_;
  std::vector<std::vector<int32_t>> next_;
  std::vector<std::string> processes_;
  int64_t relations_ = 0;
};

}  // namespace ketenzicht::testing

#endif  // KETENZICHT_TESTS_SUPPORT_GENERATED_FACTS_H_
