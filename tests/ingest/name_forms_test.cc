// Names in the form in which they are compared: docs/resolution.md.

#include "ingest/name_forms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "ingest/yaml_document.h"
#include "tests/support/case_data.h"

namespace ketenzicht::ingest {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// With the legal forms of data/names.yaml.
NameForms Shipped() {
  Problems problems("names");
  const auto root = ParseYaml(
      testing::CaseState().documents.at(std::string(kNamesDocument)), problems);
  return NameForms::Create(ReadLegalForms(*root, problems).value()).value();
}

struct Case {
  const char* name;
  const char* form;
};

constexpr Case kCases[] = {
    {"DJI", "dji"},
    {"SZ DJI Technology Co., Ltd.", "sz dji technology"},
    {"SZ DJI Technology Co", "sz dji technology"},
    {"sz-dji TECHNOLOGY co ltd", "sz dji technology"},
    {"Da-Jiang", "da jiang"},
    {"大疆", "da jiang"},
    {"深圳市大疆创新科技有限公司", "shen zhen shi da jiang chuang xin ke ji"},
    {"ＤＪＩ", "dji"},
    {"ООО Ланит", "lanit"},
    {"Ланит ООО", "lanit"},
    {"Société Générale S.A.", "societe generale"},
    {"Straße & Co. KG", "strasse"},
    {"Philips N.V.", "philips"},
    {"Philips nv", "philips"},
    {"Koninklijke Philips", "koninklijke philips"},
    {"株式会社", "zhu shi hui she"},
    {"Co., Ltd.", "co"},
    {"B.V.", "b v"},
    {"  ", ""},
    {"…", ""},
};

TEST(NameForms, AreInLatinWithoutCaseAccentsAndLegalForm) {
  const NameForms forms = Shipped();
  for (const Case& one : kCases) {
    EXPECT_EQ(forms.FormOf(one.name), one.form) << one.name;
  }
}

TEST(NameForms, ALetterThatIsNotKnownInLatinStays) {
  EXPECT_EQ(Shipped().FormOf("ཀ"), "ཀ");
}

TEST(NameForms, AreCutWhereTheyAreLong) {
  EXPECT_THAT(Shipped().FormOf(std::string(1000, 'a')), SizeIs(256));
}

TEST(NameForms, ReadsLegalFormsAndRefusesOtherKeys) {
  Problems problems("names.yaml");
  const auto root = ParseYaml(
      "apiVersion: ketenzicht.nl/v1\nkind: Names\nlegal_forms: {between: "
      "[x]}\n",
      problems);
  EXPECT_FALSE(ReadLegalForms(*root, problems).has_value());
  ASSERT_THAT(problems.list(), SizeIs(1));
  EXPECT_THAT(problems.list()[0].reason, HasSubstr("between"));
}

TEST(Trigrams, AreOfLettersWithoutBlanks) {
  EXPECT_EQ(TrigramsOf("hua wei"), TrigramsOf("huawei"));
  EXPECT_THAT(TrigramsOf("huawei"), SizeIs(7));  // ..h .hu hua uaw awe wei ei.
  EXPECT_THAT(TrigramsOf("x"), SizeIs(2));       // ..x .x.
  EXPECT_THAT(TrigramsOf("aaaa"), SizeIs(4)) << "each once";
  EXPECT_THAT(TrigramsOf(""), IsEmpty());
}

}  // namespace
}  // namespace ketenzicht::ingest
