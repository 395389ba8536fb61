// The engine against the oracle, on one view.

#ifndef KETENZICHT_TESTS_SUPPORT_ORACLE_COMPARISON_H_
#define KETENZICHT_TESTS_SUPPORT_ORACLE_COMPARISON_H_

#include <map>
#include <memory>
#include <string>

#include "graph/snapshot.h"
#include "graph/view_options.h"

namespace ketenzicht::graph::oracle {

// What differs, one a line: instances, paths, factors, and tiers of paths and
// pairs. Nothing where all is the same. Adds to `coverage` what came up, by
// name.
std::string Compare(const std::shared_ptr<const Snapshot>& snapshot,
                    const ViewOptions& options,
                    std::map<std::string, int>& coverage);

}  // namespace ketenzicht::graph::oracle

#endif  // KETENZICHT_TESTS_SUPPORT_ORACLE_COMPARISON_H_
