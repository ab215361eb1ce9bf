// server/box/spend.cpp — what uses up a ballot paper          PROTOCOL.md §8.6
#include "server/box/spend.hpp"

#include "ballot/entry.hpp"
#include "crypto/hash.hpp"
#include "crypto/merkle.hpp"

namespace piaojue::box {

Bytes32 key_hash_of(ByteView ballot_key) {
    return sha256(ballot_key);
}

Trace trace_of(const EncryptedBallot& ballot) {
    Trace out{key_hash_of(ballot.ballot_key().bytes()),
              ballot.id(),
              {},
              slip_of(ballot.token(), ballot.ballot_key())};
    out.components.reserve(ballot.ciphertexts().size());
    for (std::size_t i = 0; i < ballot.ciphertexts().size(); ++i)
        out.components.push_back(
            Bytes32::from(ballot.ciphertext_bytes(i).first(Bytes32::size_bytes)));
    return out;
}

Trace trace_of(const TokenUse& use) {
    return {
        key_hash_of(use.ballot_key.bytes()), std::nullopt, {}, slip_of(use.token, use.ballot_key)};
}

namespace {

// Of a body that was accepted: its token stands before the signature.
std::optional<SlipHash> stored_slip(ByteView body, ByteView ballot_key) {
    const ByteView token = body.last(size::token + size::signature).first(size::token);
    if (token.front() != enum_code(TokenKind::drawn)) return std::nullopt;
    constexpr std::size_t prefix_at = 2;
    const Result<VerifyKey> key = VerifyKey::create(ballot_key);
    if (!key) throw EnvError("box.db: a ballot key in it can not be read");
    return slip_hash(Bytes32::from(token.subspan(prefix_at, Bytes32::size_bytes)), *key);
}

}  // namespace

Spend::Spend(SpendKind kind, Trace trace, const Bytes& body, const LeafHash& leaf)
    : kind_(kind), trace_(std::move(trace)), body_(body), body_hash_(sha256(body)), leaf_(leaf) {}

Spend Spend::of(const AdmissibleBallot& ballot) {
    return {SpendKind::cast, trace_of(ballot.ballot()), ballot.ballot().bytes(),
            ballot.ballot().leaf_hash()};
}

Spend Spend::of(const AuthenticHandBack& hand_back) {
    const HandBack& inside = hand_back.hand_back();
    return {SpendKind::hand_back, trace_of(inside), inside.bytes,
            LeafHash{merkle_leaf(inside.bytes)}};
}

Spend Spend::of(const AuthenticClaim& claim) {
    const Claim& inside = claim.claim();
    return {SpendKind::claim, trace_of(inside), inside.bytes, LeafHash{merkle_leaf(inside.bytes)}};
}

Spend Spend::stored(SpendKind kind, const BallotShape& shape, const Bytes& body) {
    const bool is_ballot = kind == SpendKind::cast;
    if (body.size() != (is_ballot ? shape.ballot_bytes() : size::token_use))
        throw EnvError("box.db: a row of another length");
    const ByteView all{body};
    const ByteView ballot_key =
        all.subspan(is_ballot ? ballot_key_at : token_use_key_at, size::key);
    const std::optional<SlipHash> slip = stored_slip(all, ballot_key);
    if (!is_ballot)
        return {kind,
                {key_hash_of(ballot_key), std::nullopt, {}, slip},
                body,
                LeafHash{merkle_leaf(body)}};

    Bytes entry{static_cast<Byte>(EntryType::ballot)};
    append(entry, body);
    const Result<BallotHead> head = ballot_head(entry);
    if (!head) throw EnvError("box.db: a ballot in it can not be read");
    Trace trace{key_hash_of(ballot_key), head->id, {}, slip};
    constexpr std::size_t ciphertexts_at = ballot_key_at + size::key;
    for (std::size_t i = 0; i < shape.ciphertexts(); ++i)
        trace.components.push_back(
            Bytes32::from(all.subspan(ciphertexts_at + i * size::ciphertext, size::point)));
    return {kind, std::move(trace), body, entry_leaf_hash(entry)};
}

}  // namespace piaojue::box
