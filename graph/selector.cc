#include "graph/selector.h"

#include <memory>

namespace ketenzicht::graph {
namespace {

bool Same(const std::shared_ptr<const Selector>& a,
          const std::shared_ptr<const Selector>& b) {
  if (a == nullptr || b == nullptr) return a == b;
  return *a == *b;
}

}  // namespace

bool operator==(const Selector& a, const Selector& b) {
  return a.label == b.label && a.any == b.any && a.ids == b.ids &&
         a.by_example == b.by_example && a.kind == b.kind &&
         a.where == b.where && a.attributes == b.attributes &&
         Same(a.source_of, b.source_of) && Same(a.target_of, b.target_of) &&
         Same(a.source, b.source) && Same(a.target, b.target) &&
         Same(a.via, b.via) && a.except == b.except;
}

}  // namespace ketenzicht::graph
