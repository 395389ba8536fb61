// The service without a transport: writes facts, holds the snapshots, makes the
// views. What is asked of a view is graph/'s.
//
//   absl::StatusOr<std::unique_ptr<Engine>> engine =
//       Engine::Open(std::move(store));
//   absl::StatusOr<std::shared_ptr<const ingest::State>> state =
//       (*engine)->At({});
//   absl::StatusOr<graph::Views> views =
//       (*engine)->ViewsOf((*state)->snapshot, options);

#ifndef KETENZICHT_SERVICE_ENGINE_ENGINE_H_
#define KETENZICHT_SERVICE_ENGINE_ENGINE_H_

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "graph/exposure.h"
#include "ingest/importer.h"
#include "ingest/same_judgement.h"
#include "ingest/source_import.h"
#include "service/engine/scenario_states.h"
#include "service/engine/stored_scenarios.h"
#include "service/engine/view_cache.h"
#include "service/store/fact_store.h"

namespace ketenzicht::service {

// How something is written; see WriteOptions in fact_service.proto.
struct WriteSettings {
  std::optional<int64_t> expected_revision;
  std::string request_id;
  bool validate_only = false;
  std::string author;
};

struct Written {
  int64_t revision = 0;  // the latest one now
  ingest::ImportCounts counts;
  int retracted = 0;
  std::vector<std::string> documents;  // new or changed; sorted
};

struct WrittenSource {
  Written written;
  ingest::ImportReport report;
};

struct WrittenJudgement {
  Written written;
  // As of ingest::SameOutcome.
  std::string judgement;
  int64_t moved = 0;
  int64_t left = 0;
};

// Which revision is read; nothing set: the latest. And under which scenario.
struct RevisionWanted {
  int64_t exact = 0;
  int64_t at_least = 0;
  std::optional<ScenarioWanted> scenario;
  std::string scenario_name;  // of a stored one, instead
  // Of the stored one, as of ScenarioWanted.
  ingest::ScenarioParameters parameters;
  bool before_changes = false;  // its baseline
};

inline constexpr size_t kCachedViews = 64;
inline constexpr size_t kCachedStates = 4;
inline constexpr size_t kCachedScenarios = 8;

// Thread-safe. Writes run one after another; a reader keeps the state it got
// while others are written.
class Engine {
 public:
  // Reads what `store` holds. DataLoss where it is not sound.
  static absl::StatusOr<std::unique_ptr<Engine>> Open(
      std::unique_ptr<FactStore> store);

  // Imports files, or applies facts: all of it as one revision, or nothing.
  // Durable before it is visible, visible when it returns. What changes nothing
  // makes no revision. InvalidArgument (UNSOUND_FACTS) with every problem, a
  // line each; FailedPrecondition (REVISION_MISMATCH); errors of the store.
  absl::StatusOr<Written> Import(const std::vector<ingest::InputFile>& files,
                                 const WriteSettings& settings);
  // The same of one source of an outside format (docs/import.md). Its bytes are
  // read beside other writes, which see nothing of it; then `when_read` is
  // asked, and what it says ends the import unless it is OK. With a `chunk` it
  // is not one revision but one for every so many facts, as of
  // SourceImporter::PartsOver: what was written before an error stays, and the
  // same import again goes on behind it. What `still_wanted` of `how` says ends
  // it too, until a revision is being written.
  absl::StatusOr<WrittenSource> ImportSource(
      const ingest::SourceImport& how, size_t chunk,
      const WriteSettings& settings,
      absl::FunctionRef<absl::Status()> when_read);
  absl::StatusOr<Written> Apply(std::vector<graph::Fact> facts,
                                const std::vector<std::string>& retracted,
                                const WriteSettings& settings);

  // The same of a judgement (docs/resolution.md); its author is that of
  // `settings`.
  absl::StatusOr<WrittenJudgement> JudgeSame(ingest::SameJudging judging,
                                             const WriteSettings& settings);

