// ballot/slip.hpp — a drawn slip: the ballot paper for shared booths          PROTOCOL.md §7.4
//
// A sealed paper with a seed. Whoever opens it votes with it once, at any booth; that its ballot
// key is of the round shows its hash, which stands in a list that the manifest names. Nobody joins
// a slip to a deputy: the card says that one was drawn, not which.
//
// Secret: SlipSeed and its text, SlipSecrets (wiped). Lists and hashes are public; immutable, safe
// from any thread.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "ballot/ids.hpp"
#include "crypto/base/secret.hpp"
#include "crypto/signature.hpp"

namespace piaojue {

// 32 fresh bytes.
using SlipSeed = SecretBytes<32>;

struct SlipSecrets {
    SigningKey ballot_key;
    Bytes32 prefix;
};

// No round is in it: a slip outlives a manifest that is replaced before its seal.
[[nodiscard]] SlipSecrets derive_slip(const SlipSeed& seed);
[[nodiscard]] SlipHash slip_hash(const Bytes32& prefix, const VerifyKey& ballot_key);
[[nodiscard]] SlipHash slip_hash(const SlipSeed& seed);

// ── the paper ──
inline constexpr std::string_view slip_code_head = "PIAOJUE-SLIP:";
// Head, then fourteen groups of four Crockford characters joined by '-'.
[[nodiscard]] SecretBuffer encode_slip_code(const SlipSeed& seed);
// With or without the head and separators. Refuses `malformed`.
[[nodiscard]] Result<SlipSeed> decode_slip_code(std::string_view text);

// ── the list ──
// Content of an attachment: N hashes of 32 bytes, strictly ascending, 1 ≤ N ≤ 10,000. A handle;
// made without a list it is that of a round without slips.
class SlipList {
public:
    SlipList() = default;
    // Sorts. Refuses `malformed`: none, too many, one twice.
    [[nodiscard]] static Result<SlipList> create(std::vector<SlipHash> slips);
    // Refuses `malformed`.
    [[nodiscard]] static Result<SlipList> decode(ByteView content);

    [[nodiscard]] Bytes encode() const;
    [[nodiscard]] std::size_t size() const { return slips_ ? slips_->size() : 0; }
    [[nodiscard]] bool empty() const { return size() == 0; }
    [[nodiscard]] bool contains(const SlipHash& slip) const;
    // Whether a slip is in both.
    [[nodiscard]] bool meets(const SlipList& other) const;

    friend bool operator==(const SlipList& a, const SlipList& b) {
        return a.slips_ == b.slips_ || (a.slips_ && b.slips_ && *a.slips_ == *b.slips_);
    }

private:
    explicit SlipList(std::vector<SlipHash> slips)
        : slips_(std::make_shared<const std::vector<SlipHash>>(std::move(slips))) {}

    std::shared_ptr<const std::vector<SlipHash>> slips_;
};

}  // namespace piaojue
