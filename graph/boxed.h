// A value that may be there, on the heap: std::optional for what is large and
// seldom there, so that what has none stays small.

#ifndef KETENZICHT_GRAPH_BOXED_H_
#define KETENZICHT_GRAPH_BOXED_H_

#include <memory>
#include <optional>
#include <utility>

namespace ketenzicht::graph {

// A value type: copies are deep, and equal where what they hold is. Takes one
// pointer, and an allocation where there is a value. To ask for the value where
// there is none is undefined, as with std::optional; but one that was moved
// from has none.
template <typename T>
class Boxed {
 public:
  Boxed() = default;
  Boxed(std::nullopt_t) {}
  Boxed(T value) : value_(std::make_unique<T>(std::move(value))) {}
  Boxed(const Boxed& other)
      : value_(other ? std::make_unique<T>(*other) : nullptr) {}
  Boxed(Boxed&& other) noexcept = default;
  Boxed& operator=(Boxed other) noexcept {
    value_ = std::move(other.value_);
    return *this;
  }
  ~Boxed() = default;

  bool has_value() const { return value_ != nullptr; }
  explicit operator bool() const { return has_value(); }
  const T& operator*() const { return *value_; }
  T& operator*() { return *value_; }
  const T* operator->() const { return value_.get(); }
  T* operator->() { return value_.get(); }
  // Null where there is none.
  const T* get() const { return value_.get(); }
  T* get() { return value_.get(); }

  template <typename... Args>
  T& emplace(Args&&... args) {
    value_ = std::make_unique<T>(std::forward<Args>(args)...);
    return *value_;
  }
  void reset() { value_.reset(); }

  friend bool operator==(const Boxed& a, const Boxed& b) {
    return a.has_value() == b.has_value() && (!a.has_value() || *a == *b);
  }

 private:
  std::unique_ptr<T> value_;
};

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_BOXED_H_
