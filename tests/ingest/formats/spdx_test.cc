// SPDX in JSON: our own small documents, and the published ones.

#include "ingest/formats/spdx.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "ingest/source_import.h"
#include "tests/support/case_data.h"
#include "tests/support/corpora.h"
#include "tests/support/corpus_file.h"
#include "tests/support/record_collector.h"

namespace ketenzicht::ingest {
namespace {

using ::ketenzicht::testing::ReadRecords;
using ::ketenzicht::testing::ReadText;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

std::string Document(const std::string& inside) {
  return absl::StrCat(
      R"({"spdxVersion": "SPDX-2.3", "SPDXID": "SPDXRef-DOCUMENT",
          "name": "d", "dataLicense": "CC0-1.0",
          "documentNamespace": "https://acme.example/d",
          "creationInfo": {"created": "2024-05-01T10:00:00Z",
                           "creators": ["Tool: t", "Organization: Acme"]}
          )",
      inside, "}");
}

TEST(Spdx, GivesLinksAsTheDocumentHasThem) {
  const ReadRecords read = ReadText("spdx", Document(R"x(, "packages": [
      {"SPDXID": "SPDXRef-a", "name": "a", "versionInfo": "1",
       "supplier": "Organization: Acme (mail@acme.example)",
       "originator": "Person: Someone",
       "externalRefs": [{"referenceCategory": "PACKAGE_MANAGER",
                         "referenceType": "purl",
                         "referenceLocator": "pkg:npm/%40acme/a@1"}]},
      {"SPDXID": "SPDXRef-b", "name": "b", "primaryPackagePurpose": "FIRMWARE",
       "supplier": "NOASSERTION", "hasFiles": ["SPDXRef-f"],
       "externalRefs": [{"referenceType": "purl",
                         "referenceLocator": "pkg:npm/%40beta/b@1"}]}],
    "files": [{"SPDXID": "SPDXRef-f", "fileName": "./f"}],
    "relationships": [
      {"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES",
       "relatedSpdxElement": "SPDXRef-a"},
      {"spdxElementId": "SPDXRef-b", "relationshipType": "CONTAINED_BY",
       "relatedSpdxElement": "SPDXRef-a"},
      {"spdxElementId": "SPDXRef-a", "relationshipType": "DEPENDS_ON",
       "relatedSpdxElement": "DocumentRef-x:SPDXRef-y"},
      {"spdxElementId": "SPDXRef-b", "relationshipType": "DEPENDS_ON",
       "relatedSpdxElement": "NONE"},
      {"spdxElementId": "SPDXRef-a", "relationshipType": "GENERATED_FROM",
       "relatedSpdxElement": "NOASSERTION"}])x"));
  EXPECT_THAT(read.problems, IsEmpty());
  EXPECT_THAT(read.records.EntityLines(),
              ElementsAre("document SPDXRef-DOCUMENT", "file SPDXRef-f",
                          "organization organization/Acme", "package SPDXRef-a",
                          "package/FIRMWARE SPDXRef-b",
                          "purl-namespace purl-namespace/npm/%40beta"));
  EXPECT_THAT(
      read.records.RelationLines(),
      ElementsAre("SPDXRef-DOCUMENT -DESCRIBES-> SPDXRef-a",
                  "SPDXRef-a -DEPENDS_ON-> DocumentRef-x:SPDXRef-y",
                  "SPDXRef-a -supplier-> organization/Acme",
                  "SPDXRef-b -CONTAINED_BY-> SPDXRef-a",
                  "SPDXRef-b -CONTAINS-> SPDXRef-f",
                  "SPDXRef-b -DEPENDS_ON-> *",
                  "SPDXRef-b -purl-namespace-> purl-namespace/npm/%40beta"));
  for (const RelationRecord& relation : read.records.relations) {
    EXPECT_EQ(relation.modality == graph::Modality::kDenied,
              relation.any_target);
  }
  EXPECT_THAT(read.records.skipped,
              ElementsAre(HasSubstr("a person is no organization"),
                          HasSubstr("NOASSERTION says nothing")));
  EXPECT_EQ(read.records.sources.front().publisher, "Acme");
  EXPECT_EQ(read.records.sources.front().identity, "https://acme.example/d");
}

TEST(Spdx, WhatIsOptionalIsPossibleAndWhatIsDeniedStaysDenied) {
  const std::string text = Document(R"x(, "packages": [
      {"SPDXID": "SPDXRef-a", "name": "a"},
      {"SPDXID": "SPDXRef-b", "name": "b"}],
    "relationships": [
      {"spdxElementId": "SPDXRef-b",
       "relationshipType": "OPTIONAL_COMPONENT_OF",
       "relatedSpdxElement": "SPDXRef-a"},
      {"spdxElementId": "SPDXRef-b",
       "relationshipType": "OPTIONAL_DEPENDENCY_OF",
       "relatedSpdxElement": "SPDXRef-a"},
      {"spdxElementId": "SPDXRef-b", "relationshipType": "CONTAINS",
       "relatedSpdxElement": "NONE"}])x");
  TextSource bytes(text);
  SourceImport how;
  how.files = {{"d.spdx.json", &bytes}};
  how.imported_on = graph::Date::Parse("2024-01-01").value();
  const SourceOutcome done =
      ImportSource(ketenzicht::testing::CaseState(), how).value();
  ASSERT_THAT(done.import.problems, IsEmpty());
  const graph::Snapshot& now = *done.import.next.snapshot;
  const auto name = [&now](const graph::End& end) {
    return end.selector
               ? "anything"
               : now.NameOf(now.Find(end.id), graph::Language::kEnglish);
  };
  std::vector<std::string> told;
  for (const graph::Fact& fact : done.import.written) {
    const graph::Relation* relation = fact.relation();
    if (relation == nullptr) continue;
    told.push_back(absl::StrCat(name(relation->source), " ", relation->kind,
                                " ", name(relation->target), " ",
                                graph::ModalityName(fact.modality)));
  }
  EXPECT_THAT(told, UnorderedElementsAre("a contains b possible",
                                         "a depends_on b possible",
                                         "b contains anything denied"));
}

