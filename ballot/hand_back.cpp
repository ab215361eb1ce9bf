#include "ballot/hand_back.hpp"

#include "crypto/base/reader.hpp"
#include "crypto/base/writer.hpp"

namespace piaojue {

namespace {

// What Q signs: M ‖ SHA-256(token)
Bytes hand_back_payload(const ManifestHash& manifest, const Bytes32& token_hash) {
    Bytes out;
    append(out, manifest.value());
    append(out, token_hash);
    return out;
}

std::string_view tag_of(EntryType type) {
    return type == EntryType::exchange ? tag::exchange : tag::hand_back;
}

static_assert(version::exchange == version::hand_back);

HandBack make(EntryType type, const BallotKeys& round, const Token& token,
              const SigningKey& ballot_key) {
    const Bytes token_bytes = encode_token(token);
    const Bytes32 token_hash = sha256(token_bytes);
    const Signature signature =
        sign(ballot_key, tag_of(type), hand_back_payload(round.hash(), token_hash));
    Writer writer;
    writer.u8(enum_code(type))
        .u16(version::hand_back)
        .raw(round.hash().value())
        .raw(ballot_key.verify_key().bytes())
        .raw(token_bytes)
        .raw(signature);
    return {type, ballot_key.verify_key(), token, token_hash, signature, std::move(writer).bytes()};
}

}  // namespace

HandBack make_hand_back(const BallotKeys& round, const Token& token, const SigningKey& ballot_key) {
    return make(EntryType::hand_back, round, token, ballot_key);
}

HandBack make_exchange(const BallotKeys& round, const Token& token, const SigningKey& ballot_key) {
    return make(EntryType::exchange, round, token, ballot_key);
}

Result<void> check_hand_back_envelope(const BallotKeys& round, ByteView bytes, EntryType type) {
    if (bytes.size() > size::hand_back) return fail(Errc::too_large, "a hand-back");
    if (bytes.size() < size::hand_back) return fail(Errc::malformed, "a hand-back cut short");
    Reader reader{bytes};
    if (PJ_TRY(reader.u8()) != enum_code(type)) {
        return fail(Errc::malformed, "another type of entry");
    }
    if (PJ_TRY(reader.u16()) != version::hand_back) {
        return fail(Errc::wrong_version, "of a hand-back");
    }
    if (PJ_TRY(reader.fixed<size::hash>()) != round.hash().value()) {
        return fail(Errc::wrong_manifest, "a hand-back");
    }
    return {};
}

Result<HandBack> decode_hand_back(const BallotKeys& round, ByteView bytes, EntryType type) {
    PJ_TRY(check_hand_back_envelope(round, bytes, type));
    Reader reader{bytes};
    static_cast<void>(PJ_TRY(reader.take(1 + 2 + size::hash)));
    const ByteView key = PJ_TRY(reader.take(size::key));
    const VerifyKey ballot_key = PJ_TRY(VerifyKey::create(key));
    const ByteView token_bytes = PJ_TRY(reader.take(size::token));
    const Token token = PJ_TRY(decode_token(round, token_bytes));
    const Signature signature = PJ_TRY(reader.fixed<size::signature>());
    PJ_TRY(reader.finish());
    return HandBack{
        type, ballot_key, token, sha256(token_bytes), signature, Bytes{bytes.begin(), bytes.end()}};
}

Result<void> check_hand_back_token(const BallotKeys& round, const HandBack& hand_back) {
    if (hand_back.token.kind == TokenKind::paper) {
        return fail(Errc::token_rejected, "a sheet stands behind this token");
    }
    return check_token(round, hand_back.ballot_key, hand_back.token);
}

Result<void> check_hand_back_signature(const BallotKeys& round, const HandBack& hand_back) {
    return check_signature(hand_back.ballot_key, tag_of(hand_back.type),
                           hand_back_payload(round.hash(), hand_back.token_hash),
                           hand_back.signature);
}

Result<AuthenticHandBack> AuthenticHandBack::authenticate(const BallotKeys& round, ByteView bytes,
                                                          EntryType type) {
    HandBack hand_back = PJ_TRY(decode_hand_back(round, bytes, type));
    PJ_TRY(check_hand_back_token(round, hand_back));
    PJ_TRY(check_hand_back_signature(round, hand_back));
    return AuthenticHandBack{std::move(hand_back)};
}

}  // namespace piaojue
