#include "graph/internal/plain_clearing.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "graph/fact_check.h"

namespace ketenzicht::graph::internal {
namespace {

// Ids of stubs. No fact can have such a one, and a value that names one is not
// cleared.
constexpr char kStub[] = "\n";
constexpr absl::string_view kSource = "\nsource";
constexpr absl::string_view kFrom = "\nfrom";
constexpr absl::string_view kTo = "\nto";

bool NamesStub(const std::vector<std::string>& ids) {
  return std::any_of(ids.begin(), ids.end(), [](const std::string& id) {
    return id.find(kStub) != std::string::npos;
  });
}

Fact Stub(std::string id, decltype(Fact::body) body) {
  Fact fact;
  fact.id = std::move(id);
  fact.body = std::move(body);
  return fact;
}

}  // namespace

PlainClearing::PlainClearing(const PackedIndex& own, const PackedIndex* beside,
                             const Ontology& ontology, const Policy& policy)
    : own_(own), beside_(beside), ontology_(ontology), policy_(policy) {
  MakeStubs();
  ClearValues();
}

void PlainClearing::MakeStubs() {
  for (const EntityKind& kind : ontology_.entity_kinds()) {
    Entity entity;
    entity.kind = kind.name;
    entity_stubs_.push_back(Stub(kStub, std::move(entity)));
  }
  relation_stub_ = Stub(kStub, Relation());
  measure_stub_ = Stub(kStub, Measure());
  for (const EntityKind& kind : ontology_.entity_kinds()) {
    probe_kind_ = kind.name;
    probe_collection_ = kind.collection;
    if (Sound(Probe(), false)) return;
  }
}

// An entity that is sound where its parts are.
Fact PlainClearing::Probe() const {
  Fact fact;
  fact.id = absl::StrCat(probe_collection_, "/probe");
  fact.evidence.push_back({.source = std::string(kSource)});
  Entity entity;
  entity.kind = probe_kind_;
  entity.name = {"-", "-"};
  fact.body = std::move(entity);
  return fact;
}

Fact PlainClearing::ProbeRelation(const std::string& kind) const {
  Fact fact = Probe();
  fact.id = "relations/probe";
  Relation relation;
  relation.kind = kind;
  relation.source.id = std::string(kFrom);
  relation.target.id = std::string(kTo);
  fact.body = std::move(relation);
  return fact;
}

// What stands for the fact of an id: all that is asked of it is its kind.
const Fact* PlainClearing::StubOf(const std::string& id) const {
  for (const PackedIndex* index : {&own_, beside_}) {
    if (index == nullptr) continue;
    const FactIndex entity = index->FindEntity(id);
    if (entity != kNoFact) {
      const EntityKindId kind = index->kind(entity);
      return kind < 0 ? nullptr : &entity_stubs_[kind];
    }
    const FactIndex at = index->FindFact(id);
    if (at == kNoFact) continue;
    const absl::StatusOr<Fact> fact = Unpack(index->facts(), at);
    if (!fact.ok()) return nullptr;
    return fact->relation() != nullptr ? &relation_stub_ : &measure_stub_;
  }
  return nullptr;
}

bool PlainClearing::Sound(const Fact& probe, bool real_references) const {
  const auto find = [&](const std::string& id) -> const Fact* {
    if (id == probe.id) return &probe;
    if (id == kSource) {
      const auto kind = ontology_.FindEntityKindId("source");
      return kind ? &entity_stubs_[*kind] : nullptr;
    }
    return real_references ? StubOf(id) : nullptr;
  };
  return CheckSomeFacts({&probe}, find, ontology_, policy_).empty();
}

void PlainClearing::ClearValues() {
  const SharedValues& values = own_.facts().values();
  for (const ValidTime& valid : values.valid_times) {
    Fact probe = Probe();
    probe.valid = valid;
    valid_.push_back(Sound(probe, false));
  }
  for (const std::vector<Evidence>& evidence : values.evidences) {
    Fact probe = Probe();
    probe.evidence = evidence;
    bool stub = false;
    for (const Evidence& one : evidence) stub |= NamesStub({one.source});
    evidence_.push_back(!stub && Sound(probe, true));
  }
  for (const Remark& remark : values.remarks) {
    Fact probe = Probe();
    probe.because = remark.because;
    probe.origin = remark.origin;
    probe.confidence = remark.confidence;
    probe.marking = remark.marking;
    probe.note = remark.note;
    remark_.push_back(!NamesStub(remark.because) &&
                      !NamesStub(remark.origin.from) && Sound(probe, true));
  }
  for (const std::string& kind : values.kinds) {
    const auto relation = ontology_.FindRelationKind(kind);
    relation_kinds_.push_back(relation ? &ontology_.relation_kinds()[*relation]
                                       : nullptr);
    entity_kinds_.push_back(ontology_.FindEntityKind(kind));
  }
  for (const Likelihood& likelihood : values.likelihoods) {
    const auto* interval = std::get_if<Interval>(&likelihood);
    const auto* name = std::get_if<std::string>(&likelihood);
    likelihood_.push_back(
        (interval == nullptr || IntervalProblem(*interval).empty()) &&
        (name == nullptr || policy_.FindLikelihoodClass(*name) != nullptr));
  }
}

bool PlainClearing::SoundEntity(const PackedFact& fact) const {
  const SharedValues& values = own_.facts().values();
  Fact probe = Probe();
  probe.id = absl::StrCat(entity_kinds_[fact.kind]->collection, "/probe");
  probe.modality = fact.modality;
  probe.unknown_kind = fact.unknown_kind;
  Entity entity;
  entity.kind = values.kinds[fact.kind];
  entity.name = {"-", "-"};
  entity.attributes = values.attributes[fact.extra];
  probe.body = std::move(entity);
  return Sound(probe, false);
}

bool PlainClearing::SoundRelation(uint32_t kind, EntityKindId source,
                                  EntityKindId target) const {
  const Fact probe = ProbeRelation(own_.facts().values().kinds[kind]);
  const auto find = [&](const std::string& id) -> const Fact* {
    if (id == probe.id) return &probe;
    if (id == kFrom) return &entity_stubs_[source];
    if (id == kTo) return &entity_stubs_[target];
    const auto of_source = ontology_.FindEntityKindId("source");
    return id == kSource && of_source ? &entity_stubs_[*of_source] : nullptr;
  };
  return CheckSomeFacts({&probe}, find, ontology_, policy_).empty();
}

bool PlainClearing::HasSoundParts(const PackedFact& fact) const {
  return valid_[fact.valid] && evidence_[fact.evidence] &&
         remark_[fact.remark] &&
         (fact.modality == Modality::kUnknown) ==
             (fact.unknown_kind != UnknownKind::kNone);
}

// One range, on one thread.
class PlainClearing::Range {
 public:
  explicit Range(const PlainClearing& all) : all_(all) {}

