#include "server/imports/roll_names.hpp"

#include <fmt/format.h>

#include "crypto/hash.hpp"
#include "server/imports/import.hpp"

namespace piaojue::imports {

namespace {

Result<Import> read_roll_table(ByteView table, const std::string& name) {
    Import import = import_table(table, Kind::roll);
    if (!import.ok()) return fail(Errc::malformed, name + ": " + spoken_errors(import));
    return import;
}

Bytes32 hash_of(const Import& import) {
    return sha256(as_bytes(canonical(import.kind, import.records)));
}

}  // namespace

Result<Bytes32> roll_table_hash(ByteView table, const std::string& name) {
    return hash_of(PJ_TRY(read_roll_table(table, name)));
}

Result<forms::RollNames> roll_names(ByteView table, const std::string& name,
                                    const forms::FormData& data) {
    const Import import = PJ_TRY(read_roll_table(table, name));
    for (const forms::RoundData& round : data.rounds) {
        if (round.report.counts.due == import.records.size()) continue;
        return fail(
            Errc::malformed,
            fmt::format("{}：{} 行，名册有 {} 人 / rows: {}, deputies on the roll: {}; give "
                        "the table that the cards were made from",
                        name, import.records.size(), round.report.counts.due, import.records.size(),
                        round.report.counts.due));
    }
    forms::RollNames out;
    out.sha256 = hash_of(import);
    out.sealed = data.roll_table.has_value();
    if (data.roll_table && *data.roll_table != out.sha256) {
        return fail(Errc::not_permitted,
                    name +
                        "：不是票决记录载明的名册文件 / not the table that the record names; give "
                        "the one that was given to `piaojue manifest --names`");
    }
    for (const Record& record : import.records) {
        out.names.push_back({std::to_string(record.no), record.of(Field::name),
                             record.of(Field::delegation), record.of(Field::seat)});
    }
    return out;
}

}  // namespace piaojue::imports
