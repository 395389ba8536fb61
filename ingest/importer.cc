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

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "graph/fact_check.h"
#include "graph/fact_table_builder.h"
#include "ingest/case_reader.h"
#include "ingest/checked_snapshot.h"
#include "ingest/csv_fact_reader.h"
#include "ingest/fact_reader.h"
#include "ingest/json_lines_reader.h"
#include "ingest/mapping.h"
#include "ingest/name_forms.h"
#include "ingest/ontology_reader.h"
#include "ingest/policy_reader.h"
#include "ingest/scenario_reader.h"
#include "ingest/yaml_document.h"

namespace ketenzicht::ingest {
namespace {

constexpr absl::string_view kApiVersion = "ketenzicht.nl/v1";
constexpr absl::string_view kOntology = "ontology";
constexpr absl::string_view kPolicy = "policy";
constexpr absl::string_view kScenarios = "scenarios/";
constexpr absl::string_view kMappings = "mappings/";

struct Place {
  std::string file;
  int line = 0;
};

// A document that was read and waits for those it builds on.
struct Parsed {
  std::string file;
  YamlNode root;
  std::string content;
};

class Importer {
 public:
  // Both must outlive it. Where the steps end, what it gives is not whole.
  Importer(const State& current, WantedSteps& steps)
      : current_(current), steps_(steps) {
    outcome_.next.documents = current.documents;
    if (current.snapshot == nullptr) return;
    const graph::FactTable& facts = current.snapshot->facts();
    there_.reserve(facts.size());
    for (graph::FactIndex at = 0; at < facts.size() && steps_.Step(); ++at) {
      there_.push_back(facts.Read(at));
    }
    for (const graph::Fact& fact : there_) {
      if (!steps_.Step()) return;
      facts_.emplace(fact.id, &fact);
    }
  }

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
    outcome_.next.documents[name] = text;
  }

  void Put(graph::Fact fact, Place place) {
    ++outcome_.counts.read;
    const auto [it, added] = places_.emplace(fact.id, place);
    if (!added) {
      outcome_.problems.push_back(
          {place.file, place.line,
           absl::StrCat("'", fact.id, "' stands twice; first at ",
                        it->second.file, ":", it->second.line)});
      return;
    }
    put_.push_back(std::move(fact));
  }

  void Retract(const std::string& id) {
    if (facts_.erase(id) == 0) {
      outcome_.problems.push_back(
          {"", 0, absl::StrCat(id, ": there is no such fact to retract")});
    }
    retracted_ = true;
  }

  ImportOutcome Finish(int64_t revision_if_changed) {
    revision_if_changed_ = revision_if_changed;
    ReadVocabulary(!put_.empty());
    // Facts are checked even where some were wrong to begin with, so that all
    // problems come at once; not where a file could not be read at all, since
    // then everything that points into it would be one.
    if (!unread_ && ontology_ != nullptr && policy_ != nullptr) {
      Merge();
      if (steps_.Ask()) Check();
    }
    if (outcome_.problems.empty()) CheckMappings();
    if (outcome_.problems.empty()) ReadCases();
    MoveWritten();
    outcome_.next.revision = outcome_.changes_nothing() && !retracted_
                                 ? current_.revision
                                 : revision_if_changed;
    return TakeOutcome();
  }

  ImportOutcome FinishRestored(
      int64_t revision, std::unique_ptr<const graph::PackedFacts> facts) {
    ReadVocabulary(facts->size() > 0);
    outcome_.next.ontology = ontology_;
    outcome_.next.policy = policy_;
    outcome_.next.revision = revision;
    if (ontology_ != nullptr && policy_ != nullptr) {
      Pack(std::move(facts), revision);
    }
    if (outcome_.problems.empty()) ReadCases();
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
    return std::move(outcome_);
  }

