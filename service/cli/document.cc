#include "service/cli/document.h"

#include <algorithm>
#include <pugixml.hpp>
#include <sstream>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace ketenzicht::service {
namespace {

constexpr char kStyle[] =
    "body{font:11pt/1.5 Georgia,serif;max-width:46em;margin:2em auto;"
    "padding:0 1em;color:#111}h1,h2,h3{font-family:Arial,sans-serif;"
    "line-height:1.25}table{border-collapse:collapse}th,td{border:1px solid "
    "#999;padding:.25em .6em;text-align:left;vertical-align:top}"
    "@media print{body{margin:0;max-width:none}h2{break-after:avoid}}";

// What Markdown would read as more than text.
std::string EscapedForMarkdown(absl::string_view text) {
  std::string escaped;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool special =
        absl::string_view("\\`*_[]<>|#&~").find(c) != absl::string_view::npos;
    // "1. ", "- " and "+ " at the beginning make a list.
    const bool list = i == 0 && (c == '-' || c == '+');
    const bool number = c == '.' && i > 0 && absl::ascii_isdigit(text[0]) &&
                        text.substr(0, i).find_first_not_of("0123456789") ==
                            absl::string_view::npos;
    if (special || list || number) escaped += '\\';
    escaped += c == '\n' ? ' ' : c;
  }
  return escaped;
}

// What is safe to follow, and to write between angle brackets.
bool IsWebLink(absl::string_view link) {
  return (absl::StartsWith(link, "https://") ||
          absl::StartsWith(link, "http://")) &&
         std::all_of(link.begin(), link.end(), [](char c) {
           return absl::ascii_isgraph(c) && c != '<' && c != '>' && c != '"';
         });
}

}  // namespace

void Document::Heading(int level, std::string text) {
  blocks_.push_back(HeadingBlock{level, std::move(text)});
}

void Document::Paragraph(std::string text) {
  blocks_.push_back(ParagraphBlock{std::move(text)});
}

void Document::Item(int depth, std::string text, const std::string& link) {
  ItemBlock item{depth, std::move(text), ""};
  if (IsWebLink(link)) {
    item.link = link;
  } else if (!link.empty()) {
    absl::StrAppend(&item.text, " ", link);
  }
  blocks_.push_back(std::move(item));
}

void Document::Table(std::vector<std::pair<std::string, std::string>> rows) {
  blocks_.push_back(TableBlock{std::move(rows)});
}

std::string Document::Markdown() const {
  std::string out;
  bool in_list = false;
  for (const auto& block : blocks_) {
    const auto* item = std::get_if<ItemBlock>(&block);
    if (!out.empty() && !(in_list && item != nullptr)) out += "\n";
    in_list = item != nullptr;
    if (item != nullptr) {
      absl::StrAppend(
          &out, std::string(2 * item->depth, ' '), "- ",
          EscapedForMarkdown(item->text),
          item->link.empty() ? "" : absl::StrCat(" <", item->link, ">"), "\n");
    } else if (const auto* heading = std::get_if<HeadingBlock>(&block)) {
      absl::StrAppend(&out, std::string(heading->level, '#'), " ",
                      EscapedForMarkdown(heading->text), "\n");
    } else if (const auto* table = std::get_if<TableBlock>(&block)) {
      out += "| | |\n|---|---|\n";
      for (const auto& [name, value] : table->rows) {
        absl::StrAppend(&out, "| **", EscapedForMarkdown(name), "** | ",
                        EscapedForMarkdown(value), " |\n");
      }
    } else {
      absl::StrAppend(
          &out, EscapedForMarkdown(std::get<ParagraphBlock>(block).text), "\n");
    }
  }
  return out;
}

// Nests lists as deep as their items are.
class Document::HtmlWriter {
 public:
  explicit HtmlWriter(pugi::xml_node body) : body_(body) {}

  void operator()(const HeadingBlock& block) {
    lists_.clear();
    body_.append_child(absl::StrCat("h", block.level).c_str())
        .text()
        .set(block.text.c_str());
  }
  void operator()(const ParagraphBlock& block) {
    lists_.clear();
    body_.append_child("p").text().set(block.text.c_str());
  }
  void operator()(const ItemBlock& block) {
    const auto depth = static_cast<size_t>(block.depth);
    if (lists_.size() > depth + 1) lists_.resize(depth + 1);
    while (lists_.size() < depth + 1) {
      pugi::xml_node above = body_;
      if (!lists_.empty()) {
        above = lists_.back().last_child();
        if (!above) above = lists_.back().append_child("li");
      }
      lists_.push_back(above.append_child("ul"));
    }
    pugi::xml_node item = lists_.back().append_child("li");
    const std::string text =
        block.link.empty() ? block.text : absl::StrCat(block.text, " ");
    item.append_child(pugi::node_pcdata).set_value(text.c_str());
    if (block.link.empty()) return;
    pugi::xml_node anchor = item.append_child("a");
    anchor.append_attribute("href") = block.link.c_str();
    anchor.text().set(block.link.c_str());
  }
  void operator()(const TableBlock& block) {
    lists_.clear();
    pugi::xml_node table = body_.append_child("table");
    for (const auto& [name, value] : block.rows) {
      pugi::xml_node row = table.append_child("tr");
      row.append_child("th").text().set(name.c_str());
      row.append_child("td").text().set(value.c_str());
    }
  }

 private:
  pugi::xml_node body_;
  std::vector<pugi::xml_node> lists_;  // that are open, the deepest last
};

std::string Document::Html(const std::string& language) const {
  pugi::xml_document page;
  pugi::xml_node html = page.append_child("html");
  html.append_attribute("lang") = language.c_str();
  pugi::xml_node head = html.append_child("head");
  head.append_child("meta").append_attribute("charset") = "utf-8";
  for (const auto& block : blocks_) {
    const auto* heading = std::get_if<HeadingBlock>(&block);
    if (heading == nullptr || heading->level != 1) continue;
    head.append_child("title").text().set(heading->text.c_str());
    break;
  }
  head.append_child("style").text().set(kStyle);
  HtmlWriter writer(html.append_child("body"));
  for (const auto& block : blocks_) std::visit(writer, block);
  std::ostringstream out;
  out << "<!DOCTYPE html>\n";
  page.save(out, "", pugi::format_raw | pugi::format_no_declaration);
  out << "\n";
  return out.str();
}

}  // namespace ketenzicht::service
