#include "ingest/fact_reader.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "ingest/condition_reader.h"
#include "ingest/yaml_reader.h"

namespace ketenzicht::ingest {
namespace {

using graph::Fact;

// What `defaults.evidence` gives.
struct EvidenceDefaults {
  std::string source;
  std::string speaker;
  std::optional<graph::Date> asserted;
  std::vector<std::string> attributed_to;
};

class Reader {
 public:
  explicit Reader(Problems& problems) : problems_(problems) {}

  std::vector<ReadFact> Read(const YamlNode& root) {
    MapReader map(root, "the document", problems_);
    for (absl::string_view key : {"apiVersion", "kind", "metadata"}) {
      map.Find(key);
    }
    if (const YamlNode* defaults = map.Find("defaults")) {
      ReadDefaults(*defaults);
    }
    map.Each("entities", [&](const YamlNode& node) { ReadEntity(node); });
    map.Each("relations", [&](const YamlNode& node) { ReadRelation(node); });
    map.Each("measures", [&](const YamlNode& node) { ReadMeasure(node); });
    map.Finish();
    return std::move(facts_);
  }

 private:
  void ReadDefaults(const YamlNode& node) {
    MapReader map(node, "defaults", problems_);
    if (const YamlNode* evidence = map.Find("evidence")) {
      MapReader fields(*evidence, "evidence", problems_);
      defaults_.source = fields.String("source");
      defaults_.speaker = fields.String("speaker");
      defaults_.asserted = fields.Day("asserted");
      defaults_.attributed_to = fields.Strings("attributed_to");
      fields.Finish();
    }
    map.Finish();
  }

  graph::Evidence ReadEvidence(const YamlNode& node) {
    MapReader map(node, "evidence", problems_);
    graph::Evidence evidence;
    evidence.source =
        map.Find("source") ? map.String("source") : defaults_.source;
    evidence.locator = map.String("locator");
    evidence.speaker =
        map.Find("speaker") ? map.String("speaker") : defaults_.speaker;
    const std::optional<graph::Date> asserted =
        map.Find("asserted") ? map.Day("asserted") : defaults_.asserted;
    evidence.attributed_to = map.Find("attributed_to")
                                 ? map.Strings("attributed_to")
                                 : defaults_.attributed_to;
    if (evidence.source.empty()) {
      problems_.Add(node.place(), "evidence has no source");
    }
    if (asserted) {
      evidence.asserted_on = *asserted;
    } else if (map.Find("asserted") == nullptr) {
      problems_.Add(node.place(), "evidence does not say when it was asserted");
    }
    map.Finish();
    return evidence;
  }

  void ReadHeader(MapReader& map, bool modality_needed, Fact& fact) {
    fact.id = map.NeedString("id");
    if (const YamlNode* valid = map.Find("valid")) {
      fact.valid = ReadValidTime(*valid, problems_);
    }
    if (modality_needed) map.Need("modality");
    fact.modality = map.Word<graph::Modality>(
                           "modality", graph::ParseModality,
                           "affirmed, possible, not_excluded, unknown, denied, "
                           "presupposed, counterfactual")
                        .value_or(graph::Modality::kAffirmed);
    fact.unknown_kind =
        map.Word<graph::UnknownKind>(
               "unknown_kind", graph::ParseUnknownKind,
               "unknown_to_speaker, not_answered, not_stated, no_indications, "
               "not_public, not_establishable")
            .value_or(graph::UnknownKind::kNone);
    map.Each("evidence", [&](const YamlNode& node) {
      fact.evidence.push_back(ReadEvidence(node));
    });
    if (map.Find("evidence") == nullptr && !defaults_.source.empty()) {
      fact.evidence.push_back(
          ReadEvidence(YamlNode{.kind = YamlNode::Kind::kMap,
                                .line = map.place().line,
                                .column = map.place().column}));
    }
    fact.because = map.Strings("because");
    if (const YamlNode* origin = map.Find("origin")) {
      MapReader fields(*origin, "origin", problems_);
      fact.origin.inferred = true;
      fact.origin.inferred_by = fields.NeedString("inferred_by");
      fact.origin.from = fields.Strings("from");
      fields.Finish();
    }
    fact.confidence = map.Integer("confidence");
    if (const YamlNode* marking = map.Find("marking")) {
      ReadMarking(*marking, fact.marking);
    }
    fact.verified = map.Bool("verified", true);
    fact.note = map.Text("note");
  }

