// Stored facts without converting them: where in its bytes a fact says what.
//
// A store of a million entities has five million facts, and most of each is the
// same again and again. So its bytes are only cut up here; what facts share is
// converted once (service/store/fact_pieces.h).

#ifndef KETENZICHT_SERVICE_STORE_FACT_SCAN_H_
#define KETENZICHT_SERVICE_STORE_FACT_SCAN_H_

#include <cstdint>

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"

namespace ketenzicht::service {

// A serialized ketenzicht.v1.Fact, cut up. What is called `…_field` are one or
// more fields with their tags, in the message that has them; where the fact has
// none it is empty.
struct ScannedFact {
  enum class Body : uint8_t {
    kEntity,    // without aliases, and about nothing
    kRelation,  // between two ids, without carriers or guard
    kWhole,     // any other; nothing below says more of it
  };

  absl::string_view id;
  Body body = Body::kWhole;
  uint8_t modality = 0;      // a ketenzicht.v1.Modality that is known
  uint8_t unknown_kind = 0;  // likewise; 0: none
  bool verified = true;
  absl::string_view valid_field;       // of Fact
  absl::string_view evidence_fields;   // of Fact
  absl::string_view reason_fields;     // of Fact: because to marking
  absl::string_view note_field;        // of Fact
  absl::string_view kind;              // of Entity or Relation
  absl::string_view attribute_fields;  // of Entity or Relation
  absl::string_view likelihood_field;  // of Relation
  absl::string_view first;   // entity: Dutch name; relation: id of its source
  absl::string_view second;  // entity: English name; relation: of its target
};

// Cuts up `bytes`. False where they are not what this program writes: the
// fields in order, each known, and none twice that may not be. They may be a
// fact all the same; reading and writing it again gives bytes that are. What is
// cut out but for the fields is UTF-8, and ids and kinds are not empty. Linear
// in the bytes.
bool ScanFact(absl::string_view bytes, ScannedFact* fact);

// Calls `visit` with the number, the whole and the content of every field of
// a message: the content without tag and length where it has a length, else
// empty. False where the bytes are no message.
bool ForEachField(
    absl::string_view bytes,
    absl::FunctionRef<void(uint32_t number, absl::string_view whole,
                           absl::string_view content)>
        visit);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_STORE_FACT_SCAN_H_
