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

struct Lacking {
  const char* source;
  int pieces;
};

// Pieces of evidence without a place, by source, but for the source itself.
constexpr Lacking kLacking[] = {
    {"blue-suas-2020", 11},
    {"dbsa-2-2022", 1},
    {"ddc-2025-09-26", 1},
    {"dji-app-response-2020", 3},
    {"dod-1260h-2022", 2},
    {"droneanalyst-2020-12-21", 18},
    {"dronestagram-2023-09-17", 5},
    {"fcc-covered-list-2025", 3},
    {"grimm-2020", 1},
    {"h-tk-20202021-70-2", 1},
    {"kst-24095-465", 1},
    {"law-cn-counter-espionage-law", 1},
    {"law-cn-counter-terrorism-law", 1},
    {"law-cn-cryptography-law", 2},
    {"law-cn-cybersecurity-law", 1},
    {"law-cn-data-security-law", 2},
    {"law-cn-drone-export-control", 3},
    {"law-cn-national-intelligence-law", 2},
    {"law-cn-national-security-law", 1},
    {"law-cn-personal-information-protection-law", 1},
    {"law-cn-vulnerability-regulation", 1},
    {"law-nl-besluit-veiligheid-telecommunicatie", 1},
    {"law-us-cloud-act", 2},
    {"law-us-ndaa-2024", 3},
    {"law-us-risaa", 1},
    {"mivd-coathanger-2024", 5},
    {"nds-tk-2019d31225", 1},
    {"ofac-ns-cmic-2021", 2},
    {"press-eenvandaag-2021-09-30", 1},
    {"press-nhnieuws-2020-11", 1},
    {"press-nos-2231906", 1},
    {"press-nu-nl-6159819", 2},
    {"press-security-nl-723004", 7},
    {"press-security-nl-730633", 7},
    {"press-techzine-404401", 2},
    {"press-tweakers-187524", 4},
    {"press-tweakers-189736", 1},
    {"skydio-battery-reports-2024", 5},
    {"synacktiv-2020", 3},
    {"uavcoach-2020-08-27", 2},
    {"us-eo-13981", 3},
    {"us-interior-order-3379", 2},
    {"washington-post-2022-02-01", 1},
};

// Sources that are evidence of themselves, without a place.
constexpr int kOfThemselves = 92;

struct Place {
  const char* fact;
  const char* locator;
};

// Facts of which a law is evidence, and where in it they stand.
constexpr Place kInLaws[] = {
    {"laws/cn-counter-espionage-law", "art. 22"},
    {"laws/cn-counter-terrorism-law", "art. 18"},
    {"laws/cn-cybersecurity-law", "art. 28"},
    {"laws/cn-national-security-law", "art. 11 en 77"},
    {"laws/cn-personal-information-protection-law", "art. 36"},
    {"laws/cn-vulnerability-regulation", "art. 3 en 7"},
    {"laws/us-cloud-act", "Pub. L. 115-141, div. V"},
    {"laws/us-export-administration-regulations", "15 CFR 730-774"},
    {"laws/us-fisa-702", "50 U.S.C. 1881a"},
    {"laws/us-ndaa-2020-section-848", "sec. 848"},
    {"laws/us-ndaa-2025-section-1709", "sec. 1709"},
    {"relations/cn-cybersecurity-law-compels-assistance", "art. 28"},
    {"relations/cn-data-security-law-compels-disclosure", "art. 35"},
    {"relations/cn-national-intelligence-law-compels-assistance",
     "art. 7 en 14"},
    {"relations/us-cloud-act-compels-disclosure", "18 U.S.C. 2713"},
    {"relations/us-enacts-cloud-act", "Pub. L. 115-141, div. V"},
    {"relations/us-enacts-export-administration-regulations", "15 CFR 730-774"},
    {"relations/us-enacts-fisa-702", "50 U.S.C. 1881a"},
    {"relations/us-enacts-ndaa-2020-section-848", "sec. 848"},
    {"relations/us-enacts-ndaa-2025-section-1709", "sec. 1709"},
    {"relations/us-export-administration-regulations-restrict-supply",
     "15 CFR 744"},
    {"relations/us-fisa-702-compels-disclosure", "50 U.S.C. 1881a"},
    {"relations/us-ndaa-2020-section-848-targets-chinese-drone", "sec. 848"},
    {"relations/us-ndaa-2025-section-1709-targets-sz-dji", "sec. 1709"},
    {"statements/telecom-minister-imposes-trusted-suppliers", "art. 2 lid 2"},
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
  for (const Lacking& one : kLacking) {
    allowed[absl::StrCat("sources/", one.source)] = one.pieces;
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
