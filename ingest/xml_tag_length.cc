#include "ingest/xml_tag_length.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace ketenzicht::ingest {
namespace {

constexpr size_t kHeadBytes = 256;

// The name in the declaration that an XML text begins with; empty without one.
std::string DeclaredEncoding(absl::string_view head) {
  if (!absl::StartsWith(head, "<?xml")) return "";
  head = head.substr(0, head.find("?>"));
  size_t at = head.find("encoding");
  if (at == absl::string_view::npos) return "";
  at = head.find_first_of("\"'", at);
  if (at == absl::string_view::npos) return "";
  const size_t end = head.find(head[at], at + 1);
  if (end == absl::string_view::npos) return "";
  return absl::AsciiStrToLower(head.substr(at + 1, end - at - 1));
}

// Whether ASCII is in it what it is in ASCII.
bool KeepsAscii(absl::string_view encoding) {
  for (const absl::string_view known :
       {"utf-8", "utf8", "us-ascii", "ascii", "iso-8859-", "iso8859-",
        "iso_8859-", "latin1", "latin-1", "windows-125", "cp125"}) {
    if (absl::StartsWith(encoding, known)) return true;
  }
  return encoding.empty();
}

}  // namespace

absl::Status XmlTagLength::Take(absl::string_view bytes) {
  if (width_ != Width::kUnknown) return TakeUnits(bytes);
  // The text may end before this many came: what is shorter has no long tag.
  absl::StrAppend(&head_, bytes);
  if (head_.size() < kHeadBytes) return absl::OkStatus();
  if (absl::Status ok = Begin(); !ok.ok()) return ok;
  return TakeUnits(std::exchange(head_, ""));
}

absl::Status XmlTagLength::Begin() {
  const auto begins = [this](absl::string_view with) {
    return absl::StartsWith(head_, with);
  };
  const absl::string_view little("<\0", 2), big("\0<", 2), wide("\0\0", 2);
  const bool two =
      begins("\xFF\xFE") || begins("\xFE\xFF") || begins(little) || begins(big);
  if (two && absl::string_view(head_).substr(2, 2) != wide) {
    width_ = begins("\xFF\xFE") || begins(little) ? Width::kTwoLittle
                                                  : Width::kTwoBig;
    return absl::OkStatus();
  }
  absl::string_view text = head_;
  if (begins("\xEF\xBB\xBF")) text.remove_prefix(3);
  const std::string encoding = DeclaredEncoding(text);
  // Four bytes a character, and EBCDIC, as XML 1.0, appendix F, tells them.
  if (two || begins(wide) || begins("\x4C\x6F\xA7\x94") ||
      !KeepsAscii(encoding)) {
    return absl::InvalidArgumentError(absl::StrCat(
        "is in an encoding that is not taken", encoding.empty() ? "" : ": ",
        encoding, "; save it as UTF-8"));
  }
  width_ = Width::kOne;
  return absl::OkStatus();
}

absl::Status XmlTagLength::TakeUnits(absl::string_view bytes) {
  const auto too_long = [] {
    return absl::InvalidArgumentError(
        absl::StrCat("a tag of more than ", kMaxXmlTag, " characters"));
  };
  if (width_ == Width::kOne) {
    for (size_t i = 0; i < bytes.size(); ++i) {
      if (in_ == In::kText) {
        i = bytes.find('<', i);
        if (i == absl::string_view::npos) break;
      }
      TakeOne(bytes[i]);
      if (length_ > kMaxXmlTag) return too_long();
    }
    return absl::OkStatus();
  }
  for (const char byte : bytes) {
    if (half_.empty()) {
      half_ = byte;
      continue;
    }
    const char low = width_ == Width::kTwoLittle ? half_[0] : byte;
    const char high = width_ == Width::kTwoLittle ? byte : half_[0];
    half_.clear();
    TakeOne(high == 0 ? low : '\0');
    if (length_ > kMaxXmlTag) return too_long();
  }
  return absl::OkStatus();
}

void XmlTagLength::TakeOne(char unit) {
  switch (in_) {
    case In::kText:
      if (unit == '<') in_ = In::kOpened;
      return;
    case In::kOpened:
      length_ = 1;
      in_ = unit == '!' ? In::kDeclaration : In::kTag;
      if (unit == '?') {
        SkipTo("?>");
      } else if (unit == '!') {
        opened_.clear();
      } else {
        TakeInTag(unit);
      }
      return;
    case In::kDeclaration:
      TakeInDeclaration(unit);
      return;
    case In::kTag:
      TakeInTag(unit);
      return;
    case In::kSkipped:
      TakeSkipped(unit);
      return;
  }
}

void XmlTagLength::TakeInTag(char unit) {
  ++length_;
  if (quote_ != 0) {
    if (unit == quote_) quote_ = 0;
  } else if (unit == '"' || unit == '\'') {
    quote_ = unit;
  } else if (unit == '>') {
    length_ = 0;
    in_ = In::kText;
  }
}

void XmlTagLength::TakeInDeclaration(char unit) {
  opened_ += unit;
  if (opened_ == "--") {
    SkipTo("-->");
  } else if (opened_ == "[CDATA[") {
    SkipTo("]]>");
  } else if (!absl::StartsWith("--", opened_) &&
             !absl::StartsWith("[CDATA[", opened_)) {
    // Of a document type, which is not taken.
    in_ = In::kTag;
    TakeInTag(unit);
  }
}

void XmlTagLength::SkipTo(absl::string_view end) {
  in_ = In::kSkipped;
  length_ = 0;
  end_ = end;
  matched_ = 0;
}

void XmlTagLength::TakeSkipped(char unit) {
  if (unit == end_[matched_]) {
    if (++matched_ == end_.size()) in_ = In::kText;
  } else if (unit != end_[0]) {
    matched_ = 0;
  } else if (matched_ == 0 || end_[1] != end_[0]) {
    matched_ = 1;
  }
  // Else one more of what both of its first characters are.
}

}  // namespace ketenzicht::ingest
