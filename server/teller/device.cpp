#include "server/teller/device.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "crypto/base/encoding.hpp"
#include "server/teller/log_copy.hpp"

namespace piaojue::teller {

Result<void> check_extends(const CongressState& state, const std::optional<SeenLog>& seen) {
    if (!seen) return {};
    if (seen->size > state.size() || state.tree().root_at(seen->size) != seen->root) {
        return fail(
            Errc::log_rollback,
            fmt::format("this device saw a log of {} entries that this one does not extend; "
                        "stop and tell everybody",
                        seen->size));
    }
    return {};
}

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
    checks_ = std::move(checked.report.checks);
    for (const CheckResult& check : checks_) {
        if (!check.passed) {
            return fail(Errc::malformed,
                        fmt::format("{}: {}", check_name(check.check), check.detail));
        }
    }
    if (!checked.closed) return fail(Errc::wrong_phase, "the box is not closed");
    closed_.emplace(std::move(*checked.closed));
    return {};
}

Result<CongressState> TellerDevice::read_log(ByteView evidence) const {
    const RecordView view = PJ_TRY(decode_record(evidence));
    CongressState state = PJ_TRY(replay(view));
    if (state.congress_id() != file_.congress || state.ceremony_hash() != file_.ceremony) {
        return fail(Errc::unknown_round, "this share belongs to another congress or ceremony");
    }
    if (state.round() == nullptr || !state.round()->closing) {
        return fail(Errc::wrong_phase, "the box is not closed");
    }
    return state;
}

Result<void> TellerDevice::verify(ByteView evidence, const CongressState& state) {
    PJ_TRY(check_extends(state, file_.seen));
    const RoundState& round = *state.round();
    if (options_.expected_manifest && *options_.expected_manifest != round.manifest.hash()) {
        return fail(Errc::wrong_manifest,
                    fmt::format("the server's round is {}, not the one of the hall; stop and tell "
                                "everybody",
                                encode_hex(round.manifest.hash().value())));
    }
    // The root pins every ballot: a box that was verified once is not verified again.
    const bool known = closed_ && closed_->tally.root == round.closing_root &&
                       closed_->tally.round.hash() == round.manifest.hash();
    if (!known) PJ_TRY(verify_box(evidence));
    return {};
}

void TellerDevice::see(const SeenLog& log) {
    if (!file_.seen || file_.seen->size < log.size) file_.seen = log;
}

Result<void> TellerDevice::examine(ByteView evidence) {
    const CongressState state = PJ_TRY(read_log(evidence));
    return verify(evidence, state);
}

Result<Cosignature> TellerDevice::cosign(ByteView evidence, std::uint64_t seconds) {
    PJ_TRY(examine(evidence));
    see({closed_->checkpoint.size, closed_->checkpoint.root});
    remember_(file_);
    return piaojue::cosign(closed_->checkpoint, keys_->teller->cosigner_key, seconds);
}

Result<bool> TellerDevice::was_given(const GivenShare& asked) const {
    const auto given =
        std::find_if(file_.given.begin(), file_.given.end(),
                     [&](const GivenShare& earlier) { return earlier.manifest == asked.manifest; });
    if (given == file_.given.end()) return false;
    if (given->root != asked.root) {
        return fail(Errc::not_permitted,
                    "this device gave its share for another closing checkpoint of this round; "
                    "stop and tell everybody");
    }
    return true;
}

Result<Bytes> TellerDevice::give_share(ByteView evidence, Rng& rng) {
    const CongressState state = PJ_TRY(read_log(evidence));
    const GivenShare asked{state.round()->manifest.hash(), state.round()->closing_root};
    const bool given = PJ_TRY(was_given(asked));
    PJ_TRY(verify(evidence, state));
    if (!state.round()->cosigned_index) {
        return fail(Errc::too_few_cosignatures,
                    "the closing checkpoint lacks its quorum of cosignatures");
    }
    if (state.round()->voided) return fail(Errc::wrong_phase, "the round is void: it stays closed");
    if (state.round()->awaits_paper_statement()) {
        return fail(Errc::wrong_phase, "the sheets of paper are not counted yet");
    }
    if (const auto paper = state.round()->paper_part(); paper && paper->too_many) {
        return fail(Errc::wrong_phase, "more papers than were issued: the box stays closed");
    }
    const Share share =
        PJ_TRY(make_share(closed_->tally, file_.teller, file_.share, keys_->statement_key, rng));
    if (!given) file_.given.push_back(asked);
    see({state.size(), state.tree().root()});
    remember_(file_);
    return encode_share(share);
}

Result<std::vector<CheckedShare>> TellerDevice::valid_shares(
    const RoundState& round, std::span<const ByteView> entries) const {
    std::vector<CheckedShare> shares;
    for (const std::uint64_t index : round.shares) {
        if (round.result_index && index > *round.result_index) continue;
        const Share share = PJ_TRY(decode_share(entries[index]));
        if (auto checked = CheckedShare::check(closed_->tally, share)) {
            shares.push_back(*std::move(checked));
        }
    }
    return shares;
}

Result<std::vector<TellerNumber>> TellerDevice::share_givers(ByteView evidence) {
    const CongressState state = PJ_TRY(read_log(evidence));
    PJ_TRY(verify(evidence, state));
    const RecordView view = PJ_TRY(decode_record(evidence));
    const std::vector<CheckedShare> shares = PJ_TRY(valid_shares(*state.round(), view.entries));
    std::vector<TellerNumber> givers;
    for (const CheckedShare& share : shares)
        givers.push_back(share.teller());
    return givers;
}

Result<ResultHash> TellerDevice::confirm_result(ByteView evidence) {
    const CongressState state = PJ_TRY(read_log(evidence));
    PJ_TRY(verify(evidence, state));
    const RecordView view = PJ_TRY(decode_record(evidence));
    const RoundState& round = *state.round();
    const std::vector<CheckedShare> shares = PJ_TRY(valid_shares(round, view.entries));
    if (!round.result_index) {
        const std::size_t threshold = round.manifest.fields().threshold;
        if (!round.cosigned_index || round.stays_closed() || round.awaits_paper_statement() ||
            shares.size() >= threshold) {
            return fail(Errc::wrong_phase, "no result yet");
        }
        return fail(Errc::too_few_shares,
                    fmt::format("{} of {} shares are there", shares.size(), threshold));
    }
    std::optional<Combined> combined;
    if (!round.stays_closed()) combined = PJ_TRY(combine(closed_->tally, shares));
    const Bytes expected = encode_result(make_result(
        round.manifest, round.closing_root, closed_->closing.counts, combined, round.paper_part()));
    if (!equal(view.entries[*round.result_index], expected)) {
        return fail(Errc::malformed, "the result is not what the shares decrypt to");
    }
    return result_hash(expected);
}

}  // namespace piaojue::teller
