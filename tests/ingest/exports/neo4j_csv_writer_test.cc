// CSV for neo4j-admin, read back by our own reader of it.

#include "ingest/exports/neo4j_csv_writer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/types/span.h"
#include "ingest/byte_source.h"
#include "ingest/formats/format.h"
#include "tests/support/case_data.h"
#include "tests/support/exported_graph.h"
#include "tests/support/record_collector.h"

namespace ketenzicht::ingest {
namespace {

using testing::CountGraph;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::RecordCollector;
using ::testing::StartsWith;

RecordCollector ReadBack(const std::map<std::string, std::string>& files) {
  RecordCollector records;
  TextSource nodes(files.at("nodes.csv"));
  TextSource relationships(files.at("relationships.csv"));
  const NamedBytes named[] = {{"nodes.csv", &nodes},
                              {"relationships.csv", &relationships}};
  const Format* format = FindFormat("neo4j-csv", files.at("nodes.csv"));
  if (format == nullptr) {
    ADD_FAILURE() << "no such format";
    return records;
  }
  std::vector<Problem> problems;
  format->read(absl::MakeConstSpan(named), Mapping(), records, problems);
  for (const Problem& problem : problems) {
    ADD_FAILURE() << FormatProblem(problem);
  }
  return records;
}

void ExpectAllReadBack(const graph::Snapshot& snapshot) {
  const RecordCollector records =
      ReadBack(testing::ExportFiles(snapshot, "neo4j-csv"));
  // What a record cannot carry is left out, row by row, and told.
  EXPECT_EQ(records.entities.size() + records.relations.size() +
                records.skipped.size(),
            CountGraph(snapshot).nodes + CountGraph(snapshot).edges);
  std::set<std::string> keys;
  for (const EntityRecord& record : records.entities) keys.insert(record.key);
  using graph::Modality;
  std::map<std::string, int> expected;
  int denied = 0;
  for (const graph::Fact& fact : snapshot.facts().ReadAll()) {
    const bool known = fact.modality == Modality::kAffirmed ||
                       fact.modality == Modality::kUnknown;
    const graph::Entity* entity = fact.entity();
    if (entity != nullptr && known) ++expected[entity->kind];
    const graph::Relation* relation = fact.relation();
    if (relation == nullptr || fact.modality == Modality::kPresupposed ||
        fact.modality == Modality::kCounterfactual) {
      continue;
    }
    const auto left_out = [&](const graph::End& end) {
      return !end.id.empty() && !keys.contains(end.id);
    };
    if (left_out(relation->source) || left_out(relation->target)) continue;
    ++expected[absl::AsciiStrToUpper(relation->kind)];
    if (fact.modality == Modality::kDenied) ++denied;
  }
  // A denial is no affirmation once it was away.
  EXPECT_EQ(std::count_if(records.relations.begin(), records.relations.end(),
                          [](const RelationRecord& record) {
                            return record.modality == graph::Modality::kDenied;
                          }),
            denied);
  std::map<std::string, int> found = records.EntityCounts();
  for (const char* own : {"Class", "Relation", "measure"}) found.erase(own);
  found.merge(records.RelationCounts());
  EXPECT_EQ(found, expected);
  for (const RelationRecord& record : records.relations) {
    EXPECT_TRUE(keys.contains(record.source)) << record.source;
    EXPECT_TRUE(keys.contains(record.target)) << record.target;
  }
}

const EntityRecord& Find(const RecordCollector& records,
                         const std::string& key) {
  static const EntityRecord none;
  for (const EntityRecord& record : records.entities) {
    if (record.key == key) return record;
  }
  ADD_FAILURE() << key << " is not there";
  return none;
}

TEST(Neo4jCsvWriter, IsReadBackWhole) {
  ExpectAllReadBack(*testing::HardSnapshot());
  ExpectAllReadBack(*testing::CaseState().snapshot);
}

TEST(Neo4jCsvWriter, KeepsEveryTextAndEscapesFormulas) {
  const RecordCollector records =
      ReadBack(testing::ExportFiles(*testing::HardSnapshot(), "neo4j-csv"));
  EXPECT_EQ(Find(records, "companies/cmd").name,
            std::string("'") + testing::kFormulaName);
  const EntityRecord& markup = Find(records, "companies/markup");
  EXPECT_EQ(markup.name, testing::kMarkupName);
  EXPECT_EQ(markup.attributes.at("note"), testing::kControlNote);
  EXPECT_EQ(markup.attributes.at("aliases"),
            "[\"a;b\", \"大疆, \\\"DJI\\\"\"]");
  EXPECT_EQ(Find(records, "relations/use").attributes.at("labels"),
            "Relation;uses");
}

TEST(Neo4jCsvWriter, HasWhatAnEdgeSays) {
  const auto files =
      testing::ExportFiles(*testing::HardSnapshot(), "neo4j-csv");
  EXPECT_THAT(files.at("nodes.csv"),
              StartsWith("id:ID,:LABEL,name,name_nl,aliases,attributes,"
                         "about:string[],modality,"));
  EXPECT_THAT(files.at("relationships.csv"),
              StartsWith(":START_ID,:END_ID,:TYPE,id,kind,modality,"));
  EXPECT_THAT(files.at("relationships.csv"),
              HasSubstr("\nproducts/drone,companies/cmd,MADE_BY,"
                        "relations/maker,made_by,affirmed,,2017-05-01,"
                        "2019-06-01,0.2 0.4 0.7,true,false,,sources/s,"));
  EXPECT_THAT(
      files.at("relationships.csv"),
      HasSubstr("relations/seat-unknown,seated_in,unknown,not_stated,"));
}

}  // namespace
}  // namespace ketenzicht::ingest
