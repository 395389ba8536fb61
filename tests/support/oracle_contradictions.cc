#include "tests/support/oracle_contradictions.h"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <set>
#include <tuple>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "graph/contradictions.h"
#include "tests/support/oracle_asked.h"
#include "tests/support/oracle_contradiction_record.h"
#include "tests/support/oracle_days_held.h"
#include "tests/support/oracle_outcome.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph::oracle {
namespace {

// Of the days on which something starts, those just before something ends, and
// one of neither.
bool ShareADay(const ValidTime& a, const ValidTime& b) {
  std::vector<Date> days = {Day("1000-01-01")};
  for (const ValidTime* valid : {&a, &b}) {
    if (Dated(valid->from)) days.push_back(valid->from.range.latest);
    if (Dated(valid->until)) {
      days.push_back(Date::FromDays(valid->until.range.earliest.days() - 1));
    }
  }
  return std::any_of(days.begin(), days.end(), [&](Date day) {
    return HoldsFor(a, day) && HoldsFor(b, day);
  });
}

Bound Both(const Bound& a, const Bound& b, bool later) {
  if (!Dated(a) && !Dated(b)) {
    const bool open =
        a.kind == Bound::Kind::kOpen && b.kind == Bound::Kind::kOpen;
    return open ? Bound::Open() : Bound();
  }
  if (!Dated(a)) return b;
  if (!Dated(b)) return a;
  DateRange range = a.range;
  if (later == (range.earliest < b.range.earliest)) {
    range.earliest = b.range.earliest;
  }
  if (later == (range.latest < b.range.latest)) range.latest = b.range.latest;
  return Bound::Dated(range);
}

bool NoDayInBoth(const DateRange& a, const DateRange& b) {
  return a.latest < b.earliest || b.latest < a.earliest;
}

// The first, or last, day of a day, month or year: of those that may be meant,
// the one that there is. Nothing of another text.
std::optional<Date> EdgeOf(const std::string& date, bool last) {
  std::vector<std::string> forms = {date, date + "-01", date + "-01-01"};
  if (last) {
    forms = {date,         date + "-31", date + "-30",
             date + "-29", date + "-28", date + "-12-31"};
  }
  for (const std::string& form : forms) {
    if (const absl::StatusOr<Date> day = Date::Parse(form); day.ok()) {
      return *day;
    }
  }
  return std::nullopt;
}

// The days of an answer; nothing where it is a word.
std::optional<DateRange> DaysOf(const std::string& says) {
  const size_t slash = says.find('/');
  const bool interval = slash != std::string::npos;
  const std::optional<Date> first = EdgeOf(says.substr(0, slash), false);
  const std::optional<Date> last =
      EdgeOf(interval ? says.substr(slash + 1) : says, true);
  if (!first || !last) return std::nullopt;
  return DateRange{*first, *last};
}

// Of one set of sources.
class Finder {
 public:
  Finder(const ContradictionRecord& record, std::map<std::string, int>& met)
      : record_(record), met_(met) {}

  ToldContradictions Find() {
    FindDenials();
    FindDenialsBefore();
    FindDeniedMeasures();
    FindMeasuresApart();
    FindValues();
    FindDates();
    AddJudgements(record_, met_, found_);
    return std::move(found_);
  }

 private:
  // ---- Denials --------------------------------------------------------------

  bool IsPutForward(const Row& row) const {
    return row.fact != nullptr && IsForward(row.recorded) &&
           row.modal <= Status::kNotExcluded &&
           (row.omission == Omission::kNone ||
            row.omission == Omission::kDenied ||
            row.omission == Omission::kSpecific);
  }

  bool IsAbout(const Row& denial, const Row& row) const {
    if (!denial.denies()) return false;
    const Ids wholes =
        row.kind == "part_of" ? Ids{row.source} : record_.WholesOf(row.source);
    const auto& from = row.fact->origin.from;
    return record_.KindIs(row.kind, denial.kind) &&
           (denial.target.empty() || denial.target == row.target) &&
           (denial.source.empty() || wholes.contains(denial.source)) &&
           Among(denial.carriers, row.carriers) &&
           !(row.fact->origin.inferred &&
             std::count(from.begin(), from.end(), denial.fact->id) > 0);
  }

