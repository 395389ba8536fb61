// Where in its source the shipped data finds each fact: a piece of evidence
// without a place (an article, a question, a paragraph, a page) is one that a
// reader cannot check without reading all of the source.
//
// The numbers below can only fall: who gives a fact its place takes it off, and
// a new fact needs a place, or a line here that says that it has none: nobody
// has read it there, or the text is short and undivided. A source is counted
// apart: of what it is called and when it appeared it is evidence itself, as a
// whole.

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graph/fact.h"
#include "tests/support/case_data.h"

namespace ketenzicht::testing {
namespace {

// Pieces of evidence without a place, by source without its collection, but for
// the source itself: none at present.
const std::map<std::string, int>& Lacking() {
  static const auto* const lacking = new std::map<std::string, int>();
  return *lacking;
}

// Sources that are evidence of themselves, without a place.
constexpr int kOfThemselves = 103;

struct Place {
  const char* fact;
  const char* locator;
};

// Facts of which a law is evidence, and where in it they stand.
constexpr Place kInLaws[] = {
    {"authorities/us-state", "sec. 102(2)"},
    {"instruments/us-eo-13981", "sec. 3"},
    {"instruments/us-interior-order-3379", "Subject"},
    {"laws/cn-counter-espionage-law", "art. 22"},
    {"laws/cn-counter-terrorism-law", "art. 18"},
    {"laws/cn-cryptography-law", "Order of the President No. 35"},
    {"laws/cn-cybersecurity-law", "art. 28"},
    {"laws/cn-data-security-law", "Order of the President No. 84"},
    {"laws/cn-drone-export-control", "english.www.gov.cn, paragraph 5"},
    {"laws/cn-national-intelligence-law", "Order of the President No. 69"},
    {"laws/cn-national-security-law", "art. 11, 77"},
    {"laws/cn-personal-information-protection-law", "art. 36"},
    {"laws/cn-vulnerability-regulation", "art. 3, 7"},
    {"laws/nl-besluit-veiligheid-telecommunicatie", "opschrift"},
    {"laws/us-american-security-drone-act", "sec. 1823-1825"},
    {"laws/us-cloud-act", "Pub. L. 115-141, div. V"},
    {"laws/us-export-administration-regulations", "15 CFR 730-774"},
    {"laws/us-fisa-702", "50 U.S.C. 1881a"},
    {"laws/us-ndaa-2020-section-848", "sec. 848"},
    {"laws/us-ndaa-2025-section-1709", "sec. 1709"},
    {"listings/us-1260h", "sec. 805"},
    {"relations/cn-cybersecurity-law-compels-assistance", "art. 28"},
    {"relations/cn-data-security-law-compels-disclosure", "art. 35"},
    {"relations/cn-drone-export-control-restricts-supply",
     "news.cgtn.com, paragraph 4"},
    {"relations/cn-enacts-counter-espionage-law",
     "Order of the President No. 16"},
    {"relations/cn-enacts-counter-terrorism-law",
     "Order of the President No. 36"},
    {"relations/cn-enacts-cryptography-law", "Order of the President No. 35"},
    {"relations/cn-enacts-cybersecurity-law", "Order of the President No. 53"},
    {"relations/cn-enacts-data-security-law", "Order of the President No. 84"},
    {"relations/cn-enacts-drone-export-control",
     "english.www.gov.cn, paragraph 5"},
    {"relations/cn-enacts-national-intelligence-law",
     "Order of the President No. 69"},
    {"relations/cn-enacts-national-security-law",
     "Order of the President No. 29"},
    {"relations/cn-enacts-personal-information-protection-law",
     "Order of the President No. 91"},
    {"relations/cn-enacts-vulnerability-regulation", "notice of 12 July 2021"},
    {"relations/cn-national-intelligence-law-compels-assistance",
     "art. 7, 14"},
    {"relations/telecom-critical-parts-part-of-telecom-providers",
     "art. 2(2)"},
    {"relations/us-american-security-drone-act-targets-chinese-drone",
     "cspacerobotics.us, paragraph 1"},
    {"relations/us-cloud-act-compels-disclosure", "18 U.S.C. 2713"},
    {"relations/us-enacts-american-security-drone-act", "sec. 1823-1825"},
    {"relations/us-enacts-cloud-act", "Pub. L. 115-141, div. V"},
    {"relations/us-enacts-eo-13981", "86 FR 6821"},
    {"relations/us-enacts-export-administration-regulations", "15 CFR 730-774"},
    {"relations/us-enacts-fisa-702", "sec. 2(a)"},
    {"relations/us-enacts-interior-order-3379", "sec. 3"},
    {"relations/us-enacts-ndaa-2020-section-848", "sec. 848"},
    {"relations/us-enacts-ndaa-2025-section-1709", "sec. 1709"},
    {"relations/us-eo-13981-targets-chinese-drone",
     "urdupoint.com, paragraph 1 and 3"},
    {"relations/us-export-administration-regulations-restrict-supply",
     "15 CFR 744"},
    {"relations/us-fisa-702-compels-disclosure", "50 U.S.C. 1881a"},
    {"relations/us-ndaa-2020-section-848-targets-chinese-drone", "sec. 848"},
    {"relations/us-ndaa-2025-section-1709-targets-sz-dji", "sec. 1709"},
    {"relations/us-state-part-of-us", "sec. 102(2)"},
    {"statements/telecom-decree-holds", "opschrift"},
    {"statements/telecom-minister-imposes-trusted-suppliers", "art. 2(2)"},
};

const std::vector<graph::Fact>& Facts() {
  static const auto* const facts =
      new std::vector<graph::Fact>(CaseState().snapshot->facts().ReadAll());
  return *facts;
}

std::string TypeOf(const std::string& source) {
  const graph::Snapshot& snapshot = *CaseState().snapshot;
  const graph::Fact fact = snapshot.facts().Read(snapshot.Find(source));
  const auto& attributes = fact.entity()->attributes;
  const auto type = attributes.find("source_type");
  return type == attributes.end() ? "" : type->second;
}

TEST(Locators, PiecesOfEvidenceWithoutOneCanOnlyBecomeFewer) {
  std::map<std::string, int> lacking;
  for (const graph::Fact& fact : Facts()) {
    for (const graph::Evidence& evidence : fact.evidence) {
      if (!evidence.locator.empty() || evidence.source == fact.id) continue;
      ++lacking[evidence.source];
    }
  }
  std::map<std::string, int> allowed;
  for (const auto& [source, pieces] : Lacking()) {
    allowed[absl::StrCat("sources/", source)] = pieces;
  }
  for (const auto& [source, pieces] : lacking) {
    EXPECT_LE(pieces, allowed[source])
        << source << ": give the facts that were added their place in it";
  }
  for (const auto& [source, pieces] : allowed) {
    EXPECT_GE(lacking[source], pieces)
        << source << " lacks fewer now: write that number down";
  }
}

TEST(Locators, SourcesAsEvidenceOfThemselvesAreCountedApart) {
  int of_themselves = 0;
  for (const graph::Fact& fact : Facts()) {
    for (const graph::Evidence& evidence : fact.evidence) {
      if (evidence.source == fact.id && evidence.locator.empty()) {
        ++of_themselves;
      }
    }
  }
  EXPECT_EQ(of_themselves, kOfThemselves)
      << "a source came or went: write that number down";
}

TEST(Locators, FactsOfLawsStandAtTheirArticle) {
  std::map<std::string, std::string> found;
  for (const graph::Fact& fact : Facts()) {
    for (const graph::Evidence& evidence : fact.evidence) {
      if (!evidence.locator.empty() && TypeOf(evidence.source) == "law") {
        found[fact.id] = evidence.locator;
      }
    }
  }
  for (const Place& place : kInLaws) {
    EXPECT_EQ(found[place.fact], place.locator) << place.fact;
    found.erase(place.fact);
  }
  for (const auto& [fact, locator] : found) {
    ADD_FAILURE() << fact << " stands at " << locator
                  << ": add it to the list, so that it stays there";
  }
}

}  // namespace
}  // namespace ketenzicht::testing
