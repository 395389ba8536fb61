#include "service/cli/case_document.h"

#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "service/cli/document_legend.h"
#include "service/cli/document_unknowns.h"
#include "service/cli/output.h"

namespace ketenzicht::service {
namespace {

std::string AttributeOf(const v1::Fact& fact, const std::string& name) {
  for (const auto& attribute : fact.entity().attributes()) {
    if (attribute.name() == name) return attribute.value();
  }
  return "";
}

std::string Capitalized(std::string text) {
  if (!text.empty()) text[0] = absl::ascii_toupper(text[0]);
  return text;
}

bool IsMarked(const v1::Marking& marking) {
  return !marking.level().empty() || !marking.owner().empty() ||
         marking.compartments_size() > 0 || marking.release_to_size() > 0;
}

class Writer {
 public:
  Writer(const std::vector<v1::AnswerCaseResponse>& answers, ToldFacts& told,
         bool dutch)
      : answers_(answers), told_(told), dutch_(dutch), unknowns_(dutch) {}

  Document Write() {
    Collect();
    const v1::AnswerCaseResponse& first = answers_.front();
    document_.Heading(1, In(first.title(), dutch_));
    WriteHead(first);
    WriteLegend(answers_, dutch_, document_);
    for (const v1::AnswerCaseResponse& answer : answers_) WriteAnswer(answer);
    unknowns_.Write(document_);
    WriteNotes();
    WriteSources();
    WriteContext(first);
    return std::move(document_);
  }

 private:
  const char* Say(const char* nl, const char* en) const {
    return dutch_ ? nl : en;
  }

  // The sources, unknowns and markings of the answers.
  void Collect() {
    std::set<std::string> marking;
    for (const v1::AnswerCaseResponse& answer : answers_) {
      named_.insert(answer.named().begin(), answer.named().end());
      sources_.insert(answer.cited().begin(), answer.cited().end());
      unknowns_.Add(answer);
      AddRestedOn(answer, marking);
    }
    marking.insert(named_.begin(), named_.end());
    for (const std::string& id : marking) {
      const v1::GetFactResponse* told = told_.Get(id);
      if (told == nullptr || !IsMarked(told->fact().marking())) continue;
      markings_.insert(MarkingText(told->fact().marking()));
    }
  }

  // What decides on an outcome marks it, whether it is told or not. Of an
  // instance the fact; of a presumption, which is none, nothing.
  static void AddRestedOn(const v1::AnswerCaseResponse& answer,
                          std::set<std::string>& ids) {
    for (const auto& part : answer.parts()) {
      for (const v1::PairExposure& pair : part.pairs()) {
        for (const std::string& id : pair.rests_on()) {
          if (absl::StartsWith(id, "presumed:")) continue;
          ids.insert(id.substr(0, id.find('@')));
        }
      }
    }
  }

  // "ALFA", "ALFA and BRAVO".
  template <typename List>
  std::string Listed(const List& names) const {
    const std::vector<std::string> all(names.begin(), names.end());
    if (all.size() < 2) return absl::StrJoin(all, "");
    return absl::StrCat(absl::StrJoin(all.begin(), all.end() - 1, ", "),
                        Say(" en ", " and "), all.back());
  }

  // All of it: who may see a document hangs on more than the level.
  std::string MarkingText(const v1::Marking& marking) {
    std::vector<std::string> parts;
    if (!marking.owner().empty()) {
      parts.push_back(absl::StrCat(Say("eigenaar: ", "owner: "),
                                   OwnerName(marking.owner())));
    }
    if (marking.compartments_size() > 0) {
      parts.push_back(
          absl::StrCat(marking.compartments_size() == 1
                           ? Say("compartiment: ", "compartment: ")
                           : Say("compartimenten: ", "compartments: "),
                       Listed(marking.compartments())));
    }
    if (marking.release_to_size() > 0) {
      parts.push_back(
          absl::StrCat(Say("vrij te geven aan: ", "releasable to: "),
                       Listed(marking.release_to())));
    }
    const std::string level = marking.level().empty()
                                  ? Say("zonder niveau", "without a level")
                                  : marking.level();
    return parts.empty()
               ? level
               : absl::StrCat(level, " (", absl::StrJoin(parts, ", "), ")");
  }

