#include "graph/date.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using ::testing::HasSubstr;

TEST(Date, CountsDaysFrom1970) {
  EXPECT_EQ(Day("1970-01-01").days(), 0);
  EXPECT_EQ(Day("1969-12-31").days(), -1);
  EXPECT_EQ(Day("2000-03-01").days() - Day("2000-02-28").days(), 2);
  EXPECT_EQ(Day("1900-03-01").days() - Day("1900-02-28").days(), 1);
  EXPECT_EQ(Day("2021-11-18").days(), 18949);
}

TEST(Date, ReadsWhatItWrites) {
  for (const char* text :
       {"0001-01-01", "1899-12-31", "2000-02-29", "2021-11-18", "9999-12-31"}) {
    EXPECT_EQ(Day(text).ToString(), text);
  }
  // Every day of leap years, centuries and the ends of the range.
  for (const char* start :
       {"0001-01-01", "1899-12-01", "1999-12-01", "2099-12-01", "9998-12-31"}) {
    const int32_t first = Day(start).days();
    for (int32_t days = first; days < first + 366; ++days) {
      const std::string text = Date::FromDays(days).ToString();
      EXPECT_EQ(Day(text).days(), days) << text;
    }
  }
}

TEST(Date, IsOrdered) {
  EXPECT_LT(Day("2020-12-31"), Day("2021-01-01"));
  EXPECT_EQ(Day("2021-01-01"), Day("2021-01-01"));
}

TEST(Date, RefusesWhatIsNoDay) {
  for (const char* text : {"",
                           "2021",
                           "2021-11",
                           "2021-11-31",
                           "2021-02-29",
                           "1900-02-29",
                           "2021-13-01",
                           "2021-00-01",
                           "2021-01-00",
                           "0000-01-01",
                           "10000-01-01",
                           "2021-1-1",
                           "2021/11/18",
                           "18-11-2021",
                           " 2021-11-18",
                           "2021-11-18 ",
                           "2021-11-18T00:00",
                           "-021-11-18",
                           "2021-+1-18",
                           "twenty"}) {
    const absl::StatusOr<Date> date = Date::Parse(text);
    ASSERT_FALSE(date.ok()) << text;
    EXPECT_EQ(date.status().code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(date.status().message()), HasSubstr(text));
  }
}

DateRange Range(absl::string_view first, absl::string_view last) {
  return {Day(first), Day(last)};
}

TEST(DateRange, ReadsEveryForm) {
  EXPECT_EQ(*ParseDateRange("2017"), Range("2017-01-01", "2017-12-31"));
  EXPECT_EQ(*ParseDateRange("2020-02"), Range("2020-02-01", "2020-02-29"));
  EXPECT_EQ(*ParseDateRange("2017-06-01"), Range("2017-06-01", "2017-06-01"));
  EXPECT_EQ(*ParseDateRange("2017-06-01/2017-08-31"),
            Range("2017-06-01", "2017-08-31"));
  EXPECT_EQ(*ParseDateRange("2019/2021"), Range("2019-01-01", "2021-12-31"));
  EXPECT_EQ(*ParseDateRange("2019-03/2020-02"),
            Range("2019-03-01", "2020-02-29"));
  EXPECT_EQ(*ParseDateRange("2019/2019"), Range("2019-01-01", "2019-12-31"));
  EXPECT_TRUE(ParseDateRange("2017-06-01")->exact());
  EXPECT_FALSE(ParseDateRange("2017-06")->exact());
  EXPECT_TRUE(ParseDateRange("2017-06-01/2017-06-01")->exact());
}

TEST(DateRange, WritesAYearAMonthADayOrAnIntervalOfDays) {
  const std::pair<DateRange, const char*> cases[] = {
      {Range("2017-01-01", "2017-12-31"), "2017"},
      {Range("2020-02-01", "2020-02-29"), "2020-02"},
      {Range("2021-02-01", "2021-02-28"), "2021-02"},
      {Range("2020-02-01", "2020-02-28"), "2020-02-01/2020-02-28"},
      {Range("2017-06-01", "2017-06-01"), "2017-06-01"},
      {Range("2017-01-01", "2018-12-31"), "2017-01-01/2018-12-31"},
      {Range("9999-12-01", "9999-12-31"), "9999-12"},
  };
  for (const auto& [range, text] : cases) {
    EXPECT_EQ(FormatDateRange(range), text);
    EXPECT_EQ(*ParseDateRange(text), range) << text;
  }
}

