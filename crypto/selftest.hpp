// crypto/selftest.hpp — known answers at start-up
//
// Every program calls this first. It initialises libsodium and computes a few published answers
// through the very functions that the protocol uses, so that a library that is broken, replaced or
// missing a provider is noticed before a key is touched. Takes a few milliseconds.
// Refusal: internal, its detail names the answer that was wrong. EnvError if OpenSSL fails.
#pragma once

#include "crypto/base/result.hpp"
#include "crypto/base/rng.hpp"

namespace piaojue {

[[nodiscard]] Result<void> self_test(Rng& rng);

}  // namespace piaojue
