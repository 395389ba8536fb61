#include "service/cli/scenario_file.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "ingest/scenario_reader.h"

namespace ketenzicht::service {
namespace {

namespace fs = std::filesystem;

absl::StatusOr<std::string> ReadWhole(const std::string& name) {
  std::ifstream file(name, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  if (!file) return absl::InvalidArgumentError(name + ": cannot be read");
  return content.str();
}

// The items of baseline.fixtures, with their lines.
std::vector<ingest::YamlNode> FixturesOf(const std::string& content) {
  ingest::Problems problems("");
  const auto text = ingest::ParseScenario(content, problems);
  if (!text) return {};
  const ingest::YamlNode* baseline = text->root.Find("baseline");
  const ingest::YamlNode* fixtures =
      baseline == nullptr ? nullptr : baseline->Find("fixtures");
  return fixtures == nullptr ? std::vector<ingest::YamlNode>()
                             : fixtures->items;
}

}  // namespace

absl::StatusOr<std::string> PathBeside(const std::string& file,
                                       const std::string& relative) {
  const fs::path path(relative);
  if (relative.empty() || path.is_absolute()) {
    return absl::InvalidArgumentError(absl::StrCat(
        "'", relative, "' must be a path inside the folder of the scenario"));
  }
  std::error_code code;
  const fs::path folder =
      fs::weakly_canonical(fs::absolute(fs::path(file)).parent_path(), code);
  const fs::path whole = fs::weakly_canonical(folder / path, code);
  const auto [in_folder, at] =
      std::mismatch(folder.begin(), folder.end(), whole.begin(), whole.end());
  if (code || in_folder != folder.end()) {
    return absl::InvalidArgumentError(absl::StrCat(
        "'", relative, "' lies outside the folder of the scenario"));
  }
  return (fs::path(file).parent_path() / path).lexically_normal().string();
}

absl::StatusOr<v1::ScenarioReference> ReadScenarioFile(
    const std::string& name) {
  v1::ScenarioReference reference;
  std::error_code code;
  if (!fs::is_regular_file(name, code)) {
    if (!absl::StartsWith(name, "scenarios/")) {
      return absl::NotFoundError(absl::StrCat(name, ": no such file"));
    }
    reference.set_name(name);
    return reference;
  }
  absl::StatusOr<std::string> content = ReadWhole(name);
  if (!content.ok()) return content.status();
  for (const ingest::YamlNode& item : FixturesOf(*content)) {
    const auto at = [&](const absl::Status& status) {
      return absl::InvalidArgumentError(
          absl::StrCat(name, ":", item.line, ": ", status.message()));
    };
    const absl::StatusOr<std::string> path = PathBeside(name, item.scalar);
    if (!path.ok()) return at(path.status());
    absl::StatusOr<std::string> fixture = ReadWhole(*path);
    if (!fixture.ok()) return at(fixture.status());
    v1::ScenarioReference::Fixture& proto = *reference.add_fixtures();
    proto.set_name(item.scalar);
    proto.set_content(*std::move(fixture));
  }
  reference.set_content(*std::move(content));
  return reference;
}

}  // namespace ketenzicht::service
