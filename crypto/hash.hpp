// crypto/hash.hpp — SHA-2, SHAKE256, HKDF, and the project's tagged hash          PROTOCOL.md §2
//
// Every hash of the project's own formats is tagged:
//   hash_tagged(tag, parts…) = SHA-256( u8 length(tag) ‖ tag ‖ parts… )
// The parts are joined without lengths: PROTOCOL.md gives each a fixed width or its own prefix.
//
// Public data goes through OpenSSL (SHA-NI); the `_secret` forms keep no state behind and return
// wiped types. All functions are safe from any thread; EnvError if OpenSSL fails.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string_view>

#include "crypto/base/bytes.hpp"
#include "crypto/base/secret.hpp"
#include "crypto/openssl/handles.hpp"

namespace piaojue {

using Bytes48 = FixedBytes<48>;
using Parts = std::initializer_list<ByteView>;

[[nodiscard]] Bytes32 sha256(ByteView data);
[[nodiscard]] Bytes32 sha256(Parts parts);
[[nodiscard]] Bytes48 sha384(ByteView data);
[[nodiscard]] Bytes64 sha512(ByteView data);
[[nodiscard]] Bytes64 sha512(Parts parts);
[[nodiscard]] SecretBytes<64> sha512_secret(Parts parts);

// SHA-256 over data that comes in pieces (files, streams). Public data only.
class Sha256 {
public:
    Sha256();
    Sha256& update(ByteView data);
    // The digest; the object then starts afresh.
    [[nodiscard]] Bytes32 finish();

private:
    openssl::MdCtxHandle context_;
};

// SHAKE256 with `size` bytes of output.
[[nodiscard]] Bytes shake256(Parts parts, std::size_t size);
[[nodiscard]] SecretBuffer shake256_secret(Parts parts, std::size_t size);

// HKDF (RFC 5869) with HMAC-SHA-512, extract then expand; at most 255·64 bytes.
[[nodiscard]] SecretBuffer hkdf_sha512(ByteView secret, ByteView salt, ByteView info,
                                       std::size_t size);

template <std::size_t N>
[[nodiscard]] SecretBytes<N> hkdf_sha512(ByteView secret, ByteView salt, ByteView info) {
    return SecretBytes<N>::from(hkdf_sha512(secret, salt, info, N).expose());
}

// A tag is at most 255 bytes of ASCII, fixed in the code.
[[nodiscard]] Bytes32 hash_tagged(std::string_view tag, Parts parts);
[[nodiscard]] SecretBytes<32> hash_tagged_secret(std::string_view tag, Parts parts);

}  // namespace piaojue
