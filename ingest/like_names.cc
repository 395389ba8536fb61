#include "ingest/like_names.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"

namespace ketenzicht::ingest {
namespace {

constexpr int64_t kComparisonsPerQuestion = 100'000;
constexpr size_t kFormsPerQuestion = 1000;

// Who bears a form, and how the name is written there.
struct Bearer {
  int32_t thing;
  const std::string* name;
};

struct Form {
  std::vector<uint32_t> trigrams;  // by rank, rarest first
  std::vector<Bearer> bearers;     // by thing, each once
  bool wanted = false;             // somebody who bears it is
};

// A product such as 0.7 * 10 is a little more than seven.
size_t AtLeast(double score, size_t trigrams) {
  return static_cast<size_t>(
      std::ceil(score * static_cast<double>(trigrams) - 1e-9));
}

class Search {
 public:
  Search(double min_score, const LikeLimits& limits,
         absl::FunctionRef<bool(int32_t, int32_t)> may,
         absl::FunctionRef<absl::Status()> go_on)
      : min_score_(min_score), limits_(limits), may_(may), go_on_(go_on) {}

  absl::Status Read(const std::vector<NamedThing>& things,
                    const NameForms& names) {
    absl::flat_hash_map<std::string, int32_t> by_text;
    std::vector<std::vector<uint64_t>> trigrams;
    for (size_t at = 0; at < things.size(); ++at) {
      if (at % kFormsPerQuestion == 0) {
        if (absl::Status ok = go_on_(); !ok.ok()) return ok;
      }
      wanted_.push_back(things[at].wanted);
      for (const std::string& name : things[at].names) {
        const std::string text = names.FormOf(name);
        if (text.empty()) continue;
        const auto [it, added] =
            by_text.emplace(text, static_cast<int32_t>(forms_.size()));
        if (added) {
          forms_.emplace_back();
          trigrams.push_back(TrigramsOf(text));
        }
        Bear(forms_[it->second], static_cast<int32_t>(at), name);
      }
    }
    Rank(trigrams);
    return absl::OkStatus();
  }

  absl::StatusOr<LikePairs> Find() {
    seen_.assign(forms_.size(), -1);
    for (int32_t at = 0; at < static_cast<int32_t>(forms_.size()); ++at) {
      if (!found_.limit.empty()) break;
      if (!forms_[at].wanted) continue;
      if (at % kFormsPerQuestion == 0) Ask();
      if (forms_[at].bearers.size() > 1) Pair(at, at, 1);
      LookFrom(at);
      if (!stopped_.ok()) return stopped_;
    }
    for (auto& [pair, like] : best_) found_.pairs.push_back(std::move(like));
    std::sort(found_.pairs.begin(), found_.pairs.end(),
              [](const LikePair& a, const LikePair& b) {
                return std::tie(a.one, a.other) < std::tie(b.one, b.other);
              });
    return std::move(found_);
  }

 private:
  void Bear(Form& form, int32_t thing, const std::string& name) {
    form.wanted = form.wanted || wanted_[thing];
    if (form.bearers.empty() || form.bearers.back().thing != thing) {
      form.bearers.push_back({thing, &name});
    } else if (name < *form.bearers.back().name) {
      form.bearers.back().name = &name;
    }
  }

  // Numbers the trigrams by how many forms have them, and lists the forms by
  // the rarest of each: two that reach the score share one of these.
  void Rank(const std::vector<std::vector<uint64_t>>& trigrams) {
    absl::flat_hash_map<uint64_t, uint32_t> counts;
    for (const auto& of_form : trigrams) {
      for (const uint64_t trigram : of_form) ++counts[trigram];
    }
    std::vector<std::pair<uint32_t, uint64_t>> order;
    for (const auto& [trigram, count] : counts)
      order.push_back({count, trigram});
    std::sort(order.begin(), order.end());
    for (uint32_t rank = 0; rank < order.size(); ++rank) {
      counts[order[rank].second] = rank;
    }
    by_trigram_.resize(order.size());
    for (size_t at = 0; at < forms_.size(); ++at) {
      std::vector<uint32_t>& ranks = forms_[at].trigrams;
      for (const uint64_t trigram : trigrams[at]) {
        ranks.push_back(counts[trigram]);
      }
      std::sort(ranks.begin(), ranks.end());
      for (size_t i = 0; i < Rarest(forms_[at]); ++i) {
        by_trigram_[ranks[i]].push_back(static_cast<int32_t>(at));
      }
    }
  }

