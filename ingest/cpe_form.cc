#include "ingest/cpe_form.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "ingest/percent_text.h"

namespace ketenzicht::ingest {
namespace {

constexpr size_t kAttributes = 11;  // of a formatted string
constexpr size_t kNaming = 4;       // part, vendor, product, version
constexpr size_t kUriParts = 7;
constexpr size_t kEdition = 5;      // in both forms
constexpr size_t kPackedParts = 6;  // of "~edition~…", with what is before ~
constexpr char kAny[] = "*";
constexpr char kNone[] = "-";

using Attributes = std::vector<std::string>;

// A character that stands for itself.
void AppendLiteral(char c, std::string& attribute) {
  if (!absl::ascii_isalnum(c) && !absl::StrContains("._-", c))
    attribute += '\\';
  attribute += c;
}

// A hyphen alone would be "there is none".
std::string Finished(std::string attribute) {
  return attribute == kNone ? std::string("\\-") : attribute;
}

std::optional<Attributes> OfFormatted(absl::string_view text) {
  Attributes attributes(1);
  for (size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    std::string& last = attributes.back();
    if (c == ':') {
      attributes.emplace_back();
    } else if (c == '\\') {
      if (++at == text.size()) return std::nullopt;
      AppendLiteral(text[at], last);
      const bool ends = at + 1 == text.size() || text[at + 1] == ':';
      if (ends) last = Finished(std::move(last));
    } else if (c == '*' || c == '?') {
      last += c;
    } else {
      AppendLiteral(c, last);
    }
  }
  for (std::string& attribute : attributes) {
    if (attribute.empty()) attribute.assign(1, kAny[0]);
  }
  return attributes;
}

// One part of a URI, in the form of a formatted string.
std::optional<std::string> OfUriPart(absl::string_view part) {
  if (part.empty()) return kAny;
  if (part == kNone) return kNone;
  const std::optional<std::string> decoded = PercentDecoded(part);
  if (!decoded) return std::nullopt;
  std::string attribute;
  for (const char c : *decoded) {
    if (c == '\x01') {
      attribute += '?';
    } else if (c == '\x02') {
      attribute += '*';
    } else {
      AppendLiteral(c, attribute);
    }
  }
  return Finished(std::move(attribute));
}

// What 2.3 has and 2.2 has not stands packed in the edition.
std::optional<Attributes> OfUri(absl::string_view text) {
  std::vector<absl::string_view> parts = absl::StrSplit(text, ':');
  if (parts.size() > kUriParts) return std::nullopt;
  parts.resize(kUriParts);
  std::vector<absl::string_view> packed;
  if (absl::StartsWith(parts[kEdition], "~")) {
    packed = absl::StrSplit(parts[kEdition], '~');
    if (packed.size() != kPackedParts) return std::nullopt;
    parts[kEdition] = packed[1];
    parts.insert(parts.end(), packed.begin() + 2, packed.end());
  }
  Attributes attributes;
  for (const absl::string_view part : parts) {
    auto attribute = OfUriPart(part);
    if (!attribute) return std::nullopt;
    attributes.push_back(*std::move(attribute));
  }
  return attributes;
}

// Whether it is one, and not one of many.
bool NamesOne(absl::string_view attribute) {
  if (attribute == kNone) return false;
  for (size_t at = 0; at < attribute.size(); ++at) {
    if (attribute[at] == '\\') {
      ++at;
    } else if (attribute[at] == '*' || attribute[at] == '?') {
      return false;
    }
  }
  return true;
}

}  // namespace

std::optional<std::string> NormalCpe(absl::string_view text) {
  const std::string lower = absl::AsciiStrToLower(text);
  absl::string_view rest = lower;
  std::optional<Attributes> attributes;
  if (absl::ConsumePrefix(&rest, "cpe:2.3:")) {
    attributes = OfFormatted(rest);
  } else if (absl::ConsumePrefix(&rest, "cpe:/")) {
    attributes = OfUri(rest);
  }
  if (!attributes || attributes->size() > kAttributes) return std::nullopt;
  attributes->resize(kAttributes, kAny);
  if (!std::all_of(attributes->begin(), attributes->begin() + kNaming,
                   NamesOne)) {
    return std::nullopt;
  }
  return absl::StrCat("cpe:2.3:", absl::StrJoin(*attributes, ":"));
}

}  // namespace ketenzicht::ingest
