#include "service/rpc/asked_pairs.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/proto/view_conversion.h"
#include "service/rpc/call.h"

namespace ketenzicht::service {

std::vector<const graph::Vector*> AskedPairs::asked_vectors() const {
  std::vector<const graph::Vector*> all;
  for (const graph::Vector& vector : vectors) all.push_back(&vector);
  return all;
}

absl::StatusOr<AskedRecord> AskRecord(Engine& engine,
                                      const v1::ViewOptions& options,
                                      const v1::Revision& revision,
                                      const grpc::ServerContext& context) {
  AskedRecord record;
  absl::StatusOr<graph::Limits> limits = LimitsOf({}, context);
  if (!limits.ok()) return limits.status();
  record.limits = EndingAfter(TimeToAnswer(context), *std::move(limits));
  const absl::StatusOr<std::shared_ptr<const ingest::State>> state =
      engine.Ready(WantedOf(revision));
  if (!state.ok()) return state.status();
  record.snapshot = (*state)->snapshot;
  absl::StatusOr<graph::ViewOptions> asked =
      FromProto(options, *record.snapshot, std::nullopt);
  if (!asked.ok()) return asked.status();
  record.options = *std::move(asked);
  return record;
}

absl::StatusOr<AskedPairs> AskPairs(
    Engine& engine, const google::protobuf::RepeatedPtrField<std::string>& from,
    const google::protobuf::RepeatedPtrField<std::string>& to,
    const google::protobuf::RepeatedPtrField<std::string>& vectors,
    const google::protobuf::RepeatedPtrField<std::string>& expressions,
    const v1::ViewOptions& options, const v1::Revision& revision,
    const grpc::ServerContext& context) {
  if (from.empty() || to.empty()) {
    return absl::InvalidArgumentError("from and to each need at least one id");
  }
  absl::StatusOr<AskedRecord> record =
      AskRecord(engine, options, revision, context);
  if (!record.ok()) return record.status();
  AskedPairs pairs{*std::move(record)};
  absl::StatusOr<std::vector<graph::Vector>> found =
      VectorsOf(*pairs.snapshot, vectors, expressions);
  if (!found.ok()) return found.status();
  pairs.vectors = *std::move(found);
  absl::StatusOr<std::vector<graph::FactIndex>> processes = graph::ProcessesOf(
      *pairs.snapshot, {from.begin(), from.end()}, graph::kMaxPairs);
  if (!processes.ok()) return processes.status();
  pairs.processes = *std::move(processes);
  absl::StatusOr<std::vector<graph::Target>> targets =
      graph::TargetsOf(*pairs.snapshot, {to.begin(), to.end()});
  if (!targets.ok()) return targets.status();
  pairs.targets = *std::move(targets);
  return pairs;
}

absl::StatusOr<graph::Views> ViewsOf(Engine& engine,
                                     const AskedRecord& record) {
  return graph::MakeViews(engine.MakerOfViews(record.limits), record.snapshot,
                          record.options);
}

absl::StatusOr<std::vector<graph::FactIndex>> FactsOf(
    const graph::Snapshot& snapshot,
    const google::protobuf::RepeatedPtrField<std::string>& ids) {
  std::vector<graph::FactIndex> facts;
  for (const std::string& id : ids) {
    const graph::FactIndex fact = snapshot.Find(id);
    if (fact == graph::kNoFact) {
      return absl::NotFoundError(absl::StrCat("there is no '", id, "'"));
    }
    facts.push_back(fact);
  }
  return facts;
}

}  // namespace ketenzicht::service
