// What somebody judged: that one thing is another, or that it is not. Rules in
// docs/resolution.md.

#ifndef KETENZICHT_INGEST_JUDGEMENTS_H_
#define KETENZICHT_INGEST_JUDGEMENTS_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "graph/snapshot.h"

namespace ketenzicht::ingest {

inline constexpr absl::string_view kSameAs = "same_as";           // the kind
inline constexpr absl::string_view kJudgementType = "judgement";  // source_type

// A fact: `one` is `other`, or is not.
struct Judgement {
  std::string fact;
  std::string one;
  std::string other;
  bool same = false;
};

// The thing that another one is judged to be.
struct JudgedThing {
  std::string id;
  std::string kind;
};

// By the id of the thing that is judged.
using JudgedThings = absl::flat_hash_map<std::string, JudgedThing>;

// Whether a fact is a judgement: of kind same_as between two things, affirmed
// or denied, and said by sources of type judgement only. Said by any other
// source, it is a fact like all others.
bool IsJudgement(const graph::Snapshot& snapshot, graph::FactIndex fact);

// Those of a snapshot. Immutable, safe from any thread.
class Judgements {
 public:
  // Of `snapshot`, which may be null. Linear in its facts where there is one of
  // the kind, else constant.
  explicit Judgements(const graph::Snapshot* snapshot);

  // Sorted by the id of the fact.
  const std::vector<Judgement>& all() const { return all_; }

  // What is judged to be something else; where facts that were written
  // otherwise judge it twice, the first counts.
  const JudgedThings& things() const { return things_; }

  // The first judgement that is not undone of these two, in whatever order;
  // null where there is none.
  const Judgement* Between(const std::string& one,
                           const std::string& other) const;

  // The first judgement by which something is this thing; null where there is
  // none.
  const Judgement* ByWhichOtherIs(const std::string& other) const;

 private:
  std::vector<Judgement> all_;
  JudgedThings things_;
  absl::flat_hash_map<std::pair<std::string, std::string>, size_t> by_pair_;
  absl::flat_hash_map<std::string, size_t> by_other_;  // those of the same
};

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_JUDGEMENTS_H_
