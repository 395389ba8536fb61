// The naive twin of graph/: docs/semantics.md once more, slow and obvious.
//
// Written from the page, not from the code, and sharing none of it beyond the
// plain structs: dates, path expressions, classes, denials, guards, statuses,
// paths and factors are all its own. Every path is enumerated, every question
// asked of every fact. For graphs of a dozen entities.
//
//   Oracle oracle(facts, ontology, policy_document, options);
//   for (const Row& row : oracle.rows()) ...
//
// A file for each part: oracle.cc section 1, oracle_classes.cc 2,
// oracle_denials.cc 3, oracle_presumptions.cc 4, oracle_status.cc and
// oracle_guards.cc 5, oracle_paths.cc 6, oracle_factors.cc 7,
// oracle_rests_on.cc 10, oracle_organizations.cc M.7; oracle_expression.h the
// path expressions.

#ifndef KETENZICHT_TESTS_SUPPORT_ORACLE_H_
#define KETENZICHT_TESTS_SUPPORT_ORACLE_H_

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "graph/fact.h"
#include "graph/factors.h"
#include "graph/instance.h"
#include "graph/ontology.h"
#include "graph/policy.h"
#include "graph/status.h"
#include "graph/view_options.h"
#include "tests/support/oracle_expression.h"

namespace ketenzicht::graph::oracle {

using Ids = std::set<std::string>;

// A relation as it stands in the view.
struct Row {
  std::string id;
  const Fact* fact = nullptr;  // null: presumed
  std::string kind;
  std::string source;
  std::string target;  // "": anything
  bool general = false;
  bool uncertain = false;
  Modality recorded = Modality::kUnknown;
  Status modal = Status::kNoPath;
  Omission omission = Omission::kNone;  // by sections 1 to 3
  Ids carriers;
  Ids sources;
  Ids contested_by;
  Ids replaced_by;        // 3.5: the specific relations
  std::string closed_by;  // the first denial, by id, that closes it
  // After section 5.
  Status status = Status::kNoPath;
  Status unmeasured = Status::kNoPath;  // as if there were no measures
  Status left_by_measures = Status::kOpen;
  bool open_guard = false;  // which leaves open whether it holds
  Omission outcome = Omission::kNone;
  Interval likelihood;

  bool edge() const { return omission == Omission::kNone; }
  bool denies() const {
    return omission == Omission::kModality && recorded == Modality::kDenied;
  }
};

struct OraclePath {
  std::vector<const Row*> steps;
  std::vector<std::string> nodes;  // one more than steps
  Status status = Status::kOpen;
  int64_t cost = 0;
  Interval likelihood{1, 1, 1};
};

struct OracleTier {
  bool applicable = false;
  int lowest = 0;
  int highest = 0;
  std::vector<std::pair<std::string, Answer>> answers;  // by factor
};

// A path with what 7.5 makes of it.
struct WeighedPath {
  OraclePath path;
  OracleTier tier;
};

// 6.3: the tier of a pair with these paths, which are all it has, best first.
OracleTier TierOfPair(const std::vector<WeighedPath>& paths);

// 1.4: whether what is recorded so makes an edge.
bool MakesAnEdge(Modality modality);

// 5.2: what a status, and the opposite, are worth in a guard.
Truth WorthOfStatus(Status status);
Truth Opposite(Truth truth);

// Whether all of `some` are among `all`.
bool Among(const Ids& some, const Ids& all);

// What is known of a member, and the carriers that its class asked for.
struct Match {
  Status known = Status::kOpen;
  Ids carriers;
};
using Matches = std::vector<Match>;  // none: not a member

class Oracle {
 public:
  // `facts` must be sound and outlive the oracle, as must the others.
  Oracle(const std::vector<Fact>& facts, const Ontology& ontology,
         const PolicyDocument& policy, const ViewOptions& options);

  // Sorted by id, those that make no edge too.
  const std::vector<Row>& rows() const { return rows_; }

  // Every path, in the order of 6.2. Gives up beyond `paths_max`: nothing.
  std::optional<std::vector<OraclePath>> Paths(const std::string& expression,
                                               const std::string& source,
                                               const Ids& targets,
                                               size_t paths_max) const;
  OracleTier Weigh(const std::string& process, const OraclePath& path) const;

  // Section 10: ids of what `path` rests on, which must be one of Paths.
  Ids RestsOn(const std::string& process, const OraclePath& path);

  // The nearest to a path: of all paths over all rows, those that make no edge
  // too, the one with the fewest of those (a denial is further away than
  // another, nearer than two), then as paths are ordered. Gives up beyond
  // `paths_max`: nothing. No steps where there is none.
  std::optional<OraclePath> Nearest(const std::string& expression,
                                    const std::string& source,
                                    const Ids& targets, size_t paths_max) const;

  // M.7: the ids of an organization's processes; it, or a part of it, may be
  // among them.
  Ids ProcessesOf(const std::string& organization) const;

