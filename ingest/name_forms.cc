#include "ingest/name_forms.h"

#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "ingest/yaml_reader.h"

namespace ketenzicht::ingest {
namespace {

constexpr char kToLatin[] = "Any-Latin; Latin-ASCII; Lower";
// Of a legal form: "s a r l", "you xian ze ren gong si".
constexpr size_t kMaxFormWords = 8;
constexpr int kBitsOfLetter = 21;

bool IsAscii(absl::string_view text) {
  return std::all_of(text.begin(), text.end(), absl::ascii_isascii);
}

icu::UnicodeString FromUtf8(absl::string_view text) {
  return icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
}

// Letters and digits with one blank where anything else stands.
std::string AsciiWords(absl::string_view text) {
  std::string words;
  size_t letters = 0;
  for (const char c : text) {
    if (absl::ascii_isalnum(c)) {
      if (++letters > kMaxFormLetters) break;
      words += c;
    } else if (!words.empty() && words.back() != ' ') {
      words += ' ';
    }
  }
  if (!words.empty() && words.back() == ' ') words.pop_back();
  return words;
}

std::string OtherWords(const icu::UnicodeString& text) {
  icu::UnicodeString words;
  size_t letters = 0;
  for (int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
    const UChar32 c = text.char32At(at);
    if (u_isalnum(c)) {
      if (++letters > kMaxFormLetters) break;
      words.append(c);
    } else if (!words.isEmpty() && words.charAt(words.length() - 1) != ' ') {
      words.append(UChar32{' '});
    }
  }
  std::string utf8;
  words.trim().toUTF8String(utf8);
  return utf8;
}

std::vector<UChar32> Letters(absl::string_view form) {
  std::vector<UChar32> letters;
  const icu::UnicodeString text = FromUtf8(form);
  for (int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
    if (text.charAt(at) != ' ') letters.push_back(text.char32At(at));
  }
  return letters;
}

}  // namespace

std::optional<LegalForms> ReadLegalForms(const YamlNode& root,
                                         Problems& problems) {
  const size_t before = problems.list().size();
  MapReader map(root, "the names", problems);
  for (absl::string_view key : {"apiVersion", "kind"}) map.Find(key);
  LegalForms forms;
  if (const YamlNode* node = map.Need("legal_forms")) {
    MapReader inner(*node, "the legal forms", problems);
    forms.behind = inner.Strings("behind");
    forms.before = inner.Strings("before");
    inner.Finish();
  }
  map.Finish();
  if (problems.list().size() > before) return std::nullopt;
  return forms;
}

class NameForms::Words {
 public:
  explicit Words(std::unique_ptr<icu::Transliterator> to_latin)
      : to_latin_(std::move(to_latin)) {}

  void Learn(const LegalForms& forms) {
    for (const std::string& form : forms.behind) behind_.insert(Joined(form));
    for (const std::string& form : forms.before) before_.insert(Joined(form));
    behind_.erase("");
    before_.erase("");
  }

  std::string FormOf(absl::string_view name) const {
    const std::string all = WordsOf(name);
    std::vector<absl::string_view> words =
        absl::StrSplit(all, ' ', absl::SkipEmpty());
    while (LeaveOut(words, true) || LeaveOut(words, false)) {
    }
    return absl::StrJoin(words, " ");
  }

 private:
  // Both ways are the same of ASCII; this one is some hundred times as fast.
  std::string WordsOf(absl::string_view name) const {
    if (IsAscii(name)) return AsciiWords(absl::AsciiStrToLower(name));
    icu::UnicodeString text = FromUtf8(name);
    to_latin_->transliterate(text);
    return OtherWords(text);
  }

  // "B.V." is "b v", and the same as "BV".
  std::string Joined(const std::string& form) const {
    std::string words = WordsOf(form);
    words.erase(std::remove(words.begin(), words.end(), ' '), words.end());
    return words;
  }

  // The longest legal form at one end goes, unless nothing would be left.
  bool LeaveOut(std::vector<absl::string_view>& words, bool behind) const {
    const auto& forms = behind ? behind_ : before_;
    if (words.size() < 2) return false;
    for (size_t count = std::min(words.size() - 1, kMaxFormWords); count > 0;
         --count) {
      const auto first = behind ? words.end() - count : words.begin();
      const auto last = behind ? words.end() : words.begin() + count;
      if (!forms.contains(absl::StrJoin(first, last, ""))) continue;
      words.erase(first, last);
      return true;
    }
    return false;
  }

  std::unique_ptr<icu::Transliterator> to_latin_;
  absl::flat_hash_set<std::string> behind_;
  absl::flat_hash_set<std::string> before_;
};

NameForms::NameForms(std::unique_ptr<Words> words) : words_(std::move(words)) {}
NameForms::NameForms(NameForms&&) noexcept = default;
NameForms& NameForms::operator=(NameForms&&) noexcept = default;
NameForms::~NameForms() = default;

absl::StatusOr<NameForms> NameForms::Create(const LegalForms& legal_forms) {
  UErrorCode error = U_ZERO_ERROR;
  std::unique_ptr<icu::Transliterator> to_latin(
      icu::Transliterator::createInstance(kToLatin, UTRANS_FORWARD, error));
  if (U_FAILURE(error) || to_latin == nullptr) {
    return absl::InternalError(
        absl::StrCat("ICU cannot transliterate: ", u_errorName(error)));
  }
  auto words = std::make_unique<Words>(std::move(to_latin));
  words->Learn(legal_forms);
  return NameForms(std::move(words));
}

std::string NameForms::FormOf(absl::string_view name) const {
  return words_->FormOf(name);
}

std::vector<uint64_t> TrigramsOf(absl::string_view form) {
  const std::vector<UChar32> letters = Letters(form);
  std::vector<uint64_t> trigrams;
  if (letters.empty()) return trigrams;
  constexpr uint64_t kThree = (uint64_t{1} << (3 * kBitsOfLetter)) - 1;
  uint64_t last = 0;  // two blanks
  const auto next = [&](UChar32 letter) {
    last = ((last << kBitsOfLetter) | static_cast<uint64_t>(letter)) & kThree;
    trigrams.push_back(last);
  };
  for (const UChar32 letter : letters) next(letter);
  next(0);
  std::sort(trigrams.begin(), trigrams.end());
  trigrams.erase(std::unique(trigrams.begin(), trigrams.end()), trigrams.end());
  return trigrams;
}

}  // namespace ketenzicht::ingest
