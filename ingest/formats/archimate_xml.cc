#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "ingest/formats/archimate.h"
#include "ingest/formats/archimate_model.h"
#include "ingest/xml_stream.h"

namespace ketenzicht::ingest {
namespace {

constexpr absl::string_view kNameSpace =
    "http://www.opengroup.org/xsd/archimate";

std::string Text(absl::string_view text) { return std::string(text); }

class XmlModel {
 public:
  explicit XmlModel(Problems& problems) : problems_(problems) {}

  bool Take(const std::string& path, const XmlElement& element) {
    if (path == "/model") {
      TakeRoot(element);
    } else if (element.name == "name") {
      source_.title = element.text;
    } else if (element.name == "element") {
      TakeElement(path, element);
    } else if (element.name == "relationship") {
      TakeRelationship(path, element);
    } else {
      const std::string id = Text(element.Attribute("identifier"));
      model_.DefineProperty(id, Text(element.ChildText("name")));
    }
    return problems_.empty();
  }

  void Finish(RecordSink& sink) {
    if (!has_root_) {
      problems_.Add(1, "is no model: the root is not 'model'");
    }
    if (problems_.empty()) model_.Give(std::move(source_), sink);
  }

 private:
  void TakeRoot(const XmlElement& root) {
    has_root_ = true;
    if (!absl::StartsWith(root.name_space, kNameSpace)) {
      problems_.Add(root.line, absl::StrCat("the name space '", root.name_space,
                                            "' is not read"));
    }
    source_.identity = Text(root.Attribute("identifier"));
    source_.format_version = Text(root.Attribute("version"));
  }

  void TakeElement(const std::string& path, const XmlElement& element) {
    EntityRecord record;
    record.key = Text(element.Attribute("identifier"));
    record.type = Text(element.Attribute("type"));
    record.name = NameOf(element);
    AddNamesInOtherLanguages(element, record);
    record.note = Text(element.ChildText("documentation"));
    record.place = {.pointer = path, .line = element.line};
    TakeProperties(record.key, element);
    model_.AddElement(std::move(record), problems_);
  }

  void TakeRelationship(const std::string& path, const XmlElement& element) {
    RelationRecord record;
    record.type = RelationshipType(element.Attribute("type"));
    record.source = Text(element.Attribute("source"));
    record.target = Text(element.Attribute("target"));
    record.attributes["access"] = Text(element.Attribute("accessType"));
    record.attributes["name"] = NameOf(element);
    record.place = {.pointer = path, .line = element.line};
    const std::string id = Text(element.Attribute("identifier"));
    TakeProperties(id, element);
    model_.AddRelationship(id, std::move(record), problems_);
  }

  // The first stands; of which language it is, no attribute of ours says.
  static void AddNamesInOtherLanguages(const XmlElement& element,
                                       EntityRecord& record) {
    for (const XmlElement& child : element.children) {
      if (child.name != "name" && child.name != "label") continue;
      std::string name = Text(child.text);
      if (!name.empty() && name != record.name) {
        record.aliases.push_back(std::move(name));
      }
    }
  }

  // `label` until 2.1.
  static std::string NameOf(const XmlElement& element) {
    const std::string name = Text(element.ChildText("name"));
    return name.empty() ? Text(element.ChildText("label")) : name;
  }

  void TakeProperties(const std::string& id, const XmlElement& element) {
    const XmlElement* properties = element.Child("properties");
    if (properties == nullptr) return;
    for (const XmlElement& property : properties->children) {
      std::string name = Text(property.Attribute("propertyDefinitionRef"));
      if (name.empty()) name = Text(property.Attribute("identifierref"));
      model_.AddProperty(id, name, Text(property.ChildText("value")));
    }
  }

  Problems& problems_;
  bool has_root_ = false;
  SourceRecord source_;
  ArchiMateModel model_;
};

}  // namespace

bool LooksLikeArchiMateXml(absl::string_view head) {
  return absl::StrContains(head, kNameSpace);
}

void ReadArchiMateXml(absl::Span<const NamedBytes> files, const Mapping&,
                      RecordSink& sink, std::vector<Problem>& problems) {
  Problems own(files.front().name);
  XmlModel model(own);
  const auto take = [&model](const std::string& path, XmlElement element) {
    return model.Take(path, element);
  };
  // Until 2.1 definitions are called `propertydef`.
  if (StreamXml(*files.front().bytes,
                {"/model", "/model/name", "/model/elements/element",
                 "/model/relationships/relationship",
                 "/model/propertyDefinitions/propertyDefinition",
                 "/model/propertydefs/propertydef"},
                take, own)) {
    model.Finish(sink);
  }
  problems.insert(problems.end(), own.list().begin(), own.list().end());
}

}  // namespace ketenzicht::ingest
