#include "ingest/denied_and_stated.h"

#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"

namespace ketenzicht::ingest {
namespace {

// A kind of relations, the end that they have in common, and whether that is
// their source.
using Bundle = std::tuple<std::string, std::string, bool>;

bool IsAny(const graph::End& end) { return end.selector && end.selector->any; }

}  // namespace

void TellDeniedAndStated(const MadeFacts& made, ImportReport& report) {
  std::vector<std::pair<Bundle, const graph::Fact*>> denied;
  for (const graph::Fact& fact : made.facts) {
    const graph::Relation* relation = fact.relation();
    if (relation == nullptr || fact.modality != graph::Modality::kDenied) {
      continue;
    }
    if (IsAny(relation->target)) {
      denied.push_back({{relation->kind, relation->source.id, true}, &fact});
    } else if (IsAny(relation->source)) {
      denied.push_back({{relation->kind, relation->target.id, false}, &fact});
    }
  }
  if (denied.empty()) return;
  absl::flat_hash_set<Bundle> stated;
  for (const graph::Fact& fact : made.facts) {
    const graph::Relation* relation = fact.relation();
    if (relation == nullptr || fact.modality == graph::Modality::kDenied) {
      continue;
    }
    stated.insert({relation->kind, relation->source.id, true});
    stated.insert({relation->kind, relation->target.id, false});
  }
  for (const auto& [bundle, fact] : denied) {
    if (!stated.contains(bundle)) continue;
    const auto place = made.places.find(fact->id);
    report.Remark(place == made.places.end() ? RecordPlace() : place->second,
                  absl::StrCat("denies every ", fact->relation()->kind,
                               " of a thing, and the source states one "
                               "elsewhere; both are kept"),
                  fact->id);
  }
}

}  // namespace ketenzicht::ingest
