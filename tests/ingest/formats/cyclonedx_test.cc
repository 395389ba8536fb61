// CycloneDX in JSON and XML: our own bills, and those of the format's own
// tests.

#include "ingest/formats/cyclonedx.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "tests/support/corpora.h"
#include "tests/support/record_collector.h"

namespace ketenzicht::ingest {
namespace {

using ::ketenzicht::testing::ReadRecords;
using ::ketenzicht::testing::ReadText;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string TextOfFile(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

// The same bill twice.
std::string Json() {
  return TextOfFile("tests/ingest/formats/samples/bill.cdx.json");
}
std::string Xml() {
  return TextOfFile("tests/ingest/formats/samples/bill.cdx.xml");
}

TEST(CycloneDx, GivesThingsAndLinksEachWayRound) {
  const ReadRecords read = ReadText("cyclonedx", Json());
  EXPECT_THAT(read.problems, IsEmpty());
  EXPECT_THAT(
      read.records.EntityLines(),
      ElementsAre("component/device s", "component/file a/file/inner",
                  "component/firmware b", "component/library a",
                  "component/library c",
                  "composition/dependencies composition/dependencies/a",
                  "composition/parts composition/parts/s", "country country/NL",
                  "organization organization/Beta ",
                  "organization organization/Beta https://beta.example",
                  "organization organization/Delta ",
                  "organization organization/Gamma ",
                  "purl-namespace purl-namespace/maven/org.acme", "service v"));
  EXPECT_THAT(
      read.records.RelationLines(),
      ElementsAre("a -dependsOn-> b", "a -dependsOn-> gone",
                  "a -part-> a/file/inner",
                  "a -purl-namespace-> purl-namespace/maven/org.acme",
                  "b -dependsOn-> *", "b -manufacturer-> organization/Gamma ",
                  "b -supplier-> organization/Beta https://beta.example",
                  "c -publisher-> organization/Beta ",
                  "organization/Beta https://beta.example -address-> "
                  "country/NL",
                  "s -dependsOn-> a", "s -dependsOn-> b", "s -part-> a",
                  "s -part-> b", "s -part-> v", "s -provides-> c",
                  "s -supplier-> organization/Beta https://beta.example",
                  "v -provider-> organization/Delta "));
  EXPECT_THAT(read.records.skipped, ::testing::SizeIs(2));
  const SourceRecord& source = read.records.sources.front();
  EXPECT_EQ(source.title, "SBOM: Drone 2");
  EXPECT_EQ(source.published->ToString(), "2024-05-01");
  EXPECT_EQ(source.publisher, "Beta");
  EXPECT_EQ(source.identity, "urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79");
}

TEST(CycloneDx, InXmlSaysTheSame) {
  const ReadRecords json = ReadText("cyclonedx", Json());
  const ReadRecords xml = ReadText("cyclonedx", Xml());
  EXPECT_THAT(xml.problems, IsEmpty());
  EXPECT_THAT(xml.records.EntityLines(),
              ElementsAreArray(json.records.EntityLines()));
  EXPECT_THAT(xml.records.RelationLines(),
              ElementsAreArray(json.records.RelationLines()));
  EXPECT_EQ(xml.records.sources.front().title, "SBOM: Drone 2");
}

constexpr char kJsonHead[] =
    "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.6\"";
constexpr char kXmlHead[] = "<bom xmlns='http://cyclonedx.org/schema/bom/1.6'";

TEST(CycloneDx, PartsWithoutRefAreToldByWhatTheyAre) {
  const auto lines = [](const std::string& components) {
    return ReadText("cyclonedx", absl::StrCat(kJsonHead, ", \"components\": [",
                                              components, "]}"))
        .records.EntityLines();
  };
  const std::string camera = R"({"type": "device", "name": "camera",
      "components": [{"type": "library", "name": "x", "version": "1"}]})";
  const std::string radio = R"({"type": "device", "group": "a/b", "name": "c@d",
      "version": "2", "components": [{"type": "library", "name": "x",
      "version": "1"}]})";
  const auto expected = ElementsAre(
      "component/device /device/a%2Fb/c%40d@2",
      "component/device /device/camera", "component/device /device/camera#2",
      "component/library /device/a%2Fb/c%40d@2/library/x@1",
      "component/library /device/camera#2/library/x@1",
      "component/library /device/camera/library/x@1");
  EXPECT_THAT(lines(absl::StrCat(camera, ",", radio, ",", camera)), expected);
  EXPECT_THAT(lines(absl::StrCat(radio, ",", camera, ",", camera)), expected);
}

