#include "graph/answer_writer.h"

#include "absl/strings/str_join.h"
#include "graph/explanation.h"
#include "graph/told_fact.h"

namespace ketenzicht::graph {

std::string AnswerWriter::Name(FactIndex fact) const {
  return snapshot_.NameOf(fact, language());
}

std::string AnswerWriter::Names(const std::vector<FactIndex>& facts) const {
  std::vector<std::string> names;
  for (FactIndex fact : facts) names.push_back(Name(fact));
  return names.empty() ? std::string(Say("geen", "none"))
                       : absl::StrJoin(names, "; ");
}

std::string AnswerWriter::Pair(FactIndex process, FactIndex target,
                               const Vector& vector) const {
  return absl::StrCat(Capitalized(Name(process)), " → ", Name(target), ", ",
                      vector.label.In(language()));
}

std::string AnswerWriter::Cited(FactIndex fact) const {
  const ToldFact told = snapshot_.is_entity(fact)
                            ? ToldFact()
                            : ToldByItself(snapshot_, options_, fact);
  return absl::StrCat(text_.Sentence(fact), " ", text_.Cite(fact),
                      InBrackets(NoteOf(told, text_)));
}

void AnswerWriter::Note(absl::string_view indent, FactIndex fact) {
  const Fact whole = snapshot_.facts().Read(fact);
  const std::string& note = whole.note.In(language());
  if (!note.empty()) {
    Line(indent, Say("Aantekening: ", "Note: "), note);
  }
}

void AnswerWriter::Completed(const Completeness& completeness) {
  if (!completeness.complete()) {
    Line(CompletenessText(completeness, language()));
  }
}

std::string AnswerWriter::Finish() && {
  Line(ContextText(snapshot_, options_, language()));
  return std::move(out_);
}

}  // namespace ketenzicht::graph