TEST(DateRange, RefusesWhatIsNoRange) {
  const std::pair<const char*, const char*> cases[] = {
      {"", "''"},
      {"17", "'17'"},
      {"20170", "'20170'"},
      {"2017-13", "'2017-13'"},
      {"2017-6", "'2017-6'"},
      {"2017-06-31", "'2017-06-31'"},
      {"open", "'open'"},
      {"0000", "'0000'"},
      {"2017/2018-01-01", "from one form of date to another"},
      {"2017-06/2018", "from one form of date to another"},
      {"2017/", "'' is not a date"},
      {"2017-06-01/", "'' is not a date"},
      {"/2017-06-01", "'' is not a date"},
      {"2017-03/05", "'05' is not a date"},
      {"2017-13/2018-01", "'2017-13' is not a date"},
      {"2017-06-02/2017-06-01", "ends before it starts"},
      {"2018/2017", "ends before it starts"},
      {"2017-04/2017-03", "ends before it starts"},
      {"2017-06-01/2017-06-02/2017-06-03",
       "'2017-06-02/2017-06-03' is not a date"},
  };
  for (const auto& [text, complaint] : cases) {
    const absl::StatusOr<DateRange> range = ParseDateRange(text);
    ASSERT_FALSE(range.ok()) << text;
    EXPECT_EQ(range.status().code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(range.status().message()), HasSubstr(complaint));
  }
}

Presence At(const ValidTime& valid, absl::string_view day,
            std::optional<Date> asserted = std::nullopt) {
  return PresenceAt(valid, asserted, Day(day));
}

TEST(Presence, OfADatedStartAndEnd) {
  const ValidTime valid{.from = Bound::Dated(*ParseDateRange("2017")),
                        .until = Bound::Dated(*ParseDateRange("2019-06"))};
  const std::pair<const char*, Presence> cases[] = {
      {"2016-12-31", Presence::kAbsent},
      {"2017-01-01", Presence::kUncertain},
      {"2017-12-30", Presence::kUncertain},
      {"2017-12-31", Presence::kPresent},
      {"2019-05-31", Presence::kPresent},
      {"2019-06-01", Presence::kUncertain},
      {"2019-06-29", Presence::kUncertain},
      {"2019-06-30", Presence::kAbsent},
  };
  for (const auto& [day, presence] : cases) {
    EXPECT_EQ(At(valid, day), presence) << day;
    EXPECT_EQ(At(valid, day, Day("2021-01-01")), presence) << day;
  }
}

TEST(Presence, OfAStartAndEndInOneInterval) {
  const ValidTime valid{.from = Bound::Dated(*ParseDateRange("2017")),
                        .until = Bound::Dated(*ParseDateRange("2017"))};
  EXPECT_EQ(At(valid, "2016-12-31"), Presence::kAbsent);
  EXPECT_EQ(At(valid, "2017-06-01"), Presence::kUncertain);
  EXPECT_EQ(At(valid, "2017-12-31"), Presence::kAbsent);
}

TEST(Presence, OfAStartThatIsNotStated) {
  const ValidTime valid;
  EXPECT_EQ(At(valid, "2018-12-31", Day("2019-01-01")), Presence::kUncertain);
  EXPECT_EQ(At(valid, "2019-01-01", Day("2019-01-01")), Presence::kPresent);
  EXPECT_EQ(At(valid, "0001-01-01"), Presence::kPresent)
      << "nobody asserted it: open";
  const ValidTime over{.until = Bound::Dated(*ParseDateRange("2018-01-01"))};
  EXPECT_EQ(At(over, "2017-12-31", Day("2019-01-01")), Presence::kUncertain);
  EXPECT_EQ(At(over, "2018-01-01", Day("2019-01-01")), Presence::kAbsent);
}

TEST(Presence, OfOpenBounds) {
  const ValidTime valid{.from = Bound::Open(), .until = Bound::Open()};
  EXPECT_EQ(At(valid, "0001-01-01", Day("2019-01-01")), Presence::kPresent);
  EXPECT_EQ(At(valid, "9999-12-31", Day("2019-01-01")), Presence::kPresent);
}

TEST(NotBefore, IsTheLaterOfStartAndDay) {
  const auto bound = [](const char* range) {
    return Bound::Dated(*ParseDateRange(range));
  };
  const Date day = *Date::Parse("2021-06-01");
  EXPECT_EQ(NotBefore(bound("2020"), day), bound("2021-06-01"));
  EXPECT_EQ(NotBefore(bound("2022"), day), bound("2022"));
  EXPECT_EQ(NotBefore(bound("2021"), day), bound("2021-06-01/2021-12-31"))
      << "as uncertain as it was";
  EXPECT_EQ(NotBefore(Bound::Open(), day), bound("2021-06-01"));
}

}  // namespace
}  // namespace ketenzicht::graph
