#include "service/cli/document_unknowns.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/cli/output.h"

namespace ketenzicht::service {

void DocumentUnknowns::Add(const v1::AnswerCaseResponse& answer) {
  const int number = answer.number();
  differ_ = differ_ || !In(answer.asked(), dutch_).empty();
  for (const auto& fact : answer.unknowns().recorded()) {
    AddTold(absl::StrCat(In(fact.sentence(), dutch_), " ",
                         In(fact.citation(), dutch_)),
            fact.omission().empty(), In(fact.note(), dutch_), number,
            recorded_[fact.id()]);
  }
  for (const auto& one : answer.unknowns().presumed()) {
    AddTold(In(one.sentence(), dutch_), one.omission().empty(),
            In(one.note(), dutch_), number, presumed_[one.id()]);
  }
  for (const auto& factor : answer.unknowns().factors()) {
    AddMention(absl::StrCat(In(factor.pair(), dutch_),
                            factor.inherent() ? Say(", zonder maatregelen",
                                                    ", without measures")
                                              : ""),
               number, factors_[In(factor.label(), dutch_)]);
  }
}

void DocumentUnknowns::AddMention(const std::string& what, int number,
                                  Mentions& mentions) {
  auto it =
      std::find_if(mentions.begin(), mentions.end(),
                   [&](const auto& mention) { return mention.first == what; });
  if (it == mentions.end()) it = mentions.insert(it, {what, {}});
  std::vector<int>& numbers = it->second;
  if (numbers.empty() || numbers.back() != number) numbers.push_back(number);
}

// Cited as where it counts first: elsewhere other sources are asked.
void DocumentUnknowns::AddTold(std::string line, bool counts,
                               const std::string& note, int number,
                               Unknown& unknown) {
  if (unknown.line.empty() || (counts && !unknown.counts)) {
    unknown.line = std::move(line);
  }
  unknown.counts = unknown.counts || counts;
  AddMention(note, number, unknown.notes);
}

// "question 3", "questions 1, 2 and 4".
std::string DocumentUnknowns::Questions(const std::vector<int>& numbers) const {
  if (numbers.size() == 1) {
    return absl::StrCat(Say("vraag ", "question "), numbers.front());
  }
  return absl::StrCat(Say("vragen ", "questions "),
                      absl::StrJoin(numbers.begin(), numbers.end() - 1, ", "),
                      Say(" en ", " and "), numbers.back());
}

// "This date" is another one in another question.
std::string DocumentUnknowns::NotesOf(const Unknown& unknown) const {
  const bool of_all = unknown.notes.size() == 1 && !differ_;
  std::string text;
  for (const auto& [note, numbers] : unknown.notes) {
    if (note.empty()) continue;
    absl::StrAppend(&text, " (",
                    of_all ? "" : absl::StrCat(Questions(numbers), ": "), note,
                    ")");
  }
  return text;
}

void DocumentUnknowns::WriteAll(const Unknowns& unknowns, bool counting,
                                Document& document) const {
  std::vector<std::string> lines;
  for (const auto& [id, unknown] : unknowns) {
    if (unknown.counts != counting) continue;
    lines.push_back(absl::StrCat(unknown.line, NotesOf(unknown)));
  }
  std::sort(lines.begin(), lines.end());
  for (std::string& line : lines) document.Item(0, std::move(line));
}

void DocumentUnknowns::WriteFactors(Document& document) const {
  for (const auto& [factor, pairs] : factors_) {
    document.Item(0, dutch_ ? absl::StrCat("Niet bekend is of de factor “",
                                           factor, "” geldt voor:")
                            : absl::StrCat("It is not known whether the "
                                           "factor “",
                                           factor, "” holds for:"));
    for (const auto& [pair, numbers] : pairs) {
      document.Item(1, absl::StrCat(pair, " (", Questions(numbers), ")"));
    }
  }
}

void DocumentUnknowns::Write(Document& document) const {
  document.Heading(2, Say("Wat onbekend is", "What is unknown"));
  if (recorded_.empty() && presumed_.empty() && factors_.empty()) {
    document.Paragraph(
        Say("Bij deze antwoorden is niets als onbekend vastgelegd of "
            "verondersteld; dat zegt niet dat alles bekend is.",
            "Nothing is recorded as unknown, or presumed, beside these "
            "answers; that does not say that all is known."));
  }
  WriteAll(recorded_, true, document);
  WriteAll(presumed_, true, document);
  WriteFactors(document);
  const auto left_out = [](const auto& one) { return !one.second.counts; };
  if (std::none_of(recorded_.begin(), recorded_.end(), left_out) &&
      std::none_of(presumed_.begin(), presumed_.end(), left_out)) {
    return;
  }
  document.Paragraph(
      Say("Als onbekend vastgelegd of verondersteld, maar in deze antwoorden "
          "niet meegeteld:",
          "Recorded as unknown or presumed, but not counted in these "
          "answers:"));
  WriteAll(recorded_, false, document);
  WriteAll(presumed_, false, document);
}

}  // namespace ketenzicht::service
