#include "service/cli/scenario_file.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "ingest/scenario_reader.h"
#include "ingest/yaml_document.h"
#include "service/cli/cli.h"

namespace ketenzicht::service {
namespace {

namespace fs = std::filesystem;

// The file, where it is one and has at most `most` bytes.
absl::StatusOr<std::string> ReadWhole(const std::string& name, size_t most) {
  std::error_code code;
  if (!fs::is_regular_file(name, code)) {
    return absl::InvalidArgumentError(
        absl::StrCat("'", name, "' is no file that can be read"));
  }
  const uintmax_t size = fs::file_size(name, code);
  if (!code && size > most) {
    return absl::InvalidArgumentError(absl::StrCat(
        size, " bytes: at most ", most, ", of the ", ingest::kMaxScenarioBytes,
        " of a scenario with its fixtures"));
  }
  std::ifstream file(name, std::ios::binary);
  std::ostringstream content;
  if (size > 0) content << file.rdbuf();
  if (!file || !content) {
    return absl::InvalidArgumentError(
        absl::StrCat("'", name, "' cannot be read"));
  }
  return content.str();
}

// Messages can hold no other text.
absl::Status CheckUtf8(const std::string& name, const std::string& content) {
  const std::optional<ingest::TextPlace> place =
      ingest::FindInvalidUtf8(content);
  if (!place) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(
      PlaceIn(name, place->line, place->column), ": not valid UTF-8"));
}

// What it names beside it, each with its line: the items of baseline.fixtures,
// and the file that `expected` names.
struct NamedFiles {
  std::vector<ingest::YamlNode> fixtures;
  std::optional<ingest::YamlNode> expected;
};

NamedFiles NamedIn(const std::string& content) {
  NamedFiles named;
  ingest::Problems problems("");
  const auto text = ingest::ParseScenario(content, problems);
  if (!text) return named;
  const ingest::YamlNode* baseline = text->root.Find("baseline");
  const ingest::YamlNode* fixtures =
      baseline == nullptr ? nullptr : baseline->Find("fixtures");
  if (fixtures != nullptr) named.fixtures = fixtures->items;
  const ingest::YamlNode* expected = text->root.Find("expected");
  // Of another kind the reader says so.
  if (expected != nullptr &&
      expected->kind == ingest::YamlNode::Kind::kScalar) {
    named.expected = *expected;
  }
  return named;
}

absl::Status At(const std::string& name, const ingest::YamlNode& node,
                const absl::Status& status) {
  if (status.ok()) return status;
  return absl::InvalidArgumentError(absl::StrCat(
      PlaceIn(name, node.line, node.column), ": ", status.message()));
}

// What the scenario in the file `name` names beside it.
absl::Status AddNamed(const std::string& name, const std::string& content,
                      v1::ScenarioReference& reference) {
  const NamedFiles named = NamedIn(content);
  if (named.expected) {
    const absl::Status ok = ExpectedFile(name, named.expected->scalar).status();
    if (!ok.ok()) return At(name, *named.expected, ok);
  }
  size_t left = ingest::kMaxScenarioBytes - content.size();
  for (const ingest::YamlNode& item : named.fixtures) {
    const absl::StatusOr<std::string> path = PathBeside(name, item.scalar);
    if (!path.ok()) return At(name, item, path.status());
    absl::StatusOr<std::string> fixture = ReadWhole(*path, left);
    if (!fixture.ok()) return At(name, item, fixture.status());
    if (absl::Status ok = CheckUtf8(*path, *fixture); !ok.ok()) return ok;
    left -= fixture->size();
    v1::ScenarioReference::Fixture& proto = *reference.add_fixtures();
    proto.set_name(item.scalar);
    proto.set_content(*std::move(fixture));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::string> PathBeside(const std::string& file,
                                       const std::string& relative) {
  const fs::path path(relative);
  // After a link ".." leads elsewhere than it seems to.
  if (relative.empty() || path.is_absolute() ||
      std::find(path.begin(), path.end(), "..") != path.end()) {
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
  // A link that leads to nothing stays in it, and leads anywhere.
  for (fs::path at = whole; at != at.parent_path(); at = at.parent_path()) {
    if (!fs::is_symlink(at, code)) continue;
    return absl::InvalidArgumentError(
        absl::StrCat("'", relative, "' is a link that leads to nothing"));
  }
  return (fs::path(file).parent_path() / path).lexically_normal().string();
}

absl::StatusOr<std::string> ExpectedFile(const std::string& file,
                                         const std::string& relative) {
  absl::StatusOr<std::string> path = PathBeside(file, relative);
  if (!path.ok()) return path;
  std::error_code code;
  if (fs::is_symlink(*path, code)) {
    return absl::InvalidArgumentError(absl::StrCat(
        "'", relative, "' is a link: results stand in a file of their own"));
  }
  return path;
}

absl::StatusOr<v1::ScenarioReference> ReadScenarioFile(
    const std::string& name) {
  v1::ScenarioReference reference;
  std::error_code code;
  if (!fs::is_regular_file(name, code)) {
    const bool stored =
        absl::StartsWith(name, "scenarios/") && !absl::EndsWith(name, "/");
    if (!stored && fs::is_directory(name, code)) {
      const bool closed = absl::EndsWith(name, "/");
      return absl::InvalidArgumentError(
          absl::StrCat(name, ": is a folder; name the files in it: ", name,
                       closed ? "" : "/", "*.yaml"));
    }
    if (!absl::StartsWith(name, "scenarios/")) {
      return absl::NotFoundError(absl::StrCat(name, ": no such file"));
    }
    reference.set_name(name);
    return reference;
  }
  absl::StatusOr<std::string> content =
      ReadWhole(name, ingest::kMaxScenarioBytes);
  if (!content.ok()) {
    return absl::InvalidArgumentError(
        absl::StrCat(name, ": ", content.status().message()));
  }
  // Without a content a reference would be to none.
  if (content->empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat(name, ": the document is empty"));
  }
  if (absl::Status ok = CheckUtf8(name, *content); !ok.ok()) return ok;
  if (absl::Status ok = AddNamed(name, *content, reference); !ok.ok()) {
    return ok;
  }
  reference.set_content(*std::move(content));
  return reference;
}

OpenedScenario OpenScenario(const std::string& name, std::ostream& error) {
  absl::StatusOr<v1::ScenarioReference> reference = ReadScenarioFile(name);
  if (reference.ok()) return {*std::move(reference), kExitOk};
  if (absl::IsNotFound(reference.status())) {
    error << "ketenzicht: " << reference.status().message() << "\n";
    return {{}, kExitNotFound};
  }
  error << reference.status().message() << "\n";
  return {{}, kExitInvalid};
}

std::string PlaceIn(const std::string& file, int line, int column) {
  std::string place = file;
  if (line > 0) absl::StrAppend(&place, ":", line);
  if (line > 0 && column > 0) absl::StrAppend(&place, ":", column);
  return place;
}

}  // namespace ketenzicht::service
