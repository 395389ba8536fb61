#include "ingest/scenario_change_reader.h"

#include <xxhash.h>

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"
#include "ingest/fact_reader.h"
#include "ingest/yaml_content.h"
#include "ingest/yaml_reader.h"

namespace ketenzicht::ingest {
namespace {

using graph::Fact;
using graph::ScenarioChange;
using Kind = YamlNode::Kind;

std::string ContentId(absl::string_view collection, const YamlNode& node) {
  const std::string text = ContentOf(node);
  return absl::StrCat(
      collection, "/",
      absl::Hex(XXH3_64bits(text.data(), text.size()), absl::kZeroPad16));
}

// A node that is not written there, where it stands for one that is.
YamlNode At(const YamlNode& node, Kind kind) {
  return {.kind = kind, .line = node.line, .column = node.column};
}

// The name of a kind or id, as a part of another id.
std::string NameIn(const std::string& id) {
  return absl::StrReplaceAll(id.substr(id.find('/') + 1), {{"_", "-"}});
}

class Reader {
 public:
  Reader(const YamlNode& node, Problems& problems)
      : node_(node), problems_(problems) {
    for (const auto& [text, place] : TextsIn(node)) {
      names_[text] = {place.line, place.column};
    }
  }

  std::vector<ScenarioChange> Read() {
    if (node_.kind != Kind::kMap || node_.fields.size() != 1) {
      problems_.Add(node_.place(),
                    absl::StrCat("a change says one thing: ", Names()));
      return {};
    }
    const auto& [name, value] = node_.fields.front();
    const auto it = Readers().find(name);
    if (it == Readers().end()) {
      problems_.Add(value.key, absl::StrCat("there is no change '", name,
                                            "'; there are ", Names()));
      return {};
    }
    const size_t before = problems_.list().size();
    it->second(*this, value);
    if (problems_.list().size() > before) return {};
    return std::move(changes_);
  }

 private:
  using ReadOne = std::function<void(Reader&, const YamlNode&)>;

  static const std::map<std::string, ReadOne>& Readers() {
    static const auto& readers = *new std::map<std::string, ReadOne>{
        {"add", &Reader::ReadAdd},         {"remove", &Reader::ReadRemove},
        {"end", &Reader::ReadEnd},         {"set", &Reader::ReadSet},
        {"deny", &Reader::ReadDeny},       {"affirm", &Reader::ReadAffirm},
        {"lift", &Reader::ReadLift},       {"take", &Reader::ReadTake},
        {"replace", &Reader::ReadReplace}, {"enact", &Reader::ReadEnact},
        {"repeal", &Reader::ReadRepeal},   {"own", &Reader::ReadOwn},
        {"list", &Reader::ReadList},       {"start", &Reader::ReadStart},
        {"date", &Reader::ReadDate}};
    return readers;
  }

  static std::string Names() {
    return absl::StrJoin(
        Readers(), ", ",
        [](std::string* out, const auto& one) { out->append(one.first); });
  }

  template <typename Change>
  void Add(Change change) {
    changes_.push_back({node_.line, std::move(change), node_.column, names_});
  }

  std::string Id(const YamlNode& value) {
    if (value.kind != Kind::kScalar || value.scalar.empty()) {
      problems_.Add(value.place(), "must be the id of a fact");
    }
    return value.scalar;
  }

  // A fact as docs/facts.md writes it, below entity, relation or measure.
  void ReadAdd(const YamlNode& value) {
    const std::map<std::string, std::string> lists = {{"entity", "entities"},
                                                      {"relation", "relations"},
                                                      {"measure", "measures"}};
    const bool one_thing = value.kind == Kind::kMap && value.fields.size() == 1;
    const auto list =
        one_thing ? lists.find(value.fields.front().name) : lists.end();
    if (list == lists.end()) {
      problems_.Add(value.place(),
                    "add needs one of entity, relation, measure");
      return;
    }
    const YamlNode& fact = value.fields.front().value;
    YamlNode one = fact;
    if (one.Find("id") == nullptr && list->first != "entity") {
      one.fields.push_back({"id", At(one, Kind::kScalar)});
      one.fields.back().value.scalar = ContentId(list->second, fact);
    }
    YamlNode document = At(one, Kind::kMap);
    YamlNode items = At(one, Kind::kList);
    items.items.push_back(std::move(one));
    document.fields.push_back({list->second, std::move(items)});
    for (ReadFact& read : ReadFacts(document, problems_)) {
      Add(graph::AddFact{std::move(read.fact)});
    }
  }

