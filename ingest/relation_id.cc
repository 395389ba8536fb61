#include "ingest/relation_id.h"

#include <xxhash.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "ingest/fact_json.h"
#include "ingest/said_by_sources.h"

namespace ketenzicht::ingest {
namespace {

std::string WhatItSays(const graph::Fact& relation) {
  // One that is being made has none of these, and there are millions of those.
  if (relation.id.empty() && relation.evidence.empty() &&
      relation.origin.from.empty()) {
    return FactJson(relation);
  }
  graph::Fact content = relation;
  content.id.clear();
  content.evidence.clear();
  content.origin.from.clear();
  // That nobody says it any more is not said by it.
  auto& attributes = std::get<graph::Relation>(content.body).attributes;
  attributes.erase(kTakenBack);
  attributes.erase(kStatedUntil);
  return FactJson(content);
}

}  // namespace

std::string RelationId(const graph::Fact& relation) {
  const std::string says = WhatItSays(relation);
  const XXH128_hash_t hash = XXH3_128bits(says.data(), says.size());
  return absl::StrCat(
      "relations/",
      absl::StrReplaceAll(relation.relation()->kind, {{"_", "-"}}), "-",
      absl::Hex(hash.high64, absl::kZeroPad16),
      absl::Hex(hash.low64, absl::kZeroPad16));
}

}  // namespace ketenzicht::ingest
