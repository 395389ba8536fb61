#include "graph/presumption_premises.h"

#include <algorithm>
#include <utility>

namespace ketenzicht::graph {

bool AttributeTest::operator()(FactIndex entity) const {
  if (entity < 0 || entity >= facts_.size() || !facts_.is_entity(entity)) {
    return false;
  }
  int8_t& known = known_[facts_.attributes_number(entity)];
  if (known == 0) {
    const Attributes& attributes = facts_.attributes(entity);
    const bool has =
        std::any_of(asked_.begin(), asked_.end(), [&](const auto& asked) {
          const auto it = attributes.find(asked.first);
          return it != attributes.end() && it->second == asked.second;
        });
    known = has ? 2 : 1;
  }
  return known == 2;
}

PremiseSearch::PremiseSearch(const InstanceTable& table, int presumption)
    : table_(table),
      rule_(table.snapshot().policy().document().presumptions[presumption]),
      use_(rule_.use.empty()
               ? RelationKindId{-1}
               : *table.snapshot().ontology().FindRelationKind(rule_.use)),
      skipped_(table.facts(), rule_.skip_products) {}

std::vector<InstanceIndex> PremiseSearch::UsesBehind(
    InstanceIndex handles) const {
  const Ontology& ontology = table_.snapshot().ontology();
  std::vector<InstanceIndex> uses;
  bool named = false;
  for (FactIndex carrier : table_.carriers(handles)) {
    if (!ontology.RelationIsA(table_.facts().relation_kind(carrier), use_)) {
      continue;
    }
    named = true;
    const auto carried = table_.of(carrier);
    uses.insert(uses.end(), carried.begin(), carried.end());
  }
  if (named || table_.source(handles) == kNoFact) return uses;
  table_.ForEachFrom(table_.source(handles), [&](InstanceIndex i) {
    if (table_.fact(i) != kNoFact &&
        ontology.RelationIsA(table_.kind(i), use_)) {
      uses.push_back(i);
    }
  });
  return uses;
}

ModalPathOptions PremiseSearch::OptionsOf(const Avoided* avoided,
                                          bool left_out) const {
  return {.left_out = left_out, .without = [this, avoided](FactIndex part) {
            return (avoided != nullptr && avoided->contains(part)) ||
                   skipped_(part);
          }};
}

std::vector<FactIndex> PremiseSearch::MakersOf(FactIndex product,
                                               const Avoided* avoided,
                                               bool left_out) const {
  std::vector<FactIndex> makers;
  for (const auto& [maker, status] :
       FindModalPaths(table_, table_.snapshot().policy().automaton(rule_.maker),
                      product, OptionsOf(avoided, left_out))) {
    makers.push_back(maker);
  }
  std::sort(makers.begin(), makers.end());
  return makers;
}

std::vector<InstanceIndex> PremiseSearch::WayTo(FactIndex maker,
                                                FactIndex product,
                                                const Avoided* avoided,
                                                bool left_out,
                                                Gone gone) const {
  ModalPathOptions options = OptionsOf(avoided, left_out);
  options.without = [&gone, keeps_out = options.without](InstanceIndex i) {
    return keeps_out(i) || gone(i);
  };
  return FindShortestModalPath(
      table_, table_.snapshot().policy().automaton(rule_.maker), product, maker,
      options);
}

namespace {

class Finder {
 public:
  using Gone = PremiseSearch::Gone;

  Finder(const View& view, const PremiseSearch& search, InstanceIndex presumed,
         bool left_out, Gone gone)
      : view_(view),
        table_(view.table()),
        presumed_(presumed),
        rule_(view.snapshot()
                  .policy()
                  .document()
                  .presumptions[table_.extra(presumed).presumption]),
        search_(search),
        left_out_(left_out),
        gone_(gone) {}

  std::vector<InstanceIndex> Find() const {
    if (rule_.from == Presumption::From::kHandledInformation) {
      return FromHandling();
    }
    return search_.WayTo(table_.target(presumed_), table_.source(presumed_),
                         nullptr, left_out_, gone_);
  }

 private:
  bool IsGone(FactIndex end) const {
    return end != kNoFact && end < view_.snapshot().size() &&
           view_.snapshot().is_entity(end) && gone_(end);
  }

  bool MayCount(InstanceIndex i) const {
    return (CountsByModality(table_, i) ||
            (left_out_ && table_.would_count(i))) &&
           !gone_(i) && !IsGone(table_.source(i)) && !IsGone(table_.target(i));
  }

  void SortById(std::vector<InstanceIndex>& some) const {
    std::sort(some.begin(), some.end(),
              [this](auto a, auto b) { return view_.rank(a) < view_.rank(b); });
  }

  // Those that may count, by id.
  std::vector<InstanceIndex> Handlings() const {
    const Ontology& ontology = view_.snapshot().ontology();
    const RelationKindId kind = *ontology.FindRelationKind(rule_.handling);
    std::vector<InstanceIndex> found;
    table_.ForEachTo(table_.source(presumed_), [&](InstanceIndex i) {
      if (table_.fact(i) != kNoFact &&
          ontology.RelationIsA(table_.kind(i), kind) && MayCount(i)) {
        found.push_back(i);
      }
    });
    SortById(found);
    return found;
  }

  std::vector<InstanceIndex> FromHandling() const {
    for (InstanceIndex handles : Handlings()) {
      std::vector<InstanceIndex> uses = search_.UsesBehind(handles);
      SortById(uses);
      for (InstanceIndex used : uses) {
        const FactIndexes carriers = table_.carriers(presumed_);
        if (carriers.empty() || table_.fact(used) != carriers[0] ||
            table_.target(used) == kNoFact || !MayCount(used)) {
          continue;
        }
        const std::vector<InstanceIndex> way =
            search_.WayTo(table_.target(presumed_), table_.target(used),
                          view_.avoided(table_.source(used)), left_out_, gone_);
        if (way.empty()) continue;
        std::vector<InstanceIndex> premises = {handles, used};
        premises.insert(premises.end(), way.begin(), way.end());
        return premises;
      }
    }
    return {};
  }

  const View& view_;
  const InstanceTable& table_;
  const InstanceIndex presumed_;
  const Presumption& rule_;
  const PremiseSearch& search_;
  const bool left_out_;
  const Gone gone_;
};

}  // namespace

const PremiseSearch& PremiseFinder::SearchOf(int presumption) {
  return searches_.try_emplace(presumption, view_.table(), presumption)
      .first->second;
}

std::vector<InstanceIndex> PremiseFinder::Find(InstanceIndex presumed,
                                               bool left_out, Gone gone) {
  const int presumption = view_.table().extra(presumed).presumption;
  return Finder(view_, SearchOf(presumption), presumed, left_out, gone).Find();
}

std::vector<InstanceIndex> PremisesOf(const View& view,
                                      InstanceIndex presumed) {
  PremiseFinder finder(view);
  const auto nothing = [](InstanceIndex) { return false; };
  std::vector<InstanceIndex> premises = finder.Find(presumed, false, nothing);
  return premises.empty() ? finder.Find(presumed, true, nothing) : premises;
}

}  // namespace ketenzicht::graph
