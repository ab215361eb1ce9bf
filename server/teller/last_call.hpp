// server/teller/last_call.hpp — which booths speak against closing the box          PROTOCOL.md §16
//
// A ballot that a booth holds cannot be counted behind the close, and its voter was told that it
// was cast. So whoever closes asks first. What booths say is no part of the vote: no verifier asks
// for it, and people may close all the same.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ballot/ids.hpp"
#include "crypto/base/result.hpp"

namespace piaojue::teller {

// Three heartbeats were missed.
inline constexpr std::uint64_t unheard_seconds = 30;

struct BoothDoubts {
    // Enrolled booths that did not say, in the last unheard_seconds, that they saw the end of
    // issuing in this round.
    std::vector<std::string> unheard;
    struct Holding {
        std::string name;
        std::uint32_t held;
    };
    std::vector<Holding> holding;

    [[nodiscard]] bool empty() const { return unheard.empty() && holding.empty(); }
};

// Of the server's answer to a devices query; devices of another congress are passed over. Refuses
// `malformed`: the answer is outside the protocol.
[[nodiscard]] Result<BoothDoubts> booth_doubts(std::string_view devices_json,
                                               const CongressId& congress,
                                               const ManifestHash& round);

// For people, in both languages: which booths, and what to do. Of doubts that are not empty.
[[nodiscard]] std::string doubts_text(const BoothDoubts& doubts);

}  // namespace piaojue::teller
