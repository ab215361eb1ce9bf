#include "crypto/small_dlog.hpp"

namespace piaojue {

SmallDlog::SmallDlog(std::uint32_t max) : max_(max), steps_(1) {
    PJ_ASSERT(max <= max_supported, "a logarithm beyond the limit");
    while (std::uint64_t{steps_} * steps_ <= max)
        ++steps_;
    PublicPoint multiple;
    for (std::uint32_t j = 0; j < steps_; ++j) {
        baby_.emplace(multiple.bytes(), j);
        multiple = multiple + PublicPoint::generator();
    }
    giant_ = multiple;
}

Result<std::uint32_t> SmallDlog::solve(const PublicPoint& point) const {
    PublicPoint rest = point;
    for (std::uint32_t i = 0; i * steps_ <= max_; ++i) {
        const auto found = baby_.find(rest.bytes());
        if (found != baby_.end()) {
            const std::uint32_t m = i * steps_ + found->second;
            if (m > max_) break;
            return m;
        }
        rest = rest - giant_;
    }
    return fail(Errc::malformed, "no logarithm in range");
}

}  // namespace piaojue
