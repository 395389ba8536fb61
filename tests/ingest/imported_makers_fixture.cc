#include "tests/ingest/imported_makers_fixture.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "ingest/fact_json.h"
#include "ingest/source_update.h"
#include "ingest/stated_ends.h"

namespace ketenzicht::ingest {
namespace {

constexpr char kMapping[] = R"(apiVersion: ketenzicht.nl/v1
kind: Mapping
format: makers
title: {nl: makers, en: makers}
publisher: the registry
licence: CC0
unresolved: company
table: {delimiter: ";"}
entities:
  product: {kind: device}
  maker: {kind: company}
  country: {kind: jurisdiction}
relations:
  made: {kind: made_by}
  owner: {kind: owned_by}
  seat: {kind: seated_in}
rows:
  - entity: {type: product, key: "p/{product}", name: "{product}"}
  - entity: {type: maker, key: "{maker}", name: "{maker}", aliases: ["{alias}"], identifiers: {wikidata: "{wikidata}"}}
  - entity: {type: country, key: "country/{country}", name: "{country}", identifiers: {country: "{country}"}}
  - relation: {type: made, source: "p/{product}", target: "{maker}"}
  - relation: {type: seat, source: "{maker}", target: "country/{country}"}
  - relation: {type: owner, source: "{maker}", target: "{owner}"}
)";

}  // namespace

SourceOutcome ImportedMakers::Import(const std::string& rows,
                                     const std::string& day,
                                     const std::string& source) {
  const std::string text =
      absl::StrCat("product;maker;alias;wikidata;country;owner\n", rows);
  TextSource bytes(text);
  SourceImport how;
  how.files = {{"makers.csv", &bytes}};
  how.mapping = InputFile{"makers.yaml", kMapping};
  how.imported_on = graph::Date::Parse(day).value();
  how.source_id = source;
  SourceOutcome done = ImportSource(state_, how).value();
  EXPECT_TRUE(done.import.problems.empty()) << Told(done.import).front();
  if (done.import.problems.empty()) state_ = done.import.next;
  return done;
}

SameOutcome ImportedMakers::Judge(const std::string& one,
                                  const std::string& other, SameVerdict verdict,
                                  const std::string& author,
                                  const std::string& reason) {
  SameOutcome done =
      JudgeSame(state_, {.one = one,
                         .other = other,
                         .verdict = verdict,
                         .author = author,
                         .reason = reason,
                         .day = graph::Date::Parse("2024-02-01").value()});
  if (done.import.problems.empty()) state_ = done.import.next;
  return done;
}

void ImportedMakers::Write(graph::Fact fact) {
  graph::Evidence evidence;
  evidence.source = "sources/ah-tk-20212022-765";
  evidence.asserted_on = graph::Date::Parse("2021-11-18").value();
  fact.evidence = {evidence};
  ImportOutcome done = ApplyFacts(state_, {std::move(fact)}, {});
  ASSERT_TRUE(done.problems.empty()) << Told(done).front();
  state_ = std::move(done.next);
}

std::string ImportedMakers::Imported(const std::string& name) const {
  const graph::Snapshot& now = *state_.snapshot;
  for (graph::FactIndex at = 0; at < now.size(); ++at) {
    if (now.is_entity(at) && now.facts().name(at).en == name &&
        IsImported(now, now.facts().evidence(at))) {
      return std::string(now.id(at));
    }
  }
  ADD_FAILURE() << "nothing that was imported is called " << name;
  return "";
}

graph::Fact ImportedMakers::Read(const std::string& id) const {
  const graph::FactIndex at = state_.snapshot->Find(id);
  if (at != graph::kNoFact) return state_.snapshot->facts().Read(at);
  ADD_FAILURE() << "there is no " << id;
  return {};
}

std::vector<std::string> ImportedMakers::Relations() const {
  std::vector<std::string> lines;
  for (const graph::Fact& fact : state_.snapshot->facts().ReadAll()) {
    const graph::Relation* relation = fact.relation();
    if (relation == nullptr || !IsImported(*state_.snapshot, fact.evidence) ||
        fact.valid.until.kind == graph::Bound::Kind::kDated) {
      continue;
    }
    std::string line = absl::StrCat(relation->kind, " ", relation->source.id,
                                    " ", relation->target.id);
    for (const char* name : {kStatedSource, kStatedTarget}) {
      const auto stated = relation->attributes.find(name);
      if (stated == relation->attributes.end()) continue;
      absl::StrAppend(&line, " ", name, "=", stated->second);
    }
    lines.push_back(std::move(line));
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

std::vector<std::string> ImportedMakers::Facts(const std::string& but) const {
  std::vector<std::string> lines;
  for (const graph::Fact& fact : state_.snapshot->facts().ReadAll()) {
    if (!absl::StartsWith(fact.id, but)) lines.push_back(FactJson(fact));
  }
  return lines;
}

std::vector<std::string> ImportedMakers::Told(const ImportOutcome& outcome) {
  std::vector<std::string> lines;
  for (const Problem& problem : outcome.problems) {
    lines.push_back(problem.file.empty() ? problem.reason
                                         : FormatProblem(problem));
  }
  return lines;
}

}  // namespace ketenzicht::ingest
