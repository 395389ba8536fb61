#include "ingest/generator/draft.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/str_cat.h"
#include "ingest/generator/conditions.h"

namespace ketenzicht::ingest {
namespace {

using graph::Bound;
using graph::Fact;
using graph::Modality;

constexpr absl::string_view kSortNames[kSorts] = {
    "organization", "process", "device", "software", "component", "company"};
constexpr absl::string_view kPrefixes[kSorts] = {
    "organizations/gen-",     "processes/gen-",          "products/gen-device-",
    "products/gen-software-", "products/gen-component-", "companies/gen-"};

constexpr int64_t kFirstSaid = 19358;  // 2023-01-01, in days since 1970
constexpr int64_t kYearDays = 365;

// Kinds whose affirmed facts are not certain.
constexpr absl::string_view kUncertainKinds[] = {
    "uses",       "contains",
    "runs",       "depends_on",
    "made_by",    "handles",
    "copied_to",  "sends_data_to",
    "updated_by", "remotely_accessed_by"};

// Kinds that a guard may be on: none that guards look at (conditions.h), so
// that nothing depends on itself.
constexpr absl::string_view kGuardedKinds[] = {"uses", "contains", "runs",
                                               "depends_on", "made_by"};

template <size_t n>
bool Has(const absl::string_view (&kinds)[n], absl::string_view kind) {
  return std::find(kinds, kinds + n, kind) != kinds + n;
}

graph::Date Day(int64_t days) {
  return graph::Date::FromDays(static_cast<int32_t>(days));
}

Bound DayBound(int64_t days) { return Bound::Dated({Day(days), Day(days)}); }

// "2017" and "2017-06": always a date.
Bound Range(const std::string& text) {
  return Bound::Dated(*graph::ParseDateRange(text));
}

double Share(int64_t of_a_thousand) {
  return static_cast<double>(std::clamp<int64_t>(of_a_thousand, 0, 1'000)) /
         1'000;
}

}  // namespace

Drafts::Drafts(const GeneratorOptions& options, const Plan& plan)
    : options_(options),
      plan_(plan),
      width_(static_cast<int>(absl::StrCat(options.scale).size())) {}

std::string Drafts::Number(int64_t number) const {
  std::string digits = absl::StrCat(number);
  return std::string(width_ - digits.size(), '0') + digits;
}

std::string Drafts::IdOf(const Part& part) const {
  return absl::StrCat(kPrefixes[static_cast<int>(part.sort)],
                      Number(part.number));
}

std::string Drafts::SourceId(int number) const {
  return absl::StrCat("sources/gen-model-", number);
}

std::string Drafts::JurisdictionId(int64_t jurisdiction) const {
  return absl::StrCat("jurisdictions/gen-",
                      absl::Dec(jurisdiction, absl::kZeroPad3));
}

std::string Drafts::LawId(int64_t jurisdiction, int64_t law) const {
  return absl::StrCat("laws/gen-", absl::Dec(jurisdiction, absl::kZeroPad3),
                      "-", law);
}

std::string Drafts::AuthorityId(int64_t authority) const {
  return absl::StrCat("authorities/gen-",
                      absl::Dec(authority / kAuthoritiesEach, absl::kZeroPad3),
                      "-", authority % kAuthoritiesEach);
}

std::string Drafts::InformationId(int64_t process) const {
  return absl::StrCat("information/gen-", Number(process));
}

std::string Drafts::RelationId(const Part& part, absl::string_view verb) const {
  return absl::StrCat("relations/gen-", kSortNames[static_cast<int>(part.sort)],
                      "-", Number(part.number), "-", verb);
}

std::string Drafts::RelationId(const Part& part, absl::string_view verb,
                               int64_t ordinal) const {
  return absl::StrCat(RelationId(part, verb), "-",
                      absl::Dec(ordinal, absl::kZeroPad2));
}

std::string Drafts::EnactsId(int64_t jurisdiction, int64_t law) const {
  return absl::StrCat("relations/gen-jurisdiction-",
                      absl::Dec(jurisdiction, absl::kZeroPad3), "-enacts-",
                      law);
}

graph::Evidence Drafts::EvidenceFrom(int source) const {
  graph::Evidence evidence;
  evidence.source = SourceId(source);
  evidence.asserted_on = Day(kFirstSaid + source * kYearDays / 4);
  return evidence;
}

void Drafts::Sign(Fact& fact) const {
  const uint64_t hash = HashOf(fact.id);
  fact.evidence.push_back(
      EvidenceFrom(1 + static_cast<int>(hash % kGeneratedSources)));
  fact.origin.inferred = true;
  fact.origin.inferred_by = std::string(kGeneratorName);
  if (Falls(options_.annotations, DraftPurpose::kAnnotation, hash)) {
    Annotate(fact);
  }
}

// All that a fact may have besides, in all combinations.
void Drafts::Annotate(Fact& fact) const {
  Random random = Stream(DraftPurpose::kAnnotation, HashOf(fact.id) + 1);
  const uint32_t bits = random.Next32();
  if (bits & 1) {
    graph::Evidence more =
        EvidenceFrom(1 + static_cast<int>(random.Below(kGeneratedSources)));
    more.locator = absl::StrCat("p. ", random.Between(1, 400), ", note \"x\"");
    more.speaker = "speaker, of the model";
    if (bits & 2) more.attributed_to = {"A. Model", "B. Model; C. Model"};
    fact.evidence.push_back(std::move(more));
  }
  if (bits & 4) fact.confidence = static_cast<int>(random.Below(101));
  if (bits & 8) fact.verified = false;
  if (bits & 16) {
    fact.note = {absl::StrCat("=aanname ", random.Below(100)),
                 absl::StrCat("- assumption, ", random.Below(100))};
  }
  if (bits & 32) {
    fact.marking.level = "test";
    fact.marking.owner = "organizations/gen";
    fact.marking.compartments = {"a", "b c"};
    if (bits & 64) fact.marking.release_to = {"NL"};
  }
  if (graph::Entity* entity = std::get_if<graph::Entity>(&fact.body)) {
    if (bits & 128) entity->aliases = {"@alias", "an, alias"};
    if (bits & 256) entity->attributes["sort"] = "made up: yes";
    if (bits & 512) entity->about = {SourceId(1)};
    return;
  }
  const std::string reason = EnactsId(0, 0);
  if ((bits & 128) && fact.id != reason) fact.because = {reason};
  if (bits & 256) fact.origin.from = {JurisdictionId(0), LawId(0, 0)};
}

Fact Drafts::Entity(std::string id, absl::string_view kind,
                    absl::string_view nl, absl::string_view en) const {
  Fact fact;
  fact.id = std::move(id);
  graph::Entity entity;
  entity.kind = std::string(kind);
  const absl::string_view name =
      absl::string_view(fact.id).substr(fact.id.find("gen-") + 4);
  entity.name = {absl::StrCat(nl, " ", name),
                 absl::StrCat("synthetic ", en, " ", name)};
  fact.body = std::move(entity);
  Sign(fact);
  if (kind == "law") AddDates(fact);
  return fact;
}

Fact Drafts::Relation(std::string id, absl::string_view kind, graph::End source,
                      graph::End target, bool settled) const {
  Fact fact;
  fact.id = std::move(id);
  graph::Relation relation;
  relation.kind = std::string(kind);
  relation.source = std::move(source);
  relation.target = std::move(target);
  fact.body = std::move(relation);
  Sign(fact);
  if (Has(kUncertainKinds, kind)) AddLikelihood(fact);
  if (settled) return fact;
  AddDates(fact);
  AddModality(fact);
  const uint64_t hash = HashOf(fact.id);
  if (Has(kGuardedKinds, kind) &&
      Falls(options_.guards, DraftPurpose::kGuard, hash)) {
    Random random = Stream(DraftPurpose::kGuard, hash + 1);
    std::get<graph::Relation>(fact.body).holds_while =
        MakeGuard(*this, kind == "made_by", random);
  }
  return fact;
}

void Drafts::AddLikelihood(Fact& fact) const {
  Random random = Stream(DraftPurpose::kLikelihood, HashOf(fact.id));
  if (!random.Chance(ThresholdOf(options_.likelihoods))) return;
  graph::Likelihood& likelihood =
      std::get<graph::Relation>(fact.body).likelihood;
  constexpr absl::string_view kClasses[] = {"low",  "moderate",  "high",
                                            "high", "very_high", "very_high"};
  if (random.Below(10) < 3) {
    likelihood = std::string(kClasses[random.Below(std::size(kClasses))]);
    return;
  }
  // As people state them: in the thousandth, with a margin of a round number.
  // There are few different ones, of which a reader may keep each once.
  constexpr int64_t kBelow[] = {0, 50, 100, 200};
  constexpr int64_t kAbove[] = {0, 20, 50};
  const int64_t best = 1'000 - random.Skewed(600, 2);
  graph::Interval interval;
  interval.low = Share(best - kBelow[random.Below(std::size(kBelow))]);
  interval.high = Share(best + kAbove[random.Below(std::size(kAbove))]);
  if (random.Below(50) != 0) interval.best = Share(best);
  likelihood = interval;
}

void Drafts::AddDates(Fact& fact) const {
  Random random = Stream(DraftPurpose::kDates, HashOf(fact.id));
  if (options_.dates == 0 || !random.Chance(ThresholdOf(options_.dates))) {
    return;
  }
  const int64_t day = kFirstSaid - random.Between(1, 20 * kYearDays);
  const int64_t year = random.Between(2003, 2021);
  const int64_t later = day + random.Between(1, 25 * kYearDays);
  graph::ValidTime& valid = fact.valid;
  switch (random.Below(7)) {
    case 0:
      valid.from = DayBound(day);
      break;
    case 1:
      valid.from = DayBound(day);
      valid.until = DayBound(later);
      break;
    case 2:
      valid.from = Range(absl::StrCat(year));
      break;
    case 3:
      valid.from = Range(absl::StrCat(
          year, "-", absl::Dec(random.Between(1, 12), absl::kZeroPad2)));
      valid.until = Range(absl::StrCat(year + random.Between(1, 9)));
      break;
    case 4:
      valid.from = Bound::Dated({Day(day), Day(later)});
      valid.until = Bound::Open();
      break;
    case 5:
      valid.from = Bound::Open();
      valid.until = DayBound(later);
      break;
    default:
      valid.until = Bound::Dated({Day(day), Day(later)});
  }
}

void Drafts::AddModality(Fact& fact) const {
  Random random = Stream(DraftPurpose::kModality, HashOf(fact.id));
  auto& relation = std::get<graph::Relation>(fact.body);
  if (options_.modalities == 0 || relation.kind == "part_of" ||
      !random.Chance(ThresholdOf(options_.modalities))) {
    return;
  }
  constexpr Modality kModalities[] = {
      Modality::kPossible,    Modality::kPossible,
      Modality::kPossible,    Modality::kNotExcluded,
      Modality::kNotExcluded, Modality::kUnknown,
      Modality::kUnknown,     Modality::kUnknown,
      Modality::kDenied,      Modality::kDenied,
      Modality::kPresupposed, Modality::kCounterfactual};
  constexpr graph::UnknownKind kUnknowns[] = {
      graph::UnknownKind::kUnknownToSpeaker,
      graph::UnknownKind::kNotAnswered,
      graph::UnknownKind::kNotStated,
      graph::UnknownKind::kNoIndications,
      graph::UnknownKind::kNotPublic,
      graph::UnknownKind::kNotEstablishable};
  fact.modality = kModalities[random.Below(std::size(kModalities))];
  if (fact.modality == Modality::kUnknown) {
    fact.unknown_kind = kUnknowns[random.Below(std::size(kUnknowns))];
  }
  // Nothing that makes no edge has a weight.
  if (fact.modality == Modality::kDenied ||
      fact.modality == Modality::kPresupposed ||
      fact.modality == Modality::kCounterfactual) {
    relation.likelihood = std::monostate();
  }
}

}  // namespace ketenzicht::ingest
