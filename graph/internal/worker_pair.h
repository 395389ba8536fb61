// Pieces of work on two threads: who makes them, and one that helps.

#ifndef KETENZICHT_GRAPH_INTERNAL_WORKER_PAIR_H_
#define KETENZICHT_GRAPH_INTERNAL_WORKER_PAIR_H_

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace ketenzicht::graph::internal {

// Worker has Do(Piece). Each thread has its own, and what they did is put
// together afterwards. The helper starts with the second piece, since little
// work needs none; who makes pieces works too, whenever the helper has enough
// to do. All calls are from one thread.
template <typename Worker, typename Piece>
class WorkerPair {
 public:
  WorkerPair(Worker own, Worker helper) {
    workers_.reserve(2);
    workers_.push_back(std::move(own));
    workers_.push_back(std::move(helper));
  }
  WorkerPair() : workers_(2) {}
  ~WorkerPair() { Join(); }

  void Put(Piece piece) {
    bool mine = true;
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      if (helper_.joinable() && waiting_.size() < kWaiting) {
        waiting_.push_back(std::move(piece));
        mine = false;
      }
    }
    if (!mine) {
      changed_.notify_one();
      return;
    }
    workers_[0].Do(std::move(piece));
    if (!helper_.joinable()) Start();
  }

  // Waits until all is done.
  void Finish() {
    while (std::optional<Piece> piece = Take(false)) {
      workers_[0].Do(*std::move(piece));
    }
    Join();
  }

  // Two; only after Finish.
  std::vector<Worker>& workers() { return workers_; }

 private:
  static constexpr size_t kWaiting = 4;

  void Start() {
    try {
      helper_ = std::thread([this] {
        while (std::optional<Piece> piece = Take(true)) {
          workers_[1].Do(*std::move(piece));
        }
      });
    } catch (const std::system_error&) {  // no thread to be had
    }
  }

  std::optional<Piece> Take(bool wait) {
    std::unique_lock<std::mutex> lock(mutex_);
    while (wait && waiting_.empty() && !done_) changed_.wait(lock);
    if (waiting_.empty()) return std::nullopt;
    Piece piece = std::move(waiting_.front());
    waiting_.pop_front();
    return piece;
  }

  void Join() {
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      done_ = true;
    }
    changed_.notify_all();
    if (helper_.joinable()) helper_.join();
  }

  std::vector<Worker> workers_;
  std::thread helper_;
  std::mutex mutex_;  // guards what follows
  std::condition_variable changed_;
  std::deque<Piece> waiting_;
  bool done_ = false;
};

}  // namespace ketenzicht::graph::internal

#endif  // KETENZICHT_GRAPH_INTERNAL_WORKER_PAIR_H_
