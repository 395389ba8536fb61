// What if: an ordered list of changes over the facts of one revision, as
// somebody wrote them down. docs/scenarios.md says what each does;
// graph/scenario_record.h does it.

#ifndef KETENZICHT_GRAPH_SCENARIO_H_
#define KETENZICHT_GRAPH_SCENARIO_H_

#include <compare>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "absl/strings/string_view.h"
#include "graph/date.h"
#include "graph/fact.h"
#include "graph/text.h"

namespace ketenzicht::graph {

// Type of the source that says what a scenario says.
inline constexpr absl::string_view kScenarioSourceType = "scenario";

// A fact more. Without evidence the scenario says it; without a start it holds
// from the beginning.
struct AddFact {
  Fact fact;
};

// The fact is not recorded (unknown, not denied), nor are the relations at it
// and those that it carries.
struct RemoveFact {
  std::string fact;
};

// From this day on the fact no longer holds; without one, from the scenario's
// date on.
struct EndFact {
  std::string fact;
  std::optional<Date> on;
  std::string kind;  // of entity that it must be; empty: any fact
};

// What is set is otherwise. Where modality or ends are, it is the scenario that
// says so.
struct SetFact {
  std::string fact;
  std::optional<Modality> modality;
  std::optional<UnknownKind> unknown_kind;
  std::optional<ValidTime> valid;
  std::optional<Likelihood> likelihood;  // relations
  std::optional<int> confidence;
  std::map<std::string, std::string> attributes;  // over those there are
  std::string source;                             // relations: another end
  std::string target;
  std::optional<MeasureState> state;  // measures
  std::optional<double> cost;
  std::optional<double> burden;
  // A relation that holds despite the measures in place that close it, by id or
  // as one of a class: these no longer select it, and all else as before.
  bool despite_measures = false;
};

// From this day on (or the scenario's date) each use of one product becomes a
// use of the other: by a process, or by an organization and all its processes.
struct ReplaceProduct {
  std::string product;
  std::string by;
  std::string in;
  std::optional<Date> on;
};

// A company has this owner, with this share, or gets another share of an owner
// that it has; 0 ends it. Percentages. Of share, votes and control one is said;
// what is not said stays.
struct SetOwner {
  std::string company;
  std::string owner;
  std::optional<double> share;
  std::optional<double> votes;
  std::optional<bool> controls;  // nothing: as the votes say
  std::string instead_of;  // an owner that it then no longer has; may be empty
  std::optional<Date> on;
};

// It is asked as of this day.
struct SetDate {
  Date date;
};

// Where something stands in the text of a scenario, from 1; 0 where nobody can
// say.
struct ScenarioPlace {
  int line = 0;
  int column = 0;
  friend auto operator<=>(const ScenarioPlace&, const ScenarioPlace&) = default;
};

struct ScenarioChange {
  int line = 0;  // as of ScenarioPlace
  std::variant<AddFact, RemoveFact, EndFact, SetFact, ReplaceProduct, SetOwner,
               SetDate>
      what;
  int column = 0;
  // Where it names what: each text in it, the first time.
  std::map<std::string, ScenarioPlace> names;
};

// Where a fact stands in a file of fixtures, as the scenario names that.
struct FixturePlace {
  std::string file;
  int line = 0;
  friend bool operator==(const FixturePlace&, const FixturePlace&) = default;
};

// Whose word counts on both sides, on top of what the policy says and of what
// the scenario says itself; and of what.
struct ScenarioCounting {
  std::vector<std::string> source_types;
  std::vector<std::string> sources;  // ids
  bool with_inferred = true;
  bool verified_only = false;
};

struct Scenario {
  std::string id;       // "scenarios/police-key-alone"
  std::string version;  // the same for the same content, another for another
  Text title;
  // Values of its parameters, where it has several variants.
  std::map<std::string, std::string> variant;
  Date date;                                 // of the baseline
  std::optional<ScenarioCounting> counting;  // nothing: whoever says it counts
  std::vector<Fact> fixtures;  // over the facts of the revision, on both sides
  std::vector<ScenarioChange> changes;
  ScenarioPlace place;           // of its id
  ScenarioPlace fixtures_place;  // of where it names the files
  // Of the fixtures by id of the fact, where they come from files.
  std::map<std::string, FixturePlace> fixture_places;
};

// The source that says what a scenario says: "sources/scenario-NAME".
std::string SourceOf(const Scenario& scenario);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_SCENARIO_H_