  // Writes a stored scenario, as a revision of its own, where `check` finds its
  // content good; no fact is touched. What changes nothing makes no revision. A
  // request that was written before gives what it wrote. AlreadyExists,
  // NotFound; FailedPrecondition (REVISION_MISMATCH); errors of `check` and of
  // the store. Reads the store once, as an older revision is read.
  absl::StatusOr<WrittenScenario> WriteScenario(const ScenarioWrite& write,
                                                const WriteSettings& settings,
                                                const ScenarioCheck& check);

  // All there is at a revision. OutOfRange (REVISION_NOT_YET) for one that is
  // not there yet. An older revision is read from the store again unless it is
  // one of the last asked for.
  absl::StatusOr<std::shared_ptr<const ingest::State>> At(
      const RevisionWanted& wanted);

  // As At, and under the scenario, where one is asked for. FailedPrecondition
  // (NO_VOCABULARY) while there is no snapshot; InvalidArgument for parameters
  // of no scenario; errors as of Under.
  absl::StatusOr<std::shared_ptr<const ingest::State>> Ready(
      const RevisionWanted& wanted);

  // The scenario of `wanted`, which has one, over its revision (without one:
  // that which its baseline names, else the latest); nothing is written.
  // InvalidArgument (INVALID_SCENARIO) with every problem; NotFound for a
  // stored one that is not there.
  absl::StatusOr<std::shared_ptr<const UnderScenario>> Under(
      const RevisionWanted& wanted);

  // As ViewCache::Get.
  absl::StatusOr<graph::Views> ViewsOf(
      const std::shared_ptr<const graph::Snapshot>& snapshot,
      const graph::ViewOptions& options, const graph::Limits& limits = {});

  // Lets go of the views of this snapshot, which nobody will ask again: one
  // that a scenario laid.
  void ForgetViewsOf(const graph::Snapshot& snapshot);

  // As ViewCache::Make, for as long as the engine and what `limits` ask are
  // there.
  graph::ViewMaker MakerOfViews(const graph::Limits& limits);

  // Lets go of the store; later writes fail.
  absl::Status Close();

 private:
  explicit Engine(std::unique_ptr<FactStore> store);
  absl::StatusOr<WrittenSource> ImportParts(ingest::SourceImporter& importer,
                                            size_t chunk,
                                            const WriteSettings& settings,
                                            ingest::WantedSteps& steps);
  absl::StatusOr<Written> Commit(ingest::ImportOutcome outcome,
                                 const std::vector<std::string>& retracted,
                                 const WriteSettings& settings);
  // What the request of these settings wrote, where it was there before.
  absl::StatusOr<std::optional<WrittenScenario>> WrittenBefore(
      const ScenarioWrite& write, const WriteSettings& settings);
  // Under write_mutex_, of the latest state.
  absl::StatusOr<WrittenScenario> CommitScenario(const ingest::State& state,
                                                 const ScenarioWrite& write,
                                                 const WriteSettings& settings);
  // What is persisted may be seen.
  void Publish(std::shared_ptr<const ingest::State> next);
  static absl::StatusOr<std::shared_ptr<const ingest::State>> StateOf(
      PackedContents contents);
  absl::Status CheckExpected(const WriteSettings& settings) const;
  absl::StatusOr<std::shared_ptr<const ingest::State>> Read(int64_t revision);
  absl::StatusOr<std::shared_ptr<const ingest::State>> WithVocabulary(
      const RevisionWanted& wanted);
  std::shared_ptr<const ingest::State> Latest() const;

  std::unique_ptr<FactStore> store_;  // thread-safe
  ViewCache views_;                   // thread-safe
  ScenarioStates scenarios_;          // thread-safe
  std::mutex write_mutex_;            // one write at a time
  mutable std::mutex mutex_;          // guards what follows
  std::shared_ptr<const ingest::State> latest_;
  int64_t latest_revision_ = 0;
  // Older states, last used last.
  std::vector<std::pair<int64_t, std::shared_ptr<const ingest::State>>> older_;
};

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_ENGINE_ENGINE_H_
