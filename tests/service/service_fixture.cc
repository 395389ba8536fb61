#include "tests/service/service_fixture.h"

#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "service/store/memory_store.h"

namespace ketenzicht::testing {

TestService::TestService() : TestService(service::MakeMemoryStore()) {}

TestService::TestService(std::unique_ptr<service::FactStore> store) {
  server_ =
      service::Server::Start(service::Engine::Open(std::move(store)).value(),
                             service::ServerSettings())
          .value();
}

std::unique_ptr<service::Client> TestService::MakeClient(int timeout_seconds) {
  return service::MakeClient(server_->InProcessChannel(), timeout_seconds);
}

CliResult TestService::Run(const std::vector<std::string>& arguments) {
  std::vector<const char*> argv = {"ketenzicht"};
  for (const std::string& argument : arguments) {
    argv.push_back(argument.c_str());
  }
  std::ostringstream out;
  std::ostringstream error;
  CliResult result;
  result.code = service::RunCli(
      static_cast<int>(argv.size()), argv.data(),
      [this](const service::Connection& connection, std::ostream&) {
        return MakeClient(connection.timeout_seconds);
      },
      true, out, error);
  result.out = out.str();
  result.error = error.str();
  return result;
}

service::CallResult ImportTexts(TestService& service,
                                const std::vector<service::ClientFile>& files,
                                v1::ImportFilesResponse* response) {
  return service.MakeClient()->ImportFiles(v1::WriteOptions(), files, response);
}

}  // namespace ketenzicht::testing
