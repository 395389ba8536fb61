#include "service/proto/exposure_conversion.h"

#include <algorithm>
#include <string>
#include <vector>

#include "graph/case_unknowns.h"
#include "graph/explanation.h"
#include "graph/fact_text.h"
#include "service/proto/answer_values.h"
#include "service/proto/value_conversion.h"
#include "service/proto/view_conversion.h"

namespace ketenzicht::service {
namespace {

using graph::Language;

v1::Truth TruthToProto(graph::Truth truth) {
  return static_cast<v1::Truth>(static_cast<int>(truth) + 1);
}
v1::Answer AnswerToProto(graph::Answer answer) {
  return static_cast<v1::Answer>(static_cast<int>(answer) + 1);
}
v1::Modality ModalityToProto(graph::Modality modality) {
  return static_cast<v1::Modality>(static_cast<int>(modality) + 1);
}
// kNone, which is no published kind, is unspecified.
v1::UnknownKind UnknownKindToProto(graph::UnknownKind kind) {
  return static_cast<v1::UnknownKind>(static_cast<int>(kind));
}

// Makes the parts of one answer.
class Converter {
 public:
  explicit Converter(const graph::View& view)
      : view_(view),
        snapshot_(view.snapshot()),
        nl_(snapshot_, &view.options(), Language::kDutch),
        en_(snapshot_, &view.options(), Language::kEnglish) {}

  std::string Id(graph::FactIndex fact) const {
    return fact == graph::kNoFact ? std::string()
                                  : std::string(snapshot_.id(fact));
  }

  v1::Text Sentence(graph::FactIndex fact) const {
    return ToProto(graph::Text{nl_.Sentence(fact), en_.Sentence(fact)});
  }
  v1::Text Citation(graph::FactIndex fact) const {
    return ToProto(graph::Text{nl_.Cite(fact), en_.Cite(fact)});
  }

  v1::AnswerCaseResponse::ToldFact Told(const graph::ToldFact& told) const {
    const graph::FactTable& facts = snapshot_.facts();
    v1::AnswerCaseResponse::ToldFact proto;
    proto.set_id(Id(told.fact));
    *proto.mutable_sentence() = Sentence(told.fact);
    *proto.mutable_citation() = Citation(told.fact);
    proto.set_modality(ModalityToProto(facts.modality(told.fact)));
    proto.set_unknown_kind(UnknownKindToProto(facts.unknown_kind(told.fact)));
    proto.set_omission(Name(told.omission));
    proto.set_uncertain(told.uncertain);
    if (told.said_later) proto.set_said_later(told.said_later->ToString());
    *proto.mutable_note() = Note(told);
    return proto;
  }

  v1::AnswerCaseResponse::Presumed Presumed(const graph::Instance& r) const {
    v1::AnswerCaseResponse::Presumed proto;
    proto.set_id(r.id);
    *proto.mutable_sentence() =
        ToProto(graph::Text{nl_.Sentence(r), en_.Sentence(r)});
    proto.set_omission(Name(r.omission));
    *proto.mutable_note() = Note({.omission = r.omission});
    return proto;
  }

  v1::AnswerCaseResponse::OpenFactor Factor(
      const graph::OpenFactor& open) const {
    v1::AnswerCaseResponse::OpenFactor proto;
    proto.set_factor(open.factor->id);
    *proto.mutable_label() = ToProto(open.factor->label);
    proto.set_process(Id(open.pair->process));
    proto.set_target(Id(open.pair->target.asked));
    proto.set_vector(open.pair->vector->name);
    *proto.mutable_pair() = ToProto(graph::Text{
        graph::PairText(snapshot_, *open.pair, Language::kDutch),
        graph::PairText(snapshot_, *open.pair, Language::kEnglish)});
    proto.set_inherent(open.inherent);
    return proto;
  }

  v1::AnswerCaseResponse::Unknowns Unknowns(
      const graph::CaseUnknowns& unknowns) const {
    v1::AnswerCaseResponse::Unknowns proto;
    for (const graph::ToldFact& told : unknowns.recorded) {
      *proto.add_recorded() = Told(told);
    }
    for (const graph::Instance& r : unknowns.presumed) {
      *proto.add_presumed() = Presumed(r);
    }
    for (const graph::OpenFactor& open : unknowns.factors) {
      *proto.add_factors() = Factor(open);
    }
    return proto;
  }

