#include "ingest/same_candidates.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "ingest/claimed_identifiers.h"
#include "ingest/identifier.h"
#include "ingest/judgements.h"
#include "ingest/source_update.h"
#include "ingest/yaml_document.h"

namespace ketenzicht::ingest {
namespace {

// Kinds of things whose names are texts.
constexpr absl::string_view kTexts[] = {"source", "question", "statement"};

// Those that are not there are none.
absl::StatusOr<NameForms> FormsOf(const State& state) {
  LegalForms legal_forms;
  const auto stored = state.documents.find(std::string(kNamesDocument));
  if (stored != state.documents.end()) {
    Problems problems(stored->first);
    const std::optional<YamlNode> root = ParseYaml(stored->second, problems);
    if (root) {
      legal_forms = ReadLegalForms(*root, problems).value_or(LegalForms());
    }
  }
  return NameForms::Create(legal_forms);
}

// What is known of a thing, beside its names.
struct Thing {
  graph::FactIndex fact = graph::kNoFact;
  Identifiers identifiers;
  bool judgeable = false;  // can be judged to be something else
  bool wanted = false;     // as of NamedThing
};

// The things of one collection.
struct Collection {
  std::vector<Thing> things;
  std::vector<NamedThing> named;
};

class CandidateFinder {
 public:
  CandidateFinder(const State& state, const CandidateSearch& search)
      : now_(*state.snapshot),
        facts_(now_.facts()),
        search_(search),
        judgements_(&now_),
        imported_(facts_.num_evidence()),
        said_by_(facts_.num_evidence()) {}

  absl::Status Check() const {
    if (!(search_.min_score >= kLeastScore && search_.min_score <= 1)) {
      return absl::InvalidArgumentError(
          absl::StrCat("min_score: from ", kLeastScore, " to 1"));
    }
    if (!search_.kind.empty() &&
        now_.ontology().FindEntityKind(search_.kind) == nullptr) {
      return absl::NotFoundError(
          absl::StrCat("kind: there is no '", search_.kind, "'"));
    }
    for (const std::string& id : {search_.source, search_.id}) {
      const graph::FactIndex at = id.empty() ? 0 : facts_.Find(id);
      if (id.empty() || (at != graph::kNoFact && facts_.is_entity(at))) {
        continue;
      }
      return absl::NotFoundError(absl::StrCat("there is no '", id, "'"));
    }
    return absl::OkStatus();
  }

  absl::StatusOr<SameCandidates> Find(const NameForms& forms,
                                      absl::FunctionRef<absl::Status()> go_on) {
    Sort();
    for (const auto& [name, collection] : collections_) {
      if (absl::Status ok = FindAmong(collection, forms, go_on); !ok.ok()) {
        return ok;
      }
    }
    Cut();
    return std::move(candidates_);
  }

 private:
  void Sort() {
    const auto& kinds = now_.ontology().entity_kinds();
    std::vector<bool> left_out;
    std::vector<bool> of_kind;
    for (const graph::EntityKind& kind : kinds) {
      const auto is_a = [&](absl::string_view other) {
        return now_.ontology().EntityIsA(kind.name, other);
      };
      left_out.push_back(
          std::any_of(std::begin(kTexts), std::end(kTexts), is_a));
      of_kind.push_back(search_.kind.empty() || is_a(search_.kind));
    }
    for (graph::FactIndex at = 0; at < facts_.size(); ++at) {
      if (!facts_.is_entity(at)) continue;
      const graph::EntityKindId kind = facts_.entity_kind(at);
      const std::string id(facts_.id(at));
      if (left_out[kind] || judgements_.things().contains(id)) continue;
      Collection& collection = collections_[kinds[kind].collection];
      const bool wanted = of_kind[kind] &&
                          (search_.id.empty() || search_.id == id) &&
                          SaidBySource(at);
      collection.things.push_back(
          {at, IdentifiersAmong(facts_.attributes(at)),
           Imported(at) && judgements_.ByWhichOtherIs(id) == nullptr, wanted});
      collection.named.push_back({NamesOf(at), wanted});
    }
  }

  std::vector<std::string> NamesOf(graph::FactIndex at) const {
    const graph::Text name = facts_.name(at);
    std::vector<std::string> names = facts_.aliases(at);
    names.push_back(name.nl);
    if (name.en != name.nl) names.push_back(name.en);
    return names;
  }

  // Facts of one source share their evidence, so each is asked once.
  bool Imported(graph::FactIndex at) {
    std::optional<bool>& known = imported_[facts_.evidence_number(at)];
    if (!known) known = IsImported(now_, facts_.evidence(at));
    return *known;
  }

  bool SaidBySource(graph::FactIndex at) {
    if (search_.source.empty()) return true;
    std::optional<bool>& known = said_by_[facts_.evidence_number(at)];
    if (!known) {
      const auto& evidence = facts_.evidence(at);
      known = std::any_of(evidence.begin(), evidence.end(),
                          [this](const graph::Evidence& one) {
                            return one.source == search_.source;
                          });
    }
    return *known;
  }

