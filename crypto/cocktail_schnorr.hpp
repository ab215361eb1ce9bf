// crypto/cocktail_schnorr.hpp — the Schnorr signatures of COCKTAIL-DKG          PROTOCOL.md §4
//
// c2sp.org/cocktail-dkg, suite COCKTAIL(Ristretto255, SHA-512), "Schnorr Signature Scheme":
//   k = wide(SHA-512(prefix_nonce ‖ sk ‖ m))          R = k·G
//   c = wide(SHA-512(prefix_H7 ‖ R ‖ pk ‖ m))         z = k + c·sk       signature R ‖ z, 64 bytes
// Accept iff R is an element other than the identity, z < ℓ, and z·G = R + c·pk.
// Used by the key ceremony only: proofs of possession and the certificate.
//
// Secret: sk, k (wiped); constant time. The signer checks its signature before it leaves, because
// a fault under a nonce that is a function of the message would give the key away.
// Refusal: signature_rejected. EnvError if the signature came out wrong.
#pragma once

#include "crypto/point.hpp"
#include "crypto/scalar.hpp"

namespace piaojue {

using CocktailSignature = Bytes64;

[[nodiscard]] CocktailSignature cocktail_sign(const SecretScalar& secret, ByteView message);

[[nodiscard]] Result<void> check_cocktail_signature(const Point& public_key, ByteView message,
                                                    const CocktailSignature& signature);

}  // namespace piaojue
