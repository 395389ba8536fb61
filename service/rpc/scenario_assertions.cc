#include "service/rpc/scenario_assertions.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "graph/status.h"
#include "service/proto/answer_values.h"
#include "service/rpc/scenario_plan_assertions.h"

namespace ketenzicht::service {
namespace {

using ingest::ScenarioAssertion;
using Side = ScenarioAssertion::Side;

// What is wrong with it; nothing where it holds.
using Wrong = std::optional<std::string>;

std::string NameOf(v1::Status status) {
  if (status == v1::STATUS_UNSPECIFIED) return "";
  return std::string(graph::StatusName(
      static_cast<graph::Status>(static_cast<int>(status) - 1)));
}

std::string NameOf(const v1::PairExposure& pair) {
  return absl::StrCat(pair.process(), " → ", pair.target());
}

bool Within(double value, const ingest::CountRange& range) {
  return (!range.min || *range.min <= value) &&
         (!range.max || value <= *range.max);
}

bool Passes(const v1::Path& path, const std::string& id) {
  return std::any_of(path.steps().begin(), path.steps().end(),
                     [&](const v1::Step& step) {
                       const v1::RelationInView& one = step.relation();
                       return one.id() == id || one.fact() == id ||
                              one.source() == id || one.target() == id;
                     });
}

// The best path in sentences.
std::string PathText(const v1::PairExposure& pair) {
  if (pair.paths_size() == 0) return "there is no path";
  return absl::StrJoin(pair.paths(0).steps(), " ",
                       [](std::string* out, const v1::Step& step) {
                         out->append(step.relation().sentence().en());
                       });
}

Wrong ComparedTo(const char* what, const std::string& wanted,
                 const std::string& is, const v1::PairExposure& pair) {
  if (wanted.empty() || wanted == is) return std::nullopt;
  return absl::StrCat(NameOf(pair), ": ", what, " is ", is, ", not ", wanted,
                      "; ", PathText(pair));
}

Wrong CheckPaths(const ScenarioAssertion& one, const v1::PairExposure& pair) {
  // There may be more than were asked for.
  if (one.paths.max && !pair.completeness().complete()) {
    return absl::StrCat(NameOf(pair), ": not all paths were looked at (",
                        pair.completeness().limit(), ")");
  }
  if (one.paths.given() && !Within(pair.paths_size(), one.paths)) {
    return absl::StrCat(NameOf(pair), ": ", pair.paths_size(), " paths");
  }
  for (const std::string& id : one.through) {
    if (pair.paths_size() == 0 || !Passes(pair.paths(0), id)) {
      return absl::StrCat(NameOf(pair), ": the best path does not pass ", id,
                          ": ", PathText(pair));
    }
  }
  for (const std::string& id : one.not_through) {
    for (const v1::Path& path : pair.paths()) {
      if (Passes(path, id)) {
        return absl::StrCat(NameOf(pair), ": a path passes ", id);
      }
    }
    // That none was found says nothing where not all were looked at.
    if (!pair.completeness().complete()) {
      return absl::StrCat(NameOf(pair), ": not all paths were looked at (",
                          pair.completeness().limit(), ")");
    }
  }
  for (const std::string& id : one.rests_on) {
    // A fact about a class is there by its instances.
    const bool rests = std::any_of(
        pair.rests_on().begin(), pair.rests_on().end(),
        [&](const std::string& one) {
          return one == id || absl::StartsWith(one, absl::StrCat(id, "@"));
        });
    if (!rests) {
      return absl::StrCat(NameOf(pair), ": does not rest on ", id);
    }
  }
  return std::nullopt;
}

Wrong CheckPair(const ScenarioAssertion& one, const v1::PairExposure& pair) {
  // What such a search found may be no path at all.
  if (!pair.completeness().complete() &&
      pair.completeness().limit() != "paths") {
    return absl::StrCat(NameOf(pair), ": the search was cut short (",
                        pair.completeness().limit(), ")");
  }
  for (const auto& [what, wanted, is] :
       {std::tuple("the status", &one.status, NameOf(pair.status())),
        {"the status without measures", &one.inherent_status,
         NameOf(pair.inherent_status())},
        {"the tier", &one.tier, TierName(pair.tier())},
        {"the tier without measures", &one.inherent_tier,
         TierName(pair.inherent_tier())}}) {
    if (Wrong wrong = ComparedTo(what, *wanted, is, pair)) return wrong;
  }
  return CheckPaths(one, pair);
}

std::vector<const v1::PairExposure*> Chosen(const ScenarioAssertion& one,
                                            const QueryAnswer& answer) {
  std::vector<const v1::PairExposure*> pairs;
  for (const v1::PairExposure* pair : answer.pairs) {
    if ((one.from.empty() || one.from == pair->process()) &&
        (one.to.empty() || one.to == pair->target())) {
      pairs.push_back(pair);
    }
  }
  return pairs;
}

bool AsksOfPairs(const ScenarioAssertion& one) {
  return !one.status.empty() || !one.inherent_status.empty() ||
         !one.tier.empty() || !one.inherent_tier.empty() || one.paths.given() ||
         !one.through.empty() || !one.not_through.empty() ||
         !one.rests_on.empty();
}

// The whole answer: one message, or a list of them.
nlohmann::json JsonOf(const QueryAnswer& answer, bool list) {
  google::protobuf::util::JsonPrintOptions options;
  options.always_print_primitive_fields = true;
  nlohmann::json all = nlohmann::json::array();
  for (const auto& message : answer.messages) {
    std::string text;
    if (!google::protobuf::util::MessageToJsonString(*message, &text, options)
             .ok()) {
      continue;
    }
    all.push_back(nlohmann::json::parse(text, nullptr, false));
  }
  if (!list && all.size() == 1) return all.front();
  return all;
}

// Numbers of 64 bits stand as texts.
std::optional<double> NumberOf(const nlohmann::json& value) {
  if (value.is_number()) return value.get<double>();
  double number = 0;
  if (value.is_string() &&
      absl::SimpleAtod(value.get_ref<const std::string&>(), &number)) {
    return number;
  }
  return std::nullopt;
}

Wrong CheckValue(const ScenarioAssertion& one, const QueryAnswer& answer) {
  const nlohmann::json all = JsonOf(answer, false);
  nlohmann::json value;
  try {
    const nlohmann::json::json_pointer pointer(one.at);
    if (!all.contains(pointer)) {
      return absl::StrCat("the answer has nothing at ", one.at);
    }
    value = all.at(pointer);
  } catch (const nlohmann::json::exception&) {
    return absl::StrCat("'", one.at, "' is no JSON pointer");
  }
  const std::string is =
      value.is_string() ? value.get<std::string>() : value.dump();
  if (one.equals && is != *one.equals) {
    return absl::StrCat(one.at, " is ", is, ", not ", *one.equals);
  }
  if (one.number.given()) {
    const std::optional<double> number = NumberOf(value);
    if (!number || !Within(*number, one.number)) {
      return absl::StrCat(one.at, " is ", is);
    }
  }
  return std::nullopt;
}

Wrong CheckSide(const ScenarioAssertion& one, const QueryAnswer& answer) {
  if (!answer.status.ok()) return std::string(answer.status.message());
  if (AsksOfPairs(one)) {
    const std::vector<const v1::PairExposure*> pairs = Chosen(one, answer);
    if (pairs.empty()) return "the answer has no such pair";
    for (const v1::PairExposure* pair : pairs) {
      if (Wrong wrong = CheckPair(one, *pair)) return wrong;
    }
  }
  if (Wrong wrong = CheckPlanConditions(one, answer)) return wrong;
  return one.at.empty() ? std::nullopt : CheckValue(one, answer);
}

bool HasOutcomes(const QueryAnswer& baseline, const QueryAnswer& scenario) {
  for (const QueryAnswer* answer : {&baseline, &scenario}) {
    if (!answer->pairs.empty() || IsOfPlanKind(*answer)) return true;
  }
  return baseline.messages.empty() && scenario.messages.empty();
}

Wrong CheckChanged(const ScenarioAssertion& one, const QueryAnswer& baseline,
                   const QueryAnswer& scenario) {
  for (const QueryAnswer* answer : {&baseline, &scenario}) {
    if (!answer->status.ok()) return std::string(answer->status.message());
  }
  if (!HasOutcomes(baseline, scenario)) {
    const bool same = baseline.contents == scenario.contents;
    if (*one.changed != same) return std::nullopt;
    return same ? "the answer is the same" : "the answer is another";
  }
  std::map<std::string, std::string> before = PlanOutcomes(one, baseline);
  for (const v1::PairExposure* pair : Chosen(one, baseline)) {
    before[NameOf(*pair)] = OutcomeName(*pair);
  }
  std::map<std::string, std::string> after = PlanOutcomes(one, scenario);
  for (const v1::PairExposure* pair : Chosen(one, scenario)) {
    after[NameOf(*pair)] = OutcomeName(*pair);
  }
  if (before.empty() && after.empty()) return "the answer has no such pair";
  // A pair that is on one side only has changed.
  for (const auto& [pair, outcome] : before) after.emplace(pair, "not there");
  for (const auto& [pair, outcome] : after) {
    const std::string was = before.contains(pair) ? before[pair] : "not there";
    if (*one.changed == (was != outcome)) continue;
    return absl::StrCat(pair, ": ", was, " → ", outcome);
  }
  return std::nullopt;
}

std::string TextOf(const ScenarioAssertion& one) {
  std::vector<std::string> parts;
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) parts.push_back(absl::StrCat(name, " ", value));
  };
  add("from", one.from);
  add("to", one.to);
  add("status", one.status);
  add("tier", one.tier);
  add("status without measures", one.inherent_status);
  add("tier without measures", one.inherent_tier);
  if (one.paths.given()) add("number of paths", RangeText(one.paths));
  for (const std::string& id : one.through) add("through", id);
  for (const std::string& id : one.not_through) add("not through", id);
  for (const std::string& id : one.rests_on) add("rests on", id);
  for (std::string& text : PlanConditionTexts(one)) {
    parts.push_back(std::move(text));
  }
  if (one.changed) parts.push_back(*one.changed ? "changed" : "unchanged");
  add("at", one.at);
  if (one.equals) parts.push_back(absl::StrCat("equals ", *one.equals));
  if (one.number.given()) add("number", RangeText(one.number));
  const char* side = one.side == Side::kBaseline   ? "baseline"
                     : one.side == Side::kScenario ? "scenario"
                                                   : "difference";
  return absl::StrCat(one.query, ", ", side, ": ", absl::StrJoin(parts, ", "));
}

}  // namespace