  v1::RelationInView Relation(const graph::Instance& r) const {
    v1::RelationInView proto;
    proto.set_id(r.id);
    proto.set_fact(Id(r.fact));
    proto.set_kind(snapshot_.ontology().relation_kind(r.kind).name);
    proto.set_source(Id(r.source));
    proto.set_target(Id(r.target));
    proto.set_modality(ModalityToProto(r.recorded));
    proto.set_unknown_kind(UnknownKindToProto(r.unknown_kind));
    proto.set_status(StatusToProto(r.status));
    proto.set_omission(Name(r.omission));
    proto.set_omitted_by(r.omitted_by);
    proto.set_presumed(r.presumption >= 0);
    proto.set_inferred(r.inferred);
    proto.set_uncertain(r.uncertain);
    for (graph::FactIndex carrier : r.carriers) {
      proto.add_carriers(Id(carrier));
    }
    for (const std::string& denial : r.contested_by) {
      proto.add_contested_by(denial);
    }
    for (const graph::MeasureMet& met : r.measures) {
      *proto.add_measures() = Measure(met);
    }
    for (const graph::GuardInput& input : r.guard_inputs) {
      *proto.add_guard_inputs() = Input(input);
    }
    *proto.mutable_likelihood() = ToProto(r.likelihood);
    *proto.mutable_sentence() =
        ToProto(graph::Text{nl_.Sentence(r), en_.Sentence(r)});
    if (r.fact != graph::kNoFact) {
      *proto.mutable_citation() = Citation(r.fact);
      proto.set_last_asserted(LastAsserted(snapshot_.facts().evidence(r.fact)));
    }
    return proto;
  }

  v1::TierResult Tier(const graph::TierAnswer& tier) const {
    v1::TierResult proto = TierRangeToProto(snapshot_.policy(), tier);
    for (const graph::FactorAnswer& factor : tier.factors) {
      v1::FactorResult* one = proto.add_factors();
      one->set_factor(factor.factor->id);
      *one->mutable_label() = ToProto(factor.factor->label);
      one->set_answer(AnswerToProto(factor.answer));
      one->set_reason(std::string(graph::FactorReasonName(factor.reason)));
      for (graph::InstanceIndex i : factor.instances) {
        one->add_because(view_.instance(i).id);
      }
      for (graph::FactIndex measure : factor.measures) {
        one->add_because(Id(measure));
      }
    }
    return proto;
  }

  v1::Path Steps(const graph::FoundPath& path) const {
    v1::Path proto;
    proto.set_status(StatusToProto(path.status));
    for (const graph::View::Incidence& at : path.steps) {
      v1::Step* step = proto.add_steps();
      *step->mutable_relation() = Relation(view_.instance(at.instance));
      step->mutable_relation()->set_status(
          StatusToProto(view_.status(at.instance)));
      step->set_inverse(at.letter % 2 == 1);
    }
    return proto;
  }

  v1::Path Path(const graph::PathAnswer& answer) const {
    v1::Path proto = Steps(answer.path);
    *proto.mutable_likelihood() = ToProto(answer.likelihood);
    *proto.mutable_likelihood_class() = ToProto(graph::Text{
        graph::LikelihoodText(snapshot_, answer.likelihood, Language::kDutch),
        graph::LikelihoodText(snapshot_, answer.likelihood,
                              Language::kEnglish)});
    *proto.mutable_tier() = Tier(answer.tier);
    return proto;
  }

 private:
  // Empty of what is not left out.
  static std::string Name(graph::Omission omission) {
    return omission == graph::Omission::kNone
               ? std::string()
               : std::string(graph::OmissionName(omission));
  }

  v1::Text Note(const graph::ToldFact& told) const {
    return ToProto(
        graph::Text{graph::NoteOf(told, nl_), graph::NoteOf(told, en_)});
  }

  v1::GuardInput Input(const graph::GuardInput& input) const {
    v1::GuardInput proto;
    proto.set_what(input.what);
    proto.set_truth(TruthToProto(input.truth));
    proto.set_recorded(input.recorded);
    return proto;
  }