// Who may be a person: what is left out is told.
TEST(CycloneDx, AuthorsAreToldAsLeftOut) {
  const auto skipped = [](const std::string& fields) {
    return ReadText("cyclonedx", absl::StrCat(R"({"bomFormat": "CycloneDX",
                        "specVersion": "1.6", "components": [
                        {"type": "library", "name": "a")",
                                              fields, "}]}"))
        .records.skipped;
  };
  EXPECT_THAT(skipped(""), IsEmpty());
  for (const char* fields :
       {R"(, "author": "Jan")", R"(, "authors": [{"name": "Jan"}])"}) {
    EXPECT_THAT(skipped(fields),
                ElementsAre(::testing::HasSubstr("an author, who may be")));
  }
  const ReadRecords xml =
      ReadText("cyclonedx",
               "<bom xmlns='http://cyclonedx.org/schema/bom/1.6'><components>"
               "<component type='library'><author>Jan</author><name>a</name>"
               "</component></components></bom>");
  EXPECT_THAT(xml.problems, IsEmpty());
  EXPECT_THAT(xml.records.skipped, ::testing::SizeIs(1));
}

TEST(CycloneDx, NumbersItsIssues) {
  const auto version = [](const std::string& text) {
    const ReadRecords read = ReadText("cyclonedx", text);
    EXPECT_THAT(read.problems, IsEmpty());
    return read.records.sources.front().version;
  };
  EXPECT_EQ(version(absl::StrCat(kJsonHead, ", \"version\": 3}")), 3);
  EXPECT_EQ(version(absl::StrCat(kXmlHead, " version='3'/>")), 3);
  EXPECT_EQ(version(absl::StrCat(kJsonHead, "}")), 1) << "as the format says";
  EXPECT_EQ(version(absl::StrCat(kXmlHead, "/>")), 1);
  EXPECT_THAT(
      ReadText("cyclonedx", absl::StrCat(kJsonHead, ", \"version\": \"new\"}"))
          .problems,
      ElementsAre("x:1: version 'new' is no number of an issue"));
  EXPECT_THAT(
      ReadText("cyclonedx", absl::StrCat(kJsonHead, ", \"version\": 0}"))
          .problems,
      ElementsAre("x:1: version '0' is no number of an issue"));
  EXPECT_THAT(
      ReadText("cyclonedx", absl::StrCat(kXmlHead, " version='-1'/>")).problems,
      ElementsAre("x:1: version '-1' is no number of an issue"));
}

TEST(CycloneDx, ASerialNumberThatIsNilNamesNoBill) {
  const ReadRecords read =
      ReadText("cyclonedx", absl::StrCat(kJsonHead,
                                         ", \"serialNumber\": "
                                         "\"urn:uuid:00000000-0000-0000-0000-"
                                         "000000000000\"}"));
  EXPECT_THAT(read.problems, IsEmpty());
  EXPECT_EQ(read.records.sources.front().identity, "");
  EXPECT_THAT(
      read.records.skipped,
      ElementsAre("line 1: a serial number that is nil, and names no bill"));
}

// Libraries p, q, r … with what else is said of them.
ReadRecords ReadLibraries(const std::vector<std::string>& more) {
  std::string components;
  std::string ref = "p";
  for (const std::string& one : more) {
    absl::StrAppend(&components, components.empty() ? "" : ", ",
                    R"({"type": "library", "bom-ref": ")", ref,
                    R"(", "name": ")", ref, R"(", )", one, "}");
    ++ref[0];
  }
  return ReadText("cyclonedx", absl::StrCat(kJsonHead, ", \"components\": [",
                                            components, "]}"));
}

