// server/teller/console/order.hpp — what the teller asks of his console, as the page sends it
//
//   {"order": NAME} and, where the order has one, "text", "number" or "passphrase"
// JSON is enough: nothing of it is signed. Secret: the passphrase.
#pragma once

#include <string>
#include <string_view>

#include "crypto/base/result.hpp"
#include "crypto/base/secret.hpp"

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
};
[[nodiscard]] std::string_view order_name(OrderKind kind);

struct Order {
    OrderKind kind = OrderKind::confirm;
    std::string text;
    std::uint8_t number = 0;
    SecretBuffer passphrase;
};

inline constexpr std::size_t order_bytes_max = 4096;

// Refuses `malformed`.
[[nodiscard]] Result<Order> decode_order(ByteView json);

}  // namespace piaojue::teller::console
