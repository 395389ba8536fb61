// The documents of a state at an import: ontology, policy, cases, scenarios,
// mappings and legal forms, those that are stored and those that come in.

#ifndef KETENZICHT_INGEST_STATE_DOCUMENTS_H_
#define KETENZICHT_INGEST_STATE_DOCUMENTS_H_

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "graph/case.h"
#include "graph/ontology.h"
#include "graph/policy.h"
#include "graph/snapshot.h"
#include "ingest/importer.h"
#include "ingest/problem.h"
#include "ingest/yaml_document.h"

namespace ketenzicht::ingest {

// What is wrong is added to the problems it was made with. Not thread-safe.
class StateDocuments {
 public:
  // Both must outlive it.
  StateDocuments(const State& current, std::vector<Problem>& problems)
      : current_(current), problems_(problems), all_(current.documents) {}

  // Whether documents are of that kind ("Ontology", "Case"); facts are not.
  static bool IsKind(absl::string_view kind);
  // Whether the document of that name is read when somebody asks for it, and no
  // earlier: a scenario, a mapping, the legal forms.
  static bool IsReadLater(absl::string_view name);

  // Takes what `root`, read from `file`, is, whose kind is one of documents.
  // Adds to `problems` what is wrong with it by itself.
  void Take(absl::string_view kind, const InputFile& file, YamlNode root,
            Problems& problems);

  // Of a store that is opened: as it is, and not read.
  void KeepStored(const std::string& name, const std::string& text) {
    all_[name] = text;
  }

  // Reads ontology and policy as they will be, where one of them is new.
  // Without one of them is a problem where it is `needed`, or the other is
  // there.
  void ReadVocabulary(bool needed);
  // Null: none.
  const std::shared_ptr<const graph::Ontology>& ontology() const {
    return ontology_;
  }
  const std::shared_ptr<const graph::Policy>& policy() const { return policy_; }

  // Reads the mappings that are new, and all where the ontology is.
  void CheckMappings();

  // All cases, sorted by id. What they name must be in `facts` (null: nothing
  // is).
  std::vector<graph::CaseDefinition> ReadCases(const graph::Snapshot* facts);

  // By name: those there will be, and which of them are new or otherwise.
  const std::map<std::string, std::string>& all() const { return all_; }
  const std::map<std::string, std::string>& changed() const { return changed_; }

 private:
  // A document that was read and waits for those it builds on.
  struct Parsed {
    std::string file;
    YamlNode root;
    std::string content;
  };

  void KeepScenario(const InputFile& file, YamlNode root, Problems& problems);
  void Keep(const std::string& name, const InputFile& file, YamlNode root,
            Problems& problems);
  const Parsed* Find(absl::string_view name);
  void ReadThePolicy(const Parsed& document);
  void CheckCase(const graph::CaseDefinition& definition,
                 const graph::Snapshot* facts, Problems& problems) const;
  void Tell(const Problems& problems);

  const State& current_;
  std::vector<Problem>& problems_;
  std::map<std::string, std::string> all_;
  std::map<std::string, std::string> changed_;
  std::map<std::string, Parsed> parsed_;
  std::shared_ptr<const graph::Ontology> ontology_;
  std::shared_ptr<const graph::Policy> policy_;
};

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_STATE_DOCUMENTS_H_
