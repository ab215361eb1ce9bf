// tests/unit/ballot/plain_prover.hpp — a second prover, written from §8.2–8.5, that may lie
//
// Public scalars and points throughout and no masks: the textbook order of Cramer, Damgård and
// Schoenmakers, sharing nothing with ballot/seal.cpp but the group and the sponge. Given any
// plaintexts it makes the best ballot a cheat could: wherever a true branch exists it is proved,
// elsewhere some branch is claimed against the facts.
#pragma once

#include <optional>

#include "tests/support/sample_round.hpp"

namespace piaojue::testing {

class PlainProver {
public:
    // A plaintext and randomness for each ciphertext.
    PlainProver(const Round& round, std::vector<Scalar> plaintexts, SeededRng& rng)
        : round_(round), rng_(rng), values_(std::move(plaintexts)) {
        for (std::size_t i = 0; i < values_.size(); ++i)
            randomness_.push_back(random());
    }

    // Encrypts under other randomness, e.g. to repeat a ciphertext.
    void set_randomness(std::size_t index, const Scalar& r) { randomness_[index] = r; }

    [[nodiscard]] Bytes ballot(const SamplePaper& paper) {
        Writer ciphertexts;
        for (std::size_t i = 0; i < values_.size(); ++i) {
            const auto [a, b] = encrypt(values_[i], randomness_[i]);
            ciphertexts.raw(a.bytes()).raw(b.bytes());
        }
        const Bytes32& key = paper.key.verify_key().bytes();
        Transcript transcript{
            derive_session_id("PIAOJUE-V01-DSFS-with-sigma-proofs_Shake128_ristretto255-ballot")};
        transcript.absorb(round_.hash().value()).absorb(round_.joint_key().bytes()).absorb(key);
        transcript.absorb(ciphertexts.bytes());
        list_ors(Scalar::from_le_bytes(transcript.squeeze(16)));
        commit();
        Writer body;
        body.raw(round_.hash().value()).raw(key).raw(ciphertexts.bytes());
        Writer commitments;
        for (const BranchState& branch : branches_)
            commitments.raw(branch.a.bytes()).raw(branch.b.bytes());
        transcript.absorb(commitments.bytes());
        respond(transcript.squeeze_scalar());
        body.raw(commitments.bytes());
        for (const BranchState& branch : branches_) {
            if (!branch.last) body.raw(branch.e.bytes());
        }
        for (const BranchState& branch : branches_)
            body.raw(branch.z.bytes());

        const Bytes token = encode_token(paper.token);
        Bytes payload;
        append(payload, hash_tagged("piaojue/v1/ballot", {body.bytes()}));
        append(payload, sha256(token));
        Writer out;
        out.u16(1).raw(body.bytes()).raw(token).raw(sign(paper.key, "piaojue/v1/cast", payload));
        return std::move(out).bytes();
    }

private:
    struct Combination {  // X by its plaintext and randomness
        Scalar value;
        Scalar r;
    };
    struct BranchState {
        Combination x;
        Scalar claimed;
        bool last;
        bool proved = false;
        Scalar e, z, w;
        Point a, b;
    };

    Scalar random() { return Scalar::from_wide(rng_.bytes<64>()); }

    struct Pair {
        Point a, b;
    };
    Pair encrypt(const Scalar& value, const Scalar& r) const {
        return {Point::base_mul(r), r * round_.joint_key() + Point::base_mul(value)};
    }

    Combination part(std::size_t index) const { return {values_[index], randomness_[index]}; }
    static Combination add(const Combination& x, const Combination& y) {
        return {x.value + y.value, x.r + y.r};
    }
    static Combination times(const Scalar& factor, const Combination& x) {
        return {factor * x.value, factor * x.r};
    }

    void add_or(const std::vector<std::pair<Combination, Scalar>>& list) {
        bool found = false;
        for (std::size_t i = 0; i < list.size(); ++i) {
            BranchState state{
                list[i].first, list[i].second, i + 1 == list.size(), false, {}, {}, {}, {}, {}};
            state.proved = !found && state.x.value == state.claimed;
            found = found || state.proved;
            branches_.push_back(state);
        }
        // A lie: claim the first branch.
        if (!found) branches_[branches_.size() - list.size()].proved = true;
    }

    void list_ors(const Scalar& d) {
        const BallotShape& shape = round_.shape();
        const std::size_t per_project = shape.grades - 1;
        Combination approvals{};
        Combination oppositions{};
        const Combination blank = part(values_.size() - 1);
        for (std::size_t i = 0; i < shape.projects; ++i) {
            Combination x = part(i * per_project);
            approvals = add(approvals, x);
            if (per_project == 2) {
                x = add(x, times(d, part(2 * i + 1)));
                oppositions = add(oppositions, part(2 * i + 1));
            }
            std::vector<std::pair<Combination, Scalar>> list{{x, Scalar::zero()},
                                                             {x, Scalar::one()}};
            if (per_project == 2) list.emplace_back(x, d);
            add_or(list);
        }
        const Combination cap = add(approvals, times(d, blank));
        std::vector<std::pair<Combination, Scalar>> list;
        for (std::size_t v = shape.lo; v <= shape.cap; ++v)
            list.emplace_back(cap, Scalar::from_u64(v));
        list.emplace_back(cap, d);
        add_or(list);
        if (per_project == 2) add_or({{blank, Scalar::zero()}, {oppositions, Scalar::zero()}});
    }

    void commit() {
        for (BranchState& branch : branches_) {
            branch.w = random();
            if (branch.proved) {
                branch.a = Point::base_mul(branch.w);
                branch.b = branch.w * round_.joint_key();
                continue;
            }
            branch.e = random();
            branch.z = branch.w;
            const auto [u, v] = encrypt(branch.x.value - branch.claimed, branch.x.r);
            branch.a = Point::base_mul(branch.z) - branch.e * u;
            branch.b = branch.z * round_.joint_key() - branch.e * v;
        }
    }

    void respond(const Scalar& challenge) {
        for (std::size_t first = 0; first < branches_.size();) {
            std::size_t end = first;
            std::size_t proved = first;
            Scalar rest = challenge;
            do {
                if (branches_[end].proved)
                    proved = end;
                else
                    rest = rest - branches_[end].e;
            } while (!branches_[end++].last);
            branches_[proved].e = rest;
            branches_[proved].z = branches_[proved].w + rest * branches_[proved].x.r;
            first = end;
        }
    }

    const Round& round_;
    SeededRng& rng_;
    std::vector<Scalar> values_;
    std::vector<Scalar> randomness_;
    std::vector<BranchState> branches_;
};

// Plaintexts as small numbers, −1 as the scalar −1.
[[nodiscard]] inline std::vector<Scalar> plaintexts(const std::vector<int>& values) {
    std::vector<Scalar> out;
    for (const int value : values) {
        const auto magnitude = Scalar::from_u64(static_cast<std::uint64_t>(std::abs(value)));
        out.push_back(value < 0 ? -magnitude : magnitude);
    }
    return out;
}

}  // namespace piaojue::testing
