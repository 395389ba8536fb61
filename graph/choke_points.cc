#include "graph/choke_points.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "graph/internal/cut_search.h"
#include "graph/internal/detour_search.h"
#include "graph/internal/path_elements.h"

namespace ketenzicht::graph {
namespace {

using internal::CutSearch;
using internal::Deletion;
using internal::DetourSearch;
using internal::PathElements;

class Finder {
 public:
  Finder(const View& view, const ChokePointQuery& query, const Limits& limits,
         PathElements elements)
      : view_(view),
        query_(query),
        limits_(limits),
        elements_(std::move(elements)),
        deletion_(view, elements_) {}

  absl::StatusOr<ChokePoints> Run() {
    absl::Status status = FindExposed();
    if (!Absorb(status, found_.completeness)) return status;
    RankPoints();
    if (query_.cut && found_.completeness.complete()) {
      status = FindCut();
      if (!Absorb(status, found_.cut.completeness)) return status;
    } else {
      found_.cut.completeness = found_.completeness;
    }
    const auto count = [this](const DetourSearch& search) {
      found_.completeness.reached += search.reached();
      found_.completeness.expansions += search.expansions();
    };
    for (const auto& search : searches_) {
      if (search != nullptr) count(*search);
    }
    for (const auto& [which, search] : worse_) count(*search);
    return std::move(found_);
  }

 private:
  // Where an element is passed by all paths of some pairs.
  struct Choke {
    std::vector<int> pairs;
    int position = 0;  // the least
  };

  // Whether it is no error, but a limit, which is told.
  bool Absorb(const absl::Status& status, Completeness& completeness) const {
    if (status.ok()) return true;
    if (absl::IsCancelled(status)) {
      completeness.stop = StopReason::kCancelled;
    } else if (absl::IsDeadlineExceeded(status)) {
      completeness.stop = StopReason::kTime;
    } else if (!absl::IsResourceExhausted(status)) {
      return false;
    } else if (cut_ && cut_->paths_ended()) {
      completeness.stop = StopReason::kPaths;
      completeness.limit = kMaxCutPaths;
    } else if (cut_ && cut_->nodes_ended()) {
      completeness.stop = StopReason::kNodes;
      completeness.limit = internal::kMaxProgramNodes;
    } else {
      completeness.stop = StopReason::kExpansions;
      completeness.limit = limits_.expansions;
    }
    return true;
  }

  absl::Status MakeSearches() {
    for (const Vector* vector : query_.vectors) {
      Completeness made;
      auto product = view_.product(*vector->automaton, limits_, made);
      found_.completeness.reached += made.reached;
      if (absl::Status ok = CheckSearched(made); !ok.ok()) return ok;
      searches_.push_back(std::make_unique<DetourSearch>(
          view_, product, query_.weakest, limits_));
      products_.push_back(std::move(product));
    }
    return absl::OkStatus();
  }

  absl::Status FindExposed() {
    if (absl::Status ok = MakeSearches(); !ok.ok()) return ok;
    for (FactIndex process : query_.processes) {
      for (const Target& target : query_.targets) {
        for (size_t v = 0; v < query_.vectors.size(); ++v) {
          const ExposedPair pair{process, target, query_.vectors[v]};
          const absl::Status status = LookAt(pair, v);
          if (absl::IsResourceExhausted(status)) {
            found_.unsettled.push_back(pair);
          } else if (!status.ok()) {
            return status;
          }
        }
      }
    }
    if (found_.unsettled.empty()) return absl::OkStatus();
    return absl::ResourceExhaustedError("searches met their budget");
  }

  // Of paths of this status or a better one.
  DetourSearch& SearchOf(size_t vector, Status weakest) {
    std::unique_ptr<DetourSearch>& search = worse_[{vector, weakest}];
    if (search == nullptr) {
      search = std::make_unique<DetourSearch>(view_, products_[vector], weakest,
                                              limits_);
    }
    return *search;
  }

  // Adds a pair without a path that counts, with its status.
  absl::Status AddNotExposed(const ExposedPair& pair, size_t vector) {
    UnexposedPair one{.pair = pair, .status = Status::kNoPath};
    for (int worse = static_cast<int>(query_.weakest) + 1;
         worse <= static_cast<int>(Status::kBlocked); ++worse) {
      const auto status = static_cast<Status>(worse);
      const absl::StatusOr<std::optional<FoundPath>> path =
          SearchOf(vector, status)
              .Find(
                  {.process = pair.process,
                   .ends = &pair.target.authorities,
                   .deleted = [](InstanceIndex, FactIndex) { return false; }});
      if (absl::IsResourceExhausted(path.status())) {
        one.status = std::nullopt;
        break;
      }
      if (!path.ok()) return path.status();
      if (*path) {
        one.status = status;
        break;
      }
    }
    const bool silent =
        one.status && IsSilent(view_.snapshot(), pair.process, *one.status,
                               *one.status, query_.processes.size());
    if (!silent) found_.not_exposed.push_back(std::move(one));
    return absl::OkStatus();
  }

