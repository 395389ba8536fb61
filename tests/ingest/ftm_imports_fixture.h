// Issues and changes of sources of FollowTheMoney, one after another.

#ifndef KETENZICHT_TESTS_INGEST_FTM_IMPORTS_FIXTURE_H_
#define KETENZICHT_TESTS_INGEST_FTM_IMPORTS_FIXTURE_H_

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "ingest/source_import.h"
#include "tests/support/case_data.h"

namespace ketenzicht::ingest {

// One line, however its properties are written here.
inline std::string Entity(const std::string& id, const std::string& schema,
                          const std::string& properties) {
  return absl::StrCat("{\"id\": \"", id, "\", \"schema\": \"", schema,
                      "\", \"properties\": {",
                      absl::StrReplaceAll(properties, {{"\n", " "}}), "}}\n");
}

// Sources one after another over the case.
class FtmImports : public ::testing::Test {
 protected:
  SourceOutcome Import(const std::string& file, const std::string& text,
                       const std::string& day) {
    SourceOutcome done = Try(file, text, day, DanglingEnds::kPlaceholder);
    EXPECT_THAT(done.import.problems, ::testing::IsEmpty());
    if (done.import.problems.empty()) state_ = done.import.next;
    return done;
  }

  // Why it would be refused; nothing is imported.
  std::vector<std::string> Problems(
      const std::string& file, const std::string& text, const std::string& day,
      DanglingEnds dangling = DanglingEnds::kPlaceholder) const {
    std::vector<std::string> reasons;
    for (const Problem& problem :
         Try(file, text, day, dangling).import.problems) {
      reasons.push_back(problem.reason);
    }
    return reasons;
  }

  static std::string Change(const std::string& op, const std::string& id,
                            const std::string& schema,
                            const std::string& properties) {
    std::string entity = Entity(id, schema, properties);
    entity.pop_back();
    return absl::StrCat("{\"op\": \"", op, "\", \"entity\": ", entity, "}\n");
  }

  graph::Fact Read(const std::string& id) const {
    const graph::FactIndex at = state_.snapshot->Find(id);
    if (at != graph::kNoFact) return state_.snapshot->facts().Read(at);
    ADD_FAILURE() << "there is no " << id;
    return {};
  }

  static constexpr char kLei[] = R"("leiCode": ["529900T8BM49AURSDO55"])";
  static constexpr char kId[] = "companies/lei-529900t8bm49aursdo55";
  State state_ = ketenzicht::testing::CaseState();

 private:
  SourceOutcome Try(const std::string& file, const std::string& text,
                    const std::string& day, DanglingEnds dangling) const {
    TextSource bytes(text);
    SourceImport how;
    how.format = "ftm";
    how.files = {{file, &bytes}};
    how.source_id = absl::StrCat("sources/", file);
    how.imported_on = graph::Date::Parse(day).value();
    how.dangling = dangling;
    return ImportSource(state_, how).value();
  }
};

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_TESTS_INGEST_FTM_IMPORTS_FIXTURE_H_
