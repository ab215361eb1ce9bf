// Shares before the vote: do any k of them open the box, and a copy of one's own on paper
//                                                     PROTOCOL.md §4 §11.5, docs/adr/0020
#include "crypto/hash.hpp"
#include "server/teller/console/describe.hpp"
#include "server/teller/console/desk.hpp"
#include "server/teller/paper_copy.hpp"

namespace piaojue::teller::console {

namespace {

Result<SecretBuffer> paper_of(const std::filesystem::path& path) {
    std::string text;
    const Bytes file = PJ_TRY(read_file(path, file_bytes_max));
    const std::vector<std::string> lines = PJ_TRY(lines_of_file(file));
    for (const std::string& line : lines)
        text += text.empty() ? line : "/" + line;
    return SecretBuffer{as_bytes(text)};
}

}  // namespace

// ── the rehearsal ──

Result<void> Desk::rehearse(const Order& order) {
    if (!state_->joint_keys()) return fail(Errc::wrong_phase, "there is no joint key yet");
    if (!rehearsal_ || rehearsal_->keys() != *state_->joint_keys()) {
        rehearsal_.emplace(*state_->joint_keys(), state_->ceremony_hash(), rng_);
    }
    // Wiped before the next one is asked for.
    const ShareFile file = PJ_TRY(load_share(order.text, order.passphrase.expose()));
    PJ_TRY(rehearsal_->add(file));
    put_rehearsal();
    return {};
}

void Desk::put_rehearsal() {
    const std::size_t threshold = rehearsal_->keys().threshold;
    const Rehearsal::Tried enough = rehearsal_->try_all(threshold);
    const Rehearsal::Tried fewer = rehearsal_->try_all(threshold - 1);
    boost::json::object out;
    out["threshold"] = threshold;
    boost::json::array tellers;
    for (const TellerNumber& teller : rehearsal_->tellers())
        tellers.emplace_back(teller.value());
    out["tellers"] = std::move(tellers);
    out["combinations"] = enough.combinations;
    out["opened"] = enough.opened;
    out["fewer"] = fewer.combinations;
    out["fewer_opened"] = fewer.opened;
    board_.put("rehearsal", std::move(out));
}

// ── copies on paper ──

Result<void> Desk::print_copies() {
    if (!share_fits()) return fail(Errc::not_permitted, "no share of this ceremony");
    if (sheet_.text().size() > 0) return fail(Errc::busy, "another sheet is not forgotten yet");
    const SecretBuffer share = PJ_TRY(paper_of(settings_.share));
    const SecretBuffer keys = PJ_TRY(paper_of(keys_path_));
    const std::vector<SheetRow> rows{{1, &keys, "keys", own_->keys.name},
                                     {2, &share, "share", own_->keys.name}};
    boost::json::object head = sheet_head("paper");
    head["file"] = "";
    sheet_.put(sheet_text(head, rows));
    put_sheet("paper", rows.size(), sha256(share.expose()), false);
    return {};
}

Result<void> Desk::restore(Order& order) {
    const Bytes file = PJ_TRY(file_of_lines(order.lines));
    return own_ ? restore_share(file) : restore_keys(order, file);
}

Result<void> Desk::restore_keys(Order& order, ByteView file) {
    if (order.text.empty()) return fail(Errc::malformed, "the new file has no name");
    const std::filesystem::path path = order.text;
    const SecretBuffer secret = PJ_TRY(open_sealed_file(file, order.passphrase.expose()));
    PJ_TRY(decode_person_keys(secret.expose()));
    PJ_TRY(write_new_file(path, file, FileMode::owner_only));
    return unlock(order);
}

Result<void> Desk::restore_share(ByteView file) {
    if (!seat_ || !state_) return fail(Errc::wrong_phase, "not enrolled yet");
    if (device_) return fail(Errc::wrong_phase, "there is a share file already");
    const SecretBuffer secret = PJ_TRY(open_sealed_file(file, own_->passphrase.expose()));
    const ShareFile share = PJ_TRY(decode_share_file(secret.expose()));
    if (share.congress != seat_->congress || share.ceremony != state_->ceremony_hash()) {
        return fail(Errc::not_permitted, "a share of another ceremony");
    }
    PJ_TRY(write_new_file(settings_.share, file, FileMode::owner_only));
    // Without waiting for the log to grow, as a share that was there at the start is loaded.
    PJ_TRY(load_device());
    PJ_TRY(check_extends(*state_, device_->seen()));
    confirmed_ = true;
    put_enrolment();
    return {};
}

}  // namespace piaojue::teller::console
