// server/client/deputy.hpp — what a deputy's own device does          PROTOCOL.md §7 §8 §11.9
//
// And a booth with a slip. Each step checks what the server answers before it is believed: the
// unblinded token verifies, a promise is the box key's over this very leaf. A passing failure is
// repeated with the same bytes.
//
// Secret: seeds, identity key, ballot key. Threads: one Api per thread.
#pragma once

#include <variant>

#include "ballot/admit.hpp"
#include "ballot/encrypted.hpp"
#include "ballot/promise.hpp"
#include "ballot/token.hpp"
#include "server/client/api.hpp"

namespace piaojue::client {

// A ballot paper in the deputy's hands.
struct Paper {
    SigningKey ballot_key;
    Token token;
};

// The seed is stored by the caller before this is called: the same seed resumes at any time.
[[nodiscard]] Answer<Paper> take_paper(Api& api, const Round& round, DeputyNumber deputy,
                                       const SigningKey& identity_key, const TokenSeed& seed,
                                       unsigned attempts = attempts_usual);

// The card says that a slip was drawn; which one, nobody is told.
[[nodiscard]] Answer<std::monostate> draw_slip(Api& api, const Round& round, DeputyNumber deputy,
                                               const SigningKey& identity_key,
                                               unsigned attempts = attempts_usual);
// The paper that an opened slip is.
[[nodiscard]] Paper open_slip(const SlipSeed& seed);

[[nodiscard]] Answer<Promise> cast(Api& api, const Round& round, const EncryptedBallot& ballot,
                                   unsigned attempts = attempts_usual);

[[nodiscard]] Answer<Promise> hand_back(Api& api, const Round& round, const Paper& paper,
                                        unsigned attempts = attempts_usual);

// The paper is given up for a sheet, which the desk hands out when it sees the promise.
[[nodiscard]] Answer<Promise> exchange(Api& api, const Round& round, const Paper& paper,
                                       unsigned attempts = attempts_usual);

// A sheet instead of a token.
[[nodiscard]] Answer<std::monostate> take_sheet(Api& api, const Round& round, DeputyNumber deputy,
                                                const SigningKey& identity_key,
                                                unsigned attempts = attempts_usual);

// The card says that its paper is in the box.
[[nodiscard]] Answer<std::monostate> declare(Api& api, const ManifestHash& manifest,
                                             DeputyNumber deputy, const SigningKey& identity_key,
                                             unsigned attempts = attempts_usual);

// Behind the close: this paper was never used.
[[nodiscard]] Answer<Promise> claim(Api& api, const Round& round, const Paper& paper,
                                    unsigned attempts = attempts_usual);

}  // namespace piaojue::client
