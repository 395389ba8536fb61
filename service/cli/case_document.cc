#include "service/cli/case_document.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
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

class Writer {
 public:
  Writer(const std::vector<v1::AnswerCaseResponse>& answers, ToldFacts& told,
         bool dutch)
      : answers_(answers), told_(told), dutch_(dutch) {}

  Document Write() {
    Collect();
    const v1::AnswerCaseResponse& first = answers_.front();
    document_.Heading(1, In(first.title(), dutch_));
    WriteHead(first);
    for (const v1::AnswerCaseResponse& answer : answers_) WriteAnswer(answer);
    WriteUnknowns();
    WriteSources();
    WriteContext(first);
    return std::move(document_);
  }

 private:
  const char* Say(const char* nl, const char* en) const {
    return dutch_ ? nl : en;
  }

  // What the answers tell or rest on: their sources, markings and unknowns.
  void Collect() {
    for (const v1::AnswerCaseResponse& answer : answers_) {
      for (absl::string_view line :
           absl::StrSplit(In(answer.text(), dutch_), '\n')) {
        lines_.emplace_back(line);
      }
    }
    std::set<std::string> ids;
    for (const v1::AnswerCaseResponse& answer : answers_) {
      for (const auto& part : answer.parts()) {
        for (const auto& fact : part.facts()) {
          ids.insert(fact.id());
          if (!fact.omission().empty()) uncounted_.insert(fact.id());
        }
        for (const v1::PairExposure& pair : part.pairs()) Collect(pair, ids);
      }
    }
    for (const std::string& id : ids) Collect(id);
  }

  void Collect(const v1::PairExposure& pair, std::set<std::string>& ids) {
    ids.insert(pair.rests_on().begin(), pair.rests_on().end());
    ids.insert(pair.unknowns().begin(), pair.unknowns().end());
    ids.insert(pair.claims().begin(), pair.claims().end());
    for (const auto& denial : pair.denials()) ids.insert(denial.fact());
    for (const v1::Step& step : pair.nearest().steps()) {
      ids.insert(step.relation().fact());
    }
    for (const v1::Path& path : pair.paths()) {
      for (const v1::Step& step : path.steps()) Collect(step.relation(), ids);
    }
    for (const v1::FactorResult& factor : pair.tier().factors()) {
      if (factor.answer() != v1::ANSWER_UNKNOWN) continue;
      factors_.insert(In(factor.label(), dutch_));
    }
  }

  void Collect(const v1::RelationInView& relation, std::set<std::string>& ids) {
    ids.insert(relation.fact());
    ids.insert(relation.carriers().begin(), relation.carriers().end());
    ids.insert(relation.contested_by().begin(), relation.contested_by().end());
    if (relation.presumed()) presumed_.insert(In(relation.sentence(), dutch_));
  }

  // Of a presumption, which is no fact, nothing.
  void Collect(const std::string& id) {
    const v1::GetFactResponse* told = id.empty() ? nullptr : told_.Get(id);
    if (told == nullptr) return;
    const v1::Fact& fact = told->fact();
    if (fact.modality() == v1::MODALITY_UNKNOWN && !uncounted_.contains(id)) {
      const std::string line = LineThatTells(In(told->sentence(), dutch_));
      if (!line.empty()) unknowns_.insert(line);
    }
    for (const v1::Evidence& evidence : fact.evidence()) {
      if (IsCited(evidence.source())) sources_.insert(evidence.source());
    }
    if (!fact.marking().level().empty()) {
      markings_.insert(fact.marking().level());
    }
  }

  // As the answers have it, of what counts as asked; empty where they do not.
  std::string LineThatTells(absl::string_view sentence) const {
    const absl::string_view core = sentence.substr(0, sentence.find(" ["));
    for (absl::string_view line : lines_) {
      const size_t at = line.find(core);
      if (at != absl::string_view::npos) return std::string(line.substr(at));
    }
    return "";
  }

  bool IsCited(const std::string& source) {
    const v1::GetFactResponse* told = told_.Get(source);
    if (told == nullptr) return false;
    const std::string name = In(told->fact().entity().name(), dutch_);
    return std::any_of(
        lines_.begin(), lines_.end(),
        [&](const std::string& line) { return absl::StrContains(line, name); });
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
         {Say("Rubricering", "Marking"),
          markings_.empty() ? Say("bij geen van de feiten vermeld",
                                  "stated for none of the facts")
                            : absl::StrJoin(markings_, ", ")}});
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

  void WriteUnknowns() {
    document_.Heading(2, Say("Wat onbekend is", "What is unknown"));
    if (unknowns_.empty() && presumed_.empty() && factors_.empty()) {
      document_.Paragraph(
          Say("Bij deze antwoorden is niets als onbekend vastgelegd of "
              "verondersteld.",
              "Nothing is recorded as unknown, or presumed, beside these "
              "answers."));
    }
    for (const std::string& line : unknowns_) document_.Item(0, line);
    for (const std::string& sentence : presumed_) document_.Item(0, sentence);
    for (const std::string& factor : factors_) {
      document_.Item(0, absl::StrCat(Say("Voor een of meer paden niet bekend: ",
                                         "Not known of one path or more: "),
                                     factor, "."));
    }
  }

  void WriteSources() {
    document_.Heading(2, Say("Bronnen", "Sources"));
    for (const std::string& id : sources_)
      WriteSource(id, told_.Get(id)->fact());
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
            Say("Afwijkend beantwoord:", "Answered for something else:"));
      }
      document_.Item(0, absl::StrCat(Say("vraag ", "question "),
                                     answer.number(), ": ", asked));
    }
  }

  const std::vector<v1::AnswerCaseResponse>& answers_;
  ToldFacts& told_;
  const bool dutch_;
  Document document_;
  std::vector<std::string> lines_;   // of all answers
  std::set<std::string> uncounted_;  // ids of facts that do not count as asked
  std::set<std::string> sources_;    // ids
  std::set<std::string> markings_;
  std::set<std::string> unknowns_;  // sentences
  std::set<std::string> presumed_;  // sentences
  std::set<std::string> factors_;   // names of those that are not known
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
