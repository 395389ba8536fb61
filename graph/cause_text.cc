#include "graph/cause_text.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "graph/fact_text.h"

namespace ketenzicht::graph {
namespace {

// How one side has a setting: "with measures", "factors: group_targeted".
std::string SettingText(const View& view, absl::string_view name,
                        Language language) {
  const bool nl = language == Language::kDutch;
  const ViewOptions& options = view.options();
  if (name == kMeasuresSetting) {
    if (options.measures) return nl ? "met maatregelen" : "with measures";
    return nl ? "zonder maatregelen" : "without measures";
  }
  if (name == kPresumptionsSetting) {
    if (options.presumptions)
      return nl ? "met vermoedens" : "with presumptions";
    return nl ? "zonder vermoedens" : "without presumptions";
  }
  if (name == kFactorsSetting) {
    if (options.factors.empty()) {
      return nl ? "geen extra factoren" : "no extra factors";
    }
    return absl::StrCat(nl ? "extra factoren " : "extra factors ",
                        absl::StrJoin(options.factors, ", "));
  }
  const PolicyDocument& policy = view.snapshot().policy().document();
  return absl::StrCat(nl ? "beleid " : "policy ", policy.name, " ",
                      policy.version, nl ? ", ontologie " : ", ontology ",
                      view.snapshot().ontology().version());
}

// A fact as one side has it, with its sources.
std::string FactOn(const View& view, absl::string_view id, Language language) {
  const Snapshot& snapshot = view.snapshot();
  const FactIndex fact = snapshot.Find(id);
  const FactText text(snapshot, &view.options(), language);
  const std::string citation = text.Cite(fact);
  return absl::StrCat(text.Sentence(fact), citation.empty() ? "" : " ",
                      citation);
}

}  // namespace

std::string HowItCountsText(HowItCounts how, Date date, Language language) {
  const bool nl = language == Language::kDutch;
  const std::string day = date.ToString();
  switch (how) {
    case HowItCounts::kNotOnRecord:
      return nl ? "niet vastgelegd" : "not on record";
    case HowItCounts::kRemoved:
      return nl ? "verwijderd" : "removed";
    case HowItCounts::kNoSource:
      return nl ? "telt niet: geen gekozen bron zegt het"
                : "does not count: no source asked for says so";
    case HowItCounts::kInferred:
      return nl ? "telt niet: afgeleid" : "does not count: inferred";
    case HowItCounts::kUnverified:
      return nl ? "telt niet: niet geverifieerd"
                : "does not count: not verified";
    case HowItCounts::kNotThen:
      return absl::StrCat(nl ? "geldt niet op " : "does not hold on ", day);
    case HowItCounts::kPerhaps:
      return absl::StrCat(
          nl ? "onbekend of het geldt op " : "unknown whether it holds on ",
          day);
    case HowItCounts::kDenied:
      return nl ? "telt als ontkend" : "counts as denied";
    case HowItCounts::kTaken:
      return nl ? "telt als genomen" : "counts as taken";
    case HowItCounts::kLifted:
      return nl ? "telt als niet genomen" : "counts as a candidate only";
    case HowItCounts::kCounts:
      return nl ? "telt" : "counts";
  }
  return "";
}

std::string CauseText(const std::array<const View*, 2>& sides,
                      const Difference& cause,
                      const std::array<std::string, 2>& names,
                      Language language) {
  std::string line;
  if (cause.kind == DifferenceKind::kSetting) {
    for (int side = 0; side < 2; ++side) {
      absl::StrAppend(&line, side == 0 ? "" : "; ", names[side], ": ",
                      SettingText(*sides[side], cause.id, language));
    }
    return line;
  }
  std::array<HowItCounts, 2> how;
  for (int side = 0; side < 2; ++side) {
    how[side] = HowFactCounts(*sides[side], cause.id);
  }
  // Where the sides say different things of it, each says its own.
  const bool each = cause.kind == DifferenceKind::kContent ||
                    (cause.kind == DifferenceKind::kSource && how[0] == how[1]);
  const int teller =
      how[0] == HowItCounts::kNotOnRecord || (how[1] == HowItCounts::kCounts)
          ? 1
          : 0;
  if (!each)
    line = absl::StrCat(FactOn(*sides[teller], cause.id, language), " ");
  for (int side = 0; side < 2; ++side) {
    absl::StrAppend(
        &line, side == 0 ? "" : "; ", names[side], ": ",
        each ? absl::StrCat(FactOn(*sides[side], cause.id, language), " ") : "",
        HowItCountsText(how[side], sides[side]->options().date, language));
  }
  return line;
}

}  // namespace ketenzicht::graph
