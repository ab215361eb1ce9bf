// ballot/ballot_keys.hpp — what ballots are made and checked with, prepared once   PROTOCOL.md §7
// §8
//
// Four things of a manifest and no more decide every byte of ballot papers and ballots: its hash,
// the ballot's shape, the joint key and the issuer's modulus; the list of slips, where it names
// one, decides which drawn tokens are of the round, and its enrolment who may witness a sheet of
// paper. A handle: copies share one immutable body.
// Public; safe from any thread.
#pragma once

#include <memory>

#include "ballot/ids.hpp"
#include "ballot/person_signature.hpp"
#include "ballot/shape.hpp"
#include "ballot/slip.hpp"
#include "crypto/blind_rsa.hpp"
#include "crypto/public_point.hpp"
#include "crypto/transcript.hpp"

namespace piaojue {

class BallotKeys {
public:
    // Refuses `malformed` if the issuer's modulus is no key of §6.
    [[nodiscard]] static Result<BallotKeys> create(const ManifestHash& manifest,
                                                   const BallotShape& shape, const Point& joint_key,
                                                   ByteView issuer_modulus, SlipList slips = {},
                                                   SecondPersons second_persons = {});

    [[nodiscard]] const ManifestHash& hash() const { return body_->manifest; }
    [[nodiscard]] const BallotShape& shape() const { return body_->shape; }
    [[nodiscard]] const Point& joint_key() const { return body_->joint_key; }
    [[nodiscard]] const PublicPoint& public_joint_key() const { return body_->public_joint_key; }
    [[nodiscard]] const IssuerPublicKey& issuer() const { return body_->issuer; }
    // Empty: the round has none, or whoever made this makes no drawn token's check.
    [[nodiscard]] const SlipList& slips() const { return body_->slips; }
    // Empty: whoever made this makes no paper token's check.
    [[nodiscard]] const SecondPersons& second_persons() const { return body_->second_persons; }
    // A transcript that has absorbed nothing but the ballot session (§8.3).
    [[nodiscard]] const Transcript& ballot_transcript() const { return body_->transcript; }

private:
    struct Body {
        ManifestHash manifest;
        BallotShape shape;
        Point joint_key;
        PublicPoint public_joint_key;
        IssuerPublicKey issuer;
        SlipList slips;
        SecondPersons second_persons;
        Transcript transcript;
    };

    explicit BallotKeys(std::shared_ptr<const Body> body) : body_(std::move(body)) {}

    std::shared_ptr<const Body> body_;
};

}  // namespace piaojue
