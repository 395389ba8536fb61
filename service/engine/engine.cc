#include "service/engine/engine.h"

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "service/engine/errors.h"
#include "service/engine/repeated_write.h"

namespace ketenzicht::service {
Engine::Engine(std::unique_ptr<FactStore> store)
    : store_(std::move(store)),
      views_(kCachedViews),
      scenarios_(kCachedScenarios) {}

absl::StatusOr<std::unique_ptr<Engine>> Engine::Open(
    std::unique_ptr<FactStore> store) {
  std::unique_ptr<Engine> engine(new Engine(std::move(store)));
  const int64_t revision = engine->store_->LatestRevision();
  absl::StatusOr<PackedContents> contents =
      engine->store_->ReadPackedAt(revision);
  if (!contents.ok()) return contents.status();
  absl::StatusOr<std::shared_ptr<const ingest::State>> state =
      StateOf(*std::move(contents));
  if (!state.ok()) return state.status();
  engine->latest_ = *std::move(state);
  engine->latest_revision_ = revision;
  return engine;
}

std::shared_ptr<const ingest::State> Engine::Latest() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return latest_;
}

absl::StatusOr<Written> Engine::Import(
    const std::vector<ingest::InputFile>& files,
    const WriteSettings& settings) {
  const std::lock_guard<std::mutex> lock(write_mutex_);
  if (absl::Status ok = CheckExpected(settings); !ok.ok()) return ok;
  const std::shared_ptr<const ingest::State> current = Latest();
  return Commit(ingest::Import(*current, files), {}, settings);
}

absl::StatusOr<WrittenSource> Engine::ImportSource(
    const ingest::SourceImport& how, size_t chunk,
    const WriteSettings& settings,
    absl::FunctionRef<absl::Status()> when_read) {
  ingest::SourceImporter importer(how);
  const std::shared_ptr<const ingest::State> before = Latest();
  if (importer.Read(*before)) {
    if (absl::Status ok = when_read(); !ok.ok()) return ok;
  }
  const std::lock_guard<std::mutex> lock(write_mutex_);
  if (absl::Status ok = CheckExpected(settings); !ok.ok()) return ok;
  if (chunk > 0) {
    ingest::WantedSteps steps(how.still_wanted);
    return ImportParts(importer, chunk, settings, steps);
  }
  const std::shared_ptr<const ingest::State> current = Latest();
  absl::StatusOr<ingest::SourceOutcome> outcome = importer.LayOver(*current);
  if (!outcome.ok()) return outcome.status();
  absl::StatusOr<Written> written =
      Commit(std::move(outcome->import), {}, settings);
  if (!written.ok()) return written.status();
  return WrittenSource{*std::move(written), std::move(outcome->report)};
}

absl::StatusOr<WrittenSource> Engine::ImportParts(
    ingest::SourceImporter& importer, size_t chunk,
    const WriteSettings& settings, ingest::WantedSteps& steps) {
  absl::StatusOr<ingest::SourceParts> parts =
      importer.PartsOver(*Latest(), chunk);
  if (!parts.ok()) return parts.status();
  if (!parts->problems.empty()) return ProblemsToStatus(parts->problems);
  WrittenSource source{Written(), std::move(parts->report)};
  source.written.revision = Latest()->revision;
  source.written.counts.unchanged = parts->unchanged;
  // A request names one write, and these are several.
  WriteSettings each = settings;
  each.request_id.clear();
  for (std::vector<graph::Fact>& part : parts->parts) {
    const std::shared_ptr<const ingest::State> current = Latest();
    absl::StatusOr<ingest::ImportOutcome> outcome =
        ingest::ApplyWantedFacts(*current, std::move(part), steps);
    if (!outcome.ok()) return outcome.status();
    importer.Locate(outcome->problems);
    const absl::StatusOr<Written> written =
        Commit(*std::move(outcome), {}, each);
    if (!written.ok()) return written.status();
    source.written.revision = written->revision;
    source.written.counts.created += written->counts.created;
    source.written.counts.changed += written->counts.changed;
    source.written.counts.unchanged += written->counts.unchanged;
  }
  return source;
}

