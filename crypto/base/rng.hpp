// crypto/base/rng.hpp — where randomness comes from
//
// Functions that need randomness take an Rng, so that tests can replay a printed seed. Programs
// use SystemRng alone; SeededRng is for tests and for the public choices of a simulation, never
// for keys.
#pragma once

#include <cstdint>

#include "crypto/base/bytes.hpp"
#include "crypto/base/secret.hpp"

namespace piaojue {

class Rng {
public:
    virtual ~Rng() = default;
    virtual void fill(std::span<Byte> out) = 0;

    template <std::size_t N>
    [[nodiscard]] SecretBytes<N> secret() {
        SecretBytes<N> out;
        fill(out.expose_mut());
        return out;
    }
    template <std::size_t N>
    [[nodiscard]] FixedBytes<N> bytes() {
        FixedBytes<N> out;
        fill(std::span<Byte>{out.data_});
        return out;
    }
};

// libsodium's generator. Safe from any thread.
class SystemRng final : public Rng {
public:
    void fill(std::span<Byte> out) override;
};

// Deterministic: ChaCha20 keyed by the seed. Not safe from several threads.
class SeededRng final : public Rng {
public:
    explicit SeededRng(std::uint64_t seed);
    void fill(std::span<Byte> out) override;

    // Uniform in [0, bound), without modulo bias.
    [[nodiscard]] std::uint32_t below(std::uint32_t bound);

private:
    SecretBytes<32> key_;
    std::uint64_t block_ = 0;
};

}  // namespace piaojue
