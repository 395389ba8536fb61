#include "service/rpc/scenario_evaluation.h"

// For a state of XXH3 on the stack.
#define XXH_STATIC_LINKING_ONLY
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graph/fact_differences.h"
#include "graph/fact_text.h"
#include "ingest/scenario_names.h"
#include "service/proto/view_conversion.h"
#include "service/rpc/call.h"
#include "service/rpc/scenario_assertions.h"
#include "service/rpc/scenario_omissions.h"
#include "service/rpc/scenario_queries.h"
#include "service/rpc/scenario_reasons.h"

namespace ketenzicht::service {
namespace {

using graph::Language;
using Pair = std::pair<std::string, std::string>;  // process, target
using Answer = std::shared_ptr<const QueryAnswer>;

v1::Text SentenceOf(const graph::Snapshot& snapshot, const std::string& id) {
  const graph::FactIndex fact = snapshot.Find(id);
  if (fact == graph::kNoFact) return {};
  const graph::FactText nl(snapshot, nullptr, Language::kDutch);
  const graph::FactText en(snapshot, nullptr, Language::kEnglish);
  return ToProto(graph::Text{nl.Sentence(fact), en.Sentence(fact)});
}

v1::Text PathText(const v1::PairExposure& pair) {
  v1::Text text;
  if (pair.paths_size() == 0) return text;
  for (const v1::Step& step : pair.paths(0).steps()) {
    const v1::Text& sentence = step.relation().sentence();
    text.set_nl(text.nl() + (text.nl().empty() ? "" : " ") + sentence.nl());
    text.set_en(text.en() + (text.en().empty() ? "" : " ") + sentence.en());
  }
  return text;
}

// Lengths keep two messages from being taken for one.
std::string DigestOf(const QueryAnswer& answer) {
  if (!answer.status.ok()) return "";
  XXH3_state_t state;
  XXH3_128bits_reset(&state);
  for (const std::string& content : answer.contents) {
    const uint64_t size = content.size();
    XXH3_128bits_update(&state, &size, sizeof(size));
    XXH3_128bits_update(&state, content.data(), content.size());
  }
  const XXH128_hash_t hash = XXH3_128bits_digest(&state);
  return absl::StrCat(absl::Hex(hash.high64, absl::kZeroPad16),
                      absl::Hex(hash.low64, absl::kZeroPad16));
}

// How many of `contents` are not in `others`, each of which stands for one.
int CountWithout(const std::vector<std::string>& contents,
                 const std::vector<std::string>& others) {
  std::multiset<absl::string_view> left(others.begin(), others.end());
  int without = 0;
  for (const std::string& content : contents) {
    const auto it = left.find(content);
    if (it == left.end()) {
      ++without;
    } else {
      left.erase(it);
    }
  }
  return without;
}

std::map<Pair, const v1::PairExposure*> ByPair(const QueryAnswer& answer) {
  std::map<Pair, const v1::PairExposure*> pairs;
  for (const v1::PairExposure* pair : answer.pairs) {
    pairs[{pair->process(), pair->target()}] = pair;
  }
  return pairs;
}

class Evaluator {
 public:
  Evaluator(Engine& engine, const v1::Revision& revision,
            std::shared_ptr<const UnderScenario> under,
            const EvaluationSettings& settings,
            const grpc::ServerContext& context)
      : engine_(engine),
        revision_(revision),
        under_(std::move(under)),
        document_(under_->document),
        settings_(settings),
        context_(context) {}

  absl::StatusOr<v1::ScenarioResult> Evaluate() {
    AddHeader();
    AddFacts();
    for (const ingest::ScenarioQuery& query : document_.queries) {
      if (absl::Status ok = AnswerQuery(query); !ok.ok()) return ok;
    }
    AddNotes();
    CheckAssertions();
    return std::move(result_);
  }

 private:
  void AddHeader() {
    const graph::Scenario& scenario = document_.scenario;
    result_.set_scenario(scenario.id);
    result_.set_version(scenario.version);
    *result_.mutable_title() = ToProto(scenario.title);
    result_.set_revision(under_->scenario->revision);
    for (const auto& [name, value] : document_.parameters) {
      v1::ScenarioResult::Parameter& parameter = *result_.add_parameters();
      parameter.set_name(name);
      parameter.set_value(value);
    }
    result_.set_date_before(scenario.date.ToString());
    result_.set_date_after(under_->record.date.ToString());
  }

