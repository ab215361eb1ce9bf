#include "ballot/token_use.hpp"

#include "crypto/base/reader.hpp"
#include "crypto/base/writer.hpp"

namespace piaojue {
namespace {

// What Q signs: M ‖ SHA-256(token)
Bytes use_payload(const ManifestHash& manifest, const Bytes32& token_hash) {
    Bytes out;
    append(out, manifest.value());
    append(out, token_hash);
    return out;
}

std::string named(const TokenUseForm& form, std::string_view what) {
    return std::string{form.name} + ": " + std::string{what};
}

}  // namespace

TokenUse make_token_use(const TokenUseForm& form, const BallotKeys& round, const Token& token,
                        const SigningKey& ballot_key) {
    const Bytes token_bytes = encode_token(token);
    const Bytes32 token_hash = sha256(token_bytes);
    const Signature signature = sign(ballot_key, form.tag, use_payload(round.hash(), token_hash));
    Writer writer;
    writer.u8(enum_code(form.type))
        .u16(form.version)
        .raw(round.hash().value())
        .raw(ballot_key.verify_key().bytes())
        .raw(token_bytes)
        .raw(signature);
    return {&form,     ballot_key.verify_key(),  token, token_hash,
            signature, std::move(writer).bytes()};
}

Result<void> check_token_use_envelope(const TokenUseForm& form, const BallotKeys& round,
                                      ByteView bytes) {
    if (bytes.size() > size::token_use) return fail(Errc::too_large, named(form, "length"));
    if (bytes.size() < size::token_use) return fail(Errc::malformed, named(form, "cut short"));
    Reader reader{bytes};
    if (PJ_TRY(reader.u8()) != enum_code(form.type)) {
        return fail(Errc::malformed, named(form, "another type of entry"));
    }
    if (PJ_TRY(reader.u16()) != form.version) {
        return fail(Errc::wrong_version, named(form, "version"));
    }
    if (PJ_TRY(reader.fixed<size::hash>()) != round.hash().value()) {
        return fail(Errc::wrong_manifest, named(form, "of another round"));
    }
    return {};
}

Result<TokenUse> decode_token_use(const TokenUseForm& form, const BallotKeys& round,
                                  ByteView bytes) {
    PJ_TRY(check_token_use_envelope(form, round, bytes));
    Reader reader{bytes};
    static_cast<void>(PJ_TRY(reader.take(1 + 2 + size::hash)));
    const ByteView key = PJ_TRY(reader.take(size::key));
    const VerifyKey ballot_key = PJ_TRY(VerifyKey::create(key));
    const ByteView token_bytes = PJ_TRY(reader.take(size::token));
    const Token token = PJ_TRY(decode_token(round, token_bytes));
    const Signature signature = PJ_TRY(reader.fixed<size::signature>());
    PJ_TRY(reader.finish());
    return TokenUse{&form,     ballot_key,
                    token,     sha256(token_bytes),
                    signature, Bytes{bytes.begin(), bytes.end()}};
}

Result<void> check_use_token(const BallotKeys& round, const TokenUse& use) {
    if (use.token.kind == TokenKind::paper) {
        return fail(Errc::token_rejected, "a sheet stands behind this token");
    }
    return check_token(round, use.ballot_key, use.token);
}

Result<void> check_use_signature(const BallotKeys& round, const TokenUse& use) {
    return check_signature(use.ballot_key, use.form->tag, use_payload(round.hash(), use.token_hash),
                           use.signature);
}

}  // namespace piaojue
