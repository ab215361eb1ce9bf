// server/box/index.cpp — what is in the box of one round          PROTOCOL.md §8.6 §8.7
#include "server/box/index.hpp"

#include <algorithm>
#include <mutex>

namespace piaojue::box {

std::optional<Spent> Index::find(const Bytes32& key_hash, SpendKind kind) const {
    const std::shared_lock lock{mutex_};
    const auto& place = kind == SpendKind::claim ? claimed_ : spent_;
    const auto found = place.find(key_hash);
    if (found == place.end()) return std::nullopt;
    return found->second;
}

std::optional<Refusal> Index::against(const Trace& trace) const {
    const std::shared_lock lock{mutex_};
    if (const auto used = spent_.find(trace.key_hash); used != spent_.end()) {
        if (used->second.kind == SpendKind::hand_back)
            return Refusal{Errc::already_handed_back, std::nullopt};
        return Refusal{Errc::already_cast, used->second.leaf};
    }
    if (claimed_.contains(trace.key_hash)) return Refusal{Errc::already_handed_back, std::nullopt};
    if (trace.slip && voided_.contains(*trace.slip))
        return Refusal{Errc::already_handed_back, std::nullopt};
    if (trace.ballot && opened_.contains(*trace.ballot))
        return Refusal{Errc::already_opened, std::nullopt};
    const bool twice =
        std::any_of(trace.components.begin(), trace.components.end(),
                    [this](const Bytes32& component) { return components_.contains(component); });
    if (twice) return Refusal{Errc::duplicate_ciphertext, std::nullopt};
    return std::nullopt;
}

std::optional<Refusal> Index::against(const Opened& opened) const {
    const std::shared_lock lock{mutex_};
    if (const auto cast = cast_.find(opened.ballot); cast != cast_.end())
        return Refusal{Errc::already_cast, cast->second};
    if (held_.opened >= opened_max_) return Refusal{Errc::busy, std::nullopt};
    return std::nullopt;
}

std::optional<Refusal> Index::against(std::span<const SlipHash> leftover) const {
    const std::shared_lock lock{mutex_};
    for (const SlipHash& slip : leftover) {
        const auto used = spent_slips_.find(slip);
        if (used == spent_slips_.end()) continue;
        if (used->second.kind == SpendKind::hand_back)
            return Refusal{Errc::already_handed_back, std::nullopt};
        return Refusal{Errc::already_cast, used->second.leaf};
    }
    return std::nullopt;
}

bool Index::has_report(ByteView entry) const {
    const std::shared_lock lock{mutex_};
    return reports_.contains(Bytes{entry.begin(), entry.end()});
}

Held Index::held() const {
    const std::shared_lock lock{mutex_};
    return held_;
}

bool Index::closed() const {
    const std::shared_lock lock{mutex_};
    return closed_;
}

void Index::add(const Spend& spend) {
    const std::unique_lock lock{mutex_};
    const Trace& trace = spend.trace();
    if (spend.kind() == SpendKind::claim) {
        claimed_.emplace(spend.key_hash(), Spent{spend.kind(), spend.body_hash(), spend.leaf()});
        return;
    }
    spent_.emplace(spend.key_hash(), Spent{spend.kind(), spend.body_hash(), spend.leaf()});
    if (trace.slip)
        spent_slips_.emplace(*trace.slip, Spent{spend.kind(), spend.body_hash(), spend.leaf()});
    if (trace.ballot) cast_.emplace(*trace.ballot, spend.leaf());
    components_.insert(trace.components.begin(), trace.components.end());
    if (spend.is_exchange()) {
        ++held_.exchanged;
    } else {
        ++(spend.kind() == SpendKind::cast ? held_.cast : held_.handed_back);
    }
}

void Index::add(const Opened& opened, const Bytes& entry) {
    const std::unique_lock lock{mutex_};
    opened_.insert(opened.ballot);
    if (reports_.insert(entry).second) ++held_.opened;
}

void Index::void_slips(std::span<const SlipHash> slips) {
    const std::unique_lock lock{mutex_};
    voided_.insert(slips.begin(), slips.end());
}

void Index::close() {
    const std::unique_lock lock{mutex_};
    closed_ = true;
}

}  // namespace piaojue::box