  void AddFacts() {
    for (const graph::FactChange& change : under_->record.facts) {
      v1::ScenarioResult::FactChange& proto = *result_.add_facts();
      proto.set_fact(change.fact);
      proto.set_kind(!change.before ? v1::ScenarioResult::FactChange::KIND_ADDED
                     : !change.after
                         ? v1::ScenarioResult::FactChange::KIND_REMOVED
                         : v1::ScenarioResult::FactChange::KIND_CHANGED);
      if (change.change != graph::kNoChange) {
        proto.set_change(document_.items[change.change]);
      }
      if (change.before) {
        *proto.mutable_before() =
            SentenceOf(*under_->record.baseline, change.fact);
      }
      if (change.after) {
        *proto.mutable_after() =
            SentenceOf(*under_->record.snapshot, change.fact);
      }
      if (change.before && change.after) AddDifferences(change, proto);
    }
  }

  static void AddDifferences(const graph::FactChange& change,
                             v1::ScenarioResult::FactChange& fact) {
    for (graph::FactDifference& one :
         graph::DifferencesOf(*change.before, *change.after)) {
      v1::ScenarioResult::FactChange::Difference& proto =
          *fact.add_differences();
      proto.set_field(std::move(one.field));
      proto.set_before(std::move(one.before));
      proto.set_after(std::move(one.after));
    }
  }

  // The answer before the changes, or after them.
  Answer AskSide(const ingest::ScenarioQuery& query, bool before) const {
    const v1::ViewOptions options =
        OptionsOf(document_.baseline,
                  before ? document_.scenario.date : under_->record.date);
    const auto ask = [&] {
      v1::Revision revision = revision_;
      revision.mutable_scenario()->set_baseline(before);
      return std::make_shared<const QueryAnswer>(
          AskQuery(engine_, query, options, revision, context_));
    };
    // With fixtures the baseline is the scenario's own.
    const bool shared = before && settings_.baseline != nullptr &&
                        document_.scenario.fixtures.empty();
    return shared ? settings_.baseline->Get(
                        absl::StrCat(QueryKey(query), "\n",
                                     options.SerializeAsString()),
                        ask)
                  : ask();
  }

  absl::Status AnswerQuery(const ingest::ScenarioQuery& query) {
    std::array<Answer, 2>& answers = answers_[query.id];
    answers[0] = AskSide(query, true);
    answers[1] = AskSide(query, false);
    if (absl::Status ok = StillWanted(context_); !ok.ok()) return ok;
    AddOutcome(query, *answers[0], *answers[1]);
    if (WantsAnswer(query)) AddAnswer(query, answers);
    return AddPairs(query, answers);
  }

  // Of the query whose outcome was added last.
  bool WantsAnswer(const ingest::ScenarioQuery& query) const {
    using Answers = EvaluationSettings::Answers;
    if (settings_.answers != Answers::kMoved) {
      return settings_.answers == Answers::kAll;
    }
    const bool of_pairs = query.kind == ingest::ScenarioQuery::Kind::kPaths ||
                          query.kind == ingest::ScenarioQuery::Kind::kWhy;
    return !of_pairs && result_.queries(result_.queries_size() - 1).changed();
  }

  void AddAnswer(const ingest::ScenarioQuery& query,
                 const std::array<Answer, 2>& answers) {
    v1::ScenarioResult::Answer& proto = *result_.add_answers();
    proto.set_query(query.id);
    proto.set_kind(ingest::QueryKindName(query.kind));
    for (const auto& message : answers[0]->messages) {
      proto.add_baseline()->PackFrom(*message);
    }
    for (const auto& message : answers[1]->messages) {
      proto.add_scenario()->PackFrom(*message);
    }
    proto.set_baseline_error(std::string(answers[0]->status.message()));
    proto.set_scenario_error(std::string(answers[1]->status.message()));
  }

