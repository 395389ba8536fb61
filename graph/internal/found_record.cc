#include "graph/internal/found_record.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "graph/internal/said_anew.h"
#include "graph/scenario_record.h"

namespace ketenzicht::graph::internal {
namespace {

Modality ModalityOf(bool holds) {
  return holds ? Modality::kAffirmed : Modality::kDenied;
}

// A name that nothing on record has.
std::string FreeName(const Snapshot& snapshot, size_t questions) {
  std::string name = "found-out";
  const auto taken = [&] {
    if (snapshot.Find(absl::StrCat("sources/scenario-", name)) != kNoFact) {
      return true;
    }
    for (size_t i = 0; i < questions; ++i) {
      if (snapshot.Find(absl::StrCat("relations/", name, "-", i)) != kNoFact) {
        return true;
      }
    }
    return false;
  };
  while (taken()) name += "-again";
  return name;
}

}  // namespace

FoundRecord::FoundRecord(const std::shared_ptr<const Snapshot>& snapshot,
                         const ViewOptions& options, const ExposedPair& pair,
                         const std::vector<OpenQuestion>& questions,
                         const ViewMaker& make_views, const Limits& limits)
    : snapshot_(snapshot),
      options_(options),
      pair_(pair),
      questions_(questions),
      make_views_(make_views),
      limits_(limits),
      name_(FreeName(*snapshot, questions.size())) {}

absl::StatusOr<const Found*> FoundRecord::Of(
    const std::vector<Literal>& answers) {
  const auto it = known_.find(answers);
  if (it != known_.end()) return &it->second;
  stopped_ = {.stop = limits_.interrupted()};
  if (!stopped_.complete()) return nullptr;
  if (left() <= 0) {
    stopped_ = {StopReason::kViews, derived_max_};
    return nullptr;
  }
  absl::StatusOr<Found> found = Derive(answers);
  if (absl::IsCancelled(found.status())) {
    stopped_ = {.stop = StopReason::kCancelled};
    return nullptr;
  }
  if (absl::IsDeadlineExceeded(found.status())) {
    stopped_ = {.stop = StopReason::kTime};
    return nullptr;
  }
  if (!found.ok()) return found.status();
  return &known_.emplace(answers, *std::move(found)).first->second;
}

namespace {

Found Without(Found::State state, std::string reason) {
  Found found;
  found.state = state;
  found.reason = std::move(reason);
  return found;
}

}  // namespace

absl::StatusOr<Found> FoundRecord::Derive(const std::vector<Literal>& answers) {
  const Scenario scenario = ScenarioOf(answers);
  const ScenarioRecord record = RecordOf(snapshot_, scenario);
  if (!record.problems.empty()) {
    return Without(Found::State::kRefused, record.problems.front().text);
  }
  const Snapshot& now = *record.snapshot;
  const absl::StatusOr<Views> views =
      MakeViews(make_views_, record.snapshot,
                OptionsOver(now, graph::SourceOf(scenario), answers));
  if (absl::IsResourceExhausted(views.status())) {
    return Without(Found::State::kCutShort,
                   std::string(views.status().message()));
  }
  if (!views.ok()) return views.status();
  const absl::StatusOr<std::vector<Target>> targets =
      TargetsOf(now, {std::string(snapshot_->id(pair_.target.asked))});
  // Of a jurisdiction that has no authority any more nobody is left.
  const Target target = targets.ok() ? targets->front() : Target{};
  const PairAnswer answer =
      AnswerPair(*views, now.Find(snapshot_->id(pair_.process)), target,
                 *pair_.vector, limits_);
  const absl::Status searched = CheckSearched(answer.completeness);
  if (absl::IsResourceExhausted(searched)) {
    return Without(Found::State::kCutShort, std::string(searched.message()));
  }
  if (!searched.ok()) return searched;
  Found found;
  found.state = Found::State::kDerived;
  found.outcome = OutcomeOf(now, answer);
  return found;
}

ViewOptions FoundRecord::OptionsOver(
    const Snapshot& now, const std::string& source,
    const std::vector<Literal>& answers) const {
  ViewOptions options = AlsoCounting(options_, now, source);
  for (Literal literal : answers) {
    for (FactIndex fact : questions_[QuestionOf(literal)].facts) {
      LookAtAnew(*snapshot_, fact, ModalityOf(Holds(literal)), options);
    }
  }
  return options;
}

Scenario FoundRecord::ScenarioOf(const std::vector<Literal>& answers) const {
  Scenario scenario;
  scenario.id = absl::StrCat("scenarios/", name_);
  scenario.title = {"gevonden", "found out"};
  scenario.date = EarliestDate(options_);
  for (Literal literal : answers) {
    const OpenQuestion& question = questions_[QuestionOf(literal)];
    const bool holds = Holds(literal);
    absl::StrAppend(&scenario.version, holds ? "+" : "-", question.id, " ");
    if (!question.recorded()) {
      scenario.changes.push_back(
          {.what = SaidFirst(
               *snapshot_, question, ModalityOf(holds),
               absl::StrCat("relations/", name_, "-", QuestionOf(literal)))});
    }
    for (FactIndex fact : question.facts) {
      scenario.changes.push_back(
          {.what = SaidAnew(*snapshot_, options_, fact, ModalityOf(holds))});
    }
  }
  return scenario;
}

}  // namespace ketenzicht::graph::internal
