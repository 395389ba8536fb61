#include "service/rpc/answer_content.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include <memory>
#include <set>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/node_hash_map.h"
#include "absl/synchronization/mutex.h"
#include "ketenzicht/v1/circumstance.pb.h"

namespace ketenzicht::service {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

bool IsCircumstance(const FieldDescriptor& field) {
  return field.options().GetExtension(v1::circumstance);
}

// Whether a message of this type can hold a circumstance at any depth.
bool CanHold(const Descriptor* type, std::set<const Descriptor*>& seen) {
  if (!seen.insert(type).second) return false;
  for (int i = 0; i < type->field_count(); ++i) {
    const FieldDescriptor& field = *type->field(i);
    if (IsCircumstance(field)) return true;
    if (field.message_type() != nullptr && CanHold(field.message_type(), seen))
      return true;
  }
  return false;
}

// Where circumstances stand in messages of a type.
struct Places {
  std::vector<const FieldDescriptor*> own;
  std::vector<const FieldDescriptor*> below;  // fields whose messages hold some
};

Places FindPlaces(const Descriptor& type) {
  Places places;
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor* field = type.field(i);
    std::set<const Descriptor*> seen;
    if (IsCircumstance(*field)) {
      places.own.push_back(field);
    } else if (field->message_type() != nullptr &&
               CanHold(field->message_type(), seen)) {
      places.below.push_back(field);
    }
  }
  return places;
}

// Of each type once: a sweep looks at tens of thousands of messages, and most
// of what is in them holds none.
class KnownPlaces {
 public:
  const Places& Of(const Descriptor& type) {
    const absl::MutexLock lock(&mutex_);
    const auto it = known_.find(&type);
    if (it != known_.end()) return it->second;
    return known_.emplace(&type, FindPlaces(type)).first->second;
  }

 private:
  absl::Mutex mutex_;
  absl::node_hash_map<const Descriptor*, Places> known_ ABSL_GUARDED_BY(mutex_);
};

// Circumstances, out of a message while this lives; then back in it.
class TakenOut {
 public:
  explicit TakenOut(Message& message) { Take(message); }
  TakenOut(const TakenOut&) = delete;
  TakenOut& operator=(const TakenOut&) = delete;
  ~TakenOut() {
    for (const One& one : taken_) Swap(one);
  }

 private:
  struct One {
    Message* message;
    std::unique_ptr<Message> beside;
    std::vector<const FieldDescriptor*> fields;
  };

  static void Swap(const One& one) {
    one.message->GetReflection()->SwapFields(one.message, one.beside.get(),
                                             one.fields);
  }

  void Take(Message& message) {
    static auto* known = new KnownPlaces;  // never destroyed: threads may read
    const Places& places = known->Of(*message.GetDescriptor());
    const Reflection& reflection = *message.GetReflection();
    One one{&message, nullptr, {}};
    // Of a oneof only the field that is set: swapping one swaps all of it.
    for (const FieldDescriptor* field : places.own) {
      const bool set = field->is_repeated()
                           ? reflection.FieldSize(message, field) > 0
                           : reflection.HasField(message, field);
      if (set) one.fields.push_back(field);
    }
    for (const FieldDescriptor* field : places.below) {
      if (!field->is_repeated()) {
        if (!reflection.HasField(message, field)) continue;
        Take(*reflection.MutableMessage(&message, field));
        continue;
      }
      for (int i = 0; i < reflection.FieldSize(message, field); ++i) {
        Take(*reflection.MutableRepeatedMessage(&message, field, i));
      }
    }
    if (one.fields.empty()) return;
    one.beside.reset(message.New());
    Swap(one);
    taken_.push_back(std::move(one));
  }

  std::vector<One> taken_;
};

}  // namespace

std::string ContentOf(Message& message) {
  const TakenOut taken(message);
  std::string content;
  google::protobuf::io::StringOutputStream stream(&content);
  google::protobuf::io::CodedOutputStream out(&stream);
  out.SetSerializationDeterministic(true);
  message.SerializeToCodedStream(&out);
  out.Trim();
  return content;
}

}  // namespace ketenzicht::service
