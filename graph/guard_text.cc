#include "graph/guard_text.h"

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"

namespace ketenzicht::graph {
namespace {

class ClauseWriter {
 public:
  ClauseWriter(const Snapshot& snapshot, const FactText& text, FactIndex source,
               FactIndex target)
      : snapshot_(snapshot), text_(text), source_(source), target_(target) {}

  std::string Write(const Guard& guard, bool inner) const {
    switch (guard.op) {
      case Guard::Op::kAll:
        return Joined(guard, text_.Say(" en ", " and "), inner);
      case Guard::Op::kAny:
        return Joined(guard, text_.Say(" of ", " or "), inner);
      case Guard::Op::kNot:
        if (guard.operands.front().op == Guard::Op::kFact) {
          return Asked(guard.operands.front().fact, false);
        }
        return absl::StrCat(text_.Say("niet: ", "not: "),
                            Write(guard.operands.front(), true));
      case Guard::Op::kFact:
        return Asked(guard.fact, true);
      case Guard::Op::kRelation:
        return Relation(guard);
      case Guard::Op::kReach:
        return absl::StrCat(NameOf(guard.source),
                            text_.Say(" kan ", " can reach "),
                            NameOf(guard.target), text_.Say(" bereiken", ""));
      case Guard::Op::kDates:
        return absl::StrCat(Term(guard.left), Comparison(guard.comparison),
                            guard.comparison == DateComparison::kWithin
                                ? Quoted(guard.right.fact)
                                : Term(guard.right));
    }
    return "";
  }

  // What is asked of a fact, whatever is recorded of it: a denial, or what is
  // unknown, told as it is recorded would turn the condition around.
  std::string Asked(const std::string& id, bool holds) const {
    const FactIndex fact = snapshot_.Find(id);
    if (fact == kNoFact || snapshot_.is_entity(fact)) return Quoted(id);
    return absl::StrCat("“", text_.Proposition(fact, holds), "”");
  }

  // The fact's sentence, without its full stop.
  std::string Quoted(const std::string& id) const {
    const FactIndex fact = snapshot_.Find(id);
    if (fact == kNoFact) return id;
    const std::string sentence = text_.Sentence(fact);
    return absl::StrCat("“", absl::StripSuffix(sentence, "."), "”");
  }

  std::string Bound(const std::string& id, bool until) const {
    return absl::StrCat(until ? text_.Say("het einde van ", "the end of ")
                              : text_.Say("het begin van ", "the start of "),
                        Quoted(id));
  }

 private:
  std::string Joined(const Guard& guard, const char* word, bool inner) const {
    std::vector<std::string> parts;
    for (const Guard& operand : guard.operands) {
      parts.push_back(Write(operand, true));
    }
    std::string joined = absl::StrJoin(parts, word);
    return inner && parts.size() > 1 ? absl::StrCat("(", joined, ")") : joined;
  }

  std::string Relation(const Guard& guard) const {
    const RelationKindId kind =
        *snapshot_.ontology().FindRelationKind(guard.kind);
    std::string clause =
        text_.Clause(kind, false, NameOf(guard.source), NameOf(guard.target));
    if (guard.or_same_authority) {
      absl::StrAppend(
          &clause,
          text_.Say(", of dit geldt voor wie door dezelfde autoriteit kan "
                    "worden bereikt",
                    ", or this holds for anyone whom the same authority can "
                    "reach"));
    }
    return clause;
  }

  std::string NameOf(const std::string& end) const {
    FactIndex fact = snapshot_.Find(end);
    if (end == "$source") fact = source_;
    if (end == "$target") fact = target_;
    if (source_ == kNoFact && target_ == kNoFact) {
      if (end == "$source") {
        return text_.Say("wat zij betreft", "what it concerns");
      }
      if (end == "$target") {
        return text_.Say("wie aan het andere eind staat",
                         "whoever is at the other end");
      }
    }
    if (fact == kNoFact) return text_.Say("wat dan ook", "anything");
    return snapshot_.NameOf(fact, text_.language());
  }

  std::string Term(const DateTerm& term) const {
    return term.date ? term.date->ToString() : Bound(term.fact, term.until);
  }

  const char* Comparison(DateComparison comparison) const {
    switch (comparison) {
      case DateComparison::kBefore:
        return text_.Say(" ligt voor ", " is before ");
      case DateComparison::kAfter:
        return text_.Say(" ligt na ", " is after ");
      case DateComparison::kWithin:
        return text_.Say(" valt binnen de geldigheid van ",
                         " falls within the validity of ");
    }
    return "";
  }

  const Snapshot& snapshot_;
  const FactText& text_;
  FactIndex source_;
  FactIndex target_;
};

}  // namespace

std::string GuardClause(const Snapshot& snapshot, const FactText& text,
                        const Guard& guard, FactIndex source,
                        FactIndex target) {
  return ClauseWriter(snapshot, text, source, target).Write(guard, false);
}

std::string LookedFor(const Snapshot& snapshot, const FactText& text,
                      const GuardInput& input) {
  if (input.kind >= 0) {
    const std::string target =
        input.target == kNoFact
            ? "…"
            : snapshot.NameOf(input.target, text.language());
    return text.Clause(input.kind, false,
                       snapshot.NameOf(input.source, text.language()), target);
  }
  const ClauseWriter writer(snapshot, text, kNoFact, kNoFact);
  absl::string_view id = input.what;
  const bool until = absl::ConsumeSuffix(&id, ".until");
  const bool from = !until && absl::ConsumeSuffix(&id, ".from");
  return until || from ? writer.Bound(std::string(id), until)
                       : writer.Quoted(std::string(id));
}

}  // namespace ketenzicht::graph
