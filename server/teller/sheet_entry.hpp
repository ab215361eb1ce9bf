// server/teller/sheet_entry.hpp — few sheets of paper on their way into the box: who signs them,
// sealed and kept, sent                                               PROTOCOL.md §7.5 §8.5 §8.6
//
// What the command `enter` and the console have in common. The file of the kept ballots
// (entered_sheets.hpp) is the commit point: it is whole on the disk before the first ballot is
// sent, and whoever sends it again sends the same bytes.
//
// Secret: marks and statement keys. Threads: one Api per thread.
#pragma once

#include <filesystem>
#include <functional>
#include <span>
#include <vector>

#include "ballot/congress_state.hpp"
#include "ballot/promise.hpp"
#include "ballot/round.hpp"
#include "server/client/api.hpp"
#include "server/teller/entered_sheets.hpp"
#include "server/teller/person_keys.hpp"

namespace piaojue::teller {

// The round of this log, which has one, with the persons who may enter sheets. Refuses `malformed`.
[[nodiscard]] Result<Round> round_of_sheets(const RoundState& current);

// The two who enter, by their keys, which must outlive what is returned. Refuses
// `second_person_required` (one person twice) and `not_permitted` (not enrolled, or neither
// scrutineer nor teller).
[[nodiscard]] Result<Witnesses> sheet_witnesses(const CongressState& log, const PersonKeys& first,
                                                const PersonKeys& second);

// Seals all and writes them into a new file. Refuses what enter_sheet() and write_new_file() do.
[[nodiscard]] Result<std::vector<EncryptedBallot>> seal_and_keep(const std::filesystem::path& file,
                                                                 std::span<const Marks> sheets,
                                                                 const Round& round,
                                                                 const Witnesses& witnesses,
                                                                 Rng& rng);
// What was kept before. Refuses what read_file() and decode_entered() do.
[[nodiscard]] Result<std::vector<EncryptedBallot>> read_kept(const std::filesystem::path& file,
                                                             const Round& round);

// One after the other; `sent` hears of each. Refuses what the box refuses; those that were sent
// before are in the box, and get the same promise again.
using SheetSent = std::function<void(const EncryptedBallot& sheet, const Promise& promise)>;
[[nodiscard]] Result<void> send_sheets(client::Api& box, const Round& round,
                                       std::span<const EncryptedBallot> sheets,
                                       const SheetSent& sent);

}  // namespace piaojue::teller
