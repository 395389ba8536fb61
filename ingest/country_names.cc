#include "ingest/country_names.h"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

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

std::string CountryNames::EnglishName(const std::string& code) {
  return NameIn(code, "en");
}

std::string CountryNames::DutchName(const std::string& code) {
  return NameIn(code, "nl");
}

}  // namespace ketenzicht::ingest
