#include "ballot/admit.hpp"

#include <algorithm>

namespace piaojue {

namespace {

// More in one sum saves little and holds all their claims at once.
constexpr std::size_t batch_max = 256;

Result<void> check_batch(const BallotKeys& round, std::span<const EncryptedBallot* const> ballots,
                         Rng& rng) {
    OneOfBatch<Ristretto255> batch{round.public_joint_key()};
    for (const EncryptedBallot* ballot : ballots)
        PJ_TRY(batch.add(ballot_claim(round, *ballot)));
    return batch.check(rng);
}

}  // namespace

Result<AddressedBallot> AddressedBallot::read(const BallotKeys& round, ByteView request) {
    PJ_TRY(check_ballot_envelope(round, request));
    return AddressedBallot{Bytes{request.begin(), request.end()}};
}

Result<AuthenticBallot> AuthenticBallot::authenticate(const BallotKeys& round,
                                                      const AddressedBallot& ballot) {
    EncryptedBallot decoded = PJ_TRY(EncryptedBallot::decode(round, ballot.bytes()));
    PJ_TRY(check_ballot_token(round, decoded));
    PJ_TRY(check_ballot_signature(decoded));
    return AuthenticBallot{std::move(decoded)};
}

Result<void> AuthenticBallot::check_own_ciphertexts() const {
    std::vector<ByteView> firsts;
    for (std::size_t i = 0; i < ballot_.ciphertexts().size(); ++i)
        firsts.push_back(ballot_.ciphertext_bytes(i).first(size::point));
    std::sort(firsts.begin(), firsts.end(), [](ByteView a, ByteView b) {
        return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end());
    });
    if (std::adjacent_find(firsts.begin(), firsts.end(), equal) != firsts.end()) {
        return fail(Errc::duplicate_ciphertext, "twice in one ballot");
    }
    return {};
}

Result<AdmissibleBallot> AdmissibleBallot::admit(const BallotKeys& round, AuthenticBallot ballot,
                                                 Rng& rng) {
    PJ_TRY(check_ballot_proofs(round, ballot.ballot_, rng));
    return AdmissibleBallot{std::move(ballot.ballot_)};
}

Result<AdmissibleBallot> admit(const BallotKeys& round, ByteView request, Rng& rng) {
    const AddressedBallot addressed = PJ_TRY(AddressedBallot::read(round, request));
    AuthenticBallot authentic = PJ_TRY(AuthenticBallot::authenticate(round, addressed));
    PJ_TRY(authentic.check_own_ciphertexts());
    return AdmissibleBallot::admit(round, std::move(authentic), rng);
}

Result<void> check_ballot_proofs(const BallotKeys& round, const EncryptedBallot& ballot, Rng& rng) {
    const EncryptedBallot* const one = &ballot;
    if (check_batch(round, {&one, 1}, rng)) return {};
    return check_one_of<Ristretto255>(round.public_joint_key(), ballot_claim(round, ballot));
}

std::vector<RejectedProof> check_proofs_of_all(const BallotKeys& round,
                                               std::span<const EncryptedBallot* const> ballots,
                                               Rng& rng) {
    std::vector<RejectedProof> out;
    for (std::size_t first = 0; first < ballots.size(); first += batch_max) {
        const auto chunk = ballots.subspan(first, std::min(batch_max, ballots.size() - first));
        if (check_batch(round, chunk, rng)) continue;
        for (std::size_t i = 0; i < chunk.size(); ++i) {
            const auto checked = check_ballot_proofs(round, *chunk[i], rng);
            if (!checked) out.push_back({first + i, checked.error().detail});
        }
    }
    return out;
}

}  // namespace piaojue
