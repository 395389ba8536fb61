// One record as of a day and from some sources, read naively: what the twin of
// graph/contradictions.h (tests/support/oracle_contradictions.h) looks at.

#ifndef KETENZICHT_TESTS_SUPPORT_ORACLE_CONTRADICTION_RECORD_H_
#define KETENZICHT_TESTS_SUPPORT_ORACLE_CONTRADICTION_RECORD_H_

#include <array>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "tests/support/oracle.h"
#include "tests/support/oracle_contradictions.h"

namespace ketenzicht::graph::oracle {

// Kind, sides, and what it is about: in the order in which they are told.
using ContradictionKey = std::tuple<int, std::string, std::string, std::string>;

// One contradiction; `facts` are those whose evidence speaks for a side.
struct ToldContradiction {
  std::array<std::vector<const Fact*>, 2> facts;
  std::vector<std::string> lines;
  // Relation instances, and how each is shown but for its status, which is
  // looked up when all records are known.
  std::vector<std::pair<std::string, std::string>> places;
  // Who is asked about one of these, or an end of a relation among them, hears
  // of it; "" is anything, and nothing.
  Ids things;
};

using ToldContradictions = std::map<ContradictionKey, ToldContradiction>;

// Affirmed, possible or not excluded.
bool IsForward(Modality modality);
// Of an entity; empty where there is none.
std::string AttributeOf(const Fact& entity, const std::string& name);

// What its subjects ask for is not in it: tests/support/oracle_asked.h.
class ContradictionRecord {
 public:
  // Keeps references.
  ContradictionRecord(const ContradictionCase& drawn,
                      const ViewOptions& options);

  const std::vector<Fact>& facts() const { return drawn_.facts; }
  const Fact& fact(const std::string& id) const { return *by_id_.at(id); }
  const std::vector<Row>& rows() const { return oracle_.rows(); }
  const Oracle& oracle() const { return oracle_; }
  bool KindIs(const std::string& kind, const std::string& ancestor) const;

  // kNoPath where it makes no edge.
  Status StatusOf(const std::string& instance) const;
  // Whether evidence of this source counts for the fact.
  bool Counts(const Fact& fact, const std::string& source) const;
  // With the changes of the options.
  Modality Recorded(const Fact& fact) const;
  // As of which it is looked at.
  Date DateFor(const Fact& fact) const { return OptionsFor(fact).date; }
  // By the day, by a source that counts.
  bool WasSaid(const Fact& fact) const;

  // What an entity is certainly part of; of anything else itself.
  Ids WholesOf(const std::string& thing) const;
  // Itself, what it is part of, whom it belongs to, and what those are part of.
  Ids WhoseIs(const std::string& thing) const;

 private:
  const ViewOptions& OptionsFor(const Fact& fact) const;
  bool IsOwner(const Fact& fact, const Ids& owned) const;

  const ContradictionCase& drawn_;
  const ViewOptions& options_;
  const PolicyDocument policy_;
  const Oracle oracle_;
  std::map<std::string, const Fact*> by_id_;
};

// Adds what organizations judge differently.
void AddJudgements(const ContradictionRecord& record,
                   std::map<std::string, int>& met, ToldContradictions& found);

}  // namespace ketenzicht::graph::oracle

#endif  // KETENZICHT_TESTS_SUPPORT_ORACLE_CONTRADICTION_RECORD_H_