  v1::MeasureMet Measure(const graph::MeasureMet& met) const {
    v1::MeasureMet proto;
    proto.set_measure(Id(met.measure));
    proto.set_effect(
        static_cast<v1::MeasureEffect>(static_cast<int>(met.effect) + 1));
    proto.set_counts(met.counts);
    proto.set_in_force(TruthToProto(met.in_force));
    proto.set_unless(TruthToProto(met.unless));
    proto.set_leaves(StatusToProto(met.leaves));
    proto.set_by_example(met.by_example);
    for (const graph::GuardInput& input : met.inputs) {
      *proto.add_inputs() = Input(input);
    }
    return proto;
  }

  static std::string LastAsserted(
      const std::vector<graph::Evidence>& evidence) {
    const auto last = std::max_element(
        evidence.begin(), evidence.end(),
        [](const graph::Evidence& a, const graph::Evidence& b) {
          return a.asserted_on < b.asserted_on;
        });
    return last == evidence.end() ? "" : last->asserted_on.ToString();
  }

  const graph::View& view_;
  const graph::Snapshot& snapshot_;
  graph::FactText nl_;
  graph::FactText en_;
};

void AddCounts(
    const std::array<int, 5>& statuses,
    google::protobuf::RepeatedPtrField<v1::FindAffectedResponse::StatusCount>&
        counts) {
  for (size_t status = 0; status < statuses.size(); ++status) {
    if (statuses[status] == 0) continue;
    v1::FindAffectedResponse::StatusCount& count = *counts.Add();
    count.set_status(StatusToProto(static_cast<graph::Status>(status)));
    count.set_processes(statuses[status]);
  }
}

void AddNamed(const Converter& converter, const graph::NamedFacts& named,
              v1::AnswerCaseResponse& proto) {
  for (graph::FactIndex fact : named.named()) {
    proto.add_named(converter.Id(fact));
  }
  for (graph::FactIndex source : named.cited()) {
    proto.add_cited(converter.Id(source));
  }
}

}  // namespace

v1::PairExposure ToProto(const graph::Views& views,
                         const graph::PairAnswer& answer, bool explain) {
  const graph::View& view = *views.asked;
  const Converter converter(view);
  v1::PairExposure proto;
  proto.set_process(converter.Id(answer.process));
  proto.set_target(converter.Id(answer.target.asked));
  proto.set_vector(answer.vector->name);
  proto.set_status(StatusToProto(answer.status));
  if (answer.tier() != nullptr) {
    *proto.mutable_tier() = converter.Tier(*answer.tier());
  }
  for (const graph::PathAnswer& path : answer.paths) {
    *proto.add_paths() = converter.Path(path);
  }
  proto.set_inherent_status(StatusToProto(answer.inherent_status));
  if (answer.inherent) {
    *proto.mutable_inherent_tier() =
        Converter(*views.inherent).Tier(answer.inherent->tier);
  }
  proto.set_walk(answer.only_a_walk());
  proto.set_inherent_walk(answer.inherent_only_a_walk());
  if (answer.nearest)
    *proto.mutable_nearest() = converter.Steps(*answer.nearest);
  for (graph::InstanceIndex denial : answer.denials) {
    *proto.add_denials() = converter.Relation(view.instance(denial));
  }
  for (graph::FactIndex unknown : answer.unknowns) {
    proto.add_unknowns(converter.Id(unknown));
  }
  for (graph::FactIndex claim : answer.claims) {
    proto.add_claims(converter.Id(claim));
  }
  if (!answer.paths.empty()) {
    for (std::string& id : graph::RestsOn(view, answer.paths.front())) {
      proto.add_rests_on(std::move(id));
    }
  }
  *proto.mutable_completeness() = CompletenessToProto(answer.completeness);
  *proto.mutable_summary() = ToProto(
      graph::Text{graph::SummaryText(views, answer, Language::kDutch),
                  graph::SummaryText(views, answer, Language::kEnglish)});
  if (explain) {
    *proto.mutable_explanation() = ToProto(
        graph::Text{graph::ExplainPair(views, answer, Language::kDutch),
                    graph::ExplainPair(views, answer, Language::kEnglish)});
  }
  return proto;
}

v1::Path PathToProto(const graph::View& view, graph::FactIndex process,
                     const graph::FoundPath& path) {
  return Converter(view).Path(graph::WeighAnswer(view, process, path));
}

v1::FindAffectedResponse ToProto(const graph::View& view,
                                 const graph::Affected& affected) {
  const Converter converter(view);
  const graph::Snapshot& snapshot = view.snapshot();
  v1::FindAffectedResponse proto;
  for (const graph::AffectedProcess& one : affected.processes) {
    v1::FindAffectedResponse::Process* process = proto.add_processes();
    process->set_process(converter.Id(one.process));
    process->set_vector(one.vector->name);
    process->set_status(StatusToProto(one.status));
    *process->mutable_name() = ToProto(snapshot.facts().name(one.process));
    for (graph::FactIndex organization : one.organizations) {
      process->add_organizations(converter.Id(organization));
    }
    process->set_best_at_most(
        one.vector->walks_are_paths ? graph::LikelihoodOfCost(one.cost) : 1);
  }
  for (const graph::AffectedOrganization& one : affected.organizations) {
    v1::FindAffectedResponse::Organization* organization =
        proto.add_organizations();
    organization->set_organization(converter.Id(one.organization));
    *organization->mutable_name() =
        ToProto(snapshot.facts().name(one.organization));
    organization->set_status(StatusToProto(one.status));
    organization->set_affected(one.processes);
    organization->set_all(one.processes_all);
    organization->set_best_at_most(
        affected.walks.empty() ? graph::LikelihoodOfCost(one.cost) : 1);
    AddCounts(one.statuses, *organization->mutable_statuses());
    if (one.own_uses != graph::Status::kNoPath) {
      organization->set_own_uses(StatusToProto(one.own_uses));
    }
  }
  AddCounts(affected.statuses, *proto.mutable_statuses());
  proto.set_own_uses(affected.own_uses);
  proto.set_affected(affected.affected);
  proto.set_all(affected.processes_all);
  for (graph::FactIndex one : affected.through) {
    proto.add_through(converter.Id(one));
  }
  for (const graph::Vector* vector : affected.walks) {
    proto.add_walks(vector->name);
  }
  *proto.mutable_completeness() = CompletenessToProto(affected.completeness);
  return proto;
}

namespace {

void AddTiers(const graph::Policy& policy, v1::AnswerCaseResponse& proto) {
  const bool pairs =
      std::any_of(proto.parts().begin(), proto.parts().end(),
                  [](const auto& part) { return part.pairs_size() > 0; });
  if (!pairs) return;
  for (const graph::Tier& tier : policy.document().tiers) {
    v1::AnswerCaseResponse::Tier& one = *proto.add_tiers();
    one.set_id(tier.id);
    *one.mutable_label() = ToProto(tier.label);
  }
}

}  // namespace

v1::AnswerCaseResponse ToProto(const graph::Views& views,
                               const graph::QuestionAnswer& answer,
                               const graph::ViewOptions& of_case) {
  const Converter converter(*views.asked);
  const graph::Snapshot& snapshot = views.asked->snapshot();
  v1::AnswerCaseResponse proto;
  proto.set_number(answer.question->number);
  *proto.mutable_question() = ToProto(snapshot.facts().name(answer.fact));
  for (const graph::PartAnswer& part : answer.parts) {
    v1::AnswerCaseResponse::Part* one = proto.add_parts();
    if (!part.part->heading.empty()) {
      *one->mutable_heading() = ToProto(part.part->heading);
    }
    for (const graph::ToldFact& told : part.facts) {
      *one->add_facts() = converter.Told(told);
    }
    for (const graph::PairAnswer& pair : part.pairs) {
      *one->add_pairs() = ToProto(views, pair, false);
    }
  }
  AddTiers(snapshot.policy(), proto);
  graph::NamedFacts named(*views.asked);
  *proto.mutable_text() = ToProto(graph::Text{
      graph::QuestionText(views, answer, of_case, Language::kDutch, &named),
      graph::QuestionText(views, answer, of_case, Language::kEnglish)});
  AddNamed(converter, named, proto);
  const graph::CaseUnknowns unknowns = graph::UnknownsOf(views, answer, named);
  *proto.mutable_unknowns() = converter.Unknowns(unknowns);
  const graph::ViewOptions& options = views.asked->options();
  *proto.mutable_asked() = ToProto(
      graph::Text{graph::AskedText(of_case, options, Language::kDutch),
                  graph::AskedText(of_case, options, Language::kEnglish)});
  *proto.mutable_context() = ContextOf(*views.asked);
  *proto.mutable_case_context() = ContextOf(snapshot, of_case);
  return proto;
}

}  // namespace ketenzicht::service
