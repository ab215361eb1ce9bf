// server/teller/device.hpp — what a teller's device does after the close    PROTOCOL.md §11.2 §11.4
//
// It is given evidence (the log up to now, in the form of a record) and trusts it for nothing: the
// log must extend what it cosigned before, everything up to the close is verified by
// ballot/verify.hpp, and the aggregate is rebuilt from the ballots. It gives its share for one
// closing root of a round and for no other, whatever it is asked. Before anything leaves the
// device, `remember` has stored the share file.
//
// Secret: keys and share. Threads: one owner.
#pragma once

#include <functional>
#include <optional>

#include "ballot/entries/share.hpp"
#include "ballot/verify.hpp"
#include "crypto/checkpoint.hpp"
#include "server/teller/person_keys.hpp"
#include "server/teller/share_file.hpp"

namespace piaojue::teller {

// Refuses `log_rollback`: the log is not what was seen, with more behind it.
[[nodiscard]] Result<void> check_extends(const CongressState& state,
                                         const std::optional<SeenLog>& seen);

class TellerDevice {
public:
    // Stores the share file durably; throws EnvError if that fails.
    using Remember = std::function<void(const ShareFile&)>;

    // `options` for the verification: progress, threads, the manifest hash to expect.
    TellerDevice(const PersonKeys& keys, ShareFile file, Remember remember,
                 VerifyOptions options = {});

    [[nodiscard]] TellerNumber number() const { return file_.teller; }
    // What this device has verified last; absent before cosign() or give_share().
    [[nodiscard]] const std::optional<ClosedRound>& closed_round() const { return closed_; }

    // The newest log that this device vouched for.
    [[nodiscard]] const std::optional<SeenLog>& seen() const { return file_.seen; }
    // What was checked of the last box, also of one that failed.
    [[nodiscard]] const std::vector<CheckResult>& checks() const { return checks_; }
    // From now on the newest round must be this one.
    void expect(const ManifestHash& manifest) { options_.expected_manifest = manifest; }

    // Everything up to the close. Refuses `log_rollback` (the log does not extend what was
    // cosigned), `wrong_phase` (not closed), `wrong_manifest` (not the round that was expected),
    // and what verification finds first.
    [[nodiscard]] Result<void> examine(ByteView evidence);

    // For the closing checkpoint of the newest round. Refuses as above.
    [[nodiscard]] Result<Cosignature> cosign(ByteView evidence, std::uint64_t seconds);

    // The signed share entry. Refuses `not_permitted` (a share was given for another closing root
    // of this round), then as above, `too_few_cosignatures`, and what make_share() refuses.
    [[nodiscard]] Result<Bytes> give_share(ByteView evidence, Rng& rng);

    // The tellers whose shares in this evidence hold. Refuses as above.
    [[nodiscard]] Result<std::vector<TellerNumber>> share_givers(ByteView evidence);

    // The hash of the result entry in this evidence, recomputed and found equal. Refuses as above,
    // without a result `too_few_shares` (fewer than the threshold are there) or `wrong_phase`, and
    // `malformed` (another result).
    [[nodiscard]] Result<ResultHash> confirm_result(ByteView evidence);

private:
    // The log, read to its end: of this congress and ceremony, the newest round closed.
    [[nodiscard]] Result<CongressState> read_log(ByteView evidence) const;
    // That it extends what was seen, and the newest round's box.
    [[nodiscard]] Result<void> verify(ByteView evidence, const CongressState& state);
    [[nodiscard]] Result<void> verify_box(ByteView evidence);
    // Whether a share for this round was given; refuses one for another closing root.
    [[nodiscard]] Result<bool> was_given(const GivenShare& asked) const;
    void see(const SeenLog& log);
    // Those in the log whose proofs hold, before the result if there is one.
    [[nodiscard]] Result<std::vector<CheckedShare>> valid_shares(
        const RoundState& round, std::span<const ByteView> entries) const;

    const PersonKeys* keys_;
    ShareFile file_;
    Remember remember_;
    VerifyOptions options_;
    std::optional<ClosedRound> closed_;
    std::vector<CheckResult> checks_;
};

}  // namespace piaojue::teller