  std::string OutcomeOf(const Row& row, const Row& denial) {
    const bool general =
        denial.general || denial.target.empty() || denial.source != row.source;
    if (general && !row.general) {
      ++met_["specific stands"];
      return "stands";
    }
    if (row.general && !general) {
      ++met_["specific denial closes"];
      return "closed";
    }
    const bool closes = Among(row.sources, denial.sources);
    ++met_[closes ? "same sources" : "contested"];
    return closes ? "closed" : "contested";
  }

  void FindDenials() {
    struct Pair {
      std::vector<std::tuple<std::string, std::string, std::string>> places;
      Ids things;
    };
    std::map<std::pair<std::string, std::string>, Pair> pairs;
    for (const Row& row : record_.rows()) {
      if (!IsPutForward(row)) continue;
      for (const Row& denial : record_.rows()) {
        if (!IsAbout(denial, row)) continue;
        Pair& pair = pairs[{row.fact->id, denial.fact->id}];
        pair.places.push_back({row.id, denial.id, OutcomeOf(row, denial)});
        pair.things.insert({row.fact->id, denial.fact->id, row.source,
                            row.target, denial.source});
        if (row.kind != denial.kind) ++met_["denied kind of it"];
        if (row.general) ++met_["class instance denied"];
        if (!denial.carriers.empty()) ++met_["denial with carriers"];
      }
    }
    for (auto& [ids, pair] : pairs) {
      ToldContradiction told;
      told.things = pair.things;
      told.facts = {{{&record_.fact(ids.first)}, {&record_.fact(ids.second)}}};
      told.lines.push_back(absl::StrCat("overlap ", Overlap(ids)));
      std::sort(pair.places.begin(), pair.places.end());
      for (const auto& [relation, denial, outcome] : pair.places) {
        told.places.push_back(
            {relation, absl::StrCat(relation, " | ", denial, " ", outcome)});
      }
      found_[{0, ids.first, ids.second, ""}] = told;
    }
  }

  void FindDenialsBefore() {
    for (const Fact& denial : record_.facts()) {
      if (!IsSaidOfThings(denial) ||
          record_.Recorded(denial) != Modality::kDenied) {
        continue;
      }
      for (const Fact& fact : record_.facts()) {
        if (IsSaidOfThings(fact) && IsForward(record_.Recorded(fact))) {
          CompareBefore(fact, denial);
        }
      }
    }
  }

  void CompareBefore(const Fact& fact, const Fact& denial) {
    const Relation& yes = *fact.relation();
    const Relation& no = *denial.relation();
    const Ids of_yes(yes.via.begin(), yes.via.end());
    const Ids of_no(no.via.begin(), no.via.end());
    const auto& from = fact.origin.from;
    if (yes.source != no.source || yes.target != no.target ||
        !record_.KindIs(yes.kind, no.kind) || !Among(of_no, of_yes) ||
        std::count(from.begin(), from.end(), denial.id) > 0 ||
        !DaysHeld(record_, met_).Together(fact, denial)) {
      return;
    }
    ToldContradiction told;
    told.things = {fact.id, denial.id, yes.source.id, yes.target.id};
    told.facts = {{{&fact}, {&denial}}};
    told.lines.push_back(
        absl::StrCat("overlap ", Overlap({fact.id, denial.id})));
    // Those that hold on the day have places.
    if (found_.insert({{0, fact.id, denial.id, ""}, told}).second) {
      ++met_["denied before"];
    }
  }

