// What a CycloneDX bill of materials says, whether it is written in JSON or
// XML, as records.

#ifndef KETENZICHT_INGEST_FORMATS_CYCLONEDX_RECORDS_H_
#define KETENZICHT_INGEST_FORMATS_CYCLONEDX_RECORDS_H_

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "ingest/formats/cyclonedx_organizations.h"
#include "ingest/formats/record.h"
#include "ingest/problem.h"

namespace ketenzicht::ingest {

// A component or a service.
struct BomPart {
  bool service = false;
  std::string type;  // of a component: "library"
  std::optional<std::string> ref;
  std::string group;
  std::string name;
  std::string version;
  std::string description;
  std::string scope;
  std::string purl;
  std::string cpe;
  std::string publisher;
  bool authored = false;  // by somebody, who may be a person
  bool external = false;  // 1.7: it is not in what the bill is of
  // By the word for the link: supplier, manufacturer, provider.
  std::vector<std::pair<std::string, BomOrganization>> organizations;
  std::vector<std::string> flows;  // of the data of a service
  std::vector<BomPart> parts;
  RecordPlace place;
};

struct BomDependency {
  std::optional<std::string> ref;
  std::vector<std::string> depends_on;
  std::vector<std::string> provides;
  RecordPlace place;
};

struct BomComposition {
  std::string aggregate;
  std::vector<std::string> assemblies;    // refs
  std::vector<std::string> dependencies;  // refs
  RecordPlace place;
};

struct BomMetadata {
  std::string timestamp;
  std::optional<BomPart> component;
  std::optional<BomOrganization> supplier;
  std::optional<BomOrganization> manufacturer;
  std::string licence;
  RecordPlace place;
};

// Gives records in the words of the format:
//
//   component/TYPE, service, organization   things
//   part          a component within another, and one listed by the bill within
//                 what the bill is of
//   dependsOn, provides
//   dependsOn, part, denied of anything   of a component that has an entry
//                 among the dependencies, and nothing in it: so a bill declares
//                 that there are none (CycloneDX, "dependencies"); and of what
//                 a composition says to be complete, beside what is listed
//   supplier, manufacturer, publisher, provider   to organizations
//   purl-namespace   inferred, where none of these is stated
//   address          from an organization to a country
//   composition/parts, composition/dependencies   things about a part of the
//                 bill: what is in it, or what it depends on, is not all listed
//
// A part is one by its ref, else by what it is: type, group, name, version and
// what it is a part of, whatever its place in the bill, in XML as in JSON; of
// several that are equal in all that, by which one of them it is. Which
// organizations are one: BomOrganizations. Not thread-safe.
class CycloneDxRecords {
 public:
  // All must outlive it. `countries`: as of BomOrganizations. The issue of a
  // bill that does not number it is the first, by the format.
  CycloneDxRecords(RecordSink& sink, Problems& problems,
                   const std::map<std::string, std::string>& countries)
      : sink_(sink), problems_(problems), organizations_(countries) {
    source_.version = 1;
  }

  // Problems of each: what docs/formats.md names. A serial number that is nil
  // names no bill, and is told as skipped.
  void SetSerialNumber(const std::string& serial, int line);
  void SetSpecVersion(const std::string& version) { version_ = version; }
  void SetVersion(absl::string_view version, int line);
  void Take(const BomMetadata& metadata);
  // One that the bill lists itself.
  void TakePart(const BomPart& part);
  void Take(const BomDependency& dependency);
  void Take(const BomComposition& composition);
  void Skip(const RecordPlace& place, absl::string_view reason) {
    sink_.Skip(place, reason);
  }
  void Finish();

 private:
  // Its key; empty after adding to the problems. `within`: the key of what it
  // is a part of.
  std::string TakeWithParts(const BomPart& part, const std::string& within);
  std::string CheckPart(const BomPart& part, const std::string& within);
  std::string KeyByContent(const BomPart& part, const std::string& within);
  void TakeOrganizations(const BomPart& part, const std::string& key);
  bool TakeOrganization(absl::string_view link, const std::string& part,
                        const BomOrganization& organization,
                        const RecordPlace& place);
  void InferVendor(const BomPart& part, const std::string& key);
  void Link(absl::string_view type, const std::string& source,
            const std::string& target, const RecordPlace& place);
  void TakeUnknown(absl::string_view what, const std::string& ref,
                   const BomComposition& composition);
  void TakeComplete(const BomComposition& composition);
  void GiveNone();
  void GiveNoneOf(absl::string_view type,
                  const std::map<std::string, RecordPlace>& of,
                  const std::set<std::string>& unless);

  RecordSink& sink_;
  Problems& problems_;
  std::string version_;
  SourceRecord source_;
  std::string subject_;  // key of what the bill is of; empty: not said
  // What the bill lists itself: what it is of may be told later.
  std::vector<std::pair<std::string, RecordPlace>> listed_;
  std::set<std::string> refs_;
  std::map<std::string, int> by_content_;  // parts without ref, by their key
  BomOrganizations organizations_;
  std::set<std::string> vendors_;  // keys of those that were inferred
  // Held, since what they name may come later.
  std::vector<BomComposition> compositions_;
  // By ref: of what an entry, or a composition, says that there are none, or no
  // others; and of which an entry says some.
  std::map<std::string, RecordPlace> no_dependencies_;
  std::map<std::string, RecordPlace> no_others_;
  std::map<std::string, RecordPlace> no_other_parts_;
  std::set<std::string> depending_;
};

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_FORMATS_CYCLONEDX_RECORDS_H_