TEST(Spdx, NoneBesideALinkOfTheKindIsToldAndBothAreKept) {
  const auto remarks = [](const std::string& stated) {
    const std::string text = Document(absl::StrCat(
        R"x(, "packages": [
      {"SPDXID": "SPDXRef-a", "name": "a"},
      {"SPDXID": "SPDXRef-b", "name": "b"}],
    "relationships": [
      {"spdxElementId": "SPDXRef-a", "relationshipType": "DEPENDS_ON",
       "relatedSpdxElement": "NONE"}, )x",
        stated, "]"));
    TextSource bytes(text);
    SourceImport how;
    how.files = {{"d.spdx.json", &bytes}};
    how.imported_on = graph::Date::Parse("2024-01-01").value();
    const SourceOutcome done =
        ImportSource(ketenzicht::testing::CaseState(), how).value();
    EXPECT_THAT(done.import.problems, IsEmpty());
    std::vector<std::string> told;
    for (const auto& [reason, some] : done.report.remarks) {
      told.push_back(reason);
    }
    return told;
  };
  const auto link = [](const char* from, const char* type, const char* to) {
    return absl::StrCat(R"({"spdxElementId": "SPDXRef-)", from,
                        R"(", "relationshipType": ")", type,
                        R"(", "relatedSpdxElement": "SPDXRef-)", to, R"("})");
  };
  const auto is_told = ElementsAre(HasSubstr("denies every depends_on"));
  EXPECT_THAT(remarks(link("a", "DEPENDS_ON", "b")), is_told);
  EXPECT_THAT(remarks(link("b", "RUNTIME_DEPENDENCY_OF", "a")), is_told);
  EXPECT_THAT(remarks(link("a", "CONTAINS", "b")), IsEmpty());
  EXPECT_THAT(remarks(link("b", "DEPENDS_ON", "a")), IsEmpty());
}

TEST(Spdx, NoneOfANarrowTypeDeniesNoWiderOne) {
  std::string links;
  for (const char* type :
       {"DYNAMIC_LINK", "STATIC_LINK", "OPTIONAL_COMPONENT_OF",
        "OPTIONAL_DEPENDENCY_OF", "DEPENDS_ON", "CONTAINS"}) {
    absl::StrAppend(&links, links.empty() ? "" : ", ",
                    R"({"spdxElementId": "SPDXRef-a", "relationshipType": ")",
                    type, R"(", "relatedSpdxElement": "NONE"})");
  }
  const ReadRecords read = ReadText(
      "spdx", Document(absl::StrCat(
                  R"(, "packages": [{"SPDXID": "SPDXRef-a", "name": "a"}],)"
                  R"( "relationships": [)",
                  links, "]")));
  EXPECT_THAT(read.problems, IsEmpty());
  EXPECT_THAT(
      read.records.RelationLines(),
      ElementsAre("SPDXRef-a -CONTAINS-> *", "SPDXRef-a -DEPENDS_ON-> *"));
  EXPECT_THAT(
      read.records.skipped,
      ElementsAre(HasSubstr("/relationships/0: DYNAMIC_LINK to NONE denies"),
                  HasSubstr("/relationships/1: STATIC_LINK to NONE denies"),
                  HasSubstr("/relationships/2: OPTIONAL_COMPONENT_OF to NONE"),
                  HasSubstr("/relationships/3: OPTIONAL_DEPENDENCY_OF to "
                            "NONE")));
}

