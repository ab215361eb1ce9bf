#include "crypto/cocktail_schnorr.hpp"

#include <array>

#include "crypto/hash.hpp"
#include "crypto/multi_scalar.hpp"

namespace piaojue {

namespace {

constexpr std::string_view nonce_prefix = "COCKTAIL-DKG-Ristretto255-SHA512-NONCE";
constexpr std::string_view challenge_prefix = "COCKTAIL-DKG-Ristretto255-SHA512-H7";

Scalar challenge(ByteView R, const Point& public_key, ByteView message) {
    return Scalar::from_wide(sha512({as_bytes(challenge_prefix), R, public_key.bytes(), message}));
}

}  // namespace

CocktailSignature cocktail_sign(const SecretScalar& secret, ByteView message) {
    const Point public_key = Point::base_mul(secret);
    const auto k =
        SecretScalar::from_wide(sha512_secret({as_bytes(nonce_prefix), secret.expose(), message}));
    const Point R = Point::base_mul(k);
    const Scalar c = challenge(R.bytes(), public_key, message);
    const Scalar z = (k + c * secret).reveal();
    CocktailSignature out;
    std::copy_n(R.bytes().data(), 32, out.data());
    std::copy_n(z.bytes().data(), 32, out.data() + 32);
    // Also catches k = 0, whose R no verifier takes.
    if (!check_cocktail_signature(public_key, message, out)) {
        throw EnvError("a signature of the key ceremony came out wrong");
    }
    return out;
}

Result<void> check_cocktail_signature(const Point& public_key, ByteView message,
                                      const CocktailSignature& signature) {
    const ByteView R_bytes = signature.view().first(32);
    const auto R = PublicPoint::decode(R_bytes);
    const auto z = Scalar::from_canonical_bytes(signature.view().subspan(32));
    if (!R || !z || public_key.is_identity()) {
        return fail(Errc::signature_rejected, "not the encoding of a signature");
    }
    const Scalar c = challenge(R_bytes, public_key, message);
    const std::array<Scalar, 2> scalars{*z, -c};
    const std::array<PublicPoint, 2> points{PublicPoint::generator(),
                                            PublicPoint::from(public_key)};
    if (!(multi_mul_vartime(scalars, points) == *R)) return fail(Errc::signature_rejected);
    return {};
}

}  // namespace piaojue
