#include "ingest/exports/stix_writer.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "ingest/exports/graph_fields.h"
#include "ingest/exports/stix_words.h"
#include "ingest/flow_text.h"
#include "ingest/identifier.h"

namespace ketenzicht::ingest {
namespace {

using graph::Fact;

constexpr FlowStyle kJson = FlowStyle::kJson;
// Of the objects that say nothing of facts.
constexpr char kNoTime[] = "1970-01-01T00:00:00.000Z";
constexpr char kOwnName[] = "ketenzicht";

std::string TimeOf(graph::Date day) {
  return absl::StrCat(day.ToString(), "T00:00:00.000Z");
}

// The type, the id and the times. STIX says that `created` is the same in all
// versions of an object: the time of an export is not.
void SetHead(absl::string_view type, absl::string_view name, const Fact* fact,
             FlowMap& map) {
  map.Text("type", type);
  map.Text("spec_version", "2.1");
  map.Text("id", StixId(type, name));
  std::string created = kNoTime;
  std::string modified = kNoTime;
  if (fact != nullptr && !fact->evidence.empty()) {
    const auto [first, last] = std::minmax_element(
        fact->evidence.begin(), fact->evidence.end(),
        [](const graph::Evidence& a, const graph::Evidence& b) {
          return a.asserted_on < b.asserted_on;
        });
    created = TimeOf(first->asserted_on);
    modified = TimeOf(last->asserted_on);
  }
  map.Text("created", created);
  map.Text("modified", modified);
}

std::string ExtensionId() { return StixId("extension-definition", kOwnName); }

void SetExtension(absl::string_view type, FlowMap& map) {
  FlowMap kind(kJson);
  kind.Text("extension_type",
            type == kStixThing ? "new-sdo" : "toplevel-property-extension");
  FlowMap extensions(kJson);
  extensions.Raw(ExtensionId(), kind.Done());
  map.Raw("extensions", extensions.Done());
}

// Our fields under our names, but for those that STIX has itself.
template <typename T>
void SetOwnFields(const T& of, absl::Span<const GraphField<T>> fields,
                  FlowMap& map) {
  for (const GraphField<T>& field : fields) {
    if (field.name == "name" || field.name == "confidence" ||
        field.name == "note") {
      continue;
    }
    map.Raw(absl::StrCat("x_ketenzicht_", field.name),
            JsonValue(field.type, field.value(of), /*nested=*/true));
  }
}

void SetEnds(const graph::ValidTime& valid, FlowMap& map) {
  const auto is_day = [](const graph::Bound& bound) {
    return bound.kind == graph::Bound::Kind::kDated && bound.range.exact();
  };
  const bool from = is_day(valid.from);
  if (from) map.Text("start_time", TimeOf(valid.from.range.earliest));
  // STIX wants a relationship to end after it starts.
  if (is_day(valid.until) &&
      (!from || valid.from.range.earliest < valid.until.range.earliest)) {
    map.Text("stop_time", TimeOf(valid.until.range.earliest));
  }
}

class StixWriter : public GraphWriter {
 public:
  explicit StixWriter(const graph::Snapshot& snapshot) : snapshot_(snapshot) {}

  void Begin(std::string& out) override {
    const std::string revision = absl::StrCat(
        "revisions/", snapshot_.revision(), "/", snapshot_.scenario().id);
    absl::StrAppend(&out, "{\"type\": \"bundle\", \"id\": \"",
                    StixId("bundle", revision), "\", \"objects\": [\n",
                    OwnIdentity(), ",\n", OwnExtension());
  }

  void Write(const ExportedNode& node, std::string& out) override {
    const absl::string_view type = StixTypeOf(node.key);
    FlowMap map(kJson);
    SetHead(type, node.key.id, node.fact, map);
    map.Text("name", node.name.In(graph::Language::kEnglish));
    SetOwn(type, node, map);
    if (node.fact != nullptr) SetTail(*node.fact, map);
    map.Text("x_ketenzicht_id", node.key.id);
    map.Texts("x_ketenzicht_kinds",
              {node.key.kinds.begin(), node.key.kinds.end()});
    SetOwnFields(node, NodeFields(), map);
    SetExtension(type, map);
    Append(map, out);
  }

  void BeginEdges(std::string&) override {}

