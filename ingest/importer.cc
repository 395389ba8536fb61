#include "ingest/importer.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graph/fact_check.h"
#include "graph/fact_table_builder.h"
#include "graph/overlay_check.h"
#include "ingest/csv_fact_reader.h"
#include "ingest/fact_reader.h"
#include "ingest/json_lines_reader.h"
#include "ingest/laid_snapshot.h"
#include "ingest/state_documents.h"
#include "ingest/yaml_document.h"

namespace ketenzicht::ingest {
namespace {

constexpr absl::string_view kApiVersion = "ketenzicht.nl/v1";

struct Place {
  std::string file;
  int line = 0;
};

class Importer {
 public:
  // Both must outlive it. Where the steps end, what it gives is not whole.
  Importer(const State& current, WantedSteps& steps)
      : current_(current),
        steps_(steps),
        documents_(current, outcome_.problems) {}

  void ReadFile(const InputFile& file) {
    ++outcome_.counts.files;
    Problems problems(file.name);
    if (IsCsvName(file.name)) {
      ReadCsv(file, problems);
    } else if (IsJsonLinesName(file.name)) {
      ReadJsonLines(file, problems);
    } else if (std::optional<YamlNode> root =
                   ParseYaml(file.content, problems)) {
      Sort(file, *std::move(root), problems);
    } else {
      unread_ = true;
    }
    Take(problems);
  }

  void KeepStored(const std::string& name, const std::string& text) {
    documents_.KeepStored(name, text);
  }

  void Put(graph::Fact fact, Place place) {
    ++outcome_.counts.read;
    const auto [it, added] = laid_.try_emplace(fact.id);
    if (!added) {
      const Place first = PlaceOf(fact.id);
      outcome_.problems.push_back(
          {place.file, place.line,
           absl::StrCat("'", fact.id, "' stands twice; first at ", first.file,
                        ":", first.line)});
      return;
    }
    if (!place.file.empty()) places_.emplace(fact.id, std::move(place));
    it->second = std::move(fact);
  }

  // A fact that was put is not gone.
  void Retract(const std::string& id) {
    if (There(id) == graph::kNoFact) {
      outcome_.problems.push_back(
          {"", 0, absl::StrCat(id, ": there is no such fact to retract")});
    }
    laid_.try_emplace(id);
  }

  ImportOutcome Finish(int64_t revision_if_changed) {
    revision_if_changed_ = revision_if_changed;
    documents_.ReadVocabulary(!laid_.empty());
    // Facts are checked even where some were wrong to begin with, so that all
    // problems come at once; not where a file could not be read at all, since
    // then everything that points into it would be one.
    if (!unread_ && documents_.ontology() != nullptr &&
        documents_.policy() != nullptr) {
      Merge();
      if (steps_.Ask()) Check();
    }
    if (outcome_.problems.empty()) documents_.CheckMappings();
    ReadCases();
    const bool changed = !laid_.empty() || !documents_.changed().empty();
    outcome_.next.revision = changed ? revision_if_changed : current_.revision;
    MoveWritten();
    return TakeOutcome();
  }

  ImportOutcome FinishRestored(
      int64_t revision, std::unique_ptr<const graph::PackedFacts> facts) {
    documents_.ReadVocabulary(facts->size() > 0);
    outcome_.next.ontology = documents_.ontology();
    outcome_.next.policy = documents_.policy();
    outcome_.next.revision = revision;
    if (documents_.ontology() != nullptr && documents_.policy() != nullptr) {
      Pack(std::move(facts), revision);
    }
    ReadCases();
    return TakeOutcome();
  }

 private:
  // Without problems, or nothing but those.
  ImportOutcome TakeOutcome() {
    std::stable_sort(outcome_.problems.begin(), outcome_.problems.end(),
                     [](const Problem& a, const Problem& b) {
                       return std::tie(a.file, a.line, a.column) <
                              std::tie(b.file, b.line, b.column);
                     });
    if (!outcome_.problems.empty()) {
      ImportOutcome refused;
      refused.problems = std::move(outcome_.problems);
      return refused;
    }
    outcome_.next.documents = documents_.all();
    outcome_.documents = documents_.changed();
    return std::move(outcome_);
  }

  void ReadCases() {
    if (!outcome_.problems.empty()) return;
    outcome_.next.cases = documents_.ReadCases(outcome_.next.snapshot.get());
  }

