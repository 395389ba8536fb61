#include "graph/date.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/string_view.h"

namespace ketenzicht::graph {
namespace {

namespace chrono = std::chrono;

chrono::year_month_day Civil(Date date) {
  return chrono::year_month_day(chrono::sys_days(chrono::days(date.days())));
}

Date FromCivil(chrono::year_month_day civil) {
  return Date::FromDays(
      static_cast<int32_t>(chrono::sys_days(civil).time_since_epoch().count()));
}

// `count` digits at `at`; nothing where there are none.
std::optional<int> Digits(absl::string_view text, size_t at, size_t count) {
  if (text.size() < at + count) return std::nullopt;
  const absl::string_view part = text.substr(at, count);
  for (char c : part) {
    if (!absl::ascii_isdigit(c)) return std::nullopt;
  }
  int value = 0;
  if (!absl::SimpleAtoi(part, &value)) return std::nullopt;
  return value;
}

std::optional<DateRange> ParseYearOrMonth(absl::string_view text) {
  const std::optional<int> year = Digits(text, 0, 4);
  if (!year || *year == 0) return std::nullopt;
  if (text.size() == 4) {
    return DateRange{FromCivil(chrono::year(*year) / chrono::January / 1),
                     FromCivil(chrono::year(*year) / chrono::December / 31)};
  }
  const std::optional<int> month = Digits(text, 5, 2);
  if (text.size() != 7 || text[4] != '-' || !month) return std::nullopt;
  const chrono::month m(static_cast<unsigned>(*month));
  if (!m.ok()) return std::nullopt;
  return DateRange{FromCivil(chrono::year(*year) / m / 1),
                   FromCivil(chrono::year_month_day(chrono::year(*year) / m /
                                                    chrono::last))};
}

absl::StatusOr<DateRange> ParseSingle(absl::string_view text) {
  if (text.size() == 4 || text.size() == 7) {
    if (std::optional<DateRange> range = ParseYearOrMonth(text)) return *range;
  } else if (absl::StatusOr<Date> day = Date::Parse(text); day.ok()) {
    return DateRange{*day, *day};
  }
  return absl::InvalidArgumentError(absl::StrCat(
      "'", text,
      "' is not a date: expected a year (2017), a month (2017-06), a day "
      "(2017-06-01) or an interval of two of these (2017-06-01/2017-08-31)"));
}

}  // namespace

absl::StatusOr<Date> Date::Parse(absl::string_view text) {
  const std::optional<int> year = Digits(text, 0, 4);
  const std::optional<int> month = Digits(text, 5, 2);
  const std::optional<int> day = Digits(text, 8, 2);
  if (text.size() == 10 && text[4] == '-' && text[7] == '-' && year && month &&
      day && *year > 0) {
    const chrono::year_month_day civil(
        chrono::year(*year), chrono::month(static_cast<unsigned>(*month)),
        chrono::day(static_cast<unsigned>(*day)));
    if (civil.ok()) return FromCivil(civil);
  }
  return absl::InvalidArgumentError(absl::StrCat(
      "'", text, "' is not a day: expected one such as 2021-11-18"));
}

std::string Date::ToString() const {
  const chrono::year_month_day civil = Civil(*this);
  return absl::StrFormat("%04d-%02d-%02d", static_cast<int>(civil.year()),
                         static_cast<unsigned>(civil.month()),
                         static_cast<unsigned>(civil.day()));
}

absl::StatusOr<DateRange> ParseDateRange(absl::string_view text) {
  const size_t slash = text.find('/');
  if (slash == absl::string_view::npos) return ParseSingle(text);
  const absl::StatusOr<DateRange> first = ParseSingle(text.substr(0, slash));
  if (!first.ok()) return first.status();
  const absl::StatusOr<DateRange> last = ParseSingle(text.substr(slash + 1));
  if (!last.ok()) return last.status();
  // "2017/2017-06" may be meant as the first half of the year, or as all of it.
  if (slash != text.size() - slash - 1) {
    return absl::InvalidArgumentError(
        absl::StrCat("'", text,
                     "' goes from one form of date to another: expected two "
                     "years, two months or two days"));
  }
  if (last->latest < first->earliest) {
    return absl::InvalidArgumentError(
        absl::StrCat("'", text, "' ends before it starts"));
  }
  return DateRange{first->earliest, last->latest};
}

std::string FormatDateRange(const DateRange& range) {
  std::string first = range.earliest.ToString();
  if (range.exact()) return first;
  std::string year = first.substr(0, 4);
  std::string month = first.substr(0, 7);
  if (ParseYearOrMonth(year) == range) return year;
  if (ParseYearOrMonth(month) == range) return month;
  return absl::StrCat(first, "/", range.latest.ToString());
}

Bound NotBefore(const Bound& start, Date day) {
  if (start.kind != Bound::Kind::kDated) return Bound::Dated({day, day});
  return Bound::Dated(
      {std::max(start.range.earliest, day), std::max(start.range.latest, day)});
}

Presence PresenceAt(const ValidTime& valid, std::optional<Date> first_asserted,
                    Date at) {
  bool uncertain = false;
  switch (valid.from.kind) {
    case Bound::Kind::kNotStated:
      uncertain = first_asserted.has_value() && at < *first_asserted;
      break;
    case Bound::Kind::kOpen:
      break;
    case Bound::Kind::kDated:
      if (at < valid.from.range.earliest) return Presence::kAbsent;
      uncertain = at < valid.from.range.latest;
      break;
  }
  if (valid.until.kind == Bound::Kind::kDated) {
    if (at >= valid.until.range.latest) return Presence::kAbsent;
    uncertain = uncertain || at >= valid.until.range.earliest;
  }
  return uncertain ? Presence::kUncertain : Presence::kPresent;
}

}  // namespace ketenzicht::graph
