#include "ingest/generator/generator.h"

#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "ingest/generator/conditions.h"
#include "ingest/generator/draft.h"
#include "ingest/generator/plan.h"

namespace ketenzicht::ingest {
namespace {

using graph::End;
using graph::Fact;

End To(std::string id) { return End{std::move(id), {}}; }

// Of a relation.
GeneratorPart PartOf(const Fact& fact) {
  const graph::Relation& relation = *fact.relation();
  if (!relation.via.empty()) return GeneratorPart::kCarried;
  return relation.holds_while || !fact.because.empty()
             ? GeneratorPart::kGuarded
             : GeneratorPart::kRelations;
}

// Goes through the ids in ascending order: by collection, and within relations
// by what they belong to.
class Generator {
 public:
  Generator(const GeneratorOptions& options, GeneratorPart part,
            absl::FunctionRef<absl::Status(Fact)> take)
      : part_(part), take_(take), plan_(options), drafts_(options, plan_) {}

  absl::Status Run() {
    if (Wants(GeneratorPart::kEntities)) PutFirstEntities();
    if (Wants(GeneratorPart::kCarried)) PutMeasures();
    if (Wants(GeneratorPart::kEntities)) PutLastEntities();
    if (WantsRelations()) PutRelations();
    if (Wants(GeneratorPart::kSources)) PutSources();
    return status_;
  }

 private:
  bool Wants(GeneratorPart part) const {
    return part_ == GeneratorPart::kAll || part_ == part;
  }
  // Going through all relations for a part that is empty takes its time.
  bool WantsRelations() const {
    return Wants(GeneratorPart::kRelations) ||
           (Wants(GeneratorPart::kGuarded) &&
            options().guards + options().annotations > 0) ||
           (Wants(GeneratorPart::kCarried) && options().carriers > 0);
  }
  const GeneratorOptions& options() const { return drafts_.options(); }

  void Put(Fact fact) {
    if (status_.ok()) status_ = take_(std::move(fact));
  }

  // Calls `put` with 0 … n - 1 while nothing failed.
  template <typename F>
  void ForEach(int64_t n, const F& put) {
    for (int64_t i = 0; i < n && status_.ok(); ++i) put(i);
  }

  void PutAll(Sort sort, absl::string_view kind, absl::string_view nl,
              absl::string_view en) {
    ForEach(plan_.count(sort), [&](int64_t i) {
      Put(drafts_.Entity(drafts_.IdOf({sort, i}), kind, nl, en));
    });
  }

  // authorities/ to laws/
  void PutFirstEntities() {
    ForEach(plan_.authorities(), [&](int64_t i) {
      Put(drafts_.Entity(drafts_.AuthorityId(i), "authority",
                         "synthetisch overheidsorgaan", "authority"));
    });
    PutAll(Sort::kCompany, "company", "synthetisch bedrijf", "company");
    ForEach(plan_.count(Sort::kProcess), [&](int64_t i) {
      if (!HandlesInformation(drafts_, i)) return;
      const std::string id = drafts_.InformationId(i);
      Put(drafts_.Entity(id, "information", "synthetisch gegeven",
                         "information"));
      if (!HasCopy(i)) return;
      Put(drafts_.Entity(id + "-copy", "information", "synthetisch gegeven",
                         "information"));
    });
    ForEach(plan_.jurisdictions(), [&](int64_t i) {
      Put(drafts_.Entity(drafts_.JurisdictionId(i), "jurisdiction",
                         "synthetisch rechtsgebied", "jurisdiction"));
    });
    ForEach(plan_.jurisdictions(), [&](int64_t i) {
      for (int64_t law = 0; law < plan_.LawsOf(i); ++law) {
        Put(drafts_.Entity(drafts_.LawId(i, law), "law", "synthetische wet",
                           "law"));
      }
    });
  }

