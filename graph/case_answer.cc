#include "graph/case_answer.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "graph/explanation.h"
#include "graph/fact_text.h"

namespace ketenzicht::graph {
namespace {

constexpr absl::string_view kListedOn = "listed_on";

class Answerer {
 public:
  Answerer(const Views& views, const Limits& limits)
      : views_(views), view_(*views.asked), limits_(limits) {}

  absl::StatusOr<PartAnswer> Part(const AnswerPart& part) {
    PartAnswer answer;
    answer.part = &part;
    for (const std::vector<std::string>* ids : {&part.facts, &part.unknowns}) {
      for (const std::string& id : *ids) {
        const FactIndex fact = view_.snapshot().Find(id);
        if (fact == kNoFact) {
          return absl::NotFoundError(absl::StrCat("there is no '", id, "'"));
        }
        answer.facts.push_back({fact, OmissionOf(fact)});
      }
    }
    if (!part.listings_of.empty()) Listings(part.listings_of, answer);
    for (const auto& query : {part.paths, part.factors}) {
      if (!query) continue;
      if (absl::Status ok = Pairs(*query, answer); !ok.ok()) return ok;
    }
    return answer;
  }

 private:
  // Whether a fact counts by source, origin and date. Denials and statements
  // count as what they are.
  Omission OmissionOf(FactIndex index) const {
    if (view_.snapshot().is_relation(index)) {
      Omission omission = Omission::kNone;
      for (InstanceIndex i : view_.of(index)) {
        const Instance& r = view_.instance(i);
        omission = r.omission;
        if (r.counts()) return Omission::kNone;
      }
      return omission == Omission::kModality ? Omission::kNone : omission;
    }
    return HasCountingSource(view_.snapshot(), view_.options(), index)
               ? Omission::kNone
               : Omission::kSource;
  }

  void Listings(const std::string& of, PartAnswer& answer) const {
    const FactIndex subject = view_.snapshot().Find(of);
    const std::optional<RelationKindId> kind =
        view_.snapshot().ontology().FindRelationKind(kListedOn);
    if (subject == kNoFact || !kind) return;
    for (const View::Incidence& at : view_.incidences(subject)) {
      const Instance& r = view_.instance(at.instance);
      if (at.letter == MakeLetter(*kind, false) && r.counts()) {
        answer.facts.push_back({r.fact, Omission::kNone});
      }
    }
  }

  absl::Status Pairs(const CaseQuery& query, PartAnswer& answer) const {
    const Snapshot& snapshot = view_.snapshot();
    const Vector* vector = snapshot.policy().FindVector(query.vector);
    if (vector == nullptr) {
      return absl::NotFoundError(
          absl::StrCat("there is no vector '", query.vector, "'"));
    }
    const absl::StatusOr<std::vector<FactIndex>> processes =
        ProcessesOf(snapshot, query.from, kMaxPairs);
    if (!processes.ok()) return processes.status();
    const absl::StatusOr<std::vector<Target>> targets =
        TargetsOf(snapshot, query.to);
    if (!targets.ok()) return targets.status();
    for (FactIndex process : *processes) {
      for (const Target& target : *targets) {
        PairAnswer pair = AnswerPair(views_, process, target, *vector, limits_);
        if (IsSilent(snapshot, pair, processes->size())) continue;
        answer.pairs.push_back(std::move(pair));
      }
    }
    std::stable_sort(answer.pairs.begin(), answer.pairs.end(),
                     [](const PairAnswer& a, const PairAnswer& b) {
                       return a.status < b.status;
                     });
    return absl::OkStatus();
  }

  const Views& views_;
  const View& view_;
  const Limits& limits_;
};

std::string OmissionNote(Omission omission, const FactText& text) {
  switch (omission) {
    case Omission::kNone:
    case Omission::kModality:
      return "";
    case Omission::kDenied:
      return text.Say(" (wordt door een ontkenning tegengesproken)",
                      " (contradicted by a denial)");
    case Omission::kDate:
      return text.Say(" (op deze datum voorbij of nog niet begonnen)",
                      " (over, or not begun, at this date)");
    default:
      return text.Say(" (telt in deze vraagstelling niet mee)",
                      " (does not count as asked)");
  }
}

void PairsText(const Views& views, const PartAnswer& answer, Language language,
               std::string& out) {
  for (const PairAnswer& pair : answer.pairs) {
    absl::StrAppend(&out, "  – ", SummaryText(views, pair, language), "\n");
    if (!answer.part->factors) continue;
    const bool blocked = pair.status >= Status::kBlocked;
    const TierAnswer* tier =
        blocked && pair.inherent ? &pair.inherent->tier : pair.tier();
    if (tier == nullptr) continue;
    absl::StrAppend(&out, ExplainTier(blocked ? *views.inherent : *views.asked,
                                      *tier, language));
  }
  if (answer.part->paths && !answer.pairs.empty()) {
    absl::StrAppend(&out, ExplainPair(views, answer.pairs.front(), language));
  }
}

}  // namespace

absl::StatusOr<QuestionAnswer> AnswerQuestion(const Views& views,
                                              const CaseQuestion& question,
                                              const Limits& limits) {
  QuestionAnswer answer;
  answer.question = &question;
  answer.fact = views.asked->snapshot().Find(question.question);
  if (answer.fact == kNoFact) {
    return absl::NotFoundError(
        absl::StrCat("there is no '", question.question, "'"));
  }
  Answerer answerer(views, limits);
  for (const AnswerPart& part : question.answer) {
    absl::StatusOr<PartAnswer> part_answer = answerer.Part(part);
    if (!part_answer.ok()) return part_answer.status();
    answer.parts.push_back(*std::move(part_answer));
  }
  return answer;
}

std::string QuestionText(const Views& views, const QuestionAnswer& answer,
                         Language language) {
  const Snapshot& snapshot = views.asked->snapshot();
  const FactText text(snapshot, &views.asked->options(), language);
  std::string out =
      absl::StrCat(text.Say("Vraag ", "Question "), answer.question->number,
                   ". ", snapshot.NameOf(answer.fact, language), "\n");
  for (const PartAnswer& part : answer.parts) {
    if (!part.part->heading.empty()) {
      absl::StrAppend(&out, part.part->heading.In(language), ":\n");
    } else if (!part.part->unknowns.empty()) {
      absl::StrAppend(
          &out, text.Say("Wat niet bekend is:\n", "What is not known:\n"));
    }
    for (const ToldFact& told : part.facts) {
      absl::StrAppend(&out, "  – ", text.Sentence(told.fact), " ",
                      text.Cite(told.fact), OmissionNote(told.omission, text),
                      "\n");
    }
    if (part.facts.empty() && !part.part->listings_of.empty()) {
      absl::StrAppend(&out, text.Say("  – geen op deze datum vastgelegd\n",
                                     "  – none recorded at this date\n"));
    }
    PairsText(views, part, language, out);
  }
  return out;
}

}  // namespace ketenzicht::graph
