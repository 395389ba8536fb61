// What comes out of a scenario.

#ifndef KETENZICHT_SERVICE_RPC_SCENARIO_EVALUATION_H_
#define KETENZICHT_SERVICE_RPC_SCENARIO_EVALUATION_H_

#include <grpcpp/server_context.h>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "absl/status/statusor.h"
#include "ketenzicht/v1/scenario.pb.h"
#include "service/engine/engine.h"
#include "service/rpc/scenario_queries.h"

namespace ketenzicht::service {

// Answers before the changes, which the variants of a sweep share where these
// move nothing that is before them. Thread-safe.
class BaselineAnswers {
 public:
  // The answer of this key, or, where there is none yet, what `ask` gives.
  std::shared_ptr<const QueryAnswer> Get(
      const std::string& key,
      const std::function<std::shared_ptr<const QueryAnswer>()>& ask);

 private:
  // A sweep over what the baseline is keeps no more than these.
  static constexpr size_t kMaxKept = 256;

  std::mutex mutex_;  // guards what follows
  std::map<std::string, std::shared_ptr<const QueryAnswer>> kept_;
};

struct EvaluationSettings {
  int64_t revision = 0;  // 0: what the scenario says, else the latest
  // Whose messages the result has: of all answers, or of those that are
  // otherwise and have no pairs in it.
  enum class Answers { kAll, kMoved, kNone };
  Answers answers = Answers::kAll;
  bool reasons = true;  // with the changes behind each pair that moves
  BaselineAnswers* baseline = nullptr;  // null: asked anew
  // Whether its views are kept for who asks next: of a variant among thousands
  // nobody does.
  bool keep_views = true;
};

// Asks the queries of one variant before and after its changes, and checks its
// assertions. Nothing is written. A query that cannot be answered on a side
// says why there, and ends nothing. Errors as of Engine::Under; Cancelled and
// DeadlineExceeded.
//
// Two answers for each query; for each pair that moves up to CauseViews() views
// with a search each, over records of their own.
absl::StatusOr<v1::ScenarioResult> EvaluateScenario(
    Engine& engine, const v1::ScenarioReference& scenario,
    const EvaluationSettings& settings, const grpc::ServerContext& context);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_RPC_SCENARIO_EVALUATION_H_
