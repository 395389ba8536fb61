// Engine::WriteScenario.

#include "service/engine/stored_scenarios.h"

#include <algorithm>
#include <mutex>
#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "service/engine/engine.h"
#include "service/engine/errors.h"
#include "service/engine/repeated_write.h"

namespace ketenzicht::service {
namespace {

using Kind = ScenarioWrite::Kind;

WriteBatch BatchOf(const ScenarioWrite& write, const WriteSettings& settings) {
  WriteBatch batch;
  if (write.kind == Kind::kDelete) {
    batch.removed_documents = {write.id};
  } else {
    batch.documents = {{write.id, write.content}};
  }
  batch.request_id = settings.request_id;
  batch.author = settings.author;
  return batch;
}

// AlreadyExists, or NotFound.
absl::Status CheckThere(const ingest::State& state,
                        const ScenarioWrite& write) {
  absl::Status there = GetStoredScenario(state, write.id).status();
  if (write.kind != Kind::kCreate) return there;
  if (!there.ok()) return absl::OkStatus();
  return absl::AlreadyExistsError(
      absl::StrCat("there is a scenario '", write.id, "' already"));
}

void Write(const ScenarioWrite& write, std::vector<Document>& documents) {
  std::erase_if(documents,
                [&](const Document& one) { return one.name == write.id; });
  if (write.kind != Kind::kDelete) {
    documents.push_back({write.id, write.content});
  }
}

}  // namespace

absl::StatusOr<std::string> GetStoredScenario(const ingest::State& state,
                                              const std::string& id) {
  const auto stored = state.documents.find(id);
  if (stored != state.documents.end() && absl::StartsWith(id, "scenarios/")) {
    return stored->second;
  }
  return absl::NotFoundError(absl::StrCat("there is no scenario '", id, "'"));
}

absl::StatusOr<WrittenScenario> Engine::WriteScenario(
    const ScenarioWrite& write, const WriteSettings& settings,
    const ScenarioCheck& check) {
  for (;;) {
    const absl::StatusOr<std::optional<WrittenScenario>> repeated =
        WrittenBefore(write, settings);
    if (!repeated.ok()) return repeated.status();
    if (*repeated) return **repeated;
    const std::shared_ptr<const ingest::State> state = Latest();
    if (absl::Status ok = CheckExpected(settings); !ok.ok()) return ok;
    if (absl::Status ok = CheckThere(*state, write); !ok.ok()) return ok;
    if (absl::Status ok = check(state); !ok.ok()) return ok;
    // Checking takes its time, and keeps nobody from writing.
    const std::lock_guard<std::mutex> lock(write_mutex_);
    if (store_->LatestRevision() != state->revision) continue;
    return CommitScenario(*state, write, settings);
  }
}

absl::StatusOr<std::optional<WrittenScenario>> Engine::WrittenBefore(
    const ScenarioWrite& write, const WriteSettings& settings) {
  std::optional<WrittenScenario> none;
  if (settings.validate_only) return none;
  const absl::StatusOr<std::optional<int64_t>> revision =
      store_->FindRequest(settings.request_id);
  if (!revision.ok()) return revision.status();
  if (!*revision) return none;
  if (absl::Status ok =
          CheckRepeat(*store_, **revision, BatchOf(write, settings));
      !ok.ok()) {
    return ok;
  }
  WrittenScenario written{**revision, write.content};
  if (write.kind == Kind::kDelete) {
    const auto before = At({.exact = **revision - 1});
    if (!before.ok()) return before.status();
    absl::StatusOr<std::string> was = GetStoredScenario(**before, write.id);
    if (!was.ok()) return was.status();
    written.content = *std::move(was);
  }
  return written;
}

absl::StatusOr<WrittenScenario> Engine::CommitScenario(
    const ingest::State& state, const ScenarioWrite& write,
    const WriteSettings& settings) {
  const auto stored = state.documents.find(write.id);
  const bool there = stored != state.documents.end();
  WrittenScenario written{state.revision, write.kind == Kind::kDelete
                                              ? stored->second
                                              : write.content};
  const bool same =
      there && write.kind != Kind::kDelete && stored->second == write.content;
  if (settings.validate_only || same) return written;
  // The state that will be, made of what is stored: facts are neither checked
  // nor touched, and what is written can be read before it is written.
  absl::StatusOr<PackedContents> contents =
      store_->ReadPackedAt(state.revision);
  if (!contents.ok()) return contents.status();
  ++contents->revision;
  Write(write, contents->documents);
  absl::StatusOr<std::shared_ptr<const ingest::State>> next =
      StateOf(*std::move(contents));
  if (!next.ok()) return next.status();
  const absl::StatusOr<CommitResult> committed =
      store_->Commit(BatchOf(write, settings));
  if (!committed.ok()) return committed.status();
  if (committed->revision != (*next)->revision) {
    return absl::InternalError(absl::StrCat("revision ", committed->revision,
                                            " was written where ",
                                            (*next)->revision, " was checked"));
  }
  written.revision = committed->revision;
  Publish(*std::move(next));
  return written;
}

}  // namespace ketenzicht::service
