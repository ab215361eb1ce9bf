#include "ballot/encrypted.hpp"

#include "ballot/detail/statement.hpp"
#include "crypto/base/reader.hpp"
#include "crypto/base/writer.hpp"
#include "crypto/hash.hpp"
#include "crypto/merkle.hpp"

namespace piaojue {

namespace {

constexpr std::size_t body_at = 2 + size::hash + size::key;

std::size_t body_size(const BallotShape& shape) {
    return shape.ballot_bytes() - size::ballot_frame;
}

}  // namespace

Result<void> check_ballot_envelope(const BallotKeys& round, ByteView bytes) {
    const std::size_t expected = round.shape().ballot_bytes();
    if (bytes.size() > expected) return fail(Errc::too_large, "a ballot longer than its round's");
    if (bytes.size() < expected) return fail(Errc::malformed, "a ballot shorter than its round's");
    Reader reader{bytes};
    if (PJ_TRY(reader.u16()) != version::ballot) return fail(Errc::wrong_version, "of a ballot");
    if (PJ_TRY(reader.fixed<size::hash>()) != round.hash().value()) {
        return fail(Errc::wrong_manifest, "a ballot");
    }
    return {};
}

Result<EncryptedBallot> EncryptedBallot::decode(const BallotKeys& round, ByteView bytes) {
    PJ_TRY(check_ballot_envelope(round, bytes));
    const BallotShape& shape = round.shape();
    Reader reader{bytes};
    static_cast<void>(PJ_TRY(reader.take(2 + size::hash)));
    const ByteView key = PJ_TRY(reader.take(size::key));
    const VerifyKey ballot_key = PJ_TRY(VerifyKey::create(key));
    EncryptedBallot out{Bytes{bytes.begin(), bytes.end()}, ballot_key};
    const ByteView body_bytes = PJ_TRY(reader.take(body_size(shape)));
    detail::BallotBody body = PJ_TRY(detail::decode_body(shape, body_bytes));
    out.ciphertexts_ = std::move(body.ciphertexts);
    out.proof_ = std::move(body.proof);
    const ByteView token = PJ_TRY(reader.take(size::token));
    out.token_ = PJ_TRY(decode_token(round, token));
    out.token_hash_ = sha256(token);
    out.signature_ = PJ_TRY(reader.fixed<size::signature>());
    PJ_TRY(reader.finish());
    // M ‖ Q ‖ ciphertexts ‖ proofs is the request from after the version to before the token.
    const std::size_t id_bytes = bytes.size() - 2 - size::token - size::signature;
    out.id_ = BallotId{hash_tagged(tag::ballot, {bytes.subspan(2, id_bytes)})};
    return out;
}

ByteView EncryptedBallot::ciphertext_bytes(std::size_t index) const {
    PJ_ASSERT(index < ciphertexts_.size(), "a ciphertext beyond the last");
    return ByteView{bytes_}.subspan(body_at + index * size::ciphertext, size::ciphertext);
}

Bytes32 EncryptedBallot::hash() const {
    return sha256(bytes_);
}

Bytes EncryptedBallot::leaf_data() const {
    return ballot_leaf_data(id_, hash());
}

LeafHash EncryptedBallot::leaf_hash() const {
    return LeafHash{merkle_leaf(leaf_data())};
}

Bytes EncryptedBallot::entry() const {
    Bytes out;
    out.reserve(bytes_.size() + 1);
    out.push_back(enum_code(EntryType::ballot));
    append(out, bytes_);
    return out;
}

Bytes ballot_leaf_data(const BallotId& id, const Bytes32& ballot_hash) {
    Writer writer;
    writer.u8(enum_code(EntryType::ballot)).raw(id.value()).raw(ballot_hash);
    return std::move(writer).bytes();
}

Result<void> check_ballot_token(const BallotKeys& round, const EncryptedBallot& ballot) {
    return check_token(round, ballot.ballot_key(), ballot.token());
}

Result<void> check_ballot_signature(const EncryptedBallot& ballot) {
    return check_signature(ballot.ballot_key(), tag::cast,
                           detail::cast_payload(ballot.id(), ballot.token_hash()),
                           ballot.signature());
}

BallotClaim ballot_claim(const BallotKeys& round, const EncryptedBallot& ballot) {
    const ByteView body = ByteView{ballot.bytes()}.subspan(body_at, body_size(round.shape()));
    return detail::body_claim(round, ballot.ballot_key().bytes(), body, ballot.ciphertexts(),
                              ballot.proof());
}

}  // namespace piaojue