  // organizations/ to products/
  void PutLastEntities() {
    PutAll(Sort::kOrganization, "organization", "synthetische organisatie",
           "organization");
    PutAll(Sort::kProcess, "process", "synthetisch proces", "process");
    PutAll(Sort::kComponent, "component", "synthetisch onderdeel", "component");
    PutAll(Sort::kDevice, "device", "synthetisch apparaat", "device");
    PutAll(Sort::kSoftware, "software", "synthetisch programma", "software");
  }

  void PutMeasures() {
    ForEach(plan_.count(Sort::kProcess), [&](int64_t i) {
      if (!drafts_.Falls(options().measures, DraftPurpose::kMeasure, i)) return;
      Put(MakeMeasure(drafts_, i));
    });
  }

  void PutSources() {
    ForEach(kGeneratedSources, [&](int64_t i) {
      Fact fact = drafts_.Entity(drafts_.SourceId(static_cast<int>(i) + 1),
                                 "source", "synthetische bron", "source");
      auto& entity = std::get<graph::Entity>(fact.body);
      entity.attributes["source_type"] = "modelling";
      entity.attributes["publisher"] = std::string(kGeneratorName);
      Put(std::move(fact));
    });
  }

  void PutRelation(Fact fact) {
    if (Wants(PartOf(fact))) Put(std::move(fact));
  }

  // The relation; with modalities, now and then a denial of it besides.
  void PutEdge(const std::string& id, absl::string_view kind,
               const std::string& source, const std::string& target) {
    PutRelation(drafts_.Relation(id, kind, To(source), To(target)));
    if (kind == "part_of" ||
        !drafts_.Falls(options().modalities / 16, DraftPurpose::kSecondOpinion,
                       HashOf(id))) {
      return;
    }
    Fact denial =
        drafts_.Relation(id + "-denied", kind, To(source), To(target), true);
    denial.modality = graph::Modality::kDenied;
    std::get<graph::Relation>(denial.body).likelihood = std::monostate();
    PutRelation(std::move(denial));
  }

  void PutEdges(const Part& from, absl::string_view verb,
                absl::string_view kind, Sort to, const Numbers& numbers) {
    int64_t ordinal = 0;
    for (int64_t number : numbers) {
      PutEdge(drafts_.RelationId(from, verb, ordinal++), kind,
              drafts_.IdOf(from), drafts_.IdOf({to, number}));
    }
  }
  void PutMaker(const Part& product) {
    PutEdge(drafts_.RelationId(product, "made-by"), "made_by",
            drafts_.IdOf(product),
            drafts_.IdOf({Sort::kCompany, plan_.MakerOf(product)}));
  }
  void PutSelfLoop(const Part& part, absl::string_view kind) {
    const std::string id = drafts_.RelationId(part, "self");
    if (!drafts_.Falls(options().self_loops, DraftPurpose::kSelfLoop,
                       HashOf(id))) {
      return;
    }
    PutEdge(id, kind, drafts_.IdOf(part), drafts_.IdOf(part));
  }

  void PutRelations() {
    PutAuthorities();
    ForEach(plan_.count(Sort::kOrganization), [&](int64_t i) {
      if (!drafts_.Falls(options().classes, DraftPurpose::kClass, i)) return;
      for (Fact& fact : MakeClassFacts(drafts_, i)) {
        PutRelation(std::move(fact));
      }
    });
    ForEach(plan_.count(Sort::kCompany), [&](int64_t i) { PutCompany(i); });
    ForEach(plan_.count(Sort::kComponent), [&](int64_t i) {
      const Part self{Sort::kComponent, i};
      PutEdges(self, "contains", "contains", Sort::kComponent,
               plan_.SubcomponentsOf(i));
      PutMaker(self);
      PutSelfLoop(self, "contains");
    });
    ForEach(plan_.count(Sort::kDevice), [&](int64_t i) { PutDevice(i); });
    ForEach(plan_.count(Sort::kProcess), [&](int64_t i) {
      if (HandlesInformation(drafts_, i)) PutInformation(i);
    });
    PutLaws();
    ForEach(plan_.count(Sort::kProcess), [&](int64_t i) { PutProcess(i); });
    ForEach(plan_.count(Sort::kSoftware), [&](int64_t i) {
      const Part self{Sort::kSoftware, i};
      PutEdges(self, "depends-on", "depends_on", Sort::kSoftware,
               plan_.DependenciesOf(i));
      PutMaker(self);
      PutSelfLoop(self, "depends_on");
    });
  }

