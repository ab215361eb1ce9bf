#include "ballot/card.hpp"

#include "ballot/wire.hpp"
#include "crypto/hash.hpp"

namespace piaojue {

CardSecret make_card_secret(Rng& rng) {
    return rng.secret<20>();
}

SigningKey identity_key(const CardSecret& secret, const RollId& roll_id) {
    return SigningKey::from_seed(
        hkdf_sha512<32>(secret.expose(), roll_id.value(), as_bytes(tag::identity)));
}

}  // namespace piaojue