TEST(CycloneDx, ARefOfSeveralNamesIsOfSeveralOrganizations) {
  const std::string acme = R"("supplier": {"bom-ref": "x", "name": "Acme"})";
  const std::string evil = R"("supplier": {"bom-ref": "x", "name": "Evil"})";
  const std::string beta = R"("supplier": {"bom-ref": "y", "name": "Beta"})";
  const std::string same = R"("supplier": {"bom-ref": "y", "name": " Beta "})";
  const ReadRecords read = ReadLibraries({acme, evil, beta, same, acme});
  EXPECT_THAT(read.problems, IsEmpty());
  EXPECT_THAT(
      read.records.RelationLines(),
      ElementsAre("p -supplier-> organization/x/Acme",
                  "q -supplier-> organization/x/Evil", "r -supplier-> y",
                  "s -supplier-> y", "t -supplier-> organization/x/Acme"));
  EXPECT_THAT(read.records.remarked,
              ElementsAre("/components/0: a bom-ref of organizations of "
                          "several names, which are several",
                          "/components/1: a bom-ref of organizations of "
                          "several names, which are several"));
  EXPECT_THAT(ReadLibraries({evil, acme}).records.RelationLines(),
              ElementsAre("p -supplier-> organization/x/Evil",
                          "q -supplier-> organization/x/Acme"))
      << "in whatever order they stand";
}

TEST(CycloneDx, OrganizationsInTwoCountriesAreTwo) {
  const auto maker = [](const std::string& country) {
    return absl::StrCat(R"("manufacturer": {"name": "Acme", "address": )",
                        R"({"country": ")", country, "\"}}");
  };
  const ReadRecords read =
      ReadLibraries({maker("CN"), maker("US"), maker("China"),
                     R"("manufacturer": {"name": "Acme"})", maker(" ")});
  EXPECT_THAT(read.records.RelationLines(),
              ElementsAre("organization/Acme  in CN -address-> country/CN",
                          "organization/Acme  in US -address-> country/US",
                          "p -manufacturer-> organization/Acme  in CN",
                          "q -manufacturer-> organization/Acme  in US",
                          "r -manufacturer-> organization/Acme  in CN",
                          "s -manufacturer-> organization/Acme ",
                          "t -manufacturer-> organization/Acme "));
  EXPECT_THAT(read.records.remarked,
              ElementsAre(HasSubstr("/components/0: an organization"),
                          HasSubstr("/components/1: an organization"),
                          HasSubstr("/components/3: an organization")));
  EXPECT_THAT(ReadLibraries({maker("CN"), R"("manufacturer": {"name": "Acme"})",
                             maker("China")})
                  .records.RelationLines(),
              ElementsAre("organization/Acme  -address-> country/CN",
                          "p -manufacturer-> organization/Acme ",
                          "q -manufacturer-> organization/Acme ",
                          "r -manufacturer-> organization/Acme "))
      << "one country, by two words";
}

TEST(CycloneDx, ANameOfBlanksIsNoNameOfAnOrganization) {
  const ReadRecords read = ReadLibraries(
      {R"("supplier": {"name": "  ", "url": ["https://acme.example"]})",
       R"("publisher": " ")", R"("supplier": {"name": " "})"});
  EXPECT_THAT(read.records.RelationLines(),
              ElementsAre("p -supplier-> organization/ https://acme.example"));
  EXPECT_THAT(
      read.records.skipped,
      ElementsAre("/components/1: an organization without a name or address",
                  "/components/2: an organization without a name or address"));
}

TEST(CycloneDx, CompositionsAreOfPartsOfTheBill) {
  const ReadRecords read =
      ReadText("cyclonedx", absl::StrCat(kJsonHead, R"(, "compositions": [
          {"aggregate": "incomplete", "assemblies": ["a", "gone"]},
          {"aggregate": "unknown", "vulnerabilities": ["v"]},
          {"aggregate": "complete"}],
        "components": [{"type": "library", "bom-ref": "a", "name": "a"}]})"));
  EXPECT_THAT(read.problems, IsEmpty());
  EXPECT_THAT(read.records.EntityLines(),
              ElementsAre("component/library a",
                          "composition/parts composition/parts/a"));
  EXPECT_THAT(
      read.records.skipped,
      ElementsAre("/compositions/1: a composition that names no part",
                  "/compositions/2: a composition that names no part",
                  "/compositions/0: a composition of what is no part of the "
                  "bill"));
}

