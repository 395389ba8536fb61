#include "ingest/formats/archimate_model.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "ingest/identifier.h"

namespace ketenzicht::ingest {

namespace {

// Tools make an identifier of a UUID, with "id-" before it, with its hyphens or
// without: the same element in another export is the same.
std::string UuidOf(absl::string_view id) {
  absl::ConsumePrefix(&id, "id-");
  if (id.size() == 36) return std::string(id);
  if (id.size() != 32) return "";
  return absl::StrCat(id.substr(0, 8), "-", id.substr(8, 4), "-",
                      id.substr(12, 4), "-", id.substr(16, 4), "-",
                      id.substr(20));
}

}  // namespace

std::string RelationshipType(absl::string_view type) {
  return std::string(absl::StripSuffix(type, "Relationship"));
}

bool ArchiMateModel::IsNew(const std::string& id, const RecordPlace& place,
                           Problems& problems) {
  if (id.empty()) {
    problems.Add(place.line,
                 absl::StrCat(FormatPlace(place), ": has no identifier"));
    return false;
  }
  if (ids_.contains(id)) {
    problems.Add(place.line,
                 absl::StrCat(FormatPlace(place), ": '", id, "' stands twice"));
    return false;
  }
  return true;
}

void ArchiMateModel::AddElement(EntityRecord element, Problems& problems) {
  if (!IsNew(element.key, element.place, problems)) return;
  if (element.type.empty()) {
    problems.Add(element.place.line,
                 absl::StrCat(FormatPlace(element.place), ": has no type"));
    return;
  }
  ids_.emplace(element.key, false);
  if (const auto uuid = NormalIdentifier("uuid", UuidOf(element.key))) {
    element.identifiers.push_back({"uuid", *uuid});
  }
  elements_.push_back(std::move(element));
}

void ArchiMateModel::AddRelationship(const std::string& id,
                                     RelationRecord relationship,
                                     Problems& problems) {
  if (!IsNew(id, relationship.place, problems)) return;
  if (relationship.type.empty() || relationship.source.empty() ||
      relationship.target.empty()) {
    problems.Add(relationship.place.line,
                 absl::StrCat(FormatPlace(relationship.place),
                              ": needs a type, a source and a target"));
    return;
  }
  ids_.emplace(id, true);
  relationships_.emplace_back(id, std::move(relationship));
}

void ArchiMateModel::AddProperty(const std::string& of, const std::string& name,
                                 const std::string& value) {
  properties_[of].push_back({name, value});
}

std::map<std::string, std::string> ArchiMateModel::PropertiesOf(
    const std::string& id) const {
  std::map<std::string, std::string> named;
  const auto it = properties_.find(id);
  if (it == properties_.end()) return named;
  for (const Property& property : it->second) {
    const auto defined = definitions_.find(property.name);
    const std::string& name =
        defined == definitions_.end() ? property.name : defined->second;
    if (name.empty()) continue;
    // The same property may be given several times.
    std::string& value = named[name];
    absl::StrAppend(&value, value.empty() ? "" : "; ", property.value);
  }
  return named;
}

void ArchiMateModel::Give(SourceRecord source, RecordSink& sink) {
  for (EntityRecord& element : elements_) {
    element.attributes.merge(PropertiesOf(element.key));
    sink.Take(std::move(element));
  }
  for (auto& [id, relationship] : relationships_) {
    const auto source_end = ids_.find(relationship.source);
    const auto target_end = ids_.find(relationship.target);
    if ((source_end != ids_.end() && source_end->second) ||
        (target_end != ids_.end() && target_end->second)) {
      sink.Skip(relationship.place, "an end is a relationship itself");
      continue;
    }
    relationship.attributes.merge(PropertiesOf(id));
    sink.Take(std::move(relationship));
  }
  sink.Take(std::move(source));
}

}  // namespace ketenzicht::ingest
