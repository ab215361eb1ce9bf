#include "ballot/slip.hpp"

#include <algorithm>

#include "ballot/wire.hpp"
#include "crypto/base/encoding.hpp"
#include "crypto/base/reader.hpp"
#include "crypto/hash.hpp"

namespace piaojue {

namespace {

constexpr std::size_t slip_check_bytes = 3;
constexpr std::size_t slip_seed_bytes = 32;

// D(label) of §7.4
SecretBuffer derive_from_slip(const SlipSeed& seed, std::string_view label) {
    const FixedBytes<1> tag_size{{static_cast<Byte>(tag::slip_seed.size())}};
    const FixedBytes<1> label_size{{static_cast<Byte>(label.size())}};
    return shake256_secret(
        {tag_size, as_bytes(tag::slip_seed), seed.expose(), label_size, as_bytes(label)}, 32);
}

Bytes32 slip_check(ByteView seed) {
    return hash_tagged(tag::slip_code, {seed});
}

}  // namespace

SlipSecrets derive_slip(const SlipSeed& seed) {
    return {
        SigningKey::from_seed(SecretBytes<32>::from(derive_from_slip(seed, "ballot-key").expose())),
        Bytes32::from(derive_from_slip(seed, "prefix").expose())};
}

SlipHash slip_hash(const Bytes32& prefix, const VerifyKey& ballot_key) {
    return SlipHash{hash_tagged(tag::slip, {prefix, ballot_key.bytes()})};
}

SlipHash slip_hash(const SlipSeed& seed) {
    const SlipSecrets slip = derive_slip(seed);
    return slip_hash(slip.prefix, slip.ballot_key.verify_key());
}

SecretBuffer encode_slip_code(const SlipSeed& seed) {
    SecretBuffer checked(slip_seed_bytes + slip_check_bytes);
    const Bytes32 check = slip_check(seed.expose());
    const auto out = checked.expose_mut();
    std::ranges::copy(seed.expose(), out.begin());
    std::ranges::copy(check.view().first(slip_check_bytes), out.subspan(slip_seed_bytes).begin());
    const SecretBuffer groups = encode_secret_groups(checked.expose());
    SecretBuffer text(slip_code_head.size() + groups.size());
    std::ranges::copy(as_bytes(slip_code_head), text.expose_mut().begin());
    std::ranges::copy(groups.expose(), text.expose_mut().subspan(slip_code_head.size()).begin());
    return text;
}

Result<SlipSeed> decode_slip_code(std::string_view text) {
    if (text.starts_with(slip_code_head)) text.remove_prefix(slip_code_head.size());
    const SecretBuffer checked =
        PJ_TRY(decode_secret_groups(text, slip_seed_bytes + slip_check_bytes));
    SlipSeed seed = SlipSeed::from(checked.expose().first(slip_seed_bytes));
    const Bytes32 check = slip_check(seed.expose());
    if (!equal(check.view().first(slip_check_bytes), checked.expose().subspan(slip_seed_bytes))) {
        return fail(Errc::malformed, "the checksum does not fit: some character was misread");
    }
    return seed;
}

Result<SlipList> SlipList::create(std::vector<SlipHash> slips) {
    std::sort(slips.begin(), slips.end());
    if (slips.empty() || slips.size() > limit::slips) {
        return fail(Errc::malformed, "number of slips");
    }
    if (std::adjacent_find(slips.begin(), slips.end()) != slips.end()) {
        return fail(Errc::malformed, "a slip stands twice in its list");
    }
    return SlipList{std::move(slips)};
}

Result<SlipList> SlipList::decode(ByteView content) {
    const std::size_t count = content.size() / size::hash;
    if (content.size() % size::hash != 0 || count == 0 || count > limit::slips) {
        return fail(Errc::malformed, "length of a list of slips");
    }
    std::vector<SlipHash> slips;
    slips.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const SlipHash slip{Bytes32::from(content.subspan(i * size::hash, size::hash))};
        if (i != 0 && slip <= slips.back()) {
            return fail(Errc::malformed, "slips out of order");
        }
        slips.push_back(slip);
    }
    return SlipList{std::move(slips)};
}

Bytes SlipList::encode() const {
    Bytes out;
    if (!slips_) return out;
    out.reserve(slips_->size() * size::hash);
    for (const SlipHash& slip : *slips_)
        append(out, slip.value());
    return out;
}

bool SlipList::contains(const SlipHash& slip) const {
    return slips_ && std::binary_search(slips_->begin(), slips_->end(), slip);
}

bool SlipList::meets(const SlipList& other) const {
    if (!slips_) return false;
    return std::any_of(slips_->begin(), slips_->end(),
                       [&other](const SlipHash& slip) { return other.contains(slip); });
}

}  // namespace piaojue
