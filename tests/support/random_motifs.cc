#include "tests/support/random_motifs.h"

#include "absl/strings/str_cat.h"
#include "tests/support/random_details.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using Strings = std::vector<std::string>;

constexpr char kProcess[] = "processes/0";
constexpr char kOther[] = "processes/1";
constexpr char kProduct[] = "products/0";
constexpr char kPart[] = "products/1";
constexpr char kInformation[] = "information/0";
constexpr char kCompany[] = "companies/0";
constexpr char kRival[] = "companies/1";
constexpr char kHome[] = "jurisdictions/0";
constexpr char kAbroad[] = "jurisdictions/1";
constexpr char kAuthority[] = "authorities/0";
constexpr char kInterest[] = "interests/vital-infrastructure";
constexpr char kTarget[] = "interests/dutch-interests";

class Motif {
 public:
  Motif(Dice& dice, std::string prefix)
      : dice_(dice), prefix_(std::move(prefix)) {}

  std::vector<Fact> Draw() {
    constexpr void (Motif::*kMotifs[])() = {
        &Motif::Seats,      &Motif::Seats,     &Motif::Flows,
        &Motif::Flows,      &Motif::Updates,   &Motif::Keys,
        &Motif::Keys,       &Motif::Accesses,  &Motif::Accesses,
        &Motif::Avoided,    &Motif::Touched,   &Motif::Programmes,
        &Motif::Programmes, &Motif::BothEnds,  &Motif::Closed,
        &Motif::Closed,     &Motif::DateGuards};
    (this->*kMotifs[dice_.Below(std::size(kMotifs))])();
    return Complete(facts_);
  }

 private:
  std::string Id(const std::string& name) const {
    return absl::StrCat("relations/", prefix_, name);
  }

  // A relation that, most often, holds on any day.
  template <typename S, typename T>
  Draft Make(const std::string& name, const char* kind, const S& source,
             const T& target) {
    Draft draft = Rel(prefix_ + name, kind, source, target);
    if (dice_.Percent(85)) draft.From("open");
    return draft;
  }
  template <typename S, typename T>
  void Add(const std::string& name, const char* kind, const S& source,
           const T& target) {
    facts_.push_back(Make(name, kind, source, target));
  }

  // Not always affirmed, not always of the same source.
  Draft Vary(Draft draft) {
    if (dice_.Percent(55)) SetModality(dice_, draft);
    if (dice_.Percent(25)) draft.Said("sources/t", "2016-01-01");
    return draft;
  }

  // Left out by one view or another.
  Draft MayBeLeftOut(Draft draft) {
    switch (dice_.Below(6)) {
      case 0:
        return draft.Until("2018-01-01");
      case 1:
        return draft.Unverified();
      case 2:
        return draft.Said("sources/t", "2016-01-01");
      default:
        return draft;
    }
  }

  Strings Some(const Strings& ids) {
    Strings some;
    for (const std::string& id : ids) {
      if (dice_.Percent(45)) some.push_back(id);
    }
    return some;
  }

  // Two uses that may carry things: what they are of is not the point.
  Strings Uses() {
    Add("u1", "uses", kProcess, kProduct);
    facts_.push_back(MayBeLeftOut(
        Make("u2", "uses", dice_.Percent(60) ? kOther : kProcess, kPart)));
    return {Id("u1"), Id("u2")};
  }

  // ---- Motifs ---------------------------------------------------------------

  // 5.4: seats known, contested, carried or guarded, and shared or not. Of
  // companies that nothing else is said of, or of all others as well.
  void Seats() {
    const bool apart = dice_.Percent(60);
    const std::string company = apart ? "companies/8" : kCompany;
    const std::string rival = apart ? "companies/9" : kRival;
    const std::string home = apart ? "jurisdictions/8" : kHome;
    const std::string of_rival = dice_.Percent(60) ? kAbroad : home;
    AddSeat(company, home);
    Add("seat-rival", "seated_in", rival, of_rival);
    if (dice_.Percent(25)) {
      facts_.push_back(
          Vary(Make("owner", "majority_owned_by", rival, "companies/2")));
      if (dice_.Percent(50)) Add("seat-2", "seated_in", "companies/2", kAbroad);
    }
    if (dice_.Percent(30)) Add("seat-of", "seated_in", kAuthority, of_rival);
    Add("key", "key_held_by", kInformation, rival);
    Deny("no-key", "key_held_by", kInformation, company);
    const Guard reached = WhenReached(
        dice_.Percent(80) ? kAuthority : "authorities/1", "$target");
    facts_.push_back(Make("rival-flow", "sends_data_to", kInformation, rival)
                         .While(reached));
    const Guard same = WhenRelation("key_held_by", "$source", "$target", true);
    facts_.push_back(Make("flow", "sends_data_to", kInformation, company)
                         .While(dice_.Percent(70) ? same : reached));
  }

