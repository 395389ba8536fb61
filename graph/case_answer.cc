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

// What two pairs have in common whose paths differ in their first step only:
// outcome, vector, and for each path what the other steps are of and how they
// stand.
using Likeness = std::vector<int64_t>;

Likeness LikenessOf(const View& view, const PairAnswer& pair) {
  Likeness likeness = {static_cast<int64_t>(pair.status),
                       static_cast<int64_t>(pair.inherent_status),
                       pair.target.asked};
  if (pair.tier() != nullptr) {
    likeness.insert(likeness.end(),
                    {pair.tier()->lowest, pair.tier()->highest});
  }
  for (const PathAnswer& path : pair.paths) {
    likeness.push_back(static_cast<int64_t>(path.path.status));
    for (size_t i = 1; i < path.path.steps.size(); ++i) {
      const Instance& r = view.instance(path.path.steps[i].instance);
      likeness.insert(likeness.end(),
                      {r.fact, r.presumption, static_cast<int64_t>(r.status)});
    }
  }
  return likeness;
}

// Each pair in full, but for those that go the way of one before them.
void ExplainPairs(const Views& views, const PartAnswer& answer,
                  Language language, std::string& out) {
  const bool nl = language == Language::kDutch;
  const Snapshot& snapshot = views.asked->snapshot();
  std::map<Likeness, FactIndex> explained;
  for (const PairAnswer& pair : answer.pairs) {
    const auto [like, first] =
        explained.emplace(LikenessOf(*views.asked, pair), pair.process);
    // What closes a path differs from use to use.
    if (first || pair.paths.empty() || pair.status >= Status::kBlocked) {
      absl::StrAppend(&out, ExplainPair(views, pair, language));
      continue;
    }
    absl::StrAppend(&out, SummaryText(views, pair, language), "\n",
                    nl ? "Na de eerste stap dezelfde weg als van: "
                       : "After the first step the same way as from: ",
                    Capitalized(snapshot.NameOf(like->second, language)),
                    ".\n");
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
