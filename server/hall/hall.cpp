// server/hall/hall.cpp — the course of a round          PROTOCOL.md §9 §10.2 §11.1
#include "server/hall/hall.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "server/imports/method_file.hpp"

namespace piaojue::hall {
namespace {

constexpr std::uint32_t minutes_apart_max = 60;

}  // namespace

Hall::Hall(const Rooms& rooms, const IssuerKeyBytes& issuer_key)
    : rooms_(rooms), issuer_key_(issuer_key), last_minute_(rooms.clock.now_minutes()) {}

void Hall::recover() {
    const std::lock_guard lock{mutex_};
    const log::ViewPtr view = rooms_.log.view();
    if (view->round) {
        const ManifestHash& manifest = view->round->hash();
        require_nothing_lost(*view->state.round());
        const std::optional<Bytes> statement = rooms_.box.closed_by(manifest);
        if (statement && !rooms_.log.find(*statement)) {
            const Result<std::uint64_t> appended = append_close(manifest, *statement);
            if (!appended)
                throw EnvError("box.db holds a close that log.db can not take (" +
                               appended.error().detail + "): restore both from one backup");
            rooms_.journal.write(audit::recovered("close"));
        }
        if (statement) rooms_.box.forget_order();
    }
    rooms_.tally.recover();
}

// The log has counted what the other two hold. An older copy of them would lack ballots that were
// promised a place, and papers that would then be issued a second time.
void Hall::require_nothing_lost(const RoundState& round) {
    const bool open = round.phase == Phase::issuing || round.phase == Phase::voting ||
                      round.phase == Phase::paused;
    if (!open) return;
    const ManifestHash& manifest = round.manifest.hash();
    const box::Held held = rooms_.box.held(manifest);
    const std::uint32_t issued = std::max(round.last_counts.issued, round.issued_count);
    if (held.cast >= round.last_counts.cast && held.handed_back >= round.last_counts.handed_back &&
        rooms_.issuer.issued(manifest) >= issued)
        return;
    throw EnvError(
        "box.db or roll.db lacks what log.db has counted: restore the newest copies of both");
}

Result<std::uint64_t> Hall::act(ByteView entry) {
    const Statement statement = PJ_TRY(decode_statement(entry));
    const std::lock_guard lock{mutex_};
    if (const std::optional<std::uint64_t> before = rooms_.log.find(entry)) return *before;
    Result<std::uint64_t> index = act_in_time(statement, Bytes{entry.begin(), entry.end()});
    if (!index) {
        // Not what anybody in the network makes up: the journal would be theirs to fill.
        if (is_signed(statement))
            rooms_.journal.write(
                audit::statement_refused(act_name(statement.act), index.error().code));
        return index;
    }
    after(statement.act);
    return index;
}

bool Hall::is_signed(const Statement& statement) const {
    const log::ViewPtr view = rooms_.log.view();
    const StatementSigner& signer = statement.signers.front();
    const Person* const person =
        view->state.enrolment() ? view->state.enrolment()->person(signer.person) : nullptr;
    return person != nullptr && check_statement_signature(statement, signer, person->statement_key);
}

Result<std::uint64_t> Hall::act_in_time(const Statement& statement, const Bytes& entry) {
    // Signature, role and phase before anything is copied, held or written.
    PJ_TRY(rooms_.log.check(entry));
    const std::uint32_t now = rooms_.clock.now_minutes();
    const std::uint32_t apart = std::max(now, statement.minute) - std::min(now, statement.minute);
    if (apart > minutes_apart_max)
        return fail(Errc::not_permitted, "its minute is far from the server's clock");
    return act_once(statement, entry);
}

Result<std::uint64_t> Hall::act_once(const Statement& statement, const Bytes& entry) {
    switch (statement.act) {
    case Act::end_issuing: return end_issuing(entry);
    case Act::replace_card: return replace_card(statement, entry);
    case Act::close: return close(entry);
    case Act::void_slips: return void_slips(statement, entry);
    case Act::end_claims: return end_claims(entry);
    default: break;
    }
    // While the desk is held nothing is issued under the phase that ends here.
    const roll::Issuer::Held desk = rooms_.issuer.hold();
    return rooms_.log.append(entry);
}

void Hall::after(Act act) {
    switch (act) {
    case Act::pause: rooms_.box.settle(); break;
    case Act::void_round:
        rooms_.box.settle();
        rooms_.box.forget_order();
        break;
    case Act::close:
    case Act::end_claims: rooms_.box.forget_order(); break;
    case Act::absent:
    case Act::paper: rooms_.tally.go_on(); break;
    case Act::publish: rooms_.tally.write_record(); break;
    default: break;
    }
}

Result<std::uint64_t> Hall::end_issuing(const Bytes& entry) {
    const roll::Issuer::Held desk = rooms_.issuer.hold();
    const log::ViewPtr view = rooms_.log.view();
    std::vector<Bytes> entries{entry};
    if (view->round) {
        for (Bytes& issuance : desk.entries(view->round->hash()))
            entries.push_back(std::move(issuance));
    }
    return rooms_.log.append(entries);
}

Result<std::uint64_t> Hall::replace_card(const Statement& statement, const Bytes& entry) {
    const roll::Issuer::Held desk = rooms_.issuer.hold();
    const log::ViewPtr view = rooms_.log.view();
    PJ_TRY(view->state.check(entry));
    const DeputyNumber deputy = std::get<CardBody>(statement.body).deputy;
    if (view->round && desk.has_issued(view->round->hash(), deputy))
        return fail(Errc::already_issued, "the card was used in this round");
    return rooms_.log.append(entry);
}

Result<std::uint64_t> Hall::void_slips(const Statement& statement, const Bytes& entry) {
    const log::ViewPtr view = rooms_.log.view();
    const auto& slips = std::get<SlipsBody>(statement.body).slips;
    const RoundState& round = *view->state.round();
    const std::size_t before = round.voided_slips.size();
    if (slips.size() + before + round.drawn_count > round.slips.size()) {
        return fail(
            Errc::malformed,
            fmt::format("{} slips are on the list, {} were drawn and {} voided: of these {} "
                        "some were drawn; count those that are left over",
                        round.slips.size(), round.drawn_count, before, slips.size()));
    }
    if (const std::optional<Errc> refusal = rooms_.box.void_slips(*view->round, slips))
        return fail(*refusal, "a slip among them was used: it is not left over");
    return rooms_.log.append(entry);
}

std::uint32_t Hall::claim_minutes(const VoteManifest& manifest) const {
    for (const AttachmentHash& hash : manifest.fields().attachments) {
        const std::optional<std::uint64_t> index = rooms_.log.find_attachment(hash);
        PJ_ASSERT(index.has_value(), "an attachment that a manifest names is in the log");
        const Result<Attachment> attachment = decode_attachment(rooms_.log.entry(*index));
        PJ_ASSERT(attachment.has_value(), "an attachment in the log");
        if (attachment->kind != AttachmentKind::method) continue;
        const auto method = imports::parse_method_toml(as_text(attachment->content), "method");
        if (method) return method->claim_minutes;
    }
    return 0;
}

Result<std::uint64_t> Hall::end_claims(const Bytes& entry) {
    const log::ViewPtr before = rooms_.log.view();
    const std::uint32_t earliest =
        before->state.round()->close_minute + claim_minutes(before->round->manifest());
    if (rooms_.clock.now_minutes() < earliest)
        return fail(Errc::not_permitted, "the method gives deputies more minutes to claim");
    // From here to the end nothing is declared and nothing claimed; what was answered is on the
    // disk. A crash on the way leaves both open, and this act to be done again.
    const roll::Issuer::Held desk = rooms_.issuer.hold();
    const box::Box::ClaimsHeld box = rooms_.box.hold_claims(*before->round);
    std::vector<Bytes> entries{entry};
    for (Bytes& declaration : desk.declarations(before->round->hash()))
        entries.push_back(std::move(declaration));
    for (Bytes& claim : box.claims())
        entries.push_back(std::move(claim));
    return rooms_.log.append(entries);
    // ───── the log's COMMIT POINT is passed, or it refused (a share came first) ─────
}

Result<std::uint64_t> Hall::close(const Bytes& entry) {
    const log::ViewPtr view = rooms_.log.view();
    PJ_TRY(view->state.check(entry));
    // The log takes it; from here on the close goes through, now or at the next start.
    if (!rooms_.box.close(*view->round, entry))
        throw EnvError("box.db is closed by another statement than log.db knows");
    // ───── the box's COMMIT POINT is passed: nothing can be cast any more ─────
    Result<std::uint64_t> index = append_close(view->round->hash(), entry);
    if (!index)
        throw EnvError("the close is in box.db and log.db refuses it: " + index.error().detail);
    return index;
}

// Statement, ballots, hand-backs, opened entries, closing entry: one transaction of the log.
Result<std::uint64_t> Hall::append_close(const ManifestHash& manifest, const Bytes& entry) {
    const log::ViewPtr view = rooms_.log.view();
    box::Contents contents = rooms_.box.contents(manifest);
    const RoundState& round = *view->state.round();
    const Closing closing{manifest,
                          {view->state.present(), round.issued_count,
                           static_cast<std::uint32_t>(contents.ballots.size()),
                           static_cast<std::uint32_t>(contents.hand_backs.size())},
                          static_cast<std::uint32_t>(round.voided_slips.size()),
                          static_cast<std::uint32_t>(contents.opened.size())};
    std::vector<Bytes> entries{entry};
    for (std::vector<Bytes>* batch :
         {&contents.ballots, &contents.hand_backs, &contents.exchanges, &contents.opened}) {
        for (Bytes& one : *batch)
            entries.push_back(std::move(one));
    }
    entries.push_back(encode_closing(closing));
    return rooms_.log.append(entries);
}

// Where these bytes stand and are still what counts: an attachment anywhere, of the others only the
// newest, which one that came between has not replaced.
std::optional<std::uint64_t> Hall::standing(EntryType type, ByteView entry) const {
    if (type == EntryType::attachment) return rooms_.log.find(entry);
    const std::optional<std::uint64_t> newest = rooms_.log.view()->newest_of(type);
    if (!newest || !equal(rooms_.log.entry(*newest), entry)) return std::nullopt;
    return newest;
}

Result<std::uint64_t> Hall::setup(ByteView entry) {
    const EntryType type = PJ_TRY(entry_type(entry));
    if (type != EntryType::enrolment && type != EntryType::roll && type != EntryType::attachment &&
        type != EntryType::manifest)
        return fail(Errc::not_permitted, "not an entry of the setup");
    const std::lock_guard lock{mutex_};
    if (const std::optional<std::uint64_t> before = standing(type, entry)) return *before;
    if (type == EntryType::manifest) {
        const VoteManifest manifest = PJ_TRY(VoteManifest::decode(entry));
        if (manifest.box_key() != rooms_.box.public_key() ||
            manifest.fields().issuer != issuer_key_)
            return fail(Errc::wrong_manifest, "made with the keys of another server");
    }
    return rooms_.log.append(Bytes{entry.begin(), entry.end()});
}

bool Hall::tick() {
    const std::lock_guard lock{mutex_};
    // Only where a minute begins: an entry must not tell the second of a single cast.
    const std::uint32_t minute = rooms_.clock.now_minutes();
    if (minute == last_minute_) return false;
    last_minute_ = minute;

    const log::ViewPtr view = rooms_.log.view();
    const Phase phase = view->state.phase();
    if (rooms_.log.rolled_back() || (phase != Phase::issuing && phase != Phase::voting))
        return false;
    const RoundState& round = *view->state.round();
    // The box first: a paper is issued before it is cast, so the sums can not cross.
    const box::Held held = rooms_.box.held(round.manifest.hash());
    const BoxCounts counts{view->state.present(), rooms_.issuer.issued(round.manifest.hash()),
                           held.cast, held.handed_back};
    if (counts == round.last_counts) return false;
    const CountsPhase counts_phase =
        phase == Phase::issuing ? CountsPhase::issuing : CountsPhase::voting;
    const Result<std::uint64_t> appended =
        rooms_.log.append(encode_counts({round.manifest.hash(), counts_phase, counts}));
    return appended.has_value();
}

}  // namespace piaojue::hall
