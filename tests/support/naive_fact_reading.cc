#include "tests/support/naive_fact_reading.h"

#include <xxhash.h>

#include <utility>

#include "absl/strings/str_cat.h"
#include "graph/selector.h"

namespace ketenzicht::testing {
namespace {

using graph::Bound;
using graph::Fact;

// The content as one text: with each text its length, the keys of a map in
// order, so that the order in which they were written makes no other id.
void AppendContent(const Json& written, std::string& content) {
  if (written.is_string()) {
    const auto& text = written.get_ref<const std::string&>();
    absl::StrAppend(&content, text.size(), "=", text);
  } else if (written.is_array()) {
    content += "[";
    for (const Json& item : written) AppendContent(item, content);
    content += "]";
  } else {
    content += "{";
    for (const auto& [key, value] : written.items()) {
      absl::StrAppend(&content, key, ":");
      AppendContent(value, content);
    }
    content += "}";
  }
}

std::string IdOf(const std::string& sort, const Json& written) {
  if (written.contains("id")) return WordAt(written, "id");
  std::string content;
  AppendContent(written, content);
  return absl::StrCat(
      sort, "s/",
      absl::Hex(XXH3_64bits(content.data(), content.size()), absl::kZeroPad16));
}

graph::Text TextAt(const Json& map, const std::string& key) {
  if (!map.contains(key)) return {};
  return {WordAt(map.at(key), "nl"), WordAt(map.at(key), "en")};
}

graph::Selector SelectorOf(const Json& written) {
  graph::Selector selector;
  selector.ids = WordsAt(written, "ids");
  selector.kind = WordAt(written, "kind");
  selector.except = WordsAt(written, "except");
  return selector;
}

graph::End EndOf(const Json& written) {
  if (written.is_string()) return {written.get<std::string>(), std::nullopt};
  return {"", SelectorOf(written.at("class"))};
}

void ReadHeader(const Json& written, Fact& fact) {
  if (written.contains("valid")) fact.valid = ValidTimeOf(written.at("valid"));
  if (written.contains("modality")) {
    fact.modality = *graph::ParseModality(WordAt(written, "modality"));
  }
  if (written.contains("unknown_kind")) {
    fact.unknown_kind =
        *graph::ParseUnknownKind(WordAt(written, "unknown_kind"));
  }
  for (const Json& one : written.value("evidence", Json::array())) {
    fact.evidence.push_back({.source = WordAt(one, "source"),
                             .locator = WordAt(one, "locator"),
                             .asserted_on = *DayAt(one, "asserted")});
  }
  fact.because = WordsAt(written, "because");
  if (written.contains("origin")) {
    fact.origin = {true, WordAt(written.at("origin"), "inferred_by"),
                   WordsAt(written.at("origin"), "from")};
  }
  if (written.contains("confidence")) {
    fact.confidence = static_cast<int>(*NumberAt(written, "confidence"));
  }
  fact.verified = WordAt(written, "verified") != "false";
  fact.note = TextAt(written, "note");
}

graph::Relation RelationOf(const Json& written) {
  graph::Relation relation;
  relation.kind = WordAt(written, "kind");
  relation.source = EndOf(written.at("source"));
  relation.target = EndOf(written.at("target"));
  relation.via = WordsAt(written, "via");
  if (written.contains("likelihood")) {
    relation.likelihood = LikelihoodOf(written.at("likelihood"));
  }
  return relation;
}

graph::Measure MeasureOf(const Json& written) {
  graph::Measure measure;
  measure.name = TextAt(written, "name");
  measure.effect = *graph::ParseMeasureEffect(WordAt(written, "effect"));
  measure.state = *graph::ParseMeasureState(WordAt(written, "state"));
  measure.nature = *graph::ParseMeasureNature(WordAt(written, "nature"));
  measure.selects = SelectorOf(written.at("selects"));
  if (written.contains("reduction")) {
    measure.reduction =
        std::get<graph::Interval>(LikelihoodOf(written.at("reduction")));
  }
  measure.cost = NumberAt(written, "cost");
  measure.burden = NumberAt(written, "burden");
  measure.prerequisites = WordsAt(written, "prerequisites");
  measure.conflicts_with = WordsAt(written, "conflicts_with");
  return measure;
}

Bound BoundAt(const Json& map, const std::string& key) {
  const std::string text = WordAt(map, key);
  if (text.empty()) return {};
  return text == "open" ? Bound::Open()
                        : Bound::Dated(*graph::ParseDateRange(text));
}

}  // namespace

std::string WordAt(const Json& map, const std::string& key) {
  return map.value(key, std::string());
}

std::optional<double> NumberAt(const Json& map, const std::string& key) {
  if (!map.contains(key)) return std::nullopt;
  return std::stod(WordAt(map, key));
}

std::vector<std::string> WordsAt(const Json& map, const std::string& key) {
  return map.value(key, std::vector<std::string>());
}

std::optional<graph::Date> DayAt(const Json& map, const std::string& key) {
  if (!map.contains(key)) return std::nullopt;
  return DayOf(WordAt(map, key));
}

graph::Date DayOf(const std::string& text) { return *graph::Date::Parse(text); }

Bound OnDay(graph::Date day) { return Bound::Dated({day, day}); }

graph::ValidTime ValidTimeOf(const Json& written) {
  return {BoundAt(written, "from"), BoundAt(written, "until")};
}

graph::Likelihood LikelihoodOf(const Json& written) {
  if (written.is_string()) return written.get<std::string>();
  return graph::Interval{*NumberAt(written, "low"), NumberAt(written, "best"),
                         *NumberAt(written, "high")};
}

Fact FactOf(const std::string& sort, const Json& written) {
  Fact fact;
  fact.id = IdOf(sort, written);
  ReadHeader(written, fact);
  if (sort == "relation") {
    fact.body = RelationOf(written);
  } else if (sort == "measure") {
    fact.body = MeasureOf(written);
  } else {
    fact.body = graph::Entity{.kind = WordAt(written, "kind"),
                              .name = TextAt(written, "name")};
  }
  return fact;
}

std::string NameIn(const std::string& id) {
  return id.substr(id.find('/') + 1);
}

}  // namespace ketenzicht::testing
