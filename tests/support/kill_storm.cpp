#include "tests/support/kill_storm.hpp"

#include <thread>

namespace piaojue::live {

std::deque<Storm::Moment> Storm::choose(Kills kills) {
    PJ_ASSERT(kills.last - kills.first + 1 >= kills.count, "more kills than requests");
    std::set<unsigned> requests;
    while (requests.size() < kills.count)
        requests.insert(kills.first + rng_.below(kills.last - kills.first + 1));
    std::deque<Moment> out;
    for (const unsigned request : requests)
        out.push_back({request, rng_.below(3) == 0});
    return out;
}

std::vector<Storm::Lane> Storm::deal(std::vector<Job> jobs, std::size_t lanes) {
    std::vector<Lane> out(lanes);
    for (std::size_t i = 0; i < jobs.size(); ++i)
        out[i % lanes].push_back(std::move(jobs[i]));
    return out;
}

void Storm::run(std::vector<Lane> lanes, Kills kills) {
    std::size_t requests = 0;
    for (const Lane& lane : lanes)
        requests += lane.size();
    PJ_ASSERT(kills.count == 0 || kills.last <= requests, "a kill behind the last request");
    moments_ = choose(kills);
    begun_ = 0;
    lanes_running_ = lanes.size();

    std::vector<std::jthread> threads;
    for (const Lane& lane : lanes)
        threads.emplace_back([this, &lane] { play(lane); });
    std::unique_lock lock{mutex_};
    for (;;) {
        changed_.wait(lock, [this] { return down_ || lanes_running_ == 0; });
        if (!down_ && moments_.empty()) break;
        // What is left when the lanes have ended would have come behind the last answer.
        if (!down_) moments_.pop_front();
        lock.unlock();
        kill_and_restart();
        lock.lock();
        down_ = false;
        changed_.notify_all();
    }
    lock.unlock();
    threads.clear();  // joins
    if (failure_) std::rethrow_exception(failure_);
}

void Storm::kill_and_restart() {
    server_.kill();
    ++kills_;
    try {
        when_down_();
    } catch (...) {
        const std::lock_guard lock{mutex_};
        failure_ = std::current_exception();
    }
    try {
        server_.start();
        client::Api api{server_.endpoint()};
        after_restart_(api);
    } catch (...) {
        const std::lock_guard lock{mutex_};
        failure_ = std::current_exception();
    }
}

void Storm::play(const Lane& lane) {
    client::Api api{server_.endpoint()};
    for (const Job& job : lane) {
        {
            const std::lock_guard lock{mutex_};
            if (failure_) break;
        }
        try {
            job(api);
        } catch (...) {
            const std::lock_guard lock{mutex_};
            failure_ = std::current_exception();
        }
    }
    const std::lock_guard lock{mutex_};
    --lanes_running_;
    changed_.notify_all();
}

void Storm::begin() {
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [this] { return !down_; });
    ++begun_;
    if (moments_.empty() || moments_.front().when_answered || begun_ < moments_.front().request)
        return;
    moments_.pop_front();
    down_ = true;
    changed_.notify_all();
}

void Storm::end(bool answered) {
    const std::lock_guard lock{mutex_};
    if (!answered) {
        ++unanswered_;
        return;
    }
    if (down_ || moments_.empty() || begun_ < moments_.front().request) return;
    moments_.pop_front();
    down_ = true;
    changed_.notify_all();
}

}  // namespace piaojue::live