  void AddSeat(const std::string& company, const std::string& home) {
    Draft seat = Make("seat", "seated_in", company, home);
    switch (dice_.Below(6)) {
      case 0:
        seat.Said("sources/s", "2016-01-01").Said("sources/t", "2016-01-01");
        Deny("no-seat", "seated_in", company, home);
        break;
      case 1:
        Add("made", "made_by", kProduct, company);
        seat.Via({Id("made")});
        break;
      case 2:
        // On no relation, so that nothing depends on itself.
        seat.While(WhenDates(On("2015-01-01"), DateComparison::kBefore,
                             On(ADayThatMatters(dice_))));
        break;
      default:
        break;
    }
    facts_.push_back(seat);
  }

  void Deny(const std::string& name, const char* kind,
            const std::string& source, const std::string& target) {
    facts_.push_back(Make(name, kind, source, target).Denied());
  }

  // 4.1, 4.5: what is said for one use, or for several, or left out.
  void Flows() {
    const Strings uses = Uses();
    for (int i = 0; i < 2; ++i) {
      facts_.push_back(MayBeLeftOut(
          Make(absl::StrCat("h", i), "handles", i == 0 ? kProcess : kOther,
               kInformation)
              .Via(dice_.Percent(70) ? Strings{uses[i]} : Some(uses))));
    }
    Add("made", "made_by", kProduct, kCompany);
    Add("made-part", "made_by", kPart, kCompany);
    for (int i = dice_.Below(3); i > 0; --i) {
      Strings via = Some(uses);
      if (dice_.Percent(20)) via.push_back(Id("h0"));
      const std::string name = absl::StrCat("f", i);
      const bool of_all = dice_.Percent(15);
      Draft flow = of_all
                       ? Make(name, "sends_data_to", kInformation, Everything())
                       : Make(name, "sends_data_to", kInformation, kCompany);
      facts_.push_back(of_all || dice_.Percent(40) ? flow.Denied().Via(via)
                                                   : Vary(flow.Via(via)));
    }
  }

  // 4.3: updates that a use carries.
  void Updates() {
    facts_.push_back(Thing("products/connected").With("connected", "yes"));
    Add("made", "made_by", "products/connected", kCompany);
    Add("u1", "uses", kProcess, "products/connected");
    Draft update = Make("up", "updated_by", "products/connected", kCompany);
    if (dice_.Percent(70)) update.Via({Id("u1")});
    facts_.push_back(dice_.Percent(40) ? update.Denied() : Vary(update));
  }

  // 5.3: a guard on a class fact, some of it replaced, denied or unrecorded.
  void Keys() {
    const Strings uses = Uses();
    const Members both = Ids({kCompany, kRival});
    Draft keys = Make("keys", "key_held_by", kInformation, both);
    facts_.push_back(Make("old", "uses", kProcess, kPart).Until("2016-01-01"));
    if (dice_.Percent(25)) {
      keys.Via({Id("old")});
    } else if (dice_.Percent(50)) {
      keys.Via({uses[1]});
    }
    facts_.push_back(keys);
    Draft one = Make("key", "key_held_by", kInformation, kCompany);
    if (dice_.Percent(30)) one.Via({dice_.Pick(uses)});
    facts_.push_back(Vary(one));
    if (dice_.Percent(70)) {
      Draft none = Make("no-key", "key_held_by", kInformation, kRival).Denied();
      if (dice_.Percent(25)) none.Via({dice_.Pick(uses)});
      facts_.push_back(none);
    }
    const Guard asks = dice_.Percent(60)
                           ? WhenFact(Id("keys"))
                           : WhenRelation("key_held_by", "$source", "$target");
    Draft flow = Make("flow", "sends_data_to", kInformation, both)
                     .While(dice_.Percent(70) ? asks : WhenNot(asks));
    facts_.push_back(flow);
  }

  // 3.5, 3.7: a relation, a class fact and a denial, each with its carriers.
  void Accesses() {
    const Strings uses = Uses();
    Draft access = Make("access", "remotely_accessed_by", kProduct, kCompany);
    if (dice_.Percent(30)) SetDates(dice_, access);
    facts_.push_back(Vary(access.Via(Some(uses))));
    facts_.push_back(Make("accesses", "remotely_accessed_by",
                          Ids({kProduct, kPart}), kCompany)
                         .Via(Some(uses)));
    Draft denial = Make("no-access", "remotely_accessed_by", kProduct, kCompany)
                       .Denied()
                       .Via(Some(uses));
    if (dice_.Percent(40)) denial.Said("sources/t", "2016-01-01");
    if (dice_.Percent(60)) facts_.push_back(denial);
    if (dice_.Percent(40)) Add("seat", "seated_in", kCompany, kHome);
  }

  // 3.6: a use of a part that is denied, in all or as far as a use carries it.
  void Avoided() {
    Add("u1", "uses", kProcess, kProduct);
    Add("part", "contains", kProduct, kPart);
    Draft denial = Make("no-use", "uses", kProcess, kPart).Denied();
    if (dice_.Percent(60)) denial.Via({Id("u1")});
    facts_.push_back(denial);
    Add("access", "remotely_accessed_by", kPart, kCompany);
    Add("owned", "controlled_by", kCompany, kAuthority);
  }