  void FindDeniedMeasures() {
    for (const Fact& there : record_.facts()) {
      for (const Fact& denied : record_.facts()) {
        if (!AreAlike(there, denied) || !IsForward(record_.Recorded(there)) ||
            record_.Recorded(denied) != Modality::kDenied ||
            there.measure()->state != denied.measure()->state) {
          continue;
        }
        ToldContradiction told;
        told.things = record_.oracle().MetOn(there.id);
        told.things.insert({there.id, denied.id});
        told.facts = {{{&there}, {&denied}}};
        told.lines = {absl::StrCat("overlap ", Overlap({there.id, denied.id}))};
        ++met_["denied measure"];
        found_[{0, there.id, denied.id, ""}] = told;
      }
    }
  }

  // Said by the day, held together on some day, and do the same.
  bool AreAlike(const Fact& a, const Fact& b) const {
    return a.measure() != nullptr && b.measure() != nullptr &&
           record_.WasSaid(a) && record_.WasSaid(b) &&
           DoTheSame(*a.measure(), *b.measure()) && ShareADay(a.valid, b.valid);
  }

  static std::string FactorOf(const Interval& left) {
    return left.low == left.high ? absl::StrCat(left.low)
                                 : absl::StrCat(left.low, " - ", left.high);
  }

  void FindMeasuresApart() {
    for (const Fact& a : record_.facts()) {
      for (const Fact& b : record_.facts()) {
        const Modality of_a = record_.Recorded(a);
        const Modality of_b = record_.Recorded(b);
        if (a.id >= b.id || !AreAlike(a, b) || !IsForward(of_a) ||
            !IsForward(of_b) ||
            (of_a != Modality::kAffirmed && of_b != Modality::kAffirmed)) {
          continue;
        }
        CompareReductions(a, b);
        ToldContradiction told = OfMeasures(a, b);
        if (a.measure()->state != b.measure()->state || !AddDates(a, b, told)) {
          continue;
        }
        ++met_["two dates of a measure"];
        found_[{1, a.id, b.id, ""}] = told;
      }
    }
  }

  void CompareReductions(const Fact& a, const Fact& b) {
    if (!a.measure()->reduction || !b.measure()->reduction) return;
    const Interval& of_a = *a.measure()->reduction;
    const Interval& of_b = *b.measure()->reduction;
    if (std::max(of_a.low, of_b.low) <= std::min(of_a.high, of_b.high)) return;
    ToldContradiction told = OfMeasures(a, b);
    told.lines = {absl::StrCat("says ", FactorOf(of_a), " | ", FactorOf(of_b)),
                  absl::StrCat("overlap ", Overlap({a.id, b.id}))};
    ++met_["two reductions"];
    found_[{2, a.id, b.id, ""}] = told;
  }

  ToldContradiction OfMeasures(const Fact& a, const Fact& b) const {
    ToldContradiction told;
    for (const Fact* one : {&a, &b}) {
      told.things.insert(one->id);
      for (const std::string& met : record_.oracle().MetOn(one->id)) {
        told.things.insert(met);
      }
    }
    told.facts = {{{&a}, {&b}}};
    return told;
  }

  std::string Overlap(const std::pair<std::string, std::string>& ids) const {
    const ValidTime& a = record_.fact(ids.first).valid;
    const ValidTime& b = record_.fact(ids.second).valid;
    return ShowValid(
        {Both(a.from, b.from, true), Both(a.until, b.until, false)});
  }

  static bool Disagree(Modality of_a, const std::string& a, Modality of_b,
                       const std::string& b, bool readings) {
    const std::optional<DateRange> days_a = DaysOf(a);
    const std::optional<DateRange> days_b = DaysOf(b);
    const bool days = days_a && days_b;
    if (of_a == Modality::kDenied && of_b == Modality::kDenied) return false;
    if (of_b == Modality::kDenied) {
      return Disagree(of_b, b, of_a, a, readings);
    }
    if (of_a == Modality::kDenied) {
      return days ? days_a->earliest <= days_b->earliest &&
                        days_b->latest <= days_a->latest
                  : a == b;
    }
    if (of_a != Modality::kAffirmed && of_b != Modality::kAffirmed &&
        !readings) {
      return false;
    }
    return days ? NoDayInBoth(*days_a, *days_b) : a != b;
  }

