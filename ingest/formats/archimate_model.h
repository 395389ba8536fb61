// A model of ArchiMate until it is complete, however it is written.

#ifndef KETENZICHT_INGEST_FORMATS_ARCHIMATE_MODEL_H_
#define KETENZICHT_INGEST_FORMATS_ARCHIMATE_MODEL_H_

#include <map>
#include <string>
#include <vector>

#include "ingest/formats/record.h"
#include "ingest/problem.h"

namespace ketenzicht::ingest {

// Not thread-safe.
class ArchiMateModel {
 public:
  // Problems are added with the place of the record, and those that
  // ReadArchiMateXml names.
  void AddElement(EntityRecord element, Problems& problems);
  // `id`: of the relationship itself.
  void AddRelationship(const std::string& id, RelationRecord relationship,
                       Problems& problems);
  // Of an element or relationship, by its identifier; the name may be a
  // reference that is defined later.
  void AddProperty(const std::string& of, const std::string& name,
                   const std::string& value);
  void DefineProperty(const std::string& reference, const std::string& name) {
    definitions_[reference] = name;
  }

  // Gives all that was added.
  void Give(SourceRecord source, RecordSink& sink);

 private:
  struct Property {
    std::string name;
    std::string value;
  };

  bool IsNew(const std::string& id, const RecordPlace& place,
             Problems& problems);
  std::map<std::string, std::string> PropertiesOf(const std::string& id) const;

  std::map<std::string, bool> ids_;  // whether it is of a relationship
  std::vector<EntityRecord> elements_;
  std::vector<std::pair<std::string, RelationRecord>> relationships_;
  std::map<std::string, std::vector<Property>> properties_;
  std::map<std::string, std::string> definitions_;
};

// "Serving" of "ServingRelationship".
std::string RelationshipType(absl::string_view type);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_FORMATS_ARCHIMATE_MODEL_H_
