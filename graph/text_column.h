// Many short texts, one after the other in one buffer, found by position.

#ifndef KETENZICHT_GRAPH_TEXT_COLUMN_H_
#define KETENZICHT_GRAPH_TEXT_COLUMN_H_

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace ketenzicht::graph {

// Four bytes a text beside the text itself. Not thread-safe while it grows.
class TextColumn {
 public:
  static constexpr size_t kMaxBytes = std::numeric_limits<uint32_t>::max();

  size_t size() const { return ends_.size() - 1; }
  absl::string_view at(size_t i) const {
    return absl::string_view(text_.data() + ends_[i], ends_[i + 1] - ends_[i]);
  }
  // Room for `texts` of about `bytes_each`: memory that is not written to is
  // not used.
  void Reserve(size_t texts, size_t bytes_each) {
    ends_.reserve(texts + 1);
    text_.reserve(texts * bytes_each);
  }
  void Add(absl::string_view text) {
    text_.append(text.data(), text.size());
    ends_.push_back(static_cast<uint32_t>(text_.size()));
  }
  // Whether more was added than kMaxBytes: the column is then of no use.
  bool overflowed() const { return text_.size() > kMaxBytes; }

  // For whoever looks up many: fetches what at(i) will read.
  void PrefetchEnd(size_t i) const { __builtin_prefetch(&ends_[i]); }
  void PrefetchText(size_t i) const {
    __builtin_prefetch(text_.data() + ends_[i]);
  }

 private:
  std::string text_;
  std::vector<uint32_t> ends_ = {0};  // one more than there are texts
};

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_TEXT_COLUMN_H_
