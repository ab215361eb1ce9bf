// Making a ballot: encryption and proofs with randomness from one seed          PROTOCOL.md §8.5
//
// Marks decide nothing but masks: which scalars are zero, and, inside the prover, which branch is
// the true one. Every secret scalar comes from the two streams, in a fixed order and number.
#include "ballot/detail/statement.hpp"
#include "ballot/opening.hpp"
#include "crypto/base/writer.hpp"
#include "crypto/hash.hpp"

namespace piaojue {

namespace {

using Secret = SecretScalar;
using BallotPart = Opening<Ristretto255>;  // message and r of a ciphertext

// wide() of successive 64 bytes of stream(label)
class ScalarStream {
public:
    ScalarStream(const BallotKeys& round, const Bytes32& ballot_key, const Marks& marks,
                 const BallotSeed& seed, std::string_view label, std::size_t scalars) {
        const FixedBytes<1> tag_size{{static_cast<Byte>(tag::ballot_seed.size())}};
        const FixedBytes<1> label_size{{static_cast<Byte>(label.size())}};
        bytes_ = shake256_secret(
            {tag_size, as_bytes(tag::ballot_seed), seed.expose(), round.hash().value(), ballot_key,
             marks.expose(), label_size, as_bytes(label)},
            64 * scalars);
    }

