// Facts in one line each, a test ontology and policy, and views on them.
//
//   auto view = MakeView({
//       Rel("use", "uses", "processes/p", "products/drone"),
//       Rel("maker", "made_by", "products/drone", "companies/c").Possible(),
//       Closing("stop", {"relations/use"}).From("2020"),
//   });
//   EXPECT_EQ(StatusIn(*view, "relations/use"), Status::kBlocked);
//
// Entities that are only named, and the source "sources/s" of type parliament
// that says everything on 2020-01-01 unless told otherwise, are added. The
// kinds are those of data/ontology.yaml, the policy that of the Netherlands.

#ifndef KETENZICHT_TESTS_SUPPORT_TEST_GRAPH_H_
#define KETENZICHT_TESTS_SUPPORT_TEST_GRAPH_H_

#include <initializer_list>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "graph/fact.h"
#include "graph/path_search.h"
#include "graph/view.h"

namespace ketenzicht::graph {

std::shared_ptr<const Ontology> TestOntology();
PolicyDocument TestPolicyDocument();
std::shared_ptr<const Policy> TestPolicy();

Date Day(absl::string_view text);               // "2021-11-18"
inline constexpr char kToday[] = "2021-11-18";  // of a view, unless told

// ---- Classes ----------------------------------------------------------------

// A class; each call adds a condition.
struct Members : Selector {
  Members& Kind(absl::string_view name);
  Members& Where(absl::string_view expression, absl::string_view to);
  Members& With(absl::string_view attribute, absl::string_view value);
  Members& SourceOf(const Selector& relations);
  Members& TargetOf(const Selector& relations);
  Members& From(const Selector& sources);  // relations from these
  Members& To(const Selector& targets);    // relations to these
  Members& Via(const Selector& carriers);
  Members& ByExample();
  Members& Except(std::vector<std::string> facts);
};
Members Of(absl::string_view kind);
Members Ids(std::vector<std::string> ids);
Members Everything();

// ---- Guards -----------------------------------------------------------------

Guard WhenFact(absl::string_view relation);
Guard WhenRelation(absl::string_view kind, absl::string_view source,
                   absl::string_view target, bool or_same_authority = false);
Guard WhenReached(absl::string_view authority, absl::string_view company);
Guard WhenAll(std::vector<Guard> operands);
Guard WhenAny(std::vector<Guard> operands);
Guard WhenNot(Guard operand);
DateTerm FromOf(absl::string_view fact);
DateTerm UntilOf(absl::string_view fact);
DateTerm On(absl::string_view day);
Guard WhenDates(DateTerm left, DateComparison comparison, DateTerm right);

// ---- Facts ------------------------------------------------------------------

// A fact; each call says more of it.
struct Draft : Fact {
  Draft& Is(Modality what, UnknownKind kind = UnknownKind::kNotStated);
  Draft& Possible() { return Is(Modality::kPossible); }
  Draft& NotExcluded() { return Is(Modality::kNotExcluded); }
  Draft& Unknown() { return Is(Modality::kUnknown); }
  Draft& Denied() { return Is(Modality::kDenied); }
  Draft& From(absl::string_view bound);  // "2017", "2017-06/…", "open"
  Draft& Until(absl::string_view bound);
  // Replaces the evidence that every fact starts with; further calls add.
  Draft& Said(absl::string_view source, absl::string_view day = "2020-01-01");
  Draft& Because(std::vector<std::string> facts);
  Draft& InferredFrom(std::vector<std::string> facts);
  Draft& Unverified();
  Draft& Trust(int percent);
  Draft& With(absl::string_view attribute, absl::string_view value);
  // Relations.
  Draft& Via(std::vector<std::string> carriers);
  Draft& While(Guard guard);
  Draft& Likely(double low, double best, double high);
  Draft& LikelyAs(absl::string_view likelihood_class);
  // Measures.
  Draft& Unless(Guard guard);
  Draft& Candidate();
  Draft& Costs(double cost, double burden);
  Draft& Needs(std::vector<std::string> measures);
  Draft& ConflictsWith(std::vector<std::string> measures);

  bool evidence_given = false;
};

// Of the kind that its collection is named for ("products": product), or of
// `kind`.
Draft Thing(absl::string_view id, absl::string_view kind = "");
Draft SourceOfType(absl::string_view id, absl::string_view type);

End EndOf(absl::string_view id);
End EndOf(const Selector& members);
Draft MakeRelation(absl::string_view name, absl::string_view kind, End source,
                   End target);
// A relation `relations/<name>` between ids or classes.
template <typename S, typename T>
Draft Rel(absl::string_view name, absl::string_view kind, const S& source,
          const T& target) {
  return MakeRelation(name, kind, EndOf(source), EndOf(target));
}

// Measures `measures/<name>`, in place, that close, reduce, or show nothing.
Draft ClosingClass(absl::string_view name, const Selector& selects);
Draft Closing(absl::string_view name, std::vector<std::string> relations);
Draft Reducing(absl::string_view name, std::vector<std::string> relations,
               double low, double best, double high);
Draft NothingShown(absl::string_view name, std::vector<std::string> relations);

// ---- Snapshots and views ----------------------------------------------------

// The facts, and the entities and sources they name that are not among them.
std::vector<Fact> Complete(std::vector<Fact> facts);

// Of the completed facts, which must be sound.
std::shared_ptr<const Snapshot> MakeSnapshot(std::vector<Fact> facts);

// Options as of `day` that ask for every type of source.
ViewOptions OptionsOn(absl::string_view day = kToday);
std::shared_ptr<const View> MakeView(std::vector<Fact> facts,
                                     const ViewOptions& options = OptionsOn());
std::shared_ptr<const View> MakeView(std::shared_ptr<const Snapshot> snapshot,
                                     const ViewOptions& options);

// Null where there is no instance of that id.
std::shared_ptr<const Instance> FindInstance(const View& view,
                                             absl::string_view id);
// kNoPath where it makes no edge; the test fails where there is no such
// instance.
Status StatusIn(const View& view, absl::string_view instance);
Omission OmissionIn(const View& view, absl::string_view instance);
std::vector<std::string> InstanceIds(const View& view);

// The paths for an expression, best first; the search must be complete.
FoundPaths PathsIn(const View& view, absl::string_view expression,
                   absl::string_view source, absl::string_view target,
                   int paths = kMaxPaths);
// Instance ids of the steps, with a space between.
std::string StepsOf(const View& view, const FoundPath& path);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_TESTS_SUPPORT_TEST_GRAPH_H_
