// Which tags are too long, whatever stands around them.

#include "ingest/xml_tag_length.h"

#include <gtest/gtest.h>

#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace ketenzicht::ingest {
namespace {

// In bytes of UTF-16; of other than ASCII only what stands here.
std::string Utf16(absl::string_view text, bool little) {
  std::string wide = little ? "\xFF\xFE" : "\xFE\xFF";
  for (const char c : text) {
    const std::string unit =
        little ? std::string{c, '\0'} : std::string{'\0', c};
    absl::StrAppend(&wide, unit);
  }
  return wide;
}

// As a whole, and byte by byte, which must be the same.
absl::Status Taken(const std::string& text) {
  XmlTagLength whole, one_by_one;
  const absl::Status taken = whole.Take(text);
  absl::Status of_bytes;
  for (size_t i = 0; i < text.size() && of_bytes.ok(); ++i) {
    of_bytes = one_by_one.Take(absl::string_view(text).substr(i, 1));
  }
  EXPECT_EQ(taken, of_bytes);
  return taken;
}

const std::string& Long() {
  static const auto& text = *new std::string(kMaxXmlTag, 'x');
  return text;
}

TEST(XmlTagLength, ATagIsAsLongAsItsAttributes) {
  EXPECT_TRUE(Taken(absl::StrCat("<a>", Long(), Long(), "</a>")).ok());
  EXPECT_TRUE(
      Taken(absl::StrCat("<a b='>'/>", Long(), "<c d='", Long())).message() ==
      "a tag of more than 32768 characters");
  EXPECT_FALSE(Taken(absl::StrCat("<a b='>", Long(), "'/>")).ok());
  EXPECT_FALSE(Taken(absl::StrCat("<a b=\"'>", Long(), "\"/>")).ok());
}

TEST(XmlTagLength, CommentsSectionsAndInstructionsAreNoTags) {
  for (const char* within : {"<!-- < 24\" only -->", "<!-- don't <b -->",
                             "<!-- -- < ' --->", "<![CDATA[if n < 2, don't.]]>",
                             "<![CDATA[]] > ]]]>", "<?php if (a < 'b) ?>"}) {
    EXPECT_TRUE(Taken(absl::StrCat("<a>", within, Long(), Long(), "</a>")).ok())
        << within;
    EXPECT_FALSE(
        Taken(absl::StrCat("<a>", within, "<b c='", Long(), "'/>")).ok())
        << within;
  }
  EXPECT_TRUE(Taken(absl::StrCat("<a><!--", Long(), Long(), "--></a>")).ok());
}

// A quote in a comment once made the tag behind it look like a text.
TEST(XmlTagLength, NothingBeforeATagHidesIt) {
  EXPECT_FALSE(
      Taken(absl::StrCat("<a><!-- <x ' --><p q='>' ", Long(), "/></a>")).ok());
}

TEST(XmlTagLength, OfUtf16CharactersCount) {
  for (const bool little : {false, true}) {
    // U+4E3C and U+4E22, which have the bytes of '<' and '"'.
    const std::string name = little ? std::string("\x3C\x4E\x22\x4E")
                                    : std::string("\x4E\x3C\x4E\x22");
    const std::string start = absl::StrCat(Utf16("<a>", little), name);
    const std::string rest =
        Utf16(absl::StrCat(Long(), Long(), "</a>"), little);
    EXPECT_TRUE(Taken(absl::StrCat(start, rest.substr(2))).ok());
    const std::string tag =
        Utf16(absl::StrCat("<b c='", Long(), "'/>"), little).substr(2);
    EXPECT_FALSE(Taken(absl::StrCat(start, tag)).ok());
  }
}

TEST(XmlTagLength, EncodingsInWhichTagsAreNotSeenAreRefused) {
  const auto declared = [](const char* encoding) {
    return Taken(absl::StrCat("<?xml version='1.0' encoding='", encoding,
                              "'?><a>", std::string(400, 'x'), "</a>"));
  };
  for (const char* taken : {"UTF-8", "utf8", "ISO-8859-15", "windows-1252"}) {
    EXPECT_TRUE(declared(taken).ok()) << taken;
  }
  for (const char* refused : {"UTF-7", "IBM037", "UTF-16", "UCS-4"}) {
    EXPECT_TRUE(absl::StrContains(declared(refused).message(),
                                  "an encoding that is not taken"))
        << refused;
  }
  const std::string rest(400, ' ');
  EXPECT_FALSE(Taken(absl::StrCat(std::string("<\0\0\0", 4), rest)).ok());
  EXPECT_FALSE(Taken(absl::StrCat(std::string("\0\0\0<", 4), rest)).ok());
  EXPECT_FALSE(Taken(absl::StrCat("\x4C\x6F\xA7\x94", rest)).ok());
}

}  // namespace
}  // namespace ketenzicht::ingest
