// Sheets of paper: this person's batches, keyed blind, and the chief scrutineer's word on doubtful
// ones                                                                PROTOCOL.md §11.8 §16
#include <algorithm>

#include "ballot/promise.hpp"
#include "server/teller/console/desk.hpp"

namespace piaojue::teller::console {

// ── looking ──

bool Desk::sheets_are_counted() const {
    const RoundState* const round = state_->round();
    if (round == nullptr || !round->closing || !round->shares.empty()) return false;
    return round->phase == Phase::closed || round->phase == Phase::cosigned;
}

Result<void> Desk::look_at_sheets() {
    if (!sheets_are_counted()) {
        sheets_ = {};
        board_.put("sheets", nullptr);
        return {};
    }
    PJ_TRY(ask_for_batches());
    board_.put("sheets", describe_sheets(*state_->round(), *state_->enrolment(),
                                         seat_->place.person, sheets_));
    return {};
}

Result<void> Desk::ask_for_batches() {
    const RoundState& round = *state_->round();
    std::vector<PaperBatch> waiting;
    std::vector<KeyedBatch> keyed;
    // Whoever signed act 18 has ended it.
    if (!round.paper_statement) {
        const Bytes query = encode_query(make_query(own_->keys.statement_key, seat_->congress,
                                                    seat_->place.person, clock_.now_minutes()));
        waiting = PJ_TRY(waiting_batches(api_, round.manifest, query));
        keyed = PJ_TRY(keyed_batches(api_, round.manifest, query));
    }
    sheets_.waiting = std::move(waiting);
    sheets_.keyed = std::move(keyed);
    return {};
}

// ── orders ──

Result<void> Desk::prepare_sheets() {
    PJ_TRY(read_log());
    if (!confirmed_) return fail(Errc::not_permitted, "the enrolment was not read aloud");
    PJ_TRY(require_compared());
    if (!sheets_are_counted() || state_->round()->paper_statement) {
        return fail(Errc::wrong_phase,
                    "batches are keyed behind the close, before the sheets are confirmed and "
                    "before a share");
    }
    if (!state_->round()->second_persons.contains(seat_->place.person)) {
        return fail(Errc::not_permitted, "neither scrutineer nor teller");
    }
    return {};
}

Result<void> Desk::key_sheets(const Order& order) {
    if (!order.batch) return fail(Errc::malformed, "an order without a batch");
    PJ_TRY(prepare_sheets());
    const ActingPerson person{seat_->place.person, &own_->keys.statement_key};
    PJ_TRY(key_batch(api_, state_->round()->manifest, *order.batch, person));
    ++sheets_.sent;
    see_what_became_of(order.batch->batch);
    return {};
}

Result<void> Desk::decide_doubtful(const std::string& id) {
    PJ_TRY(prepare_sheets());
    const PersonNumber chief = state_->round()->second_persons.begin()->first;
    if (chief != seat_->place.person) {
        return fail(Errc::not_permitted, "another person is the chief scrutineer");
    }
    const auto found = std::ranges::find(sheets_.waiting, id, batch_id);
    if (found == sheets_.waiting.end()) {
        return fail(Errc::wrong_phase, "it waits no more, or was keyed with other decisions");
    }
    const ActingPerson person{chief, &own_->keys.statement_key};
    const BatchNumber batch = found->batch;
    PJ_TRY(decide_batch(api_, *found, person));
    see_what_became_of(batch);
    return {};
}

// In the log, and by the server's word of what waits: not by its answer to the order.
void Desk::see_what_became_of(BatchNumber batch) {
    sheets_.last = batch;
    look();
}

}  // namespace piaojue::teller::console
