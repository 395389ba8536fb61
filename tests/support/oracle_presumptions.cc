// docs/semantics.md, section 4: presumptions.

#include "tests/support/oracle.h"

namespace ketenzicht::graph::oracle {
namespace {

// Whether the entity has one of `attributes`.
bool HasOneOf(const std::map<std::string, std::string>& attributes,
              const Fact& entity) {
  for (const auto& [key, value] : attributes) {
    const auto found = entity.entity()->attributes.find(key);
    if (found != entity.entity()->attributes.end() && found->second == value) {
      return true;
    }
  }
  return false;
}

}  // namespace

void Oracle::Presume() {
  // What is presumed is presumed from facts, never from what is presumed.
  std::vector<Row> presumed;
  const std::vector<Row> recorded = rows_;
  for (const Presumption& rule : policy_.presumptions) {
    const size_t before = rows_.size();
    if (rule.from == Presumption::From::kHandledInformation) {
      PresumeFlows(rule);
    } else {
      for (const auto& [id, fact] : by_id_) {
        if (fact->entity() == nullptr || !HasOneOf(rule.products, *fact)) {
          continue;
        }
        for (const std::string& maker : MakersOf(rule, id, "")) {
          PresumeOne(rule, id, maker, "");
        }
      }
    }
    presumed.insert(presumed.end(),
                    rows_.begin() + static_cast<ptrdiff_t>(before),
                    rows_.end());
    rows_ = recorded;
  }
  std::map<std::string, Row> unique;
  for (const Row& row : presumed) unique.emplace(row.id, row);
  for (const auto& [id, row] : unique) rows_.push_back(row);
}

void Oracle::PresumeFlows(const Presumption& rule) {
  const std::vector<Row> recorded = rows_;
  for (const Row& handling : recorded) {
    if (!handling.edge() || handling.target.empty() ||
        !KindIs(handling.kind, rule.handling)) {
      continue;
    }
    bool names_a_use = false;
    for (const std::string& carrier : handling.carriers) {
      const Fact* fact = FindFact(carrier);
      if (KindIs(fact->relation()->kind, rule.use)) names_a_use = true;
    }
    for (const Row& use : recorded) {
      if (!use.edge() || use.target.empty() || !KindIs(use.kind, rule.use)) {
        continue;
      }
      const bool behind = names_a_use
                              ? handling.carriers.contains(use.fact->id)
                              : use.source == handling.source;
      if (!behind) continue;
      if (!names_a_use) Meet("handling that names no use");
      for (const std::string& maker : MakersOf(rule, use.target, use.source)) {
        PresumeOne(rule, handling.target, maker, use.fact->id);
      }
    }
  }
}

// Makers of the product or its parts, where `user` does not deny the parts.
Ids Oracle::MakersOf(const Presumption& rule, const std::string& product,
                     const std::string& user) const {
  const auto skipped = [&](const std::string& id) {
    const Fact* fact = FindFact(id);
    return fact != nullptr && fact->entity() != nullptr &&
           HasOneOf(rule.skip_products, *fact);
  };
  // The product that is used is no part: what it is does not end the search.
  Ids makers;
  Enumerate(
      rows_, ParseExpression(rule.maker), product,
      [](const Row& row) { return row.edge() ? row.modal : Status::kNoPath; },
      [&](const Row& row, const std::string& to) {
        return !skipped(to) && (user.empty() || !Avoids(user, row.kind, to));
      },
      [&](const OraclePath& path) {
        makers.insert(path.nodes.back());
        return true;
      });
  return makers;
}

void Oracle::PresumeOne(const Presumption& rule, const std::string& source,
                        const std::string& maker, const std::string& carrier) {
  for (const Row& row : rows_) {
    // 4.4: what sections 1 and 2 leave out is not recorded.
    const bool recorded = row.edge() || row.omission == Omission::kDenied ||
                          row.omission == Omission::kSpecific;
    if (row.fact != nullptr && recorded && KindIs(row.kind, rule.presumes) &&
        row.source == source && row.target == maker &&
        (carrier.empty() || row.carriers.empty() ||
         row.carriers.contains(carrier))) {
      return;
    }
  }
  if (IsDenied(rule.presumes, source, maker, carrier)) return;
  Row row{.id = "presumed:" + rule.id + "@" + source + "@" + maker,
          .kind = rule.presumes,
          .source = source,
          .target = maker,
          .recorded = Modality::kUnknown,
          .modal = Status::kUnknown};
  if (!carrier.empty()) {
    row.id += "+" + carrier;
    row.carriers = {carrier};
  }
  rows_.push_back(row);
}

}  // namespace ketenzicht::graph::oracle
