#include "ingest/generator/conditions.h"

#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"

namespace ketenzicht::ingest {
namespace {

using graph::End;
using graph::Fact;
using graph::Guard;
using graph::Measure;
using graph::Selector;

std::shared_ptr<const Selector> Shared(Selector selector) {
  return std::make_shared<const Selector>(std::move(selector));
}

End ById(std::string id) { return End{std::move(id), {}}; }
End ByClass(Selector members) { return End{"", std::move(members)}; }

Selector OfIds(std::vector<std::string> ids) {
  Selector selector;
  selector.ids = std::move(ids);
  return selector;
}

Selector OfKind(const std::string& kind) {
  Selector selector;
  selector.kind = kind;
  return selector;
}

Selector ProcessesOf(const Drafts& drafts, int64_t organization) {
  Selector processes = OfKind("process");
  processes.where = {
      {"part_of", drafts.IdOf({Sort::kOrganization, organization})}};
  return processes;
}

Guard FactGuard(std::string id) {
  Guard guard;
  guard.op = Guard::Op::kFact;
  guard.fact = std::move(id);
  return guard;
}

Guard Combined(Guard::Op op, std::vector<Guard> operands) {
  Guard guard;
  guard.op = op;
  guard.operands = std::move(operands);
  return guard;
}

Guard SeatGuard(const Drafts& drafts, bool of_maker, Random& random) {
  const Plan& plan = drafts.plan();
  Guard guard;
  guard.op = Guard::Op::kRelation;
  guard.kind = "seated_in";
  const int64_t company = random.Below(plan.count(Sort::kCompany));
  guard.source = of_maker ? "$target" : drafts.IdOf({Sort::kCompany, company});
  guard.target = drafts.JurisdictionId(plan.SeatOf(company));
  return guard;
}

Guard ReachGuard(const Drafts& drafts, Random& random) {
  const Plan& plan = drafts.plan();
  const int64_t company = random.Below(plan.count(Sort::kCompany));
  const int64_t jurisdiction = plan.SeatOf(company);
  Guard guard;
  guard.op = Guard::Op::kReach;
  guard.source = drafts.AuthorityId(jurisdiction * kAuthoritiesEach +
                                    plan.EmpoweredBy(jurisdiction, 0));
  guard.target = drafts.IdOf({Sort::kCompany, company});
  return guard;
}

Guard DatesGuard(const Drafts& drafts, Random& random) {
  Guard guard;
  guard.op = Guard::Op::kDates;
  guard.comparison = static_cast<graph::DateComparison>(random.Below(3));
  graph::DateTerm day;
  day.date = graph::Date::FromDays(
      static_cast<int32_t>(random.Between(12'000, 19'000)));
  graph::DateTerm law;
  law.fact = drafts.LawId(0, 0);
  law.until = random.Below(2) == 0;
  guard.left = day;
  guard.right = law;
  if (guard.comparison != graph::DateComparison::kWithin &&
      random.Below(2) == 0) {
    std::swap(guard.left, guard.right);
  }
  return guard;
}

// Each effect, state and nature by turns.
Fact MeasureOf(const Drafts& drafts, int64_t process, Random& random) {
  Fact fact;
  fact.id = absl::StrCat("measures/gen-", drafts.Number(process));
  Measure measure;
  const std::string number = drafts.Number(process);
  measure.name = {absl::StrCat("synthetische maatregel ", number),
                  absl::StrCat("synthetic measure ", number)};
  measure.nature = static_cast<graph::MeasureNature>(random.Below(4));
  measure.decided_by =
      drafts.IdOf({Sort::kOrganization, drafts.plan().OrganizationOf(process)});
  const int64_t effect = random.Below(10);
  if (effect < 3) {
    measure.effect = graph::MeasureEffect::kReduces;
    const int64_t low = random.Between(0, 40);
    measure.reduction = graph::Interval{
        static_cast<double>(low) / 100, static_cast<double>(low + 20) / 100,
        static_cast<double>(low + random.Between(20, 60)) / 100};
  } else if (effect == 3) {
    measure.effect = graph::MeasureEffect::kNoneShown;
  }
  if (random.Below(2) == 0) {
    measure.state = graph::MeasureState::kCandidate;
    measure.cost = static_cast<double>(random.Between(1, 10'000)) / 4;
    measure.burden = static_cast<double>(random.Between(0, 100)) / 10;
  }
  fact.body = std::move(measure);
  drafts.Sign(fact);
  return fact;
}

}  // namespace

Guard MakeGuard(const Drafts& drafts, bool of_maker, Random& random) {
  Guard law = FactGuard(drafts.EnactsId(0, 0));
  switch (random.Below(7)) {
    case 0:
      return law;
    case 1:
      return SeatGuard(drafts, of_maker, random);
    case 2:
      return ReachGuard(drafts, random);
    case 3:
      return DatesGuard(drafts, random);
    case 4:
      return Combined(Guard::Op::kNot, {ReachGuard(drafts, random)});
    case 5:
      return Combined(Guard::Op::kAny,
                      {law, SeatGuard(drafts, of_maker, random)});
    default:
      return Combined(
          Guard::Op::kAll,
          {law, Combined(Guard::Op::kNot, {DatesGuard(drafts, random)})});
  }
}

bool HandlesInformation(const Drafts& drafts, int64_t process) {
  return drafts.Falls(drafts.options().carriers, DraftPurpose::kCarriers,
                      process);
}

Fact MakeMeasure(const Drafts& drafts, int64_t process) {
  Random random = drafts.Stream(DraftPurpose::kMeasure, process + 1);
  Fact fact = MeasureOf(drafts, process, random);
  auto& measure = *fact.measure();
  const Part self{Sort::kProcess, process};
  const bool guarded = random.Chance(ThresholdOf(drafts.options().guards));
  Selector& selects = measure.selects;
  switch (random.Below(HandlesInformation(drafts, process) ? 4 : 3)) {
    case 0:
      selects.ids = {drafts.RelationId(self, "uses", 0)};
      break;
    case 1:
      selects = OfKind("uses");
      selects.source = Shared(OfIds({drafts.IdOf(self)}));
      selects.target = Shared(OfKind("device"));
      break;
    case 2:
      selects = OfKind("uses");
      selects.label = {"gebruik door de organisatie",
                       "use by the organization"};
      selects.source =
          Shared(ProcessesOf(drafts, drafts.plan().OrganizationOf(process)));
      selects.target =
          Shared(OfIds({drafts.IdOf(drafts.plan().UsesOf(process).front())}));
      break;
    default: {
      selects = OfKind("sends_data_to");
      selects.source = Shared(OfIds({drafts.InformationId(process)}));
      Guard key;
      key.op = Guard::Op::kRelation;
      key.kind = "key_held_by";
      key.source = "$source";
      key.target = "$target";
      key.or_same_authority = true;
      if (guarded) measure.unless = std::move(key);
    }
  }
  if (guarded && !measure.unless) {
    measure.unless = MakeGuard(drafts, false, random);
  }
  return fact;
}

std::vector<Fact> MakeClassFacts(const Drafts& drafts, int64_t organization) {
  const Plan& plan = drafts.plan();
  Random random = drafts.Stream(DraftPurpose::kClass, organization + 1);
  const std::string device =
      drafts.IdOf({Sort::kDevice, random.Below(plan.count(Sort::kDevice))});
  const std::string company =
      drafts.IdOf({Sort::kCompany, random.Below(plan.count(Sort::kCompany))});
  const auto id = [&](absl::string_view name) {
    return absl::StrCat("relations/gen-class-", drafts.Number(organization),
                        "-", name);
  };
  const Selector processes = ProcessesOf(drafts, organization);
  Selector made_by_company = OfKind("product");
  made_by_company.where = {{"made_by", company}};
  Selector examples = OfIds({drafts.IdOf(
      {Sort::kProcess, random.Below(plan.count(Sort::kProcess))})});
  examples.by_example = true;
  examples.label = {"processen als deze", "processes such as this one"};
  Selector handlings = OfKind("handles");
  handlings.source = Shared(processes);
  handlings.via = Shared([&] {
    Selector uses = OfKind("uses");
    uses.target = Shared(OfIds({device}));
    return uses;
  }());
  Selector information = OfKind("information");
  information.target_of = Shared(std::move(handlings));
  Selector anyone;
  anyone.any = true;

  std::vector<Fact> facts;
  facts.push_back(drafts.Relation(id("examples"), "uses", ByClass(examples),
                                  ById(device), true));
  facts.push_back(drafts.Relation(id("flows"), "sends_data_to",
                                  ByClass(information), ById(company), true));
  facts.push_back(drafts.Relation(id("nobody"), "remotely_accessed_by",
                                  ById(device), ByClass(anyone), true));
  facts.push_back(drafts.Relation(id("not-from"), "uses", ByClass(processes),
                                  ByClass(made_by_company), true));
  facts.push_back(drafts.Relation(id("uses"), "uses", ByClass(processes),
                                  ById(device), true));
  facts[1].modality = graph::Modality::kNotExcluded;
  for (const int denied : {2, 3}) {
    facts[denied].modality = graph::Modality::kDenied;
    std::get<graph::Relation>(facts[denied].body).likelihood = std::monostate();
  }
  facts[4].modality = graph::Modality::kPossible;
  return facts;
}

}  // namespace ketenzicht::ingest
