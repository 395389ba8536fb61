// What a source says, as facts that it is the evidence of.

#ifndef KETENZICHT_INGEST_SOURCE_FACTS_H_
#define KETENZICHT_INGEST_SOURCE_FACTS_H_

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "graph/date.h"
#include "graph/fact.h"
#include "ingest/formats/record.h"

namespace ketenzicht::ingest {

// Each id once. Not thread-safe.
class SourceFacts {
 public:
  // `source`: id of the source entity. `speaker` may be empty.
  SourceFacts(std::string source, std::string speaker, graph::Date asserted_on);

  const std::string& source() const { return source_; }

  // The fact of that id; null where there is none.
  graph::Fact* Find(const std::string& id);

  // Where the record of the fact of that id, which there is, stands.
  const RecordPlace& PlaceOf(const std::string& id) const;

  // That the record at this place says the fact of that id, which there is,
  // too: its key is part of the locator that is released. Logarithmic.
  void AlsoAt(const std::string& id, const RecordPlace& place);

  // Puts a fact, with the source at this place as its evidence; the first of an
  // id counts. Logarithmic in the facts.
  void Put(graph::Fact fact, const RecordPlace& place);

  // All of them, sorted by id; there are none afterwards.
  std::vector<graph::Fact> Release();
  // Where the record of each stands, by its id; likewise.
  absl::flat_hash_map<std::string, RecordPlace> ReleasePlaces();

 private:
  const std::string source_;
  const std::string speaker_;
  const graph::Date asserted_on_;
  std::map<std::string, graph::Fact> facts_;
  // Of those that several records say: the keys of these.
  absl::flat_hash_map<std::string, std::set<std::string>> keys_;
  absl::flat_hash_map<std::string, RecordPlace> places_;
};

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_SOURCE_FACTS_H_
