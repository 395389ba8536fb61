// What the words of an outside format are in ours: data, one document a format
// (data/mappings/, docs/import.md), so that users change it without
// recompiling.

#ifndef KETENZICHT_INGEST_MAPPING_H_
#define KETENZICHT_INGEST_MAPPING_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "graph/fact.h"
#include "graph/ontology.h"
#include "graph/text.h"
#include "ingest/problem.h"
#include "ingest/yaml_document.h"

namespace ketenzicht::ingest {

// What things of one type become.
struct EntityRule {
  std::string kind;  // of the ontology; empty where they are left out
  std::string skip;  // why they are
  std::map<std::string, std::string> attributes;  // that they get
  // The name of what says something of others, who stand for {about}; else it
  // is the record's.
  graph::Text text;
};

// What links of one type become, where their ends are of these kinds.
struct RelationRule {
  // Kinds of the ontology, of which one fits; empty: any. Of the ends as the
  // source has them.
  std::vector<std::string> sources;
  std::vector<std::string> targets;
  std::string kind;       // of the ontology; empty where they are left out
  std::string skip;       // why they are
  bool reversed = false;  // the source's target is our source
  // Of what the source affirms; else as the record has it.
  std::optional<graph::Modality> modality;
};

// A text with the names of columns in braces: "{first} {last}".
struct CellText {
  // Texts and names of columns by turns, a text first.
  std::vector<std::string> parts;

  bool empty() const { return parts.empty(); }
};

// What every row of a table is, as EntityRecord and RelationRecord have it. A
// row whose key is empty gives none.
struct RowEntity {
  std::string type;
  CellText key;
  CellText name;
  std::vector<CellText> aliases;
  std::map<std::string, CellText> identifiers;  // by scheme
  std::map<std::string, CellText> attributes;
  CellText from;  // dates
  CellText until;
  CellText note;
  std::string split;        // parts of key, one entity each
  std::string alias_split;  // parts of aliases
  // Given only where this column has one of these values; empty: always.
  std::string when_column;
  std::vector<std::string> when_values;
};

struct RowRelation {
  std::string type;
  CellText source;  // keys
  CellText target;
  std::string split;  // of either
  std::map<std::string, CellText> attributes;
  CellText from;
  CellText until;
  std::string when_column;
  std::vector<std::string> when_values;
};

// How a table is written.
struct TableForm {
  char delimiter = 0;          // 0: as its header has it
  std::string encoding;        // "windows-1252"; empty: UTF-8
  bool decimal_comma = false;  // numbers are written "12,5"
  // How dates are written, beside ISO 8601: "%B %d, %Y" (strptime); one without
  // a day is a month, one without either a year.
  std::vector<std::string> dates;
};

struct Mapping {
  std::string format;  // "cyclonedx"; of a table: the name of the list
  graph::Text title;
  // What an end is that the source names and does not have; empty: such links
  // are left out.
  std::string unresolved;
  std::map<std::string, EntityRule> entities;  // by type; "*" any other
  std::map<std::string, std::vector<RelationRule>> relations;  // likewise
  std::map<std::string, std::string> attributes;               // ours by theirs
  std::map<std::string, std::string> countries;  // ISO 3166 by word
  // Of tables: what stands in no cell.
  std::string publisher;
  std::string licence;
  TableForm table;
  std::vector<RowEntity> row_entities;
  std::vector<RowRelation> row_relations;

  bool of_tables() const {
    return !row_entities.empty() || !row_relations.empty();
  }
};

// Of a document of kind Mapping. Nothing after adding to `problems`, with line
// and column: what the form of docs/import.md does not have, kinds that the
// ontology does not have, a rule whose ends its kind does not allow, a rule
// behind one that fits always.
std::optional<Mapping> ReadMapping(const YamlNode& root,
                                   const graph::Ontology& ontology,
                                   Problems& problems);

// The name of the stored document that is the mapping of a format.
std::string MappingName(absl::string_view format);

// Of a type that the mapping has no rule for: null. Constant time.
const EntityRule* FindRule(const Mapping& mapping, absl::string_view type);

// Attributes of a record by our names, without those that are empty.
std::map<std::string, std::string> OurAttributes(
    const Mapping& mapping, std::map<std::string, std::string> theirs);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_MAPPING_H_