  void ReadMarking(const YamlNode& node, graph::Marking& marking) {
    MapReader map(node, "marking", problems_);
    marking.level = map.String("level");
    marking.owner = map.String("owner");
    marking.compartments = map.Strings("compartments");
    marking.release_to = map.Strings("release_to");
    map.Finish();
  }

  void ReadEntity(const YamlNode& node) {
    MapReader map(node, "the entity", problems_);
    Fact fact;
    ReadHeader(map, false, fact);
    graph::Entity entity;
    entity.kind = map.NeedString("kind");
    map.Need("name");
    entity.name = map.Text("name");
    entity.aliases = map.Strings("aliases");
    entity.attributes = map.StringMap("attributes");
    entity.about = map.Strings("about");
    fact.body = std::move(entity);
    Finish(map, std::move(fact));
  }

  graph::End ReadEnd(MapReader& map, absl::string_view key) {
    const YamlNode* node = map.Need(key);
    graph::End end;
    if (node == nullptr) return end;
    if (node->kind == YamlNode::Kind::kScalar) {
      end.id = node->scalar;
      return end;
    }
    MapReader fields(*node, absl::StrCat("the ", key), problems_);
    if (const YamlNode* selector = fields.Need("class")) {
      end.selector = ReadSelector(*selector, problems_);
    }
    fields.Finish();
    return end;
  }

  void ReadRelation(const YamlNode& node) {
    MapReader map(node, "the relation", problems_);
    Fact fact;
    ReadHeader(map, true, fact);
    graph::Relation relation;
    relation.kind = map.NeedString("kind");
    relation.source = ReadEnd(map, "source");
    relation.target = ReadEnd(map, "target");
    relation.via = map.Strings("via");
    if (const YamlNode* likelihood = map.Find("likelihood")) {
      if (likelihood->kind == YamlNode::Kind::kScalar) {
        relation.likelihood = likelihood->scalar;
      } else if (auto interval = ReadInterval(*likelihood, problems_)) {
        relation.likelihood = *interval;
      }
    }
    if (const YamlNode* guard = map.Find("while")) {
      relation.holds_while = ReadGuard(*guard, problems_);
    }
    relation.attributes = map.StringMap("attributes");
    fact.body = std::move(relation);
    Finish(map, std::move(fact));
  }

  void ReadMeasure(const YamlNode& node) {
    MapReader map(node, "the measure", problems_);
    Fact fact;
    ReadHeader(map, true, fact);
    graph::Measure measure;
    map.Need("name");
    measure.name = map.Text("name");
    map.Need("effect");
    measure.effect =
        map.Word<graph::MeasureEffect>("effect", graph::ParseMeasureEffect,
                                       "closes, reduces, none_shown")
            .value_or(graph::MeasureEffect::kCloses);
    measure.state =
        map.Word<graph::MeasureState>("state", graph::ParseMeasureState,
                                      "in_place, candidate")
            .value_or(graph::MeasureState::kInPlace);
    map.Need("nature");
    measure.nature = map.Word<graph::MeasureNature>(
                            "nature", graph::ParseMeasureNature,
                            "technical, organizational, contractual, legal")
                         .value_or(graph::MeasureNature::kTechnical);
    if (const YamlNode* selects = map.Need("selects")) {
      measure.selects = ReadSelector(*selects, problems_);
    }
    measure.reduction = map.Interval("reduction");
    measure.decided_by = map.String("decided_by");
    if (const YamlNode* guard = map.Find("unless")) {
      measure.unless = ReadGuard(*guard, problems_);
    }
    measure.cost = map.Number("cost");
    measure.burden = map.Number("burden");
    measure.prerequisites = map.Strings("prerequisites");
    measure.conflicts_with = map.Strings("conflicts_with");
    fact.body = std::move(measure);
    Finish(map, std::move(fact));
  }

  void Finish(MapReader& map, Fact fact) {
    map.Finish();
    const size_t problems = problems_.list().size();
    facts_.push_back({std::move(fact), map.line(), problems > seen_});
    seen_ = problems;
  }

  Problems& problems_;
  EvidenceDefaults defaults_;
  std::vector<ReadFact> facts_;
  size_t seen_ = 0;  // problems of the facts before
};

}  // namespace

std::vector<ReadFact> ReadFacts(const YamlNode& root, Problems& problems) {
  return Reader(problems).Read(root);
}

}  // namespace ketenzicht::ingest
