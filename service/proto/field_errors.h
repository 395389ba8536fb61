// The first thing that is wrong in a message, with the path of its field.
//
//   FieldErrors errors;
//   {
//     FieldErrors::Scope scope(errors, "evidence", 2);
//     errors.Add("asserted_on", "missing");
//   }
//   errors.status()  ->  InvalidArgument("evidence[2].asserted_on: missing")

#ifndef KETENZICHT_SERVICE_PROTO_FIELD_ERRORS_H_
#define KETENZICHT_SERVICE_PROTO_FIELD_ERRORS_H_

#include "absl/container/inlined_vector.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace ketenzicht::service {

// Not thread-safe.
class FieldErrors {
 public:
  // While it lives, errors are in field `name`, or in element `index` of it.
  // `name` must outlive it.
  class Scope {
   public:
    Scope(FieldErrors& errors, absl::string_view name, int index = -1)
        : errors_(errors) {
      errors_.path_.push_back({name, index});
    }
    ~Scope() { errors_.path_.pop_back(); }
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;

   private:
    FieldErrors& errors_;
  };

  // Says what is wrong with `field` of the current scope, or with the scope
  // itself where it is empty. Later errors change nothing.
  void Add(absl::string_view field, absl::string_view reason);

  bool ok() const { return status_.ok(); }
  // InvalidArgument with the first error; OK where there was none.
  const absl::Status& status() const { return status_; }

 private:
  struct Part {
    absl::string_view name;
    int index;
  };
  absl::InlinedVector<Part, 8> path_;
  absl::Status status_;
};

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_PROTO_FIELD_ERRORS_H_