  bool IsAnswer(const Fact& fact) const {
    return fact.entity() != nullptr && fact.entity()->kind == "statement" &&
           !AttributeOf(fact, "topic").empty() && record_.WasSaid(fact) &&
           !AttributeOf(fact, "says").empty() &&
           (IsForward(fact.modality) || fact.modality == Modality::kDenied);
  }

  std::string LeftOpen(const std::string& topic, const Ids& things) {
    Ids open;
    for (const Fact& fact : record_.facts()) {
      if (fact.entity() == nullptr || fact.modality != Modality::kUnknown ||
          fact.entity()->kind != "statement" || topic.empty() ||
          AttributeOf(fact, "topic") != topic || !record_.WasSaid(fact)) {
        continue;
      }
      for (const std::string& thing : fact.entity()->about) {
        if (things.contains(thing)) open.insert(fact.id);
      }
    }
    if (!open.empty()) ++met_["left open"];
    return absl::StrCat("left open ", absl::StrJoin(open, " "));
  }

  void FindValues() {
    for (const Fact& a : record_.facts()) {
      if (!IsAnswer(a)) continue;
      for (const Fact& b : record_.facts()) {
        if (a.id < b.id && IsAnswer(b)) CompareAnswers(a, b);
      }
      const std::string topic = AttributeOf(a, "topic");
      const Ids about(a.entity()->about.begin(), a.entity()->about.end());
      for (const std::string& thing : about) {
        if (topic == "from" || topic == "until") CompareWithThing(a, thing);
      }
    }
  }

  void CompareAnswers(const Fact& a, const Fact& b) {
    const Ids of_a(a.entity()->about.begin(), a.entity()->about.end());
    Ids shared;
    Ids things = of_a;
    for (const std::string& thing : b.entity()->about) {
      if (of_a.contains(thing)) shared.insert(thing);
      things.insert(thing);
    }
    const std::string topic = AttributeOf(a, "topic");
    const bool reading = AttributeOf(a, "statement_kind") == "reading" ||
                         AttributeOf(b, "statement_kind") == "reading";
    if (shared.empty() || topic != AttributeOf(b, "topic") ||
        !Disagree(a.modality, AttributeOf(a, "says"), b.modality,
                  AttributeOf(b, "says"), reading)) {
      return;
    }
    if (!ShareADay(a.valid, b.valid)) {
      ++met_["answers of other days"];
      return;
    }
    ToldContradiction told;
    told.things = things;
    told.things.insert({a.id, b.id});
    told.facts = {{{&a}, {&b}}};
    told.lines = {
        absl::StrCat("says ", AttributeOf(a, "says"), " | ",
                     AttributeOf(b, "says")),
        absl::StrCat("topic ", topic, " about ", absl::StrJoin(shared, " ")),
        absl::StrCat("overlap ", Overlap({a.id, b.id})),
        LeftOpen(topic, things)};
    if (a.modality == Modality::kDenied || b.modality == Modality::kDenied) {
      ++met_["denied answer"];
    }
    found_[{reading ? 3 : 2, a.id, b.id, *shared.begin()}] = told;
  }

  void CompareWithThing(const Fact& statement, const std::string& id) {
    const Fact& thing = record_.fact(id);
    const bool ends = AttributeOf(statement, "topic") == "until";
    const Bound& bound = ends ? thing.valid.until : thing.valid.from;
    const std::string says = AttributeOf(statement, "says");
    if (!Dated(bound) || !IsForward(record_.Recorded(thing)) ||
        !record_.WasSaid(thing) || !DaysOf(says)) {
      return;
    }
    const std::string own = FormatDateRange(bound.range);
    Ids about(statement.entity()->about.begin(),
              statement.entity()->about.end());
    if (!Disagree(statement.modality, says, record_.Recorded(thing), own,
                  false)) {
      return;
    }
    const bool first = statement.id < id;
    ToldContradiction told;
    told.things = about;
    told.things.insert(statement.id);
    told.facts = {
        {{first ? &statement : &thing}, {first ? &thing : &statement}}};
    told.lines = {
        absl::StrCat("says ", first ? says : own, " | ", first ? own : says),
        ends ? "ends" : "starts",
        absl::StrCat("topic ", ends ? "until" : "from", " about ", id),
        absl::StrCat("overlap ", ShowValid({})),
        LeftOpen(ends ? "until" : "from", about)};
    ++met_["statement against a thing"];
    found_[{1, std::min(statement.id, id), std::max(statement.id, id), id}] =
        told;
  }

