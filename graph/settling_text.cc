#include "graph/settling_text.h"

#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "graph/answer_writer.h"
#include "graph/explanation.h"
#include "graph/telling_order.h"

namespace ketenzicht::graph {
namespace {

class SettlingWriter {
 public:
  SettlingWriter(const Snapshot& snapshot, const ViewOptions& options,
                 const SettlingQuery& query, const SettlingAnswer& answer,
                 Language language)
      : options_(options),
        query_(query),
        answer_(answer),
        writer_(snapshot, options, language) {}

  std::string Write() && {
    writer_.Line(
        writer_.Pair(query_.process, query_.target.asked, *query_.vector), ": ",
        Outcome(answer_.now), ".");
    if (answer_.settled) {
      WriteSettled();
      return std::move(writer_).Lines();
    }
    WriteQuestions();
    Write(writer_.Say("Open zou het zijn", "It would be open"),
          answer_.exposed);
    Write(writer_.Say("Geblokkeerd of zonder pad zou het zijn",
                      "It would be blocked or without a path"),
          answer_.not_exposed);
    Write(writer_.Say("Eén niveau, of geen, zou het hebben",
                      "It would have one tier, or none"),
          answer_.one_tier);
    for (const RefusedFinding& one : answer_.refused) {
      writer_.Line(writer_.Say("Kan niet: ", "Cannot be: "), Text(one.finding),
                   " (", one.reason, ").");
    }
    writer_.Line(
        writer_.Say(
            "Gezien is wat met deze antwoorden, en al het overige zoals "
            "vastgelegd, zou volgen. Combinaties bekeken: ",
            "What would follow with these answers, and all else as "
            "recorded, was seen. Combinations looked at: "),
        answer_.looked_at, ".");
    writer_.Completed(answer_.completeness);
    return std::move(writer_).Lines();
  }

 private:
  // No path settles a pair, and is not "none" (14.5).
  void WriteSettled() {
    writer_.Line(
        writer_.Say("Er valt over dit paar niets uit te zoeken.",
                    "There is nothing to settle about this pair."),
        answer_.now.status == Status::kNoPath
            ? writer_.Say(" Dat er geen pad is vastgelegd, zegt niet dat er "
                          "geen is.",
                          " That no path is recorded does not say that there "
                          "is none.")
            : "");
    if (!answer_.contested.empty()) {
      writer_.Line(
          writer_.Say("Maar betwist is, en genomen voor wat is gezegd:",
                      "But contested, and taken for what is said, is:"));
    }
    for (FactIndex fact : answer_.contested) {
      writer_.Line("  – ", writer_.Cited(fact));
    }
    WriteMoreQuestions();
  }

  std::string Outcome(const PairOutcome& outcome) const {
    return OutcomeText(outcome, writer_.language());
  }

  void WriteQuestions() {
    writer_.Line(
        answer_.questions.empty()
            ? writer_.Say("Er is achter dit paar geen open vraag over een "
                          "relatie of maatregel.",
                          "There is no open question about a relation or "
                          "measure behind this pair.")
            : writer_.Say("Open vragen, de meest zeggende eerst:",
                          "Open questions, the most telling first:"));
    for (size_t i = 0; i < answer_.questions.size(); ++i) {
      Write(answer_.questions[i], i + 1);
    }
    WriteMoreQuestions();
    WriteUnasked();
  }

  void WriteMoreQuestions() {
    if (answer_.questions_completeness.complete()) return;
    writer_.Line(
        answer_.settled ? writer_.Say("Er kan meer betwist zijn. ",
                                      "More may be contested. ")
                        : writer_.Say("Er kunnen meer open vragen zijn. ",
                                      "There may be more open questions. "),
        CompletenessText(answer_.questions_completeness, writer_.language()));
  }

