#include "graph/told_fact.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace ketenzicht::graph {
namespace {

// The first day on which a source that counts says it, or, where none does,
// any.
std::optional<Date> FirstSaid(const Snapshot& snapshot,
                              const ViewOptions& options, FactIndex fact) {
  const bool all = !HasCountingSource(snapshot, options, fact);
  const FactTable& facts = snapshot.facts();
  std::optional<Date> first;
  for (const Assertion& one : facts.assertions(facts.evidence_number(fact))) {
    if (!all && !CountsAsSource(snapshot, options, one.source)) continue;
    if (!first || one.first < *first) first = one.first;
  }
  return first;
}

std::optional<Date> SaidLater(const Snapshot& snapshot,
                              const ViewOptions& options, FactIndex fact) {
  const std::optional<Date> first = FirstSaid(snapshot, options, fact);
  return first && options.date < *first ? first : std::nullopt;
}

// Of a relation that the date leaves out: by its own dates, else by those of
// the first end that does not hold.
void PlaceInTime(const View& view, FactIndex relation, FactIndex source,
                 FactIndex target, ToldFact& told) {
  const FactTable& facts = view.snapshot().facts();
  const Date date = view.options().date;
  for (FactIndex one : {relation, source, target}) {
    if (one == kNoFact || (one != relation && !facts.is_entity(one))) continue;
    const ValidTime& valid = facts.valid(one);
    if (PresenceAt(valid, std::nullopt, date) != Presence::kAbsent) continue;
    const bool early = valid.from.kind == Bound::Kind::kDated &&
                       date < valid.from.range.earliest;
    (early ? told.not_begun : told.over) = true;
    return;
  }
}

// A class fact that has no members stands as it is recorded.
void StandAsRecorded(const View& view, ToldFact& told) {
  told.omission = view.table().omission(told.fact);
  told.uncertain = view.table().uncertain(told.fact);
  if (told.omission == Omission::kDate) {
    PlaceInTime(view, told.fact, kNoFact, kNoFact, told);
  }
}

void StandAsMembers(const View& view,
                    const std::vector<InstanceIndex>& instances,
                    ToldFact& told) {
  const InstanceTable& table = view.table();
  bool stands = false;
  bool certain = false;
  for (InstanceIndex i : instances) {
    const bool as_what_it_is = table.omission(i) == Omission::kModality;
    if (table.counts(i) || as_what_it_is) {
      stands = true;
      certain = certain || as_what_it_is || !table.uncertain(i);
      continue;
    }
    told.omission = table.omission(i);
    if (told.omission == Omission::kDate) {
      PlaceInTime(view, told.fact, table.source(i), table.target(i), told);
    }
  }
  if (!stands) return;
  told.omission = Omission::kNone;
  told.over = told.not_begun = false;
  told.uncertain = !certain;
}

// What a denial says of another time is no longer, or not yet, denied: "over"
// would read as if what it denies were.
std::string DateNote(const ToldFact& told, const FactText& text) {
  if (told.over && told.not_begun) {
    return text.Say("op deze datum deels voorbij, deels nog niet begonnen",
                    "partly over, partly not begun, at this date");
  }
  if (told.denied) {
    return told.not_begun ? text.Say("gaat over een tijd na deze datum",
                                     "about a time after this date")
                          : text.Say("gaat over een tijd vóór deze datum",
                                     "about a time before this date");
  }
  return told.not_begun ? text.Say("op deze datum nog niet begonnen",
                                   "not begun at this date")
                        : text.Say("vóór deze datum", "before this date");
}

std::string OmissionNote(const ToldFact& told, const FactText& text) {
  switch (told.omission) {
    case Omission::kNone:
    case Omission::kModality:
      return "";
    case Omission::kDate:
      return DateNote(told, text);
    case Omission::kDenied:
      return text.Say("wordt door een ontkenning tegengesproken",
                      "contradicted by a denial");
    case Omission::kSource:
      return text.Say("telt niet mee: niet uit de gevraagde bronnen",
                      "does not count: not from the sources asked for");
    case Omission::kInferred:
      return text.Say("telt niet mee: afgeleid, niet gesteld",
                      "does not count: inferred, not stated");
    case Omission::kUnverified:
      return text.Say("telt niet mee: niet geverifieerd",
                      "does not count: not verified");
    case Omission::kSpecific:
      return text.Say("telt niet mee: een specifieker feit gaat voor",
                      "does not count: a more specific fact goes before");
    case Omission::kCarrier:
      return text.Say("telt niet mee: wat het draagt telt niet mee",
                      "does not count: what carries it does not count");
    case Omission::kGuard:
      return text.Say("telt niet mee: aan de voorwaarde is niet voldaan",
                      "does not count: its condition does not hold");
    case Omission::kRemoved:
      return text.Say("telt niet mee: weggelaten in dit scenario",
                      "does not count: removed in this scenario");
  }
  return "";
}

}  // namespace

