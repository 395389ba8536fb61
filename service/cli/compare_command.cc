#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
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
  *a.mutable_revision() = RevisionOf(view);
  // The second side is the first one, but for what is said of it.
  v1::ComparisonSide& b = *request.mutable_b();
  b = a;
  if (!compare.b.empty()) {
    b.clear_from();
    for (const std::string& id : compare.b) b.add_from(id);
  }
  if (!compare.b_date.empty()) b.mutable_options()->set_date(compare.b_date);
  v1::ViewOptions& options = *b.mutable_options();
  for (const std::string& type : compare.b_with) {
    options.add_extra_source_types(type);
  }
  for (const std::string& id : compare.b_sources) options.add_sources(id);
  for (const auto& [ids, op] :
       {std::pair(&compare.b_remove, v1::Change::OP_REMOVE),
        {&compare.b_deny, v1::Change::OP_DENY}}) {
    for (const std::string& id : *ids) {
      v1::Change& change = *options.add_changes();
      change.set_op(op);
      change.set_fact(id);
    }
  }
  if (compare.b_inherent) options.set_inherent(true);
  if (compare.b_stated_only) options.set_stated_only(true);
  if (compare.b_verified_only) options.set_verified_only(true);
  if (compare.b_no_presumptions) options.set_without_presumptions(true);
  if (!compare.b_scenario.name().empty() ||
      !compare.b_scenario.content().empty()) {
    *b.mutable_revision()->mutable_scenario() = compare.b_scenario;
  }
  // Of no scenario the service refuses them.
  for (const auto& [name, value] : compare.b_parameters) {
    (*b.mutable_revision()->mutable_scenario()->mutable_parameters())[name] =
        value;
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

// Which limit was hit, and what that leaves out.
std::string LimitText(const v1::Completeness& completeness, bool dutch) {
  if (completeness.limit() == "expansions" ||
      completeness.limit() == "partial_paths") {
    return absl::StrCat(dutch ? "Niet volledig: zoekgrens van "
                              : "Truncated: search budget of ",
                        completeness.limit_value(),
                        completeness.limit() == "expansions"
                            ? (dutch ? " zoekstappen" : " expansions")
                            : (dutch ? " deelpaden" : " partial paths"),
                        dutch ? "; bij welke antwoorden, staat erbij."
                              : "; the answers that it ended say so.");
  }
  return dutch ? "Niet volledig: de tijd is om; wat ontbreekt, is niet bekeken."
               : "Truncated: out of time; what is missing was not looked at.";
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
    context.out << LimitText(response.completeness(), context.dutch) << "\n";
  }
  context.out << "A: ";
  WriteContext(context, response.context_a());
  context.out << "B: ";
  WriteContext(context, response.context_b());
  return kExitOk;
}

}  // namespace ketenzicht::service
