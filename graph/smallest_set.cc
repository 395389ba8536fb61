#include "graph/smallest_set.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace ketenzicht::graph {
namespace {

using Condition = std::function<absl::StatusOr<bool>(const std::vector<int>&)>;

class Search {
 public:
  Search(std::vector<int> all, const Condition& holds, int tries)
      : set_(std::move(all)), holds_(holds), tries_(tries) {}

  absl::StatusOr<SmallestSet> Find() {
    for (size_t size = set_.size() / 2; size > 1; size /= 2) {
      if (absl::Status ok = Drop(size).status(); !ok.ok()) return ok;
    }
    // Without one, another may have become one that can be left out.
    for (bool again = set_.size() > 1; again;) {
      absl::StatusOr<bool> dropped = Drop(1);
      if (!dropped.ok()) return dropped.status();
      again = *dropped && set_.size() > 1;
    }
    if (set_.size() > kMaxExhaustiveSet) return SmallestSet{set_, false};
    if (absl::Status ok = TakeSmallestPart(); !ok.ok()) return ok;
    return SmallestSet{set_, tries_ > 0 || set_.size() == 1};
  }

 private:
  // False too where no tries are left.
  absl::StatusOr<bool> Holds(const std::vector<int>& some) {
    if (some.empty() || tries_ <= 0) return false;
    --tries_;
    return holds_(some);
  }

  // Leaves out `size` neighbours where the rest still does it.
  absl::StatusOr<bool> Drop(size_t size) {
    bool dropped = false;
    for (size_t at = 0; at < set_.size();) {
      const size_t end = std::min(at + size, set_.size());
      std::vector<int> rest(set_.begin(), set_.begin() + at);
      rest.insert(rest.end(), set_.begin() + end, set_.end());
      absl::StatusOr<bool> holds = Holds(rest);
      if (!holds.ok()) return holds;
      if (*holds) {
        set_ = std::move(rest);
        dropped = true;
      } else {
        at = end;
      }
    }
    return dropped;
  }

  absl::Status TakeSmallestPart() {
    const std::vector<int> whole = set_;
    for (size_t size = 1; size < whole.size(); ++size) {
      // All parts of this size, the first members first.
      std::vector<bool> chosen(whole.size(), false);
      std::fill(chosen.begin(), chosen.begin() + size, true);
      do {
        std::vector<int> part;
        for (size_t i = 0; i < whole.size(); ++i) {
          if (chosen[i]) part.push_back(whole[i]);
        }
        absl::StatusOr<bool> holds = Holds(part);
        if (!holds.ok()) return holds.status();
        if (*holds) {
          set_ = std::move(part);
          return absl::OkStatus();
        }
      } while (std::prev_permutation(chosen.begin(), chosen.end()));
    }
    return absl::OkStatus();
  }

  std::vector<int> set_;
  const Condition& holds_;
  int tries_;
};

}  // namespace

absl::StatusOr<SmallestSet> FindSmallestSet(
    std::vector<int> all,
    const std::function<absl::StatusOr<bool>(const std::vector<int>&)>& holds,
    int tries) {
  return Search(std::move(all), holds, tries).Find();
}

}  // namespace ketenzicht::graph
