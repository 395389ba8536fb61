#include "tests/support/generated_facts.h"

#include <gtest/gtest.h>

#include <utility>

#include "absl/strings/match.h"

namespace ketenzicht::testing {

using graph::Fact;
using ingest::GeneratorOptions;
using ingest::GeneratorPart;

GeneratorOptions PlainOptions(int64_t scale, uint64_t seed) {
  GeneratorOptions options;
  options.scale = scale;
  options.seed = seed;
  return options;
}

GeneratorOptions FullOptions(int64_t scale, uint64_t seed) {
  GeneratorOptions options = PlainOptions(scale, seed);
  for (const auto& fraction : ingest::GeneratorFractions()) {
    options.*fraction.value = 0.3;
  }
  return options;
}

std::vector<Fact> GeneratedFacts(const GeneratorOptions& options,
                                 GeneratorPart part) {
  std::vector<Fact> facts;
  const absl::Status made =
      ingest::GenerateFacts(options, part, [&](Fact fact) {
        facts.push_back(std::move(fact));
        return absl::OkStatus();
      });
  EXPECT_TRUE(made.ok()) << made;
  return facts;
}

GeneratedReach::GeneratedReach(const GeneratorOptions& options) {
  const absl::Status made = ingest::GenerateFacts(
      options, GeneratorPart::kAll, [&](const Fact& fact) {
        if (const auto* relation = fact.relation()) Add(*relation);
        if (absl::StartsWith(fact.id, "processes/")) {
          processes_.push_back(fact.id);
        }
        return absl::OkStatus();
      });
  EXPECT_TRUE(made.ok()) << made;
}

int32_t GeneratedReach::NumberOf(const std::string& id) {
  const auto [it, added] =
      numbers_.emplace(id, static_cast<int32_t>(names_.size()));
  if (added) {
    names_.push_back(id);
    next_.emplace_back();
  }
  return it->second;
}

void GeneratedReach::Add(const graph::Relation& relation) {
  ++relations_;
  if (relation.kind == "part_of" || relation.kind == "owned_by") return;
  const int32_t source = NumberOf(relation.source.id);
  const int32_t target = NumberOf(relation.target.id);
  next_[source].push_back(target);
}

std::vector<int32_t> GeneratedReach::From(const std::string& id) const {
  std::vector<bool> seen(names_.size());
  std::vector<int32_t> reached = {numbers_.at(id)};
  seen[reached[0]] = true;
  for (size_t i = 0; i < reached.size(); ++i) {
    for (int32_t next : next_[reached[i]]) {
      if (!seen[next]) reached.push_back(next);
      seen[next] = true;
    }
  }
  return reached;
}

std::map<std::string, int64_t> GeneratedReach::CountFrom(
    const std::string& id) const {
  std::map<std::string, int64_t> counts;
  for (int32_t at : From(id)) {
    ++counts[names_[at].substr(0, names_[at].find('/'))];
    ++counts[""];
  }
  return counts;
}

std::set<std::string> GeneratedReach::JurisdictionsFrom(
    const std::string& id) const {
  std::set<std::string> jurisdictions;
  for (int32_t at : From(id)) {
    if (absl::StartsWith(names_[at], "jurisdictions/")) {
      jurisdictions.insert(names_[at]);
    }
  }
  return jurisdictions;
}

}  // namespace ketenzicht::testing
