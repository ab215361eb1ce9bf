#include "server/teller/console/order.hpp"

#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "crypto/base/reader.hpp"
#include "server/teller/console/batch_order.hpp"

namespace piaojue::teller::console {

namespace {

constexpr std::array<std::string_view, 26> names{
    "unlock",  "confirm", "ceremony", "compare",  "cosign", "share", "report", "recount",  "sign",
    "keys",    "line",    "names",    "cards",    "roll",   "slips", "forget", "rehearse", "paper",
    "restore", "replace", "sheets",   "doubtful", "enter",  "marks", "seal",   "send"};
constexpr std::array<std::string_view, 3> roles{"official", "scrutineer", "teller"};

Result<std::string_view> text_member(const boost::json::object& order, std::string_view name) {
    const boost::json::value* const found = order.if_contains(name);
    if (found == nullptr) return std::string_view{};
    if (!found->is_string()) return fail(Errc::malformed, "a member is no text");
    return std::string_view{found->get_string()};
}

Result<std::uint16_t> number_member(const boost::json::object& order) {
    const boost::json::value* const found = order.if_contains("number");
    if (found == nullptr) return std::uint16_t{0};
    constexpr std::int64_t most = 65'535;
    if (!found->is_int64() || found->get_int64() < 0 || found->get_int64() > most) {
        return fail(Errc::malformed, "a number out of its range");
    }
    return static_cast<std::uint16_t>(found->get_int64());
}

Result<bool> flag_member(const boost::json::object& order, std::string_view name) {
    const boost::json::value* const found = order.if_contains(name);
    if (found == nullptr) return false;
    if (!found->is_bool()) return fail(Errc::malformed, "a member is no flag");
    return found->get_bool();
}

Result<Role> role_member(const boost::json::object& order) {
    const std::string_view word = PJ_TRY(text_member(order, "role"));
    if (word.empty()) return Role::official;
    const auto* const known = std::find(roles.begin(), roles.end(), word);
    if (known == roles.end()) return fail(Errc::malformed, "no such role");
    return static_cast<Role>(known - roles.begin() + 1);
}

}  // namespace

std::string_view order_name(OrderKind kind) {
    return names[static_cast<std::size_t>(kind)];
}

Result<Order> decode_order(ByteView json) {
    boost::json::error_code error;
    const boost::json::value parsed = boost::json::parse(as_text(json), error);
    if (error || !parsed.is_object()) return fail(Errc::malformed, "no JSON object");
    const boost::json::object& members = parsed.get_object();
    const std::string_view name = PJ_TRY(text_member(members, "order"));
    const auto* const known = std::find(names.begin(), names.end(), name);
    if (known == names.end()) return fail(Errc::malformed, "no such order");
    Order order;
    order.kind = static_cast<OrderKind>(known - names.begin());
    order.text = PJ_TRY(text_member(members, "text"));
    order.number = PJ_TRY(number_member(members));
    order.role = PJ_TRY(role_member(members));
    order.name = PJ_TRY(text_member(members, "name"));
    order.lines = PJ_TRY(text_member(members, "lines"));
    order.random = PJ_TRY(flag_member(members, "random"));
    if (const boost::json::value* const batch = members.if_contains("batch")) {
        order.batch = PJ_TRY(decode_batch_order(*batch));
    }
    const std::string_view passphrase = PJ_TRY(text_member(members, "passphrase"));
    order.passphrase = SecretBuffer{as_bytes(passphrase)};
    return order;
}

Result<Order> decode_marks_order(ByteView body) {
    Reader reader{body};
    Order order;
    order.kind = OrderKind::marks;
    order.turn = PJ_TRY(reader.u32());
    order.marks = SecretBuffer{PJ_TRY(reader.take(body.size() - sizeof order.turn))};
    return order;
}

}  // namespace piaojue::teller::console
