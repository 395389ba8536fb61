#include "graph/scenario_substitution.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graph/measure_selection.h"
#include "graph/ownership_change.h"
#include "graph/product_replacement.h"
#include "graph/scenario_fact_changes.h"
#include "graph/scenario_removal.h"

namespace ketenzicht::graph {
namespace {

void SayAndPut(std::vector<Fact> facts, ScenarioRecording& recording) {
  for (Fact& fact : facts) {
    recording.SayIt(fact);
    recording.Put(std::move(fact));
  }
}

// Measures on a relation that are none on the copy of it: what was closed may
// be open by that alone.
void TellMeasuresLeftBehind(const std::string& relation,
                            const std::string& copy,
                            ScenarioRecording& recording) {
  const Overlay& overlay = recording.overlay();
  const std::vector<std::string> stay =
      MeasuresThatMayClose(overlay, *overlay.Find(copy));
  for (const std::string& measure :
       MeasuresThatMayClose(overlay, *overlay.Find(relation))) {
    if (std::binary_search(stay.begin(), stay.end(), measure)) continue;
    recording.Note(absl::StrCat("'", measure, "' selects '", relation,
                                "' and not '", copy,
                                "', which goes along with what is replaced"));
  }
}

}  // namespace

void DoChange(const ReplaceProduct& replace, ScenarioRecording& recording) {
  for (const std::string* id : {&replace.product, &replace.by, &replace.in}) {
    if (!recording.Need(*id)) return;
  }
  const ProductReplacement replacement{replace.product, replace.by, replace.in,
                                       replace.on.value_or(recording.date())};
  const ReplacedUses uses = ReplaceUses(recording.overlay(), replacement);
  if (!uses.problem.empty()) {
    recording.Problem(uses.problem);
    return;
  }
  for (const Fact& old : uses.ended) EndOn(replacement.on, old, recording);
  for (const Fact& fact : uses.copied) recording.Put(fact);
  SayAndPut(uses.added, recording);
  for (const std::string& note : uses.notes) recording.Note(note);
  for (const auto& [relation, copy] : uses.along) {
    TellMeasuresLeftBehind(relation, copy, recording);
  }
}

void DoChange(const SetOwner& own, ScenarioRecording& recording) {
  for (const std::string* id : {&own.company, &own.owner}) {
    if (!recording.Need(*id)) return;
  }
  const Date on = own.on.value_or(recording.date());
  if (!own.share && !own.votes && !own.controls) {
    recording.Problem(
        absl::StrCat("what '", own.owner, "' has of '", own.company,
                     "' is not said: give share, votes or control"));
    return;
  }
  if (!own.instead_of.empty() && !recording.Need(own.instead_of)) return;
  const OwnershipChange changed =
      ChangeOwnership(recording.overlay(), own, on, recording.scenario().id);
  for (const std::string& id : changed.gone) RemoveWithRest(id, recording);
  for (const Fact& fact : changed.ended) EndOn(on, fact, recording);
  for (const Fact& fact : changed.kept) recording.Put(fact);
  SayAndPut(changed.added, recording);
  for (const std::string& note : changed.notes) recording.Note(note);
}

}  // namespace ketenzicht::graph
