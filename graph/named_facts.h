// What a text names, gathered while it is written: whoever sends the text on
// has to know whose markings it bears, which sources it cites, and what it
// tells as not known.
//
//   NamedFacts named(view);
//   QuestionText(views, answer, of_case, Language::kDutch, &named);
//   for (FactIndex fact : named.named()) …

#ifndef KETENZICHT_GRAPH_NAMED_FACTS_H_
#define KETENZICHT_GRAPH_NAMED_FACTS_H_

#include <map>
#include <set>
#include <string>

#include "graph/guard.h"
#include "graph/instance.h"
#include "graph/told_end.h"
#include "graph/view.h"

namespace ketenzicht::graph {

// Holds references: snapshot and options of the view must outlive it. Texts
// over the view without measures may be gathered with it. Not thread-safe.
class NamedFacts {
 public:
  explicit NamedFacts(const View& view)
      : snapshot_(view.snapshot()), options_(view.options()) {}

  // A fact in a sentence of its own, with its sources.
  void Tell(FactIndex fact);
  // The same as it stands in a view: between the two things of the instance.
  // What is presumed has no sources.
  void Tell(const Instance& r);
  // What is named without sources: a thing, a relation as a clause, the two
  // ends of an instance, or all that a guard of a relation between `source` and
  // `target` asks about.
  void Name(FactIndex fact);
  void NameEnds(const Instance& r);
  void Name(const Guard& guard, FactIndex source, FactIndex target);

  // Facts that are told, sorted.
  const std::set<FactIndex>& told() const { return told_; }
  // These, the things in them, their sources, and what else is named; sorted.
  const std::set<FactIndex>& named() const { return named_; }
  // The sources that are cited, sorted.
  const std::set<FactIndex>& cited() const { return cited_; }
  // What is told as presumed, by its id.
  const std::map<std::string, Instance>& presumed() const { return presumed_; }

 private:
  void Cite(FactIndex fact);
  void Name(const std::string& id);
  void NameEnd(const ToldEnd& end);

  const Snapshot& snapshot_;
  const ViewOptions& options_;
  std::set<FactIndex> told_;
  std::set<FactIndex> named_;
  std::set<FactIndex> clauses_;  // whose ends are named too
  std::set<FactIndex> cited_;
  std::map<std::string, Instance> presumed_;
};

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_NAMED_FACTS_H_
