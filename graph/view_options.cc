#include "graph/view_options.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace ketenzicht::graph {
namespace {

std::string Sorted(std::vector<std::string> names) {
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return absl::StrJoin(names, ",");
}

bool IsSource(const Snapshot& snapshot, FactIndex fact) {
  return snapshot.is_entity(fact) &&
         snapshot.ontology()
                 .entity_kinds()[snapshot.facts().entity_kind(fact)]
                 .name == "source";
}

absl::Status CheckSources(const Snapshot& snapshot,
                          const ViewOptions& options) {
  for (const std::string& id : options.sources) {
    const FactIndex source = snapshot.Find(id);
    if (source == kNoFact || !IsSource(snapshot, source)) {
      return absl::InvalidArgumentError(
          absl::StrCat("'", id, "' is no source"));
    }
  }
  return absl::OkStatus();
}

absl::Status CheckOverlay(const Snapshot& snapshot,
                          const ViewOptions& options) {
  if (options.judged_otherwise.empty()) return absl::OkStatus();
  if (options.otherwise == nullptr) {
    return absl::InvalidArgumentError(
        "facts are judged otherwise, but not how");
  }
  for (const std::string& id : options.judged_otherwise) {
    if (snapshot.Find(id) == kNoFact) {
      return absl::InvalidArgumentError(absl::StrCat("there is no '", id, "'"));
    }
  }
  return CheckSources(snapshot, *options.otherwise);
}

// What says whether a fact counts: all that an overlay takes.
std::string CountingKey(const ViewOptions& options) {
  return absl::StrCat(";date=", options.date.ToString(),
                      ";inferred=", options.with_inferred,
                      ";verified=", options.verified_only,
                      ";types=", Sorted(options.source_types),
                      ";sources=", Sorted(options.sources));
}

}  // namespace

absl::string_view ChangeOpName(Change::Op op) {
  switch (op) {
    case Change::Op::kRemove:
      return "remove";
    case Change::Op::kDeny:
      return "deny";
    case Change::Op::kTake:
      return "take";
    case Change::Op::kLift:
      return "lift";
  }
  return "";
}

ViewOptions DefaultOptions(const Snapshot& snapshot, Date date) {
  ViewOptions options;
  options.date = date;
  options.source_types = snapshot.policy().document().default_source_types;
  // What a scenario says counts under it.
  const std::string& scenario = snapshot.scenario().source;
  if (snapshot.Find(scenario) != kNoFact) options.sources.push_back(scenario);
  return options;
}

ViewOptions AlsoCounting(const ViewOptions& options, const Snapshot& snapshot,
                         const std::string& source) {
  ViewOptions more = options;
  if (snapshot.Find(source) == kNoFact) return more;
  more.sources.push_back(source);
  if (more.otherwise != nullptr) {
    ViewOptions otherwise = *more.otherwise;
    otherwise.sources.push_back(source);
    more.otherwise = std::make_shared<const ViewOptions>(std::move(otherwise));
  }
  return more;
}

bool CountsAsSource(const Snapshot& snapshot, const ViewOptions& options,
                    absl::string_view source) {
  return CountsAsSource(snapshot, options, snapshot.Find(source));
}

bool CountsAsSource(const Snapshot& snapshot, const ViewOptions& options,
                    FactIndex source) {
  if (source == kNoFact || !IsSource(snapshot, source)) return false;
  const auto lists = [](const std::vector<std::string>& names,
                        absl::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  const Attributes& attributes = snapshot.facts().attributes(source);
  const auto type = attributes.find("source_type");
  return lists(options.sources, snapshot.id(source)) ||
         (type != attributes.end() &&
          lists(options.source_types, type->second));
}

bool HasCountingSource(const Snapshot& snapshot, const ViewOptions& options,
                       FactIndex fact) {
  const FactTable& facts = snapshot.facts();
  const Assertions all = facts.assertions(facts.evidence_number(fact));
  return std::any_of(all.begin(), all.end(), [&](const Assertion& one) {
    return CountsAsSource(snapshot, options, one.source);
  });
}

absl::Status CheckOptions(const Snapshot& snapshot,
                          const ViewOptions& options) {
  if (absl::Status ok = CheckSources(snapshot, options); !ok.ok()) return ok;
  if (absl::Status ok = CheckOverlay(snapshot, options); !ok.ok()) return ok;
  for (const Change& change : options.changes) {
    const FactIndex fact = snapshot.Find(change.fact);
    if (fact == kNoFact || snapshot.is_entity(fact)) {
      return absl::InvalidArgumentError(
          absl::StrCat("'", change.fact, "' is no relation or measure"));
    }
    const bool of_measures =
        change.op == Change::Op::kTake || change.op == Change::Op::kLift;
    if (of_measures && !snapshot.facts().is_measure(fact)) {
      return absl::InvalidArgumentError(
          absl::StrCat("'", change.fact, "' is no measure: to ",
                       ChangeOpName(change.op), " it says nothing"));
    }
  }
  for (const std::string& id : options.factors) {
    if (snapshot.policy().FindFactor(id) == nullptr) {
      return absl::InvalidArgumentError(
          absl::StrCat("'", id, "' is no factor of the policy"));
    }
  }
  return absl::OkStatus();
}

std::string ViewKey(const Snapshot& snapshot, const ViewOptions& options) {
  std::string key = absl::StrCat(
      "revision=", snapshot.revision(), ";scenario=", snapshot.scenario().id,
      "/", snapshot.scenario().version,
      ";ontology=", snapshot.ontology().version(),
      ";policy=", snapshot.policy().document().name, "/",
      snapshot.policy().document().version, CountingKey(options),
      ";measures=", options.measures, ";presumptions=", options.presumptions,
      ";factors=", Sorted(options.factors), ";changes=");
  for (const Change& change : options.changes) {
    absl::StrAppend(&key, ChangeOpName(change.op), " ", change.fact, ",");
  }
  if (!options.judged_otherwise.empty() && options.otherwise != nullptr) {
    absl::StrAppend(&key, ";otherwise=", Sorted(options.judged_otherwise),
                    CountingKey(*options.otherwise));
  }
  return key;
}

}  // namespace ketenzicht::graph
