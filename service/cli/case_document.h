// Answers of a case as a document that can be sent on.

#ifndef KETENZICHT_SERVICE_CLI_CASE_DOCUMENT_H_
#define KETENZICHT_SERVICE_CLI_CASE_DOCUMENT_H_

#include <map>
#include <string>
#include <vector>

#include "ketenzicht/v1/exposure_service.pb.h"
#include "service/cli/document.h"
#include "service/client/client.h"

namespace ketenzicht::service {

// Facts and sources that documents tell, each asked for once. Not thread-safe.
class ToldFacts {
 public:
  ToldFacts(Client& client, int64_t revision)
      : client_(client), revision_(revision) {}

  // Null where there is none, or the call fails: see result().
  const v1::GetFactResponse* Get(const std::string& id);
  // How the last call that failed ended.
  const CallResult& result() const { return result_; }

 private:
  Client& client_;
  const int64_t revision_;
  std::map<std::string, v1::GetFactResponse> facts_;
  CallResult result_;
};

// A case: what it holds for (date, revision, vocabulary, source types,
// markings), each question with its answer in sentences, what is recorded as
// unknown, the notes of the facts that are named, and the sources, each with
// where it can be found. `answers` are all of one case, in order, at least one.
Document CaseDocument(const std::vector<v1::AnswerCaseResponse>& answers,
                      ToldFacts& told, bool dutch);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_CLI_CASE_DOCUMENT_H_