  // The best status, and least cost with that, of a walk from `source` to one
  // of `targets` that enters one of `through` or takes a step that a relation
  // from or to one of them carries. Nothing where there is none.
  std::optional<std::pair<Status, int64_t>> BestThrough(
      const std::string& expression, const std::string& source,
      const Ids& targets, const Ids& through) const;

  // 10.7, 12.2: all that a presumed row, one of rows() that makes an edge, may
  // have been presumed from.
  std::vector<std::vector<const Row*>> WaysToPresume(const Row& presumed) const;

  // 3.6: whether what `user` denies to use keeps its paths from a step of this
  // kind to it.
  bool Avoids(const std::string& user, const std::string& kind,
              const std::string& to) const;

  // 5.7: the measures that close `row`, one of rows(), and count.
  Ids ClosersOf(const Row& row) const;

  // The relations that a measure which counts selects, and what they are of.
  Ids MetOn(const std::string& measure) const {
    const auto it = met_on_.find(measure);
    return it == met_on_.end() ? Ids() : it->second;
  }

  // What the view does of interest, by name, to see that tests meet it.
  const std::map<std::string, int>& met() const { return met_; }

 private:
  // What section 1 says of a relation or measure.
  struct Standing {
    Omission omission = Omission::kNone;
    bool uncertain = false;  // its date
    Modality recorded = Modality::kAffirmed;
    bool in_place = false;  // a measure
    Ids sources;
  };
  enum class When { kNever, kPerhaps, kCertainly };
  using StatusOfRow = std::function<Status(const Row&)>;
  using Visit = std::function<bool(const OraclePath&)>;
  using MayStep = std::function<bool(const Row&, const std::string& to)>;
  using Speaks = std::function<bool(const Row& denial)>;

  // Section 1.
  const ViewOptions& OptionsFor(const Fact& fact) const;
  Standing Stand(const Fact& fact) const;
  When Lasts(const Fact& fact, const Ids& sources) const;
  When EntityLasts(const std::string& id) const;
  const Fact* FindFact(const std::string& id) const;
  bool EntityIs(const std::string& id, const std::string& kind) const;
  bool KindIs(const std::string& kind, const std::string& ancestor) const;
  Row MakeRow(const Fact& fact, const std::string& source,
              const std::string& target, Status known) const;

  // Section 3.
  bool PassesDenials(const std::string& kind) const;
  void Settle(bool passing);
  void Contradict(Row& row, bool with_parts);
  bool Replaces(const Row& specific, const Row& instance) const;
  Ids WholesOf(const std::string& part) const;
  bool IsAbout(const Row& denial, const std::string& kind,
               const std::string& target, const Ids& wholes) const;
  // By a denial that `speaks` of it.
  bool IsDenied(const std::string& kind, const std::string& source,
                const std::string& target, const Speaks& speaks) const;
  // By a denial that names no carriers.
  bool IsDeniedOutright(const std::string& kind, const std::string& source,
                        const std::string& target) const;
  // Section 2.
  void Expand(const Fact& fact);
  Matches MatchEntity(const Selector& selector, const Fact& entity) const;
  // `rows` are what its carriers are sought among.
  Matches MatchRelation(const Selector& selector, const Row& row,
                        const std::vector<Row>& rows) const;
  Matches MatchEnd(const Selector& selector, const std::string& id) const;
  bool MatchesSimply(const Selector& selector, const Fact& entity) const;
  Status BestWalk(const std::vector<Row>& rows, const std::string& expression,
                  const std::string& from, const std::string& to) const;
  // Visits all that a beginning of a walk leads to, `from` itself too; `whole`:
  // a walk may end there. Until a visit says false.
  void Walk(const std::vector<Row>& rows, const std::string& expression,
            const std::string& from, Status worst,
            const std::function<bool(const std::string& id, bool whole)>& visit)
      const;

  // Section 4.
  void Presume();
  void PresumeFlows(const Presumption& rule);
  void PresumeThrough(const Presumption& rule, const Row& handling,
                      const Row& use);
  // `counts`: it makes an edge, as far as its carrier does.
  void PresumeOne(const Presumption& rule, const std::string& source,
                  const std::string& maker, const std::string& carrier,
                  bool counts);
  bool Settles(const Presumption& rule, const Row& row,
               const std::string& use) const;
  bool IsBehind(const Presumption& rule, const Row& handling,
                const Row& use) const;
  void EachWayToAMaker(
      const Presumption& rule, const std::string& product,
      const std::string& user, bool left_out,
      const std::function<void(const OraclePath&)>& take) const;
  Ids MakersOf(const Presumption& rule, const std::string& product,
               const std::string& user, bool left_out = false) const;
  const Presumption& RuleOf(const Row& presumed) const;
  std::vector<Row*> PremisesOf(const Row& presumed);
  std::vector<Row*> PremisesOfFlow(const Presumption& rule, const Row& presumed,
                                   bool left_out);
  std::vector<Row*> WayToMaker(const Presumption& rule,
                               const std::string& product,
                               const std::string& user,
                               const std::string& maker, bool left_out);