  void WriteUnasked() {
    const Unasked& unasked = answer_.unasked;
    if (unasked.factors.empty() && unasked.reach.empty() &&
        unasked.unseated.empty()) {
      return;
    }
    writer_.Line(writer_.Say(
        "Ook onbekend, en geen vraag hierboven; niets wat hier meetelt zegt "
        "het zeker:",
        "Unknown too, and no question above; nothing that counts here says it "
        "for certain:"));
    const Snapshot& snapshot = writer_.snapshot();
    for (const std::string& id : unasked.factors) {
      writer_.Line(
          "– ", writer_.Say("de factor “", "the factor “"),
          snapshot.policy().FindFactor(id)->label.In(writer_.language()),
          writer_.Say("”, waarvan het niveau afhangt",
                      "”, on which the tier hangs"));
    }
    for (const Unasked::Reach& one : unasked.reach) {
      const std::string from = snapshot.NameOf(one.from, writer_.language());
      const std::string to = snapshot.NameOf(one.to, writer_.language());
      writer_.Line("– ",
                   one.both ? writer_.Say("of één autoriteit beide bereikt: ",
                                          "whether one authority reaches "
                                          "both: ")
                            : writer_.Say("of de eerste de tweede bereikt: ",
                                          "whether the first reaches the "
                                          "second: "),
                   from, "; ", to);
    }
    for (FactIndex company : unasked.unseated) {
      writer_.Line("– ",
                   writer_.Say("waar dit zetelt, en dus wie het bereikt: ",
                               "where this is seated, and so who reaches it: "),
                   snapshot.NameOf(company, writer_.language()));
    }
  }

  void Write(const SettlingQuestion& question, size_t number) {
    const OpenQuestion& what = question.what;
    std::vector<std::string> doubts;
    for (Doubt doubt : what.doubts) {
      doubts.push_back(DoubtText(doubt, writer_.language()));
    }
    for (UnknownKind kind : what.unknown_kinds) {
      doubts.push_back(UnknownKindText(kind, writer_.language()));
    }
    writer_.Line(number, ". ", writer_.Say("Of dit zo is: ", "Whether "),
                 Clause(what, true), " (", absl::StrJoin(doubts, "; "),
                 writer_.Say("; kosten ", "; cost "), question.cost, ")");
    WriteRecorded(what);
    WriteFound(Clause(what, true), question.if_true);
    WriteFound(Clause(what, false), question.if_false);
  }

  // What stands on record, what counts as asked first: a denial as the denial
  // that it is. What it would be to find it so is not said by it.
  void WriteRecorded(const OpenQuestion& what) {
    for (FactIndex fact :
         CountingFirst(writer_.snapshot(), options_, what.facts)) {
      writer_.Line(
          writer_.Say("   Vastgelegd: ", "   Recorded: "), writer_.Cited(fact),
          CountsAsAsked(writer_.snapshot(), options_, fact)
              ? ""
              : writer_.Say(" Telt hier niet mee.", " Does not count here."));
      writer_.Note("   ", fact);
    }
  }

  // A phrase in Dutch has its verb second, so that no "dat" can precede it.
  void WriteFound(const std::string& clause,
                  const std::optional<PairOutcome>& outcome) {
    const bool nl = writer_.language() == Language::kDutch;
    writer_.Line(
        "   ",
        nl ? absl::StrCat(AsSentence(absl::StrCat("Blijkt dit: ", clause)),
                          " Dan: ")
           : absl::StrCat("If it is found that ", clause, ": "),
        outcome ? Outcome(*outcome)
                : writer_.Say("niet vastgesteld", "not established"),
        ".");
  }

  std::string Clause(const OpenQuestion& what, bool holds) const {
    return QuestionClause(writer_.snapshot(), what, holds, writer_.language());
  }

  std::string Text(const Finding& finding) const {
    return absl::StrCat(finding.question + 1,
                        finding.holds
                            ? writer_.Say(" is zo", " is so")
                            : writer_.Say(" is niet zo", " is not so"));
  }

  std::string Text(const std::vector<Finding>& findings) const {
    std::vector<std::string> texts;
    for (const Finding& one : findings) texts.push_back(Text(one));
    return absl::StrJoin(texts, writer_.Say(" en ", " and "));
  }

