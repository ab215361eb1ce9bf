// server/teller/console/order.hpp — what the teller asks of his console, as the page sends it
//
//   {"order": NAME} and, where the order has one, "text", "number", "passphrase", "role", "name",
//   "random", "lines" or "batch" (batch_order.hpp)
// JSON is enough: nothing of it is signed. Secret: the passphrase, the marks. A table of names and
// the marks of sheets come as bodies of their own.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ballot/entries/enrolment.hpp"
#include "ballot/entries/paper_batch.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/secret.hpp"
#include "server/teller/keyed_sheets.hpp"

namespace piaojue::teller::console {

enum class OrderKind : std::uint8_t {
    unlock,    // text: the key file; passphrase
    confirm,   // the enrolment is the one that was read aloud
    ceremony,  // number: how many open the box together
    compare,   // text: the manifest's fingerprint as the hall shows it
    cosign,    // the closed box
    share,     // gives the share
    report,    // the result as recomputed here
    recount,   // the published record
    sign,      // text: which proposal, 64 hex digits
    keys,      // text: the new key file; role, name, passphrase, whether a machine made it
    line,      // hands the own enrolment line in
    names,     // file: the roll of names for the cards
    cards,     // number: how many; of the names, if there are any
    roll,      // the roll entry of the cards; passphrase: the setup code
    slips,     // number: how many
    forget,    // the codes that were made, the names, the rehearsal
    rehearse,  // text: a share file; passphrase: of that one
    paper,     // copies of key file and share file, as they are sealed
    restore,   // lines: of such a copy; without open keys text and passphrase of the key file
    replace,   // number: the deputy whose card is lost; text: the reason
    sheets,    // batch: sheets of paper as they were counted
    doubtful,  // text: which batch waits for the chief scrutineer, 64 hex digits
    enter,     // number: how many sheets are keyed; 0: those that are not sealed are forgotten
    marks,     // turn, marks: of the sheets that this turn keys
    seal,      // text: key file of the second person; passphrase; sealed, kept, sent
    send,      // what was sealed before
};
[[nodiscard]] std::string_view order_name(OrderKind kind);

struct Order {
    OrderKind kind = OrderKind::confirm;
    std::string text;
    std::uint16_t number = 0;
    SecretBuffer passphrase;
    Role role = Role::official;
    std::string name;
    bool random = false;
    std::string lines;
    Bytes file;
    std::optional<PaperBatch> batch;  // of no round yet
    std::uint32_t turn = 0;
    SecretBuffer marks;  // as server/teller/keyed_sheets.hpp has them
};

// Above every batch: 100 projects, 255 doubtful sheets with their reasons, each quotation mark of
// which JSON writes as two bytes.
inline constexpr std::size_t order_bytes_max = 131'072;

// Refuses `malformed`.
[[nodiscard]] Result<Order> decode_order(ByteView json);

//   u32 turn ‖ marks of each sheet
inline constexpr std::size_t marks_bytes_max =
    sizeof(std::uint32_t) + KeyedSheets::sheets_max * (limit::projects + 1);
// Refuses `malformed`.
[[nodiscard]] Result<Order> decode_marks_order(ByteView body);

}  // namespace piaojue::teller::console
