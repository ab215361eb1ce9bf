// server/teller/rehearsal.hpp — before the vote: do these shares open what is sealed under the
// joint key, whichever k of them are there?                               PROTOCOL.md §4 §8.2 §11.5
//
// A value that nobody chose is encrypted under the joint key. Each share makes its part of the
// decryption and is needed no more: no two shares are in memory at once, and what stays is public.
// It proves that these files are the shares of this joint key and that any k of them open it. It
// does not prove that the tellers will be there, nor that nobody copied a share.
//
// Secret: the share, as long as add() lasts. Threads: one owner.
#pragma once

#include <vector>

#include "ballot/entries/ceremony.hpp"
#include "crypto/threshold.hpp"
#include "server/teller/share_file.hpp"

namespace piaojue::teller {

class Rehearsal {
public:
    Rehearsal(JointKeys keys, CeremonyHash ceremony, Rng& rng);

    // Refuses `not_permitted` (a share of another ceremony, or one that is here already) and
    // `share_rejected` (not the share that the ceremony certified for this teller).
    [[nodiscard]] Result<void> add(const ShareFile& file);

    [[nodiscard]] const JointKeys& keys() const { return keys_; }
    [[nodiscard]] std::vector<TellerNumber> tellers() const;

    // More are not tried: thirty-two tellers have half a milliard of sixteen.
    static constexpr std::size_t combinations_max = 10'000;
    struct Tried {
        std::size_t combinations = 0;
        std::size_t opened = 0;

        [[nodiscard]] bool all() const { return combinations > 0 && opened == combinations; }
    };
    // Every choice of so many of the shares that are here.
    [[nodiscard]] Tried try_all(std::size_t of) const;

private:
    [[nodiscard]] bool opens(const std::vector<PartialDecryption>& some) const;

    JointKeys keys_;
    CeremonyHash ceremony_;
    EncodedCiphertext<Ristretto255> sealed_;
    Point expected_;  // the value, times G
    std::vector<PartialDecryption> partials_;
};

}  // namespace piaojue::teller
