#include "server/teller/person_keys.hpp"

#include "ballot/wire.hpp"
#include "crypto/base/reader.hpp"
#include "crypto/base/writer.hpp"
#include "crypto/point.hpp"
#include "server/teller/secret_join.hpp"

namespace piaojue::teller {

namespace {

Result<SigningKey> read_signing_key(Reader& reader) {
    const auto seed = SecretBytes<32>::from(PJ_TRY(reader.take(size::key)));
    return SigningKey::from_seed(seed);
}

Result<TellerSecrets> read_teller(Reader& reader) {
    const auto scalar = SecretBytes<32>::from(PJ_TRY(reader.take(size::scalar)));
    SecretScalar dkg_key = PJ_TRY(SecretScalar::from_canonical(scalar));
    SigningKey cosigner_key = PJ_TRY(read_signing_key(reader));
    return TellerSecrets{std::move(dkg_key), std::move(cosigner_key)};
}

}  // namespace

Result<void> check_person_name(std::string_view name) {
    if (!name.empty() && name.size() <= limit::person_name && is_plain_text(as_bytes(name))) {
        return {};
    }
    return fail(Errc::malformed, "a name is 1 to 100 bytes of UTF-8 on one line");
}

PersonKeys make_person_keys(Role role, std::string name, Rng& rng) {
    PersonKeys keys{role, std::move(name), SigningKey::generate(rng), rng.bytes<size::hash>(), {}};
    if (role == Role::teller) {
        keys.teller = TellerSecrets{SecretScalar::random(rng), SigningKey::generate(rng)};
    }
    return keys;
}

SecretBuffer encode_person_keys(const PersonKeys& keys) {
    const Bytes head = Writer{}.u8(static_cast<std::uint8_t>(keys.role)).text(keys.name).bytes();
    const SecretBytes<32> statement = keys.statement_key.seed();
    if (!keys.teller) return join_secret({head, statement.expose(), keys.nonce});
    const SecretBytes<32> cosigner = keys.teller->cosigner_key.seed();
    return join_secret(
        {head, statement.expose(), keys.nonce, keys.teller->dkg_key.expose(), cosigner.expose()});
}

Result<PersonKeys> decode_person_keys(ByteView bytes) {
    Reader reader{bytes};
    const std::uint8_t role = PJ_TRY(reader.u8());
    if (role < 1 || role > static_cast<std::uint8_t>(Role::teller)) {
        return fail(Errc::malformed, "no such role");
    }
    std::string name = PJ_TRY(reader.text(limit::person_name));
    SigningKey statement_key = PJ_TRY(read_signing_key(reader));
    const Bytes32 nonce = PJ_TRY(reader.fixed<size::hash>());
    PersonKeys keys{static_cast<Role>(role), std::move(name), std::move(statement_key), nonce, {}};
    if (keys.role == Role::teller) keys.teller = PJ_TRY(read_teller(reader));
    PJ_TRY(reader.finish());
    return keys;
}

Person enrolment_line(const CongressId& congress, const PersonKeys& keys) {
    if (!keys.teller) {
        return make_person(congress, keys.role, keys.name, keys.statement_key, keys.nonce);
    }
    return make_teller(congress, keys.name, keys.statement_key,
                       Point::base_mul(keys.teller->dkg_key), keys.teller->cosigner_key,
                       keys.nonce);
}

}  // namespace piaojue::teller
