// A fact as one line of JSON: the fields of docs/facts.md, which the readers of
// facts take back.

#ifndef KETENZICHT_INGEST_FACT_JSON_H_
#define KETENZICHT_INGEST_FACT_JSON_H_

#include <string>

#include "absl/strings/string_view.h"
#include "graph/fact.h"

namespace ketenzicht::ingest {

// `{"relation":{"id":…}}`, or "entity" or "measure", without line end. What is
// empty or as it is unless said is left out; fields stand in the order of
// docs/facts.md. Operands and conditions of a guard or class that its kind does
// not use are not written. Any fact that CheckFacts passes reads back as the
// same.
std::string FactJson(const graph::Fact& fact);

// `{"document":{"name":…,"content":…}}`: an ontology, policy, case or scenario,
// in the text it was written in.
std::string DocumentJson(absl::string_view name, absl::string_view content);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_FACT_JSON_H_
