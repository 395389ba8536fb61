#include "graph/fact_differences.h"

#include <map>
#include <optional>
#include <set>
#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "graph/date.h"

namespace ketenzicht::graph {
namespace {

using Attributes = std::map<std::string, std::string>;

template <typename Number>
std::string TextOf(const std::optional<Number>& number) {
  return number ? absl::StrCat(*number) : "";
}

std::string TextOf(const std::vector<std::string>& ids) {
  return absl::StrJoin(ids, ", ");
}

std::string TextOf(const Bound& bound) {
  if (bound.kind == Bound::Kind::kNotStated) return "";
  return bound.kind == Bound::Kind::kOpen ? "open"
                                          : FormatDateRange(bound.range);
}

std::string TextOf(const Likelihood& likelihood) {
  if (const auto* name = std::get_if<std::string>(&likelihood)) return *name;
  const auto* interval = std::get_if<Interval>(&likelihood);
  if (interval == nullptr) return "";
  return absl::StrCat("[", interval->low, ", ",
                      interval->best ? absl::StrCat(*interval->best, ", ") : "",
                      interval->high, "]");
}

// A class has no id to name it by: its label, or that it is one.
std::string TextOf(const End& end) {
  if (!end.selector) return end.id;
  const std::string label = end.selector->label.In(Language::kEnglish);
  return label.empty() ? "…" : label;
}

// "sources/a (3.5, 2021-11-18), sources/b"
std::string TextOf(const std::vector<Evidence>& evidence) {
  std::vector<std::string> texts;
  for (const Evidence& one : evidence) {
    std::vector<std::string> more;
    if (!one.locator.empty()) more.push_back(one.locator);
    if (one.asserted_on != Date()) more.push_back(one.asserted_on.ToString());
    texts.push_back(
        more.empty()
            ? one.source
            : absl::StrCat(one.source, " (", absl::StrJoin(more, ", "), ")"));
  }
  return absl::StrJoin(texts, ", ");
}

class Comparer {
 public:
  std::vector<FactDifference> Compare(const Fact& before, const Fact& after) {
    AddShared(before, after);
    if (before.relation() != nullptr && after.relation() != nullptr) {
      AddBody(*before.relation(), *after.relation());
    } else if (before.measure() != nullptr && after.measure() != nullptr) {
      AddBody(*before.measure(), *after.measure());
    } else if (before.entity() != nullptr && after.entity() != nullptr) {
      AddBody(*before.entity(), *after.entity());
    }
    return std::move(differences_);
  }

 private:
  void AddShared(const Fact& before, const Fact& after) {
    Add("modality", std::string(ModalityName(before.modality)),
        std::string(ModalityName(after.modality)));
    Add("unknown_kind", KindOf(before), KindOf(after));
    Add("valid.from", TextOf(before.valid.from), TextOf(after.valid.from));
    Add("valid.until", TextOf(before.valid.until), TextOf(after.valid.until));
    Add("confidence", TextOf(before.confidence), TextOf(after.confidence));
    Add("evidence", TextOf(before.evidence), TextOf(after.evidence));
    Add("because", TextOf(before.because), TextOf(after.because));
    Add("origin.from", TextOf(before.origin.from), TextOf(after.origin.from));
  }

  void AddBody(const Relation& before, const Relation& after) {
    Add("source", TextOf(before.source), TextOf(after.source));
    Add("target", TextOf(before.target), TextOf(after.target));
    Add("via", TextOf(before.via), TextOf(after.via));
    Add("likelihood", TextOf(before.likelihood), TextOf(after.likelihood));
    AddAttributes(before.attributes, after.attributes);
  }

  void AddBody(const Measure& before, const Measure& after) {
    Add("state", std::string(MeasureStateName(before.state)),
        std::string(MeasureStateName(after.state)));
    Add("cost", TextOf(before.cost), TextOf(after.cost));
    Add("burden", TextOf(before.burden), TextOf(after.burden));
    Add("selects.ids", TextOf(before.selects.ids), TextOf(after.selects.ids));
    Add("selects.except", TextOf(before.selects.except),
        TextOf(after.selects.except));
    Add("prerequisites", TextOf(before.prerequisites),
        TextOf(after.prerequisites));
    Add("conflicts_with", TextOf(before.conflicts_with),
        TextOf(after.conflicts_with));
  }

  void AddBody(const Entity& before, const Entity& after) {
    Add("about", TextOf(before.about), TextOf(after.about));
    AddAttributes(before.attributes, after.attributes);
  }

  static std::string KindOf(const Fact& fact) {
    return fact.unknown_kind == UnknownKind::kNone
               ? ""
               : std::string(UnknownKindName(fact.unknown_kind));
  }

  void AddAttributes(const Attributes& before, const Attributes& after) {
    std::set<std::string> names;
    for (const Attributes* side : {&before, &after}) {
      for (const auto& [name, value] : *side) names.insert(name);
    }
    const auto value = [](const Attributes& side, const std::string& name) {
      const auto it = side.find(name);
      return it == side.end() ? "" : it->second;
    };
    for (const std::string& name : names) {
      Add(absl::StrCat("attributes.", name), value(before, name),
          value(after, name));
    }
  }

  void Add(std::string field, std::string before, std::string after) {
    if (before == after) return;
    differences_.push_back(
        {std::move(field), std::move(before), std::move(after)});
  }

  std::vector<FactDifference> differences_;
};

}  // namespace

std::vector<FactDifference> DifferencesOf(const Fact& before,
                                          const Fact& after) {
  return Comparer().Compare(before, after);
}

}  // namespace ketenzicht::graph
