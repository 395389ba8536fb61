// A document for people, as Markdown or HTML: headings, paragraphs, nested
// lists and a table of two columns.

#ifndef KETENZICHT_SERVICE_CLI_DOCUMENT_H_
#define KETENZICHT_SERVICE_CLI_DOCUMENT_H_

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace ketenzicht::service {

// Text is plain: whatever would mean something in Markdown or HTML is escaped.
// Not thread-safe.
class Document {
 public:
  // Level from 1, the title, to 6.
  void Heading(int level, std::string text);
  void Paragraph(std::string text);
  // An item below the item before it that is less deep; depth from 0. A link to
  // http or https goes after the text; any other stands there as text.
  void Item(int depth, std::string text, const std::string& link = "");
  // What stands beside what: the first of a pair in bold.
  void Table(std::vector<std::pair<std::string, std::string>> rows);

  // CommonMark, with tables of GitHub.
  std::string Markdown() const;
  // A page of its own, UTF-8, without scripts, fonts or pictures from
  // elsewhere. `language`: "nl", "en".
  std::string Html(const std::string& language) const;

 private:
  struct HeadingBlock {
    int level;
    std::string text;
  };
  struct ParagraphBlock {
    std::string text;
  };
  struct ItemBlock {
    int depth;
    std::string text;
    std::string link;  // http or https; may be empty
  };
  struct TableBlock {
    std::vector<std::pair<std::string, std::string>> rows;
  };
  class HtmlWriter;

  std::vector<std::variant<HeadingBlock, ParagraphBlock, ItemBlock, TableBlock>>
      blocks_;
};

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_CLI_DOCUMENT_H_
