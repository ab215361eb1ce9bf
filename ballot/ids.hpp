// ballot/ids.hpp — numbers and hashes that do not mix          PROTOCOL.md §2 §6 §8.5
//
// All of them are public. A hash id is a Bytes32 inside: writer.raw(id.value()).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/tagged.hpp"

namespace piaojue {

// A number modulo the issuer's key, big-endian.
using Bytes384 = FixedBytes<384>;

// Positions, counted from 1.
using DeputyNumber = Tagged<struct DeputyNumberTag, std::uint32_t>;
using PersonNumber = Tagged<struct PersonNumberTag, std::uint16_t>;
using BatchNumber = Tagged<struct BatchNumberTag, std::uint16_t>;
using TellerNumber = Tagged<struct TellerNumberTag, std::uint8_t>;
// Given by the congress, at least 1; not a position.
using ProjectNumber = Tagged<struct ProjectNumberTag, std::uint16_t>;
// Counted from 0.
using EntryIndex = Tagged<struct EntryIndexTag, std::uint64_t>;

using CongressId = Tagged<struct CongressIdTag, Bytes32>;
using EnrolmentHash = Tagged<struct EnrolmentHashTag, Bytes32>;
using CeremonyHash = Tagged<struct CeremonyHashTag, Bytes32>;
using RollId = Tagged<struct RollIdTag, Bytes32>;
using RollHash = Tagged<struct RollHashTag, Bytes32>;
using SlipHash = Tagged<struct SlipHashTag, Bytes32>;
using AttachmentHash = Tagged<struct AttachmentHashTag, Bytes32>;
using ManifestHash = Tagged<struct ManifestHashTag, Bytes32>;  // M, the id of a round
using BallotId = Tagged<struct BallotIdTag, Bytes32>;
using LeafHash = Tagged<struct LeafHashTag, Bytes32>;
using ResultHash = Tagged<struct ResultHashTag, Bytes32>;
using PaperHash = Tagged<struct PaperHashTag, Bytes32>;  // of the batches of sheets that count

// The first 100 bits of a ballot id, as a deputy reads and compares them.
class TrackingCode {
public:
    static constexpr std::size_t bits = 100;

    [[nodiscard]] static TrackingCode of(const BallotId& id);
    // 20 Crockford characters with or without separators. Refuses `malformed`.
    [[nodiscard]] static Result<TrackingCode> decode(std::string_view text);

    // Four groups of five, joined by '-'.
    [[nodiscard]] std::string text() const;

    friend bool operator==(const TrackingCode&, const TrackingCode&) = default;
    friend auto operator<=>(const TrackingCode&, const TrackingCode&) = default;

private:
    FixedBytes<13> bits_;  // the last four bits are zero
};

}  // namespace piaojue
