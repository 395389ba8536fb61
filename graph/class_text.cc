#include "graph/class_text.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "graph/class_members.h"

namespace ketenzicht::graph {
namespace {

class Teller {
 public:
  Teller(const Snapshot& snapshot, Language language)
      : snapshot_(snapshot), language_(language) {}

  std::string Tell(const Selector& members, Quantity quantity) const {
    if (!members.label.empty()) return members.label.In(language_);
    if (members.any) return Anything(quantity);
    if (!NeedsQuantity(members)) return Name(members.ids.front());
    return absl::StrCat(Head(members, quantity), Conditions(members));
  }

 private:
  const char* Say(const char* nl, const char* en) const {
    return language_ == Language::kDutch ? nl : en;
  }

  // A relation with a class at an end by its id: in words it would name what
  // its class names, which may be that relation.
  std::string Name(const std::string& id) const {
    const FactIndex fact = snapshot_.Find(id);
    if (fact == kNoFact) return id;
    const FactTable& facts = snapshot_.facts();
    const bool of_classes =
        snapshot_.is_relation(fact) &&
        (facts.source(fact) == kNoFact || facts.target(fact) == kNoFact);
    return of_classes ? id : snapshot_.NameOf(fact, language_);
  }

  std::string Names(const std::vector<std::string>& ids) const {
    return absl::StrJoin(ids, ", ", [this](std::string* out, const auto& id) {
      out->append(Name(id));
    });
  }

  const char* Anything(Quantity quantity) const {
    switch (quantity) {
      case Quantity::kNo:
        return Say("niets of niemand", "nobody and nothing");
      case Quantity::kAny:
        return Say("wie of wat dan ook", "anyone or anything");
      default:
        return Say("iets of iemand", "someone or something");
    }
  }

  // What is quantified, and whatever else names a member: ids, else the kind.
  std::string Head(const Selector& members, Quantity quantity) const {
    if (!members.ids.empty()) {
      return absl::StrCat(
          members.by_example
              ? absl::StrCat(Thing(quantity), Say(" zoals ", " such as "))
              : absl::StrCat(Of(quantity), " "),
          Names(members.ids), KindOfListed(members));
    }
    if (IsOfRelations(members)) {
      return absl::StrCat(Relation(quantity), " ",
                          Quoted(Clause(members, nullptr, nullptr)));
    }
    const EntityKind* kind = snapshot_.ontology().FindEntityKind(members.kind);
    if (kind == nullptr) return Thing(quantity);
    const std::string& label = kind->label.In(language_);
    const bool dutch = language_ == Language::kDutch;
    if (dutch && quantity != Quantity::kNo) {
      return absl::StrCat(Thing(quantity), " van de soort ", label);
    }
    return absl::StrCat(Determiner(quantity), " ", label);
  }

  bool IsOfRelations(const Selector& members) const {
    return SelectsRelations(members, snapshot_.ontology());
  }

  const char* Determiner(Quantity quantity) const {
    switch (quantity) {
      case Quantity::kEvery:
        return "every";
      case Quantity::kNo:
        return Say("geen", "no");
      case Quantity::kSome:
        return "some";
      case Quantity::kAny:
        return "any";
    }
    return "";
  }

  const char* Thing(Quantity quantity) const {
    switch (quantity) {
      case Quantity::kEvery:
        return Say("alles", "everything");
      case Quantity::kNo:
        return Say("niets", "nothing");
      case Quantity::kSome:
        return Say("iets", "something");
      case Quantity::kAny:
        return Say("iets", "anything");
    }
    return "";
  }

  const char* Relation(Quantity quantity) const {
    switch (quantity) {
      case Quantity::kEvery:
        return Say("elke relatie", "every relation");
      case Quantity::kNo:
        return Say("geen relatie", "no relation");
      case Quantity::kSome:
        return Say("een relatie", "some relation");
      case Quantity::kAny:
        return Say("een relatie", "any relation");
    }
    return "";
  }

  const char* Of(Quantity quantity) const {
    switch (quantity) {
      case Quantity::kEvery:
        return Say("elk van", "each of");
      case Quantity::kNo:
        return Say("geen van", "none of");
      case Quantity::kSome:
        return Say("een van", "one of");
      case Quantity::kAny:
        return Say("een van", "any of");
    }
    return "";
  }

  // Beside ids the kind is one more condition; and so is what a relation is.
  std::string KindOfListed(const Selector& members) const {
    const EntityKind* kind = snapshot_.ontology().FindEntityKind(members.kind);
    if (kind != nullptr) {
      return absl::StrCat(Say(" van de soort ", " of kind "),
                          kind->label.In(language_));
    }
    const bool asks = !members.kind.empty() || members.source != nullptr ||
                      members.target != nullptr || members.via != nullptr;
    if (!asks) return "";
    return absl::StrCat(Say(", voor zover ", ", as far as "),
                        Quoted(Clause(members, nullptr, nullptr)));
  }

