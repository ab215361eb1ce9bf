// server/teller/share_file.hpp — a teller's share of the joint key, and what the device did with it
//                                                                     PROTOCOL.md §4 §11.2 §11.4
// The file remembers two things that keep the device honest whatever it is asked: the newest log
// that it cosigned (it never cosigns one that does not extend it), and for which closing root of a
// round it gave its share (it never gives one for another root). It is rewritten, durably, before
// the signature leaves the device. Sealed under the passphrase; inside:
//   congress_id 32 ‖ ceremony_hash 32 ‖ u8 teller ‖ share 32
//   ‖ u8 has seen ‖ (1: u64 size ‖ root 32) ‖ u16 given ‖ given × (manifest hash 32 ‖ root 32)
//
// Secret: the share. Refusals: malformed, not_canonical.
#pragma once

#include <optional>
#include <vector>

#include "ballot/ids.hpp"
#include "crypto/scalar.hpp"

namespace piaojue::teller {

struct SeenLog {
    std::uint64_t size = 0;
    Bytes32 root;

    friend bool operator==(const SeenLog&, const SeenLog&) = default;
};

struct GivenShare {
    ManifestHash manifest;
    Bytes32 root;

    friend bool operator==(const GivenShare&, const GivenShare&) = default;
};

struct ShareFile {
    CongressId congress;
    CeremonyHash ceremony;
    TellerNumber teller;
    SecretScalar share;
    std::optional<SeenLog> seen;
    std::vector<GivenShare> given;
};

[[nodiscard]] SecretBuffer encode_share_file(const ShareFile& file);
[[nodiscard]] Result<ShareFile> decode_share_file(ByteView bytes);

}  // namespace piaojue::teller