  void Write(const ExportedEdge& edge, std::string& out) override {
    const StixLink link = StixLinkOf(edge);
    FlowMap map(kJson);
    SetHead("relationship", edge.fact.id, &edge.fact, map);
    map.Text("relationship_type", link.type);
    map.Text("source_ref", StixIdOf(link.reversed ? edge.target : edge.source));
    map.Text("target_ref", StixIdOf(link.reversed ? edge.source : edge.target));
    SetEnds(edge.fact.valid, map);
    SetTail(edge.fact, map);
    SetOwnFields(edge, EdgeFields(), map);
    SetExtension("relationship", map);
    Append(map, out);
  }

  void End(std::string& out) override { absl::StrAppend(&out, "\n]}\n"); }

 private:
  static void Append(const FlowMap& map, std::string& out) {
    absl::StrAppend(&out, ",\n", map.Done());
  }

  static std::string OwnIdentity() {
    FlowMap map(kJson);
    SetHead("identity", kOwnName, nullptr, map);
    map.Text("name", "Ketenzicht");
    map.Text("identity_class", "system");
    return map.Done();
  }

  // What STIX 2.1 asks of who adds properties and types of his own.
  static std::string OwnExtension() {
    FlowMap map(kJson);
    SetHead("extension-definition", kOwnName, nullptr, map);
    map.Text("created_by_ref", StixId("identity", kOwnName));
    map.Text("name", "Ketenzicht");
    map.Text("schema",
             "Properties x_ketenzicht_… are the fields of a fact, and "
             "x-ketenzicht-thing is a thing that STIX has no type for: "
             "docs/export.md of Ketenzicht.");
    map.Text("version", "1.0.0");
    map.Texts("extension_types", {"new-sdo", "toplevel-property-extension"});
    return map.Done();
  }

  // What the type asks for.
  static void SetOwn(absl::string_view type, const ExportedNode& node,
                     FlowMap& map) {
    if (type == "identity") map.Text("identity_class", "organization");
    if (type == "location") SetPlace(node, map);
    if (type == "intrusion-set" || type == "infrastructure") {
      map.Texts("aliases", node.fact->entity()->aliases);
    }
  }

  // A location is of a country or of a region.
  static void SetPlace(const ExportedNode& node, FlowMap& map) {
    const auto& attributes = node.fact->entity()->attributes;
    const auto code = attributes.find("iso_3166");
    if (code != attributes.end()) {
      if (const auto country = NormalIdentifier("iso_3166", code->second)) {
        map.Text("country", *country);
        return;
      }
    }
    absl::string_view id = node.key.id;
    map.Text("region", id.substr(id.find('/') + 1));
  }

  void SetTail(const Fact& fact, FlowMap& map) const {
    map.Text("description", fact.note.In(graph::Language::kEnglish));
    if (fact.confidence) map.Raw("confidence", absl::StrCat(*fact.confidence));
    std::string references;
    for (const graph::Evidence& evidence : fact.evidence) {
      absl::StrAppend(&references, references.empty() ? "[" : ", ",
                      ReferenceTo(evidence));
    }
    if (!references.empty()) map.Raw("external_references", references + "]");
  }

  // Where a source says it. The day stands in for a description where there is
  // no place: STIX wants more than the name of a source.
  std::string ReferenceTo(const graph::Evidence& evidence) const {
    std::vector<std::string> parts;
    for (const std::string& part : {evidence.locator, evidence.speaker,
                                    evidence.asserted_on.ToString()}) {
      if (!part.empty()) parts.push_back(part);
    }
    FlowMap map(kJson);
    map.Text("source_name", evidence.source);
    map.Text("description", absl::StrJoin(parts, ", "));
    map.Text("url", UrlOf(evidence.source));
    return map.Done();
  }

  // Empty where the source has none that is one.
  std::string UrlOf(const std::string& source) const {
    const graph::FactIndex index = snapshot_.Find(source);
    if (index == graph::kNoFact || !snapshot_.is_entity(index)) return "";
    const auto& attributes = snapshot_.facts().attributes(index);
    const auto url = attributes.find("url");
    if (url == attributes.end() || !absl::StartsWith(url->second, "http") ||
        !std::all_of(url->second.begin(), url->second.end(), [](char c) {
          return absl::ascii_isgraph(static_cast<unsigned char>(c));
        })) {
      return "";
    }
    return url->second;
  }

  const graph::Snapshot& snapshot_;
};

}  // namespace

std::unique_ptr<GraphWriter> MakeStixWriter(const graph::Snapshot& snapshot) {
  return std::make_unique<StixWriter>(snapshot);
}

}  // namespace ketenzicht::ingest
