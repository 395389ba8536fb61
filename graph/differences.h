// What two views see differently: the facts, and the settings.

#ifndef KETENZICHT_GRAPH_DIFFERENCES_H_
#define KETENZICHT_GRAPH_DIFFERENCES_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "graph/view.h"

namespace ketenzicht::graph {

// In what. Of a fact the first that applies.
enum class DifferenceKind {
  kOnRecord,  // it is on record at one revision only
  kContent,   // it is recorded otherwise
  kChange,    // the views change it differently
  kSource,   // evidence counts from one source set that does not from the other
  kOrigin,   // it is inferred, or not verified, and counts in one view only
  kDate,     // it holds on one date, and not, or not for certain, on the other
  kSetting,  // no fact: what a view does with all of them
};
absl::string_view DifferenceKindName(DifferenceKind kind);  // "on_record"

// Whether a fact counts in a view, and if not, why: docs/semantics.md, 1.1 to
// 1.7.
enum class HowItCounts {
  kNotOnRecord,  // at the view's revision
  kRemoved,      // by a change
  kNoSource,     // no source that counts says so
  kInferred,     // and only stated facts were asked for
  kUnverified,   // and only verified facts were asked for
  kNotThen,      // on the view's date it has not begun, or has ended
  kPerhaps,      // on the view's date
  kDenied,       // by a change
  kTaken,        // a measure that a change puts in place
  kLifted,       // a measure that a change makes a candidate only
  kCounts,
};
absl::string_view HowItCountsName(HowItCounts how);  // "not_on_record"

// Of an entity: when it lasts, whoever says so.
HowItCounts HowFactCounts(const View& view, absl::string_view id);

// Names of settings. kVocabulary: ontology and policy.
inline constexpr absl::string_view kMeasuresSetting = "measures";
inline constexpr absl::string_view kPresumptionsSetting = "presumptions";
inline constexpr absl::string_view kFactorsSetting = "factors";
inline constexpr absl::string_view kVocabularySetting = "vocabulary";

struct Difference {
  std::string id;  // of the fact, or name of the setting
  DifferenceKind kind = DifferenceKind::kSetting;
  friend bool operator==(const Difference&, const Difference&) = default;
};

// Facts by id, then settings as above. A view that took over all of them from
// the other would give its answers; most of them matter to none. Neither view
// has an overlay of its own (ViewOptions::judged_otherwise).
//
// O(facts, and their evidence), in memory of two lists of these differences;
// views of two revisions are read fact by fact.
std::vector<Difference> FindDifferences(const View& a, const View& b);

// The same, but of facts only of these ids, which are sorted and stand once.
// O(ids, and all evidence).
std::vector<Difference> FindDifferencesOf(const View& a, const View& b,
                                          const std::vector<std::string>& ids);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_DIFFERENCES_H_