  void PutAuthorities() {
    ForEach(plan_.authorities(), [&](int64_t i) {
      const int64_t jurisdiction = i / kAuthoritiesEach;
      PutEdge(absl::StrCat("relations/gen-authority-",
                           absl::Dec(jurisdiction, absl::kZeroPad3), "-",
                           i % kAuthoritiesEach, "-part-of"),
              "part_of", drafts_.AuthorityId(i),
              drafts_.JurisdictionId(jurisdiction));
    });
  }

  void PutLaws() {
    ForEach(plan_.jurisdictions(), [&](int64_t i) {
      for (int64_t law = 0; law < plan_.LawsOf(i); ++law) {
        PutEdge(drafts_.EnactsId(i, law), "enacts", drafts_.JurisdictionId(i),
                drafts_.LawId(i, law));
      }
    });
    constexpr absl::string_view kPowers[] = {
        "compels_disclosure", "compels_assistance", "restricts_supply"};
    ForEach(plan_.jurisdictions(), [&](int64_t i) {
      for (int64_t law = 0; law < plan_.LawsOf(i); ++law) {
        PutEdge(
            absl::StrCat("relations/gen-law-", absl::Dec(i, absl::kZeroPad3),
                         "-", law, "-empowers"),
            kPowers[(i + law) % std::size(kPowers)], drafts_.LawId(i, law),
            drafts_.AuthorityId(i * kAuthoritiesEach +
                                plan_.EmpoweredBy(i, law)));
      }
    });
  }

  void PutCompany(int64_t i) {
    const Part self{Sort::kCompany, i};
    const std::string id = drafts_.IdOf(self);
    if (const auto authority = plan_.ControllerOf(i)) {
      PutEdge(drafts_.RelationId(self, "authority"), "controlled_by", id,
              drafts_.AuthorityId(*authority));
    }
    if (const auto other = plan_.CrossHoldingOf(i)) {
      Fact fact = drafts_.Relation(
          drafts_.RelationId(self, "cross"), "owned_by", To(id),
          To(drafts_.IdOf({Sort::kCompany, *other})), true);
      std::get<graph::Relation>(fact.body).attributes["share"] =
          absl::StrCat("0.", 10 + (i + *other) % 20);
      PutRelation(std::move(fact));
    }
    if (const auto owner = plan_.OwnerOf(i)) {
      PutEdge(drafts_.RelationId(self, "owner"),
              owner->majority ? "majority_owned_by" : "controlled_by", id,
              drafts_.IdOf({Sort::kCompany, owner->company}));
    }
    PutSeat(self);
    PutSelfLoop(self, "majority_owned_by");
  }

  void PutSeat(const Part& company) {
    const int64_t seat = plan_.SeatOf(company.number);
    const std::string id = drafts_.RelationId(company, "seat");
    if (!plan_.IsUnlikely(seat)) {
      PutEdge(id, "seated_in", drafts_.IdOf(company),
              drafts_.JurisdictionId(seat));
      return;
    }
    Fact fact = drafts_.Relation(id, "seated_in", To(drafts_.IdOf(company)),
                                 To(drafts_.JurisdictionId(seat)));
    std::get<graph::Relation>(fact.body).likelihood =
        graph::Interval{1e-9, 1e-8, 1e-7};
    PutRelation(std::move(fact));
  }

