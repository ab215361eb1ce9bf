// server/box/spend.cpp — what uses up a ballot paper          PROTOCOL.md §8.6
#include "server/box/spend.hpp"

#include "crypto/hash.hpp"
#include "crypto/merkle.hpp"

namespace piaojue::box {

Bytes32 key_hash_of(ByteView ballot_key) {
    return sha256(ballot_key);
}

Trace trace_of(const EncryptedBallot& ballot) {
    Trace out{key_hash_of(ballot.ballot_key().bytes()), ballot.id(), {}};
    out.components.reserve(ballot.ciphertexts().size());
    for (std::size_t i = 0; i < ballot.ciphertexts().size(); ++i)
        out.components.push_back(
            Bytes32::from(ballot.ciphertext_bytes(i).first(Bytes32::size_bytes)));
    return out;
}

Trace trace_of(const HandBack& hand_back) {
    return {key_hash_of(hand_back.ballot_key.bytes()), std::nullopt, {}};
}

Spend::Spend(SpendKind kind, Trace trace, const Bytes& body, const LeafHash& leaf)
    : kind_(kind), trace_(std::move(trace)), body_(body), body_hash_(sha256(body)), leaf_(leaf) {}

Spend Spend::of(const AdmissibleBallot& ballot) {
    return stored(ballot.ballot());
}

Spend Spend::of(const AuthenticHandBack& hand_back) {
    return stored(hand_back.hand_back());
}

Spend Spend::stored(const EncryptedBallot& ballot) {
    return {SpendKind::cast, trace_of(ballot), ballot.bytes(), ballot.leaf_hash()};
}

Spend Spend::stored(const HandBack& hand_back) {
    return {SpendKind::hand_back, trace_of(hand_back), hand_back.bytes,
            LeafHash{merkle_leaf(hand_back.bytes)}};
}

}  // namespace piaojue::box
