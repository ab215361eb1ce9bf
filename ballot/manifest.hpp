// ballot/manifest.hpp — what a round is: candidates, rules, keys          PROTOCOL.md §6
//
// The manifest hash M is over the entry's original bytes, which a VoteManifest keeps. A
// VoteManifest has passed every check that needs the entry alone; what it says about other entries
// (hashes, the certificate's keys, the roll's count) is checked where those are at hand, and the
// proof that the issuer's key permutes by crypto/blind_rsa. Public; immutable; safe from any
// thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ballot/ids.hpp"
#include "ballot/method.hpp"
#include "ballot/shape.hpp"
#include "crypto/point.hpp"
#include "crypto/signature.hpp"

namespace piaojue {

// When casting is allowed: only after issuing has ended, or beside it.
enum class Phases : std::uint8_t { split = 0, joint = 1 };

struct Project {
    ProjectNumber no;
    std::string name;
    std::string name2;  // another language, may be empty
    std::string ref;    // the number it has elsewhere, may be empty

    friend bool operator==(const Project&, const Project&) = default;
};

// The blind signature key with the proof that it is a permutation.
struct IssuerKeyBytes {
    Bytes384 modulus;
    std::array<Bytes384, size::issuer_roots> roots;

    friend bool operator==(const IssuerKeyBytes&, const IssuerKeyBytes&) = default;
};

struct ManifestFields {
    CongressId congress_id;
    EnrolmentHash enrolment_hash;
    CeremonyHash ceremony_hash;
    RollHash roll_hash;
    std::uint32_t due = 0;  // deputies on the roll
    std::uint8_t round = 1;
    RoundKind kind = RoundKind::first;
    ResultHash parent;  // zeros iff kind is first
    bool sample = false;
    std::string title;
    std::string title2;
    Phases phases = Phases::split;
    std::uint16_t min_group = 1;  // fewer ballots are not decrypted
    Bytes32 box_key;              // Ed25519; VoteManifest::box_key() is the checked form
    IssuerKeyBytes issuer;
    std::uint8_t threshold = 0;              // k
    Point joint_key;                         // K
    std::vector<Point> verification_shares;  // Y_1..Y_n
    Method method;
    std::vector<Project> projects;  // in candidate order
    std::vector<AttachmentHash> attachments;

    [[nodiscard]] std::uint8_t tellers() const {
        return static_cast<std::uint8_t>(verification_shares.size());
    }

    friend bool operator==(const ManifestFields&, const ManifestFields&) = default;
};

// q = ⌊(n + k − 1) / 2⌋ + 1
[[nodiscard]] std::uint8_t cosigner_quorum(std::uint8_t tellers, std::uint8_t threshold);

class VoteManifest {
public:
    // From its parts. Refuses what decode() refuses.
    [[nodiscard]] static Result<VoteManifest> create(const ManifestFields& fields);
    // From the entry. Refuses `too_large`, `malformed`, `wrong_version`, `not_canonical`,
    // `identity_point`.
    [[nodiscard]] static Result<VoteManifest> decode(ByteView entry);

    [[nodiscard]] const ManifestFields& fields() const { return fields_; }
    [[nodiscard]] const Method& method() const { return fields_.method; }
    [[nodiscard]] const VerifyKey& box_key() const { return box_key_; }
    [[nodiscard]] const Bytes& bytes() const { return bytes_; }
    [[nodiscard]] const ManifestHash& hash() const { return hash_; }
    [[nodiscard]] const BallotShape& shape() const { return shape_; }
    [[nodiscard]] std::uint8_t cosigner_quorum() const;
    // The position of a project in candidate order.
    [[nodiscard]] std::optional<std::size_t> position(ProjectNumber no) const;
    // In candidate order.
    [[nodiscard]] std::vector<ProjectNumber> project_numbers() const;

private:
    VoteManifest(ManifestFields fields, const VerifyKey& box_key, Bytes bytes);

    ManifestFields fields_;
    VerifyKey box_key_;
    Bytes bytes_;
    ManifestHash hash_;
    BallotShape shape_;
};

}  // namespace piaojue