  absl::Status FindAmong(const Collection& collection, const NameForms& forms,
                         absl::FunctionRef<absl::Status()> go_on) {
    const std::set<Pair> claimed = AddClaimed(collection);
    const auto may = [&](int32_t one, int32_t other) {
      return !claimed.contains({one, other}) &&
             MayBeTheSame(collection.things[one], collection.things[other]);
    };
    LikeLimits limits = search_.limits;
    limits.comparisons -= comparisons_;
    limits.pairs -= std::min(limits.pairs, candidates_.found.size());
    absl::StatusOr<LikePairs> like = FindLikeNames(
        collection.named, forms, search_.min_score, limits, may, go_on);
    if (!like.ok()) return like.status();
    comparisons_ += like->comparisons;
    if (candidates_.limit.empty()) candidates_.limit = like->limit;
    for (LikePair& pair : like->pairs) {
      Add(collection, {pair.one, pair.other}, pair.score,
          std::move(pair.one_name), std::move(pair.other_name));
    }
    return absl::OkStatus();
  }

  // Positions in a collection, the lower first.
  using Pair = std::pair<int32_t, int32_t>;

  // Those of which one claims an identifier of the other, whatever their names.
  std::set<Pair> AddClaimed(const Collection& collection) {
    const auto& things = collection.things;
    std::map<std::pair<std::string, std::string>, std::vector<int32_t>> claims;
    for (size_t at = 0; at < things.size(); ++at) {
      for (auto& claim : ClaimedAmong(facts_.attributes(things[at].fact))) {
        claims[std::move(claim)].push_back(static_cast<int32_t>(at));
      }
    }
    std::set<Pair> pairs;
    if (claims.empty()) return pairs;
    for (size_t at = 0; at < things.size(); ++at) {
      for (const auto& [scheme, value] : things[at].identifiers) {
        const auto claimed = claims.find({scheme, value});
        if (claimed == claims.end()) continue;
        // A package bears that of a product.
        if (scheme == "cpe" && things[at].identifiers.contains("purl")) {
          continue;
        }
        for (const int32_t by : claimed->second) {
          const auto holder = static_cast<int32_t>(at);
          const Pair pair{std::min(by, holder), std::max(by, holder)};
          if (by == holder || !(things[by].wanted || things[at].wanted) ||
              !MayBeTheSame(things[by], things[at]) ||
              !pairs.insert(pair).second) {
            continue;
          }
          const std::string name = absl::StrCat(scheme, " ", value);
          Add(collection, pair, 1, name, name);
        }
      }
    }
    return pairs;
  }

  void Add(const Collection& collection, const Pair& pair, double score,
           std::string one_name, std::string other_name) {
    SameCandidate one{collection.things[pair.first].fact,
                      collection.things[pair.second].fact, score,
                      std::move(one_name), std::move(other_name)};
    // The later one is judged, where it can be.
    if (collection.things[pair.second].judgeable) {
      std::swap(one.entity, one.same_as);
      std::swap(one.entity_name, one.same_as_name);
    }
    candidates_.found.push_back(std::move(one));
  }

  bool MayBeTheSame(const Thing& one, const Thing& other) const {
    return (one.judgeable || other.judgeable) &&
           !AreOfTwoThings(one.identifiers, other.identifiers) &&
           (judgements_.all().empty() ||
            judgements_.Between(std::string(facts_.id(one.fact)),
                                std::string(facts_.id(other.fact))) == nullptr);
  }

  // The best ones, so many of each and so many in all.
  void Cut() {
    std::vector<SameCandidate> all = std::move(candidates_.found);
    candidates_.found.clear();
    std::sort(all.begin(), all.end(),
              [](const SameCandidate& a, const SameCandidate& b) {
                return std::tie(b.score, a.entity, a.same_as) <
                       std::tie(a.score, b.entity, b.same_as);
              });
    absl::flat_hash_map<graph::FactIndex, size_t> of_entity;
    for (SameCandidate& one : all) {
      size_t& count = of_entity[one.entity];
      if (count == search_.per_entity) {
        ++candidates_.over_per_entity;
      } else if (candidates_.found.size() == search_.total) {
        ++candidates_.over_total;
      } else {
        ++count;
        candidates_.found.push_back(std::move(one));
      }
    }
  }

  const graph::Snapshot& now_;
  const graph::FactTable& facts_;
  const CandidateSearch& search_;
  const Judgements judgements_;
  std::vector<std::optional<bool>> imported_;  // by number of the evidence
  std::vector<std::optional<bool>> said_by_;
  std::map<std::string, Collection> collections_;
  int64_t comparisons_ = 0;
  SameCandidates candidates_;
};

}  // namespace

absl::StatusOr<SameCandidates> FindSameCandidates(
    const State& state, const CandidateSearch& search,
    absl::FunctionRef<absl::Status()> go_on) {
  CandidateFinder finder(state, search);
  if (absl::Status ok = finder.Check(); !ok.ok()) return ok;
  const absl::StatusOr<NameForms> forms = FormsOf(state);
  if (!forms.ok()) return forms.status();
  return finder.Find(*forms, go_on);
}

}  // namespace ketenzicht::ingest
