#include "tests/support/random_details.h"

#include "absl/strings/str_cat.h"

namespace ketenzicht::graph {
namespace {

std::string ARange(Dice& dice, int first_year) {
  const int year = first_year + dice.Below(3);
  const int month = 1 + dice.Below(8);
  switch (dice.Below(4)) {
    case 0:
      return absl::StrCat(year);
    case 1:
      return absl::StrCat(year, "-0", month);
    case 2:
      return absl::StrCat(year, "-0", month, "-15");
    default:
      return absl::StrCat(year, "-0", month, "-10/", year, "-0", month + 1,
                          "-20");
  }
}

}  // namespace

std::string ADayThatMatters(Dice& dice) {
  constexpr const char* kDays[] = {"2015-02-01", "2016-07-01", "2017-06-15",
                                   "2018-06-15", "2019-01-01", "2020-06-01",
                                   "2021-11-18"};
  return kDays[dice.Below(7)];
}

std::string ADay(Dice& dice) {
  const int year = 2016 + dice.Below(5);
  const int month = 1 + dice.Below(9);
  return absl::StrCat(year, "-0", month, "-1", dice.Below(10));
}

void SetModality(Dice& dice, Draft& draft) {
  constexpr Modality kModalities[] = {
      Modality::kDenied,   Modality::kDenied,      Modality::kPossible,
      Modality::kPossible, Modality::kNotExcluded, Modality::kUnknown,
      Modality::kUnknown,  Modality::kPresupposed, Modality::kCounterfactual};
  const Modality modality = kModalities[dice.Below(9)];
  draft.Is(modality, static_cast<UnknownKind>(1 + dice.Below(6)));
}

void SetDates(Dice& dice, Draft& draft) {
  if (dice.Percent(35)) draft.From(ARange(dice, 2016));
  if (dice.Percent(15)) draft.From("open");
  if (dice.Percent(20)) draft.Until(ARange(dice, 2019));
  if (dice.Percent(5)) draft.Until("open");
}

Interval MakeInterval(Dice& dice) {
  const int low = dice.Below(10);
  const int best = low + dice.Below(11 - low);
  const int high = best + dice.Below(11 - best);
  Interval interval{low / 10.0, best / 10.0, high / 10.0};
  if (dice.Percent(15)) interval.best.reset();
  return interval;
}

Likelihood MakeLikelihood(Dice& dice) {
  if (dice.Percent(70)) return MakeInterval(dice);
  return std::string(dice.Percent(50) ? "moderate" : "low");
}

}  // namespace ketenzicht::graph
