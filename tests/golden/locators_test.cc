// Where in its source the shipped data finds each fact: a piece of evidence
// without a place (an article, a question, a paragraph, a page) is one that a
// reader cannot check without reading all of the source.
//
// The numbers below can only fall: who gives a fact its place takes it off, and
// a new fact needs a place, or a line here that says that it has none. A source
// itself counts too: of what it is called and when it appeared it is its own
// evidence. A short undivided text, as a news item is, has no places.

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

// Pieces of evidence without a place, by source.
constexpr Lacking kLacking[] = {
    {"ah-2021d44303", 1},
    {"ah-tk-20192020-126", 1},
    {"ah-tk-20192020-1504", 1},
    {"ah-tk-20212022-3019", 1},
    {"ah-tk-20222023-2505", 1},
    {"ah-tk-20232024-99", 1},
    {"aivd-offensive-programmes-2023", 1},
    {"blue-suas-2020", 12},
    {"dbsa-2-2022", 2},
    {"ddc-2025-09-26", 2},
    {"dji-app-response-2020", 4},
    {"dod-1260h-2022", 3},
    {"droneanalyst-2020-12-21", 19},
    {"dronestagram-2023-09-17", 6},
    {"fcc-covered-list-2025", 4},
    {"fr-85-83416", 1},
    {"grimm-2020", 2},
    {"h-tk-20202021-70-2", 5},
    {"kst-24095-465", 7},
    {"kst-25124-94", 1},
    {"kst-25124-96", 1},
    {"kv-tk-2022z04403", 1},
    {"kv-tk-2023z11786", 1},
    {"law-cn-counter-espionage-law", 2},
    {"law-cn-counter-terrorism-law", 2},
    {"law-cn-cryptography-law", 3},
    {"law-cn-cybersecurity-law", 2},
    {"law-cn-data-security-law", 3},
    {"law-cn-drone-export-control", 4},
    {"law-cn-national-intelligence-law", 3},
    {"law-cn-national-security-law", 2},
    {"law-cn-personal-information-protection-law", 2},
    {"law-cn-vulnerability-regulation", 2},
    {"law-nl-besluit-veiligheid-telecommunicatie", 2},
    {"law-us-cloud-act", 3},
    {"law-us-ear", 1},
    {"law-us-fisa-702", 1},
    {"law-us-ndaa-2020", 1},
    {"law-us-ndaa-2024", 4},
    {"law-us-ndaa-2025", 1},
    {"law-us-risaa", 2},
    {"mivd-coathanger-2024", 6},
    {"nds-tk-2019d31225", 2},
    {"ofac-ns-cmic-2021", 3},
    {"press-datanews-1724039", 2},
    {"press-eenvandaag-2021-09-30", 2},
    {"press-nhnieuws-2020-11", 2},
    {"press-nieuws-nl-2023-03-21", 2},
    {"press-nltimes-2023-07-14", 8},
    {"press-nos-2231906", 5},
    {"press-nos-2321895", 2},
    {"press-nos-2366862", 3},
    {"press-nrc-a4040198", 5},
    {"press-nrc-a4040288", 2},
    {"press-nt-2023-05-09", 8},
    {"press-nt-2024-02-28", 3},
    {"press-nu-nl-5966222", 3},
    {"press-nu-nl-6015737", 3},
    {"press-nu-nl-6128218", 12},
    {"press-nu-nl-6128713", 3},
    {"press-nu-nl-6159819", 3},
    {"press-nu-nl-6182855", 6},
    {"press-nu-nl-6259588", 5},
    {"press-rd-1564218", 3},
    {"press-security-nl-699854", 5},
    {"press-security-nl-704402", 8},
    {"press-security-nl-706746", 8},
    {"press-security-nl-723004", 8},
    {"press-security-nl-730633", 9},
    {"press-security-nl-790190", 3},
    {"press-security-nl-796415", 7},
    {"press-security-nl-800456", 2},
    {"press-security-nl-812123", 12},
    {"press-security-nl-838190", 13},
    {"press-techzine-404401", 3},
    {"press-telegraaf-2829430", 2},
    {"press-tweakers-152126", 9},
    {"press-tweakers-160788", 2},
    {"press-tweakers-180642", 2},
    {"press-tweakers-187524", 5},
    {"press-tweakers-189736", 2},
    {"press-tweakers-193014", 2},
    {"press-tweakers-197812", 5},
    {"press-volkskrant-2021-04-17", 6},
    {"rijksoverheid-2018-05-14", 1},
    {"rijksoverheid-2023-03-21", 1},
    {"skydio-battery-reports-2024", 6},
    {"synacktiv-2020", 4},
    {"uavcoach-2020-08-27", 3},
    {"us-eo-13981", 4},
    {"us-interior-order-3379", 3},
    {"washington-post-2022-02-01", 2},
};

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
      if (evidence.locator.empty()) ++lacking[evidence.source];
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
