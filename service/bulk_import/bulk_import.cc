#include "service/bulk_import/bulk_import.h"

#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "graph/packed_check.h"
#include "ingest/csv_bulk_reader.h"
#include "ingest/disk_file.h"
#include "ingest/fact_places.h"
#include "ingest/importer.h"

namespace ketenzicht::service {
namespace {

using ingest::BulkFile;
using ingest::Problem;

// What one commit takes.
constexpr int64_t kMaxFacts = StoreLimits().batch_facts;

BulkFile FileAt(const std::string& path) {
  return {path, [path] { return ingest::OpenDiskFile(path); }};
}

// Ontology and policy of the store.
absl::StatusOr<ingest::State> ReadVocabulary(const PackedContents& contents) {
  ingest::State stored;
  for (const Document& document : contents.documents) {
    if (document.name == "ontology" || document.name == "policy") {
      stored.documents[document.name] = document.content;
    }
  }
  ingest::ImportOutcome outcome = ingest::Import(stored, {});
  if (!outcome.problems.empty()) {
    return absl::FailedPreconditionError(outcome.problems.front().reason);
  }
  if (outcome.next.ontology == nullptr || outcome.next.policy == nullptr) {
    return absl::FailedPreconditionError(
        "the store has no ontology or no policy yet: import data/ first");
  }
  return std::move(outcome.next);
}

// One import, step by step.
class Bulk {
 public:
  Bulk(const BulkImportRequest& request, FactStore& store,
       const BulkImportProgress& progress)
      : request_(request), store_(store), progress_(progress) {
    for (const std::string& path : request.paths) {
      files_.push_back(FileAt(path));
    }
  }

  absl::StatusOr<BulkImportResult> Run() {
    if (files_.empty()) return absl::InvalidArgumentError("no file is given");
    const absl::StatusOr<std::optional<int64_t>> before =
        store_.FindRequest(request_.request_id);
    if (!before.ok()) return before.status();
    if (before->has_value()) {
      return BulkImportResult{.revision = **before, .repeated = true};
    }
    // Also where nothing is to be written, and before all is read.
    const int64_t latest = store_.LatestRevision();
    if (request_.expected_revision.value_or(latest) != latest) {
      return absl::FailedPreconditionError(
          absl::StrCat("the latest revision is ", latest, ", not ",
                       *request_.expected_revision));
    }
    const absl::StatusOr<PackedContents> stored =
        store_.ReadPackedAt(store_.LatestRevision());
    if (!stored.ok()) return stored.status();
    const absl::StatusOr<ingest::State> vocabulary = ReadVocabulary(*stored);
    if (!vocabulary.ok()) return vocabulary.status();
    absl::Status status = Read();
    if (status.ok() && result_.problems.empty()) {
      status = Check(*stored->facts, *vocabulary);
    }
    result_.revision = stored->revision;
    if (status.ok() && result_.problems.empty()) {
      status = Write(stored->revision);
    }
    if (!status.ok()) return status;
    return std::move(result_);
  }

 private:
  absl::Status Read() {
    absl::StatusOr<ingest::BulkFacts> read = ingest::ReadBulkCsv(
        files_, kMaxFacts,
        [this](int64_t bytes) { progress_(BulkPhase::kReading, bytes); });
    if (!read.ok()) return read.status();
    result_.problems = std::move(read->problems);
    result_.bytes = read->bytes;
    facts_ = std::move(read->facts);
    if (facts_ != nullptr) result_.facts = facts_->size();
    return absl::OkStatus();
  }

  absl::Status Check(const graph::PackedFacts& stored,
                     const ingest::State& vocabulary) {
    progress_(BulkPhase::kChecking, result_.bytes);
    const absl::StatusOr<std::vector<graph::FactProblem>> found =
        graph::CheckPackedFacts(*facts_, stored.size() > 0 ? &stored : nullptr,
                                *vocabulary.ontology, *vocabulary.policy);
    if (!found.ok()) return found.status();
    if (found->empty()) return absl::OkStatus();
    absl::StatusOr<std::vector<Problem>> places =
        ingest::PlacesOf(*found, files_);
    if (!places.ok()) return places.status();
    result_.problems = *std::move(places);
    return absl::OkStatus();
  }

  absl::Status Write(int64_t checked_revision) {
    if (request_.dry_run || facts_->size() == 0) return absl::OkStatus();
    progress_(BulkPhase::kWriting, result_.bytes);
    WriteBatch batch;
    batch.packed = facts_.get();
    batch.request_id = request_.request_id;
    batch.author = request_.author;
    batch.expected_revision =
        request_.expected_revision.value_or(checked_revision);
    const absl::StatusOr<CommitResult> written = store_.Commit(batch);
    if (!written.ok()) return written.status();
    result_.revision = written->revision;
    result_.repeated = written->repeated;
    return absl::OkStatus();
  }

  const BulkImportRequest& request_;
  FactStore& store_;
  const BulkImportProgress& progress_;
  std::vector<BulkFile> files_;
  std::unique_ptr<const graph::PackedFacts> facts_;
  BulkImportResult result_;
};

}  // namespace

absl::StatusOr<BulkImportResult> BulkImport(
    const BulkImportRequest& request, FactStore& store,
    const BulkImportProgress& progress) {
  return Bulk(request, store, progress).Run();
}

}  // namespace ketenzicht::service
