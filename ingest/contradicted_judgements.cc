#include "ingest/contradicted_judgements.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "ingest/identifier.h"
#include "ingest/judgements.h"

namespace ketenzicht::ingest {
namespace {

const graph::Fact* FindPut(const std::vector<graph::Fact>& put,
                           const std::string& id) {
  const auto at =
      std::lower_bound(put.begin(), put.end(), id,
                       [](const graph::Fact& fact, const std::string& of) {
                         return fact.id < of;
                       });
  return at == put.end() || at->id != id ? nullptr : &*at;
}

Identifiers StoredIdentifiers(const graph::Snapshot& current,
                              const std::string& id) {
  const graph::FactIndex at = current.Find(id);
  if (at == graph::kNoFact) return {};
  return IdentifiersAmong(current.facts().attributes(at));
}

Identifiers IdentifiersNow(const graph::Snapshot& current,
                           const graph::Fact* put, const std::string& id) {
  return put == nullptr ? StoredIdentifiers(current, id)
                        : IdentifiersAmong(put->entity()->attributes);
}

}  // namespace

void TellContradictedJudgements(
    const graph::Snapshot& current, const std::vector<graph::Fact>& put,
    const absl::flat_hash_map<std::string, RecordPlace>& places,
    ImportReport& report) {
  const Judgements judgements(&current);
  for (const Judgement& judgement : judgements.all()) {
    if (!judgement.same) continue;
    const graph::Fact* one = FindPut(put, judgement.one);
    const graph::Fact* other = FindPut(put, judgement.other);
    if (one == nullptr && other == nullptr) continue;
    if (AreOfTwoThings(StoredIdentifiers(current, judgement.one),
                       StoredIdentifiers(current, judgement.other)) ||
        !AreOfTwoThings(IdentifiersNow(current, one, judgement.one),
                        IdentifiersNow(current, other, judgement.other))) {
      continue;
    }
    const auto place =
        places.find(one == nullptr ? judgement.other : judgement.one);
    report.Remark(place == places.end() ? RecordPlace() : place->second,
                  "is judged to be another thing, from which an identifier "
                  "tells it now; the judgement stands",
                  absl::StrCat(judgement.one, " as ", judgement.other));
  }
}

}  // namespace ketenzicht::ingest
