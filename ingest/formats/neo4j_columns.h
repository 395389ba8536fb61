// What the columns of a file with the header of neo4j-admin are.

#ifndef KETENZICHT_INGEST_FORMATS_NEO4J_COLUMNS_H_
#define KETENZICHT_INGEST_FORMATS_NEO4J_COLUMNS_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "ingest/problem.h"

namespace ketenzicht::ingest {

enum class Neo4jRole { kAttribute, kId, kLabel, kStart, kEnd, kType, kIgnored };

// "name:string[]", ":ID(space){id-type: long}".
struct Neo4jColumn {
  std::string name;
  Neo4jRole role = Neo4jRole::kAttribute;
  std::string space;   // of ids
  std::string type;    // of an attribute: "int"; empty: a text
  bool array = false;  // of such values, which ';' delimits

  // Of an attribute, the values of a cell, without blanks around them; of an
  // empty cell none. Nothing where one of them is not of the type.
  std::optional<std::vector<std::string>> ValuesOf(
      absl::string_view cell) const;
};

// By the header of the column. Options in braces say nothing that is read.
Neo4jColumn Neo4jColumnOf(absl::string_view header);

// The columns of a file, and where those are that it needs.
struct Neo4jColumns {
  std::vector<Neo4jColumn> all;
  std::optional<size_t> id, label, start, end, type;

  // Of a role that at most one column has; else null.
  std::optional<size_t>* OnlyOne(Neo4jRole role);
};

// Nothing after adding to the problems: neither :ID nor both ends, or two of a
// role.
std::optional<Neo4jColumns> Neo4jColumnsOf(
    const std::vector<std::string>& header, Problems& problems);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_FORMATS_NEO4J_COLUMNS_H_
