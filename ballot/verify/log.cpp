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

void check_log_signature(Context& context) {
    if (!context.state.congress()) {
        context.ledger.blocked(Check::log_signature, "the log has no congress entry");
        return;
    }
    // The log's line alone: a cosignature that may stand here or not would be a byte that nothing
    // covers.
    CheckpointKeys keys = context.state.checkpoint_keys();
    keys.cosigners.clear();
    const auto note = parse_signed_checkpoint(as_text(context.record.checkpoint), keys);
    if (!note) {
        context.ledger.add({Check::log_signature, note.error().code, note.error().detail});
    }
}

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
        ledger.blocked({Check::manifest,       Check::issuer_key,
                        Check::statements,     Check::quorum,
                        Check::issuance,       Check::tokens,
                        Check::ballot_keys,    Check::ballot_signatures,
                        Check::ballot_proofs,  Check::duplicate_ciphertexts,
                        Check::tracking_codes, Check::opened,
                        Check::counts,         Check::cosignatures,
                        Check::shares,         Check::tally,
                        Check::balance,        Check::decision,
                        Check::report,         Check::publication},
                       "no manifest that can be read");
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
        if (!round.absent.empty()) {
            std::string names;
            for (const TellerNumber teller : round.absent)
                names += " " + std::to_string(teller.value());
            ledger.note(Check::cosignatures, label + "stated absent: teller" + names);
        }
    }
}

}  // namespace piaojue::verifier
