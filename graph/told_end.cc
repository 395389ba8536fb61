#include "graph/told_end.h"

#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"

namespace ketenzicht::graph {
namespace {

bool IsClass(const ToldEnd& end) {
  return end.members != nullptr && NeedsQuantity(*end.members);
}

bool SourceStandsFirst(absl::string_view phrase) {
  return phrase.find("{source}") < phrase.find("{target}");
}

// "Any" is read as "one at all" only behind the negation.
bool IsNegatedBefore(absl::string_view phrase, absl::string_view end,
                     Language language) {
  const absl::string_view before = phrase.substr(0, phrase.find(end));
  return language == Language::kDutch ? absl::StrContains(before, " niet ") ||
                                            absl::StrContains(before, " geen ")
                                      : absl::StrContains(before, " not ") ||
                                            absl::StrContains(before, " no ");
}

}  // namespace

ToldEnd EndOnRecord(const Snapshot& snapshot, FactIndex relation, bool target) {
  const FactTable& facts = snapshot.facts();
  const FactIndex end =
      target ? facts.target(relation) : facts.source(relation);
  if (end != kNoFact) return {end, nullptr};
  const Relation& whole = *facts.detail(relation);
  return {kNoFact, &*(target ? whole.target : whole.source).selector};
}

ToldEnd EndOfInstance(const Snapshot& snapshot, FactIndex relation, bool target,
                      FactIndex fact) {
  if (fact != kNoFact || relation == kNoFact) return {fact, nullptr};
  return EndOnRecord(snapshot, relation, target);
}

std::string NameOf(const Snapshot& snapshot, const ToldEnd& end,
                   Quantity quantity, Language language) {
  return end.members == nullptr
             ? snapshot.NameOf(end.fact, language)
             : ClassText(snapshot, *end.members, quantity, language);
}

std::string PhraseBetween(const Snapshot& snapshot, RelationKindId kind,
                          bool denied, const std::string& source,
                          const std::string& target, Language language) {
  const RelationKind& relation = snapshot.ontology().relation_kind(kind);
  const Text& phrase = denied ? relation.denied : relation.phrase;
  return absl::StrReplaceAll(phrase.In(language),
                             {{"{source}", source}, {"{target}", target}});
}

std::string DeniedBetween(const Snapshot& snapshot, RelationKindId kind,
                          const ToldEnd& source, const ToldEnd& target,
                          Language language) {
  const auto say = [&](bool denied, Quantity of_source, Quantity of_target) {
    return PhraseBetween(
        snapshot, kind, denied, NameOf(snapshot, source, of_source, language),
        NameOf(snapshot, target, of_target, language), language);
  };
  if (!IsClass(source) && !IsClass(target)) {
    return say(true, Quantity::kAny, Quantity::kAny);
  }
  const RelationKind& relation = snapshot.ontology().relation_kind(kind);
  const bool source_first = SourceStandsFirst(relation.phrase.In(language));
  if (IsClass(source_first ? source : target)) {
    return source_first ? say(false, Quantity::kNo, Quantity::kAny)
                        : say(false, Quantity::kAny, Quantity::kNo);
  }
  const ToldEnd& later = source_first ? target : source;
  // Of a kind Dutch says "geen"; "niet iets" would not be read so.
  const bool any_will_do = language == Language::kEnglish || later.members->any;
  if (any_will_do &&
      IsNegatedBefore(relation.denied.In(language),
                      source_first ? "{target}" : "{source}", language)) {
    return say(true, Quantity::kAny, Quantity::kAny);
  }
  return say(false, Quantity::kNo, Quantity::kNo);
}

}  // namespace ketenzicht::graph
