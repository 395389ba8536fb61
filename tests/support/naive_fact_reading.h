// Facts as a scenario writes them, read once more: by the test's own plain
// code, from docs/facts.md. Of the keys there are those that are drawn
// (tests/support/drawn_changes.h); every scalar is a text.

#ifndef KETENZICHT_TESTS_SUPPORT_NAIVE_FACT_READING_H_
#define KETENZICHT_TESTS_SUPPORT_NAIVE_FACT_READING_H_

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "graph/date.h"
#include "graph/fact.h"

namespace ketenzicht::testing {

using Json = nlohmann::json;
using FactsById = std::map<std::string, graph::Fact>;

// The text, number or list below a key; empty, or nothing, without the key.
std::string WordAt(const Json& map, const std::string& key);
std::optional<double> NumberAt(const Json& map, const std::string& key);
std::vector<std::string> WordsAt(const Json& map, const std::string& key);
std::optional<graph::Date> DayAt(const Json& map, const std::string& key);

graph::Date DayOf(const std::string& text);
graph::Bound OnDay(graph::Date day);
graph::ValidTime ValidTimeOf(const Json& written);
graph::Likelihood LikelihoodOf(const Json& written);

// Of an entity, relation or measure, which `sort` says. Without an id it gets
// one from its content.
graph::Fact FactOf(const std::string& sort, const Json& written);

// What follows the slash of an id.
std::string NameIn(const std::string& id);

}  // namespace ketenzicht::testing

#endif  // KETENZICHT_TESTS_SUPPORT_NAIVE_FACT_READING_H_
