#include "server/teller/console/desk.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "ballot/promise.hpp"
#include "crypto/base/encoding.hpp"
#include "crypto/hash.hpp"
#include "server/teller/box_acts.hpp"
#include "server/teller/console/describe.hpp"
#include "server/teller/proposal.hpp"

namespace piaojue::teller::console {

namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

bool shows_checkpoint_of_all(Phase phase) {
    return phase != Phase::closed && phase != Phase::cosigned && phase != Phase::decided;
}

}  // namespace

Desk::Desk(DeskSettings settings, Board& board, Sheet& sheet, const std::atomic<bool>& stopping)
    : settings_(std::move(settings)),
      board_(board),
      sheet_(sheet),
      stopping_(stopping),
      api_(settings_.endpoint) {}

Result<void> Desk::take_keys(const fs::path& path, Unlocked own) {
    serials_.emplace(PJ_TRY(SerialBook::open(path)));
    own_.emplace(std::move(own));
    keys_path_ = path;
    if (settings_.share.empty()) {
        settings_.share = path;
        settings_.share.replace_extension(".share");
    }
    json::object place;
    place["keys"] = path.string();
    place["share"] = settings_.share.string();
    place["server"] = settings_.server;
    board_.put("place", std::move(place));
    board_.put("keys", describe_keys(own_->keys, seat_));
    return {};
}

void Desk::raise_alarm(const Error& error) {
    alarmed_ = true;
    board_.put("alarm", describe_error(error));
}

void Desk::look() {
    if (!own_ || alarmed_) return;
    const Result<void> seen = look_at_server();
    if (seen) {
        board_.put("trouble", nullptr);
    } else if (seen.error().code == Errc::log_rollback) {
        raise_alarm(seen.error());
    } else {
        board_.put("trouble", describe_error(seen.error()));
    }
}

Result<void> Desk::look_at_server() {
    PJ_TRY(find_seat_in_congress());
    if (!seat_) return {};
    PJ_TRY(read_log());
    PJ_TRY(look_at_ceremony());
    PJ_TRY(look_at_box());
    PJ_TRY(look_at_sheets());
    look_at_few_sheets();
    return look_at_proposals();
}

// ── the person's place ──

Result<std::optional<Bytes>> Desk::fetch_enrolment() {
    if (!settings_.enrolment.empty()) return read_file(settings_.enrolment, limit::entry_bytes);
    auto answer = api_.entry("enrolment");
    if (answer) return *std::move(answer);
    if (answer.error().is(Errc::unknown_round)) return std::optional<Bytes>{};
    const fs::path copy = enrolment_copy_of(settings_.share);
    if (answer.error().is(Errc::wrong_phase) && fs::exists(copy)) {
        return read_file(copy, limit::entry_bytes);
    }
    return fail(answer.error().code, answer.error().advice);
}

Result<void> Desk::find_seat_in_congress() {
    if (seat_) return {};
    std::optional<Bytes> entry = PJ_TRY(fetch_enrolment());
    if (!entry) {
        board_.put("enrolment", nullptr);
        return draw_line();
    }
    const Enrolment list = PJ_TRY(decode_enrolment(*entry));
    PJ_TRY(check_enrolment(list));
    if (enrolment_ != *entry) confirmed_ = false;
    enrolment_ = *std::move(entry);
    auto seat = find_seat(enrolment_, own_->keys);
    const bool found = seat.has_value();
    if (!found && seat.error().code != Errc::not_permitted) {
        return fail(seat.error().code, seat.error().detail);
    }
    if (found) seat_ = *std::move(seat);
    put_enrolment();
    if (!found) return draw_line();
    board_.put("line", nullptr);
    return {};
}

void Desk::put_enrolment() {
    const Result<Enrolment> list = decode_enrolment(enrolment_);
    PJ_ASSERT(list.has_value(), "an enrolment that was decoded before");
    board_.put("enrolment", describe_enrolment(*list, enrolment_hash(enrolment_), confirmed_));
    board_.put("keys", describe_keys(own_->keys, seat_));
}

// ── the log ──

Result<bool> Desk::is_unchanged() {
    if (!state_ || !shows_checkpoint_of_all(state_->phase())) return false;
    const std::string head = PJ_TRY(client::as_result(api_.checkpoint()));
    const RecordView known = PJ_TRY(decode_record(evidence_));
    return head == as_text(known.checkpoint);
}

Result<void> Desk::read_log() {
    if (PJ_TRY(is_unchanged())) return {};
    Bytes evidence = PJ_TRY(fetch_evidence(api_, own_->keys, *seat_, clock_));
    if (evidence == evidence_) return {};
    Result<void> accepted = accept_log(std::move(evidence));
    // A new enrolment ends the one in which this seat was: it is looked for anew.
    if (!accepted && accepted.error().code == Errc::unknown_round) seat_.reset();
    return accepted;
}

