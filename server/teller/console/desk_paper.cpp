// Cards and sealed slips, made here and printed from the page     PROTOCOL.md §5 §7.4,
// docs/adr/0020
#include "crypto/base/encoding.hpp"
#include "crypto/hash.hpp"
#include "server/teller/console/describe.hpp"
#include "server/teller/console/desk.hpp"
#include "server/teller/credentials.hpp"

namespace piaojue::teller::console {

Result<void> Desk::read_names(ByteView table) {
    imports::Import import = imports::import_table(table, imports::Kind::roll);
    if (!import.ok()) return fail(Errc::malformed, imports::spoken_errors(import));
    names_ = std::move(import.records);
    boost::json::object out;
    out["count"] = names_.size();
    board_.put("names", std::move(out));
    return {};
}

boost::json::object Desk::sheet_head(std::string_view kind) const {
    boost::json::object head;
    head["kind"] = kind;
    head["congress"] = state_->congress()->name;
    head["congress2"] = state_->congress()->name2;
    head["sample"] = state_->congress()->sample;
    return head;
}

void Desk::put_sheet(std::string_view kind, std::size_t count, const Bytes32& hash, bool posted) {
    boost::json::object out;
    out["kind"] = kind;
    out["count"] = count;
    out["hash"] = encode_hex(hash);
    out["posted"] = posted;
    board_.put("sheet", std::move(out));
}

Result<void> Desk::print_cards(std::uint16_t number) {
    if (!confirmed_) return fail(Errc::not_permitted, "the enrolment was not read aloud");
    if (sheet_.text().size() > 0) return fail(Errc::busy, "another sheet is not forgotten yet");
    const std::size_t count = names_.empty() ? number : names_.size();
    if (count == 0 || count > limit::deputies) return fail(Errc::malformed, "how many cards?");
    const Cards cards =
        teller::make_cards(seat_->congress, static_cast<std::uint32_t>(count), rng_);
    Bytes entry = encode_roll(cards.roll);
    // Cards that the log would not take are not printed.
    PJ_TRY(state_->check(entry));
    std::vector<SheetRow> rows;
    for (std::size_t i = 0; i < count; ++i) {
        SheetRow row{static_cast<std::uint32_t>(i + 1), &cards.codes[i], {}, {}};
        if (!names_.empty()) {
            row.name = names_[i].of(imports::Field::name);
            row.delegation = names_[i].of(imports::Field::delegation);
        }
        rows.push_back(std::move(row));
    }
    boost::json::object head = sheet_head("cards");
    head["file"] = encode_base64(entry);
    sheet_.put(sheet_text(head, rows));
    put_sheet("cards", count, roll_hash(entry).value(), false);
    roll_ = std::move(entry);
    return {};
}

Result<void> Desk::post_roll(const SecretBuffer& setup_code) {
    if (roll_.empty()) return fail(Errc::wrong_phase, "there are no cards");
    PJ_TRY(client::as_result(client::repeat_passing(
        [&] { return api_.post_setup_entry(as_text(setup_code.expose()), roll_); })));
    const std::size_t count = PJ_TRY(decode_roll(roll_)).identity_keys.size();
    put_sheet("cards", count, roll_hash(roll_).value(), true);
    return {};
}

Result<void> Desk::print_slips(std::uint16_t number) {
    if (!confirmed_) return fail(Errc::not_permitted, "the enrolment was not read aloud");
    if (sheet_.text().size() > 0) return fail(Errc::busy, "another sheet is not forgotten yet");
    const Slips slips = PJ_TRY(teller::make_slips(number, rng_));
    // Without numbers: nobody shall note which of them a deputy drew.
    std::vector<SheetRow> rows;
    for (const SecretBuffer& code : slips.codes)
        rows.push_back({0, &code, {}, {}});
    const Bytes list = slips.list.encode();
    boost::json::object head = sheet_head("slips");
    head["file"] = encode_base64(list);
    sheet_.put(sheet_text(head, rows));
    put_sheet("slips", slips.codes.size(), sha256(list), false);
    return {};
}

void Desk::forget() {
    drop_replacement();
    names_.clear();
    roll_.clear();
    rehearsal_.reset();
    board_.put("rehearsal", nullptr);
    board_.put("names", nullptr);
}

}  // namespace piaojue::teller::console
