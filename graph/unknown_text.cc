#include "graph/unknown_text.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "graph/answer_writer.h"
#include "graph/told_fact.h"

namespace ketenzicht::graph {
namespace {

class UnknownsWriter {
 public:
  UnknownsWriter(const View& view, const UnknownsQuery& query,
                 const Unknowns& unknowns, Language language)
      : view_(view),
        query_(query),
        unknowns_(unknowns),
        writer_(view.snapshot(), view.options(), language),
        text_(view.snapshot(), &view.options(), language) {}

  std::string Write() && {
    if (unknowns_.recorded.empty() && unknowns_.completeness.complete()) {
      writer_.Line(writer_.Say("Er is", "Nothing is recorded as unknown"),
                   AskedFor(),
                   writer_.Say(" niets als onbekend vastgelegd; dat zegt niet "
                               "dat alles bekend is.",
                               "; that does not say that all is known."));
    }
    for (const UnknownsOfSubject& group : unknowns_.by_subject) Write(group);
    WriteCounts();
    WriteLeftOut(unknowns_.recorded_left_out,
                 writer_.Say("vastgelegde onbekenden", "recorded unknowns"));
    WriteLeftOut(unknowns_.presumed_left_out,
                 writer_.Say("veronderstellingen", "presumptions"));
    if (!query_.subjects.empty()) WriteOthers();
    writer_.Completed(unknowns_.completeness);
    return std::move(writer_).Finish();
  }

 private:
  std::string AskedFor() const {
    std::string asked;
    const auto add = [&](bool is_asked, const char* nl, const char* en) {
      if (is_asked) absl::StrAppend(&asked, writer_.Say(nl, en));
    };
    add(!query_.subjects.empty(), " over wat is gevraagd",
        " about what was asked");
    add(!query_.sources.empty(), " door wie is gevraagd",
        " by the sources asked for");
    add(!query_.kinds.empty(), " van de gevraagde soort",
        " of the kind asked for");
    add(query_.only_counting, " dat hier meetelt", " that counts here");
    return asked;
  }

  void Write(const UnknownsOfSubject& group) {
    writer_.Line(Capitalized(writer_.Name(group.subject)), ":");
    for (int place : group.recorded) Write(unknowns_.recorded[place]);
    for (int place : group.presumed) {
      const Instance instance =
          view_.instance(unknowns_.presumed[place].instance);
      writer_.Line(
          writer_.Say(
              "- verondersteld, niets wat is vastgelegd en hier meetelt zegt "
              "het: ",
              "- presumed, nothing on record that counts here says it: "),
          text_.Clause(instance), ".");
    }
  }

  void Write(const RecordedUnknown& one) {
    std::string line =
        absl::StrCat("- ", UnknownKindText(one.kind, writer_.language()), ": ",
                     writer_.Cited(one.fact));
    if (!one.speakers.empty()) {
      absl::StrAppend(&line, writer_.Say(" Zegt: ", " Says: "),
                      absl::StrJoin(one.speakers, ", "), ".");
    }
    if (one.asserted) {
      absl::StrAppend(&line, writer_.Say(" Sinds ", " Since "),
                      one.asserted->ToString(), ".");
      if (*one.asserted > view_.options().date) {
        absl::StrAppend(&line, writer_.Say(" Dat is na deze datum.",
                                           " That is after this date."));
      }
    }
    if (!one.counts()) {
      absl::StrAppend(
          &line, writer_.Say(" Telt hier niet mee (", " Does not count here ("),
          OmissionName(one.omission), ").");
    }
    writer_.Line(line);
    for (FactIndex other : one.otherwise) {
      writer_.Line(writer_.Say("  Anders gezegd: ", "  Said otherwise: "),
                   text_.Sentence(other), " ", text_.Cite(other),
                   InBrackets(NoteOf(ToldIn(view_, other), text_)));
    }
  }

  // How many, and how many of these do not count.
  std::string Count(const std::vector<int>& recorded) const {
    const auto left_out = std::count_if(
        recorded.begin(), recorded.end(),
        [this](int place) { return !unknowns_.recorded[place].counts(); });
    std::string count = absl::StrCat(recorded.size());
    if (left_out > 0) {
      absl::StrAppend(
          &count,
          writer_.Say(", waarvan niet meegeteld ", ", of which do not count "),
          left_out);
    }
    return count;
  }

  void WriteCounts() {
    std::vector<std::string> parts;
    for (const UnknownsOfSource& group : unknowns_.by_source) {
      parts.push_back(absl::StrCat(writer_.Name(group.source), " (",
                                   Count(group.recorded), ")"));
    }
    if (!parts.empty()) {
      writer_.Line(writer_.Say("Naar bron: ", "By source: "),
                   absl::StrJoin(parts, "; "), ".");
    }
    parts.clear();
    for (const UnknownsOfKind& group : unknowns_.by_kind) {
      parts.push_back(
          absl::StrCat(UnknownKindText(group.kind, writer_.language()), " (",
                       Count(group.recorded), ")"));
    }
    if (!parts.empty()) {
      writer_.Line(writer_.Say("Naar soort: ", "By kind: "),
                   absl::StrJoin(parts, "; "), ".");
    }
  }

  void WriteLeftOut(int64_t count, const char* what) {
    if (count == 0) return;
    writer_.Line(writer_.Say("Niet volledig: nog ", "Truncated: "), count, " ",
                 what, writer_.Say(".", " more."));
  }

  // In the words of contradictions that concern nobody asked about.
  void WriteOthers() {
    writer_.Line(
        writer_.Say("Weggelaten, omdat ze niet gaan over wat is "
                    "gevraagd: ",
                    "Left out, since they do not concern it: "),
        unknowns_.completeness.complete()
            ? ""
            : writer_.Say("ten minste ", "at least "),
        unknowns_.left_out, ".",
        unknowns_.left_out == 0
            ? ""
            : writer_.Say(" Wat verderop een pad onzeker maakt, zoals wie een "
                          "maker bezit, vraagt u met settle.",
                          " What makes a path uncertain further on, such as "
                          "who owns a maker, settle asks."));
  }

  const View& view_;
  const UnknownsQuery& query_;
  const Unknowns& unknowns_;
  AnswerWriter writer_;
  const FactText text_;
};

}  // namespace

std::string UnknownsText(const View& view, const UnknownsQuery& query,
                         const Unknowns& unknowns, Language language) {
  return UnknownsWriter(view, query, unknowns, language).Write();
}

}  // namespace ketenzicht::graph