  void Pack(std::unique_ptr<const graph::PackedFacts> facts, int64_t revision) {
    graph::FactTableBuilder builder(*ontology_);
    builder.AddAll(*facts);
    facts.reset();
    absl::StatusOr<std::unique_ptr<const graph::FactTable>> table =
        std::move(builder).Finish();
    if (table.ok()) {
      outcome_.next.snapshot = graph::Snapshot::Restore(
          revision, *std::move(table), ontology_, policy_);
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
    if (own.empty() && !outcome_.next.documents.contains(read.name)) {
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
    } else if (name == "Ontology") {
      Keep(std::string(kOntology), file, std::move(root), problems);
    } else if (name == "Policy") {
      Keep(std::string(kPolicy), file, std::move(root), problems);
    } else if (name == "Case") {
      const YamlNode* id = root.Find("id");
      Keep(id == nullptr ? "" : id->scalar, file, std::move(root), problems);
    } else if (name == "Scenario") {
      KeepScenario(file, std::move(root), problems);
    } else if (name == "Mapping") {
      const YamlNode* format = root.Find("format");
      Keep(MappingName(format == nullptr ? "" : format->scalar), file,
           std::move(root), problems);
    } else if (name == "Names") {
      if (ReadLegalForms(root, problems)) {
        Keep(std::string(kNamesDocument), file, std::move(root), problems);
      }
    } else {
      problems.Add(root.place(),
                   "kind must be Facts, Ontology, Policy, Case, Scenario, "
                   "Mapping or Names");
    }
  }

  // Well formed; whether it fits the facts is asked when it is evaluated: these
  // change, and the scenario is no fact among them.
  void KeepScenario(const InputFile& file, YamlNode root, Problems& problems) {
    const std::optional<ScenarioText> text =
        ParseScenario(file.content, problems);
    if (!text) return;
    const std::optional<ScenarioDocument> read =
        ReadStoredScenario(*text, text->Variant(0), problems);
    if (read) Keep(read->scenario.id, file, std::move(root), problems);
  }

  void Keep(const std::string& name, const InputFile& file, YamlNode root,
            Problems& problems) {
    const auto [it, added] =
        parsed_.emplace(name, Parsed{file.name, std::move(root), file.content});
    if (!added) {
      problems.Add(0, absl::StrCat("'", name, "' stands twice; also in ",
                                   it->second.file));
      return;
    }
    std::string& text = outcome_.next.documents[name];
    if (text == file.content) return;
    text = file.content;
    outcome_.documents[name] = file.content;
  }

  // The document as it will be: just read, or stored.
  const Parsed* Document(absl::string_view name) {
    const auto it = parsed_.find(std::string(name));
    if (it != parsed_.end()) return &it->second;
    const auto stored = current_.documents.find(std::string(name));
    if (stored == current_.documents.end()) return nullptr;
    Problems problems(absl::StrCat("stored ", std::string(name)));
    std::optional<YamlNode> root = ParseYaml(stored->second, problems);
    Take(problems);
    if (!root) return nullptr;
    return &parsed_
                .emplace(
                    std::string(name),
                    Parsed{problems.file(), *std::move(root), stored->second})
                .first->second;
  }

  void ReadVocabulary(bool needed) {
    ontology_ = current_.ontology;
    policy_ = current_.policy;
    const bool new_ontology = outcome_.documents.contains("ontology");
    if (const Parsed* document = Document(kOntology);
        document != nullptr && (new_ontology || ontology_ == nullptr)) {
      Problems problems(document->file);
      if (auto read = ReadOntology(document->root, problems)) {
        ontology_ = std::make_shared<const graph::Ontology>(*std::move(read));
      }
      Take(problems);
    }
    const Parsed* document = Document(kPolicy);
    if (ontology_ == nullptr || document == nullptr) {
      if (needed || document != nullptr) {
        outcome_.problems.push_back(
            {"", 0,
             ontology_ == nullptr
                 ? "there is no ontology yet: import data/ontology.yaml too"
                 : "there is no policy yet: import one of data/policies/ too"});
      }
      return;
    }
    if (!new_ontology && policy_ != nullptr &&
        !outcome_.documents.contains("policy")) {
      return;
    }
    Problems problems(document->file);
    if (auto read = ReadPolicy(document->root, *ontology_, problems)) {
      policy_ = std::make_shared<const graph::Policy>(*std::move(read));
    }
    Take(problems);
  }

  void Merge() {
    for (size_t i = 0; i < put_.size(); ++i) {
      if (!steps_.Step()) return;
      const graph::Fact& fact = put_[i];
      const auto [it, added] = facts_.emplace(fact.id, &fact);
      if (added) {
        ++outcome_.counts.created;
      } else if (*it->second == fact) {
        ++outcome_.counts.unchanged;
        continue;
      } else {
        ++outcome_.counts.changed;
        it->second = &fact;
      }
      to_write_.push_back(i);
    }
  }

  // Those that are new or otherwise, once nobody looks at them any more: a
  // million are not there twice.
  void MoveWritten() {
    outcome_.written.reserve(to_write_.size());
    for (size_t i : to_write_) outcome_.written.push_back(std::move(put_[i]));
    put_.clear();
  }

  void Check() {
    outcome_.next.ontology = ontology_;
    outcome_.next.policy = policy_;
    const bool changed =
        !to_write_.empty() || !outcome_.documents.empty() || retracted_;
    if (!changed && current_.snapshot != nullptr) {
      outcome_.next.snapshot = current_.snapshot;
      return;
    }
    std::vector<const graph::Fact*> all;
    all.reserve(facts_.size());
    for (const auto& [id, fact] : facts_) all.push_back(fact);
    const std::vector<graph::FactProblem> found =
        CheckInSteps(all, *ontology_, *policy_, steps_);
    for (const graph::FactProblem& problem : found) AddProblem(problem);
    if (!found.empty() || !outcome_.problems.empty()) return;
    auto snapshot =
        PackInSteps(revision_if_changed_, all, ontology_, policy_, steps_);
    if (snapshot.ok()) {
      outcome_.next.snapshot = *std::move(snapshot);
    } else {
      outcome_.problems.push_back(
          {"", 0, std::string(snapshot.status().message())});
    }
  }

  // What was wrong when it was read is not wrong once more.
  void AddProblem(const graph::FactProblem& problem) {
    if (broken_.contains(problem.fact_id)) return;
    const auto it = places_.find(problem.fact_id);
    const Place place = it == places_.end() ? Place() : it->second;
    outcome_.problems.push_back(
        {place.file, place.line,
         absl::StrCat(problem.fact_id, ": ", problem.field,
                      problem.field.empty() ? "" : ": ", problem.reason)});
  }

  // Those that are new, and all where the vocabulary is.
  void CheckMappings() {
    const bool all = outcome_.documents.contains(std::string(kOntology));
    const auto& names = all ? outcome_.next.documents : outcome_.documents;
    for (const auto& [name, text] : names) {
      if (!absl::StartsWith(name, kMappings)) continue;
      const Parsed* document = Document(name);
      if (document == nullptr) continue;
      Problems problems(document->file);
      if (ontology_ == nullptr) {
        problems.Add(0,
                     "there is no ontology yet: import data/ontology.yaml "
                     "too");
      } else {
        ReadMapping(document->root, *ontology_, problems);
      }
      Take(problems);
    }
  }

  void ReadCases() {
    std::vector<std::string> names;
    for (const auto& [name, text] : outcome_.next.documents) {
      if (name != kOntology && name != kPolicy && name != kNamesDocument &&
          !absl::StartsWith(name, kScenarios) &&
          !absl::StartsWith(name, kMappings)) {
        names.push_back(name);
      }
    }
    for (const std::string& name : names) {
      const Parsed* document = Document(name);
      if (document == nullptr) continue;
      Problems problems(document->file);
      auto read = ReadCase(document->root, problems);
      if (read) {
        CheckCase(*read, problems);
        outcome_.next.cases.push_back(*std::move(read));
      }
      Take(problems);
    }
  }

  bool Has(const std::string& id) const {
    const graph::Snapshot* next = outcome_.next.snapshot.get();
    return next != nullptr ? next->Find(id) != graph::kNoFact
                           : facts_.contains(id);
  }

  void CheckCase(const graph::CaseDefinition& definition,
                 Problems& problems) const {
    const auto need = [&](int number, const std::string& id) {
      if (Has(id)) return;
      problems.Add(
          0, absl::StrCat("question ", number, ": there is no '", id, "'"));
    };
    for (const graph::CaseQuestion& question : definition.questions) {
      need(question.number, question.question);
      for (const graph::AnswerPart& part : question.answer) {
        std::vector<std::string> ids = part.facts;
        ids.insert(ids.end(), part.unknowns.begin(), part.unknowns.end());
        if (!part.listings_of.empty()) ids.push_back(part.listings_of);
        for (const auto& query : {part.paths, part.factors}) {
          if (!query) continue;
          ids.insert(ids.end(), query->from.begin(), query->from.end());
          ids.insert(ids.end(), query->to.begin(), query->to.end());
          if (policy_->FindVector(query->vector) == nullptr) {
            problems.Add(0, absl::StrCat("question ", question.number, ": '",
                                         query->vector, "' is no vector"));
          }
        }
        for (const std::string& id : ids) need(question.number, id);
      }
    }
  }

  const State& current_;
  WantedSteps& steps_;
  ImportOutcome outcome_;
  std::map<std::string, Parsed> parsed_;
  std::map<std::string, Place> places_;
  std::vector<graph::Fact> there_;  // those of the current snapshot
  std::vector<graph::Fact> put_;
  std::vector<size_t> to_write_;  // of those
  std::map<std::string, const graph::Fact*> facts_;
  std::set<std::string> broken_;  // ids of facts that were read with problems
  bool unread_ = false;           // a file could not be read
  bool retracted_ = false;
  int64_t revision_if_changed_ = 0;
  std::shared_ptr<const graph::Ontology> ontology_;
  std::shared_ptr<const graph::Policy> policy_;
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
    if (absl::StartsWith(name, kScenarios) ||
        absl::StartsWith(name, kMappings) || name == kNamesDocument) {
      importer.KeepStored(name, text);
    } else {
      importer.ReadFile({name, text});
    }
  }
  return importer.FinishRestored(revision, std::move(facts));
}

}  // namespace ketenzicht::ingest
