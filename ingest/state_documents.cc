#include "ingest/state_documents.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "ingest/case_reader.h"
#include "ingest/mapping.h"
#include "ingest/name_forms.h"
#include "ingest/ontology_reader.h"
#include "ingest/policy_reader.h"
#include "ingest/scenario_reader.h"

namespace ketenzicht::ingest {
namespace {

constexpr absl::string_view kOntology = "ontology";
constexpr absl::string_view kPolicy = "policy";
constexpr absl::string_view kScenarios = "scenarios/";
constexpr absl::string_view kMappings = "mappings/";

std::string TextOf(const YamlNode* node) {
  return node == nullptr ? "" : node->scalar;
}

}  // namespace

bool StateDocuments::IsKind(absl::string_view kind) {
  return kind == "Ontology" || kind == "Policy" || kind == "Case" ||
         kind == "Scenario" || kind == "Mapping" || kind == "Names";
}

bool StateDocuments::IsReadLater(absl::string_view name) {
  return absl::StartsWith(name, kScenarios) ||
         absl::StartsWith(name, kMappings) || name == kNamesDocument;
}

void StateDocuments::Take(absl::string_view kind, const InputFile& file,
                          YamlNode root, Problems& problems) {
  if (kind == "Ontology") {
    Keep(std::string(kOntology), file, std::move(root), problems);
  } else if (kind == "Policy") {
    Keep(std::string(kPolicy), file, std::move(root), problems);
  } else if (kind == "Case") {
    const std::string id = TextOf(root.Find("id"));
    Keep(id, file, std::move(root), problems);
  } else if (kind == "Scenario") {
    KeepScenario(file, std::move(root), problems);
  } else if (kind == "Mapping") {
    const std::string format = TextOf(root.Find("format"));
    Keep(MappingName(format), file, std::move(root), problems);
  } else if (ReadLegalForms(root, problems)) {
    Keep(std::string(kNamesDocument), file, std::move(root), problems);
  }
}

// Well formed; whether it fits the facts is asked when it is evaluated: these
// change, and the scenario is no fact among them.
void StateDocuments::KeepScenario(const InputFile& file, YamlNode root,
                                  Problems& problems) {
  const std::optional<ScenarioText> text =
      ParseScenario(file.content, problems);
  if (!text) return;
  const std::optional<ScenarioDocument> read =
      ReadStoredScenario(*text, text->Variant(0), problems);
  if (read) Keep(read->scenario.id, file, std::move(root), problems);
}

void StateDocuments::Keep(const std::string& name, const InputFile& file,
                          YamlNode root, Problems& problems) {
  const auto [it, added] =
      parsed_.emplace(name, Parsed{file.name, std::move(root), file.content});
  if (!added) {
    problems.Add(0, absl::StrCat("'", name, "' stands twice; also in ",
                                 it->second.file));
    return;
  }
  std::string& text = all_[name];
  if (text == file.content) return;
  text = file.content;
  changed_[name] = file.content;
}

// The document as it will be: just read, or stored.
const StateDocuments::Parsed* StateDocuments::Find(absl::string_view name) {
  const auto it = parsed_.find(std::string(name));
  if (it != parsed_.end()) return &it->second;
  const auto stored = current_.documents.find(std::string(name));
  if (stored == current_.documents.end()) return nullptr;
  Problems problems(absl::StrCat("stored ", std::string(name)));
  std::optional<YamlNode> root = ParseYaml(stored->second, problems);
  Tell(problems);
  if (!root) return nullptr;
  Parsed parsed{problems.file(), *std::move(root), stored->second};
  return &parsed_.emplace(std::string(name), std::move(parsed)).first->second;
}

void StateDocuments::ReadVocabulary(bool needed) {
  ontology_ = current_.ontology;
  policy_ = current_.policy;
  const bool new_ontology = changed_.contains(std::string(kOntology));
  if (const Parsed* document = Find(kOntology);
      document != nullptr && (new_ontology || ontology_ == nullptr)) {
    Problems problems(document->file);
    if (auto read = ReadOntology(document->root, problems)) {
      ontology_ = std::make_shared<const graph::Ontology>(*std::move(read));
    }
    Tell(problems);
  }
  const Parsed* document = Find(kPolicy);
  if (ontology_ != nullptr && document != nullptr) {
    const bool as_it_was = !new_ontology && policy_ != nullptr &&
                           !changed_.contains(std::string(kPolicy));
    if (!as_it_was) ReadThePolicy(*document);
  } else if (needed || document != nullptr) {
    problems_.push_back(
        {"", 0,
         ontology_ == nullptr
             ? "there is no ontology yet: import data/ontology.yaml too"
             : "there is no policy yet: import one of data/policies/ too"});
  }
}

void StateDocuments::ReadThePolicy(const Parsed& document) {
  Problems problems(document.file);
  if (auto read = ReadPolicy(document.root, *ontology_, problems)) {
    policy_ = std::make_shared<const graph::Policy>(*std::move(read));
  }
  Tell(problems);
}

void StateDocuments::CheckMappings() {
  const bool all = changed_.contains(std::string(kOntology));
  const auto& names = all ? all_ : changed_;
  for (const auto& [name, text] : names) {
    if (!absl::StartsWith(name, kMappings)) continue;
    const Parsed* document = Find(name);
    if (document == nullptr) continue;
    Problems problems(document->file);
    if (ontology_ == nullptr) {
      problems.Add(0,
                   "there is no ontology yet: import data/ontology.yaml "
                   "too");
    } else {
      ReadMapping(document->root, *ontology_, problems);
    }
    Tell(problems);
  }
}

std::vector<graph::CaseDefinition> StateDocuments::ReadCases(
    const graph::Snapshot* facts) {
  std::vector<graph::CaseDefinition> cases;
  for (const auto& [name, text] : all_) {
    if (name == kOntology || name == kPolicy || IsReadLater(name)) continue;
    const Parsed* document = Find(name);
    if (document == nullptr) continue;
    Problems problems(document->file);
    if (auto read = ReadCase(document->root, problems)) {
      CheckCase(*read, facts, problems);
      cases.push_back(*std::move(read));
    }
    Tell(problems);
  }
  return cases;
}

void StateDocuments::CheckCase(const graph::CaseDefinition& definition,
                               const graph::Snapshot* facts,
                               Problems& problems) const {
  const auto need = [&](int number, const std::string& id) {
    if (facts != nullptr && facts->Find(id) != graph::kNoFact) return;
    problems.Add(0,
                 absl::StrCat("question ", number, ": there is no '", id, "'"));
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

void StateDocuments::Tell(const Problems& problems) {
  problems_.insert(problems_.end(), problems.list().begin(),
                   problems.list().end());
}

}  // namespace ketenzicht::ingest
