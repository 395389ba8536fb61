// Strong identifiers: what is one, and what is none.

#include "ingest/identifier.h"

#include <gtest/gtest.h>

#include <optional>
#include <set>
#include <string>

namespace ketenzicht::ingest {
namespace {

TEST(Identifier, IsBroughtIntoOneForm) {
  const auto normal = [](absl::string_view scheme, absl::string_view value) {
    return NormalIdentifier(scheme, value).value_or("none");
  };
  EXPECT_EQ(normal("lei", " 724500acmeacmeacme02"), "724500ACMEACMEACME02");
  EXPECT_EQ(normal("kvk", "12345678"), "12345678");
  EXPECT_EQ(normal("ogrn", "1027700132195"), "1027700132195");
  EXPECT_EQ(normal("ogrn", "304500116000157"), "304500116000157");
  EXPECT_EQ(normal("wikidata", "q42"), "Q42");
  EXPECT_EQ(normal("iso_3166", "cn"), "CN");
  EXPECT_EQ(normal("uuid", "urn:uuid:3E671687-395B-41F5-A30F-A58921A69B79"),
            "3e671687-395b-41f5-a30f-a58921a69b79");
  EXPECT_EQ(normal("purl", "pkg:NPM/%40angular/core@12.3.1"),
            "pkg:npm/%40angular/core@12.3.1");
  EXPECT_EQ(normal("cpe", "cpe:2.3:a:Apache:log4j:2.14.1:*:*:*:*:*:*:*"),
            "cpe:2.3:a:apache:log4j:2.14.1:*:*:*:*:*:*:*");
}

TEST(Identifier, ThatIsNotWellFormedIsNone) {
  const auto is_one = [](absl::string_view scheme, absl::string_view value) {
    return NormalIdentifier(scheme, value).has_value();
  };
  EXPECT_FALSE(is_one("lei", "724500ACMEACMEACME03")) << "check digits";
  EXPECT_FALSE(is_one("lei", "724500ACMEACMEACME0"));
  EXPECT_FALSE(is_one("kvk", "1234567"));
  EXPECT_FALSE(is_one("ogrn", "1027700132196")) << "check digit";
  EXPECT_FALSE(is_one("wikidata", "Q"));
  EXPECT_FALSE(is_one("wikidata", "Q4x"));
  EXPECT_FALSE(is_one("iso_3166", "CHN"));
  EXPECT_FALSE(is_one("uuid", "3e671687-395b-41f5-a30f-a58921a69b7"));
  EXPECT_FALSE(is_one("purl", "npm/left-pad@1.0"));
  EXPECT_FALSE(is_one("purl", "pkg:npm/"));
  EXPECT_FALSE(is_one("cpe", "cpe:2.3:a:apache:log4j:*:*:*:*:*:*:*:*"))
      << "a name of many versions is of none";
  EXPECT_FALSE(is_one("name", "DJI"));
}

TEST(Identifier, NamesAreIdsAndTellTextsApart) {
  EXPECT_EQ(NameByIdentifier("iso_3166", "CN"), "cn");
  EXPECT_EQ(NameByIdentifier("state", "CN"), "cn-state");
  EXPECT_EQ(NameByIdentifier("lei", "724500ACMEACMEACME02"),
            "lei-724500acmeacmeacme02");
  EXPECT_EQ(NameOfText("left-pad"), "left-pad");
  std::set<std::string> names;
  for (const char* text :
       {"A b", "a-b", "a b", "A-B", "a--b", "-a-b", "大疆", "大疆2", ""}) {
    const std::string name = NameOfText(text);
    EXPECT_TRUE(names.insert(name).second) << text;
    EXPECT_LE(name.size(), 80u);
    EXPECT_EQ(name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-"),
              std::string::npos)
        << name;
    EXPECT_NE(name.front(), '-');
  }
}

}  // namespace
}  // namespace ketenzicht::ingest
