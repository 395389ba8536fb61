#include "graph/scenario_removal.h"

#include <algorithm>
#include <set>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graph/measure_selection.h"

namespace ketenzicht::graph {
namespace {

void Drop(std::vector<std::string>& ids, const std::string& id) {
  ids.erase(std::remove(ids.begin(), ids.end(), id), ids.end());
}

// False where it selected nothing else.
bool NoLongerSelects(const std::string& measure, const std::string& id,
                     ScenarioRecording& recording) {
  Fact fact = *recording.overlay().Find(measure);
  std::vector<std::string>& ids = fact.measure()->selects.ids;
  Drop(ids, id);
  if (ids.empty()) return false;
  recording.Put(std::move(fact));
  return true;
}

void NoLongerMentions(const std::string& other, const std::string& id,
                      ScenarioRecording& recording) {
  Fact fact = *recording.overlay().Find(other);
  Drop(fact.because, id);
  Drop(fact.origin.from, id);
  if (auto* entity = std::get_if<Entity>(&fact.body)) Drop(entity->about, id);
  recording.Put(std::move(fact));
}

void NoLongerExcepts(const std::string& measure, const std::string& id,
                     ScenarioRecording& recording) {
  Fact fact = *recording.overlay().Find(measure);
  Drop(fact.measure()->selects.except, id);
  recording.Put(std::move(fact));
}

// What cannot be recorded without the fact.
std::vector<std::string> GoneWith(const std::string& id,
                                  ScenarioRecording& recording) {
  const Overlay& overlay = recording.overlay();
  std::vector<std::string> gone = overlay.CarriedBy(id);
  for (const bool target : {false, true}) {
    for (std::string& relation : overlay.RelationsAt(id, target)) {
      gone.push_back(std::move(relation));
    }
  }
  for (const std::string& measure : overlay.SelectedBy(id)) {
    if (!NoLongerSelects(measure, id, recording)) gone.push_back(measure);
  }
  return gone;
}

}  // namespace

void DoChange(const RemoveFact& remove, ScenarioRecording& recording) {
  if (recording.Need(remove.fact)) RemoveWithRest(remove.fact, recording);
}

void RemoveWithRest(const std::string& id, ScenarioRecording& recording) {
  std::vector<std::string> queue = {id};
  std::set<std::string> seen = {id};
  for (size_t i = 0; i < queue.size(); ++i) {
    for (const std::string& one : GoneWith(queue[i], recording)) {
      if (seen.insert(one).second) queue.push_back(one);
    }
  }
  for (const std::string& gone : queue) {
    for (const std::string& other : recording.overlay().MentionsOf(gone)) {
      if (!seen.contains(other)) NoLongerMentions(other, gone, recording);
    }
    for (const std::string& other :
         MeasuresThatExcept(recording.overlay(), gone)) {
      if (!seen.contains(other)) NoLongerExcepts(other, gone, recording);
    }
    recording.Remove(gone);
  }
  if (queue.size() > 1) {
    recording.Note(absl::StrCat("removing '", id, "' removes ",
                                queue.size() - 1, " more: ", queue[1],
                                queue.size() > 2 ? " …" : ""));
  }
}

}  // namespace ketenzicht::graph
