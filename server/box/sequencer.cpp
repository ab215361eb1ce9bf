// server/box/sequencer.cpp — the one writer of the box          PROTOCOL.md §8.6
#include "server/box/sequencer.hpp"

#include <algorithm>
#include <exception>
#include <utility>

namespace piaojue::box {
namespace {

Verdict refuse(Errc code) {
    return tl::unexpected<Refusal>{Refusal{code, std::nullopt}};
}

}  // namespace

Sequencer::Sequencer(Store& store, SequencerLimits limits, GateOf gate_of, OnFailure on_failure)
    : store_(store),
      limits_(limits),
      gate_of_(std::move(gate_of)),
      on_failure_(std::move(on_failure)) {
    PJ_ASSERT(limits_.batch_max > 0 && limits_.queue_max > 0, "a sequencer that takes nothing");
}

Sequencer::~Sequencer() {
    stop();
}

void Sequencer::start() {
    PJ_ASSERT(!thread_.joinable(), "the sequencer runs already");
    thread_ = std::thread{[this] { run(); }};
}

void Sequencer::stop() {
    {
        const std::lock_guard lock{mutex_};
        stopping_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
    // Without a writer nobody else answers those who wait.
    for (Job& job : queue_)
        job.waiter.set_value(refuse(Errc::internal));
    queue_.clear();
}

std::future<Verdict> Sequencer::spend(std::shared_ptr<Index> index, Spend spend) {
    return enqueue(Job{std::move(spend), std::move(index), {}}, false);
}

std::future<Verdict> Sequencer::report(std::shared_ptr<Index> index, const Opened& opened) {
    return enqueue(Job{Report{opened, encode_opened(opened)}, std::move(index), {}}, false);
}

std::future<Verdict> Sequencer::void_slips(std::shared_ptr<Index> index,
                                           std::vector<SlipHash> slips) {
    return enqueue(Job{VoidMarker{std::move(slips)}, std::move(index), {}}, true);
}

std::future<Verdict> Sequencer::close(std::shared_ptr<Index> index, Bytes statement) {
    return enqueue(Job{CloseMarker{std::move(statement)}, std::move(index), {}}, true);
}

std::future<Verdict> Sequencer::fence() {
    return enqueue(Job{Fence{}, nullptr, {}}, true);
}

std::future<Verdict> Sequencer::enqueue(Job job, bool always) {
    std::future<Verdict> answer = job.waiter.get_future();
    {
        const std::lock_guard lock{mutex_};
        if (stopping_ || failed_) {
            job.waiter.set_value(refuse(Errc::internal));
            return answer;
        }
        if (!always && queue_.size() >= limits_.queue_max) {
            job.waiter.set_value(refuse(Errc::busy));
            return answer;
        }
        queue_.push_back(std::move(job));
    }
    changed_.notify_one();
    return answer;
}

void Sequencer::run() {
    for (;;) {
        std::vector<Job> batch = take();
        if (batch.empty()) return;
        try {
            process(batch);
        } catch (const std::exception& failure) {
            fail(batch, failure.what());
            return;
        }
    }
}

// Waits for work. A marker or a fence is a batch of its own, and so is a change of rounds.
std::vector<Sequencer::Job> Sequencer::take() {
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
    std::vector<Job> batch;
    const auto alone = [](const Job& job) { return job.what.index() >= 2; };
    while (!queue_.empty() && batch.size() < limits_.batch_max) {
        const Job& next = queue_.front();
        if (!batch.empty() && (alone(next) || next.index != batch.front().index)) break;
        batch.push_back(std::move(queue_.front()));
        queue_.pop_front();
        if (alone(batch.back())) break;
    }
    return batch;
}

void Sequencer::process(std::vector<Job>& batch) {
    Job& first = batch.front();
    if (std::holds_alternative<Fence>(first.what)) return first.waiter.set_value(LeafHash{});
    if (std::holds_alternative<CloseMarker>(first.what)) return mark_closed(first);
    if (std::holds_alternative<VoidMarker>(first.what)) return mark_voided(first);

    // 1 order by hash, drop repeats, judge: pure, in memory
    Plan plan = judge(batch);

    // 2 one transaction
    if (!plan.rows.spends.empty() || !plan.rows.opened.empty()) store_.commit(plan.rows);
    // ───── COMMIT POINT: before this line nothing happened, after it everything did ─────

    // 3 the memory follows the disk
    for (const Spend* spend : plan.rows.spends)
        first.index->add(*spend);
    for (const Bytes* entry : plan.rows.opened) {
        const Result<Opened> opened = decode_opened(*entry);
        PJ_ASSERT(opened.has_value(), "an opened entry of our own making");
        first.index->add(*opened, *entry);
    }

    // 4 only now anybody hears of it
    for (Judged& judged : plan.judged)
        judged.job->waiter.set_value(std::move(judged.verdict));
}

Sequencer::Plan Sequencer::judge(std::vector<Job>& batch) const {
    const Index& index = *batch.front().index;
    const Held before = index.held();
    Gate gate = gate_of_(index.manifest());
    if (index.closed()) gate = Gate{false, false, false, gate.claim};

    std::vector<Job*> spends;
    std::vector<Job*> reports;
    for (Job& job : batch)
        (std::holds_alternative<Spend>(job.what) ? spends : reports).push_back(&job);
    const auto by_hash = [](const Job* a, const Job* b) {
        const Spend& left = std::get<Spend>(a->what);
        const Spend& right = std::get<Spend>(b->what);
        return std::tie(left.key_hash(), left.body_hash()) <
               std::tie(right.key_hash(), right.body_hash());
    };
    std::sort(spends.begin(), spends.end(), by_hash);
    const auto by_entry = [](const Job* a, const Job* b) {
        return std::get<Report>(a->what).entry < std::get<Report>(b->what).entry;
    };
    std::sort(reports.begin(), reports.end(), by_entry);

    Plan plan{{index.manifest(), {}, {}}, {}};
    Index in_batch{index.manifest(),
                   index.opened_max() - std::min(index.opened_max(), before.opened)};
    for (Job* job : spends)
        plan.judged.push_back(
            {job, judge_spend(index, in_batch, std::get<Spend>(job->what), gate, plan.rows)});
    for (Job* job : reports)
        plan.judged.push_back(
            {job, judge_report(index, in_batch, std::get<Report>(job->what), gate, plan.rows)});
    return plan;
}

Verdict Sequencer::judge_spend(const Index& index, Index& in_batch, const Spend& spend, Gate gate,
                               StoreBatch& rows) {
    for (const Index* place : {&index, static_cast<const Index*>(&in_batch)}) {
        const std::optional<Spent> used = place->find(spend.key_hash(), spend.kind());
        if (used && used->body_hash == spend.body_hash()) return used->leaf;
    }
    if (!gate.takes(spend.kind())) return refuse(Errc::wrong_phase);
    // Act 19 takes into the log what is in the store now.
    if (spend.kind() == SpendKind::claim && index.claims_held()) return refuse(Errc::busy);
    for (const Index* place : {&index, static_cast<const Index*>(&in_batch)})
        if (const std::optional<Refusal> refusal = place->against(spend.trace()))
            return tl::unexpected<Refusal>{*refusal};
    in_batch.add(spend);
    rows.spends.push_back(&spend);
    return spend.leaf();
}

Verdict Sequencer::judge_report(const Index& index, Index& in_batch, const Report& report,
                                Gate gate, StoreBatch& rows) {
    if (index.has_report(report.entry) || in_batch.has_report(report.entry)) return LeafHash{};
    if (!gate.report) return refuse(Errc::wrong_phase);
    for (const Index* place : {&index, static_cast<const Index*>(&in_batch)})
        if (const std::optional<Refusal> refusal = place->against(report.opened))
            return tl::unexpected<Refusal>{*refusal};
    in_batch.add(report.opened, report.entry);
    rows.opened.push_back(&report.entry);
    return LeafHash{};
}

// What stands in the queue before it was cast with a slip that is not left over; what comes after
// it is refused.
void Sequencer::mark_voided(Job& job) {
    const std::vector<SlipHash>& slips = std::get<VoidMarker>(job.what).slips;
    if (job.index->closed()) return job.waiter.set_value(refuse(Errc::wrong_phase));
    if (const std::optional<Refusal> refusal = job.index->against(slips))
        return job.waiter.set_value(tl::unexpected<Refusal>{*refusal});
    job.index->void_slips(slips);
    job.waiter.set_value(LeafHash{});
}

void Sequencer::mark_closed(Job& job) {
    if (job.index->closed()) return job.waiter.set_value(refuse(Errc::wrong_phase));
    store_.commit_closed(job.index->manifest(), std::get<CloseMarker>(job.what).statement);
    // ───── COMMIT POINT of the close ─────
    job.index->close();
    job.waiter.set_value(LeafHash{});
}

// Whether the disk holds the batch is unknown here, so nobody is told that it does or does not.
void Sequencer::fail(std::vector<Job>& batch, std::string_view what) {
    std::deque<Job> waiting;
    {
        const std::lock_guard lock{mutex_};
        failed_ = true;
        waiting.swap(queue_);
    }
    for (Job& job : batch) {
        try {
            job.waiter.set_value(refuse(Errc::internal));
        } catch (const std::future_error&) {
            // Answered before the failure, so after the commit: that answer is true.
        }
    }
    for (Job& job : waiting)
        job.waiter.set_value(refuse(Errc::internal));
    on_failure_(what);
}

}  // namespace piaojue::box
