// Views between two views: some of their differences as in the one, the rest as
// in the other.

#ifndef KETENZICHT_GRAPH_BLENDED_VIEWS_H_
#define KETENZICHT_GRAPH_BLENDED_VIEWS_H_

#include <memory>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/differences.h"
#include "graph/exposure.h"

namespace ketenzicht::graph {

// Immutable, safe from any thread. Keeps both views alive; of two revisions it
// keeps all facts of both, read (graph/fact_table.h): for records of up to
// kMaxBlendedFacts.
class Blender {
 public:
  // `differences`: those of the two (FindDifferences).
  Blender(std::shared_ptr<const View> a, std::shared_ptr<const View> b,
          std::vector<Difference> differences);

  const std::vector<Difference>& differences() const { return differences_; }

  // `a`, but for `some` of the differences, by number and ascending, which are
  // as in `b`. With all of them it answers as `b`, with none as `a`.
  //
  // A fact that is as in `b` has the content that it has there, is judged by
  // its date and sources, and changed as it is changed there. What an option
  // names that is not on record between the two is left out of it. Nothing
  // where such a record would not be sound (a relation without its end).
  // Errors as of View::Create, and of `make`, which makes the views.
  //
  // Costs two views; of two revisions also a snapshot of all facts.
  absl::StatusOr<std::optional<Views>> Blend(
      const std::vector<int>& some, const ViewMaker& make = nullptr) const;

  // Whether kVocabularySetting is among them: then vectors are those of `b`.
  bool HasSecondVocabulary(const std::vector<int>& some) const;

 private:
  bool Has(const std::vector<int>& some, absl::string_view setting) const;
  absl::StatusOr<std::shared_ptr<const Snapshot>> RecordOf(
      const std::vector<int>& some) const;
  ViewOptions OptionsOf(const Snapshot& snapshot,
                        const std::vector<int>& some) const;

  const std::shared_ptr<const View> a_;
  const std::shared_ptr<const View> b_;
  const std::vector<Difference> differences_;
  // Of two revisions; sorted by id.
  std::vector<Fact> facts_a_;
  std::vector<Fact> facts_b_;
};

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_BLENDED_VIEWS_H_
