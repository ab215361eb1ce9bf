#include "crypto/detail/emsa_pss.hpp"

#include <array>

#include "crypto/hash.hpp"

namespace piaojue::detail {

namespace {

using openssl::check;
using openssl::check_ptr;

// The context is freed, and with it cleansed, at the end.
void digest(const EVP_MD* method, Parts parts, std::span<Byte> out) {
    const openssl::MdCtxHandle context{check_ptr(EVP_MD_CTX_new(), "EVP_MD_CTX_new")};
    check(EVP_DigestInit_ex2(context.get(), method, nullptr), "EVP_DigestInit_ex2");
    for (const ByteView part : parts) {
        if (part.empty()) continue;
        check(EVP_DigestUpdate(context.get(), part.data(), part.size()), "EVP_DigestUpdate");
    }
    check(EVP_DigestFinal_ex(context.get(), out.data(), nullptr), "EVP_DigestFinal_ex");
}

// RFC 8017 §B.2.1: XORs MGF1(seed) onto `out`.
void mask(const EVP_MD* method, ByteView seed, std::span<Byte> out) {
    SecretBuffer block(seed.size());
    std::uint32_t counter = 0;
    for (std::size_t at = 0; at < out.size(); at += block.size(), ++counter) {
        const std::array<Byte, 4> number{
            static_cast<Byte>(counter >> 24U), static_cast<Byte>(counter >> 16U),
            static_cast<Byte>(counter >> 8U), static_cast<Byte>(counter)};
        digest(method, {seed, ByteView{number}}, block.expose_mut());
        const std::size_t count = std::min(block.size(), out.size() - at);
        for (std::size_t i = 0; i < count; ++i)
            out[at + i] ^= block.expose()[i];
    }
}

}  // namespace

SecretBuffer emsa_pss_encode(ByteView message, ByteView salt, std::size_t em_bits,
                             const EVP_MD* method) {
    const auto hash_size = static_cast<std::size_t>(EVP_MD_get_size(method));
    const std::size_t em_size = (em_bits + 7) / 8;
    PJ_ASSERT(em_size >= hash_size + salt.size() + 2, "a key too small for this hash and salt");
    // 2  mHash = Hash(M)
    SecretBuffer message_hash(hash_size);
    digest(method, {message}, message_hash.expose_mut());
    // 5, 6  H = Hash(eight zero bytes ‖ mHash ‖ salt)
    SecretBuffer out(em_size);
    const std::size_t db_size = em_size - hash_size - 1;
    const auto db = out.expose_mut().first(db_size);
    const auto hash = out.expose_mut().subspan(db_size, hash_size);
    constexpr std::array<Byte, 8> zeros{};
    digest(method, {ByteView{zeros}, message_hash.expose(), salt}, hash);
    // 7, 8  DB = zeros ‖ 0x01 ‖ salt
    db[db_size - salt.size() - 1] = 0x01;
    std::copy(salt.begin(), salt.end(), db.end() - static_cast<std::ptrdiff_t>(salt.size()));
    // 9–11  DB ⊕ MGF(H), its leftmost bits cleared
    mask(method, hash, db);
    db[0] &= static_cast<Byte>(0xFFU >> (8 * em_size - em_bits));
    // 12  maskedDB ‖ H ‖ 0xbc
    out.expose_mut().back() = 0xbc;
    return out;
}

}  // namespace piaojue::detail
