#include <string>

#include "absl/status/status.h"
#include "service/cli/call_error.h"
#include "service/cli/commands.h"

namespace ketenzicht::service {
int RunGenerate(const GenerateArguments& arguments, const Generate& generate,
                std::ostream& out, std::ostream& error) {
  if (arguments.csv.empty() == arguments.store.empty()) {
    error << "ketenzicht: generate needs either --csv or --store\n";
    return kExitUsage;
  }
  const absl::StatusOr<int64_t> facts = generate(
      arguments, [&error](int64_t made) { error << made << " facts\n"; });
  if (!facts.ok()) {
    error << "ketenzicht: " << facts.status().message() << "\n";
    return ExitCodeOf(static_cast<int>(facts.status().code()));
  }
  out << *facts << " facts in "
      << (arguments.csv.empty() ? arguments.store : arguments.csv) << "\n";
  return kExitOk;
}

}  // namespace ketenzicht::service