  void PutDevice(int64_t i) {
    const Part self{Sort::kDevice, i};
    const std::string id = drafts_.IdOf(self);
    const bool connected =
        drafts_.Falls(options().carriers, DraftPurpose::kConnected, i);
    const std::string maker =
        drafts_.IdOf({Sort::kCompany, plan_.MakerOf(self)});
    if (connected) {
      PutEdge(drafts_.RelationId(self, "accessed-by"), "remotely_accessed_by",
              id, maker);
    }
    PutEdges(self, "contains", "contains", Sort::kComponent,
             plan_.ComponentsOf(i));
    PutMaker(self);
    PutEdges(self, "runs", "runs", Sort::kSoftware, plan_.SoftwareOf(i));
    if (!connected) return;
    Fact update = drafts_.Relation(drafts_.RelationId(self, "updated-by"),
                                   "updated_by", To(id), To(maker), true);
    std::get<graph::Relation>(update.body).via = {
        drafts_.RelationId(self, "runs", 0)};
    PutRelation(std::move(update));
  }

  void PutProcess(int64_t i) {
    const Part self{Sort::kProcess, i};
    const std::string id = drafts_.IdOf(self);
    if (HandlesInformation(drafts_, i)) {
      Fact handles =
          drafts_.Relation(drafts_.RelationId(self, "handles"), "handles",
                           To(id), To(drafts_.InformationId(i)), true);
      std::get<graph::Relation>(handles.body).via = {
          drafts_.RelationId(self, "uses", 0)};
      PutRelation(std::move(handles));
    }
    PutEdge(drafts_.RelationId(self, "part-of"), "part_of", id,
            drafts_.IdOf({Sort::kOrganization, plan_.OrganizationOf(i)}));
    int64_t ordinal = 0;
    for (const Part& used : plan_.UsesOf(i)) {
      PutEdge(drafts_.RelationId(self, "uses", ordinal++), "uses", id,
              drafts_.IdOf(used));
    }
  }

  bool HasCopy(int64_t process) const {
    return drafts_.Falls(0.25, DraftPurpose::kCopy, process);
  }

  // Where the information of a process goes: to the maker of what carries it.
  void PutInformation(int64_t i) {
    const Part process{Sort::kProcess, i};
    const std::string prefix =
        absl::StrCat("relations/gen-information-", drafts_.Number(i), "-");
    const std::string id = drafts_.InformationId(i);
    const Part used = plan_.UsesOf(i).front();
    const std::string maker =
        drafts_.IdOf({Sort::kCompany, plan_.MakerOf(used)});
    Random random = drafts_.Stream(DraftPurpose::kKey, i);
    const auto put = [&](const std::string& name, absl::string_view kind,
                         const std::string& from, const std::string& to,
                         graph::Modality modality) {
      Fact fact = drafts_.Relation(prefix + name, kind, To(from), To(to), true);
      fact.modality = modality;
      if (modality == graph::Modality::kUnknown) {
        fact.unknown_kind = graph::UnknownKind::kNotStated;
      }
      // Whoever has the key has it without the use.
      if (kind != "key_held_by") {
        std::get<graph::Relation>(fact.body).via = {
            drafts_.RelationId(process, "uses", 0)};
      }
      PutRelation(std::move(fact));
    };
    constexpr graph::Modality kKeys[] = {graph::Modality::kAffirmed,
                                         graph::Modality::kDenied,
                                         graph::Modality::kUnknown};
    constexpr graph::Modality kFlows[] = {graph::Modality::kAffirmed,
                                          graph::Modality::kNotExcluded};
    if (HasCopy(i)) {
      put("copied", "copied_to", id, id + "-copy", graph::Modality::kAffirmed);
      put("copy-sent", "sends_data_to", id + "-copy", maker,
          graph::Modality::kPossible);
    }
    put("key", "key_held_by", id, maker, kKeys[random.Below(3)]);
    put("sent", "sends_data_to", id, maker, kFlows[random.Below(2)]);
  }

  const GeneratorPart part_;
  const absl::FunctionRef<absl::Status(Fact)> take_;
  const Plan plan_;
  const Drafts drafts_;
  absl::Status status_;
};

}  // namespace

absl::Status GenerateFacts(const GeneratorOptions& options, GeneratorPart part,
                           absl::FunctionRef<absl::Status(graph::Fact)> take) {
  if (absl::Status ok = CheckOptions(options); !ok.ok()) return ok;
  return Generator(options, part, take).Run();
}

}  // namespace ketenzicht::ingest
