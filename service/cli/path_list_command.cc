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
  *request.mutable_revision() = RevisionOf(view);
  return request;
}

// "1 path", "2 paths".
std::string Count(int64_t count, const char* one, const char* more) {
  return absl::StrCat(count, " ", count == 1 ? one : more);
}

void AddFlags(const char* flag, const std::vector<std::string>& values,
              std::vector<std::string>& flags) {
  for (const std::string& value : values) {
    flags.push_back(absl::StrCat(flag, " ", value));
  }
}

// What selects the processes, and what the targets, as it was given.
std::string SourceFlags(const PathListArguments& list) {
  std::vector<std::string> flags;
  AddFlags("--from", list.from, flags);
  AddFlags("--organization", list.organizations, flags);
  AddFlags("--from-kind", list.from_kinds, flags);
  AddFlags("--from-attribute", list.from_attributes, flags);
  AddFlags("--touches", list.touches, flags);
  return absl::StrJoin(flags, " ");
}

std::string TargetFlags(const PathListArguments& list) {
  std::vector<std::string> flags;
  AddFlags("--to", list.to, flags);
  AddFlags("--jurisdiction", list.jurisdictions, flags);
  AddFlags("--to-kind", list.to_kinds, flags);
  AddFlags("--to-attribute", list.to_attributes, flags);
  return absl::StrJoin(flags, " ");
}

class PathListWriter {
 public:
  PathListWriter(const CommandContext& context, const PathListArguments& list)
      : context_(context), list_(list) {}

  void Take(const v1::ListPathsResponse& response) {
    if (response.has_context()) {
      answer_context_ = response.context();
      vector_ = response.vector();
      if (context_.format == Format::kCsv) WriteCsvHeader();
    }
    if (response.has_end()) end_ = response.end();
    if (!response.has_path()) return;
    if (context_.format == Format::kCsv) {
      WriteCsv(response.path());
    } else {
      WriteText(response.path());
    }
  }

