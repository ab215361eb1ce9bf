#include "ballot/encrypted.hpp"

#include "ballot/detail/statement.hpp"
#include "crypto/base/reader.hpp"
#include "crypto/base/writer.hpp"
#include "crypto/hash.hpp"
#include "crypto/merkle.hpp"

namespace piaojue {

namespace {

constexpr std::size_t ciphertexts_at = 2 + size::hash + size::key;

Result<PublicPoint> read_point(Reader& reader) {
    const ByteView bytes = PJ_TRY(reader.take(size::point));
    return PublicPoint::decode(bytes);
}

Result<Scalar> read_scalar(Reader& reader) {
    const ByteView bytes = PJ_TRY(reader.take(size::scalar));
    return Scalar::from_canonical_bytes(bytes);
}

Result<BallotProof> read_proof(Reader& reader, const BallotShape& shape) {
    BallotProof out;
    out.commitments.reserve(shape.branches());
    for (std::size_t i = 0; i < shape.branches(); ++i) {
        const PublicPoint a = PJ_TRY(read_point(reader));
        const PublicPoint b = PJ_TRY(read_point(reader));
        out.commitments.push_back({a, b});
    }
    for (std::size_t i = 0; i < shape.branches() - shape.ors(); ++i)
        out.shares.push_back(PJ_TRY(read_scalar(reader)));
    for (std::size_t i = 0; i < shape.branches(); ++i)
        out.responses.push_back(PJ_TRY(read_scalar(reader)));
    return out;
}

}  // namespace

Result<void> check_ballot_envelope(const Round& round, ByteView bytes) {
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

Result<EncryptedBallot> EncryptedBallot::decode(const Round& round, ByteView bytes) {
    PJ_TRY(check_ballot_envelope(round, bytes));
    const BallotShape& shape = round.shape();
    Reader reader{bytes};
    PJ_TRY(reader.take(2 + size::hash));
    const ByteView key = PJ_TRY(reader.take(size::key));
    EncryptedBallot out{Bytes{bytes.begin(), bytes.end()}, PJ_TRY(VerifyKey::create(key))};
    out.ciphertexts_.reserve(shape.ciphertexts());
    for (std::size_t i = 0; i < shape.ciphertexts(); ++i) {
        const PublicPoint a = PJ_TRY(read_point(reader));
        const PublicPoint b = PJ_TRY(read_point(reader));
        out.ciphertexts_.push_back({a, b});
    }
    out.proof_ = PJ_TRY(read_proof(reader, shape));
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
    return ByteView{bytes_}.subspan(ciphertexts_at + index * size::ciphertext, size::ciphertext);
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

Result<void> check_ballot_token(const Round& round, const EncryptedBallot& ballot) {
    return check_token(round, ballot.ballot_key(), ballot.token());
}

Result<void> check_ballot_signature(const EncryptedBallot& ballot) {
    return check_signature(ballot.ballot_key(), tag::cast,
                           detail::cast_payload(ballot.id(), ballot.token_hash()),
                           ballot.signature());
}

BallotClaim ballot_claim(const Round& round, const EncryptedBallot& ballot) {
    const BallotShape& shape = round.shape();
    const ByteView bytes{ballot.bytes()};
    // The challenges are squeezed over the very bytes that were sent.
    detail::BallotTranscript transcript{round, ballot.ballot_key()};
    const ByteView sent = bytes.subspan(ciphertexts_at);
    const std::size_t ciphertext_bytes = shape.ciphertexts() * size::ciphertext;
    const Scalar d = transcript.absorb_ciphertexts(sent.first(ciphertext_bytes));
    const ByteView commitments =
        sent.subspan(ciphertext_bytes, shape.branches() * size::ciphertext);
    const Scalar c = transcript.absorb_commitments(commitments);
    return {detail::ballot_statement(shape, ballot.ciphertexts(), d), ballot.proof(), c};
}

}  // namespace piaojue