  void ReadRemove(const YamlNode& value) { Add(graph::RemoveFact{Id(value)}); }

  void ReadEnd(const YamlNode& value) { ReadEndOf("fact", "", value); }
  void ReadRepeal(const YamlNode& value) { ReadEndOf("law", "law", value); }

  // An id alone, or with the day; of an entity of this kind where there is one.
  void ReadEndOf(const char* key, const char* kind, const YamlNode& value) {
    if (value.kind == Kind::kScalar) {
      Add(graph::EndFact{Id(value), std::nullopt, kind});
      return;
    }
    MapReader map(value, "the change", problems_);
    std::string fact = map.NeedString(key);
    Add(graph::EndFact{std::move(fact), map.Day("on"), kind});
    map.Finish();
  }

  // All that a relation or measure may be otherwise in, as facts are written.
  void ReadSet(const YamlNode& value) {
    MapReader map(value, "the change", problems_);
    graph::SetFact set;
    set.fact = map.NeedString("fact");
    set.modality = map.Word<graph::Modality>(
        "modality", graph::ParseModality,
        "affirmed, possible, not_excluded, unknown, denied, presupposed, "
        "counterfactual");
    set.unknown_kind = map.Word<graph::UnknownKind>(
        "unknown_kind", graph::ParseUnknownKind,
        "unknown_to_speaker, not_answered, not_stated, no_indications, "
        "not_public, not_establishable");
    // Beside another modality it is left alone: that may be a parameter.
    if (set.unknown_kind && !set.modality) {
      problems_.Add(map.Find("unknown_kind")->place(),
                    "an unknown_kind needs a modality beside it");
    }
    if (set.modality == graph::Modality::kUnknown && !set.unknown_kind) {
      problems_.Add(map.Find("modality")->place(),
                    "modality unknown needs an unknown_kind: "
                    "unknown_to_speaker, not_answered, not_stated, "
                    "no_indications, not_public or not_establishable");
    }
    if (const YamlNode* valid = map.Find("valid")) {
      set.valid = ReadValidTime(*valid, problems_);
    }
    if (const YamlNode* likelihood = map.Find("likelihood")) {
      if (likelihood->kind == Kind::kScalar) {
        set.likelihood = likelihood->scalar;
      } else if (auto interval = ReadInterval(*likelihood, problems_)) {
        set.likelihood = *interval;
      }
    }
    set.confidence = map.Integer("confidence");
    set.attributes = map.StringMap("attributes");
    set.source = map.String("source");
    set.target = map.String("target");
    set.state = map.Word<graph::MeasureState>("state", graph::ParseMeasureState,
                                              "in_place, candidate");
    set.cost = map.Number("cost");
    set.burden = map.Number("burden");
    map.Finish();
    if (value.fields.size() < 2) {
      problems_.Add(value.place(), "set says nothing that is otherwise");
    }
    Add(std::move(set));
  }

  // Of the fact of which only the id is given.
  void AddSet(const YamlNode& value, graph::SetFact set) {
    set.fact = Id(value);
    Add(std::move(set));
  }

  void ReadDeny(const YamlNode& value) {
    AddSet(value, {.modality = graph::Modality::kDenied});
  }
  void ReadLift(const YamlNode& value) {
    AddSet(value, {.state = graph::MeasureState::kCandidate});
  }
  void ReadTake(const YamlNode& value) {
    AddSet(value, {.state = graph::MeasureState::kInPlace});
  }

  void ReadAffirm(const YamlNode& value) {
    graph::SetFact set;
    set.modality = graph::Modality::kAffirmed;
    if (value.kind == Kind::kScalar) {
      set.fact = Id(value);
    } else {
      MapReader map(value, "the change", problems_);
      set.fact = map.NeedString("fact");
      const std::string despite = map.String("despite");
      if (!despite.empty() && despite != "measures") {
        problems_.Add(value.place(), "despite can only be measures");
      }
      set.despite_measures = despite == "measures";
      map.Finish();
    }
    Add(std::move(set));
  }

  void ReadReplace(const YamlNode& value) {
    MapReader map(value, "the change", problems_);
    graph::ReplaceProduct replace;
    replace.product = map.NeedString("product");
    replace.by = map.NeedString("by");
    replace.in = map.NeedString("for");
    replace.on = map.Day("on");
    map.Finish();
    Add(std::move(replace));
  }

