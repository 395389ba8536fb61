// Timelines of the case, byte for byte, in both languages.
//
// KETENZICHT_UPDATE_GOLDEN=1 writes the files anew; read the difference before
// committing it.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "graph/timeline_text.h"
#include "tests/support/case_data.h"
#include "tests/support/golden_file.h"

namespace ketenzicht::testing {
namespace {

struct Asked {
  const char* process;
  const char* vector;
  std::vector<std::string> with;  // source types
};

std::string Ask(const Asked& asked, graph::Language language) {
  const graph::Snapshot& snapshot = *CaseState().snapshot;
  const graph::ViewOptions options = CaseOptions("2021-11-18", asked.with);
  graph::TimelineQuery query;
  query.processes = {snapshot.Find(std::string("processes/") + asked.process)};
  query.targets = graph::TargetsOf(snapshot, {"jurisdictions/cn"}).value();
  query.vectors = {snapshot.policy().FindVector(asked.vector)};
  const graph::Timelines found =
      graph::FindTimelines(CaseState().snapshot, options, query,
                           graph::Limits())
          .value();
  EXPECT_TRUE(found.completeness.complete());
  return graph::TimelineText(snapshot, options, query, found.all.front(),
                             language) +
         graph::TimelinesContextText(snapshot, options, query, found,
                                     language) +
         "\n\n";
}

TEST(TimelineGolden, TheCaseOverTime) {
  for (const auto& [name, language] :
       {std::pair("nl", graph::Language::kDutch),
        std::pair("en", graph::Language::kEnglish)}) {
    std::string text;
    for (const Asked& asked :
         {Asked{"politie-forensic", "espionage", {}},
          Asked{"politie-forensic", "espionage", {"press", "research"}},
          Asked{"politie-confidential", "espionage", {}},
          Asked{"politie-forensic", "sabotage", {"law"}},
          Asked{"defensie-operational", "espionage", {}},
          Asked{"rijkswaterstaat-pilot", "espionage", {"press", "law"}}}) {
      text += Ask(asked, language);
    }
    ExpectGolden(std::string("timelines.") + name + ".txt", text);
  }
}

}  // namespace
}  // namespace ketenzicht::testing
