// server/box/sequencer.hpp — the one writer of the box          PROTOCOL.md §8.6, docs/adr/0009
//
// Requests that passed every check wait in one queue; one thread takes up to batch_max of them,
// orders them by hash (arrival order is stored nowhere), signs their promises in memory, commits
// them in one transaction, and only then answers. The close is a marker in the same queue: what
// stands before it is in, what comes after it is refused. So "accepted before the close" has one
// meaning.
//
// If the commit fails it is unknown what the disk holds: every waiter gets `internal`, nothing is
// accepted any more, and on_failure tells the process to end. After the restart the database is the
// truth, and the same bytes sent again get their answer from it.
//
// Threads: enqueue functions from any thread; start() and stop() from the owner.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <string_view>
#include <thread>
#include <tl/expected.hpp>
#include <variant>
#include <vector>

#include "server/box/index.hpp"
#include "server/box/store.hpp"

namespace piaojue::box {

struct SequencerLimits {
    std::size_t batch_max = 64;
    std::size_t queue_max = 1024;
};

// What a round takes now.
struct Gate {
    bool cast = false;
    bool hand_back = false;
    bool report = false;  // of a ballot opened for checking
    bool claim = false;

    [[nodiscard]] bool takes(SpendKind kind) const {
        switch (kind) {
        case SpendKind::cast: return cast;
        case SpendKind::hand_back: return hand_back;
        case SpendKind::claim: return claim;
        }
        PJ_UNREACHABLE("a use of no kind");
    }
};

// The leaf that is in the box from now on (zeros for a report, a marker, a fence), or why not.
using Verdict = tl::expected<LeafHash, Refusal>;

class Sequencer {
public:
    // Asked by the writer for each batch.
    using GateOf = std::function<Gate(const ManifestHash&)>;
    // Called once, on the writer's thread.
    using OnFailure = std::function<void(std::string_view what)>;

    Sequencer(Store& store, SequencerLimits limits, GateOf gate_of, OnFailure on_failure);
    ~Sequencer();  // stops
    Sequencer(const Sequencer&) = delete;
    Sequencer& operator=(const Sequencer&) = delete;

    // Until then requests wait.
    void start();
    // Takes nothing new, answers what is queued, joins. A second call does nothing.
    void stop();

    // `busy` if the queue is full, `internal` if the writer stopped.
    [[nodiscard]] std::future<Verdict> spend(std::shared_ptr<Index> index, Spend spend);
    [[nodiscard]] std::future<Verdict> report(std::shared_ptr<Index> index, const Opened& opened);
    // Never refused for a full queue. Nothing is written: the log will say it (Box::void_slips).
    [[nodiscard]] std::future<Verdict> void_slips(std::shared_ptr<Index> index,
                                                  std::vector<SlipHash> slips);
    // Never refused for a full queue.
    [[nodiscard]] std::future<Verdict> close(std::shared_ptr<Index> index, Bytes statement);
    // Ready when everything queued before it was answered.
    [[nodiscard]] std::future<Verdict> fence();

private:
    struct Report {
        Opened opened;
        Bytes entry;
    };
    struct CloseMarker {
        Bytes statement;
    };
    struct VoidMarker {
        std::vector<SlipHash> slips;
    };
    struct Fence {};
    struct Job {
        std::variant<Spend, Report, CloseMarker, VoidMarker, Fence> what;
        std::shared_ptr<Index> index;
        std::promise<Verdict> waiter;
    };
    // A judged job: what it will be told after the commit.
    struct Judged {
        Job* job;
        Verdict verdict;
    };
    struct Plan {
        StoreBatch rows;
        std::vector<Judged> judged;
    };

    [[nodiscard]] std::future<Verdict> enqueue(Job job, bool always);
    void run();
    [[nodiscard]] std::vector<Job> take();
    void process(std::vector<Job>& batch);
    [[nodiscard]] Plan judge(std::vector<Job>& batch) const;
    [[nodiscard]] static Verdict judge_spend(const Index& index, Index& in_batch,
                                             const Spend& spend, Gate gate, StoreBatch& rows);
    [[nodiscard]] static Verdict judge_report(const Index& index, Index& in_batch,
                                              const Report& report, Gate gate, StoreBatch& rows);
    static void mark_voided(Job& job);
    void mark_closed(Job& job);
    void fail(std::vector<Job>& batch, std::string_view what);

    Store& store_;
    const SequencerLimits limits_;
    const GateOf gate_of_;
    const OnFailure on_failure_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Job> queue_;
    bool stopping_ = false;
    bool failed_ = false;
    std::thread thread_;
};

}  // namespace piaojue::box