// "None" is neither "unknown" nor "not asserted": the format declares it by an
// entry with nothing in it, or by what it calls complete.
TEST(CycloneDx, ThatThereAreNoDependenciesIsDenied) {
  const ReadRecords read =
      ReadText("cyclonedx", absl::StrCat(kJsonHead, R"(, "dependencies": [
          {"ref": "none", "dependsOn": []}, {"ref": "bare"},
          {"ref": "some", "dependsOn": ["none"]}, {"ref": "some"},
          {"ref": "all", "dependsOn": ["none"]},
          {"ref": "open"}, {"ref": "gone"},
          {"ref": "silent", "provides": ["none"]}],
        "compositions": [
          {"aggregate": "complete", "assemblies": ["all"],
           "dependencies": ["all"]},
          {"aggregate": "unknown", "dependencies": ["open"]}],
        "components": [
          {"type": "library", "bom-ref": "none", "name": "none"},
          {"type": "library", "bom-ref": "bare", "name": "bare"},
          {"type": "library", "bom-ref": "some", "name": "some"},
          {"type": "library", "bom-ref": "all", "name": "all"},
          {"type": "library", "bom-ref": "open", "name": "open"},
          {"type": "library", "bom-ref": "silent", "name": "silent"}]})"));
  EXPECT_THAT(read.problems, IsEmpty());
  EXPECT_THAT(
      read.records.RelationLines(),
      ElementsAre("all -dependsOn-> *", "all -dependsOn-> none",
                  "all -part-> *", "bare -dependsOn-> *", "none -dependsOn-> *",
                  "silent -provides-> none", "some -dependsOn-> none"));
  for (const RelationRecord& relation : read.records.relations) {
    EXPECT_EQ(relation.modality == graph::Modality::kDenied,
              relation.any_target);
  }
  EXPECT_THAT(read.records.skipped,
              ElementsAre("/dependencies/6: that there are none, of what is no "
                          "part of the bill"));
}

TEST(CycloneDx, TellsWhatIsNotKnownOfWhom) {
  const ReadRecords read = ReadText("cyclonedx", Json());
  for (const EntityRecord& entity : read.records.entities) {
    if (entity.type == "composition/parts") {
      EXPECT_EQ(entity.unknown_kind, graph::UnknownKind::kNotStated);
      EXPECT_THAT(entity.about, ElementsAre("s"));
    } else if (entity.type == "composition/dependencies") {
      EXPECT_EQ(entity.unknown_kind, graph::UnknownKind::kUnknownToSpeaker);
      EXPECT_THAT(entity.about, ElementsAre("a"));
    } else {
      EXPECT_EQ(entity.unknown_kind, graph::UnknownKind::kNone);
    }
  }
  for (const RelationRecord& relation : read.records.relations) {
    EXPECT_EQ(relation.inferred_by.empty(), relation.type != "purl-namespace");
  }
}

// Each attribute of a tag is compared with all others: a megabyte took minutes.
TEST(CycloneDx, ALineOfXmlIsThatOfTheElement) {
  std::string bom =
      "<?xml version=\"1.0\"?>\n"
      "<bom xmlns=\"http://cyclonedx.org/schema/bom/1.6\">\n<components>\n";
  for (int i = 0; i < 300; ++i) {
    absl::StrAppend(&bom, "<component type=\"library\"><name>c", i,
                    "</name></component>\n");
  }
  const std::string rest =
      "<component type=\"library\"></component>\n</components></bom>";
  EXPECT_THAT(ReadText("cyclonedx", bom + rest).problems,
              ElementsAre(HasSubstr(":304:")));
  EXPECT_THAT(
      ReadText("cyclonedx", "<?xml version=\"1.0\"?>\n\n<!DOCTYPE bom>\n" +
                                bom.substr(bom.find("<bom")) + rest)
          .problems,
      ElementsAre(HasSubstr(":3: a document type is not taken")));
}

