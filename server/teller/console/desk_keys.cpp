// The person's keys, and the line by which they come into the enrolment  PROTOCOL.md §3,
// docs/adr/0020
#include "crypto/base/encoding.hpp"
#include "server/teller/console/describe.hpp"
#include "server/teller/console/desk.hpp"

namespace piaojue::teller::console {

namespace {

namespace fs = std::filesystem;

constexpr unsigned no_such_path = 404;

}  // namespace

Result<void> Desk::unlock(Order& order) {
    if (own_) return fail(Errc::wrong_phase, "the keys are open already");
    const fs::path path = order.text;
    return take_keys(path, PJ_TRY(unlock_keys(path, std::move(order.passphrase))));
}

Result<void> Desk::make_keys(Order& order) {
    if (own_) return fail(Errc::wrong_phase, "the keys are open already");
    if (order.text.empty()) return fail(Errc::malformed, "the new file has no name");
    const fs::path path = order.text;
    PJ_TRY(check_new_file(path));
    PJ_TRY(check_person_name(order.name));
    const SealCost cost = PJ_TRY(seal_cost_for(order.passphrase, order.random));
    PersonKeys keys = make_person_keys(order.role, order.name, rng_);
    PJ_TRY(save_new_keys(path, keys, order.passphrase.expose(), rng_, cost));
    return take_keys(path, Unlocked{std::move(keys), std::move(order.passphrase), cost});
}

// The person compares the congress's id: signed for another one, the line comes into no list.
Result<void> Desk::draw_line() {
    if (line_bytes_.empty()) {
        const Bytes entry = PJ_TRY(client::as_result(api_.entry("congress")));
        const Congress congress = PJ_TRY(decode_congress(entry));
        const CongressId id = congress_id(entry);
        line_bytes_ = encode_person(enrolment_line(id, own_->keys));
        line_["congress"] = congress.name;
        line_["congress2"] = congress.name2;
        line_["id"] = encode_hex(id.value());
        line_["bytes"] = encode_base64(line_bytes_);
    }
    put_line();
    return {};
}

void Desk::put_line() {
    boost::json::object out = line_;
    switch (handed_in_) {
    case HandedIn::no: out["handed_in"] = "no"; break;
    case HandedIn::yes: out["handed_in"] = "yes"; break;
    case HandedIn::not_taken: out["handed_in"] = "not_taken"; break;
    }
    board_.put("line", std::move(out));
}

Result<void> Desk::hand_in() {
    if (seat_ || line_bytes_.empty()) return fail(Errc::wrong_phase, "there is no line to hand in");
    auto answer = client::repeat_passing([&] { return api_.post_line(line_bytes_); });
    // A server that collects no lines: they go to the staff as files.
    const bool not_taken = !answer && answer.error().kind == client::Failure::Kind::unexpected &&
                           answer.error().status == no_such_path;
    if (!not_taken) PJ_TRY(client::as_result(std::move(answer)));
    handed_in_ = not_taken ? HandedIn::not_taken : HandedIn::yes;
    put_line();
    return {};
}

}  // namespace piaojue::teller::console