  void Finish() {
    if (context_.format != Format::kCsv) {
      context_.out << EndText(context_.dutch) << "\n";
      WriteContext(context_, answer_context_);
      return;
    }
    if (!end_.completeness().complete()) WriteCsvEnd();
    if (!end_.completeness().complete() || SelectsNothing()) {
      context_.error << "ketenzicht: " << EndText(false) << "\n";
    }
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

  void WriteLine(const std::vector<std::string>& fields) {
    context_.out << CsvLine(fields);
  }

  void WriteCsvHeader() {
    WriteLine({"process", "target", "vector", "authority", "status",
               "likelihood_class", "likelihood_low", "likelihood_best",
               "likelihood_high", "steps", "relations", "complete", "date",
               "revision", "limit", "cursor"});
  }

  void WriteCsv(const v1::ListedPath& path) {
    const v1::Interval& likelihood = path.likelihood();
    WriteLine({path.process(), path.target(), vector_, path.authority(),
               StatusName(path.status()), path.likelihood_class_name(),
               absl::StrCat(likelihood.low()),
               likelihood.has_best() ? absl::StrCat(likelihood.best()) : "",
               absl::StrCat(likelihood.high()),
               absl::StrCat(path.relations_size()),
               absl::StrJoin(path.relations(), " "), "yes",
               answer_context_.options().date(),
               absl::StrCat(answer_context_.revision()), "", ""});
  }

  // A path stands in a list that is complete up to there: what comes after it
  // is known at the end only. So a list that is cut has a last line of no path.
  void WriteCsvEnd() {
    WriteLine({"", "", vector_, "", "", "", "", "", "", "", "", "no",
               answer_context_.options().date(),
               absl::StrCat(answer_context_.revision()), LimitText(false),
               end_.cursor()});
  }

  bool SelectsNothing() const {
    return end_.completeness().complete() &&
           (end_.processes() == 0 || end_.targets() == 0);
  }

  std::string EndText(bool dutch) const {
    std::string text = dutch ? Count(end_.paths(), "pad", "paden")
                             : Count(end_.paths(), "path", "paths");
    if (SelectsNothing()) {
      return absl::StrCat(text, "; ", NothingText(dutch), UnknownText(dutch));
    }
    absl::StrAppend(&text, "; ",
                    dutch ? Count(end_.processes(), "proces", "processen")
                          : Count(end_.processes(), "process", "processes"),
                    dutch ? " naar " : " to ",
                    dutch ? Count(end_.targets(), "doel", "doelen")
                          : Count(end_.targets(), "target", "targets"));
    if (end_.completeness().complete()) {
      const bool resumed = !list_.cursor.empty();
      return absl::StrCat(text,
                          resumed ? (dutch ? "; volledig vanaf de cursor."
                                           : "; complete from the cursor on.")
                                  : (dutch ? "; volledig." : "; complete."),
                          UnknownText(dutch));
    }
    return absl::StrCat(
        text,
        dutch ? "; niet volledig, grens bereikt: " : "; truncated, limit hit: ",
        LimitText(dutch), ". ", OnwardText(dutch), UnknownText(dutch));
  }

  // Silence is not safety: of these nothing is said, not that they have none.
  std::string UnknownText(bool dutch) const {
    const int64_t unknown = end_.processes_unknown();
    if (unknown == 0) return "";
    return dutch ? absl::StrCat(" Niet meegenomen: ",
                                Count(unknown, "proces", "processen"),
                                " waarvan onbekend is of het daaraan raakt.")
                 : absl::StrCat(
                       " Left out: ", Count(unknown, "process", "processes"),
                       " of which it is unknown whether they touch "
                       "it.");
  }

  // No exposure is something else than nobody who could have it.
  std::string NothingText(bool dutch) const {
    std::vector<std::string> flags;
    if (end_.processes() == 0) flags.push_back(SourceFlags(list_));
    if (end_.targets() == 0) flags.push_back(TargetFlags(list_));
    std::erase(flags, "");
    if (flags.empty()) {
      return dutch ? "er is niets vastgelegd om naar te zoeken; dat zegt niets "
                     "over blootstelling."
                   : "there is nothing on record to look for; this says "
                     "nothing of exposure.";
    }
    return absl::StrCat(
        dutch ? "niets is gekozen door " : "nothing is selected by ",
        absl::StrJoin(flags, dutch ? " en door " : " and by "),
        dutch ? "; dat zegt niets over blootstelling."
              : "; this says nothing of exposure.");
  }

  std::string LimitText(bool dutch) const {
    const v1::Completeness& completeness = end_.completeness();
    const int64_t value = completeness.limit_value();
    if (completeness.limit() == "paths") {
      return dutch ? Count(value, "pad", "paden")
                   : Count(value, "path", "paths");
    }
    if (completeness.limit() == "expansions") {
      return dutch ? Count(value, "zoekstap", "zoekstappen")
                   : Count(value, "expansion", "expansions");
    }
    if (completeness.limit() == "partial_paths") {
      return dutch ? Count(value, "deelpad van één paar",
                           "deelpaden van één paar")
                   : Count(value, "partial path of one pair",
                           "partial paths of one pair");
    }
    return dutch ? "tijd" : "time";
  }

  std::string OnwardText(bool dutch) const {
    const bool too_large = end_.completeness().limit() == "partial_paths";
    if (!end_.cursor().empty()) {
      const char* next = dutch ? "Verder met het volgende paar: --cursor "
                               : "Go on with the next pair: --cursor ";
      const char* on = dutch ? "Verder met --cursor " : "Go on with --cursor ";
      return absl::StrCat(too_large ? next : on, end_.cursor());
    }
    if (too_large) {
      return dutch ? "Vraag om minder of kortere paden."
                   : "Ask for fewer paths, or shorter ones.";
    }
    return dutch ? "Hiermee komt de lijst niet verder: er is een ruimere grens "
                   "nodig."
                 : "The list gets no further with this: a larger budget is "
                   "needed.";
  }

  const CommandContext& context_;
  const PathListArguments& list_;
  v1::AnswerContext answer_context_;
  std::string vector_;
  v1::PathListEnd end_;
};

}  // namespace

int RunPathList(const CommandContext& context, const PathListArguments& list,
                const ViewArguments& view) {
  const bool text =
      context.format == Format::kTable || context.format == Format::kCsv;
  PathListWriter writer(context, list);
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
