#include "server/teller/device.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "server/teller/log_copy.hpp"

namespace piaojue::teller {

namespace {

Result<void> check_extends(const CongressState& state, const std::optional<SeenLog>& seen) {
    if (!seen) return {};
    if (seen->size > state.size() || state.tree().root_at(seen->size) != seen->root) {
        return fail(Errc::log_rollback,
                    fmt::format("this device cosigned a log of {} entries that this one does not "
                                "extend; stop and tell everybody",
                                seen->size));
    }
    return {};
}

}  // namespace

TellerDevice::TellerDevice(const PersonKeys& keys, ShareFile file, Remember remember,
                           VerifyOptions options)
    : keys_(&keys),
      file_(std::move(file)),
      remember_(std::move(remember)),
      options_(std::move(options)) {
    PJ_ASSERT(keys.teller, "a teller's keys");
}

Result<void> TellerDevice::verify_box(ByteView evidence) {
    SystemRng rng;
    EvidenceReport checked = PJ_TRY(verify_until_close(evidence, rng, options_));
    for (const CheckResult& check : checked.report.checks) {
        if (!check.passed) {
            return fail(Errc::malformed,
                        fmt::format("{}: {}", check_name(check.check), check.detail));
        }
    }
    if (!checked.closed) return fail(Errc::wrong_phase, "the box is not closed");
    closed_.emplace(std::move(*checked.closed));
    return {};
}

Result<CongressState> TellerDevice::verify(ByteView evidence) {
    const RecordView view = PJ_TRY(decode_record(evidence));
    CongressState state = PJ_TRY(replay(view));
    if (state.congress_id() != file_.congress || state.ceremony_hash() != file_.ceremony) {
        return fail(Errc::unknown_round, "this share belongs to another congress or ceremony");
    }
    PJ_TRY(check_extends(state, file_.seen));
    const RoundState* const round = state.round();
    if (round == nullptr || !round->closing) {
        return fail(Errc::wrong_phase, "the box is not closed");
    }
    // The root pins every ballot: a box that was verified once is not verified again.
    const bool known = closed_ && closed_->tally.root == round->closing_root &&
                       closed_->tally.round.hash() == round->manifest.hash();
    if (!known) PJ_TRY(verify_box(evidence));
    return state;
}

void TellerDevice::see(const SeenLog& log) {
    if (!file_.seen || file_.seen->size < log.size) file_.seen = log;
}

Result<Cosignature> TellerDevice::cosign(ByteView evidence, std::uint64_t seconds) {
    PJ_TRY(verify(evidence));
    see({closed_->checkpoint.size, closed_->checkpoint.root});
    remember_(file_);
    return piaojue::cosign(closed_->checkpoint, keys_->teller->cosigner_key, seconds);
}

Result<Bytes> TellerDevice::give_share(ByteView evidence, Rng& rng) {
    const CongressState state = PJ_TRY(verify(evidence));
    if (!state.round()->cosigned_index) {
        return fail(Errc::too_few_cosignatures,
                    "the closing checkpoint lacks its quorum of cosignatures");
    }
    const GivenShare asked{state.round()->manifest.hash(), state.round()->closing_root};
    const auto given =
        std::find_if(file_.given.begin(), file_.given.end(),
                     [&](const GivenShare& earlier) { return earlier.manifest == asked.manifest; });
    if (given != file_.given.end() && given->root != asked.root) {
        return fail(Errc::not_permitted,
                    "this device gave its share for another closing checkpoint of this round");
    }
    const Share share =
        PJ_TRY(make_share(closed_->tally, file_.teller, file_.share, keys_->statement_key, rng));
    if (given == file_.given.end()) file_.given.push_back(asked);
    see({state.size(), state.tree().root()});
    remember_(file_);
    return encode_share(share);
}

Result<Bytes> TellerDevice::expected_result(const CongressState& state,
                                            std::span<const ByteView> entries) const {
    const RoundState& round = *state.round();
    std::vector<CheckedShare> shares;
    for (const std::uint64_t index : round.shares) {
        if (index > *round.result_index) continue;
        const Share share = PJ_TRY(decode_share(entries[index]));
        if (auto checked = CheckedShare::check(closed_->tally, share)) {
            shares.push_back(*std::move(checked));
        }
    }
    std::optional<Combined> combined;
    if (!round.too_few_ballots()) combined = PJ_TRY(combine(closed_->tally, shares));
    return encode_result(
        make_result(round.manifest, round.closing_root, closed_->closing.counts, combined));
}

Result<ResultHash> TellerDevice::confirm_result(ByteView evidence) {
    const CongressState state = PJ_TRY(verify(evidence));
    const RecordView view = PJ_TRY(decode_record(evidence));
    if (!state.round()->result_index) return fail(Errc::wrong_phase, "no result yet");
    const Bytes expected = PJ_TRY(expected_result(state, view.entries));
    if (!equal(view.entries[*state.round()->result_index], expected)) {
        return fail(Errc::malformed, "the result is not what the shares decrypt to");
    }
    return result_hash(expected);
}

}  // namespace piaojue::teller
