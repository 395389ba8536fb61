#include "ingest/same_judgement.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "graph/fact_check.h"
#include "ingest/identifier.h"
#include "ingest/judgements.h"
#include "ingest/relation_id.h"
#include "ingest/said_by_sources.h"
#include "ingest/source_update.h"
#include "ingest/stated_ends.h"
#include "ingest/stood_on.h"

namespace ketenzicht::ingest {
namespace {

// One judgement, from what is asked to facts.
class Judging {
 public:
  Judging(const State& current, const SameJudging& asked)
      : current_(current),
        asked_(asked),
        now_(*current.snapshot),
        facts_(now_.facts()),
        judgements_(&now_),
        there_(judgements_.Between(asked.one, asked.other)) {}

  SameOutcome Do() {
    CheckAsked();
    if (problems_.empty()) CheckThings();
    if (problems_.empty()) Judge();
    if (problems_.empty()) Move();
    if (problems_.empty()) {
      outcome_.import = ApplyFacts(current_, std::move(put_),
                                   {retracted_.begin(), retracted_.end()});
      outcome_.retracted.assign(retracted_.begin(), retracted_.end());
      problems_ = std::move(outcome_.import.problems);
    }
    if (!problems_.empty()) {
      outcome_ = SameOutcome();
      outcome_.import.problems = std::move(problems_);
    }
    return std::move(outcome_);
  }

 private:
  void Refuse(const std::string& about, absl::string_view reason) {
    problems_.push_back({"", 0, absl::StrCat(about, ": ", reason)});
  }

  void CheckAsked() {
    if (asked_.author.empty()) {
      Refuse("author", "a judgement needs one");
    } else if (!graph::IsPlain(asked_.author) ||
               asked_.author.size() > kMaxAuthorBytes) {
      Refuse("author", absl::StrCat("at most ", kMaxAuthorBytes,
                                    " bytes, without control characters"));
    }
    if (!graph::IsPlain(asked_.reason)) {
      Refuse("reason", "has a control character");
    }
    if (!current_.ontology->FindRelationKind(kSameAs)) {
      Refuse("ontology", absl::StrCat("has no relation kind ", kSameAs,
                                      ": import data/ontology.yaml again"));
    }
    for (const std::string& id : {asked_.one, asked_.other}) {
      const graph::FactIndex at = facts_.Find(id);
      if (at == graph::kNoFact || !facts_.is_entity(at)) {
        Refuse(id, "there is no such thing");
      }
    }
    if (asked_.one == asked_.other) Refuse(asked_.one, "is itself");
  }

  static absl::string_view CollectionOf(absl::string_view id) {
    return id.substr(0, id.find('/'));
  }

  void CheckThings() {
    if (asked_.verdict == SameVerdict::kUndo) return;
    if (CollectionOf(asked_.one) != CollectionOf(asked_.other)) {
      Refuse(asked_.one,
             absl::StrCat("is of another collection than ", asked_.other));
    }
    const graph::FactIndex one = facts_.Find(asked_.one);
    if (!IsImported(now_, facts_.evidence(one))) {
      Refuse(asked_.one,
             "was not imported; only what was can be judged to be another "
             "thing, or not to be");
    }
    if (!problems_.empty() || asked_.verdict != SameVerdict::kSame) return;
    const graph::FactIndex other = facts_.Find(asked_.other);
    if (AreOfTwoThings(IdentifiersAmong(facts_.attributes(one)),
                       IdentifiersAmong(facts_.attributes(other)))) {
      Refuse(asked_.one, absl::StrCat("has an identifier that tells it from ",
                                      asked_.other));
    }
    CheckNoChain();
    CheckNamers(one);
  }

  void CheckNoChain() {
    const auto one = judgements_.things().find(asked_.one);
    if (one != judgements_.things().end() && one->second.id != asked_.other) {
      Refuse(asked_.one,
             absl::StrCat("is judged to be ", one->second.id, " already"));
    }
    const auto other = judgements_.things().find(asked_.other);
    if (other != judgements_.things().end()) {
      const std::string& third = other->second.id;
      Refuse(asked_.other,
             absl::StrCat("is itself judged to be ", third,
                          third == asked_.one ? ", which would be a circle"
                                              : "; judge by that one"));
    } else if (const Judgement* third =
                   judgements_.ByWhichOtherIs(asked_.one)) {
      Refuse(asked_.one, absl::StrCat(third->one,
                                      " is judged to be it; undo "
                                      "that first"));
    }
  }

  // What somebody wrote of the thing is that author's to change.
  void CheckNamers(graph::FactIndex one) {
    std::set<graph::FactIndex> namers;
    for (const graph::FactIndex at : now_.NamersOf(one)) namers.insert(at);
    for (const graph::FactIndex at : now_.relations_from(one)) {
      namers.insert(at);
    }
    for (const graph::FactIndex at : now_.relations_to(one)) namers.insert(at);
    for (const graph::FactIndex at : namers) {
      if (IsImported(now_, facts_.evidence(at)) || IsJudgement(now_, at)) {
        continue;
      }
      Refuse(std::string(facts_.id(at)),
             absl::StrCat("was not imported, and names ", asked_.one,
                          "; let it name ", asked_.other, " first"));
    }
  }