ToldFact ToldIn(const View& view, FactIndex fact) {
  ToldFact told{.fact = fact};
  told.denied = view.table().recorded(fact) == Modality::kDenied;
  told.said_later = SaidLater(view.snapshot(), view.options(), fact);
  if (!view.snapshot().is_relation(fact)) {
    if (!HasCountingSource(view.snapshot(), view.options(), fact)) {
      told.omission = Omission::kSource;
    }
    return told;
  }
  const std::vector<InstanceIndex> instances = view.of(fact);
  if (instances.empty()) {
    StandAsRecorded(view, told);
  } else {
    StandAsMembers(view, instances, told);
  }
  if (told.omission == Omission::kModality) told.omission = Omission::kNone;
  if (told.omission != Omission::kNone && told.omission != Omission::kDate) {
    PlaceInTime(view, fact, kNoFact, kNoFact, told);
  }
  return told;
}

ToldFact ToldByItself(const Snapshot& snapshot, const ViewOptions& options,
                      FactIndex fact) {
  ToldFact told{.fact = fact};
  const FactTable& facts = snapshot.facts();
  told.denied = facts.modality(fact) == Modality::kDenied;
  told.said_later = SaidLater(snapshot, options, fact);
  told.uncertain =
      PresenceAt(facts.valid(fact), FirstSaid(snapshot, options, fact),
                 options.date) == Presence::kUncertain;
  return told;
}

std::string NoteOf(const ToldFact& told, const FactText& text) {
  std::vector<std::string> notes;
  if (told.omission != Omission::kNone) {
    notes.push_back(OmissionNote(told, text));
  }
  if (told.omission != Omission::kDate && (told.over || told.not_begun)) {
    notes.push_back(DateNote(told, text));
  }
  if (told.said_later) {
    notes.push_back(
        absl::StrCat(text.Say("pas gezegd op ", "said only on "),
                     told.said_later->ToString(),
                     text.Say(", na deze datum", ", after this date")));
  } else if (told.uncertain) {
    notes.push_back(
        text.Say("op deze datum niet zeker", "not certain at this date"));
  }
  return absl::StrJoin(notes, "; ");
}

std::string InBrackets(const std::string& note) {
  return note.empty() ? "" : absl::StrCat(" (", note, ")");
}

std::vector<FactIndex> CitedSources(const Snapshot& snapshot,
                                    const ViewOptions& options,
                                    FactIndex fact) {
  const bool all = !HasCountingSource(snapshot, options, fact);
  const FactTable& facts = snapshot.facts();
  std::vector<FactIndex> sources;
  for (const Assertion& one : facts.assertions(facts.evidence_number(fact))) {
    if (all || CountsAsSource(snapshot, options, one.source)) {
      sources.push_back(one.source);
    }
  }
  std::sort(sources.begin(), sources.end());
  sources.erase(std::unique(sources.begin(), sources.end()), sources.end());
  return sources;
}

}  // namespace ketenzicht::graph