  void Write(const char* what, const Settling& settling) {
    if (settling.already) {
      writer_.Line(what, ": ", writer_.Say("dat is het al.", "it is so now."));
      return;
    }
    if (settling.sets.empty() && settling.all) {
      writer_.Line(what, ": ",
                   writer_.Say("door geen antwoord op deze vragen.",
                               "by no answers to these questions."));
      return;
    }
    writer_.Line(what, writer_.Say(" als blijkt:", " if found:"));
    for (size_t i = 0; i < settling.sets.size(); ++i) {
      Write(settling.sets[i], static_cast<int>(i) < settling.proven);
    }
    if (!settling.all) {
      writer_.Line(writer_.Say("   Wat hier niet staat kost ten minste ",
                               "   What is not told costs at least "),
                   settling.bound, ".");
    }
  }

  void Write(const SettlingSet& set, bool proven) {
    writer_.Line(
        "   - ", Text(set.findings), writer_.Say("; kosten ", "; cost "),
        set.cost, ": ", Outcome(set.outcome),
        proven
            ? writer_.Say(". Bewezen: niets wat hier niet staat is goedkoper.",
                          ". Proven: nothing that is not told is cheaper.")
            : writer_.Say(". Of het goedkoper kan is niet bewezen.",
                          ". Not proven to be the cheapest."));
    if (!set.undone_by.empty()) {
      std::vector<std::string> undoing;
      for (const Finding& one : set.undone_by) undoing.push_back(Text(one));
      writer_.Line(writer_.Say("     Niet meer als ook blijkt: ",
                               "     No longer if this is found too: "),
                   absl::StrJoin(undoing, writer_.Say("; of ", "; or ")), ".");
    }
    if (!set.undone_looked_at) {
      writer_.Line(
          writer_.Say("     Wat het ongedaan zou maken is niet nagegaan.",
                      "     What would undo it was not looked at."));
    }
  }

  const ViewOptions& options_;
  const SettlingQuery& query_;
  const SettlingAnswer& answer_;
  AnswerWriter writer_;
};

}  // namespace

std::string DoubtText(Doubt doubt, Language language) {
  const bool nl = language == Language::kDutch;
  switch (doubt) {
    case Doubt::kUnknown:
      return nl ? "vastgelegd als onbekend" : "recorded as unknown";
    case Doubt::kNotExcluded:
      return nl ? "niet uitgesloten" : "not excluded";
    case Doubt::kPossible:
      return nl ? "mogelijk" : "possible";
    case Doubt::kContested:
      return nl ? "bronnen spreken elkaar tegen"
                : "sources contradict each other";
    case Doubt::kDate:
      return nl ? "de datum is onzeker" : "the date is uncertain";
    case Doubt::kPresumed:
      return nl ? "verondersteld: niets wat is vastgelegd en hier meetelt zegt "
                  "het"
                : "presumed: nothing on record that counts here says it";
    case Doubt::kUnrecorded:
      return nl ? "niets wat is vastgelegd en hier meetelt zegt het: een "
                  "voorwaarde of factor vraagt ernaar"
                : "nothing on record that counts here says it: a condition or "
                  "factor asks for it";
  }
  return "";
}

std::string QuestionClause(const Snapshot& snapshot, const OpenQuestion& what,
                           bool holds, Language language) {
  const FactText text(snapshot, nullptr, language);
  if (what.recorded()) return text.Proposition(what.facts, holds);
  std::string clause =
      text.Clause(what.kind, !holds, snapshot.NameOf(what.source, language),
                  snapshot.NameOf(what.target, language));
  std::vector<std::string> carriers;
  for (FactIndex carrier : what.carriers) {
    carriers.push_back(snapshot.NameOf(carrier, language));
  }
  if (carriers.empty()) return clause;
  return absl::StrCat(clause, ", via ", absl::StrJoin(carriers, "; "));
}

std::string SettlingText(const Snapshot& snapshot, const ViewOptions& options,
                         const SettlingQuery& query,
                         const SettlingAnswer& answer, Language language) {
  return SettlingWriter(snapshot, options, query, answer, language).Write();
}

}  // namespace ketenzicht::graph
