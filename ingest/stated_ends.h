// The ends of an imported relation: as its source states them, and as they are
// judged to be. docs/resolution.md has the rules.
//
// A relation as judged is a function of the relation as stated and of what is
// judged, whichever came first: so an import that comes again changes nothing,
// and what is judged otherwise later leaves nothing behind.

#ifndef KETENZICHT_INGEST_STATED_ENDS_H_
#define KETENZICHT_INGEST_STATED_ENDS_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "graph/fact.h"
#include "graph/ontology.h"
#include "graph/snapshot.h"
#include "ingest/judgements.h"

namespace ketenzicht::ingest {

// Attributes of a relation with an end that was judged to be another thing: the
// end that its source states.
inline constexpr char kStatedSource[] = "stated_source";
inline constexpr char kStatedTarget[] = "stated_target";

// Relations that are judged to lead elsewhere, by the things that their sources
// state at an end of them. Linear in the facts.
using RelationsByStatedEnd =
    absl::flat_hash_map<std::string, std::vector<graph::FactIndex>>;
RelationsByStatedEnd ByStatedEnd(const graph::Snapshot& snapshot);

// Attributes of these names that a source has itself get another name.
void FreeStatedNames(std::map<std::string, std::string>& attributes);

// The relation with the ends that its source states, and the id that this
// gives; itself where these are its ends. Nothing where its id is not the one
// that its content gives (RelationId), so that nobody could find it again.
std::optional<graph::Fact> AsStated(const graph::Fact& relation);

// A relation as stated, with each end that is judged to be another thing there,
// the stated one as an attribute, and the id that this gives. Evidence, dates,
// modality and origin stay. An end stays too where the kind of relation does
// not allow the other thing, and both do where the relation would lead from a
// thing to itself: its source tells two things apart there. Nothing as of
// AsStated.
std::optional<graph::Fact> AsJudged(graph::Fact stated,
                                    const JudgedThings& things,
                                    const graph::Ontology& ontology);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_STATED_ENDS_H_
