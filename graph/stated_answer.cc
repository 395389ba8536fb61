#include "graph/stated_answer.h"

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "graph/date.h"

namespace ketenzicht::graph {
namespace {

// "2021-03" for "202103".
std::string WithHyphens(absl::string_view digits) {
  std::string text =
      absl::StrCat(digits.substr(0, 4), "-", digits.substr(4, 2));
  if (digits.size() > 6) absl::StrAppend(&text, "-", digits.substr(6));
  return text;
}

bool LooksLikeDate(absl::string_view text) {
  std::string digits;
  bool divided = false;
  for (const char c : text) {
    if (absl::ascii_isdigit(c)) {
      digits += c;
    } else if (c == '-' || c == '/') {
      divided = true;
    } else if (c != ' ') {
      return false;
    }
  }
  if (divided) return !digits.empty();
  if (digits.size() == 6 || digits.size() == 8) {
    return ParseDateRange(WithHyphens(digits)).ok();
  }
  return digits.size() == 4;
}

}  // namespace

std::string SaysProblem(absl::string_view says) {
  if (!LooksLikeDate(says)) return "";
  const absl::StatusOr<DateRange> range = ParseDateRange(says);
  if (range.ok()) return "";
  return absl::StrCat("looks like a date, but ", range.status().message());
}

}  // namespace ketenzicht::graph
