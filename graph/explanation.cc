#include "graph/explanation.h"

#include <cmath>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "graph/denials.h"
#include "graph/measure_fit.h"
#include "graph/path_writer.h"
#include "graph/told_fact.h"

namespace ketenzicht::graph {
namespace {

// Three digits, away from the middle of the interval: what is told holds what
// is meant.
std::string BoundText(double value, bool high) {
  std::string text = absl::StrFormat("%.3g", value);
  double told = 0;
  if (value <= 0 || !absl::SimpleAtod(text, &told)) return text;
  constexpr double kRounding = 1e-9;  // of products of what was stated
  if (high ? told >= value * (1 - kRounding)
           : told <= value * (1 + kRounding)) {
    return text;
  }
  const double unit = std::pow(10, std::floor(std::log10(value)) - 2);
  return absl::StrFormat("%.3g", told + (high ? unit : -unit));
}

std::string ChangeText(Change::Op op, bool nl) {
  switch (op) {
    case Change::Op::kRemove:
      return nl ? "Weggelaten: " : "Removed: ";
    case Change::Op::kDeny:
      return nl ? "Ontkend: " : "Denied: ";
    case Change::Op::kTake:
      return nl ? "Genomen: " : "Taken: ";
    case Change::Op::kLift:
      return nl ? "Niet genomen: " : "Not taken: ";
  }
  return "";
}

std::string AnswerText(Answer answer, Language language) {
  const bool nl = language == Language::kDutch;
  switch (answer) {
    case Answer::kYes:
      return nl ? "ja" : "yes";
    case Answer::kNo:
      return nl ? "nee" : "no";
    case Answer::kUnknown:
      return nl ? "onbekend" : "unknown";
  }
  return "";
}

std::string ReasonText(FactorReason reason, Language language) {
  const bool nl = language == Language::kDutch;
  switch (reason) {
    case FactorReason::kRecorded:
      return nl ? "vastgelegd" : "recorded";
    case FactorReason::kUncertain:
      return nl ? "niet zeker" : "not certain";
    case FactorReason::kContested:
      return nl ? "betwist" : "contested";
    case FactorReason::kUnrecorded:
      return nl ? "niets vastgelegd dat hier meetelt"
                : "nothing recorded that counts here";
    case FactorReason::kNotOnPath:
      return nl ? "niet op dit pad" : "not on this path";
    case FactorReason::kMeasureExists:
      return nl ? "de organisatie heeft of overweegt een maatregel die iets "
                  "afsluit, hier of elders"
                : "the organization has, or considers, a measure that closes "
                  "something, here or elsewhere";
  }
  return "";
}

// What this path does not pass another one may: that is no "no" of the pair.
std::string OutcomeText(const FactorAnswer& factor, Language language) {
  const std::string reason = ReasonText(factor.reason, language);
  if (factor.reason == FactorReason::kNotOnPath) return reason;
  return absl::StrCat(AnswerText(factor.answer, language), " (", reason, ")");
}

void WriteTier(PathWriter& writer, const View& view, const TierAnswer& tier,
               Language language) {
  for (const FactorAnswer& factor : tier.factors) {
    writer.Line(1, absl::StrCat("– ", factor.factor->label.In(language), ": ",
                                OutcomeText(factor, language)));
    for (InstanceIndex i : factor.instances) {
      const Instance& r = view.instance(i);
      writer.Line(2, writer.Told(r));
    }
    for (size_t i = 0; i < factor.measures.size(); ++i) {
      writer.Line(
          2, absl::StrCat(
                 writer.Told(factor.measures[i]), " – ",
                 writer.Say("sluit af, bijvoorbeeld: ", "closes, for one: "),
                 writer.Clause(view.instance(factor.closed[i]))));
    }
  }
}

// Each with what has to be said beside it.
void WriteFacts(PathWriter& writer, const View& view,
                const std::vector<FactIndex>& facts) {
  for (FactIndex fact : facts) {
    const std::string note = NoteOf(ToldIn(view, fact), writer.text());
    writer.Line(1, absl::StrCat("– ", writer.Told(fact), InBrackets(note)));
  }
}

// Whether something that counts says of this alone what the denial of a class
// denies of it.
bool IsOverruled(const View& view, InstanceIndex denial) {
  const InstanceTable& table = view.table();
  if (!table.general(denial) || table.source(denial) == kNoFact) return false;
  const std::vector<InstanceIndex> there = view.on(table.source(denial));
  return std::any_of(there.begin(), there.end(), [&](InstanceIndex i) {
    return table.kind(i) == table.kind(denial) &&
           table.target(i) == table.target(denial) && !table.general(i) &&
           table.counts(i) &&
           SpeaksOf(table.carriers(denial), table.carriers(i));
  });
}

void WriteRest(PathWriter& writer, const View& view, const PairAnswer& answer) {
  if (!answer.denials.empty()) {
    writer.Line(0, writer.Say("Ontkenningen over dit onderwerp:",
                              "Denials about this subject:"));
    std::set<FactIndex> told;
    for (InstanceIndex i : answer.denials) {
      const Instance& r = view.instance(i);
      if (r.fact != kNoFact && !told.insert(r.fact).second) continue;
      writer.Line(
          1, absl::StrCat("– ", writer.Told(r),
                          IsOverruled(view, i)
                              ? writer.Say(" – telt hier niet mee: wat alleen "
                                           "hierover is gezegd gaat voor",
                                           " – does not count here: what is "
                                           "said of this alone goes before")
                              : ""));
    }
  }
  if (!answer.claims.empty()) {
    writer.Line(
        0, absl::StrCat(writer.Say("Wat bronnen over de uitkomst beweren (hier "
                                   "afgeleid: ",
                                   "What sources claim about the outcome "
                                   "(derived here: "),
                        StatusText(answer.status, writer.text().language()),
                        "):"));
    WriteFacts(writer, view, answer.claims);
  }
  if (!answer.unknowns.empty()) {
    writer.Line(0, writer.Say("Wat de bronnen hierover openlaten:",
                              "What the sources leave open about this:"));
    WriteFacts(writer, view, answer.unknowns);
  }
}

void WriteSummary(PathWriter& writer, const Views& views,
                  const PairAnswer& answer, Language language) {
  writer.Name(answer.process);
  writer.Name(answer.target.asked);
  writer.Line(0, SummaryText(views, answer, language));
}

// What a path comes to; `number` from 1.
void WriteHead(PathWriter& writer, const Snapshot& snapshot,
               const PathAnswer& path, size_t number, Language language) {
  writer.Line(
      0, absl::StrCat(writer.Say("Pad ", "Path "), number, ": ",
                      StatusText(path.path.status, language), ", ",
                      TierText(snapshot, &path.tier, language),
                      writer.Say(", waarschijnlijkheid ", ", likelihood "),
                      LikelihoodText(snapshot, path.likelihood, language)));
}

void WriteFactors(PathWriter& writer, const Views& views,
                  const PairAnswer& answer, Language language) {
  const bool blocked = answer.status == Status::kBlocked;
  const TierAnswer& tier =
      blocked && answer.inherent ? answer.inherent->tier : *answer.pair_tier;
  const bool of_one = !blocked && answer.paths.size() > 1;
  writer.Line(0, blocked ? writer.Say("Factoren zonder maatregelen:",
                                      "Factors without measures:")
                 : of_one
                     ? writer.Say("Factoren van pad 1:", "Factors of path 1:")
                     : writer.Say("Factoren:", "Factors:"));
  WriteTier(writer, blocked ? *views.inherent : *views.asked, tier, language);
  const TierAnswer& first = answer.paths.front().tier;
  if (!blocked && tier.highest > first.highest) {
    writer.Line(0,
                writer.Say("De klasse hierboven is die van alle paden samen: "
                           "een ander pad dan het eerste kan hoger uitkomen.",
                           "The tier above is that of all paths together: "
                           "another path than the first may reach higher."));
  }
}

// Of a pair without a path, how near it comes to one. Whatever is near, the
// reader must not take it for "none".
void WriteNoPath(PathWriter& writer, const PairAnswer& answer) {
  if (answer.only_a_walk()) {
    writer.Line(0, writer.Say("De zoekgrens is bereikt voordat een pad is "
                              "gevonden. De status is de beste die nog kan.",
                              "The search budget was reached before a path was "
                              "found. The status is the best that is still "
                              "possible."));
  } else if (answer.nearest) {
    writer.Line(0, writer.Say("Wat hier meetelt vormt geen pad. Dat is niet "
                              "hetzelfde als geen risico.",
                              "What counts here forms no path. That is not the "
                              "same as no risk."));
    writer.Line(0, writer.Say("Wat het dichtst bij een pad komt, en waarom het "
                              "geen pad is:",
                              "The nearest to a path, and why it is none:"));
    writer.Path(*answer.nearest);
  } else if (!answer.nearest_searched) {
    writer.Line(0, writer.Say("Geen pad. Dat is niet hetzelfde als geen "
                              "risico. Wat het dichtst bij een pad komt, is "
                              "niet tot het einde gezocht: de zoekgrens is "
                              "bereikt.",
                              "No path. That is not the same as no risk. The "
                              "nearest to a path was not searched to the end: "
                              "the search budget was reached."));
  } else {
    writer.Line(0, writer.Say("Wat is vastgelegd vormt geen pad, ook niet met "
                              "wat hier niet meetelt. Dat is niet hetzelfde "
                              "als geen risico.",
                              "What is on record forms no path, not even with "
                              "what does not count here. That is not the same "
                              "as no risk."));
  }
}

}  // namespace

std::string CompletenessText(const Completeness& completeness,
                             Language language) {
  const bool nl = language == Language::kDutch;
  switch (completeness.stop) {
    case StopReason::kNone:
      return nl ? "Volledig: alle paden zijn bekeken."
                : "Complete: all paths were looked at.";
    case StopReason::kPaths:
      return absl::StrCat(
          nl ? "Niet volledig: er zijn meer paden dan de gevraagde "
             : "Truncated: there are more paths than the ",
          completeness.limit, nl ? "." : " asked for.");
    case StopReason::kExpansions:
      return absl::StrCat(nl ? "Niet volledig: de zoekgrens is bereikt ("
                             : "Truncated: the search budget was reached (",
                          completeness.limit,
                          nl ? " stappen)." : " expansions).");
    case StopReason::kPartialPaths:
      return absl::StrCat(nl ? "Niet volledig: de geheugengrens is bereikt ("
                             : "Truncated: the memory budget was reached (",
                          completeness.limit,
                          nl ? " deelpaden)." : " partial paths).");
    case StopReason::kCancelled:
      return nl ? "Niet volledig: afgebroken." : "Truncated: cancelled.";
    case StopReason::kTime:
      return nl ? "Niet volledig: de tijd is om." : "Truncated: out of time.";
    case StopReason::kDates:
      return absl::StrCat(
          nl ? "Niet volledig: er zijn meer dagen dan de grens van "
             : "Truncated: there are more days than the limit of ",
          completeness.limit, ".");
    case StopReason::kViews:
      return absl::StrCat(
          nl ? "Niet volledig: er zijn meer combinaties te bekijken dan de "
               "grens van "
             : "Truncated: there is more to look at than the limit of ",
          completeness.limit, nl ? "." : " combinations.");
    case StopReason::kPoints:
      return absl::StrCat(
          nl ? "Niet volledig: er zijn meer keuzes dan de grens van "
             : "Truncated: there are more choices than the limit of ",
          completeness.limit, ".");
    case StopReason::kNodes:
      return absl::StrCat(nl ? "Niet volledig: de rekengrens is bereikt ("
                             : "Truncated: the solver's limit was reached (",
                          completeness.limit, nl ? " knopen)." : " nodes).");
  }
  return "";
}

std::string TierText(const Snapshot& snapshot, const TierAnswer* tier,
                     Language language) {
  if (tier == nullptr || !tier->applicable) {
    return language == Language::kDutch ? "n.v.t." : "n/a";
  }
  const std::vector<Tier>& tiers = snapshot.policy().document().tiers;
  if (tier->exact()) return tiers[tier->lowest].id;
  return absl::StrCat(tiers[tier->lowest].id, "–", tiers[tier->highest].id);
}

std::string LikelihoodText(const Snapshot& snapshot, const Interval& interval,
                           Language language) {
  const LikelihoodClass* one =
      interval.best ? snapshot.policy().ClassOf(*interval.best) : nullptr;
  const std::string name = one != nullptr ? one->label.In(language)
                           : language == Language::kDutch ? "onbepaald"
                                                          : "undetermined";
  return absl::StrCat(name, " [", BoundText(interval.low, false), ", ",
                      BoundText(interval.high, true), "]");
}

std::string ExplainTier(const View& view, const TierAnswer& tier,
                        Language language, NamedFacts* named) {
  PathWriter writer(view, language, named);
  WriteTier(writer, view, tier, language);
  return writer.Take();
}

std::string PairText(const Snapshot& snapshot, const PairAnswer& answer,
                     Language language) {
  return absl::StrCat(Capitalized(snapshot.NameOf(answer.process, language)),
                      " → ", snapshot.NameOf(answer.target.asked, language),
                      ", ", answer.vector->label.In(language));
}

std::string SummaryText(const Views& views, const PairAnswer& answer,
                        Language language) {
  const Snapshot& snapshot = views.asked->snapshot();
  const bool nl = language == Language::kDutch;
  const char* const at_most = nl ? " ten hoogste (nog geen pad gevonden)"
                                 : " at most (no path found yet)";
  std::string line = absl::StrCat(PairText(snapshot, answer, language), ": ",
                                  StatusText(answer.status, language),
                                  answer.only_a_walk() ? at_most : "", ", ",
                                  TierText(snapshot, answer.tier(), language));
  if (views.asked != views.inherent) {
    absl::StrAppend(
        &line, nl ? " (zonder maatregelen: " : " (without measures: ",
        StatusText(answer.inherent_status, language),
        answer.inherent_only_a_walk() ? at_most : "", ", ",
        TierText(snapshot, answer.inherent ? &answer.inherent->tier : nullptr,
                 language),
        ")");
  }
  return line;
}

std::string ExplainPair(const Views& views, const PairAnswer& answer,
                        Language language, NamedFacts* named) {
  const View& view = *views.asked;
  PathWriter writer(view, language, named);
  WriteSummary(writer, views, answer, language);
  for (size_t i = 0; i < answer.paths.size(); ++i) {
    WriteHead(writer, view.snapshot(), answer.paths[i], i + 1, language);
    writer.Path(answer.paths[i].path);
  }
  if (answer.paths.empty()) {
    WriteNoPath(writer, answer);
  } else {
    WriteFactors(writer, views, answer, language);
  }
  WriteRest(writer, view, answer);
  writer.Line(0, CompletenessText(answer.completeness, language));
  return writer.Take();
}

std::string ExplainFirstSteps(const Views& views, const PairAnswer& answer,
                              Language language, NamedFacts* named) {
  const View& view = *views.asked;
  PathWriter writer(view, language, named);
  WriteSummary(writer, views, answer, language);
  for (size_t i = 0; i < answer.paths.size(); ++i) {
    WriteHead(writer, view.snapshot(), answer.paths[i], i + 1, language);
    writer.Step(answer.paths[i].path, 0);
  }
  return writer.Take();
}

std::string ContextText(const Snapshot& snapshot, const ViewOptions& options,
                        Language language) {
  const bool nl = language == Language::kDutch;
  return ContextText(
      snapshot, options,
      absl::StrCat(nl ? "Stand van " : "As of ", options.date.ToString(),
                   nl ? ", revisie " : ", revision ", snapshot.revision()),
      language);
}

namespace {

// Which one, and with which values where it has others.
std::string ScenarioText(const ScenarioMark& scenario, Language language) {
  const bool nl = language == Language::kDutch;
  std::vector<std::string> values;
  for (const auto& [name, value] : scenario.variant) {
    values.push_back(absl::StrCat(name, "=", value));
  }
  return absl::StrCat(nl ? "Onder scenario " : "Under scenario ", scenario.id,
                      " (", scenario.title.In(language), ")",
                      values.empty() ? ""
                      : nl           ? ", met "
                                     : ", with ",
                      absl::StrJoin(values, ", "),
                      nl ? ", versie " : ", version ", scenario.version, ". ");
}

// Measures that the changes put in place without what they need, or beside what
// they exclude: they count all the same, and whoever reads on must know.
std::string MisfitText(const Snapshot& snapshot, const ViewOptions& options,
                       Language language) {
  const bool nl = language == Language::kDutch;
  const MeasureFit fit = FitOfChanges(snapshot, options);
  std::string text;
  for (const auto* some : {&fit.refused, &fit.told}) {
    for (const MeasureMisfit& one : *some) {
      absl::StrAppend(
          &text, nl ? "Let op: " : "Note: ", one.measure,
          one.excludes ? (nl ? " sluit " : " excludes ")
                       : (nl ? " vereist " : " needs "),
          one.other,
          one.excludes
              ? (nl ? " uit, die ook van kracht is" : ", which is in place too")
              : (nl ? ", die niet, of niet zeker, van kracht is"
                    : ", which is not in place, or not for certain"),
          nl ? "; wat zij doet telt toch. "
             : "; what it does counts all the same. ");
    }
  }
  return text;
}

}  // namespace

std::string ContextText(const Snapshot& snapshot, const ViewOptions& options,
                        const std::string& as_of, Language language) {
  const bool nl = language == Language::kDutch;
  const PolicyDocument& policy = snapshot.policy().document();
  std::vector<std::string> sources = options.source_types;
  sources.insert(sources.end(), options.sources.begin(), options.sources.end());
  std::string text = absl::StrCat(
      as_of, nl ? ", beleid " : ", policy ", policy.name, " ", policy.version,
      nl ? ", bronsoorten: " : ", source types: ", absl::StrJoin(sources, ", "),
      ". ");
  if (!snapshot.scenario().id.empty()) {
    text += ScenarioText(snapshot.scenario(), language);
  }
  absl::StrAppend(
      &text, options.with_inferred
                 ? (nl ? "Gesteld en afgeleid. " : "Stated and inferred. ")
                 : (nl ? "Alleen gestelde feiten. " : "Stated facts only. "));
  if (!options.measures) {
    absl::StrAppend(&text, nl ? "Zonder maatregelen. " : "Without measures. ");
  }
  if (!options.factors.empty()) {
    absl::StrAppend(&text, nl ? "Ook gewogen: " : "Weighed too: ",
                    absl::StrJoin(options.factors, ", "), ". ");
  }
  if (options.verified_only) {
    absl::StrAppend(
        &text, nl ? "Alleen geverifieerde feiten. " : "Verified facts only. ");
  }
  if (!options.presumptions) {
    absl::StrAppend(&text,
                    nl ? "Zonder vermoedens. " : "Without presumptions. ");
  }
  for (const Change& change : options.changes) {
    absl::StrAppend(&text, ChangeText(change.op, nl), change.fact, ". ");
  }
  absl::StrAppend(&text, MisfitText(snapshot, options, language));
  absl::StrAppend(&text,
                  nl ? "Een open pad is geen bewezen lek; maatregelen die u "
                       "niet mag zien kunnen een pad afsluiten."
                     : "An open path is no proven leak; measures that you may "
                       "not see can close a path.");
  return text;
}

}  // namespace ketenzicht::graph
