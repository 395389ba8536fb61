#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "service/cli/call_error.h"
#include "service/cli/commands.h"

namespace ketenzicht::service {
namespace {

// "name=value"; without a "=" the value is "yes".
void AddAttributes(
    const std::vector<std::string>& texts,
    google::protobuf::RepeatedPtrField<v1::AttributeValue>& attributes) {
  for (const std::string& text : texts) {
    const std::pair<std::string, std::string> parts =
        absl::StrSplit(text, absl::MaxSplits('=', 1));
    v1::AttributeValue* one = attributes.Add();
    one->set_name(parts.first);
    one->set_value(parts.second.empty() ? "yes" : parts.second);
  }
}

void AddAll(const std::vector<std::string>& values,
            google::protobuf::RepeatedPtrField<std::string>& field) {
  for (const std::string& value : values) *field.Add() = value;
}

v1::ListPathsRequest RequestOf(const PathListArguments& list,
                               const ViewArguments& view, bool full) {
  v1::ListPathsRequest request;
  v1::SourceSelection& from = *request.mutable_from();
  AddAll(list.from, *from.mutable_ids());
  AddAll(list.organizations, *from.mutable_organizations());
  AddAll(list.from_kinds, *from.mutable_kinds());
  AddAttributes(list.from_attributes, *from.mutable_attributes());
  AddAll(list.touches, *from.mutable_touches());
  v1::TargetSelection& to = *request.mutable_to();
  AddAll(list.to, *to.mutable_ids());
  AddAll(list.jurisdictions, *to.mutable_jurisdictions());
  AddAll(list.to_kinds, *to.mutable_kinds());
  AddAttributes(list.to_attributes, *to.mutable_attributes());
  request.set_vector(list.vector);
  request.set_expression(list.expression);
  request.set_per_pair(list.per_pair);
  request.set_overall(list.overall);
  // "" is left unset.
  v1::Status weakest = v1::STATUS_UNSPECIFIED;
  if (!list.weakest.empty()) {
    v1::Status_Parse(
        absl::StrCat("STATUS_", absl::AsciiStrToUpper(list.weakest)), &weakest);
  }
  request.set_weakest_status(weakest);
  request.set_min_likelihood(list.min_likelihood);
  request.set_max_length(list.max_length);
  request.set_view(full ? v1::PATH_VIEW_FULL : v1::PATH_VIEW_BASIC);
  request.mutable_budget()->set_max_paths(list.max_paths);
  request.mutable_budget()->set_max_expansions(list.max_expansions);
  request.mutable_budget()->set_max_milliseconds(list.max_milliseconds);
  request.set_cursor(list.cursor);
  *request.mutable_options() = OptionsOf(view);
  request.mutable_revision()->set_exact(view.revision);
  return request;
}

class PathListWriter {
 public:
  explicit PathListWriter(const CommandContext& context) : context_(context) {}

  void Take(const v1::ListPathsResponse& response) {
    if (response.has_context()) answer_context_ = response.context();
    if (response.has_end()) end_ = response.end();
    if (!response.has_path()) return;
    if (context_.format == Format::kCsv) {
      WriteCsv(response.path());
    } else {
      WriteText(response.path());
    }
  }

  void Finish() {
    if (context_.format == Format::kCsv) {
      if (!end_.completeness().complete()) {
        context_.error << "ketenzicht: " << EndText(false) << "\n";
      }
      return;
    }
    context_.out << EndText(context_.dutch) << "\n";
    WriteContext(context_, answer_context_);
  }

 private:
  void WriteText(const v1::ListedPath& path) {
    context_.out << path.process() << " → " << path.authority() << ": "
                 << StatusWord(path.status(), context_.dutch) << ", "
                 << TierWord(path.path().tier(), context_.dutch) << ", "
                 << In(path.likelihood_class(), context_.dutch) << "\n";
    int number = 0;
    for (const v1::Step& step : path.path().steps()) {
      context_.out << "  " << ++number << ". "
                   << In(step.relation().sentence(), context_.dutch) << "\n";
    }
  }

  void WriteCsv(const v1::ListedPath& path) {
    if (!wrote_header_) {
      WriteLine({"process", "target", "authority", "status", "likelihood_low",
                 "likelihood_best", "likelihood_high", "steps", "relations"});
    }
    wrote_header_ = true;
    const v1::Interval& likelihood = path.likelihood();
    WriteLine({path.process(), path.target(), path.authority(),
               StatusName(path.status()), absl::StrCat(likelihood.low()),
               likelihood.has_best() ? absl::StrCat(likelihood.best()) : "",
               absl::StrCat(likelihood.high()),
               absl::StrCat(path.relations_size()),
               absl::StrJoin(path.relations(), " ")});
  }

  void WriteLine(const std::vector<std::string>& fields) {
    context_.out << CsvLine(fields);
  }

  std::string EndText(bool dutch) const {
    std::string text = absl::StrCat(
        end_.paths(), dutch ? " paden; " : " paths; ", end_.processes(),
        dutch ? " processen" : " processes", dutch ? " naar " : " to ",
        end_.targets(), dutch ? " doelen" : " targets");
    if (end_.completeness().complete()) {
      return absl::StrCat(text, dutch ? "; volledig." : "; complete.");
    }
    return absl::StrCat(
        text,
        dutch ? "; niet volledig, grens bereikt: " : "; truncated, limit hit: ",
        end_.completeness().limit(),
        dutch ? ". Verder met --cursor " : ". Go on with --cursor ",
        end_.cursor());
  }

  const CommandContext& context_;
  v1::AnswerContext answer_context_;
  v1::PathListEnd end_;
  bool wrote_header_ = false;
};

}  // namespace

int RunPathList(const CommandContext& context, const PathListArguments& list,
                const ViewArguments& view) {
  const bool text =
      context.format == Format::kTable || context.format == Format::kCsv;
  PathListWriter writer(context);
  JsonWriter json(context.out, context.format, true);
  const CallResult result = context.client.ListPaths(
      RequestOf(list, view, list.full || context.format == Format::kTable),
      [&](const v1::ListPathsResponse& response) {
        if (text) {
          writer.Take(response);
        } else {
          json.Write(response);
        }
        return true;
      });
  json.Finish();
  if (!result.ok()) return ReportFailure(result, context.error);
  if (text) writer.Finish();
  return kExitOk;
}

}  // namespace ketenzicht::service
