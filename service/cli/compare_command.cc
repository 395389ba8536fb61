#include <string>

#include "service/cli/call_error.h"
#include "service/cli/commands.h"

namespace ketenzicht::service {
namespace {

v1::CompareExposureRequest RequestOf(const CompareArguments& compare,
                                     const ViewArguments& view) {
  v1::CompareExposureRequest request;
  v1::ComparisonSide& a = *request.mutable_a();
  for (const std::string& id : compare.a) a.add_from(id);
  *a.mutable_options() = OptionsOf(view);
  a.mutable_revision()->set_exact(view.revision);
  // The second side is the first one, but for what is said of it.
  v1::ComparisonSide& b = *request.mutable_b();
  b = a;
  if (!compare.b.empty()) {
    b.clear_from();
    for (const std::string& id : compare.b) b.add_from(id);
  }
  if (!compare.b_date.empty()) b.mutable_options()->set_date(compare.b_date);
  for (const std::string& type : compare.b_with) {
    b.mutable_options()->add_extra_source_types(type);
  }
  if (compare.b_revision > 0) {
    b.mutable_revision()->set_exact(compare.b_revision);
  }
  for (const std::string& id : compare.to) request.add_to(id);
  for (const std::string& name : compare.vectors) request.add_vectors(name);
  for (const std::string& one : compare.expressions) {
    request.add_expressions(one);
  }
  return request;
}

}  // namespace

int RunCompare(const CommandContext& context, const CompareArguments& compare,
               const ViewArguments& view) {
  v1::CompareExposureResponse response;
  const CallResult result =
      context.client.CompareExposure(RequestOf(compare, view), &response);
  if (!result.ok()) return ReportFailure(result, context.error);
  if (context.format != Format::kTable) {
    JsonWriter(context.out, context.format, false).Write(response);
    return kExitOk;
  }
  for (const v1::ComparedTarget& target : response.targets()) {
    context.out << In(target.text(), context.dutch) << "\n";
  }
  if (!response.completeness().complete()) {
    context.out << (context.dutch ? "Niet volledig: er is een grens bereikt.\n"
                                  : "Truncated: a limit was hit.\n");
  }
  context.out << "A: ";
  WriteContext(context, response.context_a());
  context.out << "B: ";
  WriteContext(context, response.context_b());
  return kExitOk;
}

}  // namespace ketenzicht::service
