#include "ingest/formats/cyclonedx_organizations.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "ingest/one_line.h"

namespace ketenzicht::ingest {
namespace {

constexpr absl::string_view kSeveralNames =
    "a bom-ref of organizations of several names, which are several";
constexpr absl::string_view kSeveralCountries =
    "an organization that is elsewhere in another country, which are several";

void GiveLink(absl::string_view type, const std::string& source,
              const std::string& target, const RecordPlace& place,
              RecordSink& sink) {
  RelationRecord relation;
  relation.type = std::string(type);
  relation.source = source;
  relation.target = target;
  relation.place = place;
  sink.Take(std::move(relation));
}

}  // namespace

bool BomOrganizations::Add(absl::string_view link, const std::string& part,
                           const BomOrganization& organization,
                           const RecordPlace& place) {
  Named one;
  one.link = std::string(link);
  one.part = part;
  one.organization = organization;
  one.place = place;
  if (OnOneLine(organization.name).empty()) one.organization.name.clear();
  if (OnOneLine(organization.url).empty()) one.organization.url.clear();
  one.name = OnOneLine(one.organization.name.empty() ? one.organization.url
                                                     : one.organization.name);
  if (one.name.empty()) return false;
  one.country = CountryOf(organization);
  if (!organization.ref.empty()) names_[organization.ref].insert(one.name);
  all_.push_back(std::move(one));
  return true;
}

std::string BomOrganizations::CountryOf(const BomOrganization& organization) {
  const std::string word = OnOneLine(organization.country);
  if (word.empty()) return "";
  if (!countries_) countries_.emplace(more_countries_);
  return countries_->Find(word).value_or(absl::AsciiStrToUpper(word));
}

void BomOrganizations::Give(RecordSink& sink) {
  std::map<std::string, std::set<std::string>> countries;  // by key
  for (Named& one : all_) {
    one.key = KeyByName(one);
    if (!one.country.empty()) countries[one.key].insert(one.country);
  }
  for (Named& one : all_) {
    const auto stated = countries.find(one.key);
    const bool several = stated != countries.end() && stated->second.size() > 1;
    if (several && !one.country.empty()) {
      absl::StrAppend(&one.key, " in ", one.country);
    }
    const bool first = !given_.contains({"thing", one.key});
    GiveThing(one, sink);
    GiveLink(one.link, one.part, one.key, one.place, sink);
    if (!one.country.empty()) GiveAddress(one, sink);
    if (first && several) sink.Remark(one.place, kSeveralCountries);
    if (first && HasSeveralNames(one)) sink.Remark(one.place, kSeveralNames);
  }
}

bool BomOrganizations::HasSeveralNames(const Named& one) const {
  const auto names = names_.find(one.organization.ref);
  return names != names_.end() && names->second.size() > 1;
}

std::string BomOrganizations::KeyByName(const Named& one) const {
  const BomOrganization& organization = one.organization;
  if (HasSeveralNames(one)) {
    return absl::StrCat("organization/", organization.ref, "/", one.name);
  }
  return organization.ref.empty()
             ? absl::StrCat("organization/", organization.name, " ",
                            organization.url)
             : organization.ref;
}

// Of one by its ref another address is told by who makes a thing of both.
void BomOrganizations::GiveThing(const Named& one, RecordSink& sink) {
  const std::string& url = one.organization.url;
  const bool first = given_.emplace("thing", one.key).second;
  const bool other =
      !url.empty() && given_.emplace(absl::StrCat("at ", url), one.key).second;
  if (!first && !other) return;
  EntityRecord record;
  record.key = one.key;
  record.type = "organization";
  record.name = one.name;
  record.attributes["url"] = url;
  record.place = one.place;
  sink.Take(std::move(record));
}

// An address may stand where it is not named first.
void BomOrganizations::GiveAddress(const Named& one, RecordSink& sink) {
  EntityRecord country = CountryRecord(one.organization.country, one.place);
  const std::string key = country.key;
  if (!given_.emplace("address", one.key).second) return;
  if (given_.emplace("country", key).second) sink.Take(std::move(country));
  GiveLink("address", one.key, key, one.place, sink);
}

}  // namespace ketenzicht::ingest
