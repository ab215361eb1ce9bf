// A lost card: a new one made and printed here, proposed to a second teller    PROTOCOL.md §5 §9
#include <array>

#include "ballot/card.hpp"
#include "crypto/base/encoding.hpp"
#include "crypto/hash.hpp"
#include "server/teller/acts.hpp"
#include "server/teller/console/desk.hpp"
#include "server/teller/proposal.hpp"

namespace piaojue::teller::console {

namespace {

boost::json::object replacement_json(DeputyNumber deputy, std::string_view name,
                                     std::string_view reason, std::string_view standing) {
    boost::json::object out;
    out["deputy"] = deputy.value();
    out["name"] = name;
    out["reason"] = reason;
    out["standing"] = standing;
    return out;
}

}  // namespace

// ── the order ──

Result<void> Desk::replace_card(const Order& order) {
    if (!confirmed_) return fail(Errc::not_permitted, "the enrolment was not read aloud");
    if (!seat_->place.teller) return fail(Errc::not_permitted, "not a teller");
    if (sheet_.text().size() > 0) return fail(Errc::busy, "another sheet is not forgotten yet");
    PJ_TRY(read_log());
    PJ_TRY(make_card(DeputyNumber{order.number}, order.text));
    const Result<void> proposed = propose_card();
    // A card that was refused is none. Whether it was is unknown when the server was not reached:
    // the next looks tell.
    if (!proposed && proposed.error().code != Errc::internal) {
        drop_replacement();
        return proposed;
    }
    put_replacement("waits");
    return proposed;
}

Result<void> Desk::make_card(DeputyNumber deputy, const std::string& reason) {
    const RecordView log = PJ_TRY(decode_record(evidence_));
    const std::optional<RollId> roll = PJ_TRY(newest_roll_id(log));
    if (!roll) return fail(Errc::wrong_phase, "there is no roll yet");
    if (state_->identity_key(deputy) == nullptr) return fail(Errc::not_on_roll, "no such deputy");
    const CardSecret secret = make_card_secret(rng_);
    const VerifyKey identity = identity_key(secret, *roll).verify_key();
    const std::array signers{ActingPerson{seat_->place.person, &own_->keys.statement_key}};
    const std::uint32_t in_log = state_->last_serial(own_->keys.statement_key.verify_key());
    const std::uint32_t serial = PJ_TRY(serials_->next(clock_, in_log));
    Bytes entry =
        make_statement_entry(Act::replace_card, seat_->congress.value(), serial,
                             clock_.now_minutes(), CardBody{deputy, identity, reason}, signers);
    PJ_TRY(read_proposal(entry));  // a reason that is too long, before there is a card

    const SecretBuffer code = encode_card_code(secret);
    const std::string name = name_of(deputy);
    SheetRow row{deputy.value(), &code, name, {}};
    if (!name.empty()) row.delegation = names_[deputy.value() - 1].of(imports::Field::delegation);
    boost::json::object head = sheet_head("card");
    head["file"] = "";
    sheet_.put(sheet_text(head, std::array{std::move(row)}));
    put_sheet("card", 1, sha256(entry), false);
    replacement_ = Replacement{deputy, reason, identity, std::move(entry)};
    return {};
}

Result<void> Desk::propose_card() {
    PJ_TRY(client::as_result(
        client::repeat_passing([&] { return api_.post_proposal(replacement_->proposal); })));
    return {};
}

void Desk::drop_replacement() {
    sheet_.forget();
    replacement_.reset();
    board_.put("sheet", nullptr);
    board_.put("replacement", nullptr);
}

std::string Desk::name_of(DeputyNumber deputy) const {
    if (deputy.value() < 1 || deputy.value() > names_.size()) return {};
    return names_[deputy.value() - 1].of(imports::Field::name);
}

// ── what becomes of it ──

Result<void> Desk::look_at_replacement() {
    if (!replacement_) return {};
    const std::string id = encode_hex(sha256(replacement_->proposal));
    if (proposals_.contains(id)) {
        put_replacement("waits");
        return {};
    }
    // It left the relay after this log was read, if the second person has just signed.
    PJ_TRY(read_log());
    const VerifyKey* const in_force = state_->identity_key(replacement_->deputy);
    const bool recorded = in_force != nullptr && *in_force == replacement_->identity_key;
    put_replacement(recorded ? "recorded" : "gone");
    return {};
}

void Desk::put_replacement(std::string_view standing) {
    board_.put("replacement", replacement_json(replacement_->deputy, name_of(replacement_->deputy),
                                               replacement_->reason, standing));
}

}  // namespace piaojue::teller::console
