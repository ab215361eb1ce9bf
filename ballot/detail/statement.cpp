#include "ballot/detail/statement.hpp"

#include "crypto/base/reader.hpp"

namespace piaojue::detail {

namespace {

using Or = OneOf<Ristretto255>;

// X encrypts one of the values.
Or one_of_values(const BallotCiphertext& x, std::span<const Scalar> values) {
    Or out;
    out.reserve(values.size());
    for (const Scalar& value : values)
        out.push_back({x, value});
    return out;
}

Result<PublicPoint> read_public_point(Reader& reader) {
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
        const PublicPoint a = PJ_TRY(read_public_point(reader));
        const PublicPoint b = PJ_TRY(read_public_point(reader));
        out.commitments.push_back({a, b});
    }
    for (std::size_t i = 0; i < shape.branches() - shape.ors(); ++i)
        out.shares.push_back(PJ_TRY(read_scalar(reader)));
    for (std::size_t i = 0; i < shape.branches(); ++i)
        out.responses.push_back(PJ_TRY(read_scalar(reader)));
    return out;
}

}  // namespace

BallotTranscript::BallotTranscript(const BallotKeys& round, const Bytes32& ballot_key)
    : transcript_(round.ballot_transcript()) {
    transcript_.absorb(round.hash().value()).absorb(round.joint_key().bytes()).absorb(ballot_key);
}

Scalar BallotTranscript::absorb_ciphertexts(ByteView ciphertexts) {
    transcript_.absorb(ciphertexts);
    return Scalar::from_le_bytes(transcript_.squeeze(16));
}

Scalar BallotTranscript::absorb_commitments(ByteView commitments) {
    transcript_.absorb(commitments);
    return transcript_.squeeze_scalar();
}

std::vector<Or> ballot_statement(const BallotShape& shape,
                                 std::span<const BallotCiphertext> ciphertexts, const Scalar& d) {
    PJ_ASSERT(ciphertexts.size() == shape.ciphertexts(), "ciphertexts of another shape");
    const BallotCiphertext& blank = ciphertexts[shape.blank_index()];
    BallotCiphertext approvals{};
    BallotCiphertext oppositions{};
    std::vector<Or> out;
    out.reserve(shape.ors());
    // 1  each project: one of its grades, or none
    std::vector<Scalar> values{Scalar::zero(), Scalar::one()};
    if (shape.three_way()) values.push_back(d);
    for (std::size_t i = 0; i < shape.projects; ++i) {
        BallotCiphertext x = ciphertexts[shape.ciphertext_index(i, 0)];
        approvals = approvals + x;
        if (shape.three_way()) {
            const BallotCiphertext& oppose = ciphertexts[shape.ciphertext_index(i, 1)];
            oppositions = oppositions + oppose;
            x = x + d * oppose;
        }
        out.push_back(one_of_values(x, values));
    }
    // 2  the cap: lo to hi approvals, or blank and none
    values.clear();
    for (std::size_t count = shape.lo; count <= shape.cap; ++count)
        values.push_back(Scalar::from_u64(count));
    values.push_back(d);
    out.push_back(one_of_values(approvals + d * blank, values));
    // 3  not blank, or nothing opposed
    if (shape.three_way()) out.push_back({{blank, Scalar::zero()}, {oppositions, Scalar::zero()}});
    return out;
}

Result<BallotBody> decode_body(const BallotShape& shape, ByteView bytes) {
    Reader reader{bytes};
    BallotBody out;
    out.ciphertexts.reserve(shape.ciphertexts());
    for (std::size_t i = 0; i < shape.ciphertexts(); ++i) {
        const PublicPoint a = PJ_TRY(read_public_point(reader));
        const PublicPoint b = PJ_TRY(read_public_point(reader));
        out.ciphertexts.push_back({a, b});
    }
    out.proof = PJ_TRY(read_proof(reader, shape));
    PJ_TRY(reader.finish());
    return out;
}

BallotClaim body_claim(const BallotKeys& round, const Bytes32& ballot_key, ByteView bytes,
                       std::span<const BallotCiphertext> ciphertexts, const BallotProof& proof) {
    const BallotShape& shape = round.shape();
    const std::size_t ciphertext_bytes = shape.ciphertexts() * size::ciphertext;
    BallotTranscript transcript{round, ballot_key};
    const Scalar d = transcript.absorb_ciphertexts(bytes.first(ciphertext_bytes));
    const Scalar c = transcript.absorb_commitments(
        bytes.subspan(ciphertext_bytes, shape.branches() * size::ciphertext));
    return {ballot_statement(shape, ciphertexts, d), proof, c};
}

Bytes cast_payload(const BallotId& id, const Bytes32& token_hash) {
    Bytes out;
    append(out, id.value());
    append(out, token_hash);
    return out;
}

}  // namespace piaojue::detail
