// Makers and products from a table, imported beside the data of the cases, and
// judged.

#ifndef KETENZICHT_TESTS_INGEST_IMPORTED_MAKERS_FIXTURE_H_
#define KETENZICHT_TESTS_INGEST_IMPORTED_MAKERS_FIXTURE_H_

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "ingest/same_judgement.h"
#include "ingest/source_import.h"
#include "tests/support/case_data.h"

namespace ketenzicht::ingest {

class ImportedMakers : public ::testing::Test {
 protected:
  // Is in data/.
  static constexpr char kDji[] = "companies/sz-dji";

  // Rows "product;maker;alias;wikidata;country;owner", a line each.
  SourceOutcome Import(const std::string& rows,
                       const std::string& day = "2024-01-01",
                       const std::string& source = "sources/makers");

  SameOutcome Judge(const std::string& one, const std::string& other,
                    SameVerdict verdict = SameVerdict::kSame,
                    const std::string& author = "j.jansen",
                    const std::string& reason = "");

  // Puts a fact that was not imported, with evidence from data/.
  void Write(graph::Fact fact);

  // The id of the imported thing of this name.
  std::string Imported(const std::string& name) const;
  graph::Fact Read(const std::string& id) const;

  // The imported relations that have not ended: "kind source target", and the
  // stated end where that is another one.
  std::vector<std::string> Relations() const;

  // All facts, a line each, but for those whose id begins with `but`.
  std::vector<std::string> Facts(const std::string& but = "none") const;

  static std::vector<std::string> Told(const ImportOutcome& outcome);

  State state_ = testing::CaseState();
};

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_TESTS_INGEST_IMPORTED_MAKERS_FIXTURE_H_
