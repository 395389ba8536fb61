// Facts in sentences, in Dutch or English, with their sources and places.
//
// The same fact gives the same text, byte for byte. A sentence never says more
// than the source: its modality stands in front.

#ifndef KETENZICHT_GRAPH_FACT_TEXT_H_
#define KETENZICHT_GRAPH_FACT_TEXT_H_

#include <string>
#include <vector>

#include "graph/snapshot.h"
#include "graph/view.h"

namespace ketenzicht::graph {

// With an upper case first letter, where that is an ASCII letter.
std::string Capitalized(std::string text);
// That, with a full stop, unless it ends in one or in a question mark.
std::string AsSentence(std::string clause);
// "niet uitgesloten" / "not excluded".
std::string StatusText(Status status, Language language);
// "niet vermeld" / "not stated".
std::string UnknownKindText(UnknownKind kind, Language language);

// Holds references: snapshot and options must outlive it.
class FactText {
 public:
  // With `options`, only evidence from the sources asked for is cited; a fact
  // that has none keeps all of its evidence.
  FactText(const Snapshot& snapshot, const ViewOptions* options,
           Language language)
      : snapshot_(snapshot), options_(options), language_(language) {}

  Language language() const { return language_; }
  // One of the two, by the language of this object.
  const char* Say(const char* nl, const char* en) const {
    return language_ == Language::kDutch ? nl : en;
  }

  // A whole sentence with its modality and its dates, without sources: a
  // relation by its phrase, a measure by its name and effect, an entity by its
  // name. What a change of the options denies is told as denied.
  std::string Sentence(FactIndex index) const;

  // The same for a relation as it stands in a view.
  std::string Sentence(const Instance& instance) const;

  // The relation as a clause, without modality, capital and full stop.
  std::string Clause(const Instance& instance) const;

  // The phrase of a kind, denied or not, between two names.
  std::string Clause(RelationKindId kind, bool denied,
                     const std::string& source,
                     const std::string& target) const;

  // What a relation or measure says, as a clause: that it is so, or that it is
  // not, whatever is recorded of it. "the drone touches …" / "the drone does
  // not touch …"; "the measure “…” is there" / "… is not there".
  std::string Proposition(FactIndex index, bool holds) const;
  // The same of facts that say one proposition (GroupIn, graph/
  // proposition_group.h): measures stand there with all their names.
  std::string Proposition(const std::vector<FactIndex>& group,
                          bool holds) const;

  // "[answer to … (2021-11-18), question 3 (3.5, 3.8); …]": each source with
  // the day on which it last said so, who said it where several speak in it or
  // it is a report of the press, and that is not its publisher, and to whom
  // they attribute it there; an alinea is a paragraph in English. With a mark
  // where the fact is an opinion or a norm (`statement_kind`), inferred or not
  // verified. Of what a change of the options denies, that these say otherwise.
  std::string Cite(FactIndex index) const;

 private:
  std::string Frame(Modality modality, UnknownKind kind,
                    const std::string& clause, const std::string& denied) const;
  std::string Undated(FactIndex index) const;
  std::string Denied(FactIndex relation) const;
  const char* StateOf(const Fact& fact) const;
  std::string Condition(const Measure& measure) const;
  bool IsDeniedByChange(const std::string& id) const;
  // " (from 2017 until 2018)"; nothing where no date is stated.
  std::string Dates(const ValidTime& valid) const;
  std::string Places(const std::vector<std::string>& locators) const;

  const Snapshot& snapshot_;
  const ViewOptions* options_;  // may be null
  Language language_;
};

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_FACT_TEXT_H_
