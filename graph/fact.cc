#include "graph/fact.h"

#include <array>
#include <cstddef>
#include <optional>

#include "absl/strings/string_view.h"

namespace ketenzicht::graph {
namespace {

constexpr std::array<absl::string_view, 7> kModalities = {
    "affirmed", "possible",    "not_excluded",  "unknown",
    "denied",   "presupposed", "counterfactual"};
constexpr std::array<absl::string_view, 7> kUnknownKinds = {
    "none",           "unknown_to_speaker", "not_answered",     "not_stated",
    "no_indications", "not_public",         "not_establishable"};
constexpr std::array<absl::string_view, 3> kEffects = {"closes", "reduces",
                                                       "none_shown"};
constexpr std::array<absl::string_view, 2> kStates = {"in_place", "candidate"};
constexpr std::array<absl::string_view, 4> kNatures = {
    "technical", "organizational", "contractual", "legal"};

template <typename Enum, size_t n>
absl::string_view NameOf(const std::array<absl::string_view, n>& names,
                         Enum value) {
  return names[static_cast<size_t>(value)];
}

template <typename Enum, size_t n>
std::optional<Enum> ValueOf(const std::array<absl::string_view, n>& names,
                            absl::string_view name) {
  for (size_t i = 0; i < n; ++i) {
    if (names[i] == name) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

}  // namespace

absl::string_view ModalityName(Modality modality) {
  return NameOf(kModalities, modality);
}
std::optional<Modality> ParseModality(absl::string_view name) {
  return ValueOf<Modality>(kModalities, name);
}
absl::string_view UnknownKindName(UnknownKind kind) {
  return NameOf(kUnknownKinds, kind);
}
std::optional<UnknownKind> ParseUnknownKind(absl::string_view name) {
  return ValueOf<UnknownKind>(kUnknownKinds, name);
}
absl::string_view MeasureEffectName(MeasureEffect effect) {
  return NameOf(kEffects, effect);
}
std::optional<MeasureEffect> ParseMeasureEffect(absl::string_view name) {
  return ValueOf<MeasureEffect>(kEffects, name);
}
absl::string_view MeasureStateName(MeasureState state) {
  return NameOf(kStates, state);
}
std::optional<MeasureState> ParseMeasureState(absl::string_view name) {
  return ValueOf<MeasureState>(kStates, name);
}
absl::string_view MeasureNatureName(MeasureNature nature) {
  return NameOf(kNatures, nature);
}
std::optional<MeasureNature> ParseMeasureNature(absl::string_view name) {
  return ValueOf<MeasureNature>(kNatures, name);
}

}  // namespace ketenzicht::graph
