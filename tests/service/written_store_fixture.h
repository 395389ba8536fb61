// A service on a store in memory, with the shipped ontology and policy, into
// which one set of facts after another is written.

#ifndef KETENZICHT_TESTS_SERVICE_WRITTEN_STORE_FIXTURE_H_
#define KETENZICHT_TESTS_SERVICE_WRITTEN_STORE_FIXTURE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "ketenzicht/v1/view.pb.h"
#include "service/client/client.h"
#include "tests/service/service_fixture.h"
#include "tests/support/naive_fact_reading.h"

namespace ketenzicht::testing {

// A random graph, and what every question can be about: a process of an
// organization, an authority of a jurisdiction, answers that contradict each
// other, a case. The same for the same seed.
FactsById DrawStoredFacts(uint64_t seed);

// Ids of the facts among them that a case or a question names.
const std::vector<std::string>& KeptIds();

class WrittenStore {
 public:
  WrittenStore();

  // Writes what differs from what was written last, retracting the rest. With
  // the first, the case that is about what is always there.
  service::CallResult Write(const FactsById& facts);

  // All facts of a revision, each as its bytes; the test fails where they are
  // not listed.
  std::vector<std::string> List(const v1::Revision& revision);

  service::Client& client() { return *client_; }

 private:
  void ImportCase();

  TestService service_;
  std::unique_ptr<service::Client> client_;
  FactsById written_;
};

}  // namespace ketenzicht::testing

#endif  // KETENZICHT_TESTS_SERVICE_WRITTEN_STORE_FIXTURE_H_