  // Adds the pair, and, if it is exposed, its choke points.
  absl::Status LookAt(const ExposedPair& pair, size_t vector) {
    DetourSearch& search = *searches_[vector];
    // Short searches may never look up themselves.
    if (absl::Status ok = CheckSearched({.stop = limits_.interrupted()});
        !ok.ok()) {
      return ok;
    }
    absl::StatusOr<std::optional<FoundPath>> path =
        search.Find({.process = pair.process,
                     .ends = &pair.target.authorities,
                     .deleted = [](InstanceIndex, FactIndex) { return false; },
                     .first_by_id = true});
    if (!path.ok()) return path.status();
    if (!*path) return AddNotExposed(pair, vector);
    const absl::StatusOr<std::vector<PathElements::Passed>> passed =
        PassedByAll(pair, elements_.On(**path, deletion_), search);
    if (!passed.ok()) return passed.status();
    const int number = static_cast<int>(found_.exposed.size());
    for (const PathElements::Passed& one : *passed) {
      const auto [it, added] = chokes_.try_emplace(one.element);
      Choke& choke = it->second;
      choke.pairs.push_back(number);
      choke.position =
          added ? one.position : std::min(choke.position, one.position);
    }
    found_.exposed.push_back({pair, **std::move(path)});
    search_of_.push_back(&search);
    return absl::OkStatus();
  }

  // Of what one path passes, what every one does: deleted one by one. A path
  // past one shows that others, which it does not pass, are none either.
  absl::StatusOr<std::vector<PathElements::Passed>> PassedByAll(
      const ExposedPair& pair, std::vector<PathElements::Passed> passed,
      DetourSearch& search) {
    for (size_t i = 0; i < passed.size();) {
      deletion_.Add(passed[i].element);
      const absl::StatusOr<std::optional<FoundPath>> detour =
          Past(pair, deletion_, search);
      std::vector<PathElements::Passed> others;
      if (detour.ok() && *detour) others = elements_.On(**detour, deletion_);
      deletion_.Remove(passed[i].element);
      if (!detour.ok()) return detour.status();
      if (!*detour) {
        ++i;
        continue;
      }
      std::erase_if(passed, [&](const PathElements::Passed& one) {
        return std::none_of(others.begin(), others.end(),
                            [&](const PathElements::Passed& other) {
                              return other.element == one.element;
                            });
      });
    }
    return passed;
  }

  static absl::StatusOr<std::optional<FoundPath>> Past(const ExposedPair& pair,
                                                       Deletion& deletion,
                                                       DetourSearch& search) {
    return search.Find({.process = pair.process,
                        .ends = &pair.target.authorities,
                        .deleted = [&](InstanceIndex step, FactIndex to) {
                          return deletion.Deletes(step, to);
                        }});
  }

  double ShareOf(size_t pairs) const {
    return static_cast<double>(pairs) /
           static_cast<double>(found_.exposed.size());
  }

  void RankPoints() {
    const bool all_known = found_.completeness.complete();
    for (const auto& [element, choke] : chokes_) {
      ChokePoint point{.element = elements_.at(element), .pairs = choke.pairs};
      point.share = ShareOf(choke.pairs.size());
      point.of_all = all_known && choke.pairs.size() == found_.exposed.size();
      point.cuttable = elements_.may_cut(element);
      point.position = choke.position;
      found_.points.push_back(std::move(point));
    }
    const auto place = [](const ChokePoint& point) {
      return std::tuple(-static_cast<int64_t>(point.pairs.size()),
                        point.position, point.element.fact);
    };
    std::sort(found_.points.begin(), found_.points.end(),
              [&](const ChokePoint& a, const ChokePoint& b) {
                return place(a) < place(b);
              });
  }

  // The pairs that some cut takes out; the others are told.
  absl::StatusOr<std::vector<int>> FindCuttablePairs() {
    std::vector<int> pairs;
    for (size_t i = 0; i < found_.exposed.size(); ++i) {
      const ExposedPair& pair = found_.exposed[i].pair;
      absl::StatusOr<std::optional<FoundPath>> path =
          search_of_[i]->Find({.process = pair.process,
                               .ends = &pair.target.authorities,
                               .deleted =
                                   [this](InstanceIndex step, FactIndex to) {
                                     return elements_.MayCut(step, to);
                                   },
                               .first_by_id = true});
      if (!path.ok()) return path.status();
      if (*path) {
        found_.cut.uncuttable.push_back(
            {static_cast<int>(i), **std::move(path)});
      } else {
        pairs.push_back(static_cast<int>(i));
      }
    }
    return pairs;
  }

