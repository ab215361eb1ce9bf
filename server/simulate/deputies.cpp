#include "server/simulate/deputies.hpp"

#include <algorithm>
#include <atomic>
#include <functional>
#include <mutex>
#include <thread>

#include "ballot/card.hpp"
#include "server/simulate/progress.hpp"

namespace piaojue::simulate {

namespace {

// Runs `step` for every deputy on a few threads; the first refusal stops the others.
Result<void> for_all(const client::Endpoint& endpoint, std::span<Deputy* const> deputies,
                     const std::string& label,
                     const std::function<Result<void>(client::Api&, Deputy&)>& step) {
    Progress progress{label, deputies.size()};
    std::atomic<std::size_t> next = 0;
    std::atomic<bool> failed = false;
    std::mutex first_failure;
    Error failure{Errc::internal, {}};
    const auto work = [&] {
        client::Api api{endpoint};
        for (std::size_t i = next++; i < deputies.size() && !failed; i = next++) {
            if (Result<void> done = step(api, *deputies[i]); !done) {
                const std::lock_guard lock{first_failure};
                if (!failed.exchange(true)) failure = std::move(done).error();
                return;
            }
            progress.advance();
        }
    };
    std::vector<std::jthread> threads(std::max(2U, std::thread::hardware_concurrency()));
    for (std::jthread& thread : threads)
        thread = std::jthread{work};
    threads.clear();  // joins
    if (failed) return fail(failure.code, failure.detail);
    return {};
}

}  // namespace

bool is_castable(const BallotShape& shape, const MarkedRow& row) {
    return row.blank || (row.approvals() >= shape.lo && row.approvals() <= shape.cap);
}

Result<Marks> marks_of(const BallotShape& shape, const MarkedRow& row) {
    std::vector<Mark> marks;
    for (const std::uint8_t grade : row.grades)
        marks.push_back(static_cast<Mark>(grade));
    return Marks::create(shape, marks, row.blank);
}

Result<void> issue_all(const client::Endpoint& endpoint, const Round& round, const RollId& roll_id,
                       std::span<Deputy* const> deputies) {
    return for_all(
        endpoint, deputies, "领票 Issue ", [&](client::Api& api, Deputy& deputy) -> Result<void> {
            const SigningKey identity = identity_key(deputy.card, roll_id);
            if (deputy.sheet == Deputy::Sheet::taken) {
                PJ_TRY(client::as_result(client::take_sheet(api, round, deputy.number, identity)));
                return {};
            }
            if (deputy.slip) {
                PJ_TRY(client::as_result(client::draw_slip(api, round, deputy.number, identity)));
                deputy.paper = client::open_slip(*deputy.slip);
                return {};
            }
            SystemRng rng;
            deputy.token_seed = rng.secret<32>();
            deputy.paper = PJ_TRY(client::as_result(
                client::take_paper(api, round, deputy.number, identity, deputy.token_seed)));
            return {};
        });
}

Result<void> exchange_all(const client::Endpoint& endpoint, const Round& round,
                          std::span<Deputy* const> deputies) {
    return for_all(endpoint, deputies, "换纸票 Exchange ",
                   [&](client::Api& api, Deputy& deputy) -> Result<void> {
                       deputy.promise =
                           PJ_TRY(client::as_result(client::exchange(api, round, *deputy.paper)));
                       return {};
                   });
}

Result<void> cast_all(const client::Endpoint& endpoint, const Round& round,
                      std::span<Deputy* const> deputies) {
    return for_all(
        endpoint, deputies, "投票 Cast  ", [&](client::Api& api, Deputy& deputy) -> Result<void> {
            SystemRng rng;
            const Marks checked = PJ_TRY(marks_of(round.shape(), *deputy.row));
            const BallotSeed seed = rng.secret<32>();
            const EncryptedBallot ballot = PJ_TRY(
                seal(round, checked, deputy.paper->token, deputy.paper->ballot_key, seed, rng));
            deputy.promise = PJ_TRY(client::as_result(client::cast(api, round, ballot)));
            return {};
        });
}

Result<void> declare_all(const client::Endpoint& endpoint, const Round& round,
                         const RollId& roll_id, std::span<Deputy* const> deputies) {
    return for_all(
        endpoint, deputies, "交卡 Declare", [&](client::Api& api, Deputy& deputy) -> Result<void> {
            const SigningKey identity = identity_key(deputy.card, roll_id);
            PJ_TRY(client::as_result(client::declare(api, round.hash(), deputy.number, identity)));
            return {};
        });
}

Result<void> claim_all(const client::Endpoint& endpoint, const Round& round,
                       std::span<Deputy* const> deputies) {
    return for_all(endpoint, deputies, "认领 Claim ",
                   [&](client::Api& api, Deputy& deputy) -> Result<void> {
                       PJ_TRY(client::as_result(client::claim(api, round, *deputy.paper)));
                       return {};
                   });
}

}  // namespace piaojue::simulate
