// What each of several sources says of one thing, and what the thing then is.
//
// A thing that several imported sources speak of has one name, and one value of
// each attribute. What each source says is kept where it differs from that, in
// an attribute of the thing, so that a newer issue of one takes back what only
// it said. docs/import.md has the rules.
//
//   SaidBySources said(there);
//   said.Set("sources/a", day, now);
//   said.Compose(entity);

#ifndef KETENZICHT_INGEST_SAID_BY_SOURCES_H_
#define KETENZICHT_INGEST_SAID_BY_SOURCES_H_

#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "graph/date.h"
#include "graph/fact.h"

namespace ketenzicht::ingest {

// The attribute that keeps it, as JSON: a list of {"sources": […], "name": …,
// "aliases": […], "attributes": {…}}.
inline constexpr char kSaidBySources[] = "said_by_sources";

// Of a thing that a source only names: "true".
inline constexpr char kUnresolved[] = "unresolved";
// Of a fact that nobody says any more: the source that took it back last. Its
// evidence is that of who said it.
inline constexpr char kTakenBack[] = "taken_back";
// Of such a fact with a stated end that has not come: the end that was stated.
inline constexpr char kStatedUntil[] = "stated_until";

// Of a placeholder that its source had records of: the source, a blank, and
// what it called them.
inline constexpr char kRecordKeys[] = "record_keys";

// Whether nobody says the fact any more.
bool IsTakenBack(const graph::Fact& fact);

// Attributes of these names that a source has itself get other ones:
// "their_…". None is lost.
void FreeNames(const std::vector<std::string>& names,
               std::map<std::string, std::string>& attributes);

// An attribute of one of these names, or of a scheme of identifiers, that a
// source has itself gets another one.
void FreeOurNames(std::map<std::string, std::string>& attributes);

// The attribute kRecordKeys of an imported thing, as this source has it, which
// must be one of those of the evidence; empty without one.
std::string KeptRecordKeys(const graph::Fact& thing, const std::string& source);

// Not thread-safe.
class SaidBySources {
 public:
  // What the sources of its evidence say of an imported thing: what is kept, or
  // else what it is. A source that says "unresolved" names the thing only, and
  // counts where no other says anything.
  explicit SaidBySources(const graph::Fact& thing);

  // The source says this of the thing now, and nothing else any more.
  void Set(const std::string& source, graph::Date asserted_on,
           const graph::Fact& thing);
  // The source says nothing of it any more.
  void Remove(const std::string& source);

  // Makes the thing what this source alone says, which must be one of those of
  // the evidence.
  void ComposeOf(const std::string& source, graph::Fact& thing) const;

  // The attributes that each other source than this one gives it, of the newest
  // first; of those that only name it, too.
  std::vector<std::map<std::string, std::string>> AttributesBeside(
      const std::string& source) const;

  // The sources that only name it; whether this one does.
  std::vector<std::string> Naming() const;
  bool Names(const std::string& source) const;

  // What another source says otherwise than this one: names of attributes,
  // "from", "until", "note", "kind".
  std::vector<std::string> DisputedBy(const std::string& source) const;

  // Makes the thing what is said, of which there is something: the name that it
  // has, as long as anybody calls it so, else that of the newest source; all
  // other names as aliases; of each attribute, start, end, note and kind that
  // of the newest source that states one, of equally new ones the one that it
  // has. Where start and end of different sources do not fit, both are of the
  // newest that states one.
  void Compose(graph::Fact& thing) const;

 private:
  struct Said {
    graph::Date asserted_on;
    graph::Text name;
    std::vector<std::string> aliases;  // sorted
    // With "@from", "@until", "@note" and "@kind" what is none.
    std::map<std::string, std::string> attributes;

    // Whether they say the same, on whatever day.
    bool SaysAs(const Said& other) const {
      return name == other.name && aliases == other.aliases &&
             attributes == other.attributes;
    }
  };

  static Said SaidOf(const graph::Fact& thing);
  static void Put(Said said, graph::Fact& thing);
  // Of those that say something, or of all where they only name it.
  std::map<std::string, const Said*> Telling() const;
  void ReadKept(const std::string& text);
  graph::Text NameOf(const graph::Text& standing) const;
  std::vector<std::string> AliasesBeside(const graph::Text& name) const;
  std::map<std::string, std::string> AttributesOf(
      const std::map<std::string, std::string>& standing) const;
  void FitDays(Said& composed) const;
  std::string Kept(const Said& composed) const;

  std::map<std::string, Said> by_source_;
};

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_SAID_BY_SOURCES_H_
