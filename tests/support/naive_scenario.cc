#include "tests/support/naive_scenario.h"

#include <algorithm>
#include <set>
#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "tests/support/naive_membership.h"
#include "tests/support/naive_replacement.h"

namespace ketenzicht::testing {
namespace {

using graph::Bound;
using graph::Fact;
using graph::Measure;
using graph::Modality;
using graph::Relation;
using Ids = std::vector<std::string>;

bool Names(const Ids& ids, const std::string& id) {
  return std::count(ids.begin(), ids.end(), id) > 0;
}

// What is not there without one of those that are gone: a relation at it or
// carried by it, a measure that selects nothing else.
bool GoesWith(const Fact& fact, const std::set<std::string>& gone) {
  const auto is_gone = [&](const std::string& id) { return gone.contains(id); };
  if (const Relation* relation = fact.relation()) {
    return is_gone(relation->source.id) || is_gone(relation->target.id) ||
           std::any_of(relation->via.begin(), relation->via.end(), is_gone);
  }
  if (const Measure* measure = fact.measure()) {
    const Ids& ids = measure->selects.ids;
    return !ids.empty() && std::all_of(ids.begin(), ids.end(), is_gone);
  }
  return false;
}

void Forget(Fact& fact, const std::set<std::string>& gone) {
  const auto drop = [&](Ids& ids) {
    std::erase_if(ids,
                  [&](const std::string& id) { return gone.contains(id); });
  };
  drop(fact.because);
  drop(fact.origin.from);
  if (auto* entity = std::get_if<graph::Entity>(&fact.body)) {
    drop(entity->about);
  }
  if (auto* measure = fact.measure()) {
    drop(measure->selects.ids);
    drop(measure->selects.except);
  }
}

// In place, closes, and neither denied nor only thought of.
bool Closes(const Fact& fact) {
  const Measure* measure = fact.measure();
  return measure != nullptr &&
         measure->state == graph::MeasureState::kInPlace &&
         measure->effect == graph::MeasureEffect::kCloses &&
         fact.modality != Modality::kDenied &&
         fact.modality != Modality::kPresupposed &&
         fact.modality != Modality::kCounterfactual;
}

// The id alone, or below a key.
std::string IdIn(const Json& what, const std::string& key) {
  return what.is_string() ? what.get<std::string>() : WordAt(what, key);
}

// False where it has no such thing.
bool SetBody(const Json& how, Fact& fact) {
  auto* relation = std::get_if<Relation>(&fact.body);
  auto* measure = fact.measure();
  const auto says = [&](const char* key) { return how.contains(key); };
  if (relation == nullptr &&
      (says("source") || says("target") || says("likelihood"))) {
    return false;
  }
  if (measure == nullptr && (says("state") || says("cost") || says("burden"))) {
    return false;
  }
  if (measure != nullptr && says("attributes")) return false;
  if (says("likelihood")) {
    relation->likelihood = LikelihoodOf(how.at("likelihood"));
  }
  if (says("source")) relation->source = {WordAt(how, "source"), std::nullopt};
  if (says("target")) relation->target = {WordAt(how, "target"), std::nullopt};
  if (says("state")) {
    measure->state = *graph::ParseMeasureState(WordAt(how, "state"));
  }
  if (says("cost")) measure->cost = NumberAt(how, "cost");
  if (says("burden")) measure->burden = NumberAt(how, "burden");
  if (says("attributes")) {
    auto& attributes = relation != nullptr
                           ? relation->attributes
                           : std::get<graph::Entity>(fact.body).attributes;
    for (const auto& [name, value] : how.at("attributes").items()) {
      attributes[name] = value.get<std::string>();
    }
  }
  return true;
}

}  // namespace

NaiveScenario::NaiveScenario(FactsById recorded, ScenarioHead head,
                             const graph::Ontology& ontology,
                             const graph::Policy& policy)
    : recorded_(std::move(recorded)),
      head_(std::move(head)),
      ontology_(ontology),
      policy_(policy),
      facts_(recorded_),
      date_(head_.date) {}

std::string NaiveScenario::own_source() const {
  return absl::StrCat("sources/scenario-", NameIn(head_.id));
}

graph::Evidence NaiveScenario::OwnEvidence() const {
  return {.source = own_source(), .asserted_on = head_.date};
}

void NaiveScenario::Say(Fact& fact) {
  graph::Evidence own = OwnEvidence();
  for (const graph::Evidence& one : fact.evidence) {
    own.asserted_on = std::min(own.asserted_on, one.asserted_on);
  }
  fact.evidence = {own};
  fact.because.clear();
  fact.origin = {};
  fact.note = {};
  fact.verified = true;
  says_ = true;
}

FactsById NaiveScenario::Written() const {
  FactsById written = facts_;
  if (!says_) return written;
  Fact source;
  source.id = own_source();
  source.valid.from = Bound::Open();
  source.evidence = {OwnEvidence()};
  source.body = graph::Entity{.kind = "source",
                              .name = head_.title,
                              .attributes = {{"source_type", "scenario"}}};
  written[source.id] = std::move(source);
  return written;
}

graph::Date NaiveScenario::DayIn(const Json& how) const {
  return how.is_object() ? DayAt(how, "on").value_or(date_) : date_;
}

bool NaiveScenario::Do(const Json& change) {
  const std::string& what = change.begin().key();
  const Json& how = change.begin().value();
  if (what == "add") {
    return Add(FactOf(how.begin().key(), how.begin().value()));
  }
  if (what == "remove") return Remove(how.get<std::string>());
  if (what == "end") return End(how, "fact", "");
  if (what == "repeal") return End(how, "law", "law");
  if (what == "set") return Set(how);
  if (what == "deny") return Set({{"fact", how}, {"modality", "denied"}});
  if (what == "affirm") return Affirm(how);
  if (what == "lift") return Set({{"fact", how}, {"state", "candidate"}});
  if (what == "take") return Set({{"fact", how}, {"state", "in_place"}});
  if (what == "replace") return Replace(how);
  if (what == "enact") return Enact(how);
  if (what == "own") return Own(how);
  if (what == "list") {
    return AddRelation("listed_on", WordAt(how, "company"), WordAt(how, "on"),
                       how, "from");
  }
  if (what == "start") return Start(how);
  date_ = DayOf(how.get<std::string>());
  return true;
}

bool NaiveScenario::Add(Fact fact) {
  if (Has(fact.id) || fact.id == own_source()) return false;
  if (fact.evidence.empty()) {
    fact.evidence = {OwnEvidence()};
    says_ = true;
    if (fact.valid.from.kind == Bound::Kind::kNotStated) {
      fact.valid.from = Bound::Open();
    }
  }
  Put(std::move(fact));
  return true;
}

bool NaiveScenario::Remove(const std::string& id) {
  if (!Has(id)) return false;
  std::set<std::string> gone = {id};
  for (bool more = true; more;) {
    more = false;
    for (const auto& [name, fact] : facts_) {
      if (!gone.contains(name) && GoesWith(fact, gone)) {
        gone.insert(name);
        more = true;
      }
    }
  }
  for (const std::string& name : gone) facts_.erase(name);
  for (auto& [name, fact] : facts_) Forget(fact, gone);
  return true;
}

bool NaiveScenario::End(const Json& what, const std::string& key,
                        const std::string& kind) {
  const std::string id = IdIn(what, key);
  if (!Has(id)) return false;
  const graph::Entity* entity = facts_.at(id).entity();
  if (!kind.empty() && (entity == nullptr || entity->kind != kind)) {
    return false;
  }
  EndOn(id, DayIn(what));
  return true;
}

// What has ended by then stays as it is; what may have ended before it may
// still have.
void NaiveScenario::EndOn(const std::string& id, graph::Date on) {
  Bound& until = facts_.at(id).valid.until;
  if (until.kind != Bound::Kind::kDated) {
    until = OnDay(on);
  } else if (until.range.earliest < on) {
    until.range.latest = std::min(until.range.latest, on);
  } else if (until.range.latest > on) {
    until = OnDay(on);
  }
}

// The scenario says what makes it another proposition; of the rest who said it
// still does.
bool NaiveScenario::Set(const Json& how) {
  const std::string id = WordAt(how, "fact");
  if (!Has(id)) return false;
  Fact fact = facts_.at(id);
  if (!SetBody(how, fact)) return false;
  if (how.contains("valid")) fact.valid = ValidTimeOf(how.at("valid"));
  if (how.contains("confidence")) {
    fact.confidence = static_cast<int>(*NumberAt(how, "confidence"));
  }
  if (how.contains("modality")) {
    fact.modality = *graph::ParseModality(WordAt(how, "modality"));
    fact.unknown_kind =
        fact.modality == Modality::kUnknown
            ? *graph::ParseUnknownKind(WordAt(how, "unknown_kind"))
            : graph::UnknownKind::kNone;
  }
  for (const char* key : {"modality", "source", "target"}) {
    if (how.contains(key)) Say(fact);
  }
  Put(std::move(fact));
  return true;
}

bool NaiveScenario::Affirm(const Json& what) {
  const std::string id = IdIn(what, "fact");
  if (!Set({{"fact", id}, {"modality", "affirmed"}})) return false;
  if (what.is_object() && what.contains("despite")) HoldDespiteMeasures(id);
  return true;
}

void NaiveScenario::HoldDespiteMeasures(const std::string& id) {
  const Fact relation = facts_.at(id);
  if (relation.relation() == nullptr) return;
  const NaiveMembership membership(facts_, ontology_, false);
  for (auto& [name, fact] : facts_) {
    if (!Closes(fact)) continue;
    auto& measure = *fact.measure();
    if (membership.Of(measure.selects, relation) == Inside::kNo) continue;
    Ids& ids = measure.selects.ids;
    if (!Names(ids, id)) {
      measure.selects.except.push_back(id);
    } else if (std::count(ids.begin(), ids.end(), id) < std::ssize(ids)) {
      std::erase(ids, id);
    } else {
      // A class of nothing cannot be written; a candidate closes nothing.
      measure.state = graph::MeasureState::kCandidate;
    }
  }
}

bool NaiveScenario::Replace(const Json& how) {
  const std::string product = WordAt(how, "product");
  const std::string by = WordAt(how, "by");
  const std::string in = WordAt(how, "for");
  if (!Has(product) || !Has(by) || !Has(in)) return false;
  const graph::Date on = DayIn(how);
  const FactsById before = facts_;
  NaiveReplacement replacement(before, ontology_, policy_);
  if (!replacement.Replace(product, by, in, on)) return false;
  for (const std::string& id : replacement.ended()) EndOn(id, on);
  for (const Fact& fact : replacement.copied()) Put(fact);
  for (Fact fact : replacement.said()) {
    Say(fact);
    Put(std::move(fact));
  }
  return true;
}

bool NaiveScenario::IsInPlace(const FactsById& facts,
                              const std::string& id) const {
  const auto at = facts.find(id);
  if (at == facts.end() || at->second.measure() == nullptr) return false;
  const Fact& fact = at->second;
  const bool said = fact.modality != Modality::kDenied &&
                    fact.modality != Modality::kPresupposed &&
                    fact.modality != Modality::kCounterfactual;
  const Bound& from = fact.valid.from;
  const Bound& until = fact.valid.until;
  const bool later =
      from.kind == Bound::Kind::kDated && from.range.earliest > date_;
  const bool over =
      until.kind == Bound::Kind::kDated && until.range.latest <= date_;
  return said && !later && !over &&
         fact.measure()->state == graph::MeasureState::kInPlace;
}

bool NaiveScenario::IsHeard(const std::string& source) const {
  if (source == own_source() || Names(head_.sources, source)) return true;
  const auto at = facts_.find(source);
  if (at == facts_.end() || at->second.entity() == nullptr) return false;
  const auto& attributes = at->second.entity()->attributes;
  const auto type = attributes.find("source_type");
  if (type == attributes.end()) return false;
  return Names(head_.with, type->second) ||
         Names(policy_.document().default_source_types, type->second);
}

int NaiveScenario::Doubt(const std::string& id, bool by_all) const {
  constexpr int kNotThere = 3;
  if (!IsInPlace(facts_, id)) return kNotThere;
  const Fact& fact = facts_.at(id);
  if (!by_all && ((head_.stated_only && fact.origin.inferred) ||
                  (head_.verified_only && !fact.verified))) {
    return kNotThere;
  }
  bool heard = false;
  bool said_by_then = false;
  for (const graph::Evidence& one : fact.evidence) {
    if (!by_all && !IsHeard(one.source)) continue;
    heard = true;
    said_by_then = said_by_then || one.asserted_on <= date_;
  }
  if (!heard && !by_all) return kNotThere;
  const Bound& from = fact.valid.from;
  const Bound& until = fact.valid.until;
  const bool may_start_later =
      from.kind == Bound::Kind::kDated && from.range.latest > date_;
  const bool may_be_over =
      until.kind == Bound::Kind::kDated && until.range.earliest <= date_;
  const bool since_when =
      from.kind == Bound::Kind::kNotStated && heard && !said_by_then;
  if (may_start_later || may_be_over || since_when ||
      fact.modality == Modality::kUnknown) {
    return 2;
  }
  return fact.modality == Modality::kAffirmed ? 0 : 1;
}

bool NaiveScenario::MeasuresFit() const {
  for (const auto& [id, fact] : facts_) {
    if (!IsInPlace(facts_, id)) continue;
    const bool is_new = !IsInPlace(recorded_, id);
    for (const std::string& needed : fact.measure()->prerequisites) {
      if (is_new && Doubt(needed, false) > Doubt(id, true)) return false;
    }
    for (const std::string& other : fact.measure()->conflicts_with) {
      const bool other_is_new = !IsInPlace(recorded_, other);
      if ((is_new || other_is_new) && Doubt(id, false) < 3 &&
          Doubt(other, false) < 3) {
        return false;
      }
    }
  }
  return true;
}

// Called for what it says.
bool NaiveScenario::AddRelation(const std::string& kind,
                                const std::string& source,
                                const std::string& target, const Json& how,
                                const std::string& day_key) {
  Fact fact;
  fact.id = absl::StrCat(
      "relations/",
      absl::StrReplaceAll(
          absl::StrCat(NameIn(source), "-", kind, "-", NameIn(target)),
          {{"_", "-"}}),
      "-in-scenario");
  const std::optional<graph::Date> day = DayAt(how, day_key);
  fact.valid.from = day ? OnDay(*day) : Bound::Open();
  fact.body = Relation{.kind = kind,
                       .source = {source, std::nullopt},
                       .target = {target, std::nullopt}};
  return Add(std::move(fact));
}

// A law or programme: one on record, or a new one with its name.
bool NaiveScenario::AddNamed(const Json& named, const std::string& kind,
                             std::string& id) {
  id = IdIn(named, "id");
  if (named.is_string()) return true;
  Json written = named;
  written["kind"] = kind;
  return Add(FactOf("entity", written));
}

bool NaiveScenario::Enact(const Json& how) {
  std::string law;
  if (!AddNamed(how.at("law"), "law", law) ||
      !AddRelation("enacts", WordAt(how, "in"), law, how, "on")) {
    return false;
  }
  return std::all_of(how.at("empowers").begin(), how.at("empowers").end(),
                     [&](const Json& power) {
                       return AddRelation(WordAt(power, "kind"), law,
                                          WordAt(power, "authority"), how,
                                          "on");
                     });
}

bool NaiveScenario::Start(const Json& how) {
  std::string programme;
  if (!AddNamed(how.at("programme"), "programme", programme) ||
      !AddRelation("conducts", WordAt(how, "by"), programme, how, "on")) {
    return false;
  }
  for (const std::string& target : WordsAt(how, "targets")) {
    if (!AddRelation("targets", programme, target, how, "on")) return false;
  }
  for (const std::string& product : WordsAt(how, "exploits")) {
    if (!AddRelation("exploited_by", product, programme, how, "on")) {
      return false;
    }
  }
  return true;
}

}  // namespace ketenzicht::testing