TEST(CycloneDx, ATagThatIsTooLongIsRefused) {
  const auto bom = [](int attributes) {
    std::string text = "<bom xmlns=\"http://cyclonedx.org/schema/bom/1.6\"";
    for (int i = 0; i < attributes; ++i) {
      absl::StrAppend(&text, " a", i, "='>'");
    }
    return absl::StrCat(text, "><!-- no tag --></bom>");
  };
  EXPECT_THAT(ReadText("cyclonedx", bom(1000)).problems, IsEmpty());
  EXPECT_THAT(ReadText("cyclonedx", bom(200'000)).problems,
              ElementsAre(HasSubstr("a tag of more than 32768 characters")));
}

TEST(CycloneDx, RefusesWithThePlace) {
  const auto problems = [](const std::string& inside) {
    return ReadText("cyclonedx", absl::StrCat("{\"bomFormat\": \"CycloneDX\",\n"
                                              "\"specVersion\": \"1.6\",\n",
                                              inside, "}"))
        .problems;
  };
  EXPECT_THAT(problems("\"components\": [{\"type\": \"foo\", \"name\": "
                       "\"x\"}]"),
              ElementsAre("x:3: /components/0: 'foo' is no type of "
                          "component"));
  EXPECT_THAT(problems("\"components\": [{\"type\": \"library\",\"name\":\"x\","
                       "\"bom-ref\": \"r\"}, {\"type\": \"library\", \"name\": "
                       "\"y\", \"bom-ref\": \"r\"}]"),
              ElementsAre(HasSubstr("the bom-ref 'r' stands twice")));
  EXPECT_THAT(problems("\"components\": {\"type\": \"library\"}"),
              ElementsAre("x:3: /components: must be a list"));
  EXPECT_THAT(problems("\"metadata\": {\"component\": {\"type\": "
                       "\"library\", \"name\": \"x\", \"components\": {}}}"),
              ElementsAre("x:3: /metadata/component/components: must be a "
                          "list"));
  EXPECT_THAT(problems("\"dependencies\": [{\"dependsOn\": []}]"),
              ElementsAre("x:3: /dependencies/0: has no ref"));
  EXPECT_THAT(
      problems("\"dependencies\": [{\"ref\": \"a\", \"dependsOn\": [\"\"]}]"),
      ElementsAre("x:3: /dependencies/0: a ref of its dependsOn is empty"));
  for (const char* child : {"dependency", "provides"}) {
    EXPECT_THAT(
        ReadText("cyclonedx",
                 absl::StrCat(kXmlHead, "><dependencies><dependency ref='a'><",
                              child, " ref='b'/><", child,
                              "/></dependency></dependencies></bom>"))
            .problems,
        ElementsAre(HasSubstr(absl::StrCat("/", child, "[2]: has no ref"))));
  }
  EXPECT_THAT(ReadText("cyclonedx",
                       "{\"bomFormat\": \"CycloneDX\", "
                       "\"specVersion\": \"2.0\"}")
                  .problems,
              ElementsAre("x:1: specVersion '2.0' is not read"));
  EXPECT_THAT(ReadText("cyclonedx",
                       "<!DOCTYPE bom [<!ENTITY a 'b'>]>\n<bom "
                       "xmlns='http://cyclonedx.org/schema/bom/1.6'>&a;</bom>")
                  .problems,
              ElementsAre(HasSubstr("a document type is not taken")));
}

// What of the format's own tests is about what we do not read: licences,
// hashes, properties, patches, software identification tags and citations. A
// bill with such a mistake is taken; docs/formats.md says so.
bool IsNotRead(const std::string& name) {
  static const auto& what =
      *new std::set<std::string>{"component-swid",
                                 "hash-",
                                 "issue-type",
                                 "license-",
                                 "metadata-license",
                                 "patch-type",
                                 "properties",
                                 "citations",
                                 "component-versionRange",
                                 "component-external-version-and-range"};
  for (const std::string& one : what) {
    if (absl::StartsWith(name, absl::StrCat("invalid-", one))) return true;
  }
  return false;
}

TEST(CycloneDx, JudgesTheFormatsOwnTestsAsTheyDo) {
  const auto folder =
      ketenzicht::testing::CorpusFolder("cyclonedx/conformance");
  if (!folder) GTEST_SKIP() << "no corpora";
  int valid = 0;
  int refused = 0;
  int lenient = 0;
  for (const auto& file :
       std::filesystem::recursive_directory_iterator(*folder)) {
    const std::string name = file.path().filename().string();
    const std::string ending = file.path().extension().string();
    if (ending != ".json" && ending != ".xml") continue;
    SCOPED_TRACE(file.path().string());
    const ReadRecords read = ReadText("cyclonedx", TextOfFile(file.path()));
    if (absl::StartsWith(name, "valid-")) {
      ++valid;
      EXPECT_THAT(read.problems, IsEmpty());
    } else if (absl::StartsWith(name, "invalid-") && IsNotRead(name)) {
      ++lenient;
      EXPECT_THAT(read.problems, IsEmpty());
    } else if (absl::StartsWith(name, "invalid-")) {
      ++refused;
      EXPECT_THAT(read.problems, Contains(HasSubstr("x:"))) << "accepted";
    }
  }
  EXPECT_GT(valid, 100);
  EXPECT_GT(refused, 50);
  std::cout << valid << " valid, " << refused << " refused, " << lenient
            << " taken though invalid in what is not read\n";
}

}  // namespace
}  // namespace ketenzicht::ingest
