// Guards, measures and classes of a synthetic supply chain.

#ifndef KETENZICHT_INGEST_GENERATOR_CONDITIONS_H_
#define KETENZICHT_INGEST_GENERATOR_CONDITIONS_H_

#include <cstdint>
#include <vector>

#include "graph/fact.h"
#include "graph/guard.h"
#include "ingest/generator/draft.h"
#include "ingest/generator/random.h"

namespace ketenzicht::ingest {

// A guard on laws, seats, dates and corporate reach only: on nothing that a
// guard may stand on, so that no guard depends on itself. `of_maker`: the
// guarded relation's target is a company, which may be the guard's.
graph::Guard MakeGuard(const Drafts& drafts, bool of_maker, Random& random);

// The measure on the uses of a process: by id, by kind and ends, or by the
// class of an organization's processes; it closes, reduces or shows nothing; in
// place or a candidate, with cost and burden. Where the process handles
// information it may close the flow unless the receiver has the key.
graph::Fact MakeMeasure(const Drafts& drafts, int64_t process);

// What is said of an organization's processes, information and products as of
// classes, sorted by id.
std::vector<graph::Fact> MakeClassFacts(const Drafts& drafts,
                                        int64_t organization);

// Whether the process handles information (with `carriers`).
bool HandlesInformation(const Drafts& drafts, int64_t process);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_GENERATOR_CONDITIONS_H_
