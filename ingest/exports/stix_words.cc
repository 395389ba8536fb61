#include "ingest/exports/stix_words.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "ingest/exports/stable_uuid.h"

namespace ketenzicht::ingest {
namespace {

struct Word {
  absl::string_view kind;  // ours, or a kind of it
  absl::string_view type;
};

constexpr Word kTypes[] = {
    {"organization", "identity"},   {"company", "identity"},
    {"authority", "identity"},      {"jurisdiction", "location"},
    {"programme", "intrusion-set"}, {"product", "infrastructure"},
};

struct LinkWord {
  absl::string_view kind;
  absl::string_view source;  // types of our ends
  absl::string_view target;
  absl::string_view type;
  bool reversed;
};

// `targets` and `originates_from` are STIX's words already.
constexpr LinkWord kLinks[] = {
    {"conducts", "identity", "intrusion-set", "attributed-to", true},
    {"seated_in", "identity", "location", "located-at", false},
    {"operates_in", "identity", "location", "located-at", false},
    {"contains", "infrastructure", "infrastructure", "consists-of", false},
};

std::string Hyphened(absl::string_view name) {
  return absl::StrReplaceAll(name, {{"_", "-"}});
}

}  // namespace

absl::string_view StixTypeOf(const NodeKey& key) {
  if (key.sort == NodeKey::Sort::kMeasure) return "course-of-action";
  if (key.sort != NodeKey::Sort::kEntity) return kStixThing;
  for (const absl::string_view kind : key.kinds) {
    for (const Word& word : kTypes) {
      if (word.kind == kind) return word.type;
    }
  }
  return kStixThing;
}

std::string StixId(absl::string_view type, absl::string_view name) {
  return absl::StrCat(type, "--", StableUuid(name));
}

std::string StixIdOf(const NodeKey& key) {
  return StixId(StixTypeOf(key), key.id);
}

StixLink StixLinkOf(const ExportedEdge& edge) {
  const std::string& kind = edge.fact.relation()->kind;
  if (edge.fact.modality != graph::Modality::kAffirmed) {
    return {Hyphened(
        absl::StrCat(graph::ModalityName(edge.fact.modality), "-", kind))};
  }
  const absl::string_view source = StixTypeOf(edge.source);
  const absl::string_view target = StixTypeOf(edge.target);
  for (const LinkWord& word : kLinks) {
    if (word.kind == kind && word.source == source && word.target == target) {
      return {std::string(word.type), word.reversed};
    }
  }
  return {Hyphened(kind)};
}

}  // namespace ketenzicht::ingest
