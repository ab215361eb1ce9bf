// ballot/tools/run_on_threads.hpp — a Runner for verify() that uses the machine's processors
#pragma once

#include <functional>
#include <future>
#include <span>
#include <vector>

namespace piaojue::tools {

// One thread a task. The first exception of a task comes out when all have ended.
inline void run_on_threads(std::span<const std::function<void()>> tasks) {
    std::vector<std::future<void>> running;
    running.reserve(tasks.size());
    for (const std::function<void()>& task : tasks) {
        running.push_back(std::async(std::launch::async, task));
    }
    for (const std::future<void>& one : running)
        one.wait();
    for (std::future<void>& one : running)
        one.get();
}

}  // namespace piaojue::tools
