// What an answer says, without what it holds for.

#ifndef KETENZICHT_SERVICE_RPC_ANSWER_CONTENT_H_
#define KETENZICHT_SERVICE_RPC_ANSWER_CONTENT_H_

#include <google/protobuf/message.h>

#include <string>

namespace ketenzicht::service {

// `message` serialized but for the fields that the contract marks as
// circumstance (ketenzicht/v1/circumstance.proto), however deep they stand: the
// same bytes in one process for the same content. `message` is afterwards as it
// was; meanwhile nobody else may read it. Linear in the message.
std::string ContentOf(google::protobuf::Message& message);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_RPC_ANSWER_CONTENT_H_
