#include "service/cli/call_error.h"
#include "service/cli/commands.h"

namespace ketenzicht::service {

int RunVector(const CommandContext& context, const VectorArguments& vector,
              int64_t revision) {
  v1::GetVectorRequest request;
  request.set_name(vector.name);
  request.set_expression(vector.expression);
  request.mutable_revision()->set_exact(revision);
  v1::GetVectorResponse response;
  const CallResult result = context.client.GetVector(request, &response);
  if (!result.ok()) return ReportFailure(result, context.error);
  if (vector.dot) {
    context.out << response.dot();
    return kExitOk;
  }
  if (context.format != Format::kTable) {
    JsonWriter(context.out, context.format, false).Write(response);
    return kExitOk;
  }
  const bool nl = context.dutch;
  context.out << In(response.label(), nl) << "\n  " << response.expression()
              << "\n"
              << (nl ? "Toestanden: " : "States: ") << response.minimal_states()
              << "\n";
  if (!response.ends_at_authorities()) {
    context.out << (nl ? "Volgens het vocabulaire leidt geen wandeling van een "
                         "proces of organisatie naar een autoriteit: er is "
                         "niets langs te vragen.\n"
                       : "By the vocabulary no walk leads from a process or "
                         "organization to an authority: nothing can be asked "
                         "along it.\n");
  } else if (response.walks_are_paths()) {
    context.out << (nl ? "Elke wandeling is tot een pad in te korten.\n"
                       : "Every walk can be shortened to a path.\n");
  } else {
    context.out << (nl ? "Een wandeling kan een entiteit herhalen: antwoorden "
                         "over de hele graaf gaan over wandelingen.\n"
                       : "A walk may repeat an entity: answers about the whole "
                         "graph are about walks.\n");
  }
  return kExitOk;
}

}  // namespace ketenzicht::service