std::string TierName(const v1::TierResult& tier) {
  if (!tier.applicable()) return "n/a";
  if (tier.lowest() == tier.highest()) return tier.lowest();
  return absl::StrCat(tier.lowest(), "-", tier.highest());
}

std::string LikelihoodName(double low, std::optional<double> best,
                           double high) {
  return absl::StrCat("[", low, ", ", high, "]",
                      best ? absl::StrCat(", most likely ", *best) : "");
}

std::string OutcomeName(const v1::PairExposure& pair) {
  std::string name = absl::StrCat(
      NameOf(pair.status()), " ", TierName(pair.tier()), " ",
      NameOf(pair.inherent_status()), " ", TierName(pair.inherent_tier()));
  if (pair.paths_size() == 0) return name;
  const v1::Interval& one = pair.paths(0).likelihood();
  return absl::StrCat(
      name, ", likelihood ",
      LikelihoodName(one.low(),
                     one.has_best() ? std::optional(one.best()) : std::nullopt,
                     one.high()));
}

v1::ScenarioResult::Assertion CheckAssertion(const ScenarioAssertion& assertion,
                                             int number,
                                             const QueryAnswer& baseline,
                                             const QueryAnswer& scenario) {
  v1::ScenarioResult::Assertion result;
  result.set_number(number);
  result.set_line(assertion.place.line);
  result.set_column(assertion.place.column);
  result.set_query(assertion.query);
  result.set_text(TextOf(assertion));
  const Wrong wrong =
      assertion.side == Side::kDifference
          ? CheckChanged(assertion, baseline, scenario)
          : CheckSide(assertion,
                      assertion.side == Side::kBaseline ? baseline : scenario);
  result.set_holds(!wrong);
  if (wrong) result.set_instead(*wrong);
  return result;
}

}  // namespace ketenzicht::service
