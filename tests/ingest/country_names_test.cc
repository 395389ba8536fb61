// Which country a word is for, and why another is for none.

#include "ingest/country_names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace ketenzicht::ingest {
namespace {

using ::testing::Optional;

TEST(CountryNames, KnowsCodesAndNamesAndTheWordsOfAMapping) {
  const CountryNames names({{"Holland", "NL"}, {"gb-sct", "GB"}});
  for (const char* word :
       {"NL", "nl", " nld ", "Nederland", "netherlands", "HOLLAND"}) {
    EXPECT_THAT(names.Find(word), Optional(std::string("NL"))) << word;
  }
  EXPECT_THAT(names.Find("cote d’ivoire"), Optional(std::string("CI")));
  EXPECT_THAT(names.Find("GB-SCT"), Optional(std::string("GB")));
  EXPECT_THAT(names.Find("xk"), Optional(std::string("XK")))
      << "not of ISO 3166, but of everyone who writes of Kosovo";
  for (const char* word : {"", "uk", "eu", "suhh", "zz", "Atlantis"}) {
    EXPECT_EQ(names.Find(word), std::nullopt) << word;
  }
}

TEST(CountryNames, SaysWhyAWordIsForNone) {
  const CountryNames names({});
  constexpr char kFormer[] =
      "a country that is no more, or the former code of one";
  constexpr char kPart[] = "a part of a country, or a region that is disputed";
  constexpr char kUnknown[] = "no country that is known";
  for (const char* word : {"suhh", "SU", "cshh", "csxx", "yucs", "dd", "ZR"}) {
    EXPECT_EQ(names.WhyNone(word), kFormer) << word;
  }
  for (const char* word : {"gb-sct", "ua-cri", "UA-DPR", "cy-trnc", "md-pmr"}) {
    EXPECT_EQ(names.WhyNone(word), kPart) << word;
  }
  EXPECT_EQ(names.WhyNone(" eu "), "a group of countries");
  EXPECT_EQ(names.WhyNone("un"), "a group of countries");
  EXPECT_EQ(names.WhyNone("zz"), "no country is named");
  for (const char* word : {"", "xxx", "cq", "x-so", "qq-1", "NATO", "Asia",
                           "Atlantis", "001", "é", "gb-"}) {
    EXPECT_EQ(names.WhyNone(word), kUnknown) << word;
  }
}

}  // namespace
}  // namespace ketenzicht::ingest
