// Where a list of paths goes on: a text that fits one request at one revision.

#ifndef KETENZICHT_SERVICE_RPC_PATH_LIST_CURSOR_H_
#define KETENZICHT_SERVICE_RPC_PATH_LIST_CURSOR_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "graph/path_list.h"
#include "ketenzicht/v1/path_list.pb.h"

namespace ketenzicht::service {

struct PathListCursor {
  int64_t revision = 0;
  graph::PathListPosition position;
};

// `request` is what it belongs to: all of it but cursor, revision, budget and
// view.
std::string MakeCursor(const v1::ListPathsRequest& request,
                       const PathListCursor& cursor);

// InvalidArgument where the request's cursor is none, belongs to another
// request, or to another revision than the one that is asked for.
absl::StatusOr<PathListCursor> ReadCursor(const v1::ListPathsRequest& request);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_RPC_PATH_LIST_CURSOR_H_
