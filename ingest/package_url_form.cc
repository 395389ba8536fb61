#include "ingest/package_url_form.h"

#include <algorithm>
#include <map>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "ingest/percent_text.h"

namespace ketenzicht::ingest {
namespace {

// What a type does not tell apart by case; others tell everything. Not npm: its
// old packages do.
struct TypeRule {
  absl::string_view type;
  bool lower_namespace = false;
  bool lower_name = false;
  bool lower_version = false;
};
constexpr TypeRule kTypeRules[] = {
    {"alpm", true, true},      {"apk", true, true},
    {"bitbucket", true, true}, {"bitnami", false, true},
    {"composer", true, true},  {"deb", true, true},
    {"github", true, true},    {"golang", true, true},
    {"hex", true, true},       {"huggingface", false, false, true},
    {"luarocks", true, true},  {"oci", false, true},
    {"pub", false, true},      {"pypi", false, true},
    {"rpm", true, false}};

TypeRule RuleOf(absl::string_view type) {
  for (const TypeRule& rule : kTypeRules) {
    if (rule.type == type) return rule;
  }
  return {type};
}

bool IsType(absl::string_view type) {
  return !type.empty() && absl::ascii_isalpha(type.front()) &&
         std::all_of(type.begin(), type.end(), [](char c) {
           return absl::ascii_isalnum(c) || c == '.' || c == '+' || c == '-';
         });
}

std::string Encoded(absl::string_view text) {
  std::string encoded;
  for (const char c : text) {
    if (absl::ascii_isalnum(c) || absl::StrContains(".-_~:", c)) {
      encoded += c;
    } else {
      absl::StrAppend(&encoded, "%",
                      absl::AsciiStrToUpper(
                          absl::BytesToHexString(absl::string_view(&c, 1))));
    }
  }
  return encoded;
}

// One part in its normal form; nothing where its encoding is none.
std::optional<std::string> Part(absl::string_view text, bool lower) {
  std::optional<std::string> part = PercentDecoded(text);
  if (!part) return std::nullopt;
  if (lower) absl::AsciiStrToLower(&*part);
  return Encoded(*part);
}

// What stands behind the first `separator`, which is taken off; empty without.
absl::string_view TakeBehind(absl::string_view& text, char separator) {
  const size_t at = text.find(separator);
  if (at == absl::string_view::npos) return "";
  const absl::string_view behind = text.substr(at + 1);
  text = text.substr(0, at);
  return behind;
}

// What stands behind the @ before the version, which is taken off.
absl::string_view TakeVersion(absl::string_view& path) {
  const size_t at = path.rfind('@');
  if (at == absl::string_view::npos || at == 0 || path[at - 1] == '/') {
    return "";
  }
  const absl::string_view version = path.substr(at + 1);
  path = path.substr(0, at);
  return version;
}

// "namespace/name".
std::optional<std::string> Path(absl::string_view text, const TypeRule& rule) {
  const std::vector<absl::string_view> segments =
      absl::StrSplit(text, '/', absl::SkipEmpty());
  // An @ there would begin a version of nothing.
  if (segments.empty() || segments.back().front() == '@') return std::nullopt;
  std::vector<std::string> parts;
  for (size_t at = 0; at < segments.size(); ++at) {
    const bool name = at + 1 == segments.size();
    auto part =
        Part(segments[at], name ? rule.lower_name : rule.lower_namespace);
    if (!part) return std::nullopt;
    if (name && rule.type == "pypi") {
      std::replace(part->begin(), part->end(), '_', '-');
    }
    parts.push_back(*std::move(part));
  }
  return absl::StrJoin(parts, "/");
}

std::optional<std::string> Qualifiers(absl::string_view text) {
  std::map<std::string, std::string> values;
  for (const absl::string_view one :
       absl::StrSplit(text, '&', absl::SkipEmpty())) {
    const size_t equals = one.find('=');
    if (equals == absl::string_view::npos || equals == 0) return std::nullopt;
    auto value = Part(one.substr(equals + 1), false);
    if (!value) return std::nullopt;
    if (value->empty()) continue;
    const std::string key = absl::AsciiStrToLower(one.substr(0, equals));
    if (!values.emplace(Encoded(key), *std::move(value)).second) {
      return std::nullopt;
    }
  }
  return absl::StrJoin(values, "&", absl::PairFormatter("="));
}

std::optional<std::string> Subpath(absl::string_view text) {
  std::vector<std::string> parts;
  for (const absl::string_view segment :
       absl::StrSplit(text, '/', absl::SkipEmpty())) {
    auto part = Part(segment, false);
    if (!part) return std::nullopt;
    if (*part != "." && *part != "..") parts.push_back(*std::move(part));
  }
  return absl::StrJoin(parts, "/");
}

}  // namespace

std::optional<std::string> NormalPackageUrl(absl::string_view text) {
  if (!absl::StartsWithIgnoreCase(text, "pkg:") ||
      absl::StrContains(text, ' ')) {
    return std::nullopt;
  }
  text.remove_prefix(4);
  while (absl::ConsumePrefix(&text, "/")) {
  }
  const auto subpath = Subpath(TakeBehind(text, '#'));
  const auto qualifiers = Qualifiers(TakeBehind(text, '?'));
  absl::string_view rest = TakeBehind(text, '/');
  if (!IsType(text) || !subpath || !qualifiers) return std::nullopt;
  const std::string type = absl::AsciiStrToLower(text);
  const TypeRule rule = RuleOf(type);
  const auto version = Part(TakeVersion(rest), rule.lower_version);
  const auto path = Path(rest, rule);
  if (!version || !path) return std::nullopt;
  return absl::StrCat("pkg:", type, "/", *path, version->empty() ? "" : "@",
                      *version, qualifiers->empty() ? "" : "?", *qualifiers,
                      subpath->empty() ? "" : "#", *subpath);
}

}  // namespace ketenzicht::ingest
