// The parts of an answer in sentences, one line at a time: paths with their
// carriers, guards and measures, and why a relation makes no edge.

#ifndef KETENZICHT_GRAPH_PATH_WRITER_H_
#define KETENZICHT_GRAPH_PATH_WRITER_H_

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "graph/fact_text.h"
#include "graph/named_facts.h"
#include "graph/path_search.h"

namespace ketenzicht::graph {

// Holds references: the view must outlive it. The same calls write the same
// bytes. Not thread-safe.
class PathWriter {
 public:
  // `named` may be null; else it is given all that is named.
  PathWriter(const View& view, Language language, NamedFacts* named)
      : view_(view),
        snapshot_(view.snapshot()),
        text_(snapshot_, &view.options(), language),
        language_(language),
        named_(named) {}

  // What was written; nothing is left.
  std::string Take() { return std::move(out_); }
  const FactText& text() const { return text_; }
  const char* Say(const char* nl, const char* en) const {
    return text_.Say(nl, en);
  }

  // One line, `indent` times two spaces in.
  void Line(int indent, absl::string_view line);

  // The steps, numbered, each with what carries it, what it is presumed from,
  // its guard, the measures met and who contests it.
  void Path(const FoundPath& path);
  // One of them, by its place from 0.
  void Step(const FoundPath& path, size_t place);

  // A sentence with " [sources and places]", of a presumption with the rule
  // that presumes it; of a member of a class, of what its source says it.
  std::string Told(const Instance& r) const;
  std::string Told(FactIndex fact) const;
  // The relation as a clause, without sources.
  std::string Clause(const Instance& r) const;
  // What is named in a line that is written elsewhere.
  void Name(FactIndex fact) const {
    if (named_ != nullptr) named_->Name(fact);
  }

 private:
  std::string Cited(const Instance& r) const;
  std::string SaidOf(const Instance& r) const;
  bool IsOwnership(RelationKindId kind) const;
  // Whether a denial keeps the process of `path` from what `step` leads to.
  bool Avoids(const FoundPath& path, const View::Incidence& step) const;
  // What is known of an instance by its id, wherever it is mentioned.
  std::string Named(const std::string& id) const;
  void Carriers(const Instance& r);
  void Premises(const FoundPath& path, InstanceIndex presumed);
  void OfWhatProduct(const Instance& r);
  std::string ThingName(FactIndex fact) const {
    return snapshot_.NameOf(fact, language_);
  }
  void Guard(const Instance& r);
  void Measures(const Instance& r, int indent);
  void Condition(const char* word, const graph::Guard& guard, const Instance& r,
                 int indent);
  std::string MeasureLine(const MeasureMet& met) const;
  void Inputs(const std::vector<GuardInput>& inputs, int indent);
  std::optional<InstanceIndex> InstanceOf(const std::string& id) const;
  bool IsDenial(const std::string& id) const;
  std::string NotRecorded(const GuardInput& input) const;
  void Denials(FactIndex measure, int indent);
  void Others(const MeasureMet& met, int indent);
  bool IsOnRecord(absl::string_view what) const;
  const char* WhyNotKnown(const GuardInput& input) const;
  const char* TruthText(Truth truth) const;
  void Contested(const Instance& r, int indent);
  std::string WhyNoEdge(const Instance& r) const;
  std::string OmissionText(const Instance& r) const;

  const View& view_;
  const Snapshot& snapshot_;
  FactText text_;
  Language language_;
  NamedFacts* named_;  // may be null
  std::string out_;
};

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_PATH_WRITER_H_