  void Pack(std::unique_ptr<const graph::PackedFacts> facts, int64_t revision) {
    graph::FactTableBuilder builder(*documents_.ontology());
    builder.AddAll(*facts);
    facts.reset();
    absl::StatusOr<std::unique_ptr<const graph::FactTable>> table =
        std::move(builder).Finish();
    if (table.ok()) {
      outcome_.next.snapshot =
          graph::Snapshot::Restore(revision, *std::move(table),
                                   documents_.ontology(), documents_.policy());
    } else {
      outcome_.problems.push_back(
          {"", 0, std::string(table.status().message())});
    }
  }

  void Take(const Problems& problems) {
    outcome_.problems.insert(outcome_.problems.end(), problems.list().begin(),
                             problems.list().end());
  }

  void ReadCsv(const InputFile& file, Problems& problems) {
    const auto take = [&](ReadFact read) { PutRead(std::move(read), file); };
    CsvFactReader reader(problems);
    reader.Read(file.content, take);
    if (!reader.Finish(take)) unread_ = true;
  }

  void ReadJsonLines(const InputFile& file, Problems& problems) {
    const auto fact = [&](ReadFact read) { PutRead(std::move(read), file); };
    const auto document = [&](LineDocument read) {
      PutDocument(std::move(read), file, problems);
    };
    JsonLinesReader reader(problems);
    reader.Read(file.content, fact, document);
    if (!reader.Finish(fact, document)) unread_ = true;
  }

  // Its problems are told by its own lines, after the line that it stands on.
  void PutDocument(LineDocument read, const InputFile& file,
                   Problems& problems) {
    const InputFile inner{
        absl::StrCat(file.name, ":", read.line, ": ", read.name),
        std::move(read.content)};
    Problems own(inner.name);
    std::optional<YamlNode> root = ParseYaml(inner.content, own);
    if (root) {
      Sort(inner, *std::move(root), own);
    } else {
      unread_ = true;
    }
    if (own.empty() && !documents_.all().contains(read.name)) {
      problems.Add(read.line, absl::StrCat("the document is no '", read.name,
                                           "' by its content"));
    }
    Take(own);
  }

  void PutRead(ReadFact read, const InputFile& file) {
    if (read.broken) broken_.insert(read.fact.id);
    Put(std::move(read.fact), {file.name, read.line});
  }

  // Reads the facts, or keeps the document for later.
  void Sort(const InputFile& file, YamlNode root, Problems& problems) {
    const YamlNode* version = root.Find("apiVersion");
    if (version == nullptr || version->scalar != kApiVersion) {
      problems.Add(root.place(),
                   absl::StrCat("apiVersion must be ", kApiVersion));
      return;
    }
    const YamlNode* kind = root.Find("kind");
    const std::string name = kind == nullptr ? "" : kind->scalar;
    if (name == "Facts") {
      for (ReadFact& read : ReadFacts(root, problems)) {
        PutRead(std::move(read), file);
      }
    } else if (StateDocuments::IsKind(name)) {
      documents_.Take(name, file, std::move(root), problems);
    } else {
      problems.Add(root.place(),
                   "kind must be Facts, Ontology, Policy, Case, Scenario, "
                   "Mapping or Names");
    }
  }

  graph::FactIndex There(absl::string_view id) const {
    return current_.snapshot == nullptr ? graph::kNoFact
                                        : current_.snapshot->Find(id);
  }

  // What was put and is there as it is, is not laid over.
  void Merge() {
    for (auto it = laid_.begin(); it != laid_.end() && steps_.Step();) {
      const graph::FactIndex there = There(it->first);
      if (!it->second) {
        ++it;
      } else if (there == graph::kNoFact) {
        ++outcome_.counts.created;
        ++it;
      } else if (current_.snapshot->facts().Read(there) == *it->second) {
        ++outcome_.counts.unchanged;
        it = laid_.erase(it);
      } else {
        ++outcome_.counts.changed;
        ++it;
      }
    }
  }

  // Those that are new or otherwise, once nobody looks at them any more: a
  // million are not there twice.
  void MoveWritten() {
    outcome_.written.reserve(laid_.size());
    for (auto it = laid_.begin(); it != laid_.end(); it = laid_.erase(it)) {
      if (it->second) outcome_.written.push_back(*std::move(it->second));
    }
  }

