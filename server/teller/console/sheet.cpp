#include "server/teller/console/sheet.hpp"

#include <fmt/format.h>

#include <vector>

#include "server/teller/secret_join.hpp"

namespace piaojue::teller::console {

SecretBuffer sheet_text(const boost::json::object& head, std::span<const SheetRow> rows) {
    std::string before = boost::json::serialize(head);
    before.back() = ',';
    before += "\"rows\":[";
    std::vector<std::string> around;  // of each row: before its code, behind it
    for (const SheetRow& row : rows) {
        around.push_back(
            fmt::format("{}{{\"no\":{},\"code\":\"", around.empty() ? "" : ",", row.number));
        boost::json::object names;
        names["name"] = row.name;
        names["delegation"] = row.delegation;
        around.push_back("\"," + boost::json::serialize(names).substr(1));
    }
    std::vector<ByteView> parts{as_bytes(before)};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        parts.push_back(as_bytes(around[2 * i]));
        parts.push_back(rows[i].code->expose());
        parts.push_back(as_bytes(around[2 * i + 1]));
    }
    parts.push_back(as_bytes("]}"));
    return join_secret(parts);
}

void Sheet::put(SecretBuffer text) {
    const std::lock_guard lock{mutex_};
    text_ = std::move(text);
}

SecretBuffer Sheet::text() const {
    const std::lock_guard lock{mutex_};
    return SecretBuffer{text_.expose()};
}

}  // namespace piaojue::teller::console
