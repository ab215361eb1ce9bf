// ballot/round.hpp — a manifest and what follows from its keys, prepared once   PROTOCOL.md §6 §7
// §8
//
// Everything that makes or checks ballots of one round asks a Round. It is a handle: copies share
// one immutable body. Public; safe from any thread.
#pragma once

#include <memory>

#include "ballot/manifest.hpp"
#include "crypto/blind_rsa.hpp"
#include "crypto/public_point.hpp"
#include "crypto/transcript.hpp"

namespace piaojue {

class Round {
public:
    // Refuses `malformed` if the issuer's modulus is no key of §6 (without looking at the roots).
    [[nodiscard]] static Result<Round> create(VoteManifest manifest);

    [[nodiscard]] const VoteManifest& manifest() const { return body_->manifest; }
    [[nodiscard]] const ManifestHash& hash() const { return body_->manifest.hash(); }
    [[nodiscard]] const BallotShape& shape() const { return body_->manifest.shape(); }
    [[nodiscard]] const Point& joint_key() const { return body_->manifest.fields().joint_key; }
    [[nodiscard]] const PublicPoint& public_joint_key() const { return body_->joint_key; }
    [[nodiscard]] const IssuerPublicKey& issuer() const { return body_->issuer; }
    // A transcript that has absorbed nothing but the ballot session (§8.3).
    [[nodiscard]] const Transcript& ballot_transcript() const { return body_->transcript; }

private:
    struct Body {
        VoteManifest manifest;
        IssuerPublicKey issuer;
        PublicPoint joint_key;
        Transcript transcript;
    };

    explicit Round(std::shared_ptr<const Body> body) : body_(std::move(body)) {}

    std::shared_ptr<const Body> body_;
};

// Whether the issuer's key and its proof are those of §6: what a client asks before it blinds and a
// verifier names issuer_key. Refuses `malformed`, `token_rejected`.
[[nodiscard]] Result<void> check_issuer_key(const VoteManifest& manifest);

}  // namespace piaojue