  void AddOutcome(const ingest::ScenarioQuery& query, const QueryAnswer& before,
                  const QueryAnswer& after) {
    v1::ScenarioResult::QueryOutcome& proto = *result_.add_queries();
    proto.set_query(query.id);
    proto.set_kind(ingest::QueryKindName(query.kind));
    proto.set_baseline_digest(DigestOf(before));
    proto.set_scenario_digest(DigestOf(after));
    proto.set_baseline_error(std::string(before.status.message()));
    proto.set_scenario_error(std::string(after.status.message()));
    proto.set_changed(before.status.ok() != after.status.ok() ||
                      before.contents != after.contents);
    proto.set_moved(std::max(CountWithout(after.contents, before.contents),
                             CountWithout(before.contents, after.contents)));
  }

  // Of a side that cannot be asked nothing is there.
  absl::Status AddPairs(const ingest::ScenarioQuery& query,
                        const std::array<Answer, 2>& answers) {
    const auto before = ByPair(*answers[0]);
    const auto after = ByPair(*answers[1]);
    std::map<Pair, std::array<const v1::PairExposure*, 2>> both;
    for (const auto& [pair, one] : before) both[pair][0] = one;
    for (const auto& [pair, one] : after) both[pair][1] = one;
    for (const auto& [pair, sides] : both) {
      if (sides[0] != nullptr && sides[1] != nullptr &&
          OutcomeName(*sides[0]) == OutcomeName(*sides[1])) {
        continue;
      }
      if (absl::Status ok = AddPair(query, pair, sides); !ok.ok()) return ok;
    }
    return absl::OkStatus();
  }

  absl::Status AddPair(const ingest::ScenarioQuery& query, const Pair& pair,
                       const std::array<const v1::PairExposure*, 2>& sides) {
    v1::ScenarioResult::PairChange& proto = *result_.add_pairs();
    proto.set_query(query.id);
    proto.set_process(pair.first);
    proto.set_target(pair.second);
    if (sides[0] != nullptr) {
      proto.set_before(sides[0]->status());
      *proto.mutable_tier_before() = sides[0]->tier();
      proto.mutable_tier_before()->clear_factors();
      *proto.mutable_path_before() = PathText(*sides[0]);
      if (sides[0]->paths_size() > 0) {
        const v1::Path& best = sides[0]->paths(0);
        *proto.mutable_likelihood_before() = best.likelihood();
        *proto.mutable_likelihood_class_before() = best.likelihood_class();
      }
    }
    if (sides[1] != nullptr) {
      proto.set_after(sides[1]->status());
      *proto.mutable_tier_after() = sides[1]->tier();
      proto.mutable_tier_after()->clear_factors();
      *proto.mutable_path_after() = PathText(*sides[1]);
      if (sides[1]->paths_size() > 0) {
        const v1::Path& best = sides[1]->paths(0);
        *proto.mutable_likelihood_after() = best.likelihood();
        *proto.mutable_likelihood_class_after() = best.likelihood_class();
      }
    }
    const bool both = sides[0] != nullptr && sides[1] != nullptr;
    const bool searched =
        both && IsSearched(*sides[0]) && IsSearched(*sides[1]);
    if (!settings_.reasons || !searched) return absl::OkStatus();
    absl::StatusOr<graph::SmallestSet> because =
        FindReasons(engine_, *under_, query, *sides[1], context_, reasons_);
    if (!because.ok()) return because.status();
    for (int change : because->members) proto.add_because(change);
    proto.set_smallest(because->smallest);
    return absl::OkStatus();
  }

  static bool IsSearched(const v1::PairExposure& pair) {
    return pair.completeness().complete() ||
           pair.completeness().limit() == "paths";
  }

