#include "graph/nearest_id.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <vector>

#include "absl/strings/match.h"

namespace ketenzicht::graph {
namespace {

// More than `max` where it is more.
int Typos(absl::string_view a, absl::string_view b, int max) {
  const auto length = [](absl::string_view text) {
    return static_cast<int>(text.size());
  };
  if (std::abs(length(a) - length(b)) > max) return max + 1;
  std::vector<int> row(b.size() + 1);
  std::iota(row.begin(), row.end(), 0);
  for (size_t i = 0; i < a.size(); ++i) {
    int diagonal = row[0];
    int least = row[0] = static_cast<int>(i) + 1;
    for (size_t j = 0; j < b.size(); ++j) {
      const int above = row[j + 1];
      row[j + 1] =
          std::min({above + 1, row[j] + 1, diagonal + (a[i] == b[j] ? 0 : 1)});
      diagonal = above;
      least = std::min(least, row[j + 1]);
    }
    if (least > max) return max + 1;
  }
  return row.back();
}

}  // namespace

std::string NearestId(const Snapshot& snapshot, absl::string_view id) {
  const size_t slash = id.find('/');
  if (slash == absl::string_view::npos) return "";
  const absl::string_view collection = id.substr(0, slash + 1);
  const absl::string_view name = id.substr(slash + 1);
  int most = std::min(kMaxTypos, static_cast<int>(name.size()) / 3);
  std::string nearest;
  for (FactIndex i = 0; i < snapshot.size() && most >= 0; ++i) {
    const absl::string_view other = snapshot.id(i);
    if (!absl::StartsWith(other, collection)) continue;
    const int typos = Typos(name, other.substr(slash + 1), most);
    if (typos > most) continue;
    nearest = std::string(other);
    most = typos - 1;
  }
  return nearest;
}

std::string NearestName(const std::vector<std::string>& names,
                        absl::string_view name) {
  int most =
      std::min(kMaxTypos, std::max(1, static_cast<int>(name.size()) / 3));
  std::string nearest;
  for (const std::string& other : names) {
    // All of a short name changed is another name.
    if (most < 0 || other.size() < 2) continue;
    const int typos = Typos(name, other, most);
    if (typos > most) continue;
    nearest = other;
    most = typos - 1;
  }
  return nearest;
}

}  // namespace ketenzicht::graph