  // The fact that is judged, and its source; what it stands in the place of
  // goes.
  void Judge() {
    things_ = judgements_.things();
    const bool same = asked_.verdict == SameVerdict::kSame;
    const bool stays = asked_.verdict != SameVerdict::kUndo &&
                       there_ != nullptr && there_->same == same;
    if (there_ != nullptr && !stays) {
      retracted_.insert(there_->fact);
      if (there_->same) things_.erase(there_->one);
    }
    if (asked_.verdict == SameVerdict::kUndo) return;
    graph::Fact judged =
        stays ? facts_.Read(facts_.Find(there_->fact)) : NewJudgement(same);
    if (!asked_.reason.empty()) judged.note = {asked_.reason, asked_.reason};
    AddEvidence(judged);
    outcome_.judgement = judged.id;
    put_.push_back(std::move(judged));
    if (!same) return;
    const graph::FactIndex other = facts_.Find(asked_.other);
    const auto& kinds = current_.ontology->entity_kinds();
    things_[asked_.one] = {asked_.other, kinds[facts_.entity_kind(other)].name};
  }

  graph::Fact NewJudgement(bool same) const {
    graph::Relation relation;
    relation.kind = std::string(kSameAs);
    relation.source.id = asked_.one;
    relation.target.id = asked_.other;
    graph::Fact fact;
    fact.modality =
        same ? graph::Modality::kAffirmed : graph::Modality::kDenied;
    fact.body = std::move(relation);
    fact.id = RelationId(fact);
    return fact;
  }

  // By this author, once.
  void AddEvidence(graph::Fact& judged) {
    const std::string source =
        absl::StrCat("sources/judgements-", NameOfText(asked_.author));
    for (const graph::Evidence& one : judged.evidence) {
      if (one.source == source) return;
    }
    graph::Evidence evidence;
    evidence.source = source;
    evidence.speaker = asked_.author;
    evidence.asserted_on = asked_.day;
    judged.evidence.push_back(evidence);
    const graph::FactIndex at = facts_.Find(source);
    if (at == graph::kNoFact) {
      PutSource(source, std::move(evidence));
      return;
    }
    const auto type = facts_.attributes(at).find("source_type");
    if (type == facts_.attributes(at).end() || type->second != kJudgementType) {
      Refuse(source, "is there, and is no source of judgements");
    }
  }

  void PutSource(const std::string& id, graph::Evidence evidence) {
    graph::Entity entity;
    entity.kind = "source";
    entity.name = {absl::StrCat("oordelen van ", asked_.author),
                   absl::StrCat("judgements of ", asked_.author)};
    entity.attributes["source_type"] = std::string(kJudgementType);
    entity.attributes["author"] = asked_.author;
    graph::Fact fact;
    fact.id = id;
    fact.evidence.push_back(std::move(evidence));
    fact.body = std::move(entity);
    put_.push_back(std::move(fact));
  }

  // The imported relations with an end at a thing, as stated or as judged.
  std::set<graph::FactIndex> ImportedOf(const std::string& id) const {
    std::set<graph::FactIndex> found;
    const graph::FactIndex thing = facts_.Find(id);
    const auto add = [&](graph::FactIndex at) {
      if (IsImported(now_, facts_.evidence(at))) found.insert(at);
    };
    for (const graph::FactIndex at : now_.relations_from(thing)) add(at);
    for (const graph::FactIndex at : now_.relations_to(thing)) add(at);
    return found;
  }

  // Each as its source states it, and from there as it is judged now.
  void Move() {
    const bool undone =
        there_ != nullptr && there_->same && retracted_.contains(there_->fact);
    if (asked_.verdict != SameVerdict::kSame && !undone) return;
    for (const std::string& id : {asked_.one, asked_.other}) {
      for (const graph::FactIndex at : ImportedOf(id)) {
        if (looked_.insert(at).second) MoveOne(facts_.Read(at), at);
      }
    }
    FollowMoved();
    if (undone) ForgetNaming(there_->other);
    // What a relation stands on now may have ended while it stood elsewhere.
    ReviveStoodOn(now_, put_);
  }

  // A source that named the thing in what moved away alone says nothing of it
  // any more, as its file would find when it is imported again.
  void ForgetNaming(const std::string& id) {
    const graph::FactIndex at = facts_.Find(id);
    if (at == graph::kNoFact || !IsImported(now_, facts_.evidence(at))) return;
    graph::Fact thing = facts_.Read(at);
    bool forgotten = false;
    for (const std::string& source : SaidBySources(thing).Naming()) {
      const auto stays = [&](graph::FactIndex relation,
                             const graph::Evidence& one) {
        return one.source == source &&
               !retracted_.contains(std::string(facts_.id(relation)));
      };
      if (NamedInARelation(now_, at, stays)) continue;
      auto left = SaidNoLonger(
          thing, source, AssertedBefore(&now_, source).value_or(asked_.day));
      if (!left) continue;
      thing = *std::move(left);
      forgotten = true;
    }
    if (forgotten) put_.push_back(std::move(thing));
  }

