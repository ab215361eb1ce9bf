// What is asked of the entries that a round leaves: issuances, the box, its closing, shares, result
//                                                                 PROTOCOL.md §7.3 §10.2 §11
#include "ballot/congress_state.hpp"

namespace piaojue {
namespace {

bool never_falls(const BoxCounts& before, const BoxCounts& after) {
    return before.present <= after.present && before.issued <= after.issued &&
           before.cast <= after.cast && before.handed_back <= after.handed_back;
}

}  // namespace

// A batch stands directly behind its statement, in ascending order; ballots before hand-backs
// before exchanges before opened entries, declarations before claims.
void CongressState::inspect_batch(Batch batch, const ManifestHash& manifest, ByteView bytes,
                                  Inspection& out) const {
    const RoundState* current = round();
    const bool open = current != nullptr && group_of(current->batch) == group_of(batch) &&
                      current->batch <= batch;
    if (!open) {
        out.misplaced("not behind the statement that it belongs to");
        return;
    }
    if (current->manifest.hash() != manifest) {
        out.misplaced("of another round", Errc::wrong_manifest);
        return;
    }
    const bool continues = current->batch == batch && !current->batch_last.empty();
    if (continues &&
        !std::lexicographical_compare(current->batch_last.begin(), current->batch_last.end(),
                                      bytes.begin(), bytes.end())) {
        out.add(Check::log_order, Errc::malformed, "not in ascending order");
    }
}

void CongressState::inspect_one(const Issuance& issuance, ByteView bytes, Inspection& out) const {
    inspect_batch(Batch::issuances, issuance.manifest, bytes, out);
    if (!out.placed) return;
    const std::string who = "deputy " + std::to_string(issuance.deputy.value());
    const VerifyKey* key = identity_key(issuance.deputy);
    if (key == nullptr) {
        out.add(Check::issuance, Errc::not_on_roll, who + " is not on the roll");
        return;
    }
    if (!signed_in(issuance.deputy)) {
        out.add(Check::issuance, Errc::not_signed_in, who + " was not signed in");
    }
    if (issuance.kind() == IssuanceKind::drawn && round()->slips.empty()) {
        out.add(Check::issuance, Errc::not_permitted, who + " drew a slip where there are none");
    }
    if (round()->issued.contains(issuance.deputy)) {
        out.add(Check::issuance, Errc::already_issued, who + " was issued before");
    }
    if (const auto held = check_issuance(issuance, *key); !held) {
        out.add(Check::issuance, held.error().code, held.error().detail);
    }
}

void CongressState::inspect_one(const BoxEntry& entry, ByteView bytes, Inspection& out) const {
    inspect_batch(batch_of(entry.type), entry.manifest, bytes, out);
}

void CongressState::inspect_one(const Opened& opened, ByteView bytes, Inspection& out) const {
    inspect_batch(Batch::opened, opened.manifest, bytes, out);
    if (!out.placed) return;
    const RoundState* current = round();
    if (current->opened.size() >= limit::opened_per_due * current->manifest.fields().due) {
        out.add(Check::opened, Errc::busy, "more opened entries than a round may have");
    }
}

void CongressState::inspect_one(const Counts& counts, ByteView /*bytes*/, Inspection& out) const {
    const Phase wanted = counts.phase == CountsPhase::issuing ? Phase::issuing : Phase::voting;
    if (!in_round(counts.manifest, {wanted})) {
        out.misplaced("counts of another phase or round");
        return;
    }
    const RoundState& current = *round();
    if (!never_falls(current.last_counts, counts.counts)) {
        out.add(Check::counts, Errc::malformed, "a count fell");
    }
    const bool issued_fits = wanted == Phase::voting ? counts.counts.issued == current.issued_count
                                                     : counts.counts.issued <= signed_in_count();
    if (counts.counts.present > present() || !issued_fits) {
        out.add(Check::counts, Errc::malformed, "counts do not fit the entries before them");
    }
}

void CongressState::inspect_one(const Closing& closing, ByteView /*bytes*/, Inspection& out) const {
    const RoundState* current = round();
    if (!in_round(closing.manifest, {Phase::closed}) ||
        group_of(current->batch) != BatchGroup::box) {
        out.misplaced("a closing entry that closes nothing");
        return;
    }
    const BoxCounts counted = current->counted();
    const std::size_t voided = current->voided_slips.size();
    if (closing.counts != counted || closing.voided != voided ||
        closing.opened != current->opened.size()) {
        out.add(Check::counts, Errc::malformed,
                "the entries say present " + std::to_string(counted.present) + ", issued " +
                    std::to_string(counted.issued) + ", cast " + std::to_string(counted.cast) +
                    ", handed back " + std::to_string(counted.handed_back) + ", voided " +
                    std::to_string(voided) + ", opened " + std::to_string(current->opened.size()));
    }
    if (!never_falls(current->last_counts, closing.counts)) {
        out.add(Check::counts, Errc::malformed, "counts before the close were higher");
    }
}

void CongressState::inspect_one(const Cosigned& cosigned, ByteView /*bytes*/,
                                Inspection& out) const {
    const RoundState* current = round();
    if (!in_round(cosigned.manifest, {Phase::closed}) || !current->closing) {
        out.misplaced("cosignatures without a closing checkpoint");
        return;
    }
    const auto note = parse_signed_checkpoint(as_text(cosigned.checkpoint), checkpoint_keys());
    if (!note) {
        out.add(Check::cosignatures, note.error().code, note.error().detail);
        return;
    }
    if (note->checkpoint.size != current->closing_size ||
        note->checkpoint.root != current->closing_root) {
        out.add(Check::cosignatures, Errc::malformed, "not the closing checkpoint");
    }
    if (note->cosignatures.size() < current->cosignatures_needed()) {
        out.add(Check::cosignatures, Errc::too_few_cosignatures,
                std::to_string(note->cosignatures.size()) + " of " +
                    std::to_string(current->cosignatures_needed()));
    }
}

void CongressState::inspect_one(const Share& share, ByteView /*bytes*/, Inspection& out) const {
    if (!in_round(share.manifest, {Phase::cosigned, Phase::decided})) {
        out.misplaced("a share before the cosigned closing checkpoint, or of another round");
        return;
    }
    const RoundState& current = *round();
    if (current.awaits_paper_statement()) {
        out.misplaced("a share before the paper statement");
        return;
    }
    const std::string who = "teller " + std::to_string(share.teller.value());
    const auto tellers = enrolment_ ? enrolment_->tellers() : std::vector<const Person*>{};
    if (share.teller.value() > tellers.size()) {
        out.add(Check::shares, Errc::not_permitted, who + " does not exist");
        return;
    }
    const Person& teller = *tellers[share.teller.value() - 1];
    if (!check_share_signature(share, teller.statement_key)) {
        out.add(Check::shares, Errc::signature_rejected, who + ": signature of the share");
    }
    if (share.root != current.closing_root) {
        out.add(Check::shares, Errc::wrong_manifest, who + ": of another closing checkpoint");
    }
    if (share.products.size() != current.manifest.shape().ciphertexts()) {
        out.add(Check::shares, Errc::malformed, who + ": number of products");
    }
    if (current.too_few_ballots()) {
        out.add(Check::shares, Errc::wrong_phase, "too few ballots: nothing may be decrypted");
    }
    if (const auto paper = current.paper_part(); paper && paper->too_many) {
        out.add(Check::shares, Errc::wrong_phase, "papers are too many: nothing may be decrypted");
    }
    const auto given = current.shares_by_teller.find(share.teller);
    if (given != current.shares_by_teller.end() && given->second >= limit::shares_per_teller) {
        out.add(Check::shares, Errc::busy, who + " gave too many shares");
    }
}

void CongressState::inspect_one(const ResultEntry& result, ByteView /*bytes*/,
                                Inspection& out) const {
    if (!in_round(result.manifest, {Phase::cosigned})) {
        out.misplaced("a result that is not awaited, or of another round");
        return;
    }
    if (round()->awaits_paper_statement()) {
        out.misplaced("a result before the paper statement");
        return;
    }
    if (result.root != round()->closing_root) {
        out.add(Check::decision, Errc::wrong_manifest, "a result of another closing checkpoint");
    }
}

}  // namespace piaojue