  std::vector<FactIndex> NotCleared(FactIndex begin, FactIndex end) {
    FactIndex at = begin;
    all_.own_.facts().ForEach(
        begin, end, [&](const PackedFact& fact) { Take(fact, at++); });
    TakeRelations();
    std::sort(open_.begin(), open_.end());
    return std::move(open_);
  }

 private:
  static constexpr size_t kAtOnce = 64;

  void Take(const PackedFact& fact, FactIndex at) {
    const bool is_relation = fact.body == PackedFact::Body::kRelation;
    if (fact.body == PackedFact::Body::kWhole || !all_.HasSoundParts(fact) ||
        (!is_relation && !IsSoundEntity(fact))) {
      open_.push_back(at);
      return;
    }
    if (!is_relation) return;
    facts_[count_] = fact;
    positions_[count_] = at;
    ends_[2 * count_] = fact.first;
    ends_[2 * count_ + 1] = fact.second;
    if (++count_ == kAtOnce) TakeRelations();
  }

  bool IsSoundEntity(const PackedFact& fact) {
    const EntityKind* kind = all_.entity_kinds_[fact.kind];
    if (kind == nullptr || !IsValidId(fact.id, kind->collection) ||
        fact.first.empty() || fact.second.empty() || !IsPlain(fact.first) ||
        !IsPlain(fact.second)) {
      return false;
    }
    // Modality and kind of unknown go together (HasSoundParts).
    const std::array<uint32_t, 3> parts = {
        fact.kind, fact.extra, static_cast<uint32_t>(fact.modality)};
    const auto [it, added] = entities_.try_emplace(parts);
    if (added) it->second = all_.SoundEntity(fact);
    return it->second;
  }

  void TakeRelations() {
    all_.own_.FindEntities(absl::MakeConstSpan(ends_).subspan(0, 2 * count_),
                           absl::MakeSpan(found_).subspan(0, 2 * count_));
    for (size_t i = 0; i < count_; ++i) {
      if (!IsSoundRelation(facts_[i], EndOf(2 * i), EndOf(2 * i + 1))) {
        open_.push_back(positions_[i]);
      }
    }
    count_ = 0;
  }

  EndEntity EndOf(size_t end) const {
    const PackedIndex* index = &all_.own_;
    FactIndex entity = found_[end];
    if (entity == kNoFact && all_.beside_ != nullptr) {
      index = all_.beside_;
      entity = index->FindEntity(ends_[end]);
    }
    if (entity == kNoFact) return {};
    return {index->kind(entity), &index->valid(entity)};
  }

  bool IsSoundRelation(const PackedFact& fact, const EndEntity& source,
                       const EndEntity& target) {
    const RelationKind* kind = all_.relation_kinds_[fact.kind];
    if (kind == nullptr || source.kind < 0 || target.kind < 0 ||
        !all_.likelihood_[fact.extra] || !IsValidId(fact.id, "relations")) {
      return false;
    }
    if (kind->starts_after_target && MakesEdge(fact.modality) &&
        StartsTooEarly(all_.own_.facts().values().valid_times[fact.valid],
                       source.valid, *target.valid)) {
      return false;
    }
    const std::array<uint32_t, 3> parts = {fact.kind,
                                           static_cast<uint32_t>(source.kind),
                                           static_cast<uint32_t>(target.kind)};
    const auto [it, added] = relations_.try_emplace(parts);
    if (added) {
      it->second = all_.SoundRelation(fact.kind, source.kind, target.kind);
    }
    return it->second;
  }

  const PlainClearing& all_;
  std::vector<FactIndex> open_;
  absl::flat_hash_map<std::array<uint32_t, 3>, bool> entities_;
  absl::flat_hash_map<std::array<uint32_t, 3>, bool> relations_;
  // Relations that wait for their ends.
  size_t count_ = 0;
  std::array<PackedFact, kAtOnce> facts_;
  std::array<FactIndex, kAtOnce> positions_;
  std::array<absl::string_view, 2 * kAtOnce> ends_;
  std::array<FactIndex, 2 * kAtOnce> found_;
};

std::vector<FactIndex> PlainClearing::NotCleared(FactIndex begin,
                                                 FactIndex end) const {
  return Range(*this).NotCleared(begin, end);
}

}  // namespace ketenzicht::graph::internal