  void Check() {
    outcome_.next.ontology = documents_.ontology();
    outcome_.next.policy = documents_.policy();
    const bool changed = !laid_.empty() || !documents_.changed().empty();
    if (!changed && current_.snapshot != nullptr) {
      outcome_.next.snapshot = current_.snapshot;
      return;
    }
    const std::shared_ptr<const graph::Snapshot> below = Below();
    const std::vector<graph::FactProblem> found = ProblemsOver(*below);
    for (const graph::FactProblem& problem : found) AddProblem(problem);
    if (!found.empty() || !outcome_.problems.empty() || !steps_.Ask()) return;
    auto snapshot =
        PackInSteps(revision_if_changed_, *below, laid_, documents_.ontology(),
                    documents_.policy(), steps_);
    if (snapshot.ok()) {
      outcome_.next.snapshot = *std::move(snapshot);
    } else {
      outcome_.problems.push_back(
          {"", 0, std::string(snapshot.status().message())});
    }
  }

  // The snapshot that is there, or an empty one.
  std::shared_ptr<const graph::Snapshot> Below() const {
    if (current_.snapshot != nullptr) return current_.snapshot;
    return *graph::Snapshot::Create(0, {}, documents_.ontology(),
                                    documents_.policy());
  }

  // Another vocabulary may make anything unsound; what is laid over only what
  // has to do with it.
  std::vector<graph::FactProblem> ProblemsOver(const graph::Snapshot& below) {
    graph::OverlayCheck check(below, laid_);
    const auto go_on = [this] { return steps_.Ask(); };
    if (&below.ontology() == documents_.ontology().get() &&
        &below.policy() == documents_.policy().get()) {
      return check.Check(go_on);
    }
    return check.CheckAll(*documents_.ontology(), *documents_.policy(), go_on);
  }

  // What was wrong when it was read is not wrong once more.
  void AddProblem(const graph::FactProblem& problem) {
    if (broken_.contains(problem.fact_id)) return;
    const Place place = PlaceOf(problem.fact_id);
    outcome_.problems.push_back(ProblemAt(place.file, place.line, problem));
  }

  Place PlaceOf(const std::string& id) const {
    const auto it = places_.find(id);
    return it == places_.end() ? Place() : it->second;
  }

  const State& current_;
  WantedSteps& steps_;
  ImportOutcome outcome_;
  StateDocuments documents_;             // adds to the problems of the outcome
  std::map<std::string, Place> places_;  // of those that were in files
  LaidFacts laid_;
  std::set<std::string> broken_;  // ids of facts that were read with problems
  bool unread_ = false;           // a file could not be read
  int64_t revision_if_changed_ = 0;
};

}  // namespace

ImportOutcome Import(const State& current,
                     const std::vector<InputFile>& files) {
  WantedSteps steps;
  Importer importer(current, steps);
  for (const InputFile& file : files) importer.ReadFile(file);
  return importer.Finish(current.revision + 1);
}

ImportOutcome ApplyFacts(const State& current, std::vector<graph::Fact> facts,
                         const std::vector<std::string>& retracted) {
  WantedSteps steps;
  Importer importer(current, steps);
  for (graph::Fact& fact : facts) importer.Put(std::move(fact), Place());
  for (const std::string& id : retracted) importer.Retract(id);
  return importer.Finish(current.revision + 1);
}

absl::StatusOr<ImportOutcome> ApplyWantedFacts(const State& current,
                                               std::vector<graph::Fact> facts,
                                               WantedSteps& steps) {
  Importer importer(current, steps);
  for (graph::Fact& fact : facts) {
    if (!steps.Step()) return steps.status();
    importer.Put(std::move(fact), Place());
  }
  facts = {};
  ImportOutcome outcome = importer.Finish(current.revision + 1);
  if (!steps.Ask()) return steps.status();
  return outcome;
}

ImportOutcome Restore(int64_t revision,
                      std::unique_ptr<const graph::PackedFacts> facts,
                      const std::map<std::string, std::string>& documents) {
  const State nothing;
  WantedSteps steps;
  Importer importer(nothing, steps);
  for (const auto& [name, text] : documents) {
    // A scenario is read when it is asked for, a mapping and names when they
    // are used: what their readers learn to refuse later must not keep a store
    // from opening.
    if (StateDocuments::IsReadLater(name)) {
      importer.KeepStored(name, text);
    } else {
      importer.ReadFile({name, text});
    }
  }
  return importer.FinishRestored(revision, std::move(facts));
}

}  // namespace ketenzicht::ingest
