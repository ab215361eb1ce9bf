#include "ballot/derived.hpp"

#include "ballot/wire.hpp"
#include "crypto/base/encoding.hpp"
#include "crypto/base/writer.hpp"
#include "crypto/hash.hpp"

namespace piaojue {

namespace {

constexpr std::string_view roll_table_key = "roll-table-sha256: ";

}  // namespace

Bytes32 project_id(const ManifestHash& first, ProjectNumber no) {
    Writer number;
    number.u16(no.value());
    return hash_tagged(tag::project, {first.value(), number.bytes()});
}

std::string roll_table_line(const Bytes32& sha256) {
    return std::string{roll_table_key} + encode_hex(sha256) + "\n";
}

std::optional<Bytes32> roll_table_in(std::string_view source) {
    while (!source.empty()) {
        const std::size_t end = source.find('\n');
        std::string_view line = source.substr(0, end);
        source.remove_prefix(end == std::string_view::npos ? source.size() : end + 1);
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (!line.starts_with(roll_table_key)) continue;
        const auto hash = decode_hex_fixed<32>(line.substr(roll_table_key.size()));
        if (hash) return *hash;
    }
    return std::nullopt;
}

}  // namespace piaojue
