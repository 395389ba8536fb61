// Which organizations of a CycloneDX bill are one: it names them where it needs
// them, with whatever it says of them there.

#ifndef KETENZICHT_INGEST_FORMATS_CYCLONEDX_ORGANIZATIONS_H_
#define KETENZICHT_INGEST_FORMATS_CYCLONEDX_ORGANIZATIONS_H_

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "ingest/country_names.h"
#include "ingest/formats/record.h"

namespace ketenzicht::ingest {

struct BomOrganization {
  std::string ref;
  std::string name;
  std::string url;
  std::string country;  // of its address
};

// An organization is one by its ref, else by its name and address on the web,
// within the bill; without a name, or with one of blanks, it is called by that
// address. A ref with several names is of as many organizations. So is what
// bears one ref and name, or one name and address, in several countries; one
// without a country is another one then. Both are remarked where each of them
// first stands. It does not depend on their order. Not thread-safe.
class BomOrganizations {
 public:
  // `countries`, which must outlive it: more words for countries, as of
  // CountryNames. Two words for one country are one.
  explicit BomOrganizations(const std::map<std::string, std::string>& countries)
      : more_countries_(countries) {}

  // A link from the part of that key. False, and nothing, where the
  // organization has neither a name nor an address.
  bool Add(absl::string_view link, const std::string& part,
           const BomOrganization& organization, const RecordPlace& place);

  // Gives all, with their links and countries. Linear, but for a logarithm.
  void Give(RecordSink& sink);

 private:
  struct Named {
    std::string link;
    std::string part;
    BomOrganization organization;
    std::string name;     // that it is called by
    std::string country;  // its code, else its word; empty: not stated
    std::string key;
    RecordPlace place;
  };

  std::string CountryOf(const BomOrganization& organization);
  std::string KeyByName(const Named& one) const;
  bool HasSeveralNames(const Named& one) const;
  void GiveThing(const Named& one, RecordSink& sink);
  void GiveAddress(const Named& one, RecordSink& sink);

  const std::map<std::string, std::string>& more_countries_;
  std::optional<CountryNames> countries_;  // once one is stated
  std::vector<Named> all_;
  std::map<std::string, std::set<std::string>> names_;   // by ref
  std::set<std::pair<std::string, std::string>> given_;  // what, of which key
};

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_FORMATS_CYCLONEDX_ORGANIZATIONS_H_
