// server/hall/public_view.cpp — what anybody may know now          PROTOCOL.md §16
#include "server/hall/public_view.hpp"

#include <algorithm>

namespace piaojue::hall {

bool is_silent(const CongressState& state) {
    const Phase phase = state.phase();
    return phase == Phase::closed || phase == Phase::cosigned || phase == Phase::decided;
}

PublicView public_view(const log::Log& log) {
    const log::ViewPtr view = log.view();
    const CongressState& state = view->state;
    PublicView out;
    out.phase = state.phase();
    out.log_size = state.size();
    out.checkpoint = view->checkpoint;
    out.congress = state.congress_id();
    out.sample = state.congress()->sample;
    out.title = state.congress()->name;
    out.due = static_cast<std::uint32_t>(state.deputies());
    out.present = state.present();
    const RoundState* const round = state.round();
    if (round == nullptr) return out;

    out.manifest = round->manifest;
    out.title = round->manifest.fields().title;
    out.due = round->manifest.fields().due;
    const BoxCounts& counts = round->closing ? round->closing->counts : round->last_counts;
    // From the end of issuing on the log holds every issuance; the next counts entry may be a
    // minute away, and until then no paper is to look as if it were back.
    out.issued = std::max(counts.issued, round->issued_count);
    out.sheets = round->taken_count;
    out.cast = counts.cast;
    out.handed_back = counts.handed_back;
    if (round->closing) out.present = counts.present;
    if (is_silent(state)) {
        out.phase = Phase::closed;
        out.log_size = round->closing_size;
        out.checkpoint = log.signed_checkpoint_at(round->closing_size);
    }
    if (round->announced && round->result_index) {
        const Result<ResultEntry> result =
            decode_result(log.entry(*round->result_index), round->manifest.fields().projects.size(),
                          round->paper_statement.has_value());
        PJ_ASSERT(result.has_value(), "the result of an announced round");
        out.result = *result;
        out.bound = bound_of(*round, *result);
    }
    return out;
}

}  // namespace piaojue::hall
