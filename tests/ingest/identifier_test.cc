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

TEST(Identifier, PackageUrlsOfOnePackageAreTheSame) {
  const auto normal = [](absl::string_view value) {
    return NormalIdentifier("purl", value).value_or("none");
  };
  EXPECT_EQ(normal("pkg:pypi/Typing_Extensions@4.0"),
            "pkg:pypi/typing-extensions@4.0");
  EXPECT_EQ(normal("pkg:GitHub/Package-URL/PURL-Spec@ABC"),
            "pkg:github/package-url/purl-spec@ABC");
  EXPECT_EQ(normal("pkg:bitbucket/Birkenfeld/Pygments@1"),
            "pkg:bitbucket/birkenfeld/pygments@1");
  EXPECT_EQ(normal("pkg:npm/@angular/core@12.3.1"),
            "pkg:npm/%40angular/core@12.3.1");
  EXPECT_EQ(normal("pkg:npm/@angular/core"), "pkg:npm/%40angular/core");
  EXPECT_EQ(normal("pkg:deb/Debian/curl@7?distro=jessie&Arch=i386&x="),
            "pkg:deb/debian/curl@7?arch=i386&distro=jessie");
  EXPECT_EQ(normal("pkg:deb/debian/attr@1:2-2+b1"),
            normal("pkg://deb/debian//attr@1%3A2-2%2bb1"));
  EXPECT_EQ(normal("pkg:golang/a.b/c@1#./api//v1/"),
            "pkg:golang/a.b/c@1#api/v1");
  EXPECT_NE(normal("pkg:npm/JSONStream@1"), normal("pkg:npm/jsonstream@1"))
      << "two packages";
  EXPECT_NE(normal("pkg:maven/g/A@1"), normal("pkg:maven/g/a@1"));
  for (const char* none :
       {"pkg:npm/@1.0", "pkg:npm/a/@1.0", "pkg:1a/b", "pkg:npm/a%2",
        "pkg:npm/a?b", "pkg:npm/a?b=1&B=2", "pkg:npm"}) {
    EXPECT_EQ(normal(none), "none") << none;
  }
  for (const char* one :
       {"pkg:npm/%40angular/core@12.3.1",
        "pkg:deb/debian/attr@1:2-2%2Bb1?arch=source",
        "pkg:docker/a@sha256:2?repository_url=gcr.io%2Fx#a/b"}) {
    EXPECT_EQ(normal(one), one) << "is its own normal form";
  }
}

TEST(Identifier, CpesOfOneProductAreTheSame) {
  const auto normal = [](absl::string_view value) {
    return NormalIdentifier("cpe", value).value_or("none");
  };
  EXPECT_EQ(normal("cpe:/a:Apache:log4j:2.14.1"),
            "cpe:2.3:a:apache:log4j:2.14.1:*:*:*:*:*:*:*");
  // The examples of NISTIR 7695.
  EXPECT_EQ(normal("cpe:/a:hp:insight_diagnostics:7.4.0.1570::~~online~"
                   "win2003~x64~"),
            "cpe:2.3:a:hp:insight_diagnostics:7.4.0.1570:*:*:*:online:win2003:"
            "x64:*");
  EXPECT_EQ(normal("cpe:/a:foo%5cbar:big%24money_2010:1::~~special~ipod_touch~"
                   "80gb~"),
            R"(cpe:2.3:a:foo\\bar:big\$money_2010:1:*:*:*:special:)"
            "ipod_touch:80gb:*");
  EXPECT_EQ(normal("cpe:/a:microsoft:internet_explorer:8.0.6001:beta:-"),
            "cpe:2.3:a:microsoft:internet_explorer:8.0.6001:beta:-:*:*:*:*:*");
  EXPECT_EQ(normal(R"(cpe:2.3:a:a:b\:c:1\.0)"),
            R"(cpe:2.3:a:a:b\:c:1.0:*:*:*:*:*:*:*)");
  EXPECT_EQ(normal(R"(cpe:2.3:a:a:b:1:\-:-)"),
            R"(cpe:2.3:a:a:b:1:\-:-:*:*:*:*:*)");
  for (const char* none :
       {"cpe:/a:apache:log4j", "cpe:/a:apache:log4j:-", "cpe:/a:b:c:1%02",
        "cpe:/a:b:c:1%0", "cpe:/a:b:c:1::~a", "cpe:2.3:a:b:c:1.*",
        R"(cpe:2.3:a:b:c:1\)", "cpe:2.3:a:b:c:1:*:*:*:*:*:*:*:*"}) {
    EXPECT_EQ(normal(none), "none") << none;
  }
  for (const char* one : {"cpe:/a:a:b%3ac:1", R"(cpe:2.3:a:foo\\bar:c\$:1)"}) {
    EXPECT_EQ(normal(normal(one)), normal(one));
  }
}

TEST(Identifier, OfACpeOnlyTellProductsApartThatAreNoPackages) {
  const Identifiers one = {{"cpe", "cpe:2.3:a:a:b:1:*:*:*:*:*:*:*"}};
  Identifiers other = {{"cpe", "cpe:2.3:a:a:c:1:*:*:*:*:*:*:*"}};
  EXPECT_TRUE(AreOfTwoThings(one, other));
  other["purl"] = "pkg:npm/c@1";
  EXPECT_FALSE(AreOfTwoThings(one, other));
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
  EXPECT_FALSE(is_one("uuid", "00000000-0000-0000-0000-000000000000"))
      << "the nil UUID is that of whatever has none";
  EXPECT_FALSE(is_one("uuid", "urn:uuid:00000000-0000-0000-0000-000000000000"));
  EXPECT_TRUE(is_one("uuid", "00000000-0000-0000-0000-000000000001"));
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
