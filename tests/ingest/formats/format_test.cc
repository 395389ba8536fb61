// How formats are told from what files begin with.

#include "ingest/formats/format.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "ingest/formats/head.h"
#include "ingest/source_import.h"
#include "tests/support/case_data.h"
#include "tests/support/record_collector.h"

namespace ketenzicht::ingest {
namespace {

using ::ketenzicht::testing::ReadRecords;
using ::ketenzicht::testing::ReadText;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kMark[] = "\xEF\xBB\xBF";

std::string Recognized(absl::string_view text) {
  const Format* format = RecognizeFormat(text.substr(0, kFormatHeadBytes));
  return format == nullptr ? "" : std::string(format->name);
}

// ASCII in UTF-16.
std::string Utf16(absl::string_view text, bool big, bool mark) {
  std::string units;
  if (mark) units = big ? "\xFE\xFF" : "\xFF\xFE";
  for (const char c : text) {
    if (big) units += '\0';
    units += c;
    if (!big) units += '\0';
  }
  return units;
}

std::vector<std::string> ProblemsOf(const std::string& text,
                                    const std::string& format = "") {
  TextSource bytes(text);
  SourceImport how;
  how.files = {{"x", &bytes}};
  how.format = format;
  how.imported_on = graph::Date::Parse("2024-01-01").value();
  std::vector<std::string> problems;
  const SourceOutcome done =
      ImportSource(ketenzicht::testing::CaseState(), how).value();
  for (const Problem& problem : done.import.problems) {
    problems.push_back(FormatProblem(problem));
  }
  return problems;
}

// Small files of JSON, by format.
const std::vector<std::pair<std::string, std::string>>& JsonFiles() {
  static const auto& files =
      *new std::vector<std::pair<std::string, std::string>>{
          {"cyclonedx",
           R"({"bomFormat": "CycloneDX", "specVersion": "1.6",
               "components": [{"type": "library", "name": "l"}]})"},
          {"spdx",
           R"({"spdxVersion": "SPDX-2.3", "SPDXID": "SPDXRef-DOCUMENT",
               "packages": [{"SPDXID": "SPDXRef-a", "name": "a"}]})"},
          {"misp-galaxy",
           R"({"authors": [], "category": "actor", "type": "threat-actor",
               "values": [{"value": "A"}]})"},
          {"stix",
           R"({"type": "bundle", "id":
               "bundle--11111111-1111-4111-8111-111111111111",
               "objects": []})"},
          {"ftm", R"({"id": "c", "schema": "Company",)"
                  R"( "properties": {"name": ["C"]}})"}};
  return files;
}

TEST(Formats, OfJsonAreToldWithAByteOrderMarkToo) {
  for (const auto& [format, text] : JsonFiles()) {
    const std::string marked = absl::StrCat(kMark, text);
    EXPECT_EQ(Recognized(text), format);
    EXPECT_EQ(Recognized(marked), format);
    EXPECT_THAT(ReadText(format, marked).problems, IsEmpty()) << format;
    EXPECT_EQ(ReadText(format, marked).records.EntityLines(),
              ReadText(format, text).records.EntityLines());
  }
}

// And not by a text that is spelled as one.
TEST(Formats, OfJsonAreToldByKeys) {
  EXPECT_EQ(Recognized(R"({"spdxVersion" : "SPDX-2.3", "name": "bomFormat"})"),
            "spdx");
  EXPECT_EQ(Recognized(R"({"type": "bundle", "id": "bundle--1", "objects": [
      {"type": "identity", "name": "spdxVersion"}]})"),
            "stix");
  EXPECT_EQ(Recognized(R"({"name": "bomFormat"})"), "");
}

TEST(Formats, AreToldWhereWhatNamesThemStandsFarBehind) {
  std::string components, packages, values, objects;
  for (int at = 0; at < 4000; ++at) {
    const char* comma = at == 0 ? "" : ",\n";
    absl::StrAppend(&components, comma,
                    R"({"type": "library", "name": "l", "bom-ref": ")", at,
                    "\"}");
    absl::StrAppend(&packages, comma, R"({"name": "p", "SPDXID": "SPDXRef-)",
                    at, "\"}");
    absl::StrAppend(&values, comma, R"({"meta": {}, "value": "v)", at, "\"}");
    absl::StrAppend(&objects, comma,
                    R"({"type": "campaign", "spec_version": "2.1", "id":)",
                    R"( "campaign--)", at, "\"}");
  }
  const std::pair<const char*, std::string> files[] = {
      {"cyclonedx", absl::StrCat("{\"components\": [", components,
                                 R"(], "bomFormat": "CycloneDX",
                                    "specVersion": "1.6"})")},
      {"spdx", absl::StrCat("{\"packages\": [", packages,
                            R"(], "spdxVersion": "SPDX-2.3"})")},
      {"misp-galaxy", absl::StrCat("{\"values\": [", values,
                                   R"(], "type": "threat-actor", "authors": [],
                       "category": "c"})")},
      {"stix",
       absl::StrCat("{\"objects\": [", objects, R"(], "type": "bundle"})")}};
  for (const auto& [format, text] : files) {
    ASSERT_GT(text.size(), kFormatHeadBytes);
    EXPECT_EQ(Recognized(text), format);
    EXPECT_THAT(ReadText(format, text).problems, IsEmpty()) << format;
  }
}

