// What the lines of several analyses in CSV have in common.

#ifndef KETENZICHT_SERVICE_CLI_CSV_WORDS_H_
#define KETENZICHT_SERVICE_CLI_CSV_WORDS_H_

#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "ketenzicht/v1/exposure.pb.h"
#include "ketenzicht/v1/view.pb.h"

namespace ketenzicht::service {

inline const char* YesNo(bool value) { return value ? "yes" : "no"; }

// "TURN_DENIED" without its prefix, in lower case.
inline std::string WordOf(absl::string_view name, absl::string_view prefix) {
  return absl::AsciiStrToLower(absl::StripPrefix(name, prefix));
}

// What stands at the end of every line.
inline std::vector<std::string> With(std::vector<std::string> fields,
                                     const v1::Completeness& completeness,
                                     const v1::AnswerContext& context) {
  fields.emplace_back(YesNo(completeness.complete()));
  fields.push_back(context.options().date());
  fields.push_back(absl::StrCat(context.revision()));
  return fields;
}

// Its header.
inline std::vector<std::string> Header(std::vector<std::string> columns) {
  columns.insert(columns.end(), {"complete", "date", "revision"});
  return columns;
}

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_CLI_CSV_WORDS_H_
