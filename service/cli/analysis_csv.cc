#include "service/cli/analysis_csv.h"

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/cli/csv_words.h"
#include "service/cli/output.h"

namespace ketenzicht::service {
namespace {

void AddElement(const std::string& row, const v1::PathElement& element,
                int pairs, double share, const std::string& weight,
                const v1::Completeness& completeness,
                const v1::FindChokePointsResponse& found, std::string& out) {
  out += CsvLine(
      With({row, element.id(), element.relation() ? "relation" : "entity",
            absl::StrJoin(element.facts(), " "), absl::StrCat(pairs),
            absl::StrCat(found.exposed_size()), absl::StrCat(share), weight, "",
            "", "", ""},
           completeness, found.context()));
}

// Status and tier, with measures and without.
void AddOutcome(const v1::PairOutcome& outcome,
                std::vector<std::string>& fields) {
  fields.push_back(StatusName(outcome.status()));
  fields.push_back(TierWord(outcome.tier(), false));
  fields.push_back(StatusName(outcome.inherent_status()));
  fields.push_back(TierWord(outcome.inherent_tier(), false));
}

// Ten columns, empty where no path counts: 0 would say that it is not so.
constexpr std::array kLikelihoodColumns = {
    "method",     "low",        "low_lower", "low_upper",  "best",
    "best_lower", "best_upper", "high",      "high_lower", "high_upper",
    "relations",  "path_sets",  "samples",   "seed",       "confidence"};

// Of each bound the value; where it was sampled, the interval around it.
void AddLikelihood(const v1::PairLikelihood& one,
                   std::vector<std::string>& fields) {
  if (!one.has_low()) {
    fields.insert(fields.end(), kLikelihoodColumns.size(), "");
    return;
  }
  fields.push_back(
      WordOf(v1::LikelihoodMethod_Name(one.method()), "LIKELIHOOD_METHOD_"));
  const auto add = [&](bool has, const auto& bound) {
    for (double value : {bound.value(), bound.lower(), bound.upper()}) {
      fields.push_back(has ? absl::StrCat(value) : "");
    }
  };
  add(true, one.low());
  add(one.has_best(), one.best());
  add(true, one.high());
  fields.push_back(absl::StrCat(one.relations()));
  fields.push_back(one.has_path_sets() ? absl::StrCat(one.path_sets()) : "");
  fields.push_back(absl::StrCat(one.samples()));
  fields.push_back(absl::StrCat(one.seed()));
  fields.push_back(absl::StrCat(one.confidence()));
}

}  // namespace

std::string LoadBearingCsv(const v1::FindLoadBearingResponse& found) {
  std::string out = CsvLine(
      Header({"facts", "proposition", "made", "process", "target", "vector",
              "status_before", "tier_before", "inherent_status_before",
              "inherent_tier_before", "status_after", "tier_after",
              "inherent_status_after", "inherent_tier_after", "escalates",
              "confidence", "list", "rank"}));
  for (const v1::LoadBearing& one : found.propositions()) {
    for (const v1::TurnedPair& pair : one.moved()) {
      std::vector<std::string> fields = {
          one.facts_size() == 0 ? one.id() : absl::StrJoin(one.facts(), " "),
          one.proposition().en(),
          WordOf(v1::Turn_Name(one.turn()), "TURN_"),
          pair.process(),
          pair.target(),
          pair.vector()};
      AddOutcome(pair.before(), fields);
      AddOutcome(pair.after(), fields);
      fields.emplace_back(YesNo(pair.escalates()));
      fields.push_back(one.has_confidence() ? absl::StrCat(one.confidence())
                                            : "");
      fields.emplace_back(one.escalated() > 0 ? "worse" : "better");
      fields.push_back(absl::StrCat(one.rank()));
      out += CsvLine(
          With(std::move(fields), found.completeness(), found.context()));
    }
  }
  return out;
}

std::string ChokePointsCsv(const v1::FindChokePointsResponse& found) {
  std::string out = CsvLine(
      Header({"row", "element", "is", "facts", "pairs", "exposed", "share",
              "cut_weight", "process", "target", "vector", "status"}));
  for (const v1::ChokePoint& one : found.points()) {
    AddElement("choke_point", one.element(), one.pairs_size(), one.share(), "",
               found.completeness(), found, out);
  }
  for (const v1::CutElement& one : found.cut().elements()) {
    AddElement("cut", one.element(), one.pairs_size(), one.share(),
               absl::StrCat(found.cut().weight()), found.cut().completeness(),
               found, out);
  }
  for (const v1::UnexposedPair& one : found.not_exposed()) {
    out +=
        CsvLine(With({"not_exposed", "", "", "", "",
                      absl::StrCat(found.exposed_size()), "", "", one.process(),
                      one.target(), one.vector(), StatusName(one.status())},
                     found.completeness(), found.context()));
  }
  return out;
}

std::string LikelihoodCsv(const v1::EstimateLikelihoodResponse& found) {
  std::vector<std::string> columns = {"process", "target", "vector", "status"};
  columns.insert(columns.end(), kLikelihoodColumns.begin(),
                 kLikelihoodColumns.end());
  std::string out = CsvLine(Header(columns));
  for (const v1::PairLikelihood& one : found.pairs()) {
    std::vector<std::string> fields = {one.process(), one.target(),
                                       one.vector(), StatusName(one.status())};
    AddLikelihood(one, fields);
    out +=
        CsvLine(With(std::move(fields), one.completeness(), found.context()));
  }
  return out;
}

}  // namespace ketenzicht::service
