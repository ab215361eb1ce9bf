#include "server/teller/box_acts.hpp"

#include <array>
#include <exception>
#include <thread>

namespace piaojue::teller {

void run_on_two_threads(std::span<const std::function<void()>> tasks) {
    std::array<std::exception_ptr, 2> failures;
    const auto work = [&](std::size_t first) {
        try {
            for (std::size_t i = first; i < tasks.size(); i += 2)
                tasks[i]();
        } catch (...) {
            failures[first] = std::current_exception();
        }
    };
    {
        const std::jthread second{work, 1};
        work(0);
    }
    for (const std::exception_ptr& failure : failures) {
        if (failure) std::rethrow_exception(failure);
    }
}

Result<bool> cosign_box(client::Api& api, TellerDevice& device, ByteView evidence,
                        const Clock& clock) {
    const Cosignature cosignature = PJ_TRY(device.cosign(evidence, clock.now_seconds()));
    return client::as_result(client::repeat_passing([&] {
        return api.post_cosignature(device.number(), cosignature.seconds, cosignature.signature);
    }));
}

Result<void> give_share(client::Api& api, TellerDevice& device, ByteView evidence, Rng& rng) {
    const Bytes share = PJ_TRY(device.give_share(evidence, rng));
    PJ_TRY(client::as_result(client::repeat_passing([&] { return api.post_share(share); })));
    return {};
}

Result<ResultHash> report_result(client::Api& api, TellerDevice& device, ByteView evidence,
                                 const ActingPerson& person, SerialBook& serials,
                                 const Clock& clock) {
    const ResultHash result = PJ_TRY(device.confirm_result(evidence));
    const std::array<ActingPerson, 1> signer{person};
    const RecordView view = PJ_TRY(decode_record(evidence));
    const CongressState log = PJ_TRY(replay(view));
    const std::uint32_t in_log = log.last_serial(person.key->verify_key());
    const std::uint32_t serial = PJ_TRY(serials.next(clock, in_log));
    const Bytes entry =
        make_statement_entry(Act::report, device.closed_round()->tally.round.hash().value(), serial,
                             clock.now_minutes(), ResultBody{result}, signer);
    PJ_TRY(client::as_result(client::repeat_passing([&] { return api.post_statement(entry); })));
    return result;
}

}  // namespace piaojue::teller