  // What is inferred from a relation that moved is inferred from where it is.
  void FollowMoved() {
    for (graph::Fact& fact : put_) {
      inferred_.erase(fact.id);
      PutMoved(fact.origin.from);
    }
    for (const std::string& id : inferred_) {
      if (retracted_.contains(id)) continue;
      graph::Fact fact = facts_.Read(facts_.Find(id));
      PutMoved(fact.origin.from);
      put_.push_back(std::move(fact));
    }
  }

  void PutMoved(std::vector<std::string>& ids) const {
    for (std::string& id : ids) {
      const auto moved = moved_.find(id);
      if (moved != moved_.end()) id = moved->second;
    }
    std::sort(ids.begin(), ids.end());
  }

  void MoveOne(const graph::Fact& fact, graph::FactIndex at) {
    const graph::Relation& relation = *fact.relation();
    if (!IsAffected(relation) || !CanMove(relation)) return;
    std::optional<graph::Fact> moved = AsStated(fact);
    if (moved) {
      moved = AsJudged(*std::move(moved), things_, *current_.ontology);
    }
    if (!moved) {
      Refuse(fact.id,
             "its id is not the one of what it says, so that no import would "
             "know it again");
      return;
    }
    if (moved->id == fact.id) {
      outcome_.left += asked_.verdict == SameVerdict::kSame &&
                       (relation.source.id == asked_.one ||
                        relation.target.id == asked_.one);
      return;
    }
    CheckRetractable(at, moved->id);
    ++outcome_.moved;
    retracted_.insert(fact.id);
    moved_.emplace(fact.id, moved->id);
    put_.push_back(*std::move(moved));
  }

  // Whether one of the two is an end of it as its source states it.
  bool IsAffected(const graph::Relation& relation) const {
    const auto is_one = [this](const std::string& id) {
      return id == asked_.one || (there_ != nullptr && id == there_->one);
    };
    const auto stated = [&](const char* name, const graph::End& end) {
      const auto it = relation.attributes.find(name);
      return is_one(it == relation.attributes.end() ? end.id : it->second);
    };
    return stated(kStatedSource, relation.source) ||
           stated(kStatedTarget, relation.target);
  }

  // Whether an end of it is not as stated, or is judged to be another thing.
  bool CanMove(const graph::Relation& relation) const {
    return relation.attributes.contains(kStatedSource) ||
           relation.attributes.contains(kStatedTarget) ||
           things_.contains(relation.source.id) ||
           things_.contains(relation.target.id);
  }

  void CheckRetractable(graph::FactIndex at, const std::string& moved) {
    const std::string id(facts_.id(at));
    std::vector<graph::FactIndex> namers = now_.NamersOf(at);
    for (const graph::FactIndex by : now_.relations_from(at)) {
      namers.push_back(by);
    }
    for (const graph::FactIndex by : now_.relations_to(at)) {
      namers.push_back(by);
    }
    for (const graph::FactIndex by : namers) {
      if (IsInferredFrom(by, id)) {
        inferred_.insert(std::string(facts_.id(by)));
        continue;
      }
      Refuse(std::string(facts_.id(by)),
             absl::StrCat("names ", id, ", which would become ", moved));
    }
    if (facts_.Find(moved) != graph::kNoFact) {
      Refuse(moved,
             absl::StrCat("is there already, and ", id, " would become it"));
    }
  }

  // By an import, whose facts name others nowhere else.
  bool IsInferredFrom(graph::FactIndex by, const std::string& id) const {
    if (!IsImported(now_, facts_.evidence(by))) return false;
    const std::vector<std::string> from = facts_.Read(by).origin.from;
    return std::find(from.begin(), from.end(), id) != from.end();
  }

  const State& current_;
  const SameJudging& asked_;
  const graph::Snapshot& now_;
  const graph::FactTable& facts_;
  const Judgements judgements_;
  const Judgement* const there_;  // of the two, before; null: none
  JudgedThings things_;           // after
  std::set<graph::FactIndex> looked_;
  std::vector<graph::Fact> put_;
  std::set<std::string> retracted_;
  std::map<std::string, std::string> moved_;  // new ids by old
  std::set<std::string> inferred_;            // from what moved
  std::vector<Problem> problems_;
  SameOutcome outcome_;
};

}  // namespace

SameOutcome JudgeSame(const State& current, const SameJudging& judging) {
  if (current.snapshot == nullptr) {
    SameOutcome outcome;
    outcome.import.problems.push_back(
        {"", 0, "there is no ontology or policy yet: import data/ first"});
    return outcome;
  }
  return Judging(current, judging).Do();
}

}  // namespace ketenzicht::ingest
