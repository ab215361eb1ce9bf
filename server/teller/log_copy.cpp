#include "server/teller/log_copy.hpp"

#include "ballot/entries/roll.hpp"
#include "ballot/promise.hpp"

namespace piaojue::teller {

Result<Seat> find_seat(ByteView enrolment, const PersonKeys& keys) {
    const Enrolment list = PJ_TRY(decode_enrolment(enrolment));
    const std::optional<Place> place = place_of(list, keys.statement_key.verify_key());
    if (!place) return fail(Errc::not_permitted, "these keys are not in the enrolment");
    PJ_TRY(check_person(list.congress, *list.person(place->person)));
    return Seat{list.congress, enrolment_hash(enrolment), *place};
}

Result<CongressState> replay(const RecordView& view) {
    CongressState state;
    for (const ByteView entry : view.entries)
        PJ_TRY(state.apply(entry));
    if (!state.congress()) return fail(Errc::malformed, "a log without entries");
    const CheckpointKeys keys = state.checkpoint_keys();
    const auto head = PJ_TRY(parse_signed_checkpoint(as_text(view.checkpoint), keys));
    if (head.checkpoint.size != state.size() || head.checkpoint.root != state.tree().root()) {
        return fail(Errc::log_rollback, "the checkpoint is not that of these entries");
    }
    return state;
}

Result<Bytes> fetch_evidence(client::Api& api, const PersonKeys& keys, const Seat& seat,
                             const Clock& clock) {
    const Bytes query = encode_query(
        make_query(keys.statement_key, seat.congress, seat.place.person, clock.now_minutes()));
    return client::as_result(client::repeat_passing([&] { return api.evidence(query); }));
}

Result<std::optional<RollId>> newest_roll_id(const RecordView& view) {
    std::optional<RollId> out;
    for (const ByteView entry : view.entries) {
        if (PJ_TRY(entry_type(entry)) == EntryType::roll) out = PJ_TRY(decode_roll(entry)).roll_id;
    }
    return out;
}

Result<void> check_log_of(const Seat& seat, const CongressState& state) {
    if (state.congress_id() != seat.congress || state.enrolment_hash() != seat.enrolment) {
        return fail(Errc::unknown_round, "the server's log is of another congress or enrolment");
    }
    return {};
}

}  // namespace piaojue::teller
