// server/tally/tally.cpp — from the closing checkpoint to the result          PROTOCOL.md §11
#include "server/tally/tally.hpp"

#include <algorithm>

#include "ballot/entries/closing.hpp"
#include "ballot/entries/share.hpp"
#include "crypto/base/reader.hpp"

namespace piaojue::tally {
namespace {

constexpr std::uint64_t entries_at_once = 64;

// Between the look at the log and the append the round was voided, or a rollback was found.
bool overtaken(Errc code) {
    return code == Errc::wrong_phase || code == Errc::log_rollback;
}

bool is_kept(const std::vector<SignedCheckpoint::ByCosigner>& kept,
             const SignedCheckpoint::ByCosigner& one) {
    return std::find(kept.begin(), kept.end(), one) != kept.end();
}

}  // namespace

Result<bool> Tally::cosign(ByteView request) {
    Reader reader{request};
    const std::uint8_t teller = PJ_TRY(reader.u8());
    Cosignature cosignature;
    cosignature.seconds = PJ_TRY(reader.u64());
    cosignature.signature = PJ_TRY(reader.fixed<64>());
    PJ_TRY(reader.finish());
    if (cosignature.seconds > cosignature_seconds_max) return fail(Errc::malformed, "timestamp");

    const std::lock_guard lock{mutex_};
    const log::ViewPtr view = log_.view();
    const RoundState* const round = view->state.round();
    if (round == nullptr) return fail(Errc::unknown_round);
    if (!round->closing) return fail(Errc::wrong_phase, "nothing is closed");
    const CheckpointKeys keys = view->state.checkpoint_keys();
    if (teller == 0 || teller > keys.cosigners.size())
        return fail(Errc::not_permitted, "no such teller");

    const SignedCheckpoint::ByCosigner one{teller - std::size_t{1}, cosignature};
    const bool again = is_kept(log_.cosignatures(round->closing_size), one);
    if (!again) {
        if (round->phase != Phase::closed) return fail(Errc::wrong_phase, "the quorum is complete");
        PJ_TRY(check_cosignature(log_.checkpoint_at(round->closing_size),
                                 keys.cosigners[one.cosigner].key, cosignature));
        log_.keep_cosignature(round->closing_size, one);
        journal_.write(audit::cosigned(
            teller, static_cast<unsigned>(log_.cosignatures(round->closing_size).size()),
            static_cast<unsigned>(round->cosignatures_needed())));
    }
    append_cosigned(*log_.view());
    append_result(*log_.view());
    return log_.view()->state.round()->cosigned_index.has_value();
}

Result<std::uint64_t> Tally::share(ByteView entry) {
    const Share share = PJ_TRY(decode_share(entry));
    const std::lock_guard lock{mutex_};
    if (!log_.view()->round) return fail(Errc::unknown_round);
    if (share.manifest != log_.view()->round->hash()) return fail(Errc::wrong_manifest);

    const std::optional<std::uint64_t> before = log_.find(entry);
    const std::uint64_t index =
        before ? *before : PJ_TRY(log_.append(Bytes{entry.begin(), entry.end()}));
    const Result<CheckedShare> checked = CheckedShare::check(context(*log_.view()), share);
    if (!before) journal_.write(audit::share_received(share.teller.value(), checked.has_value()));
    if (!checked) return fail(Errc::share_rejected, checked.error().detail);
    append_result(*log_.view());
    return index;
}

void Tally::go_on() {
    const std::lock_guard lock{mutex_};
    append_cosigned(*log_.view());
    append_result(*log_.view());
}

void Tally::append_cosigned(const log::View& view) {
    const RoundState* const round = view.state.round();
    if (round == nullptr || round->phase != Phase::closed || !round->closing) return;
    std::vector<SignedCheckpoint::ByCosigner> by = log_.cosignatures(round->closing_size);
    if (by.size() < round->cosignatures_needed()) return;
    const std::string note = log_.signed_checkpoint_at(round->closing_size, std::move(by));
    const ByteView text = as_bytes(note);
    const Result<std::uint64_t> appended =
        log_.append(encode_cosigned({round->manifest.hash(), Bytes{text.begin(), text.end()}}));
    PJ_ASSERT(appended || overtaken(appended.error().code),
              "a complete cosigned entry follows the close");
}

void Tally::append_result(const log::View& view) {
    const RoundState* const round = view.state.round();
    if (round == nullptr || round->phase != Phase::cosigned) return;
    const VoteManifest& manifest = round->manifest;
    if (round->awaits_paper_statement()) return;
    const std::optional<PaperPart> paper = round->paper_part();
    std::optional<Combined> combined;
    if (!round->stays_closed()) {
        const std::vector<CheckedShare> shares = valid_shares(view);
        if (shares.size() < manifest.fields().threshold) return;
        Result<Combined> opened = combine(context(view), shares);
        if (!opened) {
            // Only if proofs of ballots do not hold: every verifier sees it too. The officials
            // void.
            journal_.write(audit::incident("tally", opened.error().detail));
            return;
        }
        combined = std::move(*opened);
    }
    const ResultEntry result =
        make_result(manifest, round->closing_root, round->closing->counts, combined, paper);
    const Result<std::uint64_t> appended = log_.append(encode_result(result));
    PJ_ASSERT(appended || overtaken(appended.error().code), "a result follows the shares");
}

// The sum over all ballots of the closing checkpoint, made once.
const TallyContext& Tally::context(const log::View& view) {
    const RoundState& round = *view.state.round();
    if (context_ && context_->root == round.closing_root &&
        context_->round.hash() == round.manifest.hash())
        return *context_;
    TallyContext made{*view.round, round.closing_root, Aggregate{*view.round}};
    for (std::size_t done = 0; done < round.ballots.size(); done += entries_at_once) {
        const std::uint64_t count =
            std::min<std::uint64_t>(entries_at_once, round.ballots.size() - done);
        for (const Bytes& entry : log_.entries(round.ballots[done], count)) {
            const Result<EncryptedBallot> ballot =
                EncryptedBallot::decode(*view.round, ByteView{entry}.subspan(1));
            if (!ballot) throw EnvError("log.db: a ballot in it can not be read");
            made.aggregate.add(*ballot);
        }
    }
    context_ = std::move(made);
    return *context_;
}

// Of each teller the first that verifies.
std::vector<CheckedShare> Tally::valid_shares(const log::View& view) {
    std::vector<CheckedShare> out;
    for (const std::uint64_t index : view.state.round()->shares) {
        const Result<Share> share = decode_share(log_.entry(index));
        PJ_ASSERT(share.has_value(), "a share in the log is one");
        Result<CheckedShare> checked = CheckedShare::check(context(view), *share);
        if (!checked) continue;
        const bool known = std::any_of(out.begin(), out.end(), [&share](const CheckedShare& other) {
            return other.teller() == share->teller;
        });
        if (!known) out.push_back(std::move(*checked));
    }
    return out;
}

}  // namespace piaojue::tally
