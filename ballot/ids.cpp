#include "ballot/ids.hpp"

#include "crypto/base/encoding.hpp"

namespace piaojue {

namespace {
constexpr std::size_t group_characters = 5;
}

TrackingCode TrackingCode::of(const BallotId& id) {
    TrackingCode out;
    const auto& source = id.value().data_;
    std::copy_n(source.begin(), out.bits_.size(), out.bits_.data_.begin());
    out.bits_.data_.back() &= 0xF0;
    return out;
}

Result<TrackingCode> TrackingCode::decode(std::string_view text) {
    const Bytes bytes = PJ_TRY(decode_crockford(text, bits, Separators::allowed));
    TrackingCode out;
    out.bits_ = FixedBytes<13>::from(bytes);
    return out;
}

std::string TrackingCode::text() const {
    const std::string plain = encode_crockford(bits_, bits);
    std::string out;
    for (std::size_t i = 0; i < plain.size(); i += group_characters) {
        if (i != 0) out += '-';
        out += plain.substr(i, group_characters);
    }
    return out;
}

}  // namespace piaojue
