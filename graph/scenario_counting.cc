#include "graph/scenario_counting.h"

#include <algorithm>
#include <vector>

namespace ketenzicht::graph {
namespace {

bool Has(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool CountsAsSource(const Overlay& overlay, const ScenarioCounting* counting,
                    const std::string& source) {
  if (counting == nullptr || Has(counting->sources, source)) return true;
  const std::optional<Fact> fact = overlay.Find(source);
  if (!fact || fact->entity() == nullptr) return false;
  const auto type = fact->entity()->attributes.find("source_type");
  return type != fact->entity()->attributes.end() &&
         Has(counting->source_types, type->second);
}

}  // namespace

std::optional<ScenarioCounting> CountingUnder(const Scenario& scenario,
                                              const Snapshot& base) {
  std::optional<ScenarioCounting> counting = scenario.counting;
  if (!counting) return counting;
  const auto& types = base.policy().document().default_source_types;
  counting->source_types.insert(counting->source_types.end(), types.begin(),
                                types.end());
  counting->sources.push_back(SourceOf(scenario));
  return counting;
}

std::optional<Date> FirstSaid(const Overlay& overlay,
                              const ScenarioCounting* counting,
                              const Fact& fact) {
  std::optional<Date> first;
  for (const Evidence& one : fact.evidence) {
    if (CountsAsSource(overlay, counting, one.source) &&
        (!first || one.asserted_on < *first)) {
      first = one.asserted_on;
    }
  }
  return first;
}

std::string WhyItDoesNotCount(const Overlay& overlay,
                              const ScenarioCounting* counting,
                              const Fact& fact) {
  if (counting == nullptr) return "";
  if (!FirstSaid(overlay, counting, fact)) {
    return "no source that is asked for says it";
  }
  if (fact.origin.inferred && !counting->with_inferred) return "it is inferred";
  if (!fact.verified && counting->verified_only) return "it is not verified";
  return "";
}

}  // namespace ketenzicht::graph
