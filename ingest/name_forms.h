// Names in the one form in which they are compared: in Latin letters, without
// accents, case, punctuation and legal form.
//
//   "SZ DJI Technology Co., Ltd."  →  "sz dji technology"
//   "大疆"                          →  "da jiang"
//   "Общество «Ланит», ООО"         →  "obshchestvo lanit"

#ifndef KETENZICHT_INGEST_NAME_FORMS_H_
#define KETENZICHT_INGEST_NAME_FORMS_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "ingest/problem.h"
#include "ingest/yaml_document.h"

namespace ketenzicht::ingest {

// Words for the legal form of a company, as people write them: "B.V.",
// "有限公司". Data (data/names.yaml), kept in the store as document "names".
struct LegalForms {
  std::vector<std::string> behind;  // the name
  std::vector<std::string> before;  // the name
};

inline constexpr absl::string_view kNamesDocument = "names";

// Nothing where there are problems.
std::optional<LegalForms> ReadLegalForms(const YamlNode& root,
                                         Problems& problems);

// Letters and digits of a form that are compared; the others are left out.
inline constexpr size_t kMaxFormLetters = 256;

// Not thread-safe. Making one takes some 15 ms.
class NameForms {
 public:
  // Internal where ICU has no data to transliterate with.
  static absl::StatusOr<NameForms> Create(const LegalForms& legal_forms);
  NameForms(NameForms&&) noexcept;
  NameForms& operator=(NameForms&&) noexcept;
  ~NameForms();

  // Words in lower case with blanks between them. ICU's Any-Latin, Latin-ASCII
  // and Lower (UTS 35, transforms); what is neither letter nor digit then parts
  // words; legal forms behind and before are left out, but for a name that
  // consists of nothing else. A letter that ICU does not know in Latin stays as
  // it is. Empty for a name without letters and digits. Linear in the name.
  std::string FormOf(absl::string_view name) const;

 private:
  class Words;
  explicit NameForms(std::unique_ptr<Words> words);
  std::unique_ptr<Words> words_;
};

// The trigrams of a form, whose blanks do not count: 华为 is "hua wei", and its
// maker writes Huawei. Each once, ascending; as of pg_trgm
// (https://www.postgresql.org/docs/current/pgtrgm.html) with two blanks before
// and one behind, so that how a name begins weighs more and a name of two
// letters has some. None of an empty form.
std::vector<uint64_t> TrigramsOf(absl::string_view form);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_NAME_FORMS_H_