Result<void> Desk::accept_log(Bytes evidence) {
    const RecordView log = PJ_TRY(decode_record(evidence));
    CongressState state = PJ_TRY(replay(log));
    if (state_) PJ_TRY(check_extends(state, SeenLog{state_->size(), state_->tree().root()}));
    PJ_TRY(check_log_of(*seat_, state));
    PJ_TRY(load_device());
    if (device_) PJ_TRY(check_extends(state, device_->seen()));
    evidence_ = std::move(evidence);
    state_.emplace(std::move(state));
    ++heads_;
    closed_ = {};
    const RoundState* const round = state_->round();
    if (round == nullptr || compared_ != round->manifest.hash()) {
        compared_.reset();
        cosigned_ = false;
    }
    // The log has the ceremony of this device's share, and that names the enrolment.
    if (share_fits() && !confirmed_) {
        confirmed_ = true;
        put_enrolment();
    }
    put_log();
    return {};
}

void Desk::put_log() {
    board_.put("log", describe_log(*state_, heads_));
    board_.put("round", describe_round(*state_, compared_.has_value()));
}

Result<void> Desk::load_device() {
    if (device_ || !own_->keys.teller || !fs::exists(settings_.share)) return {};
    ShareFile file = PJ_TRY(load_share(settings_.share, own_->passphrase.expose()));
    if (file.congress != seat_->congress) {
        return fail(Errc::not_permitted,
                    settings_.share.string() +
                        " is a share of another congress; give another file with --share");
    }
    share_of_ = file.ceremony;
    const auto remember = [this](const ShareFile& now) {
        save_share(settings_.share, now, own_->passphrase.expose(), rng_, own_->cost);
    };
    VerifyOptions options;
    options.run = run_on_two_threads;
    options.progress = [this](std::size_t done, std::size_t total) { show_progress(done, total); };
    device_.emplace(own_->keys, std::move(file), remember, std::move(options));
    return {};
}

bool Desk::share_fits() const {
    return device_ && state_ && state_->joint_keys() && share_of_ == state_->ceremony_hash();
}

// ── the ceremony, as far as it is not under way here ──

Result<void> Desk::look_at_ceremony() {
    if (!seat_->place.teller) return {};
    json::object out;
    out["threshold"] = nullptr;
    out["step"] = nullptr;
    out["missing"] = json::array{};
    if (share_fits()) {
        out["stage"] = "done";
        out["threshold"] = state_->joint_keys()->threshold;
    } else if (ceremony_was_begun(settings_.share)) {
        board_.put("ceremony", nullptr);
        // What was begun is gone on with: its enrolment was read aloud then.
        if (!resumed_) return hold_ceremony(0);
        out["stage"] = "begun";
    } else if (device_) {
        out["stage"] = "other_share";
    } else if (state_->joint_keys()) {
        out["stage"] = "without_share";
    } else {
        out["stage"] = "ahead";
        auto commits = api_.ceremony(client::CeremonyStep::commit);
        const std::vector<Bytes> sent = PJ_TRY(client::as_result(std::move(commits)));
        json::array missing;
        for (std::size_t i = 0; i < sent.size(); ++i) {
            if (sent[i].empty()) missing.emplace_back(i + 1);
        }
        out["step"] = "commit";
        out["missing"] = std::move(missing);
    }
    board_.put("ceremony", std::move(out));
    return {};
}

// ── acts of two ──

Result<void> Desk::look_at_proposals() {
    const bool hidden = !shows_checkpoint_of_all(state_->phase());
    const auto ask = [&] {
        if (!hidden) return api_.proposals();
        return api_.proposals(encode_query(make_query(own_->keys.statement_key, seat_->congress,
                                                      seat_->place.person, clock_.now_minutes())));
    };
    const std::vector<Bytes> entries = PJ_TRY(client::as_result(ask()));
    proposals_.clear();
    json::array out;
    for (const Bytes& entry : entries) {
        const Result<Statement> statement = read_proposal(entry);
        if (!statement) continue;
        const std::string id = encode_hex(sha256(entry));
        proposals_.emplace(id, entry);
        // What this person proposed waits for another.
        if (statement->signers.front().person == seat_->place.person) continue;
        // Completed here to see whether the log would take it; what is made is thrown away.
        const Result<Bytes> whole = complete_proposal(
            *statement, *state_, {seat_->place.person, &own_->keys.statement_key});
        json::object one = describe_statement(*statement, *state_->enrolment());
        one["id"] = id;
        one["of_congress"] = act_rule(statement->act).of_congress;
        one["refusal"] = nullptr;
        if (!whole) one["refusal"] = describe_error(whole.error());
        out.push_back(std::move(one));
    }
    board_.put("proposals", std::move(out));
    return look_at_replacement();
}

}  // namespace piaojue::teller::console
