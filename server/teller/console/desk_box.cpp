// What the desk does by itself from the close on: it verifies, and says what it found
//                                                                     PROTOCOL.md §11
#include <chrono>

#include "server/teller/console/describe.hpp"
#include "server/teller/console/desk.hpp"

namespace piaojue::teller::console {

namespace {

template <class Numbers>
boost::json::array values_of(const Numbers& numbers) {
    boost::json::array out;
    for (const TellerNumber& number : numbers)
        out.emplace_back(number.value());
    return out;
}

}  // namespace

void Desk::show_progress(std::size_t done, std::size_t total) {
    verified_anew_ = true;
    boost::json::object out;
    out["done"] = done;
    out["total"] = total;
    board_.put("verifying", std::move(out));
}

Result<void> Desk::look_at_box() {
    const RoundState* const round = state_->round();
    const bool shut = share_fits() && round != nullptr && round->closing && !round->voided;
    if (!shut || !compared_) {
        for (const char* const section : {"box", "cosignatures", "shares", "result"})
            board_.put(section, nullptr);
        return {};
    }
    if (!closed_.examined) {
        closed_.examined = true;
        PJ_TRY(examine());
    }
    return closed_.held ? put_box_of_log() : Result<void>{};
}

Result<void> Desk::examine() {
    using clock = std::chrono::steady_clock;
    const clock::time_point begun = clock::now();
    verified_anew_ = false;
    const Result<void> held = device_->examine(evidence_);
    if (verified_anew_) {
        const auto took = clock::now() - begun;
        box_ms_ = std::chrono::duration_cast<std::chrono::milliseconds>(took).count();
    }
    board_.put("verifying", nullptr);
    if (!held && held.error().code == Errc::log_rollback) return held;
    closed_.held = held.has_value();
    const BoxCounts& counts = state_->round()->closing->counts;
    boost::json::object out;
    out["held"] = closed_.held;
    out["ms"] = box_ms_;
    out["cast"] = counts.cast;
    out["handed_back"] = counts.handed_back;
    out["checks"] = describe_checks(device_->checks());
    out["refusal"] = nullptr;
    if (!held) out["refusal"] = describe_error(held.error());
    board_.put("box", std::move(out));
    return {};
}

Result<void> Desk::put_box_of_log() {
    const RoundState& round = *state_->round();
    const RecordView log = PJ_TRY(decode_record(evidence_));
    boost::json::object cosignatures = PJ_TRY(describe_cosignatures(*state_, log));
    cosignatures["own"] = cosigned_;
    board_.put("cosignatures", std::move(cosignatures));

    boost::json::object shares;
    const std::vector<TellerNumber> good = PJ_TRY(device_->share_givers(evidence_));
    shares["good"] = values_of(good);
    boost::json::array sent;
    for (const auto& [teller, count] : round.shares_by_teller)
        sent.emplace_back(teller.value());
    shares["sent"] = std::move(sent);
    board_.put("shares", std::move(shares));

    if (!round.result_index) {
        board_.put("result", nullptr);
        return {};
    }
    const Result<ResultHash> own = device_->confirm_result(evidence_);
    boost::json::object result;
    if (own) result = describe_result(round);
    result["refusal"] = nullptr;
    if (!own) result["refusal"] = describe_error(own.error());
    board_.put("result", std::move(result));
    return {};
}

}  // namespace piaojue::teller::console
