#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/cli/call_error.h"
#include "service/cli/commands.h"

namespace ketenzicht::service {
namespace {

using Counts =
    google::protobuf::RepeatedPtrField<v1::FindAffectedResponse::StatusCount>;

// "4 not excluded, 3 blocked".
std::string CountsText(const Counts& counts, bool dutch) {
  return absl::StrJoin(
      counts, ", ",
      [dutch](std::string* out,
              const v1::FindAffectedResponse::StatusCount& count) {
        absl::StrAppend(out, count.processes(), " ",
                        StatusWord(count.status(), dutch));
      });
}

class AffectedWriter {
 public:
  AffectedWriter(const CommandContext& context,
                 const v1::FindAffectedResponse& response)
      : context_(context), response_(response) {}

  void Write() {
    WriteProcesses();
    WriteTotal();
    WriteOrganizations();
    if (response_.walks_size() == 0) {
      if (response_.affected() > 0) {
        context_.out << Say(
            "Een omweg in een kring die erlangs komt, telt mee.\n",
            "A detour around a circle that passes it counts.\n");
      }
      return;
    }
    context_.out << Say("Langs ", "Along ")
                 << absl::StrJoin(response_.walks(), ", ")
                 << Say(": een wandeling, die een entiteit kan herhalen; een "
                        "pad, als dat er is, is hoogstens zo blootgesteld.\n",
                        ": a walk, which may repeat an entity; a path, if "
                        "there is one, is at most as exposed.\n");
  }

 private:
  const char* Say(const char* nl, const char* en) const {
    return context_.dutch ? nl : en;
  }

  void WriteProcesses() {
    std::vector<std::vector<std::string>> rows;
    for (const auto& process : response_.processes()) {
      rows.push_back(
          {process.process(), absl::StrJoin(process.organizations(), ", "),
           process.vector(), StatusWord(process.status(), context_.dutch)});
    }
    context_.out << Table({Say("PROCES", "PROCESS"),
                           Say("ORGANISATIE", "ORGANIZATION"), "VECTOR",
                           "STATUS"},
                          rows)
                 << "\n";
  }

  void WriteTotal() {
    context_.out << response_.affected() << Say(" van ", " of ")
                 << response_.all() << Say(" processen", " processes");
    if (response_.statuses_size() > 0) {
      context_.out << ": " << CountsText(response_.statuses(), context_.dutch);
    }
    context_.out << ".\n";
    if (response_.affected() == 0 && response_.own_uses() == 0) WriteNothing();
    if (response_.own_uses() == 0) return;
    context_.out << response_.own_uses()
                 << (response_.own_uses() == 1
                         ? Say(" organisatie door eigen gebruik.\n",
                               " organization by uses of its own.\n")
                         : Say(" organisaties door eigen gebruik.\n",
                               " organizations by uses of their own.\n"));
  }

  // Nothing on record is something else than nothing there.
  void WriteNothing() {
    if (response_.through_size() == 0) {
      context_.out << Say(
          "Niets dat hier meetelt staat ervoor: wat erop staat, of wie het "
          "uitvoert, is op deze datum en uit deze bronnen niet vastgelegd.\n",
          "Nothing that counts here stands for it: what is listed on it, or "
          "who "
          "conducts it, is not on record at this date and from these "
          "sources.\n");
    }
    context_.out << Say(
        "Er is geen pad vastgelegd; dat zegt niet dat er geen is. Vraag met "
        "why "
        "--to … wat ontbreekt en wat onbekend is.\n",
        "No path is recorded; this does not say that there is none. Ask with "
        "why --to … what is missing, and what is unknown.\n");
  }

  void WriteOrganizations() {
    std::vector<std::vector<std::string>> rows;
    for (const auto& one : response_.organizations()) {
      rows.push_back(
          {one.organization(),
           absl::StrCat(one.affected(), Say(" van ", " of "), one.all()),
           CountsText(one.statuses(), context_.dutch),
           one.own_uses() == v1::STATUS_UNSPECIFIED
               ? "–"
               : StatusWord(one.own_uses(), context_.dutch)});
    }
    context_.out << "\n"
                 << Table({Say("ORGANISATIE", "ORGANIZATION"),
                           Say("PROCESSEN", "PROCESSES"), "STATUS",
                           Say("EIGEN GEBRUIK", "OWN USES")},
                          rows)
                 << "\n";
  }

  const CommandContext& context_;
  const v1::FindAffectedResponse& response_;
};

// Processes, then organizations; a line each.
void WriteCsv(const v1::FindAffectedResponse& response, std::ostream& out) {
  const auto line = [&](std::vector<std::string> fields) {
    fields.push_back(response.context().options().date());
    fields.push_back(absl::StrCat(response.context().revision()));
    out << CsvLine(fields);
  };
  out << CsvLine({"row", "id", "organizations", "vector", "status", "affected",
                  "of", "date", "revision"});
  for (const auto& one : response.processes()) {
    line({"process", one.process(), absl::StrJoin(one.organizations(), " "),
          one.vector(), StatusName(one.status()), "", ""});
  }
  for (const auto& one : response.organizations()) {
    line({"organization", one.organization(), "", "",
          one.own_uses() == v1::STATUS_UNSPECIFIED ? ""
                                                   : StatusName(one.own_uses()),
          absl::StrCat(one.affected()), absl::StrCat(one.all())});
  }
  line({"all", "", "", "", "", absl::StrCat(response.affected()),
        absl::StrCat(response.all())});
}

}  // namespace

int RunAffected(const CommandContext& context, const std::string& subject,
                const std::vector<std::string>& vectors,
                const std::vector<std::string>& expressions,
                const ViewArguments& view) {
  v1::FindAffectedRequest request;
  request.set_subject(subject);
  for (const std::string& vector : vectors) request.add_vectors(vector);
  for (const std::string& one : expressions) request.add_expressions(one);
  *request.mutable_options() = OptionsOf(view);
  *request.mutable_revision() = RevisionOf(view);
  v1::FindAffectedResponse response;
  const CallResult result = context.client.FindAffected(request, &response);
  if (!result.ok()) return ReportFailure(result, context.error);
  if (context.format == Format::kCsv) {
    WriteCsv(response, context.out);
    return kExitOk;
  }
  if (context.format != Format::kTable) {
    JsonWriter(context.out, context.format, false).Write(response);
    return kExitOk;
  }
  AffectedWriter(context, response).Write();
  WriteContext(context, response.context());
  return kExitOk;
}

}  // namespace ketenzicht::service
