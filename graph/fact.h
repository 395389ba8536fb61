// A fact: an entity, a relation or a measure, as sources state it.
//
// Facts are what goes in and what every answer can be traced back to. They are
// plain values; FactChecker (graph/fact_check.h) says whether a set of them is
// sound, Snapshot (graph/snapshot.h) holds a sound set, and a view
// (graph/view.h) decides which of them count at a date.

#ifndef KETENZICHT_GRAPH_FACT_H_
#define KETENZICHT_GRAPH_FACT_H_

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "absl/strings/string_view.h"
#include "graph/boxed.h"
#include "graph/date.h"
#include "graph/guard.h"
#include "graph/selector.h"
#include "graph/text.h"

namespace ketenzicht::graph {

// What the source says of the fact, in the source's own words.
enum class Modality {
  kAffirmed,
  kPossible,
  kNotExcluded,
  kUnknown,
  kDenied,
  kPresupposed,
  kCounterfactual,
};

// Why something is unknown. These are different answers and never merged.
enum class UnknownKind {
  kNone,  // the fact is not of modality unknown
  kUnknownToSpeaker,
  kNotAnswered,
  kNotStated,
  kNoIndications,
  kNotPublic,
  kNotEstablishable,
};

absl::string_view ModalityName(Modality modality);  // "not_excluded"
std::optional<Modality> ParseModality(absl::string_view name);
absl::string_view UnknownKindName(UnknownKind kind);  // "not_stated"
std::optional<UnknownKind> ParseUnknownKind(absl::string_view name);

// Where a source says it.
struct Evidence {
  std::string source;   // id of a source entity
  std::string locator;  // "3.8": question 3, statement 8; else as it is
  std::string speaker;
  Date asserted_on;
  std::vector<std::string> attributed_to;
  friend bool operator==(const Evidence&, const Evidence&) = default;
};

// Stated by the source, or inferred by somebody from other facts.
struct Origin {
  bool inferred = false;
  std::string inferred_by;
  std::vector<std::string> from;  // fact ids
  friend bool operator==(const Origin&, const Origin&) = default;
};

// A likelihood with its uncertainty. 0 <= low <= best <= high <= 1; `best` is
// missing where nobody gave one.
struct Interval {
  double low = 0;
  std::optional<double> best;
  double high = 1;
  friend bool operator==(const Interval&, const Interval&) = default;
};

// An interval, the name of a class of the policy's scale, or nothing.
using Likelihood = std::variant<std::monostate, Interval, std::string>;

// Who may see the fact. Kept and returned; see DESIGN 8 for its meaning.
struct Marking {
  std::string level;
  std::string owner;
  std::vector<std::string> compartments;
  std::vector<std::string> release_to;
  friend bool operator==(const Marking&, const Marking&) = default;
};

struct Entity {
  std::string kind;
  Text name;  // of a statement or question: its text
  std::vector<std::string> aliases;
  std::map<std::string, std::string> attributes;
  std::vector<std::string> about;  // ids: what a statement, question … concerns
  friend bool operator==(const Entity&, const Entity&) = default;
};

// One end of a relation: an entity, another relation, or a class of either.
// Exactly one of the two is set.
struct End {
  std::string id;
  Boxed<Selector> selector;
  friend bool operator==(const End&, const End&) = default;
};

struct Relation {
  std::string kind;
  End source;
  End target;
  std::vector<std::string> via;  // carriers: relation ids
  Likelihood likelihood;
  Boxed<Guard> holds_while;
  std::map<std::string, std::string> attributes;  // share, votes …
  friend bool operator==(const Relation&, const Relation&) = default;
};

enum class MeasureEffect { kCloses, kReduces, kNoneShown };
enum class MeasureState { kInPlace, kCandidate };
enum class MeasureNature { kTechnical, kOrganizational, kContractual, kLegal };

absl::string_view MeasureEffectName(MeasureEffect effect);
std::optional<MeasureEffect> ParseMeasureEffect(absl::string_view name);
absl::string_view MeasureStateName(MeasureState state);
std::optional<MeasureState> ParseMeasureState(absl::string_view name);
absl::string_view MeasureNatureName(MeasureNature nature);
std::optional<MeasureNature> ParseMeasureNature(absl::string_view name);

// A control that closes or weakens the relations it selects.
struct Measure {
  Text name;
  MeasureEffect effect = MeasureEffect::kCloses;
  MeasureState state = MeasureState::kInPlace;
  MeasureNature nature = MeasureNature::kTechnical;
  Selector selects;                   // relations
  std::optional<Interval> reduction;  // kReduces: factor on the likelihood
  std::string decided_by;             // entity id, may be empty
  Boxed<Guard> unless;                // without one it always has its effect
  std::optional<double> cost;
  std::optional<double> burden;
  // Ids of measures: those that must be in place too for this one to be taken,
  // and those that cannot be in place beside it, whichever of the two says so.
  // They bind who proposes measures (graph/measure_plan.h) and scenarios that
  // put one in place (graph/measure_fit.h); no view asks.
  std::vector<std::string> prerequisites;
  std::vector<std::string> conflicts_with;
  friend bool operator==(const Measure&, const Measure&) = default;
};

struct Fact {
  std::string id;
  ValidTime valid;
  Modality modality = Modality::kAffirmed;
  UnknownKind unknown_kind = UnknownKind::kNone;
  std::vector<Evidence> evidence;
  std::vector<std::string> because;  // fact ids that the source gives as reason
  Origin origin;
  std::optional<int> confidence;  // 0-100, trust in the fact itself
  Marking marking;
  bool verified = true;
  Text note;
  std::variant<Entity, Relation, Boxed<Measure>> body;

  const Entity* entity() const { return std::get_if<Entity>(&body); }
  const Relation* relation() const { return std::get_if<Relation>(&body); }
  const Measure* measure() const {
    const auto* boxed = std::get_if<Boxed<Measure>>(&body);
    return boxed == nullptr ? nullptr : boxed->get();
  }
  Measure* measure() {
    auto* boxed = std::get_if<Boxed<Measure>>(&body);
    return boxed == nullptr ? nullptr : boxed->get();
  }

  friend bool operator==(const Fact&, const Fact&) = default;
};

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_FACT_H_
