#include "service/cli/document_legend.h"

#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "service/cli/output.h"

namespace ketenzicht::service {
namespace {

const char* MeaningOf(v1::Status status, bool dutch) {
  switch (status) {
    case v1::STATUS_OPEN:
      return dutch ? "er is een pad waarvan elke stap geldt, naar wat is "
                     "vermeld of "
                     "daaruit is afgeleid"
                   : "there is a path of which every step holds, by what is "
                     "stated or inferred from it";
    case v1::STATUS_NOT_EXCLUDED:
      return dutch
                 ? "er is een pad waarvan een stap mogelijk of niet uit te "
                   "sluiten is"
                 : "there is a path of which a step is possible, or cannot be "
                   "excluded";
    case v1::STATUS_UNKNOWN:
      return dutch
                 ? "er is een pad waarvan een stap onbekend is, op de datum "
                   "niet zeker, misschien door een maatregel afgesloten, of "
                   "nergens vermeld en daarom verondersteld"
                 : "there is a path of which a step is unknown, not certain at "
                   "the date, perhaps closed by a measure, or nowhere stated "
                   "and therefore presumed";
    case v1::STATUS_BLOCKED:
      return dutch ? "elk pad wordt door een genomen maatregel afgesloten"
                   : "every path is closed by a measure that is in place";
    case v1::STATUS_NO_PATH:
      return dutch
                 ? "wat is vastgelegd vormt geen pad; dat is niet hetzelfde "
                   "als geen risico"
                 : "what is on record forms no path, which is not the same as "
                   "no risk";
    default:
      return "";
  }
}

void WriteTiers(const v1::AnswerCaseResponse& answer, bool dutch,
                Document& document) {
  document.Paragraph(
      dutch ? "De klasse zegt hoe zwaar een blootstelling weegt, volgens het "
              "beleid. Twee klassen, zoals T0–T3: welke het is, hangt af van "
              "wat niet bekend is."
            : "The tier says how much an exposure weighs, by the policy. Two "
              "tiers, as T0–T3: which one it is depends on what is not known.");
  for (const auto& tier : answer.tiers()) {
    document.Item(0, absl::StrCat(tier.id(), ": ", In(tier.label(), dutch)));
  }
}

}  // namespace

void WriteLegend(const std::vector<v1::AnswerCaseResponse>& answers, bool dutch,
                 Document& document) {
  std::set<v1::Status> met;
  const v1::AnswerCaseResponse* with_tiers = nullptr;
  for (const v1::AnswerCaseResponse& answer : answers) {
    for (const auto& part : answer.parts()) {
      for (const v1::PairExposure& pair : part.pairs()) {
        met.insert(pair.status());
        met.insert(pair.inherent_status());
      }
    }
    if (answer.tiers_size() > 0) with_tiers = &answer;
  }
  met.erase(v1::STATUS_UNSPECIFIED);
  if (met.empty()) return;
  document.Heading(
      2, dutch ? "Hoe de standen te lezen zijn" : "How to read the statuses");
  for (const v1::Status status : met) {
    document.Item(0, absl::StrCat(StatusWord(status, dutch), ": ",
                                  MeaningOf(status, dutch)));
  }
  if (with_tiers != nullptr) WriteTiers(*with_tiers, dutch, document);
}

}  // namespace ketenzicht::service
