// crypto/blind_rsa.hpp — blind signatures RSABSSA-SHA384-PSS of RFC 9474          PROTOCOL.md §6,
// §7
//
// Client: prepare → blind → (issuer: blind_sign) → finalize. Anyone: check_blind_signature.
// The issuer sees only z = m·r^e mod n, which for every message m is uniform over Z_n*, provided
// that raising to e permutes Z_n*; check_permutation_proof shows that of a key.
//
// Secret: salt, r, its inverse and the prepared message before it is shown (wiped; OpenSSL's
// constant-time exponentiation and inversion), and the private key. The functions take the size
// from the key; crypto/rsa_key.hpp certifies the one size that the protocol allows.
//
// Refusals: malformed (lengths, values not below n), token_rejected (a signature or proof that does
// not verify). EnvError if OpenSSL fails.
#pragma once

#include <vector>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/secret.hpp"
#include "crypto/rsa_key.hpp"

namespace piaojue {

inline constexpr std::size_t blind_rsa_salt_size = 48;
inline constexpr std::size_t blind_rsa_prefix_size = 32;
inline constexpr std::size_t permutation_proof_roots = 8;

// RFC 9474 §4.1, the randomized form: prefix ‖ message.
[[nodiscard]] Bytes prepare_randomized(ByteView prefix, ByteView message);

struct BlindedMessage {
    Bytes blinded;         // goes to the issuer, as long as the modulus
    SecretBuffer inverse;  // r⁻¹ mod n, for finalize
};

// RFC 9474 §4.2. `r` is a big-endian integer of any length, reduced mod n here; the caller makes
// it uniform (400 bytes for 3072 bits) and the salt 48 random bytes. Refused as malformed: r
// without an inverse, a message that is not coprime to n.
[[nodiscard]] Result<BlindedMessage> blind(const RsaPublicKey& key, ByteView prepared,
                                           ByteView salt, ByteView r);

// RFC 9474 §4.3: the answer to a blinded message; checks itself before it is let out.
[[nodiscard]] Result<Bytes> blind_sign(const RsaPrivateKey& key, ByteView blinded);

// RFC 9474 §4.4: the signature on the prepared message, verified.
[[nodiscard]] Result<Bytes> finalize(const RsaPublicKey& key, ByteView prepared,
                                     ByteView blind_signature, const SecretBuffer& inverse,
                                     std::size_t salt_size = blind_rsa_salt_size);

// RFC 9474 §4.5.
[[nodiscard]] Result<void> check_blind_signature(const RsaPublicKey& key, ByteView prepared,
                                                 ByteView signature,
                                                 std::size_t salt_size = blind_rsa_salt_size);

// Eight e-th roots of values hashed from n. If e divided φ(n), only one value in e would have a
// root, so eight roots leave 2^-128; small factors are excluded by IssuerPublicKey.
[[nodiscard]] std::vector<Bytes> prove_permutation(const RsaPrivateKey& key);
[[nodiscard]] Result<void> check_permutation_proof(const RsaPublicKey& key,
                                                   const std::vector<Bytes>& roots);

}  // namespace piaojue