  // ---- Two dates of one relation --------------------------------------------

  bool IsSaidOfThings(const Fact& fact) const {
    return fact.relation() != nullptr && !fact.relation()->source.selector &&
           !fact.relation()->target.selector && record_.WasSaid(fact);
  }

  bool IsPutForward(const Fact& fact) const {
    return fact.relation() != nullptr && record_.WasSaid(fact) &&
           IsForward(record_.Recorded(fact));
  }

  void FindDates() {
    for (const Fact& a : record_.facts()) {
      for (const Fact& b : record_.facts()) {
        if (a.id < b.id && IsPutForward(a) && IsPutForward(b)) {
          CompareDates(a, b);
        }
      }
    }
  }

  void CompareDates(const Fact& a, const Fact& b) {
    if (!SayTheSame(a, b) || (record_.Recorded(a) != Modality::kAffirmed &&
                              record_.Recorded(b) != Modality::kAffirmed)) {
      return;
    }
    ToldContradiction told;
    told.things = {a.id, b.id};
    told.facts = {{{&a}, {&b}}};
    if (!AddDates(a, b, told)) return;
    if (!ShareADay(a.valid, b.valid)) {
      ++met_["relation again later"];
      return;
    }
    ++met_["two dates of a relation"];
    found_[{1, a.id, b.id, ""}] = told;
  }

  bool AddDates(const Fact& a, const Fact& b, ToldContradiction& told) const {
    const auto differ = [](const Bound& x, const Bound& y) {
      return Dated(x) && Dated(y) && NoDayInBoth(x.range, y.range);
    };
    const bool starts = differ(a.valid.from, b.valid.from);
    const bool ends = differ(a.valid.until, b.valid.until);
    if (!starts && !ends) return false;
    const auto says = [&](const Fact& fact) {
      std::vector<std::string> bounds;
      if (starts) bounds.push_back(FormatDateRange(fact.valid.from.range));
      if (ends) bounds.push_back(FormatDateRange(fact.valid.until.range));
      return absl::StrJoin(bounds, " - ");
    };
    told.lines = {absl::StrCat("says ", says(a), " | ", says(b))};
    if (starts) told.lines.push_back("starts");
    if (ends) told.lines.push_back("ends");
    told.lines.push_back(absl::StrCat("overlap ", Overlap({a.id, b.id})));
    return true;
  }

