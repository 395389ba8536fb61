#include "service/engine/scenario_states.h"

#include <algorithm>
#include <optional>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "service/engine/errors.h"

namespace ketenzicht::service {
namespace {

// "line 8, column 5: reason"
std::string Placed(const graph::ScenarioNote& problem) {
  std::string text;
  if (problem.line > 0) absl::StrAppend(&text, "line ", problem.line);
  if (problem.line > 0 && problem.column > 0) {
    absl::StrAppend(&text, ", column ", problem.column);
  }
  return absl::StrCat(text, text.empty() ? "" : ": ", problem.text);
}

// The same state with another snapshot.
std::shared_ptr<const ingest::State> With(
    const ingest::State& state,
    std::shared_ptr<const graph::Snapshot> snapshot) {
  auto other = std::make_shared<ingest::State>(state);
  other->snapshot = std::move(snapshot);
  return other;
}

// All that decides what is laid; lengths stand before what is free. Parameters
// come first: keys of a sweep then differ early, and are soon told apart.
std::string KeyOf(const ingest::State& state, const ScenarioWanted& wanted) {
  std::string key = absl::StrCat(state.revision, ";", wanted.parameters.size(),
                                 ";", wanted.fixtures.size(), ";");
  for (const auto& [name, value] : wanted.parameters) {
    absl::StrAppend(&key, name.size(), ":", name, value.size(), ":", value);
  }
  for (const ingest::InputFile& file : wanted.fixtures) {
    absl::StrAppend(&key, file.name.size(), ":", file.name, file.content.size(),
                    ":", file.content);
  }
  return absl::StrCat(key, wanted.content);
}

}  // namespace

absl::Status InvalidScenario(const std::vector<graph::ScenarioNote>& problems) {
  std::string message;
  for (const graph::ScenarioNote& problem : problems) {
    absl::StrAppend(&message, message.empty() ? "" : "\n", Placed(problem));
  }
  return WithReason(absl::InvalidArgumentError(message), "INVALID_SCENARIO");
}

absl::Status InvalidScenario(const ingest::Problems& problems) {
  std::vector<graph::ScenarioNote> notes;
  for (const ingest::Problem& one : problems.list()) {
    notes.push_back({one.line, one.reason, one.column});
  }
  return InvalidScenario(notes);
}

int64_t RevisionNamedBy(const std::string& content) {
  // Most name none: they are read once only.
  if (!absl::StrContains(content, "revision")) return 0;
  ingest::Problems problems("");
  const std::optional<ingest::ScenarioText> text =
      ingest::ParseScenario(content, problems);
  const ingest::YamlNode* baseline =
      text ? text->root.Find("baseline") : nullptr;
  const ingest::YamlNode* revision =
      baseline == nullptr ? nullptr : baseline->Find("revision");
  int64_t number = 0;
  if (revision == nullptr || !absl::SimpleAtoi(revision->scalar, &number)) {
    return 0;
  }
  return number;
}

absl::StatusOr<std::shared_ptr<const UnderScenario>> LayScenario(
    const std::shared_ptr<const ingest::State>& state,
    const ingest::ScenarioText& text, const ScenarioWanted& wanted) {
  ingest::Problems problems("");
  if (!ingest::CheckParameters(text, wanted.parameters, problems)) {
    return InvalidScenario(problems);
  }
  ingest::ScenarioParameters values = wanted.parameters;
  const ingest::ScenarioParameters first = text.Variant(0);
  values.insert(first.begin(), first.end());
  std::optional<ingest::ScenarioDocument> document =
      ingest::ReadScenario(text, values, wanted.fixtures, problems);
  if (!document) return InvalidScenario(problems);
  auto under = std::make_shared<UnderScenario>();
  under->document = *std::move(document);
  under->record = graph::RecordOf(state->snapshot, under->document.scenario);
  if (!under->record.problems.empty()) {
    return InvalidScenario(under->record.problems);
  }
  under->baseline = under->record.baseline == state->snapshot
                        ? state
                        : With(*state, under->record.baseline);
  under->scenario = With(*state, under->record.snapshot);
  return std::shared_ptr<const UnderScenario>(std::move(under));
}

absl::StatusOr<ScenarioStates::Text> ScenarioStates::Parsed(
    const std::string& content) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (parsed_ != nullptr && parsed_->content == content) return parsed_;
  }
  ingest::Problems problems("");
  std::optional<ingest::ScenarioText> text =
      ingest::ParseScenario(content, problems);
  if (!text) return InvalidScenario(problems);
  const auto parsed =
      std::make_shared<const ingest::ScenarioText>(*std::move(text));
  const std::lock_guard<std::mutex> lock(mutex_);
  return parsed_ = parsed;
}

absl::StatusOr<std::shared_ptr<const UnderScenario>> ScenarioStates::Get(
    const std::shared_ptr<const ingest::State>& state,
    const ScenarioWanted& wanted) {
  const std::string key = KeyOf(*state, wanted);
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto it =
        std::find_if(entries_.begin(), entries_.end(),
                     [&](const Entry& one) { return one.first == key; });
    if (it != entries_.end()) {
      entries_.splice(entries_.begin(), entries_, it);
      return it->second;
    }
  }
  const absl::StatusOr<Text> text = Parsed(wanted.content);
  if (!text.ok()) return text.status();
  absl::StatusOr<std::shared_ptr<const UnderScenario>> laid =
      LayScenario(state, **text, wanted);
  if (!laid.ok()) return laid;
  const std::lock_guard<std::mutex> lock(mutex_);
  entries_.emplace_front(key, *laid);
  if (entries_.size() > capacity_) entries_.pop_back();
  return laid;
}

}  // namespace ketenzicht::service
