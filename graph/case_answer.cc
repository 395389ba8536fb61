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

// Those of `names` that are not among `others`, each once.
std::vector<std::string> Without(const std::vector<std::string>& names,
                                 const std::vector<std::string>& others) {
  std::vector<std::string> left;
  for (const std::string& name : names) {
    if (std::find(others.begin(), others.end(), name) == others.end() &&
        std::find(left.begin(), left.end(), name) == left.end()) {
      left.push_back(name);
    }
  }
  return left;
}

// One question with its answer.
class QuestionWriter {
 public:
  QuestionWriter(const Views& views, Language language, NamedFacts* named)
      : views_(views),
        snapshot_(views.asked->snapshot()),
        text_(snapshot_, &views.asked->options(), language),
        named_(named) {}

  void Question(const QuestionAnswer& answer) {
    if (named_ != nullptr) named_->Name(answer.fact);
    absl::StrAppend(
        &out_, text_.Say("Vraag ", "Question "), answer.question->number, ". ",
        Capitalized(snapshot_.NameOf(answer.fact, language())), "\n");
  }

  void Asked(const ViewOptions& of_case) {
    const std::string asked =
        AskedText(of_case, views_.asked->options(), language());
    if (!asked.empty()) absl::StrAppend(&out_, "  – ", asked, "\n");
  }

  void Part(const PartAnswer& part) {
    if (!part.part->heading.empty()) {
      absl::StrAppend(&out_, part.part->heading.In(language()), ":\n");
    } else if (!part.part->unknowns.empty()) {
      out_ += text_.Say("Wat niet bekend is:\n", "What is not known:\n");
    }
    for (const ToldFact& told : part.facts) {
      if (named_ != nullptr) named_->Tell(told.fact);
      absl::StrAppend(&out_, "  – ", text_.Sentence(told.fact), " ",
                      text_.Cite(told.fact), InBrackets(NoteOf(told, text_)),
                      "\n");
    }
    if (part.facts.empty() && !part.part->listings_of.empty()) {
      out_ += text_.Say(
          "  – geen vermelding op een lijst is op deze datum "
          "vastgelegd\n",
          "  – no listing is recorded at this date\n");
    }
    Pairs(part);
  }

  std::string Take() && { return std::move(out_); }

 private:
  Language language() const { return text_.language(); }

  void Pairs(const PartAnswer& answer) {
    const bool explained = answer.part->paths.has_value();
    for (const PairAnswer& pair : answer.pairs) {
      // What explains a pair begins with this line.
      if (explained && answer.pairs.size() == 1) break;
      if (named_ != nullptr) named_->Name(pair.process);
      if (named_ != nullptr) named_->Name(pair.target.asked);
      absl::StrAppend(&out_, "  – ", SummaryText(views_, pair, language()),
                      "\n");
      if (answer.part->factors) Factors(pair);
    }
    if (explained) Explain(answer);
  }

  void Factors(const PairAnswer& pair) {
    if (pair.status == Status::kNoPath) {
      out_ += text_.Say(
          "    Dat er geen pad is vastgelegd, is niet hetzelfde "
          "als geen risico.\n",
          "    That no path is recorded is not the same as no "
          "risk.\n");
    }
    const TierAnswer* tier = ToldTier(pair);
    if (tier == nullptr) return;
    const bool blocked = pair.status >= Status::kBlocked;
    out_ += ExplainTier(blocked ? *views_.inherent : *views_.asked, *tier,
                        language(), named_);
  }

  // Each pair in full; of one that differs from a pair before it in its first
  // steps only, these.
  void Explain(const PartAnswer& answer) {
    std::map<Likeness, FactIndex> explained;
    for (const PairAnswer& pair : answer.pairs) {
      // Without a path, what is nearest is told; of a blocked one what closes
      // it is what one reads it for.
      const bool alone = pair.paths.empty() || pair.status >= Status::kBlocked;
      const auto [like, first] =
          explained.emplace(LikenessOf(pair), pair.process);
      if (first || alone) {
        out_ += ExplainPair(views_, pair, language(), named_);
        continue;
      }
      absl::StrAppend(
          &out_, ExplainFirstSteps(views_, pair, language(), named_),
          text_.Say("De verdere stappen, de factoren en wat daarbij is gezegd "
                    "zijn dezelfde als vanaf: ",
                    "The further steps, the factors and what is told with them "
                    "are the same as from: "),
          snapshot_.NameOf(like->second, language()), ".\n");
    }
  }

  const Views& views_;
  const Snapshot& snapshot_;
  const FactText text_;
  NamedFacts* named_;  // may be null
  std::string out_;
};

}  // namespace

const TierAnswer* ToldTier(const PairAnswer& pair) {
  const bool blocked = pair.status >= Status::kBlocked;
  return blocked && pair.inherent ? &pair.inherent->tier : pair.tier();
}

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

std::string AskedText(const ViewOptions& of_case, const ViewOptions& options,
                      Language language) {
  const std::vector<std::string> more =
      Without(options.source_types, of_case.source_types);
  const std::vector<std::string> fewer =
      Without(of_case.source_types, options.source_types);
  const bool presumptions = options.presumptions != of_case.presumptions;
  if (options.date == of_case.date && more.empty() && fewer.empty() &&
      !presumptions) {
    return "";
  }
  const bool nl = language == Language::kDutch;
  std::string text =
      absl::StrCat(nl ? "stand van " : "as of ", options.date.ToString());
  if (!more.empty()) {
    absl::StrAppend(&text,
                    nl ? "; met bronnen van soort " : "; with sources of type ",
                    absl::StrJoin(more, ", "));
  }
  if (!fewer.empty()) {
    absl::StrAppend(
        &text,
        nl ? "; zonder bronnen van soort " : "; without sources of type ",
        absl::StrJoin(fewer, ", "));
  }
  if (presumptions) {
    absl::StrAppend(&text,
                    options.presumptions ? (nl ? "; met " : "; with ")
                    : nl                 ? "; zonder "
                                         : "; without ",
                    nl ? "vermoedens" : "presumptions");
  }
  return text;
}

std::string QuestionText(const Views& views, const QuestionAnswer& answer,
                         const ViewOptions& of_case, Language language,
                         NamedFacts* named) {
  QuestionWriter writer(views, language, named);
  writer.Question(answer);
  writer.Asked(of_case);
  for (const PartAnswer& part : answer.parts) writer.Part(part);
  return std::move(writer).Take();
}

}  // namespace ketenzicht::graph