  const ContradictionRecord& record_;
  std::map<std::string, int>& met_;
  ToldContradictions found_;
};

ViewOptions OfAllSources(const ContradictionCase& drawn) {
  ViewOptions options = drawn.options;
  options.sources.clear();
  for (const Fact& fact : drawn.facts) {
    if (fact.entity() != nullptr && fact.entity()->kind == "source") {
      options.sources.push_back(fact.id);
    }
  }
  if (options.otherwise != nullptr) {
    auto otherwise = std::make_shared<ViewOptions>(*options.otherwise);
    otherwise->sources = options.sources;
    options.otherwise = otherwise;
  }
  return options;
}

// Those of a record that concern what is asked about; the others by their keys.
ToldContradictions WhatConcerns(const ContradictionRecord& record,
                                const ContradictionCase& drawn,
                                std::map<std::string, int>& met,
                                std::set<ContradictionKey>& others) {
  AskedAbout asked(record, drawn.subjects);
  ToldContradictions concerning;
  for (const auto& [key, told] : Finder(record, met).Find()) {
    if (asked.Concerns(told.things)) {
      concerning[key] = told;
      if (asked.OnlyStoodFor(told.things)) ++met["stood for"];
    } else {
      others.insert(key);
    }
  }
  return concerning;
}

// Whether what it is about is not asked about itself.
bool BelongsToASubject(const ContradictionCase& drawn,
                       const std::string& thing) {
  const bool may_belong = absl::StartsWith(thing, "instruments/") ||
                          absl::StartsWith(thing, "procurements/") ||
                          absl::StartsWith(thing, "measures/");
  return may_belong && !drawn.subjects.empty() &&
         std::count(drawn.subjects.begin(), drawn.subjects.end(), thing) == 0;
}

std::string VoicesOf(const std::vector<const Fact*>& facts,
                     const ContradictionRecord& asked,
                     const ContradictionRecord& compared) {
  std::set<std::string> voices;
  for (const Fact* fact : facts) {
    for (const Evidence& evidence : fact->evidence) {
      const bool counts = asked.Counts(*fact, evidence.source);
      if (!counts && !compared.Counts(*fact, evidence.source)) continue;
      voices.insert(absl::StrCat(evidence.source, " ",
                                 evidence.asserted_on.ToString(), " ",
                                 counts ? "counts" : "not asked"));
    }
  }
  return absl::StrJoin(voices, ", ");
}

}  // namespace

std::string ShowValid(const ValidTime& valid) {
  const auto show = [](const Bound& bound) -> std::string {
    if (bound.kind == Bound::Kind::kDated) return FormatDateRange(bound.range);
    return bound.kind == Bound::Kind::kOpen ? "open" : "not stated";
  };
  return absl::StrCat("from ", show(valid.from), " until ", show(valid.until));
}

std::string ShowContradictions(const ContradictionCase& drawn,
                               std::map<std::string, int>& met) {
  static const char* const kKinds[] = {"denial", "dates", "values", "readings",
                                       "judgement"};
  const ViewOptions wide = OfAllSources(drawn);
  const ContradictionRecord asked(drawn, drawn.options);
  const ContradictionRecord across(drawn,
                                   drawn.across_sources ? wide : drawn.options);
  std::set<ContradictionKey> others;
  const ToldContradictions of_asked = WhatConcerns(asked, drawn, met, others);
  ToldContradictions all = WhatConcerns(across, drawn, met, others);
  for (const auto& [key, told] : of_asked) {
    if (all.insert({key, told}).second) ++met["only by the asked sources"];
  }
  std::string text;
  for (const auto& [key, told] : all) {
    const auto& [kind, a, b, thing] = key;
    ++met[kKinds[kind]];
    const bool as_asked = of_asked.contains(key);
    if (BelongsToASubject(drawn, thing)) ++met["belongs to a subject"];
    if (!as_asked) ++met["only across sources"];
    absl::StrAppend(&text, kKinds[kind], " ", a, " | ", b,
                    as_asked ? "" : " not as asked", "\n");
    for (const std::string& line : told.lines) {
      absl::StrAppend(&text, "  ", line, "\n");
    }
    for (const auto& [relation, shown] : told.places) {
      absl::StrAppend(&text, "  ", shown, " ",
                      StatusName(asked.StatusOf(relation)), " ",
                      StatusName(across.StatusOf(relation)), "\n");
    }
    for (const auto& facts : told.facts) {
      absl::StrAppend(&text, "  said by ", VoicesOf(facts, asked, across),
                      "\n");
    }
  }
  const auto left_out =
      std::count_if(others.begin(), others.end(),
                    [&all](const auto& key) { return !all.contains(key); });
  if (left_out > 0) ++met["left out"];
  absl::StrAppend(&text, "left out ", left_out, "\n");
  return text;
}

}  // namespace ketenzicht::graph::oracle
