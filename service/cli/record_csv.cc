// Contradictions and unknowns as CSV.

#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/cli/analysis_csv.h"
#include "service/cli/csv_words.h"
#include "service/cli/output.h"

namespace ketenzicht::service {
namespace {

std::string KindWord(v1::UnknownKind kind) {
  return WordOf(v1::UnknownKind_Name(kind), "UNKNOWN_KIND_");
}

// Ids of the uses that go on, of those that are closed, and the decisions.
struct Judged {
  explicit Judged(const v1::ContradictionSide& side) {
    for (const v1::JudgedUse& use : side.used()) used.insert(use.fact());
    for (const v1::JudgedUse& use : side.excluded()) {
      excluded.insert(use.fact());
      decisions.insert(use.decisions().begin(), use.decisions().end());
    }
  }
  std::set<std::string> used;
  std::set<std::string> excluded;
  std::set<std::string> decisions;
};

// What comes out where the two meet, each once.
std::string OutcomesOf(const v1::Contradiction& one) {
  std::set<std::string> outcomes;
  for (const v1::DeniedPlace& place : one.places()) {
    outcomes.insert(
        WordOf(v1::DenialOutcome_Name(place.outcome()), "DENIAL_OUTCOME_"));
  }
  return absl::StrJoin(outcomes, " ");
}

std::string StatusesOf(const v1::Contradiction& one) {
  std::set<std::string> statuses;
  for (const v1::DeniedPlace& place : one.places()) {
    statuses.insert(StatusName(place.as_asked()));
  }
  return absl::StrJoin(statuses, " ");
}

}  // namespace

std::string ContradictionsCsv(const v1::FindContradictionsResponse& found) {
  std::string out = CsvLine(
      Header({"number",   "kind",        "about",    "topic",    "side",
              "fact",     "sentence",    "says",     "sources",  "source_types",
              "speakers", "side_counts", "used",     "excluded", "decisions",
              "as_asked", "places",      "outcomes", "statuses", "left_open",
              "said_on"}));
  int number = 0;
  for (const v1::Contradiction& one : found.contradictions()) {
    ++number;
    for (int i = 0; i < one.sides_size(); ++i) {
      const v1::ContradictionSide& side = one.sides(i);
      std::set<std::string> sources;
      std::set<std::string> types;
      std::set<std::string> speakers;
      std::set<std::string> days;
      for (const v1::Voice& voice : side.voices()) {
        sources.insert(voice.source());
        types.insert(voice.source_type());
        speakers.insert(voice.speaker());
        days.insert(voice.asserted_on());
      }
      types.erase("");
      speakers.erase("");
      const Judged judged(side);
      out += CsvLine(With({absl::StrCat(number),
                           WordOf(v1::ContradictionKind_Name(one.kind()),
                                  "CONTRADICTION_KIND_"),
                           absl::StrJoin(one.about(), " "),
                           one.topic(),
                           absl::StrCat(i + 1),
                           side.fact(),
                           side.sentence().en(),
                           side.says(),
                           absl::StrJoin(sources, " "),
                           absl::StrJoin(types, " "),
                           absl::StrJoin(speakers, "; "),
                           YesNo(side.counts()),
                           absl::StrJoin(judged.used, " "),
                           absl::StrJoin(judged.excluded, " "),
                           absl::StrJoin(judged.decisions, " "),
                           YesNo(one.as_asked()),
                           absl::StrCat(one.num_places()),
                           OutcomesOf(one),
                           StatusesOf(one),
                           absl::StrJoin(one.left_open(), " "),
                           absl::StrJoin(days, " ")},
                          found.completeness(), found.context()));
    }
  }
  return out;
}

std::string UnknownsCsv(const v1::FindUnknownsResponse& found) {
  std::string out = CsvLine(
      Header({"row", "id", "kind", "about", "sources", "speakers", "since",
              "otherwise", "counts", "omission", "sentence", "number"}));
  for (const v1::RecordedUnknown& one : found.recorded()) {
    out += CsvLine(With(
        {"recorded", one.fact(), KindWord(one.kind()),
         absl::StrJoin(one.about(), " "), absl::StrJoin(one.sources(), " "),
         absl::StrJoin(one.speakers(), "; "), one.since(),
         absl::StrJoin(one.otherwise(), " "), YesNo(one.omission().empty()),
         one.omission(), one.sentence().en(), ""},
        found.completeness(), found.context()));
  }
  for (const v1::PresumedUnknown& one : found.presumed()) {
    out +=
        CsvLine(With({"presumed", one.id(), "", absl::StrJoin(one.about(), " "),
                      "", "", "", "", YesNo(true), "", one.sentence().en(), ""},
                     found.completeness(), found.context()));
  }
  if (found.left_out() > 0) {
    out += CsvLine(With({"left_out", "", "", "", "", "", "", "", "", "", "",
                         absl::StrCat(found.left_out())},
                        found.completeness(), found.context()));
  }
  return out;
}

}  // namespace ketenzicht::service
