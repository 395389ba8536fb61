// When relations held for certain, naively: rule 13.12 of docs/semantics.md.

#ifndef KETENZICHT_TESTS_SUPPORT_ORACLE_DAYS_HELD_H_
#define KETENZICHT_TESTS_SUPPORT_ORACLE_DAYS_HELD_H_

#include <map>
#include <optional>
#include <string>

#include "tests/support/oracle_contradiction_record.h"

namespace ketenzicht::graph::oracle {

bool Dated(const Bound& bound);
// For certain.
bool HoldsFor(const ValidTime& valid, Date day);

// Holds references.
class DaysHeld {
 public:
  DaysHeld(const ContradictionRecord& record, std::map<std::string, int>& met)
      : record_(record), met_(met) {}

  // Whether both held for certain on some day up to the one asked about.
  bool Together(const Fact& a, const Fact& b);

 private:
  Date FirstSaid(const Fact& fact) const;
  bool IsCertainOn(const Fact& fact, Date day) const;
  bool EndsAreThere(const Fact& fact, Date day) const;
  std::optional<Date> LastDayOf(const Fact& fact) const;
  bool HeldOnItsLastDay(const Fact& fact, const Fact& other, Date by) const;

  const ContradictionRecord& record_;
  std::map<std::string, int>& met_;
};

}  // namespace ketenzicht::graph::oracle

#endif  // KETENZICHT_TESTS_SUPPORT_ORACLE_DAYS_HELD_H_
