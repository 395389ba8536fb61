// Facts as rows of a table.

#ifndef KETENZICHT_SERVICE_CLI_FACT_ROWS_H_
#define KETENZICHT_SERVICE_CLI_FACT_ROWS_H_

#include <string>
#include <vector>

#include "ketenzicht/v1/fact.pb.h"

namespace ketenzicht::service {

// An entity's or relation's kind; "measure".
std::string KindOf(const v1::Fact& fact);
// What it is called; of a relation, both its ends.
std::string NameOf(const v1::Fact& fact, bool dutch);

// Id, kind, modality and name.
std::vector<std::string> FactHeader(bool dutch);
std::vector<std::string> FactRow(const v1::Fact& fact, bool dutch);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_CLI_FACT_ROWS_H_
