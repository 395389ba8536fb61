#include "ingest/relation_maker.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "ingest/relation_id.h"
#include "ingest/stated_ends.h"

namespace ketenzicht::ingest {

RelationMaker::RelationMaker(const Mapping& mapping,
                             const graph::Ontology& ontology,
                             const graph::Snapshot* current,
                             DanglingEnds dangling, EntityMaker& entities,
                             SourceFacts& facts, ImportReport& report,
                             Problems& problems)
    : mapping_(mapping),
      ontology_(ontology),
      judgements_(current),
      dangling_(dangling),
      entities_(entities),
      facts_(facts),
      report_(report),
      problems_(problems) {}

void RelationMaker::Add(RelationRecord record) {
  const std::optional<MadeEntity> source = EndOf(record, record.source);
  if (!source) return;
  std::optional<MadeEntity> target;
  if (!record.any_target) {
    target = EndOf(record, record.target);
    if (!target) return;
  }
  const RelationRule* rule = RuleOf(record, *source, target);
  if (rule != nullptr) Put(std::move(record), *rule, *source, target);
}

void RelationMaker::Put(RelationRecord record, const RelationRule& rule,
                        const MadeEntity& source,
                        const std::optional<MadeEntity>& target) {
  std::optional<graph::Origin> origin = OriginOf(record, source.id);
  if (!origin) {
    report_.Skip(record.place, "what it is inferred from is left out");
    return;
  }
  graph::Relation relation;
  relation.kind = rule.kind;
  graph::End from = {source.id, std::nullopt};
  graph::End to = {"", graph::Selector{.any = true}};
  if (target) to = {target->id, std::nullopt};
  if (rule.reversed) std::swap(from, to);
  relation.source = std::move(from);
  relation.target = std::move(to);
  relation.attributes = OurAttributes(mapping_, std::move(record.attributes));
  FreeStatedNames(relation.attributes);
  graph::Fact fact;
  fact.modality = rule.modality.value_or(record.modality);
  if (fact.modality == graph::Modality::kUnknown) {
    fact.unknown_kind = record.unknown_kind;
  }
  fact.valid = record.valid;
  fact.origin = *std::move(origin);
  fact.body = std::move(relation);
  fact.id = RelationId(fact);
  if (!judgements_.things().empty()) {
    fact = *AsJudged(std::move(fact), judgements_.things(), ontology_);
  }
  if (!record.key.empty()) by_key_.emplace(record.key, fact.id);
  if (facts_.Find(fact.id) != nullptr) {
    ++report_.repeated;
    return;
  }
  if (fact.origin.inferred) ++report_.inferred;
  facts_.Put(std::move(fact), record.place);
}

// Nothing where all that it is inferred from is left out.
std::optional<graph::Origin> RelationMaker::OriginOf(
    const RelationRecord& record, const std::string& source) const {
  if (record.inferred_by.empty()) return graph::Origin();
  graph::Origin origin = {true, record.inferred_by, {}};
  if (record.inferred_from.empty()) origin.from.push_back(source);
  for (const std::string& key : record.inferred_from) {
    const auto made = by_key_.find(key);
    if (made != by_key_.end()) origin.from.push_back(made->second);
  }
  std::sort(origin.from.begin(), origin.from.end());
  origin.from.erase(std::unique(origin.from.begin(), origin.from.end()),
                    origin.from.end());
  if (origin.from.empty()) return std::nullopt;
  return origin;
}

std::optional<MadeEntity> RelationMaker::EndOf(const RelationRecord& record,
                                               const std::string& key) {
  if (const MadeEntity* made = entities_.Find(key)) return *made;
  if (const std::string* why = entities_.WhyLeftOut(key)) {
    report_.Skip(record.place, absl::StrCat("an end is left out: ", *why));
    return std::nullopt;
  }
  if (dangling_ == DanglingEnds::kRefuse) {
    const RecordPlace& place = record.place;
    problems_.Add(
        Problem{place.file.empty() ? problems_.file() : place.file, place.line,
                absl::StrCat(place.pointer, place.pointer.empty() ? "" : ": ",
                             "there is no '", key, "' in the source")});
    return std::nullopt;
  }
  if (mapping_.unresolved.empty()) {
    report_.Skip(record.place, "an end is not in the source");
    return std::nullopt;
  }
  return entities_.AddPlaceholder(key, record.place);
}

// The first that fits; null after telling why there is none.
const RelationRule* RelationMaker::RuleOf(
    const RelationRecord& record, const MadeEntity& source,
    const std::optional<MadeEntity>& target) {
  auto rules = mapping_.relations.find(record.type);
  if (rules == mapping_.relations.end()) rules = mapping_.relations.find("*");
  const RelationRule* rule = nullptr;
  if (rules != mapping_.relations.end()) {
    for (const RelationRule& one : rules->second) {
      if (Fits(one.sources, source.kind) &&
          (!target || Fits(one.targets, target->kind))) {
        rule = &one;
        break;
      }
    }
  }
  const std::string ends = absl::StrCat(
      source.kind, " → ", target ? target->kind : std::string("anything"));
  if (rule == nullptr) {
    report_.Skip(record.place, absl::StrCat("the mapping has no rule for '",
                                            record.type, "', ", ends));
  } else if (rule->kind.empty()) {
    report_.Skip(record.place, absl::StrCat(record.type, ": ", rule->skip));
    rule = nullptr;
  } else if (!Allowed(*rule, source, target)) {
    report_.Skip(record.place, absl::StrCat(record.type, ": ", rule->kind,
                                            rule->reversed ? ", reversed," : "",
                                            " is not for ", ends));
    rule = nullptr;
  }
  return rule;
}

bool RelationMaker::Fits(const std::vector<std::string>& kinds,
                         const std::string& kind) const {
  return kinds.empty() || ontology_.Allows(kinds, kind);
}

bool RelationMaker::Allowed(const RelationRule& rule, const MadeEntity& source,
                            const std::optional<MadeEntity>& target) const {
  const graph::RelationKind& kind =
      ontology_.relation_kind(*ontology_.FindRelationKind(rule.kind));
  const auto& of_source = rule.reversed ? kind.targets : kind.sources;
  const auto& of_target = rule.reversed ? kind.sources : kind.targets;
  return ontology_.Allows(of_source, source.kind) &&
         (!target || ontology_.Allows(of_target, target->kind));
}

}  // namespace ketenzicht::ingest
