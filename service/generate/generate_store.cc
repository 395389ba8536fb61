#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graph/fact_check.h"
#include "ingest/generator/generator.h"
#include "ingest/importer.h"
#include "service/generate/generate.h"

namespace ketenzicht::service {
namespace {

namespace fs = std::filesystem;

constexpr char kAuthor[] = "ketenzicht generate";
// Of the graph that stands for the whole when the vocabulary is tried.
constexpr int64_t kTrialScale = 1000;

// ontology.yaml and policies/*.yaml of a folder.
absl::StatusOr<std::vector<ingest::InputFile>> ReadVocabulary(
    const std::string& folder) {
  std::vector<fs::path> paths = {fs::path(folder) / "ontology.yaml"};
  std::error_code code;
  for (fs::directory_iterator it(fs::path(folder) / "policies", code), end;
       !code && it != end; it.increment(code)) {
    if (it->path().extension() == ".yaml") paths.push_back(it->path());
  }
  std::sort(paths.begin() + 1, paths.end());
  std::vector<ingest::InputFile> files;
  for (const fs::path& path : paths) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream content;
    content << file.rdbuf();
    if (!file) {
      return absl::NotFoundError(
          absl::StrCat(path.string(), ": cannot be read"));
    }
    files.push_back({path.string(), content.str()});
  }
  return files;
}

// What the store holds, without its facts.
struct Held {
  ingest::State state;  // the documents
  bool has_facts = false;
};

absl::StatusOr<Held> ReadHeld(const FactStore& store) {
  Held held;
  const absl::Status read = store.ReadLog(0, [&](Change change) {
    held.has_facts = held.has_facts || !change.facts.empty();
    for (Document& document : change.documents) {
      held.state.documents[document.name] = std::move(document.content);
    }
    for (const std::string& name : change.removed_documents) {
      held.state.documents.erase(name);
    }
    return absl::OkStatus();
  });
  if (!read.ok()) return read;
  return held;
}

absl::Status ProblemStatus(const std::vector<ingest::Problem>& problems) {
  std::string text;
  for (const ingest::Problem& problem : problems) {
    absl::StrAppend(
        &text, text.empty() ? "" : "\n",
        problem.file.empty() ? problem.reason : ingest::FormatProblem(problem));
  }
  return absl::InvalidArgumentError(text);
}

// The documents that are new. The facts would be sound by them and those that
// the store has.
absl::StatusOr<std::vector<Document>> CheckVocabulary(
    const ingest::GeneratorOptions& options, const GenerateIntoStore& how,
    const ingest::State& held) {
  std::vector<ingest::InputFile> files;
  if (!how.data.empty()) {
    absl::StatusOr<std::vector<ingest::InputFile>> read =
        ReadVocabulary(how.data);
    if (!read.ok()) return read.status();
    files = *std::move(read);
  }
  // Only these two are asked for; a case needs facts that are not read here.
  ingest::State vocabulary;
  for (const char* name : {"ontology", "policy"}) {
    const auto it = held.documents.find(name);
    if (it != held.documents.end()) vocabulary.documents.insert(*it);
  }
  const ingest::ImportOutcome outcome = ingest::Import(vocabulary, files);
  if (!outcome.problems.empty()) return ProblemStatus(outcome.problems);
  if (outcome.next.ontology == nullptr || outcome.next.policy == nullptr) {
    return absl::FailedPreconditionError(
        "the store has no ontology or no policy yet: name a folder that has "
        "both (--data data)");
  }
  ingest::GeneratorOptions trial = options;
  trial.scale = std::min(options.scale, kTrialScale);
  std::vector<graph::Fact> facts;
  const absl::Status made = ingest::GenerateFacts(
      trial, ingest::GeneratorPart::kAll, [&](graph::Fact fact) {
        facts.push_back(std::move(fact));
        return absl::OkStatus();
      });
  if (!made.ok()) return made;
  const std::vector<graph::FactProblem> problems =
      graph::CheckFacts(facts, *outcome.next.ontology, *outcome.next.policy);
  if (!problems.empty()) {
    const graph::FactProblem& first = problems.front();
    return absl::InvalidArgumentError(
        absl::StrCat("by this ontology and policy the facts would not be "
                     "sound: ",
                     first.fact_id, ": ", first.field, ": ", first.reason));
  }
  std::vector<Document> documents;
  for (const auto& [name, content] : outcome.documents) {
    documents.push_back({name, content});
  }
  return documents;
}

// Commits what it is given, a batch at a time.
class BatchWriter {
 public:
  BatchWriter(FactStore& store, const GenerateProgress& progress)
      : store_(store), progress_(progress) {}

  absl::Status Put(graph::Fact fact) {
    if (batch_.facts.empty()) batch_.facts.reserve(kFactsPerCommit);
    batch_.facts.push_back(std::move(fact));
    if (++facts_ % kFactsPerProgress == 0) progress_(facts_);
    return static_cast<int64_t>(batch_.facts.size()) < kFactsPerCommit
               ? absl::OkStatus()
               : Flush();
  }
  absl::Status Put(std::vector<Document> documents) {
    batch_.documents = std::move(documents);
    return Flush();
  }
  absl::Status Flush() {
    if (batch_.facts.empty() && batch_.documents.empty()) {
      return absl::OkStatus();
    }
    batch_.author = kAuthor;
    absl::Status status = store_.Commit(batch_).status();
    batch_ = WriteBatch();
    return status;
  }
  int64_t facts() const { return facts_; }

 private:
  FactStore& store_;
  const GenerateProgress& progress_;
  WriteBatch batch_;
  int64_t facts_ = 0;
};

}  // namespace

absl::StatusOr<int64_t> GenerateStore(const ingest::GeneratorOptions& options,
                                      const GenerateIntoStore& how,
                                      FactStore& store,
                                      const GenerateProgress& progress) {
  if (absl::Status ok = ingest::CheckOptions(options); !ok.ok()) return ok;
  const absl::StatusOr<Held> held = ReadHeld(store);
  if (!held.ok()) return held.status();
  if (held->has_facts && !how.into_facts) {
    return absl::FailedPreconditionError(
        "the store has facts; take an empty one, or say --into-facts");
  }
  absl::StatusOr<std::vector<Document>> documents =
      CheckVocabulary(options, how, held->state);
  if (!documents.ok()) return documents.status();
  BatchWriter writer(store, progress);
  absl::Status status = writer.Put(*std::move(documents));
  for (const ingest::GeneratorPart part : ingest::kGeneratorParts) {
    if (status.ok()) {
      status = ingest::GenerateFacts(options, part, [&](graph::Fact fact) {
        return writer.Put(std::move(fact));
      });
    }
    // The next part stands on this one.
    if (status.ok()) status = writer.Flush();
  }
  if (!status.ok()) return status;
  progress(writer.facts());
  return writer.facts();
}

}  // namespace ketenzicht::service
