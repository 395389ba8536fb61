// Answers in lines of sentences, in Dutch or English: what their texts share.

#ifndef KETENZICHT_GRAPH_ANSWER_WRITER_H_
#define KETENZICHT_GRAPH_ANSWER_WRITER_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graph/fact_text.h"
#include "graph/limits.h"
#include "graph/measure_goal.h"

namespace ketenzicht::graph {

// Holds references: snapshot and options must outlive it. Not thread-safe.
class AnswerWriter {
 public:
  AnswerWriter(const Snapshot& snapshot, const ViewOptions& options,
               Language language)
      : snapshot_(snapshot),
        options_(options),
        text_(snapshot, &options, language) {}

  const Snapshot& snapshot() const { return snapshot_; }
  Language language() const { return text_.language(); }
  // One of the two, by the language.
  const char* Say(const char* nl, const char* en) const {
    return text_.Say(nl, en);
  }
  template <typename... T>
  void Line(const T&... parts) {
    absl::StrAppend(&out_, parts..., "\n");
  }

  std::string Name(FactIndex fact) const;
  // With "; " between; "geen" / "none" of none.
  std::string Names(const std::vector<FactIndex>& facts) const;
  absl::string_view Id(FactIndex fact) const { return snapshot_.id(fact); }
  // "De forensische inzet → China, spionage".
  std::string Pair(FactIndex process, FactIndex target,
                   const Vector& vector) const;
  std::string Pair(const ExposedPair& pair) const {
    return Pair(pair.process, pair.target.asked, *pair.vector);
  }
  // The sentence of a fact, with its sources and places; of a relation or
  // measure also that it was said later, or is not certain at the date.
  std::string Cited(FactIndex fact) const;
  // A line with how a fact was read, where its note says so.
  void Note(absl::string_view indent, FactIndex fact);

  // Whether all was looked at; nothing where it was.
  void Completed(const Completeness& completeness);
  // Ends with what the answer holds for. Each line is ended by "\n".
  std::string Finish() &&;
  // The lines alone, of a part of an answer.
  std::string Lines() && { return std::move(out_); }

 private:
  const Snapshot& snapshot_;
  const ViewOptions& options_;
  const FactText text_;
  std::string out_;
};

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_ANSWER_WRITER_H_
