#include "graph/catalog.h"

#include <algorithm>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace ketenzicht::graph {
namespace {

constexpr size_t kLettersPerError = 4;

// Levenshtein distance, row by row.
size_t EditDistance(absl::string_view a, absl::string_view b) {
  std::vector<size_t> row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t above = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1,
                         diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
      diagonal = above;
    }
  }
  return row.back();
}

// 0 is best; nothing where it is not like it.
std::optional<int> RankOf(absl::string_view query, absl::string_view name) {
  if (name == query) return 0;
  if (absl::StartsWith(name, query)) return 1;
  if (absl::StrContains(name, absl::StrCat(" ", query)) ||
      absl::StrContains(name, absl::StrCat("/", query)) ||
      absl::StrContains(name, absl::StrCat("-", query))) {
    return 2;
  }
  if (absl::StrContains(name, query)) return 3;
  const size_t allowed = query.size() / kLettersPerError;
  const size_t longer = std::max(name.size(), query.size());
  const size_t shorter = std::min(name.size(), query.size());
  if (allowed == 0 || longer - shorter > allowed) return std::nullopt;
  const size_t errors = EditDistance(query, name);
  if (errors > allowed) return std::nullopt;
  return 3 + static_cast<int>(errors);
}

}  // namespace

NameMatches SearchEntities(const Snapshot& snapshot, absl::string_view query,
                           absl::string_view kind, size_t max) {
  const std::string lowered = absl::AsciiStrToLower(query);
  std::vector<std::tuple<int, FactIndex, std::string>> found;
  for (FactIndex i = 0; i < snapshot.size(); ++i) {
    if (!snapshot.is_entity(i) || !IsOfKind(snapshot, i, kind)) continue;
    const Text& name = snapshot.facts().name(i);
    const std::vector<std::string>& aliases = snapshot.facts().aliases(i);
    std::vector<std::string> names = {name.nl, name.en,
                                      std::string(snapshot.id(i))};
    names.insert(names.end(), aliases.begin(), aliases.end());
    std::optional<int> best;
    std::string matched;
    for (const std::string& called : names) {
      const std::optional<int> rank =
          RankOf(lowered, absl::AsciiStrToLower(called));
      if (!rank || (best && *best <= *rank)) continue;
      best = rank;
      matched = called;
    }
    if (best) found.emplace_back(*best, i, std::move(matched));
  }
  std::sort(found.begin(), found.end());
  NameMatches result;
  result.truncated = found.size() > max;
  for (size_t i = 0; i < found.size() && i < max; ++i) {
    result.matches.push_back(
        {std::get<1>(found[i]), std::move(std::get<2>(found[i]))});
  }
  return result;
}

bool IsOfKind(const Snapshot& snapshot, FactIndex fact,
              absl::string_view kind) {
  if (kind.empty()) return true;
  if (snapshot.is_entity(fact)) return snapshot.IsA(fact, kind);
  if (snapshot.facts().is_measure(fact)) return kind == "measure";
  const std::optional<RelationKindId> ancestor =
      snapshot.ontology().FindRelationKind(kind);
  return ancestor && snapshot.ontology().RelationIsA(
                         snapshot.relation_kind(fact), *ancestor);
}

bool IsAbout(const Snapshot& snapshot, FactIndex fact, absl::string_view id) {
  if (id.empty() || snapshot.id(fact) == id) return true;
  const Fact found = snapshot.facts().Read(fact);
  const auto lists = [id](const std::vector<std::string>& ids) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
  };
  if (const Entity* entity = found.entity()) return lists(entity->about);
  if (const Measure* measure = found.measure()) {
    return measure->decided_by == id || lists(measure->selects.ids) ||
           lists(measure->selects.except) || lists(measure->prerequisites) ||
           lists(measure->conflicts_with);
  }
  const Relation& relation = *found.relation();
  return relation.source.id == id || relation.target.id == id ||
         lists(relation.via);
}

}  // namespace ketenzicht::graph
