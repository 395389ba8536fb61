#include "graph/measure_text.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "graph/explanation.h"
#include "graph/fact_text.h"
#include "graph/pair_outcome.h"

namespace ketenzicht::graph {
namespace {

// "1500", "0.25": as it was stated, to a thousandth.
std::string Amount(double amount) {
  std::string text = absl::StrFormat("%.3f", amount);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

class Writer {
 public:
  Writer(const Snapshot& snapshot, const ViewOptions& options,
         Language language)
      : snapshot_(snapshot),
        options_(options),
        language_(language),
        text_(snapshot, &options, language) {}

  const char* Say(const char* nl, const char* en) const {
    return language_ == Language::kDutch ? nl : en;
  }
  template <typename... T>
  void Line(const T&... parts) {
    absl::StrAppend(&out_, parts..., "\n");
  }
  std::string Name(FactIndex fact) const {
    return snapshot_.NameOf(fact, language_);
  }
  std::string Names(const std::vector<FactIndex>& facts) const {
    std::vector<std::string> names;
    for (FactIndex fact : facts) names.push_back(Name(fact));
    return names.empty() ? std::string(Say("geen", "none"))
                         : absl::StrJoin(names, "; ");
  }
  std::string Pair(const ExposedPair& pair) const {
    return absl::StrCat(Capitalized(Name(pair.process)), " → ",
                        Name(pair.target.asked), ", ",
                        pair.vector->label.In(language_));
  }
  std::string Tier(int tier) const {
    if (tier < 0) return Say("n.v.t.", "n/a");
    return snapshot_.policy().document().tiers[tier].id;
  }
  std::string Left(const Residual& residual) const {
    std::string text = absl::StrCat(StatusText(residual.status, language_),
                                    Say(", hoogste niveau ", ", highest tier "),
                                    Tier(residual.highest_tier));
    if (residual.likelihood) {
      absl::StrAppend(&text, Say(", kans hoogstens ", ", likelihood at most "),
                      absl::StrFormat("%.3g", *residual.likelihood));
    }
    return text;
  }
  std::string Price(const MeasureSet& set) const {
    return absl::StrCat(Say("kosten ", "cost "), Amount(set.cost),
                        Say(", last ", ", burden "), Amount(set.burden));
  }
  absl::string_view Id(FactIndex fact) const { return snapshot_.id(fact); }
  std::string Cited(FactIndex measure) const {
    return absl::StrCat(text_.Sentence(measure), " ", text_.Cite(measure));
  }
  std::string Completed(const Completeness& completeness) const {
    return CompletenessText(completeness, language_);
  }
  std::string Finish() {
    Line(ContextText(snapshot_, options_, language_));
    return std::move(out_);
  }
  Language language() const { return language_; }

 private:
  const Snapshot& snapshot_;
  const ViewOptions& options_;
  const Language language_;
  const FactText text_;
  std::string out_;
};

void WriteSet(Writer& writer, const MeasurePlan& plan) {
  const auto say = [&](const char* nl, const char* en) {
    return writer.Say(nl, en);
  };
  // First: what cannot be reached is no good news.
  const auto out_of_reach = std::count_if(
      plan.pairs.begin(), plan.pairs.end(), [](const PlannedPair& pair) {
        return pair.reach == PlannedPair::Reach::kOutOfReach;
      });
  if (out_of_reach > 0) {
    writer.Line(out_of_reach, say(" van ", " of "), plan.pairs.size(),
                say(" paren: geen toegestane keuze bereikt het doel.",
                    " pairs: no set that may be taken reaches the goal."));
  }
  switch (plan.state) {
    case MeasurePlan::State::kCheapest:
      writer.Line(say("Goedkoopste keuze (bewezen, marge 0): ",
                      "Cheapest set (proven, gap 0): "),
                  writer.Price(*plan.set), ".");
      break;
    case MeasurePlan::State::kKnown:
      writer.Line(say("Beste bekende keuze: ", "Best set known: "),
                  writer.Price(*plan.set),
                  say("; zeker niet goedkoper dan ", "; none is cheaper than "),
                  Amount(plan.bound), ".");
      break;
    case MeasurePlan::State::kNone:
      writer.Line(
          say("Geen toegestane keuze bereikt het doel voor alle paren "
              "tegelijk; voor elk apart kan het wel.",
              "No set that may be taken reaches the goal for all pairs "
              "together; for each alone one does."));
      break;
    case MeasurePlan::State::kStopped:
      writer.Line(say("Gestopt voordat een keuze bekend was.",
                      "Stopped before a set was known."));
      break;
  }
  if (!plan.set) return;
  for (FactIndex measure : plan.set->measures) {
    writer.Line("  – ", writer.Id(measure), ": ", writer.Cited(measure));
  }
  if (plan.set->measures.empty()) {
    writer.Line(out_of_reach == 0
                    ? say("  Er hoeft niets genomen te worden.",
                          "  Nothing needs to be taken.")
                    : say("  Voor de andere paren hoeft niets genomen te "
                          "worden.",
                          "  For the other pairs nothing needs to be taken."));
  }
}

void WritePairs(Writer& writer, const MeasurePlan& plan) {
  for (const PlannedPair& pair : plan.pairs) {
    writer.Line(writer.Pair(pair.pair));
    if (pair.reach == PlannedPair::Reach::kNotLookedAt) {
      writer.Line(writer.Say("  niet bekeken", "  not looked at"));
      continue;
    }
    writer.Line(writer.Say("  nu: ", "  now: "), writer.Left(pair.before));
    if (pair.after) {
      writer.Line(writer.Say("  met deze keuze: ", "  with this set: "),
                  writer.Left(*pair.after));
    }
    if (pair.reach == PlannedPair::Reach::kOutOfReach) {
      writer.Line(writer.Say("  Geen toegestane keuze bereikt het doel hier.",
                             "  No set that may be taken reaches the goal "
                             "here."));
    }
  }
}

void WriteFront(Writer& writer, const MeasurePlan& plan) {
  if (plan.front.empty()) return;
  writer.Line(writer.Say("Keuzes die door geen andere verslagen worden:",
                         "Sets that no other beats:"));
  for (const MeasureSet& set : plan.front) {
    writer.Line("  ", writer.Price(set),
                writer.Say(", boven het doel: ", ", above the goal: "),
                set.above, " – ", writer.Names(set.measures));
  }
  if (!plan.front_completeness.complete()) {
    writer.Line(writer.Completed(plan.front_completeness));
  }
}

void WriteWorth(Writer& writer, const MeasurePlan& plan) {
  if (plan.worth.empty()) return;
  std::vector<FactIndex> disproportionate;
  writer.Line(writer.Say("Wat elke maatregel doet (paren):",
                         "What each measure does (pairs):"));
  for (const MeasureWorth& worth : plan.worth) {
    std::string line = absl::StrCat(
        "  ", writer.Name(worth.measure), ": ",
        writer.Say("alleen genomen bereikt het doel voor ",
                   "taken alone reaches the goal for "),
        worth.brings.size(), writer.Say(", verbetert ", ", improves "),
        worth.improves.size());
    if (!worth.fails.empty()) {
      absl::StrAppend(&line,
                      writer.Say("; valt zij weg, dan boven het doel: ",
                                 "; if it fails, above the goal: "),
                      worth.fails.size());
    }
    if (!worth.buys) {
      absl::StrAppend(&line,
                      writer.Say("; niet uitgezocht of zij iets oplevert",
                                 "; whether it buys anything was not "
                                 "settled"));
    } else if (!*worth.buys) {
      disproportionate.push_back(worth.measure);
    }
    writer.Line(line);
  }
  writer.Line(writer.Say("Niet proportioneel voor dit doel (levert met geen "
                         "enkele andere keuze iets op): ",
                         "Disproportionate for this goal (buys nothing beside "
                         "any other set): "),
              writer.Names(disproportionate), ".");
  if (!plan.worth_completeness.complete()) {
    writer.Line(writer.Completed(plan.worth_completeness));
  }
}

}  // namespace

std::string GoalText(const Snapshot& snapshot, const MeasureGoal& goal,
                     Language language) {
  const bool nl = language == Language::kDutch;
  switch (goal.kind) {
    case MeasureGoal::Kind::kStatus:
      return absl::StrCat(StatusText(goal.status, language),
                          nl ? " of beter" : " or better");
    case MeasureGoal::Kind::kTier:
      return absl::StrCat(nl ? "niveau " : "tier ",
                          snapshot.policy().document().tiers[goal.tier].id,
                          nl ? " of lager" : " or lower");
    case MeasureGoal::Kind::kLikelihood:
      return absl::StrCat(nl ? "kans hoogstens " : "likelihood at most ",
                          goal.likelihood->label.In(language));
  }
  return "";
}

std::string MeasurePlanText(const Snapshot& snapshot,
                            const ViewOptions& options, const MeasureGoal& goal,
                            const MeasurePlan& plan, Language language) {
  Writer writer(snapshot, options, language);
  writer.Line(writer.Say("Doel: ", "Goal: "),
              GoalText(snapshot, goal, language), ".");
  WriteSet(writer, plan);
  if (!plan.completeness.complete()) {
    writer.Line(writer.Completed(plan.completeness));
  }
  WritePairs(writer, plan);
  if (!plan.without_cost.empty()) {
    writer.Line(writer.Say("Buiten beschouwing, kosten of last niet vermeld: ",
                           "Left out, cost or burden not stated: "),
                writer.Names(plan.without_cost), ".");
  }
  if (!plan.barred.empty()) {
    writer.Line(writer.Say("Kan niet genomen worden, door wat zij vereist of "
                           "uitsluit: ",
                           "Cannot be taken, for what it needs or excludes: "),
                writer.Names(plan.barred), ".");
  }
  WriteFront(writer, plan);
  WriteWorth(writer, plan);
  return writer.Finish();
}

std::string SinglePointsText(const Snapshot& snapshot,
                             const ViewOptions& options,
                             const SinglePoints& points, Language language) {
  Writer writer(snapshot, options, language);
  for (const BlockedPair& one : points.blocked) {
    writer.Line(writer.Pair(one.pair));
    for (const SinglePoint& point : one.points) {
      const auto& tiers = snapshot.policy().document().tiers;
      const std::string tier =
          TierText({tiers[point.lowest_tier].id, tiers[point.highest_tier].id},
                   language);
      writer.Line(writer.Say("  hangt alleen op: ", "  hangs alone on: "),
                  writer.Cited(point.measure));
      writer.Line(writer.Say("    zonder deze maatregel: ",
                             "    without this measure: "),
                  StatusText(point.status, language), ", ", tier);
    }
    if (one.points.empty()) {
      writer.Line(writer.Say("  hangt niet op één maatregel",
                             "  does not hang on one measure"));
    }
  }
  writer.Line(
      points.blocked.size(), writer.Say(" geblokkeerd van ", " blocked of "),
      points.pairs, writer.Say(" gevraagde paren; ", " pairs asked; "),
      points.measures_lifted, writer.Say(" van ", " of "), points.measures,
      writer.Say(" maatregelen een voor een weggedacht.",
                 " measures lifted one by one."));
  if (!points.completeness.complete()) {
    writer.Line(writer.Completed(points.completeness));
  }
  return writer.Finish();
}

}  // namespace ketenzicht::graph
