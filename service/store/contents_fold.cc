#include "service/store/contents_fold.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "absl/status/statusor.h"
#include "service/proto/fact_conversion.h"
#include "service/store/log_packing.h"

namespace ketenzicht::service {
namespace {

// Moves items so that position i holds what was at order[i], in place: facts
// are large, and there may be millions. Leaves `order` without meaning.
void Permute(std::vector<graph::Fact>& facts, std::vector<uint32_t>& order) {
  for (uint32_t start = 0; start < order.size(); ++start) {
    if (order[start] == start) continue;
    graph::Fact first = std::move(facts[start]);
    uint32_t at = start;
    while (order[at] != start) {
      facts[at] = std::move(facts[order[at]]);
      at = std::exchange(order[at], at);
    }
    facts[at] = std::move(first);
    order[at] = at;
  }
}

}  // namespace

bool ContentsFold::IsNewest(absl::flat_hash_set<std::string>& seen,
                            const std::string& key) {
  if (revision_ == 1) return !seen.contains(key);
  return seen.insert(key).second;
}

absl::Status ContentsFold::Add(const storage::v1::LogRecord& record) {
  if (contents_.revision == 0) {
    contents_.revision = record.revision();
    contents_.recorded_at = absl::FromUnixMillis(record.recorded_at_ms());
  }
  if (revision_ != record.revision()) oldest_begin_ = contents_.facts.size();
  revision_ = record.revision();
  for (const v1::Fact& proto : record.facts()) {
    if (!IsNewest(seen_facts_, proto.id())) continue;
    absl::StatusOr<graph::Fact> fact = FromProto(proto);
    if (!fact.ok()) return UnreadableFact(proto.id(), fact.status());
    contents_.facts.push_back(*std::move(fact));
  }
  for (const std::string& id : record.retracted_ids()) {
    IsNewest(seen_facts_, id);
  }
  for (const v1::Document& document : record.documents()) {
    if (!IsNewest(seen_documents_, document.name())) continue;
    contents_.documents.push_back({document.name(), document.content()});
  }
  for (const std::string& name : record.removed_documents()) {
    IsNewest(seen_documents_, name);
  }
  return absl::OkStatus();
}

Contents ContentsFold::Finish() && {
  SortFacts();
  std::sort(
      contents_.documents.begin(), contents_.documents.end(),
      [](const Document& a, const Document& b) { return a.name < b.name; });
  return std::move(contents_);
}

// The oldest revision is sorted already; what came later is mostly little.
void ContentsFold::SortFacts() {
  std::vector<graph::Fact>& facts = contents_.facts;
  std::vector<uint32_t> order(facts.size());
  std::iota(order.begin(), order.end(), 0);
  const auto less = [&](uint32_t a, uint32_t b) {
    return facts[a].id < facts[b].id;
  };
  const auto middle = order.begin() + static_cast<ptrdiff_t>(oldest_begin_);
  std::sort(order.begin(), middle, less);
  std::inplace_merge(order.begin(), middle, order.end(), less);
  Permute(facts, order);
}

}  // namespace ketenzicht::service
