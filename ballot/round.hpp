// ballot/round.hpp — a manifest together with what follows from its keys          PROTOCOL.md §6
//
// A handle: copies share one immutable body. Everything that makes or checks a ballot takes the
// BallotKeys that a Round is. Public; safe from any thread.
#pragma once

#include "ballot/ballot_keys.hpp"
#include "ballot/manifest.hpp"

namespace piaojue {

class Round : public BallotKeys {
public:
    // Refuses `malformed` if the issuer's modulus is no key of §6 (without looking at the roots).
    // The slips are those of the attachment that the manifest names; without them every drawn token
    // is rejected. The second persons are those of its enrolment; without them every paper token
    // is.
    [[nodiscard]] static Result<Round> create(VoteManifest manifest, SlipList slips = {},
                                              SecondPersons second_persons = {});

    [[nodiscard]] const VoteManifest& manifest() const { return *manifest_; }

private:
    Round(BallotKeys keys, VoteManifest manifest)
        : BallotKeys(std::move(keys)),
          manifest_(std::make_shared<const VoteManifest>(std::move(manifest))) {}

    std::shared_ptr<const VoteManifest> manifest_;
};

// Whether the issuer's key and its proof are those of §6: what a client asks before it blinds and a
// verifier names issuer_key. Refuses `malformed`, `token_rejected`.
[[nodiscard]] Result<void> check_issuer_key(const VoteManifest& manifest);

}  // namespace piaojue
