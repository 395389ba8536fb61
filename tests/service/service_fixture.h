// A service in this process, and the command line on it, for tests.

#ifndef KETENZICHT_TESTS_SERVICE_SERVICE_FIXTURE_H_
#define KETENZICHT_TESTS_SERVICE_SERVICE_FIXTURE_H_

#include <memory>
#include <string>
#include <vector>

#include "service/cli/cli.h"
#include "service/engine/engine.h"
#include "service/rpc/server.h"
#include "service/store/fact_store.h"

namespace ketenzicht::testing {

struct CliResult {
  int code = 0;
  std::string out;
  std::string error;
};

class TestService {
 public:
  // On a store of its own: in memory.
  TestService();
  explicit TestService(std::unique_ptr<service::FactStore> store);

  // One command, without --server or --store.
  CliResult Run(const std::vector<std::string>& arguments);
  // A client with this deadline.
  std::unique_ptr<service::Client> MakeClient(int timeout_seconds = 30);
  service::Server& server() { return *server_; }

 private:
  std::unique_ptr<service::Server> server_;
};

// What Import of these texts answers, by file name.
service::CallResult ImportTexts(TestService& service,
                                const std::vector<service::ClientFile>& files,
                                v1::ImportFilesResponse* response);

}  // namespace ketenzicht::testing

#endif  // KETENZICHT_TESTS_SERVICE_SERVICE_FIXTURE_H_
