#include "server/teller/rehearsal.hpp"

#include <algorithm>
#include <array>

namespace piaojue::teller {

Rehearsal::Rehearsal(JointKeys keys, CeremonyHash ceremony, Rng& rng)
    : keys_(std::move(keys)), ceremony_(std::move(ceremony)) {
    const SecretScalar value = SecretScalar::random(rng);
    sealed_ = encrypt<Ristretto255>(keys_.joint_key, value, SecretScalar::random(rng));
    expected_ = Point::base_mul(value);
}

Result<void> Rehearsal::add(const ShareFile& file) {
    if (file.ceremony != ceremony_) {
        return fail(Errc::not_permitted, "a share of another ceremony than the log's");
    }
    const std::uint32_t teller = file.teller.value();
    const auto same = [&](const PartialDecryption& one) { return one.index == teller; };
    if (std::any_of(partials_.begin(), partials_.end(), same)) {
        return fail(Errc::not_permitted, "this teller's share is here already");
    }
    const bool known = teller >= 1 && teller <= keys_.verification_shares.size();
    if (!known || Point::base_mul(file.share) != keys_.verification_shares[teller - 1]) {
        return fail(Errc::share_rejected, "not the share that the ceremony certified");
    }
    partials_.push_back({teller, {PublicPoint::from(file.share * sealed_.a)}});
    return {};
}

std::vector<TellerNumber> Rehearsal::tellers() const {
    std::vector<TellerNumber> out;
    for (const PartialDecryption& one : partials_)
        out.emplace_back(static_cast<std::uint8_t>(one.index));
    return out;
}

bool Rehearsal::opens(const std::vector<PartialDecryption>& some) const {
    const std::array<Ciphertext<Ristretto255>, 1> sealed{sealed_.decoded()};
    const auto opened = combine_partials_vartime(sealed, some);
    return opened && opened->front().encode() == expected_;
}

Rehearsal::Tried Rehearsal::try_all(std::size_t of) const {
    Tried out;
    if (of == 0 || of > partials_.size()) return out;
    std::vector<bool> taken(partials_.size());
    std::fill(taken.begin(), taken.begin() + static_cast<std::ptrdiff_t>(of), true);
    do {
        std::vector<PartialDecryption> some;
        for (std::size_t i = 0; i < partials_.size(); ++i) {
            if (taken[i]) some.push_back(partials_[i]);
        }
        ++out.combinations;
        if (opens(some)) ++out.opened;
    } while (out.combinations < combinations_max &&
             std::prev_permutation(taken.begin(), taken.end()));
    return out;
}

}  // namespace piaojue::teller