  // Section 5.
  void Decide(Row& row);
  std::vector<Row*> InPlaceOf(Row& row);
  Status CarriedBy(const std::string& fact);
  void ApplyMeasures(Row& row);
  // Measures, each with what those that do the same state, and whether one of
  // them reduces.
  // The last: whether it reduces, unknown where that is open.
  using Reductions = std::vector<std::tuple<const Measure*, Interval, Truth>>;
  void ApplyMeasure(const Fact& fact, Status known, bool counts, Row& row,
                    Reductions& reductions);
  void SetLikelihood(Row& row);

  // Section 5, guards.
  Truth Worth(const Guard& guard, const Row& row, bool negated = false);
  Oracle& Inherent();
  std::string EndFor(const std::string& end, const Row& row) const;
  std::optional<Truth> WorthOfRow(Row& row);
  std::optional<Truth> WorthOfRows(const std::vector<Row*>& rows);
  Truth WorthOfFact(const std::string& id);
  Truth WorthOfRelation(const Guard& guard, const Row& row);
  Truth WorthOfDates(const Guard& guard) const;
  std::optional<Bound> BoundOf(const DateTerm& term) const;
  Truth Reaches(const std::string& authority, const std::string& company) const;
  Truth WorthOfReach(const std::string& authority,
                     const std::string& company) const;
  Truth SameAuthority(const std::string& a, const std::string& b) const;
  bool WaysMeet(const std::string& a, const std::string& b) const;
  bool SeatsKnown(const std::string& company) const;
  bool IsCertainSeat(const Row& row) const;

  // Counting what comes up is no part of the view, so it may be anywhere.
  void Meet(const std::string& name) const { ++met_[name]; }

  // Many at once.
  bool IsOnRecord(const Fact& fact) const;
  bool UsesSomething(const std::string& organization) const;

  // Section 6.
  struct Walker;
  bool IsCarriedByOneOf(const Row& row, const Ids& ends) const;
  void Enumerate(const std::vector<Row>& rows, const Expression& expression,
                 const std::string& source, const StatusOfRow& status,
                 const MayStep& may_step, const Visit& visit) const;

  // As Nearest, all of them, the nearest first.
  std::optional<std::vector<OraclePath>> Ways(const std::string& expression,
                                              const std::string& source,
                                              const Ids& targets,
                                              size_t paths_max) const;

  // Section 7.
  bool IsAsked(const Factor& factor) const;
  Ids UsesOn(const OraclePath& path) const;
  Answer UseTouches(const std::string& use, const std::string& interest) const;
  Answer AnswerOf(const Factor& factor, const std::string& process,
                  const OraclePath& path) const;
  Answer AuthorityAnswer(const Factor& factor,
                         const std::string& authority) const;
  bool CutByDenialsAlone(const Factor& factor,
                         const std::string& authority) const;
  Ids ClosingMeasures(const std::string& process) const;
  bool IsInside(const std::string& id, const Ids& organizations) const;

  // Section 10.
  struct Rest {
    Ids ids;
    std::set<const Row*> rows;
  };
  void RestOn(Row& row, Rest& rest);
  void RestOnInstancesOf(const std::string& fact, Rest& rest);
  void LookAt(const Guard& guard, const Row& row, bool negated, Rest& rest);
  Ids RelationsLookedAt(const Guard& guard, const Row& row);
  bool IsRecorded(const std::string& fact);
  Ids BehindFactor(const Factor& factor, const std::string& process,
                   const OraclePath& path) const;
  Ids BehindTouching(const std::string& use, const std::string& interest) const;
  Ids BehindAuthority(const Factor& factor, const std::string& authority) const;
  Row* FindRow(const std::string& id);

  const std::vector<Fact>& facts_;
  const Ontology& ontology_;
  const PolicyDocument& policy_;
  const ViewOptions& options_;
  ViewOptions inherent_options_;
  std::unique_ptr<Oracle> inherent_;  // where a guard asked for it
  std::map<std::string, const Fact*> by_id_;
  std::map<std::string, Standing> standings_;  // relations and measures
  std::vector<Row> base_;                      // of relations without classes
  std::vector<Row> rows_;
  std::map<std::string, std::vector<int>> rows_of_;
  std::set<const Row*> decided_;
  std::set<const Row*> deciding_;
  // What a measure closes or, as a candidate, would close: for section 7.
  std::map<const Row*, Ids> closed_;   // by which measures
  std::map<std::string, Ids> met_on_;  // by measure
  mutable std::map<std::string, int> met_;
};

}  // namespace ketenzicht::graph::oracle

#endif  // KETENZICHT_TESTS_SUPPORT_ORACLE_H_