  // So many of the rarest that without one of them too few are left.
  size_t Rarest(const Form& form) const {
    const size_t size = form.trigrams.size();
    return size - AtLeast(min_score_, size) + 1;
  }

  void LookFrom(int32_t at) {
    const Form& form = forms_[at];
    for (size_t i = 0; i < Rarest(form); ++i) {
      for (const int32_t other : by_trigram_[form.trigrams[i]]) {
        if (!found_.limit.empty() || !stopped_.ok()) return;
        if (seen_[other] == at || other == at) continue;
        seen_[other] = at;
        // Found from there too.
        if (forms_[other].wanted && other < at) continue;
        Compare(at, other);
      }
    }
  }

  void Compare(int32_t at, int32_t with) {
    const std::vector<uint32_t>& a = forms_[at].trigrams;
    const std::vector<uint32_t>& b = forms_[with].trigrams;
    const size_t fewer = std::min(a.size(), b.size());
    const size_t more = std::max(a.size(), b.size());
    if (fewer < AtLeast(min_score_, more) || !Count()) return;
    size_t common = 0;
    for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
      if (*i == *j) ++common;
      const bool next = *i <= *j;
      const bool other_too = *j <= *i;
      i += next;
      j += other_too;
    }
    const double score = static_cast<double>(common) /
                         static_cast<double>(a.size() + b.size() - common);
    if (score >= min_score_) Pair(at, with, score);
  }

  void Pair(int32_t at, int32_t with, double score) {
    const std::vector<Bearer>& ones = forms_[at].bearers;
    const std::vector<Bearer>& others = forms_[with].bearers;
    for (size_t i = 0; i < ones.size(); ++i) {
      for (size_t j = at == with ? i + 1 : 0; j < others.size(); ++j) {
        if (!found_.limit.empty() || !stopped_.ok()) return;
        Consider(ones[i], others[j], score);
      }
    }
  }

  void Consider(Bearer one, Bearer other, double score) {
    if (one.thing == other.thing) return;
    if (one.thing > other.thing) std::swap(one, other);
    if (!wanted_[one.thing] && !wanted_[other.thing]) return;
    if (!Count() || !may_(one.thing, other.thing)) return;
    const auto key = std::make_pair(one.thing, other.thing);
    const auto it = best_.find(key);
    if (it == best_.end()) {
      if (best_.size() == limits_.pairs) {
        found_.limit = "pairs";
        return;
      }
      best_.emplace(
          key, LikePair{one.thing, other.thing, score, *one.name, *other.name});
      return;
    }
    LikePair& best = it->second;
    if (score < best.score ||
        (score == best.score && std::tie(best.one_name, best.other_name) <=
                                    std::tie(*one.name, *other.name))) {
      return;
    }
    best.score = score;
    best.one_name = *one.name;
    best.other_name = *other.name;
  }

  // False where nothing more is looked at.
  bool Count() {
    if (found_.comparisons == limits_.comparisons) {
      found_.limit = "comparisons";
      return false;
    }
    if (++found_.comparisons % kComparisonsPerQuestion == 0) Ask();
    return stopped_.ok();
  }

  void Ask() {
    if (stopped_.ok()) stopped_ = go_on_();
  }

  const double min_score_;
  const LikeLimits limits_;
  const absl::FunctionRef<bool(int32_t, int32_t)> may_;
  const absl::FunctionRef<absl::Status()> go_on_;
  std::vector<bool> wanted_;  // by thing
  std::vector<Form> forms_;
  std::vector<std::vector<int32_t>> by_trigram_;  // forms, by rank
  std::vector<int32_t> seen_;                     // from which form, by form
  absl::flat_hash_map<std::pair<int32_t, int32_t>, LikePair> best_;
  LikePairs found_;
  absl::Status stopped_;
};

}  // namespace

absl::StatusOr<LikePairs> FindLikeNames(
    const std::vector<NamedThing>& things, const NameForms& forms,
    double min_score, const LikeLimits& limits,
    absl::FunctionRef<bool(int32_t, int32_t)> may,
    absl::FunctionRef<absl::Status()> go_on) {
  Search search(min_score, limits, may, go_on);
  if (absl::Status read = search.Read(things, forms); !read.ok()) return read;
  return search.Find();
}

}  // namespace ketenzicht::ingest
