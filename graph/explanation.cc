#include "graph/explanation.h"

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "graph/guard_text.h"

namespace ketenzicht::graph {
namespace {

std::string Number(double value) { return absl::StrFormat("%.3g", value); }

// Writes the parts of an answer, one line at a time.
class Writer {
 public:
  Writer(const View& view, Language language)
      : view_(view),
        snapshot_(view.snapshot()),
        text_(snapshot_, &view.options(), language),
        language_(language) {}

  std::string Take() { return std::move(out_); }
  const FactText& text() const { return text_; }

  void Line(int indent, absl::string_view line) {
    absl::StrAppend(&out_, std::string(2 * static_cast<size_t>(indent), ' '),
                    line, "\n");
  }
  const char* Say(const char* nl, const char* en) const {
    return text_.Say(nl, en);
  }

  void Path(const FoundPath& path) {
    int number = 0;
    for (const View::Incidence& step : path.steps) {
      const Instance& r = view_.instance(step.instance);
      Line(1, absl::StrCat(++number, ". ", text_.Sentence(r), Cited(r)));
      const Status status = view_.status(step.instance);
      if (status == Status::kNoPath) {
        Line(2, WhyNoEdge(r));
      } else if (Avoids(path, step)) {
        Line(2, Say("telt hier niet mee: volgens een ontkenning gebruikt dit "
                    "proces dit niet",
                    "does not count here: a denial says that this process does "
                    "not use it"));
      }
      if (status == Status::kBlocked) {
        Line(2, Say("Deze stap is afgesloten.", "This step is closed."));
      }
      if (IsOwnership(r.kind)) {
        Line(2, Say("Vanaf hier indirect: via wie eigenaar is of zeggenschap "
                    "heeft.",
                    "From here indirectly: through who owns or controls."));
      }
      Carriers(r);
      Guard(r);
      Measures(r, 2);
      Contested(r, 2);
    }
  }

  bool IsOwnership(RelationKindId kind) const {
    const Ontology& ontology = snapshot_.ontology();
    for (absl::string_view name : {"owned_by", "controlled_by"}) {
      const std::optional<RelationKindId> id = ontology.FindRelationKind(name);
      if (id && ontology.RelationIsA(kind, *id)) return true;
    }
    return false;
  }

  // Whether a denial keeps the process of `path` from what `step` leads to.
  bool Avoids(const FoundPath& path, const View::Incidence& step) const {
    const Instance& first = view_.instance(path.steps.front().instance);
    const FactIndex process =
        path.steps.front().letter % 2 == 1 ? first.target : first.source;
    const auto* avoided = view_.avoided(process);
    return path.status == Status::kNoPath && &step != &path.steps.front() &&
           avoided != nullptr && avoided->contains(step.to);
  }

  std::string Cited(const Instance& r) const {
    if (r.fact == kNoFact) {
      return absl::StrCat(
          " [",
          Say("vermoeden van het beleid: ", "presumption of the policy: "),
          snapshot_.policy().document().presumptions[r.presumption].label.In(
              language_),
          "]");
    }
    return absl::StrCat(" ", text_.Cite(r.fact));
  }

  // What is known of an instance by its id, wherever it is mentioned.
  std::string Named(const std::string& id) const {
    const FactIndex fact = snapshot_.Find(id);
    std::optional<InstanceIndex> found;
    if (fact == kNoFact) {
      found = view_.table().FindExtra(id);
    } else if (view_.table().is_instance(fact)) {
      found = fact;
    }
    if (found) {
      const Instance r = view_.instance(*found);
      return absl::StrCat(text_.Sentence(r), Cited(r));
    }
    if (fact == kNoFact) return id;
    return absl::StrCat(text_.Sentence(fact), " ", text_.Cite(fact));
  }

 private:
  void Carriers(const Instance& r) {
    for (FactIndex carrier : r.carriers) {
      for (InstanceIndex i : view_.of(carrier)) {
        const Instance& c = view_.instance(i);
        Line(2, absl::StrCat(Say("gedragen door: ", "carried by: "),
                             text_.Sentence(c), Cited(c), " (",
                             StatusText(c.status, language_), ")"));
        Measures(c, 3);
        Contested(c, 3);
        if (c.status == Status::kNoPath) Line(3, WhyNoEdge(c));
      }
    }
  }