    [[nodiscard]] Secret next() {
        const ByteView wide = bytes_.expose().subspan(at_, 64);
        at_ += 64;
        return Secret::from_wide(SecretBytes<64>::from(wide));
    }

private:
    SecretBuffer bytes_;
    std::size_t at_ = 0;
};

Secret bit(Choice choice) {
    return Secret::from_public(Scalar::one()).masked(choice);
}

BallotPart sum(const BallotPart& x, const BallotPart& y) {
    return {x.message + y.message, x.r + y.r};
}
BallotPart times(const Scalar& factor, const BallotPart& x) {
    return {factor * x.message, factor * x.r};
}
BallotPart clone(const BallotPart& x) {
    return {x.message.clone(), x.r.clone()};
}

// Message and r of each ciphertext, in order.
std::vector<BallotPart> ballot_parts(const BallotShape& shape, const Marks& marks,
                                     ScalarStream& stream) {
    std::vector<BallotPart> out;
    const ByteView bytes = marks.expose();
    for (std::size_t project = 0; project < shape.projects; ++project) {
        for (std::size_t grade = 1; grade < shape.grades; ++grade)
            out.push_back({bit(Choice::equal(bytes[project], grade)), stream.next()});
    }
    out.push_back({bit(Choice::equal(bytes[shape.projects], 1)), stream.next()});
    return out;
}

OneOfWitness<Ristretto255> witness(std::size_t true_branch, BallotPart opening) {
    OneOfWitness<Ristretto255> out{true_branch, {}};
    out.openings.push_back(std::move(opening));
    return out;
}

// The witnesses of ballot_statement(), OR by OR: the same linear combinations.
std::vector<OneOfWitness<Ristretto255>> ballot_witnesses(const BallotShape& shape,
                                                         const Marks& marks,
                                                         const std::vector<BallotPart>& parts,
                                                         const Scalar& d) {
    const ByteView bytes = marks.expose();
    const std::size_t is_blank = bytes[shape.projects];
    std::vector<OneOfWitness<Ristretto255>> out;
    BallotPart approvals;
    BallotPart oppositions;
    std::size_t count = 0;
    for (std::size_t i = 0; i < shape.projects; ++i) {
        const BallotPart& approve = parts[shape.ciphertext_index(i, 0)];
        BallotPart x = clone(approve);
        approvals = sum(approvals, approve);
        count += static_cast<std::size_t>(Choice::equal(bytes[i], 1).mask() & 1U);
        if (shape.three_way()) {
            const BallotPart& oppose = parts[shape.ciphertext_index(i, 1)];
            oppositions = sum(oppositions, oppose);
            x = sum(x, times(d, oppose));
        }
        out.push_back(witness(bytes[i], std::move(x)));  // values 0, 1, d stand in mark order
    }
    const BallotPart& blank = parts[shape.blank_index()];
    // A blank ballot proves the last branch, any other the one of its count.
    const std::size_t cap_branch =
        (1 - is_blank) * (count - shape.lo) + is_blank * (shape.cap_branches() - 1);
    out.push_back(witness(cap_branch, sum(approvals, times(d, blank))));
    if (shape.three_way()) {
        // Both may be true; the first is proved then.
        OneOfWitness<Ristretto255> last{is_blank, {}};
        last.openings.push_back(clone(blank));
        last.openings.push_back(std::move(oppositions));
        out.push_back(std::move(last));
    }
    return out;
}

void write_ciphertexts(Writer& writer, std::span<const EncodedCiphertext<Ristretto255>> list) {
    for (const auto& [a, b] : list)
        writer.raw(a.bytes()).raw(b.bytes());
}

BallotId body_id(const BallotKeys& round, const VerifyKey& ballot_key, ByteView body) {
    return BallotId{hash_tagged(tag::ballot, {round.hash().value(), ballot_key.bytes(), body})};
}

}  // namespace

Result<Bytes> detail::make_body(const BallotKeys& round, const Marks& marks,
                                const Bytes32& ballot_key, const BallotSeed& seed, Rng& rng) {
    const BallotShape& shape = round.shape();
    PJ_ASSERT(marks.projects() == shape.projects, "marks of another round");
    ScalarStream encrypting{round, ballot_key, marks, seed, "encrypt", shape.ciphertexts()};
    const std::vector<BallotPart> parts = ballot_parts(shape, marks, encrypting);
    std::vector<EncodedCiphertext<Ristretto255>> encoded;
    std::vector<BallotCiphertext> decoded;
    for (const BallotPart& part : parts) {
        encoded.push_back(encrypt<Ristretto255>(round.joint_key(), part.message, part.r));
        decoded.push_back(encoded.back().decoded());
    }
    Writer ciphertexts;
    write_ciphertexts(ciphertexts, encoded);
    BallotTranscript transcript{round, ballot_key};
    const Scalar d = transcript.absorb_ciphertexts(ciphertexts.bytes());

    ScalarStream proving{round, ballot_key, marks, seed, "prove", 2 * shape.branches()};
    OneOfProver<Ristretto255> prover{round.joint_key(), ballot_statement(shape, decoded, d),
                                     ballot_witnesses(shape, marks, parts, d),
                                     [&proving] { return proving.next(); }};
    Writer commitments;
    write_ciphertexts(commitments, prover.commitments());
    const Scalar challenge = transcript.absorb_commitments(commitments.bytes());
    const BallotProof proof = PJ_TRY(std::move(prover).respond(challenge, rng));

    Writer out;
    out.raw(ciphertexts.bytes()).raw(commitments.bytes());
    for (const Scalar& share : proof.shares)
        out.raw(share.bytes());
    for (const Scalar& response : proof.responses)
        out.raw(response.bytes());
    return std::move(out).bytes();
}

Result<EncryptedBallot> seal(const BallotKeys& round, const Marks& marks, const Token& token,
                             const SigningKey& ballot_key, const BallotSeed& seed, Rng& rng) {
    const VerifyKey& key = ballot_key.verify_key();
    const Bytes body = PJ_TRY(detail::make_body(round, marks, key.bytes(), seed, rng));
    const Bytes token_bytes = encode_token(token);
    const Bytes payload = detail::cast_payload(body_id(round, key, body), sha256(token_bytes));
    Writer writer;
    writer.u16(version::ballot)
        .raw(round.hash().value())
        .raw(key.bytes())
        .raw(body)
        .raw(token_bytes)
        .raw(sign(ballot_key, tag::cast, payload));
    return EncryptedBallot::decode(round, writer.bytes());
}

Result<BallotId> rebuild(const BallotKeys& round, const BallotOpening& opening, Rng& rng) {
    const Bytes body = PJ_TRY(
        detail::make_body(round, opening.marks, opening.ballot_key.bytes(), opening.seed, rng));
    return body_id(round, opening.ballot_key, body);
}

}  // namespace piaojue
