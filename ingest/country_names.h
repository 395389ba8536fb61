// Which country a word is for.

#ifndef KETENZICHT_INGEST_COUNTRY_NAMES_H_
#define KETENZICHT_INGEST_COUNTRY_NAMES_H_

#include <map>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace ketenzicht::ingest {

// The names that ICU has for the countries of ISO 3166-1 in English and Dutch,
// their alpha-2 and alpha-3 codes, and more words of a mapping. Immutable, safe
// from any thread.
class CountryNames {
 public:
  // `more`: alpha-2 codes by word.
  explicit CountryNames(const std::map<std::string, std::string>& more);

  // The alpha-2 code; nothing for any other word. Upper and lower case, accents
  // and blanks at the ends make no difference.
  std::optional<std::string> Find(absl::string_view word) const;

  // Why a word that Find does not know is no country, in words that are the
  // same for all of a sort: ICU knows it as a group of countries (EU, UN), as
  // nowhere (ZZ) or as a code of one that was (SU, DD; of ISO 3166-3 too:
  // SUHH); it is of the form of a part of one (UA-CRI), which may be disputed;
  // it is not known.
  std::string WhyNone(absl::string_view word) const;

  // "China" and "China" for CN; the code where ICU has no name.
  static std::string EnglishName(const std::string& code);
  static std::string DutchName(const std::string& code);

 private:
  std::map<std::string, std::string> codes_;  // by folded word
};

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_COUNTRY_NAMES_H_