  void ReadOwn(const YamlNode& value) {
    MapReader map(value, "the change", problems_);
    graph::SetOwner own;
    own.company = map.NeedString("company");
    own.owner = map.NeedString("by");
    own.share = map.Number("share");
    own.votes = map.Number("votes");
    for (const auto& number : {own.share, own.votes}) {
      if (number && !(*number >= 0 && *number <= 100)) {
        problems_.Add(value.place(), "a share is a percentage, 0 to 100");
      }
    }
    own.controls = map.Flag("control");
    own.instead_of = map.String("instead_of");
    if (!own.company.empty() && own.company == own.owner) {
      problems_.Add(map.Find("by")->place(), "a company does not own itself");
    }
    own.on = map.Day("on");
    map.Finish();
    Add(std::move(own));
  }

  void ReadDate(const YamlNode& value) {
    const absl::StatusOr<graph::Date> day = graph::Date::Parse(value.scalar);
    if (day.ok()) {
      Add(graph::SetDate{*day});
    } else {
      problems_.Add(value.place(), day.status().message());
    }
  }

  // An affirmed relation of the scenario's, from the day on.
  void AddRelation(const std::string& kind, const std::string& source,
                   const std::string& target, std::optional<graph::Date> on) {
    Fact fact;
    fact.id = absl::StrCat("relations/", NameIn(source), "-", NameIn(kind), "-",
                           NameIn(target), "-in-scenario");
    fact.valid.from =
        on ? graph::Bound::Dated({*on, *on}) : graph::Bound::Open();
    graph::Relation relation;
    relation.kind = kind;
    relation.source.id = source;
    relation.target.id = target;
    fact.body = std::move(relation);
    Add(graph::AddFact{std::move(fact)});
  }

  // What a law or programme is called, or the id of one that is there.
  std::string NewOrKnown(MapReader& map, const char* kind) {
    const YamlNode* node = map.Need(kind);
    if (node == nullptr) return "";
    if (node->kind == Kind::kScalar) return node->scalar;
    MapReader fields(*node, absl::StrCat("the ", kind), problems_);
    Fact fact;
    fact.id = fields.NeedString("id");
    fact.valid.from = graph::Bound::Open();
    graph::Entity entity;
    entity.kind = kind;
    fields.Need("name");
    entity.name = fields.Text("name");
    fields.Finish();
    std::string id = fact.id;
    fact.body = std::move(entity);
    Add(graph::AddFact{std::move(fact)});
    return id;
  }

  void ReadEnact(const YamlNode& value) {
    MapReader map(value, "the change", problems_);
    const std::string law = NewOrKnown(map, "law");
    const std::optional<graph::Date> on = map.Day("on");
    AddRelation("enacts", map.NeedString("in"), law, on);
    map.Need("empowers");
    map.Each("empowers", [&](const YamlNode& item) {
      MapReader power(item, "empowers", problems_);
      const std::string authority = power.NeedString("authority");
      AddRelation(power.NeedString("kind"), law, authority, on);
      power.Finish();
    });
    map.Finish();
  }

  void ReadList(const YamlNode& value) {
    MapReader map(value, "the change", problems_);
    const std::string company = map.NeedString("company");
    const std::string listing = map.NeedString("on");
    AddRelation("listed_on", company, listing, map.Day("from"));
    map.Finish();
  }

  void ReadStart(const YamlNode& value) {
    MapReader map(value, "the change", problems_);
    const std::string programme = NewOrKnown(map, "programme");
    const std::optional<graph::Date> on = map.Day("on");
    AddRelation("conducts", map.NeedString("by"), programme, on);
    for (const std::string& target : map.Strings("targets")) {
      AddRelation("targets", programme, target, on);
    }
    for (const std::string& product : map.Strings("exploits")) {
      AddRelation("exploited_by", product, programme, on);
    }
    map.Finish();
  }

  const YamlNode& node_;
  Problems& problems_;
  std::map<std::string, graph::ScenarioPlace> names_;
  std::vector<ScenarioChange> changes_;
};

}  // namespace

std::vector<graph::ScenarioChange> ReadScenarioChange(const YamlNode& node,
                                                      Problems& problems) {
  return Reader(node, problems).Read();
}

}  // namespace ketenzicht::ingest