TEST(Formats, KeysOfAMappingThatAFormatDoesNotHeedAreRefused) {
  const auto problems = [](const std::string& text, const std::string& format,
                           const std::string& keys) {
    TextSource bytes(text);
    SourceImport how;
    how.files = {{"x", &bytes}};
    how.format = format;
    how.mapping = InputFile{
        "m.yaml", absl::StrCat("apiVersion: ketenzicht.nl/v1\n"
                               "kind: Mapping\nformat: mine\n"
                               "title: {nl: mijn, en: mine}\n"
                               "entities: {\"*\": {kind: software}}\n",
                               keys)};
    how.imported_on = graph::Date::Parse("2024-01-01").value();
    std::vector<std::string> told;
    const SourceOutcome done =
        ImportSource(ketenzicht::testing::CaseState(), how).value();
    for (const Problem& problem : done.import.problems) {
      told.push_back(FormatProblem(problem));
    }
    return told;
  };
  constexpr char kEncoding[] = "table: {encoding: windows-1252}\n";
  constexpr char kRows[] =
      "rows:\n  - entity: {type: a, key: \"{ID}\", name: \"{ID}\"}\n";
  const std::string bill = JsonFiles().front().second;
  const std::string archi = "ID,Type,Name,Documentation\na,Node,A,\n";
  EXPECT_THAT(problems(bill, "", kEncoding),
              ElementsAre("m.yaml: 'table: encoding' is not heeded by "
                          "cyclonedx"));
  EXPECT_THAT(problems(archi, "", kEncoding), IsEmpty());
  // The same mapping may be for the XML of a model too.
  EXPECT_THAT(problems("<model xmlns='http://www.opengroup.org/xsd/archimate/"
                       "3.0/' identifier='m'/>",
                       "", kEncoding),
              IsEmpty());
  EXPECT_THAT(
      problems(archi, "", "table: {dates: [\"%Y\"], decimal_comma: true}\n"),
      ElementsAre(HasSubstr("'table: decimal_comma' is not heeded"),
                  HasSubstr("'table: dates' is not heeded by "
                            "archimate")));
  EXPECT_THAT(problems(archi, "", kRows),
              ElementsAre("m.yaml: 'rows' is not heeded by archimate; it is "
                          "for --format table"));
  EXPECT_THAT(problems(archi, "table", kRows), IsEmpty());
  EXPECT_THAT(problems(":ID,name\n1,A\n", "",
                       "table: {delimiter: \",\", encoding: utf-8}\n"),
              IsEmpty());
}

TEST(Formats, SpdxThreeIsCalledByItsName) {
  constexpr char kDocument[] = R"({
  "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld",
  "@graph": [{"type": "Person", "spdxId": "urn:x"}]})";
  EXPECT_EQ(Recognized(kDocument), "spdx");
  EXPECT_THAT(ProblemsOf(kDocument),
              ElementsAre("x:2: /@context: is JSON-LD, as SPDX 3 is; SPDX 3 is "
                          "not read yet, 2.2 and 2.3 are"));
  EXPECT_THAT(ProblemsOf(R"({"@graph": [{"type": "Person"}]})", "spdx"),
              ElementsAre(HasSubstr("SPDX 3 is not read yet")));
}

TEST(Formats, WhatIsOfNoneIsToldAsWhatItIs) {
  EXPECT_THAT(ProblemsOf("{\"a\": 1}"),
              ElementsAre(HasSubstr("x: is JSON, and nothing that it begins "
                                    "with is of a format that is known; name "
                                    "one of cyclonedx")));
  EXPECT_THAT(ProblemsOf("<a/>"), ElementsAre(HasSubstr("x: is XML, and")));
  EXPECT_THAT(ProblemsOf("a,b\n"),
              ElementsAre(HasSubstr("x: is of no format that is known; name")));
}

TEST(Formats, XmlInUtf16IsRead) {
  constexpr char kModel[] =
      "<?xml version=\"1.0\"?>\n"
      "<model xmlns='http://www.opengroup.org/xsd/archimate/3.0/' "
      "xmlns:x='http://www.w3.org/2001/XMLSchema-instance' identifier='m'>"
      "<elements><element identifier='a' x:type='Node'><name>N</name></element>"
      "</elements></model>";
  constexpr char kBill[] =
      "<bom xmlns='http://cyclonedx.org/schema/bom/1.6'><components>"
      "<component type='library'><name>l</name></component></components></bom>";
  for (const bool big : {false, true}) {
    for (const bool mark : {false, true}) {
      const std::string model = Utf16(kModel, big, mark);
      EXPECT_EQ(Recognized(model), "archimate") << big << mark;
      const ReadRecords read = ReadText("archimate", model);
      EXPECT_THAT(read.problems, IsEmpty()) << big << mark;
      EXPECT_THAT(read.records.EntityLines(), ElementsAre("Node a"));
      const std::string bill = Utf16(kBill, big, mark);
      EXPECT_EQ(Recognized(bill), "cyclonedx") << big << mark;
      // Without a mark and without a declaration nothing says what it is.
      if (!mark) continue;
      EXPECT_THAT(ReadText("cyclonedx", bill).problems, IsEmpty());
    }
  }
}

TEST(Formats, JsonInUtf16IsToldAsThat) {
  for (const auto& [format, text] : JsonFiles()) {
    const std::string units = Utf16(text, false, true);
    EXPECT_EQ(Recognized(units), format);
    EXPECT_THAT(ReadText(format, units).problems,
                ElementsAre(HasSubstr("this is UTF-16; save it as UTF-8")))
        << format;
  }
}

TEST(Formats, OfAnyBytesTheHeadIsText) {
  EXPECT_EQ(HeadText(""), "");
  EXPECT_EQ(HeadText("\xFF\xFE"), "");
  EXPECT_EQ(HeadText(absl::string_view("\xFF\xFE<\0\x2D\x4E", 6)), "<?");
  EXPECT_EQ(HeadText(absl::string_view("\xFE\xFF\0<\x4E", 5)), "<");
  EXPECT_EQ(HeadText("\xEF\xBB\xBF{"), "{");
}

}  // namespace
}  // namespace ketenzicht::ingest