  absl::StatusOr<std::optional<std::vector<int>>> CuttablePast(
      int pair, Deletion& deletion) {
    if (absl::Status ok = CheckSearched({.stop = limits_.interrupted()});
        !ok.ok()) {
      return ok;
    }
    const absl::StatusOr<std::optional<FoundPath>> path =
        Past(found_.exposed[pair].pair, deletion, *search_of_[pair]);
    if (!path.ok()) return path.status();
    if (!*path) return std::nullopt;
    std::vector<int> cuttable;
    for (const PathElements::Passed& one : elements_.On(**path, deletion)) {
      if (elements_.may_cut(one.element)) cuttable.push_back(one.element);
    }
    return cuttable;
  }

  absl::Status FindCut() {
    absl::StatusOr<std::vector<int>> pairs = FindCuttablePairs();
    if (!pairs.ok()) return pairs.status();
    absl::flat_hash_map<int, int> choked;
    for (const auto& [element, choke] : chokes_) {
      choked[element] = static_cast<int>(choke.pairs.size());
    }
    cut_.emplace(view_, elements_, *std::move(pairs), std::move(choked),
                 [this](int pair, Deletion& deletion) {
                   return CuttablePast(pair, deletion);
                 });
    CheapestCut& cut = found_.cut;
    const absl::StatusOr<std::vector<int>> best = cut_->Find();
    cut.bound = cut_->bound() * elements_.weight_unit();
    if (best.ok()) {
      const bool any = found_.exposed.empty() ||
                       cut.uncuttable.size() < found_.exposed.size();
      cut.state =
          any ? CheapestCut::State::kCheapest : CheapestCut::State::kImpossible;
      Take(*best);
      return FindOpened(*best);
    }
    if (cut_->known()) {
      cut.state = CheapestCut::State::kKnown;
      Take(*cut_->known());
    }
    return best.status();
  }

  void Take(const std::vector<int>& elements) {
    CheapestCut& cut = found_.cut;
    cut.weight = cut_->WeightOf(elements) * elements_.weight_unit();
    for (int element : elements) {
      CutElement one{.element = elements_.at(element)};
      if (const auto it = chokes_.find(element); it != chokes_.end()) {
        one.pairs = it->second.pairs;
      }
      one.share = ShareOf(one.pairs.size());
      cut.elements.push_back(std::move(one));
    }
  }

  absl::Status FindOpened(const std::vector<int>& elements) {
    for (size_t i = 0; i < elements.size(); ++i) {
      absl::StatusOr<std::vector<int>> opened =
          cut_->OpenedBy(elements[i], elements);
      if (!opened.ok()) return opened.status();
      found_.cut.elements[i].opens = *std::move(opened);
    }
    return absl::OkStatus();
  }

  const View& view_;
  const ChokePointQuery& query_;
  const Limits& limits_;
  PathElements elements_;
  Deletion deletion_;  // of the element that is looked at
  std::vector<std::unique_ptr<DetourSearch>> searches_;  // by vector
  std::vector<std::shared_ptr<const internal::CompactProduct>> products_;
  // Of paths that do not count: by vector, and the worst status.
  std::map<std::pair<size_t, Status>, std::unique_ptr<DetourSearch>> worse_;
  std::vector<DetourSearch*> search_of_;  // by exposed pair
  std::map<int, Choke> chokes_;           // by element
  std::optional<CutSearch> cut_;
  ChokePoints found_;
};

}  // namespace

absl::StatusOr<ChokePoints> FindChokePoints(const View& view,
                                            const ChokePointQuery& query,
                                            const Limits& limits) {
  const size_t pairs =
      query.processes.size() * query.targets.size() * query.vectors.size();
  if (pairs > kMaxPairs) {
    return absl::ResourceExhaustedError(absl::StrCat(
        pairs, " pairs are asked for; at most ", kMaxPairs, " are answered"));
  }
  if (query.weakest > Status::kBlocked) {
    return absl::InvalidArgumentError(
        "weakest: must be open, not_excluded, unknown or blocked");
  }
  absl::StatusOr<PathElements> elements = PathElements::Create(view, query);
  if (!elements.ok()) return elements.status();
  return Finder(view, query, limits, *std::move(elements)).Run();
}

}  // namespace ketenzicht::graph
