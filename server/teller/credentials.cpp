#include "server/teller/credentials.hpp"

#include "ballot/card.hpp"

namespace piaojue::teller {

Cards make_cards(const CongressId& congress, std::uint32_t count, Rng& rng) {
    Cards out{Roll{congress, RollId{rng.bytes<size::hash>()}, {}}, {}};
    for (std::uint32_t i = 0; i < count; ++i) {
        const CardSecret card = make_card_secret(rng);
        out.roll.identity_keys.push_back(identity_key(card, out.roll.roll_id).verify_key());
        out.codes.push_back(encode_card_code(card));
    }
    return out;
}

Result<Slips> make_slips(std::uint32_t count, Rng& rng) {
    Slips out;
    std::vector<SlipHash> hashes;
    for (std::uint32_t i = 0; i < count; ++i) {
        const SlipSeed seed = rng.secret<32>();
        hashes.push_back(slip_hash(seed));
        out.codes.push_back(encode_slip_code(seed));
    }
    out.list = PJ_TRY(SlipList::create(std::move(hashes)));
    return out;
}

}  // namespace piaojue::teller
