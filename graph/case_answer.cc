#include "graph/case_answer.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
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
        answer.facts.push_back(ToldIn(view_, fact));
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
  void Listings(const std::string& of, PartAnswer& answer) const {
    const FactIndex subject = view_.snapshot().Find(of);
    const std::optional<RelationKindId> kind =
        view_.snapshot().ontology().FindRelationKind(kListedOn);
    if (subject == kNoFact || !kind) return;
    for (const View::Incidence& at : view_.incidences(subject)) {
      const Instance& r = view_.instance(at.instance);
      if (at.letter == MakeLetter(*kind, false) && r.counts()) {
        answer.facts.push_back(ToldIn(view_, r.fact));
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

// All that is told of a pair but its first steps, and what stands above those:
// two pairs that have it in common may be told once. An instance is told the
// same way wherever it is met in one view.
using Likeness = std::vector<int64_t>;

// Behind how many there are, so that no list runs into the next.
template <typename List>
void AddAll(const List& list, Likeness& likeness) {
  likeness.push_back(static_cast<int64_t>(list.size()));
  likeness.insert(likeness.end(), list.begin(), list.end());
}

void AddFactors(const TierAnswer& tier, Likeness& likeness) {
  for (const FactorAnswer& factor : tier.factors) {
    likeness.insert(likeness.end(), {static_cast<int64_t>(factor.answer),
                                     static_cast<int64_t>(factor.reason)});
    AddAll(factor.instances, likeness);
    AddAll(factor.measures, likeness);
    AddAll(factor.closed, likeness);
  }
}

Likeness LikenessOf(const PairAnswer& pair) {
  Likeness likeness = {pair.target.asked, static_cast<int64_t>(pair.status),
                       static_cast<int64_t>(pair.paths.size()),
                       static_cast<int64_t>(pair.completeness.stop),
                       pair.completeness.limit};
  for (const PathAnswer& path : pair.paths) {
    std::vector<InstanceIndex> further;
    for (size_t i = 1; i < path.path.steps.size(); ++i) {
      further.push_back(path.path.steps[i].instance);
    }
    AddAll(further, likeness);
  }
  if (pair.tier() != nullptr) AddFactors(*pair.tier(), likeness);
  AddAll(pair.denials, likeness);
  AddAll(pair.claims, likeness);
  AddAll(pair.unknowns, likeness);
  return likeness;
}

// Each pair in full; of one that differs from a pair before it in its first
// steps only, these.
void ExplainPairs(const Views& views, const PartAnswer& answer,
                  Language language, std::string& out) {
  const bool nl = language == Language::kDutch;
  const Snapshot& snapshot = views.asked->snapshot();
  std::map<Likeness, FactIndex> explained;
  for (const PairAnswer& pair : answer.pairs) {
    // Without a path, what is nearest is told; of a blocked one what closes it
    // is what one reads it for.
    const bool alone = pair.paths.empty() || pair.status >= Status::kBlocked;
    const auto [like, first] =
        explained.emplace(LikenessOf(pair), pair.process);
    if (first || alone) {
      absl::StrAppend(&out, ExplainPair(views, pair, language));
      continue;
    }
    absl::StrAppend(
        &out, ExplainFirstSteps(views, pair, language),
        nl ? "De verdere stappen, de factoren en wat daarbij is gezegd zijn "
             "dezelfde als vanaf: "
           : "The further steps, the factors and what is told with them are "
             "the same as from: ",
        snapshot.NameOf(like->second, language), ".\n");
  }
}

void PairsText(const Views& views, const PartAnswer& answer, Language language,
               std::string& out) {
  const bool explained = answer.part->paths.has_value();
  for (const PairAnswer& pair : answer.pairs) {
    // What explains a pair begins with this line.
    if (explained && answer.pairs.size() == 1) break;
    absl::StrAppend(&out, "  – ", SummaryText(views, pair, language), "\n");
    if (!answer.part->factors) continue;
    const bool blocked = pair.status >= Status::kBlocked;
    const TierAnswer* tier =
        blocked && pair.inherent ? &pair.inherent->tier : pair.tier();
    if (tier == nullptr) continue;
    absl::StrAppend(&out, ExplainTier(blocked ? *views.inherent : *views.asked,
                                      *tier, language));
  }
  if (explained) ExplainPairs(views, answer, language, out);
}

// Of which day and sources, where not those of the whole case.
std::string AskedText(const CaseQuestion& question, const ViewOptions& options,
                      const FactText& text) {
  if (!question.date && question.with.empty()) return "";
  return absl::StrCat(
      text.Say("  – stand van ", "  – as of "), options.date.ToString(),
      question.with.empty() ? ""
                            : absl::StrCat(text.Say("; met bronnen van soort ",
                                                    "; with sources of type "),
                                           absl::StrJoin(question.with, ", ")),
      "\n");
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
  std::string out = absl::StrCat(
      text.Say("Vraag ", "Question "), answer.question->number, ". ",
      Capitalized(snapshot.NameOf(answer.fact, language)), "\n");
  out += AskedText(*answer.question, views.asked->options(), text);
  for (const PartAnswer& part : answer.parts) {
    if (!part.part->heading.empty()) {
      absl::StrAppend(&out, part.part->heading.In(language), ":\n");
    } else if (!part.part->unknowns.empty()) {
      absl::StrAppend(
          &out, text.Say("Wat niet bekend is:\n", "What is not known:\n"));
    }
    for (const ToldFact& told : part.facts) {
      absl::StrAppend(&out, "  – ", text.Sentence(told.fact), " ",
                      text.Cite(told.fact), InBrackets(NoteOf(told, text)),
                      "\n");
    }
    if (part.facts.empty() && !part.part->listings_of.empty()) {
      absl::StrAppend(&out,
                      text.Say("  – geen vermelding op een lijst is op deze "
                               "datum vastgelegd\n",
                               "  – no listing is recorded at this date\n"));
    }
    PairsText(views, part, language, out);
  }
  return out;
}

}  // namespace ketenzicht::graph