  // In an expression line ends mean nothing.
  static std::string OnOneLine(absl::string_view expression) {
    return absl::StrJoin(
        absl::StrSplit(expression, absl::ByAnyChar(" \t\r\n\f\v"),
                       absl::SkipEmpty()),
        " ");
  }

  static std::string Quoted(const std::string& clause) {
    return absl::StrCat("“", clause, "”");
  }

  // What else is asked of an entity, and what is left out.
  std::string Conditions(const Selector& members) const {
    std::vector<std::string> all;
    for (const PathCondition& path : members.where) {
      all.push_back(absl::StrCat(Say("met een pad ", "with a path "),
                                 OnOneLine(path.expression),
                                 Say(" naar ", " to "), Name(path.to)));
    }
    for (const auto& [name, value] : members.attributes) {
      all.push_back(absl::StrCat(Say("met kenmerk ", "with attribute "), name,
                                 " = ", value));
    }
    const char* it = Say("dit", "it");
    const char* such = Say("waarvoor geldt ", "such that ");
    if (members.source_of != nullptr) {
      all.push_back(
          absl::StrCat(such, Quoted(Clause(*members.source_of, it, nullptr))));
    }
    if (members.target_of != nullptr) {
      all.push_back(
          absl::StrCat(such, Quoted(Clause(*members.target_of, nullptr, it))));
    }
    std::string text;
    if (!all.empty()) {
      text = absl::StrCat(" ", absl::StrJoin(all, Say(" en ", " and ")));
    }
    if (!members.except.empty()) {
      // "Except" would say that of those the opposite holds.
      absl::StrAppend(&text, Say(" (", " (leaving "), Names(members.except),
                      Say(" daargelaten)", " aside)"));
    }
    return text;
  }

  // That there is such a relation, with these words for its ends where given.
  std::string Clause(const Selector& relations, const char* source,
                     const char* target) const {
    const auto end = [this](const char* word,
                            const std::shared_ptr<const Selector>& members) {
      if (word != nullptr) return std::string(word);
      return members == nullptr ? std::string(Thing(Quantity::kSome))
                                : Tell(*members, Quantity::kSome);
    };
    const std::string from = end(source, relations.source);
    const std::string to = end(target, relations.target);
    const std::optional<RelationKindId> kind =
        snapshot_.ontology().FindRelationKind(relations.kind);
    std::string clause =
        kind ? absl::StrReplaceAll(
                   snapshot_.ontology().relation_kind(*kind).phrase.In(
                       language_),
                   {{"{source}", from}, {"{target}", to}})
             : absl::StrCat(
                   Say("er is een relatie van ", "there is a relation from "),
                   from, Say(" naar ", " to "), to);
    if (relations.via != nullptr) {
      absl::StrAppend(&clause, Say(", gedragen door ", ", carried by "),
                      Tell(*relations.via, Quantity::kSome));
    }
    // Of the members of the class itself ids and conditions stand outside.
    if (source != nullptr || target != nullptr) {
      absl::StrAppend(&clause, WithinClause(relations, source, target));
    }
    return clause;
  }

  // What an inner class of relations asks besides.
  std::string WithinClause(const Selector& relations, const char* source,
                           const char* target) const {
    std::string text;
    if (source != nullptr && relations.source != nullptr) {
      absl::StrAppend(&text, Say(", waarbij dit is: ", ", where it is: "),
                      Tell(*relations.source, Quantity::kSome));
    }
    if (target != nullptr && relations.target != nullptr) {
      absl::StrAppend(&text, Say(", waarbij dit is: ", ", where it is: "),
                      Tell(*relations.target, Quantity::kSome));
    }
    if (!relations.ids.empty()) {
      absl::StrAppend(&text, Say(", als een van ", ", as one of "),
                      Names(relations.ids));
    }
    return absl::StrCat(text, Conditions(relations));
  }

  const Snapshot& snapshot_;
  const Language language_;
};

}  // namespace

bool NeedsQuantity(const Selector& members) {
  if (!members.label.empty()) return false;
  if (members.ids.size() != 1) return true;
  // With `by_example` others belong to it that nobody names.
  Selector one;
  one.ids = members.ids;
  return !(members == one);
}

std::string ClassText(const Snapshot& snapshot, const Selector& members,
                      Quantity quantity, Language language) {
  return Teller(snapshot, language).Tell(members, quantity);
}

}  // namespace ketenzicht::graph
