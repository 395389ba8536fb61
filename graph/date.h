// Dates as sources state them: a day, an interval of days, open, or nothing.
//
// A fact's valid time has two bounds. `from` is the first day on which the fact
// holds, `until` the first day on which it no longer holds. A source that says
// "in 2017" leaves the day open within an interval; inside that interval nobody
// can say whether the fact holds.
//
//   ValidTime t{.from = Bound::Dated(*ParseDateRange("2017"))};
//   PresenceAt(t, *Date::Parse("2017-06-01"))  ->  Presence::kUncertain

#ifndef KETENZICHT_GRAPH_DATE_H_
#define KETENZICHT_GRAPH_DATE_H_

#include <compare>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace ketenzicht::graph {

// A day of the proleptic Gregorian calendar, years 1 to 9999. Value type.
class Date {
 public:
  Date() = default;

  // Parses "2021-11-18". InvalidArgument for another form or a day that does
  // not exist.
  static absl::StatusOr<Date> Parse(absl::string_view text);

  // The day that lies `days` after 1970-01-01.
  static Date FromDays(int32_t days) { return Date(days); }

  int32_t days() const { return days_; }
  std::string ToString() const;

  friend auto operator<=>(const Date&, const Date&) = default;

 private:
  explicit Date(int32_t days) : days_(days) {}
  int32_t days_ = 0;  // since 1970-01-01
};

// The day lies somewhere from `earliest` to `latest`, both included.
struct DateRange {
  Date earliest;
  Date latest;

  bool exact() const { return earliest == latest; }
  friend bool operator==(const DateRange&, const DateRange&) = default;
};

// Parses "2017", "2017-06" or "2017-06-01", or an interval of two years, two
// months or two days: "2017/2019", "2017-06-01/2017-08-31". InvalidArgument for
// another form, or an interval that ends before it starts.
absl::StatusOr<DateRange> ParseDateRange(absl::string_view text);

// A day, a month or a year where it is one; else an interval of days.
std::string FormatDateRange(const DateRange& range);

struct Bound {
  enum class Kind { kNotStated, kOpen, kDated };
  Kind kind = Kind::kNotStated;
  DateRange range;  // only with kDated

  static Bound Open() { return {Kind::kOpen, {}}; }
  static Bound Dated(DateRange range) { return {Kind::kDated, range}; }
  friend bool operator==(const Bound&, const Bound&) = default;
};

struct ValidTime {
  Bound from;   // first day on which the fact holds
  Bound until;  // first day on which it no longer holds
  friend bool operator==(const ValidTime&, const ValidTime&) = default;
};

// A start that is dated or open, or the day, whichever is later.
Bound NotBefore(const Bound& start, Date day);

enum class Presence { kAbsent, kUncertain, kPresent };

// Whether a fact holds on day `at`.
//
// Inside the interval of a dated bound: kUncertain. Where no start is stated,
// kUncertain before `first_asserted` (the first day on which a source said it)
// and kPresent from then on; without `first_asserted` a start that is not
// stated counts as open. An end that is open or not stated never ends the fact.
Presence PresenceAt(const ValidTime& valid, std::optional<Date> first_asserted,
                    Date at);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_DATE_H_