absl::StatusOr<Written> Engine::Apply(std::vector<graph::Fact> facts,
                                      const std::vector<std::string>& retracted,
                                      const WriteSettings& settings) {
  const std::lock_guard<std::mutex> lock(write_mutex_);
  if (absl::Status ok = CheckExpected(settings); !ok.ok()) return ok;
  const std::shared_ptr<const ingest::State> current = Latest();
  return Commit(ingest::ApplyFacts(*current, std::move(facts), retracted),
                retracted, settings);
}

absl::StatusOr<WrittenJudgement> Engine::JudgeSame(
    ingest::SameJudging judging, const WriteSettings& settings) {
  judging.author = settings.author;
  const std::lock_guard<std::mutex> lock(write_mutex_);
  if (absl::Status ok = CheckExpected(settings); !ok.ok()) return ok;
  const std::shared_ptr<const ingest::State> current = Latest();
  ingest::SameOutcome outcome = ingest::JudgeSame(*current, judging);
  absl::StatusOr<Written> written =
      Commit(std::move(outcome.import), outcome.retracted, settings);
  if (!written.ok()) return written.status();
  return WrittenJudgement{*std::move(written), std::move(outcome.judgement),
                          outcome.moved, outcome.left};
}

absl::Status Engine::CheckExpected(const WriteSettings& settings) const {
  const int64_t latest = store_->LatestRevision();
  if (!settings.expected_revision || *settings.expected_revision == latest) {
    return absl::OkStatus();
  }
  // One that comes again found what it expected when it came first.
  const absl::StatusOr<std::optional<int64_t>> written =
      store_->FindRequest(settings.request_id);
  if (!written.ok()) return written.status();
  if (*written) return absl::OkStatus();
  return WithReason(absl::FailedPreconditionError(absl::StrCat(
                        "the store is at revision ", latest,
                        ", the write expects ", *settings.expected_revision)),
                    "REVISION_MISMATCH");
}

absl::StatusOr<Written> Engine::Commit(
    ingest::ImportOutcome outcome, const std::vector<std::string>& retracted,
    const WriteSettings& settings) {
  if (!outcome.problems.empty()) return ProblemsToStatus(outcome.problems);
  Written written{store_->LatestRevision(),
                  outcome.counts,
                  static_cast<int>(retracted.size()),
                  {}};
  for (const auto& [name, content] : outcome.documents) {
    written.documents.push_back(name);
  }
  if (settings.validate_only ||
      (outcome.changes_nothing() && retracted.empty())) {
    return written;
  }
  WriteBatch batch;
  batch.facts = std::move(outcome.written);
  batch.retracted_ids = retracted;
  for (auto& [name, content] : outcome.documents) {
    batch.documents.push_back({name, std::move(content)});
  }
  batch.request_id = settings.request_id;
  batch.author = settings.author;
  const absl::StatusOr<CommitResult> committed = store_->Commit(batch);
  if (!committed.ok()) return committed.status();
  written.revision = committed->revision;
  if (committed->repeated) {
    if (absl::Status ok = CheckRepeat(*store_, committed->revision, batch);
        !ok.ok()) {
      return ok;
    }
    return written;
  }
  if (committed->revision != outcome.next.revision) {
    return absl::InternalError(
        absl::StrCat("revision ", committed->revision, " was written where ",
                     outcome.next.revision, " was checked"));
  }
  Publish(std::make_shared<const ingest::State>(std::move(outcome.next)));
  return written;
}

void Engine::Publish(std::shared_ptr<const ingest::State> next) {
  const std::lock_guard<std::mutex> lock(mutex_);
  latest_ = std::move(next);
  latest_revision_ = latest_->revision;
}

absl::StatusOr<std::shared_ptr<const ingest::State>> Engine::At(
    const RevisionWanted& wanted) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    const int64_t needed = std::max(wanted.exact, wanted.at_least);
    if (needed > latest_revision_) {
      return WithReason(
          absl::OutOfRangeError(absl::StrCat(
              "revision ", needed, " is not there yet; the latest is ",
              latest_revision_)),
          "REVISION_NOT_YET");
    }
    if (wanted.exact == 0 || wanted.exact == latest_revision_) return latest_;
    for (const auto& [revision, state] : older_) {
      if (revision == wanted.exact) return state;
    }
  }
  return Read(wanted.exact);
}

