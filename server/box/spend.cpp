// server/box/spend.cpp — what uses up a ballot paper          PROTOCOL.md §8.6
#include "server/box/spend.hpp"

#include "crypto/hash.hpp"
#include "crypto/merkle.hpp"

namespace piaojue::box {

Bytes32 key_hash_of(ByteView ballot_key) {
    return sha256(ballot_key);
}

Spend::Spend(SpendKind kind, ByteView ballot_key, const Bytes& body)
    : kind_(kind), key_hash_(key_hash_of(ballot_key)), body_(body), body_hash_(sha256(body)) {}

Spend Spend::of(const AdmissibleBallot& ballot) {
    return stored(ballot.ballot());
}

Spend Spend::of(const AuthenticHandBack& hand_back) {
    return stored(hand_back.hand_back());
}

Spend Spend::stored(const EncryptedBallot& ballot) {
    Spend out{SpendKind::cast, ballot.ballot_key().bytes(), ballot.bytes()};
    out.leaf_ = ballot.leaf_hash();
    out.ballot_ = ballot.id();
    out.components_.reserve(ballot.ciphertexts().size());
    for (std::size_t i = 0; i < ballot.ciphertexts().size(); ++i)
        out.components_.push_back(
            Bytes32::from(ballot.ciphertext_bytes(i).first(Bytes32::size_bytes)));
    return out;
}

Spend Spend::stored(const HandBack& hand_back) {
    Spend out{SpendKind::hand_back, hand_back.ballot_key.bytes(), hand_back.bytes};
    out.leaf_ = LeafHash{merkle_leaf(hand_back.bytes)};
    return out;
}

}  // namespace piaojue::box
