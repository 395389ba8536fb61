#include <string>

#include "absl/status/status.h"
#include "service/cli/commands.h"

namespace ketenzicht::service {
namespace {

int ExitCodeOf(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kInvalidArgument:
      return kExitInvalid;
    case absl::StatusCode::kNotFound:
      return kExitNotFound;
    case absl::StatusCode::kUnavailable:
      return kExitUnavailable;
    default:
      return kExitFailed;
  }
}

}  // namespace

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
    return ExitCodeOf(facts.status().code());
  }
  out << *facts << " facts in "
      << (arguments.csv.empty() ? arguments.store : arguments.csv) << "\n";
  return kExitOk;
}

}  // namespace ketenzicht::service