  void Guard(const Instance& r) {
    if (r.fact == kNoFact) return;
    const Relation* detail = snapshot_.facts().detail(r.fact);
    if (detail == nullptr || !detail->holds_while) return;
    Condition(Say("alleen zolang: ", "only while: "), *detail->holds_while, r,
              2);
    Inputs(r.guard_inputs, 3);
  }

  void Measures(const Instance& r, int indent) {
    for (const MeasureMet& met : r.measures) {
      Line(indent, MeasureLine(met));
      const auto& unless = snapshot_.facts().measure(met.measure).unless;
      if (unless) {
        Condition(Say("tenzij: ", "unless: "), *unless, r, indent + 1);
      }
      Inputs(met.inputs, indent + 1);
    }
  }

  void Condition(const char* word, const graph::Guard& guard, const Instance& r,
                 int indent) {
    Line(indent, absl::StrCat(word, GuardClause(snapshot_, text_, guard,
                                                r.source, r.target)));
  }

  std::string MeasureLine(const MeasureMet& met) const {
    const Measure& measure = snapshot_.facts().measure(met.measure);
    std::string line = absl::StrCat(Say("maatregel: ", "measure: "),
                                    measure.name.In(language_), " – ");
    if (met.effect == MeasureEffect::kNoneShown) {
      absl::StrAppend(&line, Say("sluit dit niet aantoonbaar uit",
                                 "not shown to exclude this"));
    } else if (met.effect == MeasureEffect::kReduces) {
      absl::StrAppend(&line, Say("verkleint alleen de kans",
                                 "reduces the likelihood only"));
    } else if (met.leaves == Status::kBlocked) {
      absl::StrAppend(&line, Say("sluit dit af", "closes this"));
    } else if (met.leaves == Status::kOpen) {
      absl::StrAppend(&line, Say("sluit dit niet af", "does not close this"));
    } else {
      absl::StrAppend(
          &line,
          Say("sluit dit niet zeker af: ", "does not certainly close this: "),
          StatusText(met.leaves, language_));
    }
    if (!met.counts) {
      absl::StrAppend(
          &line, measure.state == MeasureState::kCandidate
                     ? Say(" (nog niet genomen)", " (candidate only)")
                     : Say(" (hier niet meegeteld)", " (not counted here)"));
    }
    if (met.by_example) {
      absl::StrAppend(&line, Say("; de bron noemt dit als voorbeeld, er kunnen "
                                 "meer gevallen zijn",
                                 "; the source gives this as an example, there "
                                 "may be more"));
    }
    const std::string& decided_by = measure.decided_by;
    if (!decided_by.empty()) {
      absl::StrAppend(&line, Say("; besloten door ", "; decided by "),
                      snapshot_.NameOf(snapshot_.Find(decided_by), language_));
    }
    return absl::StrCat(line, " ", text_.Cite(met.measure));
  }

  void Inputs(const std::vector<GuardInput>& inputs, int indent) {
    for (const GuardInput& input : inputs) {
      if (!input.recorded) {
        Line(indent, absl::StrCat(Say("niet vastgelegd: ", "not recorded: "),
                                  LookedFor(snapshot_, text_, input)));
        continue;
      }
      std::string line =
          absl::StrCat(Say("daarover: ", "of this: "), Named(input.what));
      if (input.of_other) {
        absl::StrAppend(&line,
                        Say(" – dat een en dezelfde autoriteit beide bereikt: ",
                            " – that one authority reaches both: "),
                        TruthText(input.truth));
      } else if (input.truth != Truth::kAffirmed) {
        absl::StrAppend(&line, Say(" – hier: ", " – here: "),
                        TruthText(input.truth));
      }
      Line(indent, line);
    }
  }

  const char* TruthText(Truth truth) const {
    switch (truth) {
      case Truth::kAffirmed:
        return Say("vastgesteld", "affirmed");
      case Truth::kNotExcluded:
        return Say("niet uitgesloten", "not excluded");
      case Truth::kUnknown:
        return Say("onbekend", "unknown");
      case Truth::kDenied:
        return Say("geldt niet", "does not hold");
    }
    return "";
  }

  void Contested(const Instance& r, int indent) {
    for (const std::string& denial : r.contested_by) {
      Line(indent,
           absl::StrCat(Say("betwist: ", "contested: "), Named(denial)));
    }
  }

