#include "service/cli/case_document.h"

#include <set>
#include <utility>

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
    document_.Heading(2, Say("Waarvoor dit geldt", "What this holds for"));
    document_.Paragraph(In(first.context().text(), dutch_));
    return std::move(document_);
  }

 private:
  const char* Say(const char* nl, const char* en) const {
    return dutch_ ? nl : en;
  }

  // What the answers tell or rest on: their sources, markings and unknowns.
  void Collect() {
    std::set<std::string> ids;
    for (const v1::AnswerCaseResponse& answer : answers_) {
      for (const auto& part : answer.parts()) {
        for (const auto& fact : part.facts()) ids.insert(fact.id());
        for (const v1::PairExposure& pair : part.pairs()) {
          ids.insert(pair.rests_on().begin(), pair.rests_on().end());
          ids.insert(pair.unknowns().begin(), pair.unknowns().end());
          ids.insert(pair.claims().begin(), pair.claims().end());
          for (const auto& denial : pair.denials()) ids.insert(denial.fact());
        }
      }
    }
    for (const std::string& id : ids) Collect(id);
  }

  // Of a presumption, which is no fact, nothing.
  void Collect(const std::string& id) {
    const v1::GetFactResponse* told = told_.Get(id);
    if (told == nullptr) return;
    const v1::Fact& fact = told->fact();
    if (fact.modality() == v1::MODALITY_UNKNOWN) unknowns_.insert(id);
    for (const v1::Evidence& evidence : fact.evidence()) {
      sources_.insert(evidence.source());
    }
    if (!fact.marking().level().empty()) {
      markings_.insert(fact.marking().level());
    }
  }

  void WriteHead(const v1::AnswerCaseResponse& first) {
    const v1::AnswerContext& context = first.context();
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
    document_.Heading(
        2, absl::StrCat(answer.number(), ". ", In(answer.question(), dutch_)));
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
    if (unknowns_.empty()) {
      document_.Paragraph(
          Say("Bij deze antwoorden is niets als onbekend vastgelegd.",
              "Nothing is recorded as unknown beside these answers."));
    }
    for (const std::string& id : unknowns_) {
      document_.Item(0, In(told_.Get(id)->sentence(), dutch_));
    }
  }

  void WriteSources() {
    document_.Heading(2, Say("Bronnen", "Sources"));
    for (const std::string& id : sources_) {
      const v1::GetFactResponse* told = told_.Get(id);
      if (told == nullptr) continue;
      const v1::Fact& source = told->fact();
      std::vector<std::string> parts = {In(source.entity().name(), dutch_)};
      for (const char* name : {"publisher", "published", "reference", "url"}) {
        std::string value = AttributeOf(source, name);
        if (!value.empty()) parts.push_back(std::move(value));
      }
      document_.Item(
          0, absl::StrCat(absl::StrJoin(parts, ", "), " (", id,
                          source.has_verified() && !source.verified()
                              ? Say("; niet nagelezen", "; not verified")
                              : "",
                          ")"));
    }
  }

  const std::vector<v1::AnswerCaseResponse>& answers_;
  ToldFacts& told_;
  const bool dutch_;
  Document document_;
  std::set<std::string> sources_;
  std::set<std::string> markings_;
  std::set<std::string> unknowns_;
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
