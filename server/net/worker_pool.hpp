// server/net/worker_pool.hpp — a fixed number of threads and a queue of fixed length
//
// Handlers block (databases, the one writer), so they run here and never on an I/O thread. A full
// queue refuses at once: waiting longer than the client waits helps nobody.
//
// Threads: every function from any thread, stop() not from a job.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace piaojue::net {

class WorkerPool {
public:
    WorkerPool(std::size_t workers, std::size_t queue_max);
    ~WorkerPool();
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    // False if the queue is full or the pool is stopping. A job must not throw.
    [[nodiscard]] bool try_post(std::function<void()> job);

    // Runs what is queued, takes nothing new, joins the threads. A second call does nothing.
    void stop();

private:
    void run();

    const std::size_t queue_max_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::function<void()>> queue_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace piaojue::net