  // An owner may be on record, and need not be.
  std::string OwnerName(const std::string& owner) {
    const v1::GetFactResponse* told =
        absl::StrContains(owner, '/') ? told_.Get(owner) : nullptr;
    return told == nullptr ? owner : In(told->fact().entity().name(), dutch_);
  }

  void WriteHead(const v1::AnswerCaseResponse& first) {
    const v1::AnswerContext& context = first.case_context();
    document_.Table(
        {{Say("Zaak", "Case"), first.case_id()},
         {Say("Stand van", "As of"), context.options().date()},
         {Say("Revisie", "Revision"), absl::StrCat(context.revision())},
         {Say("Beleid", "Policy"),
          absl::StrCat(context.policy(), " ", context.policy_version())},
         {Say("Ontologie", "Ontology"), context.ontology_version()},
         {Say("Bronsoorten", "Source types"),
          absl::StrJoin(context.options().source_types(), ", ")},
         MarkingRow()});
    WriteSupposed(context);
  }

  // Before the answers: who reads on must not take them for the record's.
  void WriteSupposed(const v1::AnswerContext& context) {
    const v1::ViewOptions& options = context.options();
    if (!context.scenario().empty()) {
      document_.Paragraph(absl::StrCat(
          Say("Let op: de antwoorden hieronder gelden onder het scenario ",
              "Mind: the answers below hold under the scenario "),
          context.scenario(), Say(" (versie ", " (version "),
          context.scenario_version(),
          Say("), niet voor wat is vastgelegd.",
              "), not for what is on "
              "record.")));
    }
    if (options.changes().empty()) return;
    document_.Paragraph(
        Say("Let op: de antwoorden hieronder zijn die op een wat-als-vraag, "
            "niet die op wat is vastgelegd. Veranderd is:",
            "Mind: the answers below are to a what-if question, not to what is "
            "on record. Changed is:"));
    for (const v1::Change& change : options.changes()) {
      const v1::GetFactResponse* told = told_.Get(change.fact());
      document_.Item(
          0, absl::StrCat(OpText(change.op()), ": ",
                          told == nullptr ? change.fact()
                                          : In(told->sentence(), dutch_)));
    }
  }

  const char* OpText(v1::Change::Op op) const {
    switch (op) {
      case v1::Change::OP_REMOVE:
        return Say("weggelaten", "removed");
      case v1::Change::OP_DENY:
        return Say("ontkend", "denied");
      case v1::Change::OP_TAKE:
        return Say("genomen", "taken");
      case v1::Change::OP_LIFT:
        return Say("niet genomen", "not taken");
      default:
        return Say("veranderd", "changed");
    }
  }

  // A policy has no order of levels: that of their names must not pass for one.
  std::pair<std::string, std::string> MarkingRow() const {
    if (markings_.empty()) {
      return {Say("Rubricering", "Marking"),
              Say("bij geen van de feiten vermeld",
                  "stated for none of the facts")};
    }
    return {markings_.size() == 1
                ? Say("Rubricering", "Marking")
                : Say("Rubriceringen, niet naar rang geordend",
                      "Markings, not ordered by rank"),
            absl::StrJoin(markings_, "; ")};
  }

  // The sentences, a list as deep as they are indented; a line without a list
  // above it heads what follows.
  void WriteAnswer(const v1::AnswerCaseResponse& answer) {
    document_.Heading(2,
                      absl::StrCat(answer.number(), ". ",
                                   Capitalized(In(answer.question(), dutch_))));
    bool question = true;
    for (absl::string_view line :
         absl::StrSplit(In(answer.text(), dutch_), '\n')) {
      absl::string_view text = line;
      while (absl::ConsumePrefix(&text, " ")) {
      }
      // The first line is the question again.
      if (text.empty() || std::exchange(question, false)) continue;
      const auto indent = static_cast<int>(line.size() - text.size());
      absl::ConsumePrefix(&text, "– ");
      if (indent == 0) {
        document_.Paragraph(std::string(text));
      } else {
        document_.Item(indent / 2 - 1, std::string(text));
      }
    }
  }