  // 7.1: what nothing, no such use, or only a carried one touches.
  void Touched() {
    Add("u1", "uses", kProcess, kProduct);
    Add("access", "remotely_accessed_by", kProduct, kAuthority);
    const std::string use = Id("u1");
    const Selector of_uses = Of("uses");
    Draft denial =
        dice_.Percent(40)   ? Make("touch", "touches", use, kInterest)
        : dice_.Percent(50) ? Make("touch", "touches", of_uses, kInterest)
        : dice_.Percent(50) ? Make("touch", "touches", Everything(), kInterest)
                            : Make("touch", "touches", use, Everything());
    denial.Denied();
    if (dice_.Percent(35)) denial.Via({use});
    facts_.push_back(denial);
    Add("control", "controlled_by", kCompany, kAuthority);
    Add("access-2", "remotely_accessed_by", kProduct, kCompany);
  }

  // 7.3: programmes, of which some are denied.
  void Programmes() {
    Add("u1", "uses", kProcess, kProduct);
    Add("access", "remotely_accessed_by", kProduct, kCompany);
    Add("control", "controlled_by", kCompany, kAuthority);
    if (dice_.Percent(25)) {
      facts_.push_back(
          Make("none", "conducts", kAuthority, Everything()).Denied());
    }
    for (int i = dice_.Below(3); i > 0; --i) {
      const std::string programme = absl::StrCat("programmes/", i);
      Draft conducts =
          Make(absl::StrCat("c", i), "conducts", kAuthority, programme);
      facts_.push_back(dice_.Percent(60) ? conducts.Denied()
                                         : MayBeLeftOut(Vary(conducts)));
      Draft targets = Make(absl::StrCat("t", i), "targets", programme, kTarget);
      facts_.push_back(dice_.Percent(20) ? targets.Denied()
                                         : MayBeLeftOut(targets));
    }
    facts_.push_back(Thing(kTarget));
  }

  // 2.5: a class that asks for carriers on either side.
  void BothEnds() {
    const Strings uses = Uses();
    facts_.push_back(Make("h", "handles", kProcess, kInformation).Via(uses));
    facts_.push_back(Make("f", "sends_data_to", kInformation, kRival)
                         .Via(dice_.Percent(60) ? Strings{uses[0]} : uses));
    const Selector sent = Of("sends_data_to").Via(Of("uses"));
    const Selector handled = Of("handles").Via(Of("uses"));
    Add("key", "key_held_by",
        Of("information").SourceOf(sent).TargetOf(handled), kCompany);
  }

  // 7.4, 1.8: something is closed, in the organization or beside it.
  void Closed() {
    Add("u1", "uses", kProcess, kProduct);
    Add("access", "remotely_accessed_by", kProduct, kCompany);
    Add("control", "controlled_by", kCompany, kAuthority);
    const char* wholes[] = {"organizations/0", kHome, kOther};
    Add("in", "part_of", kProcess, wholes[dice_.Below(3)]);
    const char* parts[] = {kOther, kPart};
    const int part = dice_.Below(2);
    Add("in-2", "part_of", parts[part], wholes[dice_.Below(2)]);
    if (part == 0) Add("closed", "uses", kOther, kPart);
    if (part == 1) Add("closed", "contains", kPart, "products/2");
    if (dice_.Percent(50)) {
      facts_.push_back(Make("h", "handles", kProcess, kInformation)
                           .Via(Strings(dice_.Below(2), Id("u1"))));
      Add("flow", "sends_data_to", kInformation, kRival);
    } else {
      Add("flow", "uses", kProcess, "products/2");
    }
    Draft stop =
        Closing(prefix_ + "stop", {Id(dice_.Percent(50) ? "flow" : "closed")});
    if (dice_.Percent(50)) stop.From("open");
    if (dice_.Percent(30)) stop.Denied().From("2016-01-01/2022-01-01");
    if (dice_.Percent(30)) stop.Candidate();
    facts_.push_back(stop);
  }

  // 5.5: dates of what counts, and of what does not.
  void DateGuards() {
    Draft dated = Make("dated", "made_by", kProduct, kCompany).From("2017");
    if (dice_.Percent(30)) dated.Until("2019");
    facts_.push_back(MayBeLeftOut(Vary(dated)));
    Add("open", "made_by", kProduct, kRival);
    constexpr DateComparison kComparisons[] = {DateComparison::kBefore,
                                               DateComparison::kAfter,
                                               DateComparison::kWithin};
    const auto term = [&] {
      const std::string id = Id(dice_.Percent(60) ? "dated" : "open");
      return dice_.Percent(70) ? FromOf(id) : UntilOf(id);
    };
    const DateTerm left =
        dice_.Percent(30) ? On(ADayThatMatters(dice_)) : term();
    Add("flow", "sends_data_to", kInformation, kCompany);
    std::get<Relation>(facts_.back().body).holds_while =
        WhenDates(left, kComparisons[dice_.Below(3)], term());
  }

  Dice& dice_;
  std::string prefix_;
  std::vector<Fact> facts_;
};

}  // namespace

std::vector<Fact> DrawMotif(Dice& dice, const std::string& prefix) {
  return Motif(dice, prefix).Draw();
}

}  // namespace ketenzicht::graph
