// tests/support/kill_storm.hpp — requests from several threads while the server is killed
//
// A kill comes when the n-th request of a stage begins, while it and those of the other threads are
// on their way, or when its answer has just arrived. The n's come from the seed of the test; where
// in its work that finds the server is up to the scheduler. Nothing sleeps: threads whose request
// got no answer wait until the server is there again.
//
// Threads: run() belongs to one thread, which also kills and starts the server (the child ends with
// the thread that made it); attempt() and ask() are for the lanes.
#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <vector>

#include "tests/support/live_congress.hpp"

namespace piaojue::live {

class Storm {
public:
    using Job = std::function<void(client::Api&)>;
    using Lane = std::vector<Job>;  // one thread, one job behind the other
    // Kills among the requests number first..last of a stage, counted from 1.
    struct Kills {
        unsigned count = 0;
        unsigned first = 1;
        unsigned last = 1;
    };

    // when_down: with the server dead, what is on the disk is all there is. after_restart: with the
    // server up again and everybody else still waiting.
    Storm(Server& server, SeededRng& rng, std::function<void()> when_down, Job after_restart)
        : server_(server),
          rng_(rng),
          when_down_(std::move(when_down)),
          after_restart_(std::move(after_restart)) {}

    // One job to each in turn.
    [[nodiscard]] static std::vector<Lane> deal(std::vector<Job> jobs, std::size_t lanes);

    // Returns when all jobs are done and the server runs. Every job makes at least one request.
    // What a job throws comes out of it.
    void run(std::vector<Lane> lanes, Kills kills);

    // One request; a passing failure means that its fate is unknown.
    template <class Call>
    auto attempt(client::Api& api, Call call) -> decltype(call(api)) {
        begin();
        auto answer = call(api);
        end(answer || !answer.error().is_passing());
        return answer;
    }
    // The same request until the server answers it, whatever the answer is.
    template <class Call>
    auto ask(client::Api& api, Call call) -> decltype(call(api)) {
        for (;;) {
            auto answer = attempt(api, call);
            if (answer || !answer.error().is_passing()) return answer;
        }
    }

    [[nodiscard]] unsigned kills() const { return kills_; }
    [[nodiscard]] unsigned unanswered() const { return unanswered_; }

private:
    struct Moment {
        unsigned request;
        bool when_answered;
    };

    void begin();
    void end(bool answered);
    void play(const Lane& lane);
    void kill_and_restart();
    [[nodiscard]] std::deque<Moment> choose(Kills kills);

    Server& server_;
    SeededRng& rng_;
    const std::function<void()> when_down_;
    const Job after_restart_;

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Moment> moments_;
    unsigned begun_ = 0;  // in this stage
    bool down_ = false;
    std::size_t lanes_running_ = 0;
    std::exception_ptr failure_;
    unsigned kills_ = 0;
    unsigned unanswered_ = 0;
};

}  // namespace piaojue::live
