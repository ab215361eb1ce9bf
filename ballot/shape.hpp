// ballot/shape.hpp — the form that every ballot of a round has          PROTOCOL.md §8.2 §8.4 §8.5
//
// Follows from the number of projects, the grades and the bounds alone; sizes are exact.
#pragma once

#include <cstddef>

#include "ballot/wire.hpp"

namespace piaojue {

struct BallotShape {
    std::size_t projects = 0;  // m
    std::size_t grades = 2;    // g: 2 (approve, none) or 3 (approve, oppose, abstain)
    std::size_t lo = 0;        // fewest approvals of a ballot that is not blank
    std::size_t cap = 0;       // most approvals: min(hi, m)

    [[nodiscard]] bool three_way() const { return grades == 3; }

    // E: for each project one a grade but the last, and B
    [[nodiscard]] std::size_t ciphertexts() const { return projects * (grades - 1) + 1; }
    // C_grade of a project, both counted from 0; the last ciphertext is B.
    [[nodiscard]] std::size_t ciphertext_index(std::size_t project, std::size_t grade) const {
        return project * (grades - 1) + grade;
    }
    [[nodiscard]] std::size_t blank_index() const { return ciphertexts() - 1; }

    [[nodiscard]] std::size_t ors() const { return projects + (three_way() ? 2U : 1U); }
    [[nodiscard]] std::size_t cap_branches() const { return cap - lo + 2; }
    [[nodiscard]] std::size_t branches() const {
        return projects * grades + cap_branches() + (three_way() ? 2U : 0U);
    }

    [[nodiscard]] std::size_t marks_bytes() const { return projects + 1; }
    [[nodiscard]] std::size_t opening_bytes() const {
        return size::key + marks_bytes() + size::hash;
    }
    [[nodiscard]] std::size_t proof_bytes() const {
        return size::ciphertext * branches() + size::scalar * (2 * branches() - ors());
    }
    [[nodiscard]] std::size_t ballot_bytes() const {
        return size::ballot_frame + size::ciphertext * ciphertexts() + proof_bytes();
    }

    friend bool operator==(const BallotShape&, const BallotShape&) = default;
};

}  // namespace piaojue
