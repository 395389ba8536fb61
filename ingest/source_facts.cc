#include "ingest/source_facts.h"

#include <utility>
#include <vector>

#include "absl/strings/str_join.h"
#include "ingest/one_line.h"

namespace ketenzicht::ingest {

SourceFacts::SourceFacts(std::string source, std::string speaker,
                         graph::Date asserted_on)
    : source_(std::move(source)),
      speaker_(std::move(speaker)),
      asserted_on_(asserted_on) {}

graph::Fact* SourceFacts::Find(const std::string& id) {
  const auto it = facts_.find(id);
  return it == facts_.end() ? nullptr : &it->second;
}

const RecordPlace& SourceFacts::PlaceOf(const std::string& id) const {
  return places_.find(id)->second;
}

void SourceFacts::AlsoAt(const std::string& id, const RecordPlace& place) {
  if (place.key.empty()) return;
  const auto [it, added] = keys_.try_emplace(id);
  if (added) {
    const std::string& locator =
        facts_.find(id)->second.evidence.front().locator;
    if (!locator.empty()) it->second.insert(locator);
  }
  it->second.insert(place.key);
}

void SourceFacts::Put(graph::Fact fact, const RecordPlace& place) {
  graph::Evidence evidence;
  evidence.source = source_;
  if (!place.key.empty()) {
    evidence.locator = place.key;
  } else if (!place.pointer.empty() || place.line > 0) {
    evidence.locator = OnOneLine(FormatPlace(place));
  }
  evidence.speaker = speaker_;
  evidence.asserted_on = asserted_on_;
  fact.evidence.push_back(std::move(evidence));
  places_.emplace(fact.id, place);
  std::string id = fact.id;
  facts_.emplace(std::move(id), std::move(fact));
}

std::vector<graph::Fact> SourceFacts::Release() {
  // Sorted: in whatever order the records came.
  for (const auto& [id, keys] : keys_) {
    facts_.find(id)->second.evidence.front().locator =
        absl::StrJoin(keys, kKeySeparator);
  }
  keys_.clear();
  std::vector<graph::Fact> facts;
  facts.reserve(facts_.size());
  for (auto it = facts_.begin(); it != facts_.end(); it = facts_.erase(it)) {
    facts.push_back(std::move(it->second));
  }
  return facts;
}

absl::flat_hash_map<std::string, RecordPlace> SourceFacts::ReleasePlaces() {
  return std::exchange(places_, {});
}

}  // namespace ketenzicht::ingest
