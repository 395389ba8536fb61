#include "ingest/exports/stable_uuid.h"

#include <boost/uuid/name_generator_sha1.hpp>
#include <boost/uuid/uuid.hpp>
#include <boost/uuid/uuid_io.hpp>

namespace ketenzicht::ingest {
namespace {

// Never to be changed: ids that others have kept would no longer be ours.
constexpr boost::uuids::uuid kNamespace = {{0xde, 0xf6, 0x67, 0xd6, 0x40, 0x09,
                                            0x57, 0xb6, 0x89, 0x0f, 0xcf, 0x2e,
                                            0x7e, 0xf1, 0x38, 0xbd}};

}  // namespace

std::string StableUuid(absl::string_view name) {
  boost::uuids::name_generator_sha1 generate(kNamespace);
  return boost::uuids::to_string(generate(name.data(), name.size()));
}

}  // namespace ketenzicht::ingest
