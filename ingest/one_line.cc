#include "ingest/one_line.h"

#include "absl/strings/ascii.h"

namespace ketenzicht::ingest {

std::string OnOneLine(absl::string_view text) {
  std::string line;
  for (const char c : text) {
    if (!absl::ascii_iscntrl(c) && c != ' ') {
      line += c;
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  while (!line.empty() && line.back() == ' ') line.pop_back();
  return line;
}

}  // namespace ketenzicht::ingest
