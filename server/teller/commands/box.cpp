// server/teller/commands/box.cpp — `cosign`, `share`, `report`: a teller after the close
//                                                                     PROTOCOL.md §9 §11.2 §11.4
// The share file is locked while the command runs and rewritten before anything is sent.
#include <fmt/format.h>

#include <memory>

#include "crypto/base/encoding.hpp"
#include "server/teller/box_acts.hpp"
#include "server/teller/commands/command.hpp"
#include "server/teller/commands/terminal.hpp"
#include "server/teller/connection.hpp"

namespace piaojue::teller::commands {

namespace {

struct BoxOptions {
    KeysOptions keys;
    ServerOptions server;
    std::string share;
    std::string enrolment;
    std::string expect_manifest;
    bool json = false;
};

struct BoxInputs {
    client::Endpoint endpoint;
    VerifyOptions verification;
    FileLock lock;
    SerialBook serials;  // holds the keys: a console that uses them does so alone
    Unlocked own;
    ShareFile share;
};

// Whether a command puts this device's word on a round: then it must be the one of the hall.
enum class Vouches : bool { no, yes };

Result<BoxInputs> read_box_inputs(const BoxOptions& options, Vouches vouches) {
    VerifyOptions verification;
    verification.run = run_on_two_threads;
    verification.progress = show_progress;
    if (options.expect_manifest.empty()) {
        if (vouches == Vouches::yes) {
            return fail(Errc::malformed,
                        "which vote is this? give --expect-manifest HEX, the manifest hash that "
                        "was shown in the hall and stands on the slip; take it from there, not "
                        "from the server");
        }
    } else {
        verification.expected_manifest =
            ManifestHash{PJ_TRY(read_hash("--expect-manifest", options.expect_manifest))};
    }
    client::Endpoint endpoint =
        PJ_TRY(issue_endpoint(options.server.server, options.server.certificate));
    FileLock lock = PJ_TRY(FileLock::take(options.share));
    SerialBook serials = PJ_TRY(SerialBook::open(options.keys.keys));
    Unlocked own = PJ_TRY(unlock(options.keys));
    if (!own.keys.teller) {
        return fail(Errc::malformed, options.keys.keys + " holds no teller's keys");
    }
    ShareFile share = PJ_TRY(load_share(options.share, own.passphrase.expose()));
    return BoxInputs{std::move(endpoint), std::move(verification), std::move(lock),
                     std::move(serials),  std::move(own),          std::move(share)};
}

// The teller at work: network, seat, device.
struct Desk {
    client::Api api;
    Seat seat;
    TellerDevice device;
    Bytes evidence;
};

// Else the copy that the ceremony left beside the share.
std::string enrolment_for(const BoxOptions& options) {
    const std::filesystem::path copy = enrolment_copy_of(options.share);
    const bool copied = options.enrolment.empty() && std::filesystem::exists(copy);
    return copied ? copy.string() : options.enrolment;
}

Result<Desk> sit_down(const BoxOptions& options, BoxInputs& inputs) {
    client::Api api{inputs.endpoint};
    Seat seat = PJ_TRY(read_seat(enrolment_for(options), api, inputs.own.keys));
    if (seat.congress != inputs.share.congress) {
        return fail(Errc::unknown_round,
                    "the share belongs to another congress than the enrolment");
    }
    Bytes evidence = PJ_TRY(fetch_evidence(api, inputs.own.keys, seat, SystemClock{}));
    const auto remember = [&options, &inputs](const ShareFile& file) {
        SystemRng rng;
        save_share(options.share, file, inputs.own.passphrase.expose(), rng, inputs.own.cost);
    };
    TellerDevice device{inputs.own.keys, std::move(inputs.share), remember, inputs.verification};
    return Desk{std::move(api), seat, std::move(device), std::move(evidence)};
}

boost::json::object about(const TellerDevice& device) {
    const ClosedRound& closed = *device.closed_round();
    boost::json::object out;
    out["teller"] = device.number().value();
    out["manifest_sha256"] = encode_hex(closed.tally.round.hash().value());
    out["closing_root"] = encode_hex(closed.tally.root);
    out["cast"] = closed.closing.counts.cast;
    out["handed_back"] = closed.closing.counts.handed_back;
    return out;
}

Result<Said> say_cosigned(const BoxOptions& options, BoxInputs& inputs) {
    Desk desk = PJ_TRY(sit_down(options, inputs));
    const bool complete = PJ_TRY(cosign_box(desk.api, desk.device, desk.evidence, SystemClock{}));
    Said said;
    said.json = about(desk.device);
    said.json["complete"] = complete;
    said.text = fmt::format(
        "✓ 票箱已核验并会签 / box verified and cosigned: {} ballots, {} handed back\n"
        "底稿指纹 / manifest  {}\n截止根 / closing root  {}\n{}\n",
        desk.device.closed_round()->closing.counts.cast,
        desk.device.closed_round()->closing.counts.handed_back,
        encode_hex(desk.device.closed_round()->tally.round.hash().value()),
        encode_hex(desk.device.closed_round()->tally.root),
        complete ? "会签已齐 / the cosignatures are complete"
                 : "尚待其他监票人会签 / other tellers are still to cosign");
    return said;
}

Result<Said> say_shared(const BoxOptions& options, BoxInputs& inputs) {
    Desk desk = PJ_TRY(sit_down(options, inputs));
    SystemRng rng;
    const RecordView view = PJ_TRY(decode_record(desk.evidence));
    const CongressState log = PJ_TRY(replay(view));
    if (log.round()->shares_by_teller.empty() && !log.round()->used_slips) {
        fmt::print(
            stderr,
            "申报尚未结束，第一份份额一到即不再收 / claims are not ended yet: the first share "
            "ends them, and the bound is not established\n");
    }
    PJ_TRY(give_share(desk.api, desk.device, desk.evidence, rng));
    Said said;
    said.json = about(desk.device);
    said.text = fmt::format("✓ 份额已交 / share given, teller {}\n", desk.device.number().value());
    return said;
}

Result<Said> say_reported(const BoxOptions& options, BoxInputs& inputs) {
    Desk desk = PJ_TRY(sit_down(options, inputs));
    const ActingPerson person{desk.seat.place.person, &inputs.own.keys.statement_key};
    const ResultHash result = PJ_TRY(
        report_result(desk.api, desk.device, desk.evidence, person, inputs.serials, SystemClock{}));
    const std::string hash = encode_hex(result.value());
    Said said;
    said.json = about(desk.device);
    said.json["result_sha256"] = hash;
    said.text = fmt::format(
        "✓ 结果已重算，一致，已签署报告 / result recomputed, equal, reported\n"
        "结果指纹 / result hash  {}\n",
        hash);
    return said;
}

template <class Act>
Run add_box_command(Options& command, Vouches vouches, Act act) {
    auto options = std::make_shared<BoxOptions>();
    add_keys_options(command, options->keys);
    command.add("--share", options->share, "份额文件 / share file of the ceremony").required();
    add_server_options(command, options->server);
    command.add("--enrolment", options->enrolment,
                "登记条目，缺省用份额旁的副本 / enrolment entry, which the server shows to nobody "
                "between close and announce; if not given, the ceremony's copy beside the share");
    command.add("--expect-manifest", options->expect_manifest,
                vouches == Vouches::yes
                    ? "会场宣布的底稿指纹，必填 / manifest hash that was shown in the hall; needed"
                    : "会场宣布的底稿指纹 / manifest hash that was shown in the hall");
    add_json_flag(command, options->json);
    return [options, vouches, act] {
        return run_command(
            options->json, [&] { return read_box_inputs(*options, vouches); },
            [&](BoxInputs& inputs) { return act(*options, inputs); });
    };
}

}  // namespace

Run add_cosign(Options& command) {
    return add_box_command(command, Vouches::yes, say_cosigned);
}

Run add_share(Options& command) {
    return add_box_command(command, Vouches::yes, say_shared);
}

Run add_report(Options& command) {
    return add_box_command(command, Vouches::no, say_reported);
}

}  // namespace piaojue::teller::commands