  std::string WhyNoEdge(const Instance& r) const {
    std::string why = absl::StrCat(Say("telt niet mee: ", "does not count: "),
                                   OmissionText(r));
    const bool names_other = r.omission == Omission::kDenied ||
                             r.omission == Omission::kSpecific ||
                             r.omission == Omission::kCarrier;
    if (r.presumption >= 0 && r.omitted_by.empty()) {
      absl::StrAppend(&why,
                      Say(" (of wie de maker is)", " (or who the maker is)"));
    }
    if (names_other && !r.omitted_by.empty()) {
      absl::StrAppend(&why, " – ", Named(r.omitted_by));
    }
    return why;
  }

  std::string OmissionText(const Instance& r) const {
    switch (r.omission) {
      case Omission::kNone:
        return Say("dit product wordt volgens een ontkenning niet gebruikt",
                   "a denial says that this product is not used");
      case Omission::kSource:
        return Say("niet uit de gevraagde bronnen",
                   "not from the sources asked for");
      case Omission::kInferred:
        return Say("afgeleid, niet gesteld", "inferred, not stated");
      case Omission::kUnverified:
        return Say("niet geverifieerd", "not verified");
      case Omission::kDate:
        return Say("geldt niet op deze datum", "does not hold at this date");
      case Omission::kModality:
        return r.recorded == Modality::kDenied
                   ? Say("ontkend", "denied")
                   : Say("niet als feit gesteld", "not stated as a fact");
      case Omission::kDenied:
        return Say("ontkend", "denied");
      case Omission::kSpecific:
        return Say("een specifieker feit gaat voor",
                   "a more specific fact goes before");
      case Omission::kCarrier:
        return Say("wat het draagt telt niet mee",
                   "what carries it does not count");
      case Omission::kGuard:
        return Say("aan de voorwaarde is niet voldaan",
                   "its condition does not hold");
      case Omission::kRemoved:
        return Say("weggelaten in dit scenario", "removed in this scenario");
    }
    return "";
  }

  const View& view_;
  const Snapshot& snapshot_;
  FactText text_;
  Language language_;
  std::string out_;
};

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
      return nl ? "niets vastgelegd" : "nothing recorded";
    case FactorReason::kNotOnPath:
      return nl ? "komt op dit pad niet voor" : "does not occur on this path";
    case FactorReason::kMeasureExists:
      return nl ? "er bestaat een afsluitende maatregel"
                : "a closing measure exists";
  }
  return "";
}

void WriteTier(Writer& writer, const View& view, const TierAnswer& tier,
               Language language) {
  for (const FactorAnswer& factor : tier.factors) {
    writer.Line(1, absl::StrCat("– ", factor.factor->label.In(language), ": ",
                                AnswerText(factor.answer, language), " (",
                                ReasonText(factor.reason, language), ")"));
    for (InstanceIndex i : factor.instances) {
      const Instance& r = view.instance(i);
      writer.Line(2, absl::StrCat(writer.text().Sentence(r), writer.Cited(r)));
    }
    for (size_t i = 0; i < factor.measures.size(); ++i) {
      writer.Line(
          2, absl::StrCat(
                 writer.text().Sentence(factor.measures[i]), " ",
                 writer.text().Cite(factor.measures[i]), " – ",
                 writer.Say("sluit af, bijvoorbeeld: ", "closes, for one: "),
                 writer.text().Clause(view.instance(factor.closed[i]))));
    }
  }
}

