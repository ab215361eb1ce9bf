// server/box/box.hpp — the ballot box          PROTOCOL.md §8.6 §8.7 §11.9
//
// It knows the ballot, never the deputy. A request goes through the checks in the order that
// PROTOCOL.md gives their refusals, the proofs last because they cost most; then to the one writer,
// whose answer comes after the commit. The same bytes as an accepted ballot get the same promise,
// in every phase of the round.
//
// Secret: the box key. Threads: safe from any thread; start() and stop() by the owner. Failures of
// the disk while reading throw EnvError; those of the writer become `internal`.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "ballot/promise.hpp"
#include "server/box/sequencer.hpp"
#include "server/log/log.hpp"

namespace piaojue::box {

// A refusal with what the client may show to others.
struct BoxRefusal {
    Error error;
    Bytes promise;    // already_cast: of the ballot that is in the box
    Bytes signature;  // wrong_phase: the box key's, under this refusal of these bytes
};
// The promise; for a report nothing.
using BoxAnswer = tl::expected<Bytes, BoxRefusal>;

// Everything that goes into the log behind the close statement, each batch sorted by bytes.
struct Contents {
    std::vector<Bytes> ballots;
    std::vector<Bytes> hand_backs;
    std::vector<Bytes> exchanges;
    std::vector<Bytes> opened;
};

class Box {
public:
    Box(const std::filesystem::path& database, SigningKey box_key, const log::Log& log, Rng& rng,
        SequencerLimits limits, Sequencer::OnFailure on_failure);

    void start() { sequencer_.start(); }
    void stop() { sequencer_.stop(); }

    [[nodiscard]] BoxAnswer cast(ByteView request);
    [[nodiscard]] BoxAnswer hand_back(ByteView request) { return give_up(request, hand_back_form); }
    // The same for a sheet of paper.
    [[nodiscard]] BoxAnswer exchange(ByteView request) { return give_up(request, exchange_form); }
    [[nodiscard]] BoxAnswer check(ByteView request);
    [[nodiscard]] BoxAnswer claim(ByteView request);

    [[nodiscard]] Held held(const ManifestHash& manifest);

    // From here on none of these slips can be spent. Nothing is written: the statement that voids
    // them goes into the log next, from which a start knows them; a start between the two finds
    // them neither here nor there. Refuses a slip that was spent, and all of them with it:
    // already_cast, already_handed_back; wrong_phase behind the close.
    [[nodiscard]] std::optional<Errc> void_slips(const Round& round,
                                                 const std::vector<SlipHash>& slips);
    // The marker in the queue: nothing goes in after it. The statement is kept with it. False: this
    // round's box was closed before. EnvError if the writer could not commit.
    bool close(const Round& round, const Bytes& statement);
    // The statement of the marker.
    [[nodiscard]] std::optional<Bytes> closed_by(const ManifestHash& manifest);
    [[nodiscard]] Contents contents(const ManifestHash& manifest);
    // While this lives no claim is taken (busy), and each that was answered is among claims().
    class ClaimsHeld {
    public:
        ~ClaimsHeld() { index_->hold_claims(false); }
        ClaimsHeld(const ClaimsHeld&) = delete;
        ClaimsHeld& operator=(const ClaimsHeld&) = delete;
        // Sorted by bytes.
        [[nodiscard]] std::vector<Bytes> claims() const {
            return store_.claims(index_->manifest());
        }

    private:
        friend class Box;
        ClaimsHeld(std::shared_ptr<Index> index, Store& store)
            : index_(std::move(index)), store_(store) {
            index_->hold_claims(true);
        }
        std::shared_ptr<Index> index_;
        Store& store_;
    };
    [[nodiscard]] ClaimsHeld hold_claims(const Round& round);
    // Returns when all that was on its way to the disk is there or refused.
    void settle();
    // After the close: the file no longer tells the order of arrival.
    void forget_order() { store_.forget_order(); }

    [[nodiscard]] const VerifyKey& public_key() const { return box_key_.verify_key(); }

private:
    [[nodiscard]] BoxAnswer give_up(ByteView request, const TokenUseForm& form);
    [[nodiscard]] std::shared_ptr<Index> index_of(const Round& round);
    [[nodiscard]] static Gate gate_of(const log::View& view, const ManifestHash& manifest);
    [[nodiscard]] Bytes promise_of(const ManifestHash& manifest, const LeafHash& leaf) const;
    [[nodiscard]] BoxAnswer refused(const ManifestHash& manifest, Error error,
                                    ByteView request) const;
    [[nodiscard]] BoxAnswer answer(const ManifestHash& manifest, const Verdict& verdict,
                                   ByteView request) const;
    // The promise of these very bytes, if they are in the box, or were claimed.
    [[nodiscard]] std::optional<Bytes> repeated(const Index& index, SpendKind kind,
                                                ByteView ballot_key, ByteView request) const;

    const SigningKey box_key_;
    const log::Log& log_;
    Rng& rng_;
    Store store_;
    std::mutex indices_mutex_;
    std::map<ManifestHash, std::shared_ptr<Index>> indices_;
    Sequencer sequencer_;
};

}  // namespace piaojue::box
