#include "ingest/identifier.h"

#include <xxhash.h>

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "ingest/cpe_form.h"
#include "ingest/package_url_form.h"

namespace ketenzicht::ingest {
namespace {

constexpr absl::string_view kSchemes[] = {"iso_3166", "state", "lei",
                                          "kvk",      "ogrn",  "wikidata",
                                          "purl",     "cpe",   "uuid"};
constexpr size_t kMaxNameLength = 60;

bool AllDigits(absl::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), absl::ascii_isdigit);
}

// The number that the text is, modulo `modulus`; letters are 10 to 35.
int Modulo(absl::string_view text, int modulus) {
  int rest = 0;
  for (const char c : text) {
    const int value = absl::ascii_isdigit(c) ? c - '0' : c - 'A' + 10;
    rest = (rest * (value > 9 ? 100 : 10) + value) % modulus;
  }
  return rest;
}

bool IsLei(absl::string_view text) {
  return text.size() == 20 &&
         std::all_of(text.begin(), text.end(), absl::ascii_isalnum) &&
         AllDigits(text.substr(18)) && Modulo(text, 97) == 1;
}

bool IsOgrn(absl::string_view text) {
  if (!AllDigits(text) || (text.size() != 13 && text.size() != 15)) {
    return false;
  }
  const int modulus = static_cast<int>(text.size()) - 2;
  const int check = Modulo(text.substr(0, text.size() - 1), modulus) % 10;
  return check == text.back() - '0';
}

bool IsUuid(absl::string_view text) {
  if (text.size() != 36) return false;
  for (size_t at = 0; at < text.size(); ++at) {
    const bool hyphen = at == 8 || at == 13 || at == 18 || at == 23;
    if (hyphen ? text[at] != '-' : !absl::ascii_isxdigit(text[at])) {
      return false;
    }
  }
  return true;
}

std::string Hash(absl::string_view text) {
  return absl::StrCat(
      absl::Hex(XXH3_64bits(text.data(), text.size()), absl::kZeroPad16));
}

}  // namespace

absl::Span<const absl::string_view> IdentifierSchemes() { return kSchemes; }

bool IsNilUuid(absl::string_view text) {
  absl::ConsumePrefix(&text, "urn:uuid:");
  return text == "00000000-0000-0000-0000-000000000000";
}

bool IsExclusive(absl::string_view scheme) { return scheme != "uuid"; }

std::optional<std::string> NormalIdentifier(absl::string_view scheme,
                                            absl::string_view value) {
  value = absl::StripAsciiWhitespace(value);
  const std::string upper = absl::AsciiStrToUpper(value);
  if (scheme == "iso_3166" || scheme == "state") {
    const bool code = upper.size() == 2 && absl::ascii_isalpha(upper[0]) &&
                      absl::ascii_isalpha(upper[1]);
    return code ? std::optional(upper) : std::nullopt;
  }
  if (scheme == "lei")
    return IsLei(upper) ? std::optional(upper) : std::nullopt;
  if (scheme == "kvk") {
    return value.size() == 8 && AllDigits(value)
               ? std::optional(std::string(value))
               : std::nullopt;
  }
  if (scheme == "ogrn") {
    return IsOgrn(value) ? std::optional(std::string(value)) : std::nullopt;
  }
  if (scheme == "wikidata") {
    return upper.size() > 1 && upper[0] == 'Q' &&
                   AllDigits(absl::string_view(upper).substr(1))
               ? std::optional(upper)
               : std::nullopt;
  }
  if (scheme == "uuid") {
    absl::ConsumePrefix(&value, "urn:uuid:");
    return IsUuid(value) && !IsNilUuid(value)
               ? std::optional(absl::AsciiStrToLower(value))
               : std::nullopt;
  }
  if (scheme == "purl") return NormalPackageUrl(value);
  if (scheme == "cpe") return NormalCpe(value);
  return std::nullopt;
}

Identifiers IdentifiersAmong(
    const std::map<std::string, std::string>& attributes) {
  Identifiers identifiers;
  for (const absl::string_view scheme : IdentifierSchemes()) {
    const auto it = attributes.find(std::string(scheme));
    if (it == attributes.end()) continue;
    if (auto value = NormalIdentifier(scheme, it->second)) {
      identifiers.emplace(scheme, *std::move(value));
    }
  }
  return identifiers;
}

bool Contradicts(absl::string_view scheme, const Identifiers& one,
                 const Identifiers& other) {
  if (!IsExclusive(scheme)) return false;
  if (scheme == "cpe" && (one.contains("purl") || other.contains("purl"))) {
    return false;
  }
  const auto of_one = one.find(std::string(scheme));
  const auto of_other = other.find(std::string(scheme));
  return of_one != one.end() && of_other != other.end() &&
         of_one->second != of_other->second;
}

bool AreOfTwoThings(const Identifiers& one, const Identifiers& other) {
  return std::any_of(one.begin(), one.end(), [&](const auto& identifier) {
    return Contradicts(identifier.first, one, other);
  });
}

std::string NameByIdentifier(absl::string_view scheme,
                             absl::string_view value) {
  if (scheme == "iso_3166") return absl::AsciiStrToLower(value);
  if (scheme == "state") {
    return absl::StrCat(absl::AsciiStrToLower(value), "-state");
  }
  absl::string_view text = value;
  if (scheme == "purl") absl::ConsumePrefix(&text, "pkg:");
  if (scheme == "cpe") absl::ConsumePrefix(&text, "cpe:2.3:");
  // In upper case wherever it has letters: nothing is lost in lower case.
  const bool upper = scheme == "lei" || scheme == "wikidata";
  return absl::StrCat(scheme, "-",
                      upper ? absl::AsciiStrToLower(text) : NameOfText(text));
}

std::string NameOfText(absl::string_view text) {
  std::string name;
  for (const char c : text) {
    if (absl::ascii_isalnum(c)) {
      name += absl::ascii_tolower(c);
    } else if (!name.empty() && name.back() != '-') {
      name += '-';
    }
  }
  if (name.size() > kMaxNameLength) name.resize(kMaxNameLength);
  while (!name.empty() && name.back() == '-') name.pop_back();
  if (!name.empty() && name == text) return name;
  return absl::StrCat(name, name.empty() ? "" : "-", Hash(text));
}

}  // namespace ketenzicht::ingest
