#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "service/cli/call_error.h"
#include "service/cli/case_document.h"
#include "service/cli/commands.h"

namespace ketenzicht::service {
namespace {

v1::AnswerCaseRequest RequestOf(const CaseArguments& cases,
                                const ViewArguments& view) {
  v1::AnswerCaseRequest request;
  const std::string id = cases.id.empty() ? "cases/-" : cases.id;
  request.set_id(absl::StrContains(id, '/') ? id : absl::StrCat("cases/", id));
  request.mutable_numbers()->Assign(cases.numbers.begin(), cases.numbers.end());
  *request.mutable_options() = OptionsOf(view);
  *request.mutable_revision() = RevisionOf(view);
  return request;
}

int WriteText(const CommandContext& context,
              const v1::AnswerCaseRequest& request) {
  std::string last;
  JsonWriter json(context.out, context.format, true);
  const CallResult result = context.client.AnswerCase(
      request, [&](const v1::AnswerCaseResponse& response) {
        if (context.format != Format::kTable) {
          json.Write(response);
          return true;
        }
        if (response.case_id() != last) {
          context.out << (last.empty() ? "" : "\n")
                      << In(response.title(), context.dutch) << "\n";
          WriteContext(context, response.case_context());
        }
        context.out << "\n" << In(response.text(), context.dutch);
        last = response.case_id();
        return true;
      });
  json.Finish();
  return result.ok() ? kExitOk : ReportFailure(result, context.error);
}

using Answers = std::map<std::string, std::vector<v1::AnswerCaseResponse>>;

std::string ContentOf(const Document& document, Format format, bool dutch) {
  return format == Format::kHtml ? document.Html(dutch ? "nl" : "en")
                                 : document.Markdown();
}

bool WriteFile(const std::filesystem::path& path, const std::string& content,
               std::ostream& error) {
  std::ofstream file(path, std::ios::binary);
  file << content;
  file.close();
  if (file) return true;
  error << "ketenzicht: cannot write " << path.string() << "\n";
  return false;
}

// A document for each case and language.
int WriteFolder(const CommandContext& context, const CaseArguments& cases,
                const Answers& answers, ToldFacts& told) {
  std::error_code problem;
  const std::filesystem::path folder(cases.folder);
  std::filesystem::create_directories(folder, problem);
  for (const auto& [id, of_case] : answers) {
    for (const bool dutch : {true, false}) {
      const Document document = CaseDocument(of_case, told, dutch);
      if (!told.result().ok()) {
        return ReportFailure(told.result(), context.error);
      }
      const std::string name =
          absl::StrCat(absl::StripPrefix(id, "cases/"), dutch ? ".nl" : ".en",
                       context.format == Format::kHtml ? ".html" : ".md");
      if (!WriteFile(folder / name, ContentOf(document, context.format, dutch),
                     context.error)) {
        return kExitFailed;
      }
      context.out << (folder / name).string() << "\n";
    }
  }
  return kExitOk;
}

int WriteDocuments(const CommandContext& context, const CaseArguments& cases,
                   const v1::AnswerCaseRequest& request) {
  Answers answers;
  int64_t revision = 0;
  const CallResult result = context.client.AnswerCase(
      request, [&](const v1::AnswerCaseResponse& response) {
        revision = response.context().revision();
        answers[response.case_id()].push_back(response);
        return true;
      });
  if (!result.ok()) return ReportFailure(result, context.error);
  ToldFacts told(context.client, revision);
  if (!cases.folder.empty()) {
    return WriteFolder(context, cases, answers, told);
  }
  if (context.format == Format::kHtml && answers.size() > 1) {
    context.error << "ketenzicht: a page is of one case; give --out for all\n";
    return kExitUsage;
  }
  for (const auto& [id, of_case] : answers) {
    const Document document = CaseDocument(of_case, told, context.dutch);
    if (!told.result().ok()) {
      return ReportFailure(told.result(), context.error);
    }
    context.out << ContentOf(document, context.format, context.dutch);
  }
  return kExitOk;
}

}  // namespace

int RunCase(const CommandContext& context, const CaseArguments& cases,
            const ViewArguments& view) {
  const v1::AnswerCaseRequest request = RequestOf(cases, view);
  const bool document =
      context.format == Format::kMarkdown || context.format == Format::kHtml;
  if (!cases.folder.empty() && !document) {
    context.error << "ketenzicht: --out is for -o markdown or -o html\n";
    return kExitUsage;
  }
  return document ? WriteDocuments(context, cases, request)
                  : WriteText(context, request);
}

}  // namespace ketenzicht::service
