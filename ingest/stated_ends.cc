#include "ingest/stated_ends.h"

#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/strings/str_cat.h"
#include "ingest/relation_id.h"
#include "ingest/said_by_sources.h"

namespace ketenzicht::ingest {
namespace {

// `change` done to a relation, and the id that it then has.
//
// What a source no longer says has got an end since its id was given
// (ingest/source_update.h), and keeps its id: the id is that of the relation
// with the end as it was, which was none, or is kept.
std::optional<graph::Fact> Changed(
    const graph::Fact& relation,
    absl::FunctionRef<void(graph::Relation&)> change) {
  std::vector<graph::Bound> ends = {relation.valid.until, graph::Bound(),
                                    graph::Bound::Open()};
  const auto& attributes = relation.relation()->attributes;
  const auto stated = attributes.find(kStatedUntil);
  if (stated != attributes.end()) {
    const absl::StatusOr<graph::DateRange> range =
        graph::ParseDateRange(stated->second);
    if (range.ok()) ends.push_back(graph::Bound::Dated(*range));
  }
  for (const graph::Bound& until : ends) {
    graph::Fact made = relation;
    made.valid.until = until;
    if (RelationId(made) != relation.id) continue;
    change(std::get<graph::Relation>(made.body));
    made.id = RelationId(made);
    made.valid = relation.valid;
    return made;
  }
  return std::nullopt;
}

void PutBack(std::map<std::string, std::string>& attributes, const char* name,
             graph::End& end) {
  const auto stated = attributes.find(name);
  if (stated == attributes.end()) return;
  end.id = stated->second;
  attributes.erase(stated);
}

// Null where the end stays.
const JudgedThing* ThingAt(const graph::End& end,
                           const std::vector<std::string>& allowed,
                           const JudgedThings& things,
                           const graph::Ontology& ontology) {
  if (end.selector) return nullptr;
  const auto it = things.find(end.id);
  if (it == things.end() || !ontology.Allows(allowed, it->second.kind)) {
    return nullptr;
  }
  return &it->second;
}

}  // namespace

RelationsByStatedEnd ByStatedEnd(const graph::Snapshot& snapshot) {
  RelationsByStatedEnd relations;
  const graph::FactTable& facts = snapshot.facts();
  for (graph::FactIndex at = 0; at < facts.size(); ++at) {
    if (!facts.is_relation(at)) continue;
    const graph::Fact fact = facts.Read(at);
    const auto& attributes = fact.relation()->attributes;
    for (const char* end : {kStatedSource, kStatedTarget}) {
      const auto stated = attributes.find(end);
      if (stated != attributes.end()) relations[stated->second].push_back(at);
    }
  }
  return relations;
}

void FreeStatedNames(std::map<std::string, std::string>& attributes) {
  FreeNames({kStatedSource, kStatedTarget, kStatedUntil, kTakenBack},
            attributes);
}

std::optional<graph::Fact> AsStated(const graph::Fact& relation) {
  return Changed(relation, [](graph::Relation& changed) {
    PutBack(changed.attributes, kStatedSource, changed.source);
    PutBack(changed.attributes, kStatedTarget, changed.target);
  });
}

std::optional<graph::Fact> AsJudged(graph::Fact stated,
                                    const JudgedThings& things,
                                    const graph::Ontology& ontology) {
  const graph::Relation& relation = *stated.relation();
  const auto id = ontology.FindRelationKind(relation.kind);
  if (!id || things.empty()) return stated;
  const graph::RelationKind& kind = ontology.relation_kind(*id);
  const JudgedThing* source =
      ThingAt(relation.source, kind.sources, things, ontology);
  const JudgedThing* target =
      ThingAt(relation.target, kind.targets, things, ontology);
  if (source == nullptr && target == nullptr) return stated;
  const std::string& from = source ? source->id : relation.source.id;
  const std::string& to = target ? target->id : relation.target.id;
  if (from == to && relation.source.id != relation.target.id) return stated;
  return Changed(stated, [&](graph::Relation& changed) {
    if (source != nullptr) {
      changed.attributes[kStatedSource] = changed.source.id;
      changed.source.id = source->id;
    }
    if (target != nullptr) {
      changed.attributes[kStatedTarget] = changed.target.id;
      changed.target.id = target->id;
    }
  });
}

}  // namespace ketenzicht::ingest
