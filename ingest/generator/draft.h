// The names and the outside of generated facts: ids, texts, evidence, and what
// the options add to any fact.

#ifndef KETENZICHT_INGEST_GENERATOR_DRAFT_H_
#define KETENZICHT_INGEST_GENERATOR_DRAFT_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "graph/fact.h"
#include "ingest/generator/options.h"
#include "ingest/generator/plan.h"
#include "ingest/generator/random.h"

namespace ketenzicht::ingest {

// Who "inferred" every generated fact, so that nobody takes it for a real one.
inline constexpr absl::string_view kGeneratorName = "Ketenzicht generator";
// Sources of the facts, all of type "modelling".
inline constexpr int kGeneratedSources = 4;

// Streams of random numbers beyond those of the plan; never renumbered.
enum class DraftPurpose : uint64_t {
  kLikelihood = 101,
  kDates = 102,
  kModality = 103,
  kSecondOpinion = 104,
  kGuard = 105,
  kAnnotation = 106,
  kMeasure = 107,
  kClass = 108,
  kCarriers = 109,
  kCopy = 110,
  kKey = 111,
  kConnected = 112,
  kSelfLoop = 113,
};

// Numbers have a fixed width, so that ids sort as numbers do. Immutable, safe
// from any thread; `plan` must outlive it.
class Drafts {
 public:
  Drafts(const GeneratorOptions& options, const Plan& plan);

  const GeneratorOptions& options() const { return options_; }
  const Plan& plan() const { return plan_; }
  Random Stream(DraftPurpose purpose, uint64_t index) const {
    return Random(options_.seed, static_cast<uint64_t>(purpose), index);
  }
  // Whether the fraction falls on the case of this stream.
  bool Falls(double fraction, DraftPurpose purpose, uint64_t index) const {
    return fraction > 0 && Stream(purpose, index).Chance(ThresholdOf(fraction));
  }

  std::string Number(int64_t number) const;  // "0000012"
  std::string IdOf(const Part& part) const;  // "products/gen-device-0000012"
  std::string SourceId(int number) const;
  std::string JurisdictionId(int64_t jurisdiction) const;
  std::string LawId(int64_t jurisdiction, int64_t law) const;
  std::string AuthorityId(int64_t authority) const;  // number within all
  std::string InformationId(int64_t process) const;
  // "relations/gen-device-0000012-contains-03"
  std::string RelationId(const Part& part, absl::string_view verb) const;
  std::string RelationId(const Part& part, absl::string_view verb,
                         int64_t ordinal) const;
  std::string EnactsId(int64_t jurisdiction, int64_t law) const;

  // A fact with one piece of evidence, and with what the options add to facts
  // of its sort: dates, likelihood, modality, guard, annotations. `nl` comes
  // with its adjective, which goes by gender.
  graph::Fact Entity(std::string id, absl::string_view kind,
                     absl::string_view nl, absl::string_view en) const;
  // `settled`: its modality and its conditions are given, options leave them.
  graph::Fact Relation(std::string id, absl::string_view kind,
                       graph::End source, graph::End target,
                       bool settled = false) const;

  // Evidence and origin of a generated fact, by its id.
  void Sign(graph::Fact& fact) const;

 private:
  void Annotate(graph::Fact& fact) const;
  void AddLikelihood(graph::Fact& fact) const;
  void AddDates(graph::Fact& fact) const;
  void AddModality(graph::Fact& fact) const;
  graph::Evidence EvidenceFrom(int source) const;

  const GeneratorOptions options_;
  const Plan& plan_;
  const int width_;
};

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_GENERATOR_DRAFT_H_
