// The tree, its signatures, and what a whole log must have          PROTOCOL.md §10.1 §12
#include "ballot/verify/topics.hpp"

namespace piaojue::verifier {

namespace {

// The text of a note ends with the line before its empty line, whoever signed it.
Result<Checkpoint> unsigned_checkpoint(ByteView note) {
    const std::string_view text = as_text(note);
    const std::size_t end = text.find("\n\n");
    if (end == std::string_view::npos) return fail(Errc::malformed, "no signed note");
    return parse_checkpoint_text(text.substr(0, end + 1));
}

}  // namespace

std::string round_label(const Context& context, const RoundState& round) {
    if (context.state.rounds().size() == 1) return {};
    return "round " + std::to_string(round.manifest.fields().round) + ": ";
}

void check_log_root(Context& context) {
    const auto checkpoint = unsigned_checkpoint(context.record.checkpoint);
    if (!checkpoint) {
        context.ledger.add({Check::log_root, checkpoint.error().code, checkpoint.error().detail});
        return;
    }
    const MerkleTree& tree = context.state.tree();
    if (checkpoint->size != tree.size()) {
        context.ledger.add(Check::log_root,
                           "the checkpoint is over " + std::to_string(checkpoint->size) +
                               " entries, the file has " + std::to_string(tree.size()));
    } else if (checkpoint->root != tree.root()) {
        context.ledger.add(Check::log_root, "the root is not that of these entries");
    }
    context.ledger.note(Check::log_root, std::to_string(tree.size()) + " entries");
}

namespace {

// The log's line alone: a cosignature that may stand here or not would be a byte that nothing
// covers.
Result<SignedCheckpoint> publishing_checkpoint(const Context& context, ByteView note) {
    CheckpointKeys keys = context.state.checkpoint_keys();
    keys.cosigners.clear();
    return parse_signed_checkpoint(as_text(note), keys);
}

}  // namespace

void check_log_signature(Context& context) {
    if (!context.state.congress()) {
        context.ledger.blocked(Check::log_signature, "the log has no congress entry");
        return;
    }
    const auto note = publishing_checkpoint(context, context.record.checkpoint);
    if (!note) {
        context.ledger.add({Check::log_signature, note.error().code, note.error().detail});
    }
}

void check_previous(Context& context) {
    if (!context.options.previous) return;
    if (!context.state.congress()) {
        context.ledger.blocked(Check::previous, "the log has no congress entry");
        return;
    }
    const RecordView& earlier = *context.options.previous;
    const auto& now = context.record.entries;
    if (earlier.entries.size() > now.size()) {
        context.ledger.add(Check::previous, "the earlier record has more entries than this one");
        return;
    }
    for (std::size_t i = 0; i < earlier.entries.size(); ++i) {
        if (equal(earlier.entries[i], now[i])) continue;
        context.ledger.add(Check::previous, "entry " + std::to_string(i) + " was another one");
        return;
    }
    const auto note = publishing_checkpoint(context, earlier.checkpoint);
    if (!note) {
        context.ledger.add(Check::previous, "its checkpoint: " + note.error().detail);
    } else if (note->checkpoint.size != earlier.entries.size() ||
               note->checkpoint.root != context.state.tree().root_at(earlier.entries.size())) {
        context.ledger.add(Check::previous, "its checkpoint is not that of its entries");
    }
    context.ledger.note(Check::previous,
                        "the first " + std::to_string(earlier.entries.size()) + " entries");
}

namespace {

void note_paper(Context& context, const std::string& label, const RoundState& round) {
    const auto paper = round.paper_part();
    if (!paper) return;
    const Sheets& sheets = paper->sheets;
    std::string text =
        label + std::to_string(sheets.handed_out()) + " sheets: " + std::to_string(sheets.taken) +
        " taken, " + std::to_string(sheets.exchanged) + " exchanged, " +
        std::to_string(sheets.uncancelled) + " uncancelled; " + std::to_string(sheets.returned) +
        " returned in " + std::to_string(round.batches.size()) + " batches";
    if (paper->entered > 0) text += ", " + std::to_string(paper->entered) + " entered at a booth";
    if (paper->too_many) text += "; papers are too many";
    context.ledger.note(Check::paper, std::move(text));
}

}  // namespace

void check_completeness(Context& context) {
    Ledger& ledger = context.ledger;
    const CongressState& state = context.state;
    if (!state.congress()) ledger.blocked(Check::log_order, "the log has no congress entry");
    if (!state.enrolment()) {
        ledger.blocked(Check::enrolment, "no enrolment that can be read");
    } else {
        ledger.note(Check::enrolment,
                    std::to_string(state.enrolment()->persons.size()) + " persons");
    }
    if (!state.joint_keys()) {
        ledger.blocked(Check::ceremony, "no ceremony that holds");
    } else {
        ledger.note(Check::ceremony,
                    std::to_string(state.joint_keys()->threshold) + " of " +
                        std::to_string(state.joint_keys()->verification_shares.size()));
    }
    if (state.deputies() == 0) ledger.blocked(Check::roll, "no roll that can be read");
    ledger.note(Check::roll, std::to_string(state.deputies()) + " deputies");
    if (state.rounds().empty()) {
        for (auto i = std::size_t{0}; i < check_count; ++i) {
            const auto check = static_cast<Check>(i);
            const bool of_round = check >= Check::manifest && check <= Check::publication;
            if (of_round) ledger.blocked(check, "no manifest that can be read");
        }
    }
    for (const RoundState& round : state.rounds()) {
        const std::string label = round_label(context, round);
        ledger.note(Check::issuance, label + std::to_string(round.issued_count) + " issued");
        if (round.present && round.issued_count > *round.present) {
            ledger.add(Check::issuance, label + "more issued than present");
        }
        if (round.closing) {
            ledger.note(Check::counts,
                        label + std::to_string(round.closing->counts.cast) + " cast, " +
                            std::to_string(round.closing->counts.handed_back) + " handed back");
        }
        note_paper(context, label, round);
        if (!round.absent.empty()) {
            std::string names;
            for (const TellerNumber teller : round.absent)
                names += " " + std::to_string(teller.value());
            ledger.note(Check::cosignatures, label + "stated absent: teller" + names);
        }
    }
}

}  // namespace piaojue::verifier
