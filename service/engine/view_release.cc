#include "service/engine/view_release.h"

#include <utility>

namespace ketenzicht::service {

ViewRelease::ViewRelease()
    : queue_(std::make_shared<Queue>()),
      thread_([queue = queue_] { queue->Run(); }) {}

ViewRelease::~ViewRelease() {
  {
    const std::lock_guard<std::mutex> lock(queue_->mutex);
    queue_->closed = true;
  }
  queue_->changed.notify_one();
  thread_.join();
}

graph::Views ViewRelease::Watch(const graph::Views& views) {
  graph::Views watched;
  watched.asked = Watch(views.asked);
  // The same pointer where the two are the same.
  watched.inherent =
      views.inherent == views.asked ? watched.asked : Watch(views.inherent);
  return watched;
}

ViewRelease::ViewPointer ViewRelease::Watch(ViewPointer view) {
  const graph::View* const watched = view.get();
  return {watched,
          [queue = queue_, view = std::move(view)](const graph::View*) mutable {
            queue->Take(std::move(view));
          }};
}

void ViewRelease::Queue::Take(ViewPointer view) {
  {
    const std::lock_guard<std::mutex> lock(mutex);
    if (closed || waiting.size() >= kMaxViewsToRelease) return;
    waiting.push_back(std::move(view));
  }
  changed.notify_one();
}

void ViewRelease::Queue::Run() {
  for (;;) {
    ViewPointer view;
    {
      std::unique_lock<std::mutex> lock(mutex);
      changed.wait(lock, [this] { return closed || !waiting.empty(); });
      if (waiting.empty()) return;
      view = std::move(waiting.front());
      waiting.pop_front();
    }
  }
}

}  // namespace ketenzicht::service