absl::StatusOr<std::shared_ptr<const ingest::State>> Engine::StateOf(
    PackedContents contents) {
  std::map<std::string, std::string> documents;
  for (Document& document : contents.documents) {
    documents[document.name] = std::move(document.content);
  }
  ingest::ImportOutcome outcome =
      ingest::Restore(contents.revision, std::move(contents.facts), documents);
  if (!outcome.problems.empty()) {
    return WithReason(absl::DataLossError(absl::StrCat(
                          "revision ", contents.revision, " is not sound: ",
                          ProblemsToStatus(outcome.problems).message())),
                      "DATA_LOSS");
  }
  return std::make_shared<const ingest::State>(std::move(outcome.next));
}

absl::StatusOr<std::shared_ptr<const ingest::State>> Engine::Read(
    int64_t revision) {
  absl::StatusOr<PackedContents> contents = store_->ReadPackedAt(revision);
  if (!contents.ok()) return contents.status();
  absl::StatusOr<std::shared_ptr<const ingest::State>> state =
      StateOf(*std::move(contents));
  if (!state.ok()) return state;
  const std::lock_guard<std::mutex> lock(mutex_);
  if (older_.size() == kCachedStates) older_.erase(older_.begin());
  older_.emplace_back(revision, *state);
  return state;
}

absl::StatusOr<std::shared_ptr<const ingest::State>> Engine::Ready(
    const RevisionWanted& wanted) {
  if (!wanted.scenario && wanted.scenario_name.empty()) {
    if (!wanted.parameters.empty()) {
      return absl::InvalidArgumentError(
          "scenario.parameters: of no scenario; give its name or its content");
    }
    return WithVocabulary(wanted);
  }
  const absl::StatusOr<std::shared_ptr<const UnderScenario>> under =
      Under(wanted);
  if (!under.ok()) return under.status();
  return wanted.before_changes ? (*under)->baseline : (*under)->scenario;
}

absl::StatusOr<std::shared_ptr<const UnderScenario>> Engine::Under(
    const RevisionWanted& wanted) {
  ScenarioWanted scenario;
  if (wanted.scenario) {
    scenario = *wanted.scenario;
  } else {
    const absl::StatusOr<std::shared_ptr<const ingest::State>> state =
        WithVocabulary(wanted);
    if (!state.ok()) return state.status();
    absl::StatusOr<std::string> stored =
        GetStoredScenario(**state, wanted.scenario_name);
    if (!stored.ok()) return stored.status();
    scenario.content = *std::move(stored);
    scenario.parameters = wanted.parameters;
  }
  RevisionWanted facts{.exact = wanted.exact, .at_least = wanted.at_least};
  if (facts.exact == 0) facts.exact = RevisionNamedBy(scenario.content);
  const absl::StatusOr<std::shared_ptr<const ingest::State>> state =
      WithVocabulary(facts);
  if (!state.ok()) return state.status();
  return scenarios_.Get(*state, scenario);
}

absl::StatusOr<std::shared_ptr<const ingest::State>> Engine::WithVocabulary(
    const RevisionWanted& wanted) {
  absl::StatusOr<std::shared_ptr<const ingest::State>> state = At(wanted);
  if (state.ok() && (*state)->snapshot == nullptr) {
    return WithReason(
        absl::FailedPreconditionError(
            "there is no ontology or policy yet: import data/ first"),
        "NO_VOCABULARY");
  }
  return state;
}

absl::StatusOr<graph::Views> Engine::ViewsOf(
    const std::shared_ptr<const graph::Snapshot>& snapshot,
    const graph::ViewOptions& options, const graph::Limits& limits) {
  return views_.Get(snapshot, options, limits);
}

void Engine::ForgetViewsOf(const graph::Snapshot& snapshot) {
  views_.Forget(snapshot);
}

graph::ViewMaker Engine::MakerOfViews(const graph::Limits& limits) {
  return [this, limits](const std::shared_ptr<const graph::Snapshot>& snapshot,
                        const graph::ViewOptions& options) {
    return views_.Make(snapshot, options, limits);
  };
}

absl::Status Engine::Close() { return store_->Close(); }

}  // namespace ketenzicht::service
