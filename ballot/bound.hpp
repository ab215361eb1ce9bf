// ballot/bound.hpp — how many ballots of a round can have been invented at most: E   PROTOCOL.md
// §11.9
//
// Whoever holds the issuing key can make a paper that nobody was issued, and use it as long as
// others do not use theirs. Each declaration and each used slip is a paper of somebody's that is in
// the box, so what is left of the box bounds the invented ones. E is established by act 19 alone;
// "not established" is another answer than 0. Pure; public data only.
#pragma once

#include <cstdint>
#include <optional>

#include "ballot/congress_state.hpp"

namespace piaojue {

// What stands in the log about the papers of a round. Sheets and the ballots entered from them are
// not counted here.
struct PaperUse {
    std::uint32_t cast = 0;  // without those of token kind 2
    std::uint32_t handed_back = 0;
    std::uint32_t exchanged = 0;
    std::uint32_t issued_drawn = 0;
    std::uint32_t declarations = 0;
    std::uint32_t claims = 0;
    std::optional<std::uint32_t> used_slips;  // of act 19

    [[nodiscard]] std::uint64_t in_box() const {
        return std::uint64_t{cast} + handed_back + exchanged;
    }
};
[[nodiscard]] PaperUse paper_use(const RoundState& round);

// Tokens of the issuer's, which are all that can be invented, claimed and issued blindly.
struct BlindTokens {
    std::size_t in_box = 0;  // of ballots, hand-backs and exchanges that can be read
    std::size_t claimed = 0;
    std::size_t issued = 0;

    // If not, ballots were invented, whatever E is.
    [[nodiscard]] bool fit() const { return in_box + claimed <= issued; }
};

// E. Nothing: not established.
[[nodiscard]] std::optional<std::uint32_t> invented_at_most(const PaperUse& use);

// Whether a round without any `invented` or fewer of its ballots could have chosen other projects.
// Never false where it could; true also in some cases where it could not. `result` is the one
// recomputed by ballot/tally.hpp.
[[nodiscard]] bool could_change(const VoteManifest& manifest, const ResultEntry& result,
                                std::uint32_t invented);

struct Bound {
    std::uint32_t declarations = 0;
    std::uint32_t used_slips = 0;
    std::uint32_t claims = 0;
    std::uint32_t invented_at_most = 0;
    bool could_change = false;

    friend bool operator==(const Bound&, const Bound&) = default;
};
[[nodiscard]] std::optional<Bound> bound_of(const RoundState& round, const ResultEntry& result);

}  // namespace piaojue
