// Text in the two languages of every answer.

#ifndef KETENZICHT_GRAPH_TEXT_H_
#define KETENZICHT_GRAPH_TEXT_H_

#include <string>

namespace ketenzicht::graph {

enum class Language { kDutch, kEnglish };

// A text in Dutch and English. Either may be empty in a fact; a reader then
// gets the other one.
struct Text {
  std::string nl;
  std::string en;

  // The text in `language`, or the other language where that one is empty.
  const std::string& In(Language language) const {
    if (language == Language::kDutch) return nl.empty() ? en : nl;
    return en.empty() ? nl : en;
  }
  bool empty() const { return nl.empty() && en.empty(); }
  friend bool operator==(const Text&, const Text&) = default;
};

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_TEXT_H_
