#include "graph/measure_text.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "graph/answer_writer.h"
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

std::string TierName(const Snapshot& snapshot, int tier, Language language) {
  if (tier < 0) return language == Language::kDutch ? "n.v.t." : "n/a";
  return snapshot.policy().document().tiers[tier].id;
}

std::string Left(const AnswerWriter& writer, const Residual& residual) {
  std::string text = absl::StrCat(
      StatusText(residual.status, writer.language()),
      writer.Say(", hoogste niveau ", ", highest tier "),
      TierName(writer.snapshot(), residual.highest_tier, writer.language()));
  if (residual.likelihood) {
    absl::StrAppend(&text,
                    writer.Say(", kans hoogstens ", ", likelihood at most "),
                    absl::StrFormat("%.3g", *residual.likelihood));
  }
  return text;
}

std::string Price(const AnswerWriter& writer, const MeasureSet& set) {
  return absl::StrCat(writer.Say("kosten ", "cost "), Amount(set.cost),
                      writer.Say(", last ", ", burden "), Amount(set.burden));
}

void WriteSet(AnswerWriter& writer, const MeasurePlan& plan) {
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
                  Price(writer, *plan.set), ".");
      break;
    case MeasurePlan::State::kKnown:
      writer.Line(say("Beste bekende keuze: ", "Best set known: "),
                  Price(writer, *plan.set),
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

void WritePairs(AnswerWriter& writer, const MeasurePlan& plan) {
  for (const PlannedPair& pair : plan.pairs) {
    writer.Line(writer.Pair(pair.pair));
    if (pair.reach == PlannedPair::Reach::kNotLookedAt) {
      writer.Line(writer.Say("  niet bekeken", "  not looked at"));
      continue;
    }
    writer.Line(writer.Say("  nu: ", "  now: "), Left(writer, pair.before));
    if (pair.after) {
      writer.Line(writer.Say("  met deze keuze: ", "  with this set: "),
                  Left(writer, *pair.after));
    }
    if (pair.reach == PlannedPair::Reach::kOutOfReach) {
      writer.Line(writer.Say("  Geen toegestane keuze bereikt het doel hier.",
                             "  No set that may be taken reaches the goal "
                             "here."));
    }
  }
}

void WriteFront(AnswerWriter& writer, const MeasurePlan& plan) {
  if (plan.front.empty()) return;
  writer.Line(writer.Say("Keuzes die door geen andere verslagen worden:",
                         "Sets that no other beats:"));
  for (const MeasureSet& set : plan.front) {
    writer.Line("  ", Price(writer, set),
                writer.Say(", boven het doel: ", ", above the goal: "),
                set.above, " – ", writer.Names(set.measures));
  }
  writer.Completed(plan.front_completeness);
}

// By one of the plan.
bool IsNeeded(const MeasurePlan& plan, FactIndex measure) {
  return std::any_of(
      plan.worth.begin(), plan.worth.end(), [&](const MeasureWorth& one) {
        return !one.fails.empty() &&
               std::count(one.needs.begin(), one.needs.end(), measure) > 0;
      });
}

std::string HowTaken(const AnswerWriter& writer, const MeasureWorth& worth) {
  if (worth.needs.empty()) {
    return writer.Say("alleen genomen", "taken alone");
  }
  return absl::StrCat(
      writer.Say("genomen met wat zij vereist (", "taken with what it needs ("),
      writer.Names(worth.needs), ")");
}

void WriteWorth(AnswerWriter& writer, const MeasurePlan& plan) {
  if (plan.worth.empty()) return;
  std::vector<FactIndex> disproportionate;
  int elsewhere = 0;
  writer.Line(writer.Say("Wat elke maatregel doet (paren):",
                         "What each measure does (pairs):"));
  for (const MeasureWorth& worth : plan.worth) {
    if (worth.elsewhere) {
      ++elsewhere;
      continue;
    }
    std::string line = absl::StrCat(
        "  ", writer.Name(worth.measure), ": ", HowTaken(writer, worth),
        writer.Say(" bereikt het doel voor ", " reaches the goal for "),
        worth.brings.size(), writer.Say(", verbetert ", ", improves "),
        worth.improves.size());
    if (!worth.fails.empty()) {
      absl::StrAppend(
          &line, writer.Say("; valt zij weg", "; if it fails"),
          IsNeeded(plan, worth.measure)
              ? writer.Say(" (met wat haar vereist)", " (with what needs it)")
              : "",
          writer.Say(", dan boven het doel: ", ", above the goal: "),
          worth.fails.size());
    }
    if (!worth.buys) {
      absl::StrAppend(&line,
                      writer.Say("; niet uitgezocht of zij iets oplevert",
                                 "; whether it buys anything was not "
                                 "settled"));
    } else if (worth.disproportionate()) {
      disproportionate.push_back(worth.measure);
    }
    writer.Line(line);
  }
  writer.Line(writer.Say("Niet proportioneel voor dit doel (levert met geen "
                         "enkele andere keuze iets op): ",
                         "Disproportionate for this goal (buys nothing beside "
                         "any other set): "),
              writer.Names(disproportionate), ".");
  if (elsewhere > 0) {
    writer.Line(writer.Say("Niet gewogen, op geen pad van deze paren: ",
                           "Not weighed, on no path of these pairs: "),
                elsewhere, ".");
  }
  writer.Completed(plan.worth_completeness);
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
  AnswerWriter writer(snapshot, options, language);
  writer.Line(writer.Say("Doel: ", "Goal: "),
              GoalText(snapshot, goal, language), ".");
  WriteSet(writer, plan);
  writer.Completed(plan.completeness);
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
  return std::move(writer).Finish();
}

std::string SinglePointsText(const Snapshot& snapshot,
                             const ViewOptions& options,
                             const SinglePoints& points, Language language) {
  AnswerWriter writer(snapshot, options, language);
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
  writer.Completed(points.completeness);
  return std::move(writer).Finish();
}

}  // namespace ketenzicht::graph