  void AddNotes() {
    std::vector<graph::ScenarioNote> notes = under_->record.notes;
    const std::vector<graph::ScenarioNote> closed =
        ClosedByMeasures(engine_, *under_, context_);
    notes.insert(notes.end(), closed.begin(), closed.end());
    const std::vector<graph::ScenarioNote> omitted =
        WhatDoesNotCount(engine_, *under_, context_);
    notes.insert(notes.end(), omitted.begin(), omitted.end());
    const std::vector<graph::ScenarioNote> misfits =
        WhatDoesNotFitOnOtherDays(*under_);
    notes.insert(notes.end(), misfits.begin(), misfits.end());
    std::stable_sort(
        notes.begin(), notes.end(),
        [](const graph::ScenarioNote& a, const graph::ScenarioNote& b) {
          return std::pair(a.line, a.column) < std::pair(b.line, b.column);
        });
    for (const graph::ScenarioNote& note : notes) {
      v1::ScenarioResult::Note& proto = *result_.add_notes();
      proto.set_line(note.line);
      proto.set_column(note.column);
      proto.set_text(note.text);
    }
  }

  void CheckAssertions() {
    bool holds = std::none_of(
        result_.queries().begin(), result_.queries().end(),
        [](const v1::ScenarioResult::QueryOutcome& one) {
          return !one.baseline_error().empty() && !one.scenario_error().empty();
        });
    int number = 0;
    for (const ingest::ScenarioAssertion& one : document_.assertions) {
      ++number;
      if (!Applies(one)) continue;
      const std::array<Answer, 2>& answers = answers_[one.query];
      v1::ScenarioResult::Assertion& result = *result_.add_assertions();
      result = CheckAssertion(one, number, *answers[0], *answers[1]);
      holds = holds && result.holds();
    }
    result_.set_holds(holds);
  }

  bool Applies(const ingest::ScenarioAssertion& one) const {
    return std::all_of(
        one.when.begin(), one.when.end(), [&](const auto& value) {
          const auto it = document_.parameters.find(value.first);
          return it != document_.parameters.end() && it->second == value.second;
        });
  }

  Engine& engine_;
  const v1::Revision& revision_;
  const std::shared_ptr<const UnderScenario> under_;
  const ingest::ScenarioDocument& document_;
  const EvaluationSettings& settings_;
  const grpc::ServerContext& context_;
  v1::ScenarioResult result_;
  std::map<std::string, std::array<Answer, 2>> answers_;  // by query
  ReasonViews reasons_;
};

// Those that are the variant's own: with fixtures, of its baseline too.
void ForgetViews(Engine& engine, const graph::ScenarioRecord& record) {
  for (const auto* snapshot : {&record.snapshot, &record.baseline}) {
    if (!(*snapshot)->scenario().id.empty()) engine.ForgetViewsOf(**snapshot);
  }
}

}  // namespace

std::shared_ptr<const QueryAnswer> BaselineAnswers::Get(
    const std::string& key,
    const std::function<std::shared_ptr<const QueryAnswer>()>& ask) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto it = kept_.find(key);
    if (it != kept_.end()) return it->second;
  }
  std::shared_ptr<const QueryAnswer> answer = ask();
  // One that was left, or failed, is asked again.
  const std::lock_guard<std::mutex> lock(mutex_);
  if (answer->status.ok() && kept_.size() < kMaxKept) kept_[key] = answer;
  return answer;
}

absl::StatusOr<v1::ScenarioResult> EvaluateScenario(
    Engine& engine, const v1::ScenarioReference& scenario,
    const EvaluationSettings& settings, const grpc::ServerContext& context) {
  v1::Revision revision;
  revision.set_exact(settings.revision);
  *revision.mutable_scenario() = scenario;
  revision.mutable_scenario()->set_baseline(false);
  absl::StatusOr<std::shared_ptr<const UnderScenario>> under =
      engine.Under(WantedOf(revision));
  if (!under.ok()) return under.status();
  const std::vector<graph::ScenarioNote> unknown = ingest::CheckScenarioNames(
      (*under)->document, *(*under)->record.baseline,
      (*under)->record.snapshot.get(), (*under)->scenario->cases);
  if (!unknown.empty()) return InvalidScenario(unknown);
  // Whatever is written meanwhile, all queries read the same revision.
  revision.set_exact((*under)->scenario->revision);
  absl::StatusOr<v1::ScenarioResult> result =
      Evaluator(engine, revision, *under, settings, context).Evaluate();
  if (!settings.keep_views) ForgetViews(engine, (*under)->record);
  return result;
}

}  // namespace ketenzicht::service