// A person, or nobody, is stated too: only silence lets something be inferred.
TEST(Spdx, AVendorIsInferredWhereNoneIsStated) {
  const auto inferred = [](const std::string& fields) {
    const ReadRecords read = ReadText(
        "spdx", Document(absl::StrCat(
                    R"x(, "packages": [{"SPDXID": "SPDXRef-a", "name": "a", )x",
                    fields, R"x("externalRefs": [{"referenceType": "purl",
                        "referenceLocator": "pkg:npm/%40acme/a@1"}]}])x")));
    EXPECT_THAT(read.problems, IsEmpty());
    return std::count_if(
        read.records.relations.begin(), read.records.relations.end(),
        [](const RelationRecord& one) { return !one.inferred_by.empty(); });
  };
  EXPECT_EQ(inferred(""), 1);
  EXPECT_EQ(inferred(R"("supplier": "NOASSERTION", )"), 1);
  EXPECT_EQ(inferred(R"("supplier": "Person: Jan Jansen", )"), 0);
  EXPECT_EQ(inferred(R"("originator": "NONE", )"), 0);
}

TEST(Spdx, ASupplierThatIsNotWrittenAsOneIsTold) {
  const ReadRecords read = ReadText("spdx", Document(R"x(, "packages": [
      {"SPDXID": "SPDXRef-a", "name": "a", "supplier": "Acme BV"},
      {"SPDXID": "SPDXRef-b", "name": "b", "originator": ["Person: X"]},
      {"SPDXID": "SPDXRef-c", "name": "c", "supplier": "NOASSERTION"}])x"));
  EXPECT_THAT(read.records.RelationLines(), IsEmpty());
  EXPECT_THAT(read.records.skipped,
              ElementsAre(HasSubstr("supplier is no text of the form"),
                          HasSubstr("originator is no text of the form")));
}

TEST(Spdx, OnlyMailIsNoPartOfTheNameOfAnOrganization) {
  const auto organization = [](const std::string& supplier) {
    const ReadRecords read = ReadText(
        "spdx", Document(absl::StrCat(
                    R"x(, "packages": [{"SPDXID": "SPDXRef-a", "name": "a",)x"
                    R"x( "supplier": "Organization: )x",
                    supplier, "\"}]")));
    EXPECT_THAT(read.problems, IsEmpty());
    for (const EntityRecord& entity : read.records.entities) {
      if (entity.type == "organization") return entity.name;
    }
    return std::string("none");
  };
  EXPECT_EQ(organization("Acme (mail@acme.example)"), "Acme");
  EXPECT_EQ(organization("Acme ()"), "Acme");
  EXPECT_EQ(organization("Acme ( ) "), "Acme");
  EXPECT_EQ(organization("Acme (China)"), "Acme (China)");
  EXPECT_EQ(organization("Acme (China) (mail@acme.example)"), "Acme (China)");
  EXPECT_EQ(organization("Acme"), "Acme");
  EXPECT_EQ(organization("(mail@acme.example)"), "none");
}

TEST(Spdx, RefusesWithThePlace) {
  EXPECT_THAT(ReadText("spdx", R"({"spdxVersion": "SPDX-3.0"})").problems,
              ElementsAre("x:1: spdxVersion 'SPDX-3.0' is not read"));
  EXPECT_THAT(ReadText("spdx", "{}").problems,
              ElementsAre("x: has no spdxVersion"));
  EXPECT_THAT(ReadText("spdx", Document(",\n\"packages\": [{\"name\": \"a\"}]"))
                  .problems,
              ElementsAre(HasSubstr("/packages/0: has no SPDXID")));
  EXPECT_THAT(ReadText("spdx", Document(", \"relationships\": "
                                        "[{\"spdxElementId\": \"a\"}]"))
                  .problems,
              ElementsAre(HasSubstr("/relationships/0: needs")));
  EXPECT_THAT(ReadText("spdx", Document(R"(, "files": [
        {"SPDXID": "SPDXRef-f", "fileName": "a"},
        {"SPDXID": "SPDXRef-f", "fileName": "b"}])"))
                  .problems,
              ElementsAre(HasSubstr("'SPDXRef-f' stands twice")));
}

TEST(Spdx, ReadsThePublishedDocuments) {
  const auto folder = ketenzicht::testing::CorpusFolder("spdx");
  if (!folder) GTEST_SKIP() << "no corpora";
  int read_whole = 0;
  for (const auto& file : ketenzicht::testing::FilesBelow(*folder)) {
    const std::string name = file.filename().string();
    if (!absl::StrContains(name, ".json") ||
        absl::StrContains(file.string(), "spdx3")) {
      continue;
    }
    SCOPED_TRACE(name);
    const std::string text = ketenzicht::testing::CorpusText(file);
    if (absl::StrContains(text.substr(0, 500), "@graph")) continue;
    const ReadRecords read = ReadText("spdx", text);
    if (absl::StrContains(absl::AsciiStrToLower(name), "wrongversion")) {
      // The version of the documents themselves is one that is read.
      continue;
    }
    EXPECT_THAT(read.problems, IsEmpty());
    EXPECT_TRUE(LooksLikeSpdxJson(text.substr(0, kFormatHeadBytes)));
    ++read_whole;
  }
  EXPECT_GT(read_whole, 15);
}

}  // namespace
}  // namespace ketenzicht::ingest
