#include "ingest/csv_escape.h"

#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"

namespace ketenzicht::ingest {
namespace {

constexpr char kApostrophe = '\'';

// Some spreadsheets take the full-width forms of ＝ ＋ － ＠ too.
bool StartsFormula(absl::string_view text) {
  const char c = text[0];
  return c == '=' || c == '+' || c == '-' || c == '@' || c == '\t' ||
         c == '\r' || absl::StartsWith(text, "\xEF\xBC\x9D") ||
         absl::StartsWith(text, "\xEF\xBC\x8B") ||
         absl::StartsWith(text, "\xEF\xBC\x8D") ||
         absl::StartsWith(text, "\xEF\xBC\xA0");
}

// Whether the apostrophe at its start would be, or is, one that was put there.
bool IsMarked(absl::string_view text) {
  return text.size() > 1 && text[0] == kApostrophe &&
         (StartsFormula(text.substr(1)) || text[1] == kApostrophe);
}

}  // namespace

void AppendCsvField(absl::string_view text, std::string& out) {
  if (text.empty()) return;
  const bool mark = StartsFormula(text) || IsMarked(text);
  const bool quote =
      text.find_first_of(",;\t\"\r\n") != absl::string_view::npos ||
      text.front() == ' ' || text.back() == ' ';
  if (quote) out += '"';
  if (mark) out += kApostrophe;
  if (text.find('"') == absl::string_view::npos) {
    out.append(text.data(), text.size());
  } else {
    out += absl::StrReplaceAll(text, {{"\"", "\"\""}});
  }
  if (quote) out += '"';
}

absl::string_view UnescapeCsvField(absl::string_view field) {
  return IsMarked(field) ? field.substr(1) : field;
}

}  // namespace ketenzicht::ingest
