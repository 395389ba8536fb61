#include "ingest/country_names.h"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/region.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace ketenzicht::ingest {
namespace {

// Lower case, without accents and blanks at the ends.
std::string Folded(absl::string_view word) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* decompose = icu::Normalizer2::getNFKDInstance(error);
  icu::UnicodeString text = icu::UnicodeString::fromUTF8(
      icu::StringPiece(word.data(), static_cast<int32_t>(word.size())));
  if (U_SUCCESS(error)) text = decompose->normalize(text, error);
  icu::UnicodeString plain;
  for (int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
    const UChar32 c = text.char32At(at);
    if (u_charType(c) != U_NON_SPACING_MARK) plain.append(c);
  }
  plain.foldCase().trim();
  std::string folded;
  return plain.toUTF8String(folded);
}

std::string NameIn(const std::string& code, const char* language) {
  const icu::Locale country("und", code.c_str());
  icu::UnicodeString name;
  country.getDisplayCountry(icu::Locale(language), name);
  std::string text;
  return name.toUTF8String(text);
}

// What ICU knows a code in capitals as; null where it does not.
const icu::Region* RegionOf(const std::string& code) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Region* region = icu::Region::getInstance(code.c_str(), error);
  return U_SUCCESS(error) ? region : nullptr;
}

// A code of a region that is none any more, or another by now.
bool IsFormer(const std::string& code) {
  const icu::Region* region = RegionOf(code);
  return region != nullptr && (region->getType() == URGN_DEPRECATED ||
                               code != region->getRegionCode());
}

}  // namespace

CountryNames::CountryNames(const std::map<std::string, std::string>& more) {
  for (const char* const* code = icu::Locale::getISOCountries();
       *code != nullptr; ++code) {
    const icu::Locale country("und", *code);
    for (const std::string& word :
         {std::string(*code), std::string(country.getISO3Country()),
          NameIn(*code, "en"), NameIn(*code, "nl")}) {
      if (!word.empty()) codes_.emplace(Folded(word), *code);
    }
  }
  for (const auto& [word, code] : more) codes_[Folded(word)] = code;
}

std::optional<std::string> CountryNames::Find(absl::string_view word) const {
  const auto it = codes_.find(Folded(word));
  if (it == codes_.end()) return std::nullopt;
  return it->second;
}

std::string CountryNames::WhyNone(absl::string_view word) const {
  const std::string code =
      absl::AsciiStrToUpper(absl::StripAsciiWhitespace(word));
  const bool letters =
      std::all_of(code.begin(), code.end(), absl::ascii_isalpha);
  // ISO 3166-3 has a former code of two letters, and two more behind it.
  if (letters && (code.size() == 2 || code.size() == 4) &&
      IsFormer(code.substr(0, 2))) {
    return "a country that is no more, or the former code of one";
  }
  if (const icu::Region* region = letters ? RegionOf(code) : nullptr) {
    if (region->getType() == URGN_GROUPING) return "a group of countries";
    if (region->getType() == URGN_UNKNOWN) return "no country is named";
  }
  if (code.size() > 3 && code[2] == '-' && Find(code.substr(0, 2))) {
    return "a part of a country, or a region that is disputed";
  }
  return "no country that is known";
}

std::string CountryNames::EnglishName(const std::string& code) {
  return NameIn(code, "en");
}

std::string CountryNames::DutchName(const std::string& code) {
  return NameIn(code, "nl");
}

}  // namespace ketenzicht::ingest