  // How what the answers name was read, where its record says more of that.
  void WriteNotes() {
    bool heading = false;
    for (const std::string& id : named_) {
      const v1::GetFactResponse* told = told_.Get(id);
      if (told == nullptr || sources_.contains(id)) continue;
      const std::string& note = In(told->fact().note(), dutch_);
      if (note.empty()) continue;
      if (!std::exchange(heading, true)) {
        document_.Heading(2, Say("Hoe het gelezen is", "How it was read"));
        document_.Paragraph(
            Say("De zinnen staan hier zoals zij zijn vastgelegd. Of een zin "
                "meetelt, wanneer hij is gezegd en of hij op de datum zeker "
                "is, staat bij de vragen.",
                "The sentences stand here as they are recorded. Whether one "
                "counts, when it was said and whether it is certain at the "
                "date stands with the questions."));
      }
      document_.Item(0, In(told->sentence(), dutch_));
      document_.Item(1, note);
    }
  }

  void WriteSources() {
    document_.Heading(2, Say("Bronnen", "Sources"));
    for (const std::string& id : sources_) {
      const v1::GetFactResponse* told = told_.Get(id);
      if (told != nullptr) WriteSource(id, told->fact());
    }
  }

  void WriteSource(const std::string& id, const v1::Fact& source) {
    std::vector<std::string> parts = {In(source.entity().name(), dutch_)};
    for (const char* name : {"publisher", "published", "reference"}) {
      std::string value = AttributeOf(source, name);
      if (!value.empty()) parts.push_back(std::move(value));
    }
    document_.Item(0,
                   absl::StrCat(absl::StrJoin(parts, ", "), " (", id,
                                source.has_verified() && !source.verified()
                                    ? Say("; niet nagelezen", "; not verified")
                                    : "",
                                ")"),
                   AttributeOf(source, "url"));
    const std::string consulted = AttributeOf(source, "consulted");
    if (!consulted.empty() && consulted != AttributeOf(source, "url")) {
      document_.Item(1, Say("geraadpleegd:", "consulted:"), consulted);
    }
    const std::string note = In(source.note(), dutch_);
    if (!note.empty()) document_.Item(1, note);
  }

  // Of the case, and which questions are asked otherwise.
  void WriteContext(const v1::AnswerCaseResponse& first) {
    document_.Heading(2, Say("Waarvoor dit geldt", "What this holds for"));
    document_.Paragraph(In(first.case_context().text(), dutch_));
    bool heading = false;
    for (const v1::AnswerCaseResponse& answer : answers_) {
      const std::string& asked = In(answer.asked(), dutch_);
      if (asked.empty()) continue;
      if (!std::exchange(heading, true)) {
        document_.Paragraph(
            Say("Van een andere dag of uit andere bronnen beantwoord:",
                "Answered as of another day or from other sources:"));
      }
      document_.Item(0, absl::StrCat(Say("vraag ", "question "),
                                     answer.number(), ": ", asked));
    }
  }

  const std::vector<v1::AnswerCaseResponse>& answers_;
  ToldFacts& told_;
  const bool dutch_;
  Document document_;
  DocumentUnknowns unknowns_;
  std::set<std::string> named_;     // ids
  std::set<std::string> sources_;   // those that are cited
  std::set<std::string> markings_;  // in words
};

}  // namespace

const v1::GetFactResponse* ToldFacts::Get(const std::string& id) {
  const auto known = facts_.find(id);
  if (known != facts_.end()) {
    return known->second.has_fact() ? &known->second : nullptr;
  }
  v1::GetFactRequest request;
  request.set_id(id);
  request.mutable_revision()->set_exact(revision_);
  v1::GetFactResponse response;
  const CallResult result = client_.GetFact(request, &response);
  if (!result.ok() && result.reason != "NOT_FOUND") result_ = result;
  const auto it = facts_.emplace(id, std::move(response)).first;
  return it->second.has_fact() ? &it->second : nullptr;
}

Document CaseDocument(const std::vector<v1::AnswerCaseResponse>& answers,
                      ToldFacts& told, bool dutch) {
  return Writer(answers, told, dutch).Write();
}

}  // namespace ketenzicht::service