void WriteRest(Writer& writer, const View& view, const PairAnswer& answer) {
  if (!answer.denials.empty()) {
    writer.Line(0, writer.Say("Ontkenningen over dit onderwerp:",
                              "Denials about this subject:"));
    std::set<FactIndex> told;
    for (InstanceIndex i : answer.denials) {
      const Instance& r = view.instance(i);
      if (r.fact != kNoFact && !told.insert(r.fact).second) continue;
      writer.Line(
          1, absl::StrCat("– ", writer.text().Sentence(r), writer.Cited(r)));
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
    for (FactIndex fact : answer.claims) {
      writer.Line(1, absl::StrCat("– ", writer.text().Sentence(fact), " ",
                                  writer.text().Cite(fact)));
    }
  }
  if (!answer.unknowns.empty()) {
    writer.Line(0, writer.Say("Wat de bronnen hierover openlaten:",
                              "What the sources leave open about this:"));
    for (FactIndex fact : answer.unknowns) {
      writer.Line(1, absl::StrCat("– ", writer.text().Sentence(fact), " ",
                                  writer.text().Cite(fact)));
    }
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
  return absl::StrCat(name, " [", Number(interval.low), ", ",
                      Number(interval.high), "]");
}

std::string ExplainTier(const View& view, const TierAnswer& tier,
                        Language language) {
  Writer writer(view, language);
  WriteTier(writer, view, tier, language);
  return writer.Take();
}

std::string SummaryText(const Views& views, const PairAnswer& answer,
                        Language language) {
  const Snapshot& snapshot = views.asked->snapshot();
  const bool nl = language == Language::kDutch;
  std::string line =
      absl::StrCat(Capitalized(snapshot.NameOf(answer.process, language)),
                   " → ", snapshot.NameOf(answer.target.asked, language), ", ",
                   answer.vector->label.In(language), ": ",
                   StatusText(answer.status, language), ", ",
                   TierText(snapshot, answer.tier(), language));
  if (views.asked != views.inherent) {
    absl::StrAppend(
        &line, nl ? " (zonder maatregelen: " : " (without measures: ",
        StatusText(answer.inherent_status, language), ", ",
        TierText(snapshot, answer.inherent ? &answer.inherent->tier : nullptr,
                 language),
        ")");
  }
  return line;
}

std::string ExplainPair(const Views& views, const PairAnswer& answer,
                        Language language) {
  const View& view = *views.asked;
  const Snapshot& snapshot = view.snapshot();
  Writer writer(view, language);
  writer.Line(0, SummaryText(views, answer, language));
  int number = 0;
  for (const PathAnswer& path : answer.paths) {
    writer.Line(
        0, absl::StrCat(writer.Say("Pad ", "Path "), ++number, ": ",
                        StatusText(path.path.status, language), ", ",
                        TierText(snapshot, &path.tier, language),
                        writer.Say(", waarschijnlijkheid ", ", likelihood "),
                        LikelihoodText(snapshot, path.likelihood, language)));
    writer.Path(path.path);
  }
  if (!answer.paths.empty()) {
    const bool blocked = answer.status == Status::kBlocked;
    const TierAnswer& tier =
        blocked && answer.inherent ? answer.inherent->tier : *answer.pair_tier;
    writer.Line(0, blocked ? writer.Say("Factoren zonder maatregelen:",
                                        "Factors without measures:")
                           : writer.Say("Factoren:", "Factors:"));
    WriteTier(writer, blocked ? *views.inherent : view, tier, language);
  } else if (answer.only_a_walk()) {
    writer.Line(0, writer.Say("De zoekgrens is bereikt voordat een pad is "
                              "gevonden. De status is de beste die nog kan.",
                              "The search budget was reached before a path was "
                              "found. The status is the best that is still "
                              "possible."));
  } else if (answer.nearest) {
    writer.Line(0, writer.Say("Wat het dichtst bij een pad komt, en waarom het "
                              "geen pad is:",
                              "The nearest to a path, and why it is none:"));
    writer.Path(*answer.nearest);
  } else {
    writer.Line(0, writer.Say("Wat is vastgelegd vormt geen pad, ook niet met "
                              "wat hier niet meetelt. Dat is niet hetzelfde "
                              "als geen risico.",
                              "What is on record forms no path, not even with "
                              "what does not count here. That is not the same "
                              "as no risk."));
  }
  WriteRest(writer, view, answer);
  writer.Line(0, CompletenessText(answer.completeness, language));
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
    absl::StrAppend(&text,
                    change.op == Change::Op::kRemove
                        ? (nl ? "Weggelaten: " : "Removed: ")
                        : (nl ? "Ontkend: " : "Denied: "),
                    change.fact, ". ");
  }
  absl::StrAppend(&text,
                  nl ? "Een open pad is geen bewezen lek; maatregelen die u "
                       "niet mag zien kunnen een pad afsluiten."
                     : "An open path is no proven leak; measures that you may "
                       "not see can close a path.");
  return text;
}

}  // namespace ketenzicht::graph
