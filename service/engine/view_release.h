// Lets go of views on a thread of its own.

#ifndef KETENZICHT_SERVICE_ENGINE_VIEW_RELEASE_H_
#define KETENZICHT_SERVICE_ENGINE_VIEW_RELEASE_H_

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>

#include "graph/exposure.h"

namespace ketenzicht::service {

// Views that wait to be let go of; more than these, and who lets go of one does
// it on its own thread: memory stays bounded.
inline constexpr size_t kMaxViewsToRelease = 4;

// A large view takes a second to let go of, which who no longer wants an answer
// would wait for. Thread-safe. The destructor waits for those that wait; views
// that outlive it are let go of as any other.
class ViewRelease {
 public:
  ViewRelease();
  ~ViewRelease();

  // The same views, of which the last owner lets go here.
  graph::Views Watch(const graph::Views& views);

 private:
  using ViewPointer = std::shared_ptr<const graph::View>;

  struct Queue {
    std::mutex mutex;  // guards what follows
    std::condition_variable changed;
    std::deque<ViewPointer> waiting;
    bool closed = false;

    void Take(ViewPointer view);
    void Run();
  };

  ViewPointer Watch(ViewPointer view);

  const std::shared_ptr<Queue> queue_;
  std::thread thread_;
};

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_ENGINE_VIEW_RELEASE_H_
