#include "server/teller/commands/sheet_table.hpp"

#include <fmt/format.h>

#include "crypto/base/encoding.hpp"
#include "server/teller/connection.hpp"

namespace piaojue::teller::commands {

void add_table_options(Options& command, TableOptions& options) {
    add_keys_options(command, options.keys);
    add_server_options(command, options.server);
    command.add("--enrolment", options.enrolment,
                "登记条目，缺省取自服务器 / enrolment entry; asked of the server if not given");
    command.add("--expect-manifest", options.expect_manifest,
                "底稿指纹 / manifest hash that the round must have");
    add_json_flag(command, options.json);
}

Result<TableInputs> read_table_inputs(const TableOptions& options) {
    std::optional<ManifestHash> expected;
    if (!options.expect_manifest.empty()) {
        expected = ManifestHash{PJ_TRY(read_hash("--expect-manifest", options.expect_manifest))};
    }
    client::Endpoint endpoint =
        PJ_TRY(issue_endpoint(options.server.server, options.server.certificate));
    Unlocked own = PJ_TRY(unlock(options.keys));
    return TableInputs{std::move(endpoint), expected, std::move(own)};
}

Result<SheetTable> sit_down_at(const TableOptions& options, const TableInputs& inputs) {
    client::Api api{inputs.endpoint};
    const Seat seat = PJ_TRY(read_seat(options.enrolment, api, inputs.own.keys));
    const Bytes evidence = PJ_TRY(fetch_evidence(api, inputs.own.keys, seat, SystemClock{}));
    const RecordView view = PJ_TRY(decode_record(evidence));
    CongressState state = PJ_TRY(replay(view));
    PJ_TRY(check_log_of(seat, state));
    if (state.round() == nullptr) return fail(Errc::wrong_phase, "there is no round yet");
    const ManifestHash& manifest = state.round()->manifest.hash();
    if (inputs.expected && *inputs.expected != manifest) {
        return fail(Errc::wrong_manifest,
                    fmt::format("the server's round is {}, another than expected",
                                encode_hex(manifest.value())));
    }
    return SheetTable{std::move(api), seat, std::move(state)};
}

}  // namespace piaojue::teller::commands
