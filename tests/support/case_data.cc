#include "tests/support/case_data.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "graph/explanation.h"

namespace ketenzicht::testing {

std::vector<ingest::InputFile> ReadFolder(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".yaml") {
      names.push_back(entry.path().string());
    }
  }
  std::sort(names.begin(), names.end());
  std::vector<ingest::InputFile> files;
  for (const std::string& name : names) {
    std::ifstream file(name, std::ios::binary);
    std::ostringstream content;
    content << file.rdbuf();
    files.push_back({name, content.str()});
  }
  return files;
}

const ingest::State& CaseState() {
  static const ingest::State* const state = [] {
    ingest::ImportOutcome outcome =
        ingest::Import(ingest::State(), ReadFolder("data"));
    for (const ingest::Problem& problem : outcome.problems) {
      std::cerr << ingest::FormatProblem(problem) << "\n";
    }
    if (!outcome.problems.empty()) std::abort();
    return new ingest::State(std::move(outcome.next));
  }();
  return *state;
}

const ingest::State& VocabularyState() {
  static const auto& state = *new ingest::State([] {
    std::vector<ingest::InputFile> files;
    for (ingest::InputFile& file : ReadFolder("data")) {
      if (absl::StrContains(file.name, "/mappings/") ||
          absl::EndsWith(file.name, "/ontology.yaml") ||
          absl::EndsWith(file.name, "/names.yaml") ||
          absl::EndsWith(file.name, "/policies/netherlands.yaml")) {
        files.push_back(std::move(file));
      }
    }
    return ingest::Import(ingest::State(), files).next;
  }());
  return state;
}

graph::ViewOptions CaseOptions(const std::string& date,
                               const std::vector<std::string>& with) {
  graph::ViewOptions options = graph::DefaultOptions(
      *CaseState().snapshot, graph::Date::Parse(date).value());
  options.source_types.insert(options.source_types.end(), with.begin(),
                              with.end());
  return options;
}

CasePair AskCase(const std::string& process, const std::string& jurisdiction,
                 const graph::ViewOptions& options, const std::string& vector) {
  const graph::Snapshot& snapshot = *CaseState().snapshot;
  CasePair pair;
  pair.views = graph::Views::Create(CaseState().snapshot, options).value();
  const std::vector<graph::Target> targets =
      graph::TargetsOf(snapshot, {"jurisdictions/" + jurisdiction}).value();
  pair.answer = graph::AnswerPair(
      pair.views, snapshot.Find("processes/" + process), targets.front(),
      *snapshot.policy().FindVector(vector), graph::Limits());
  return pair;
}

std::string CasePair::status() const {
  return std::string(graph::StatusName(answer.status));
}
std::string CasePair::inherent() const {
  return std::string(graph::StatusName(answer.inherent_status));
}
std::string CasePair::tier() const {
  return graph::TierText(views.asked->snapshot(), answer.tier(),
                         graph::Language::kEnglish);
}
std::string CasePair::inherent_tier() const {
  return graph::TierText(views.asked->snapshot(),
                         answer.inherent ? &answer.inherent->tier : nullptr,
                         graph::Language::kEnglish);
}

}  // namespace ketenzicht::testing
