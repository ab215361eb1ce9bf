#include "server/teller/keyed_sheets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "crypto/base/assert.hpp"

namespace piaojue::teller {

namespace {

void find_differences(std::uint16_t sheet, const Marks& first, const Marks& second,
                      std::vector<SheetCell>& out) {
    const std::size_t before = out.size();
    for (std::size_t i = 0; i < first.projects(); ++i) {
        if (first.mark(i) != second.mark(i)) out.push_back({sheet, static_cast<std::uint16_t>(i)});
    }
    // Of a three-way sheet: nothing marked, or to abstain marked everywhere.
    if (out.size() == before && first.blank() != second.blank()) out.push_back({sheet, {}});
}

}  // namespace

std::uint16_t KeyedSheets::most_of(const VoteManifest& manifest) {
    return std::min<std::uint16_t>(manifest.fields().min_group - 1, sheets_max);
}

Result<KeyedSheets> KeyedSheets::begin(const VoteManifest& manifest, std::uint16_t count) {
    const std::uint16_t most = most_of(manifest);
    if (count == 0 || count > most) {
        return fail(Errc::malformed,
                    fmt::format("{} sheets; from 1 to {} are entered so, more are keyed as a batch "
                                "behind the close",
                                count, most));
    }
    return KeyedSheets{manifest.shape(), count};
}

KeyedSheets::KeyedSheets(const BallotShape& shape, std::uint16_t count)
    : shape_(shape), asked_(count), both_(count) {
    std::iota(asked_.begin(), asked_.end(), std::uint16_t{1});
}

Result<std::vector<Marks>> KeyedSheets::read(ByteView keyed) const {
    const std::size_t each = shape_.marks_bytes();
    if (keyed.size() != asked_.size() * each) {
        return fail(Errc::malformed, fmt::format("not the marks of {} sheets", asked_.size()));
    }
    std::vector<Marks> out;
    for (const std::uint16_t sheet : asked_) {
        auto marks = Marks::decode(shape_, keyed.first(each));
        keyed = keyed.subspan(each);
        if (!marks) {
            return fail(Errc::malformed,
                        fmt::format("sheet {}: not a valid ballot of this round", sheet));
        }
        out.push_back(*std::move(marks));
    }
    return out;
}

Result<void> KeyedSheets::key(std::uint32_t turn, ByteView keyed) {
    if (turn < turn_) return {};
    if (turn > turn_ || agreed()) return fail(Errc::wrong_phase, "nothing is keyed now");
    std::vector<Marks> marks = PJ_TRY(read(keyed));
    const bool is_first = turn_ % 2 == 1;
    if (is_first) {
        first_ = std::move(marks);
    } else {
        compare(std::move(marks));
    }
    ++turn_;
    return {};
}

void KeyedSheets::compare(std::vector<Marks> second) {
    std::vector<std::uint16_t> again;
    differs_.clear();
    for (std::size_t i = 0; i < asked_.size(); ++i) {
        const std::size_t before = differs_.size();
        find_differences(asked_[i], first_[i], second[i], differs_);
        if (differs_.size() == before) {
            both_[asked_[i] - 1U] = std::move(second[i]);
        } else {
            again.push_back(asked_[i]);
        }
    }
    first_.clear();
    asked_ = std::move(again);
}

std::vector<Marks> KeyedSheets::marks() const {
    PJ_ASSERT(agreed(), "marks on which both agree");
    std::vector<Marks> out;
    for (const std::optional<Marks>& sheet : both_)
        out.push_back(sheet->clone());
    return out;
}

}  // namespace piaojue::teller
