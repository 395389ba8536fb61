// A data race on purpose: if ThreadSanitizer lets this pass, its settings hide
// everything, and what it says of the other tests is worth nothing.

#include <thread>

namespace {

int value = 0;

void Write() {
  for (int i = 0; i < 100000; ++i) ++value;
}

}  // namespace

int main() {
  std::thread other(Write);
  Write();
  other.join();
  return value < 0 ? 1 : 0;
}
