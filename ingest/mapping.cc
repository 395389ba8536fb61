#include "ingest/mapping.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "ingest/identifier.h"
#include "ingest/mapping_rows_reader.h"
#include "ingest/yaml_reader.h"

namespace ketenzicht::ingest {
namespace {

class MappingReader {
 public:
  MappingReader(const YamlNode& root, const graph::Ontology& ontology,
                Problems& problems)
      : map_(root, "the mapping", problems),
        ontology_(ontology),
        problems_(problems) {}

  Mapping Read() {
    for (const absl::string_view key : {"apiVersion", "kind"}) map_.Find(key);
    Mapping mapping;
    ReadFormat(mapping);
    mapping.title = map_.Text("title");
    mapping.publisher = map_.String("publisher");
    mapping.licence = map_.String("licence");
    mapping.unresolved = map_.String("unresolved");
    if (!mapping.unresolved.empty()) {
      NeedEntityKind(*map_.Find("unresolved"), mapping.unresolved);
    }
    mapping.attributes = map_.StringMap("attributes");
    mapping.countries = map_.StringMap("countries");
    CheckCountries(mapping.countries);
    if (const YamlNode* entities = map_.Need("entities")) {
      for (const auto& [type, node] : entities->fields) {
        mapping.entities.emplace(type, ReadEntityRule(node));
      }
    }
    if (const YamlNode* relations = map_.Find("relations")) {
      for (const auto& [type, node] : relations->fields) {
        mapping.relations.emplace(type, ReadRelationRules(node));
      }
    }
    ReadMappingRows(map_, mapping);
    map_.Finish();
    return mapping;
  }

 private:
  void ReadFormat(Mapping& mapping) {
    mapping.format = map_.NeedString("format");
    const bool plain =
        std::all_of(mapping.format.begin(), mapping.format.end(), [](char c) {
          return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '-';
        });
    if (!plain) {
      map_.AddProblem(map_.node(),
                      "'format' is lower-case letters, digits and hyphens");
    }
  }

  void CheckCountries(const std::map<std::string, std::string>& countries) {
    for (const auto& [word, code] : countries) {
      if (NormalIdentifier("iso_3166", code) != code) {
        map_.AddProblem(*map_.Find("countries"),
                        absl::StrCat("'", code, "' is no ISO 3166 code"));
      }
    }
  }

  void NeedEntityKind(const YamlNode& at, const std::string& kind) {
    if (ontology_.FindEntityKind(kind) == nullptr) {
      problems_.Add(at.place(), absl::StrCat("'", kind,
                                             "' is no entity kind of the "
                                             "ontology"));
    }
  }

  // Either a kind or a reason to leave it out.
  void ReadFate(MapReader& map, std::string& kind, std::string& skip) {
    kind = map.String("kind");
    skip = map.String("skip");
    if (kind.empty() == skip.empty()) {
      map.AddProblem(map.node(), "a rule has a 'kind', or a 'skip'");
    }
  }

  EntityRule ReadEntityRule(const YamlNode& node) {
    MapReader map(node, "the rule", problems_);
    EntityRule rule;
    ReadFate(map, rule.kind, rule.skip);
    rule.attributes = map.StringMap("attributes");
    rule.text = map.Text("text");
    if (!rule.kind.empty()) NeedEntityKind(node, rule.kind);
    map.Finish();
    return rule;
  }

  std::vector<RelationRule> ReadRelationRules(const YamlNode& node) {
    std::vector<RelationRule> rules;
    bool always = false;
    const auto read = [&](const YamlNode& one) {
      if (always) {
        problems_.Add(one.place(), "the rule before this one fits always");
      }
      rules.push_back(ReadRelationRule(one));
      always = rules.back().sources.empty() && rules.back().targets.empty();
    };
    if (node.kind == YamlNode::Kind::kList) {
      for (const YamlNode& one : node.items) read(one);
    } else {
      read(node);
    }
    return rules;
  }

  RelationRule ReadRelationRule(const YamlNode& node) {
    MapReader map(node, "the rule", problems_);
    RelationRule rule;
    ReadFate(map, rule.kind, rule.skip);
    rule.sources = map.Strings("source");
    rule.targets = map.Strings("target");
    rule.reversed = map.Bool("reversed", false);
    rule.modality =
        map.Word<graph::Modality>("modality", graph::ParseModality,
                                  "affirmed, possible, not_excluded, denied");
    if (rule.modality == graph::Modality::kUnknown) {
      map.AddProblem(node, "a mapping cannot make what is said unknown");
    }
    for (const auto* kinds : {&rule.sources, &rule.targets}) {
      for (const std::string& kind : *kinds) NeedEntityKind(node, kind);
    }
    if (!rule.kind.empty()) CheckEnds(node, rule);
    map.Finish();
    return rule;
  }

  void CheckEnds(const YamlNode& node, const RelationRule& rule) {
    const auto id = ontology_.FindRelationKind(rule.kind);
    if (!id) {
      problems_.Add(node.place(),
                    absl::StrCat("'", rule.kind,
                                 "' is no relation kind of the ontology"));
      return;
    }
    const graph::RelationKind& kind = ontology_.relation_kind(*id);
    const auto check = [&](const std::vector<std::string>& ends,
                           const std::vector<std::string>& allowed) {
      for (const std::string& end : ends) {
        if (ontology_.Allows(allowed, end)) continue;
        problems_.Add(node.place(), absl::StrCat(rule.kind, " is not for ", end,
                                                 " at this end"));
      }
    };
    check(rule.sources, rule.reversed ? kind.targets : kind.sources);
    check(rule.targets, rule.reversed ? kind.sources : kind.targets);
  }

  MapReader map_;
  const graph::Ontology& ontology_;
  Problems& problems_;
};

}  // namespace

std::optional<Mapping> ReadMapping(const YamlNode& root,
                                   const graph::Ontology& ontology,
                                   Problems& problems) {
  const size_t before = problems.list().size();
  Mapping mapping = MappingReader(root, ontology, problems).Read();
  if (problems.list().size() > before) return std::nullopt;
  return mapping;
}

std::string MappingName(absl::string_view format) {
  return absl::StrCat("mappings/", format);
}

const EntityRule* FindRule(const Mapping& mapping, absl::string_view type) {
  auto it = mapping.entities.find(std::string(type));
  if (it == mapping.entities.end()) it = mapping.entities.find("*");
  return it == mapping.entities.end() ? nullptr : &it->second;
}

std::map<std::string, std::string> OurAttributes(
    const Mapping& mapping, std::map<std::string, std::string> theirs) {
  std::map<std::string, std::string> renamed;
  for (auto& [name, value] : theirs) {
    if (value.empty()) continue;
    const auto ours = mapping.attributes.find(name);
    renamed.emplace(ours == mapping.attributes.end() ? name : ours->second,
                    std::move(value));
  }
  return renamed;
}

}  // namespace ketenzicht::ingest
