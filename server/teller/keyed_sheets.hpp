// server/teller/keyed_sheets.hpp — few sheets as two people key them, blind to each other
//                                                                     PROTOCOL.md §7.5 §8.1
// The first keys every sheet, then the second. Where they differ, sheet and project are named,
// never a mark: both key those sheets anew, and what both keyed alike stays. A turn is one person's
// keying; the turns of the first are odd.
//
//   keyed: n × (m marks ‖ u8 blank), of the sheets that are asked for, in their order
//
// Secret: the marks (wiped). Pure.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "ballot/manifest.hpp"
#include "ballot/marks.hpp"

namespace piaojue::teller {

// What two people keyed otherwise.
struct SheetCell {
    std::uint16_t sheet = 0;                // from 1
    std::optional<std::uint16_t> position;  // of the project; nothing: whether it is blank

    friend bool operator==(const SheetCell&, const SheetCell&) = default;
};

class KeyedSheets {
public:
    // At one time; further ones are keyed after these.
    static constexpr std::uint16_t sheets_max = 100;
    // Fewer than a batch may show: 0 where a batch may show a single one.
    [[nodiscard]] static std::uint16_t most_of(const VoteManifest& manifest);

    // Refuses `malformed`: none, or more than most_of().
    [[nodiscard]] static Result<KeyedSheets> begin(const VoteManifest& manifest,
                                                   std::uint16_t count);

    // A turn that is over changes nothing: the same press, sent twice, is not the second person.
    // Refuses `wrong_phase` (a turn to come, or nothing is asked) and `malformed` (not so many
    // sheets, or one that is no valid ballot of the round, with its number); then nothing changes.
    [[nodiscard]] Result<void> key(std::uint32_t turn, ByteView keyed);

    [[nodiscard]] std::uint16_t count() const { return static_cast<std::uint16_t>(both_.size()); }
    [[nodiscard]] std::uint32_t turn() const { return turn_; }
    // Sheets that this turn keys; none: both agree on all.
    [[nodiscard]] const std::vector<std::uint16_t>& asked() const { return asked_; }
    [[nodiscard]] bool agreed() const { return asked_.empty(); }
    // In which the turns before differed; of the sheets that are asked.
    [[nodiscard]] const std::vector<SheetCell>& differs() const { return differs_; }
    // All, in order. They must agree.
    [[nodiscard]] std::vector<Marks> marks() const;

private:
    KeyedSheets(const BallotShape& shape, std::uint16_t count);

    [[nodiscard]] Result<std::vector<Marks>> read(ByteView keyed) const;
    void compare(std::vector<Marks> second);

    BallotShape shape_;
    std::uint32_t turn_ = 1;
    std::vector<std::uint16_t> asked_;
    std::vector<Marks> first_;                // of the asked ones
    std::vector<std::optional<Marks>> both_;  // as both keyed it
    std::vector<SheetCell> differs_;
};

}  // namespace piaojue::teller
