// What the desk does because its person says so                      PROTOCOL.md §4 §9 §11
#include <thread>

#include "crypto/base/encoding.hpp"
#include "server/teller/box_acts.hpp"
#include "server/teller/console/describe.hpp"
#include "server/teller/console/desk.hpp"
#include "server/teller/proposal.hpp"

namespace piaojue::teller::console {

namespace {

// The others come when they come: the teller ends the console, not the console the ceremony.
constexpr std::chrono::hours ceremony_patience{24};
constexpr std::chrono::seconds between_tries{1};

std::string_view step_word(client::CeremonyStep step) {
    switch (step) {
    case client::CeremonyStep::commit: return "commit";
    case client::CeremonyStep::message: return "message";
    case client::CeremonyStep::certificate: return "certificate";
    }
    PJ_UNREACHABLE("a ceremony step outside its list");
}

// Digits as they were read from a slip: groups and small letters do not matter.
std::string plain_digits(std::string_view typed) {
    std::string out;
    for (const char c : typed) {
        if (c == ' ' || c == '-') continue;
        out += c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return out;
}

}  // namespace

void Desk::carry_out(Order order) {
    board_.put("refused", nullptr);
    const Result<void> done = alarmed_ ? fail(Errc::log_rollback) : obey(order);
    board_.put("verifying", nullptr);
    if (!done && !alarmed_) put_refusal(order.kind, done.error());
    board_.put("working", nullptr);
}

void Desk::put_refusal(OrderKind kind, const Error& error) {
    if (error.code == Errc::log_rollback) return raise_alarm(error);
    boost::json::object refused = describe_error(error);
    refused["order"] = order_name(kind);
    board_.put("refused", std::move(refused));
}

Result<void> Desk::obey(Order& order) {
    if (order.kind == OrderKind::unlock) return unlock(order);
    if (order.kind == OrderKind::keys) return make_keys(order);
    if (order.kind == OrderKind::restore) return restore(order);
    if (!own_) return fail(Errc::not_permitted, "no keys yet");
    if (order.kind == OrderKind::line) return hand_in();
    if (!seat_ || !state_) return fail(Errc::wrong_phase, "not enrolled yet");
    return obey_seated(order);
}

Result<void> Desk::obey_seated(Order& order) {
    switch (order.kind) {
    case OrderKind::unlock:
    case OrderKind::keys:
    case OrderKind::restore:
    case OrderKind::line: break;
    case OrderKind::confirm:
        confirmed_ = true;
        put_enrolment();
        return {};
    case OrderKind::ceremony: return hold_ceremony(order.number);
    case OrderKind::names: return read_names(order.file);
    case OrderKind::cards: return print_cards(order.number);
    case OrderKind::roll: return post_roll(order.passphrase);
    case OrderKind::slips: return print_slips(order.number);
    case OrderKind::replace: return replace_card(order);
    case OrderKind::forget: forget(); return {};
    case OrderKind::rehearse: return rehearse(order);
    case OrderKind::paper: return print_copies();
    case OrderKind::compare: return compare(order.text);
    case OrderKind::cosign: return cosign();
    case OrderKind::share: return give();
    case OrderKind::report: return report();
    case OrderKind::recount: return recount();
    case OrderKind::sign: return sign(order.text);
    case OrderKind::sheets: return key_sheets(order);
    case OrderKind::doubtful: return decide_doubtful(order.text);
    case OrderKind::enter:
    case OrderKind::marks:
    case OrderKind::seal:
    case OrderKind::send: return obey_few_sheets(order);
    }
    return {};
}

// ── the ceremony ──

Result<void> Desk::hold_ceremony(std::uint16_t needed) {
    if (needed > limit::tellers) return fail(Errc::malformed, "more than there can be");
    const auto threshold = static_cast<std::uint8_t>(needed);
    if (!seat_->place.teller) return fail(Errc::not_permitted, "not a teller");
    if (device_ && !ceremony_was_begun(settings_.share)) {
        return fail(Errc::not_permitted, "there is a share file already");
    }
    resumed_ = true;
    confirmed_ = true;
    put_enrolment();
    CeremonyPlan plan{enrolment_, threshold, ceremony_patience};
    plan.waits = [&](client::CeremonyStep step, std::span<const TellerNumber> missing) {
        boost::json::object out;
        out["stage"] = "running";
        out["threshold"] = plan.threshold;
        out["step"] = step_word(step);
        boost::json::array numbers;
        for (const TellerNumber& number : missing)
            numbers.emplace_back(number.value());
        out["missing"] = std::move(numbers);
        board_.put("ceremony", std::move(out));
        board_.put("trouble", nullptr);
        return !stopping_;
    };
    for (;;) {
        CeremonyMemory memory = PJ_TRY(open_ceremony_memory(settings_.share, *own_, rng_));
        if (memory.before) plan.threshold = memory.before->threshold;
        auto outcome = run_ceremony(api_, own_->keys, plan, rng_, std::move(memory));
        if (outcome) {
            PJ_TRY(save_ceremony_outcome(settings_.share, *outcome, *own_, rng_));
            replace_file(enrolment_copy_of(settings_.share), enrolment_);
            return {};
        }
        // Unreached: what was remembered is gone on with.
        if (outcome.error().code != Errc::internal || stopping_) {
            return fail(outcome.error().code, outcome.error().detail);
        }
        board_.put("trouble", describe_error(outcome.error()));
        std::this_thread::sleep_for(between_tries);
    }
}

// ── the round ──

Result<void> Desk::compare(const std::string& fingerprint) {
    const RoundState* const round = state_->round();
    if (round == nullptr) return fail(Errc::wrong_phase, "there is no manifest yet");
    if (plain_digits(fingerprint) != hall_fingerprint(round->manifest.hash())) {
        return fail(Errc::wrong_manifest,
                    "the server's round is not the one of the hall; compare once more, then stop "
                    "and tell everybody");
    }
    compared_ = round->manifest.hash();
    if (device_) device_->expect(*compared_);
    closed_ = {};
    put_log();
    return {};
}

Result<void> Desk::require_compared() const {
    if (compared_) return {};
    return fail(Errc::wrong_manifest, "the fingerprint of this round was not compared");
}

Result<void> Desk::prepare_box() {
    PJ_TRY(read_log());
    PJ_TRY(require_compared());
    if (!share_fits()) return fail(Errc::not_permitted, "no share of this ceremony");
    return {};
}

Result<void> Desk::cosign() {
    PJ_TRY(prepare_box());
    PJ_TRY(cosign_box(api_, *device_, evidence_, clock_));
    cosigned_ = true;
    return {};
}

Result<void> Desk::give() {
    PJ_TRY(prepare_box());
    return give_share(api_, *device_, evidence_, rng_);
}

Result<void> Desk::report() {
    PJ_TRY(prepare_box());
    const ActingPerson person{seat_->place.person, &own_->keys.statement_key};
    PJ_TRY(report_result(api_, *device_, evidence_, person, *serials_, clock_));
    return {};
}

Result<void> Desk::recount() {
    const Bytes record =
        PJ_TRY(client::as_result(client::repeat_passing([&] { return api_.record(); })));
    VerifyOptions options;
    options.run = run_on_two_threads;
    options.progress = [this](std::size_t done, std::size_t total) { show_progress(done, total); };
    options.expected_manifest = compared_;
    const Report found = PJ_TRY(verify(record, rng_, options));
    boost::json::object out;
    out["valid"] = found.valid;
    out["anchored"] = found.anchored;
    out["record"] = encode_hex(found.record_sha256);
    out["checks"] = describe_checks(found.checks);
    board_.put("recount", std::move(out));
    return {};
}

Result<void> Desk::sign(const std::string& proposal) {
    const auto found = proposals_.find(proposal);
    if (found == proposals_.end()) return fail(Errc::wrong_phase, "it is proposed no more");
    Statement statement = PJ_TRY(read_proposal(found->second));
    PJ_TRY(read_log());
    if (!confirmed_) return fail(Errc::not_permitted, "the enrolment was not read aloud");
    if (!act_rule(statement.act).of_congress) PJ_TRY(require_compared());
    if (statement.act == Act::announce && share_fits()) {
        const ResultHash own = PJ_TRY(device_->confirm_result(evidence_));
        if (std::get<ResultBody>(statement.body).result != own) {
            return fail(Errc::wrong_manifest, "not the result that this device has computed");
        }
    }
    const ActingPerson person{seat_->place.person, &own_->keys.statement_key};
    const Bytes entry = PJ_TRY(complete_proposal(std::move(statement), *state_, person));
    PJ_TRY(client::as_result(client::repeat_passing([&] { return api_.post_statement(entry); })));
    return {};
}

}  // namespace piaojue::teller::console
