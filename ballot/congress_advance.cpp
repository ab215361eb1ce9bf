// What an entry changes. All of it is total: a verifier goes on behind entries that are not right.
#include "ballot/congress_state.hpp"

namespace piaojue {

void CongressState::advance_one(const Congress& congress, ByteView bytes,
                                const Inspection& /*inspection*/) {
    congress_ = congress;
    congress_id_ = piaojue::congress_id(bytes);
}

void CongressState::advance_one(const Enrolment& enrolment, ByteView bytes,
                                const Inspection& /*inspection*/) {
    enrolment_ = enrolment;
    enrolment_hash_ = piaojue::enrolment_hash(bytes);
    joint_keys_.reset();
    ceremony_hash_ = CeremonyHash{};
    // A manifest names its enrolment; nothing names those before it. So their people's sign-ins and
    // cards end with them: else invented people, enrolled for a moment, could fill the hall.
    clear_desk();
}

void CongressState::advance_one(const Ceremony& ceremony, ByteView bytes,
                                const Inspection& /*inspection*/) {
    ceremony_hash_ = piaojue::ceremony_hash(bytes);
    joint_keys_.reset();
    if (auto keys = check_ceremony(ceremony, *enrolment_, enrolment_hash_)) {
        joint_keys_ = std::move(keys).value();
    }
}

void CongressState::advance_one(const Roll& roll, ByteView bytes,
                                const Inspection& /*inspection*/) {
    roll_hash_ = piaojue::roll_hash(bytes);
    roll_keys_ = roll.identity_keys;
    clear_desk();
}

void CongressState::clear_desk() {
    identity_keys_ = roll_keys_;
    in_hall_.assign(roll_keys_.size(), false);
    signed_in_ = in_hall_;
}

// A leave takes effect at the next open: a paper that was issued does not become one too many.
void CongressState::set_in_hall(const Statement& statement, bool in_hall) {
    for (const DeputyNumber deputy : std::get<DeputiesBody>(statement.body).deputies) {
        if (identity_key(deputy) == nullptr) continue;
        in_hall_[deputy.value() - 1] = in_hall;
        if (in_hall) signed_in_[deputy.value() - 1] = true;
    }
}

void CongressState::advance_one(const Attachment& attachment, ByteView bytes,
                                const Inspection& /*inspection*/) {
    SlipList slips;
    if (attachment.kind == AttachmentKind::slips) {
        slips = SlipList::decode(attachment.content).value();  // read when the entry was
    }
    attachments_.emplace(attachment_hash(bytes), std::move(slips));
}

void CongressState::advance_one(const VoteManifest& manifest, ByteView /*bytes*/,
                                const Inspection& /*inspection*/) {
    if (phase() == Phase::drafted) rounds_.pop_back();
    rounds_.emplace_back(manifest, tree_.size());
    if (enrolment_) rounds_.back().second_persons = second_persons(*enrolment_);
    if (const auto lists = slips_of(manifest.fields()); !lists.empty()) {
        rounds_.back().slips = attachments_.at(lists.front());
        rounds_.back().slips_attachment = lists.front();
    }
}

void CongressState::advance_one(const Statement& statement, ByteView bytes,
                                const Inspection& /*inspection*/) {
    const Person* signer =
        enrolment_ ? enrolment_->person(statement.signers.front().person) : nullptr;
    if (signer != nullptr) {
        std::uint32_t& last = last_serial_[signer->statement_key];
        last = std::max(last, statement.serial);
    }
    if (statement.act == Act::sign_in) set_in_hall(statement, true);
    if (statement.act == Act::leave) set_in_hall(statement, false);
    if (statement.act == Act::replace_card) {
        const auto& card = std::get<CardBody>(statement.body);
        if (identity_key(card.deputy) != nullptr) {
            identity_keys_[card.deputy.value() - 1] = card.identity_key;
        }
    }
    if (RoundState* current = newest()) advance_act(statement, bytes, *current);
}

void CongressState::advance_act(const Statement& statement, ByteView bytes, RoundState& round) {
    const PhaseRule* rule = find_phase_rule(round.phase, statement.act);
    switch (statement.act) {
    case Act::open: signed_in_ = in_hall_; break;
    case Act::end_issuing:
        round.present = signed_in_count();
        round.batch = Batch::issuances;
        break;
    case Act::pause: round.before_pause = round.phase; break;
    case Act::close:
        round.batch = Batch::ballots;
        round.close_minute = statement.minute;
        break;
    case Act::end_claims:
        round.batch = Batch::declarations;
        round.used_slips = std::get<UsedSlipsBody>(statement.body).used;
        break;
    case Act::absent:
        for (const TellerNumber teller : std::get<AbsentBody>(statement.body).tellers) {
            if (teller.value() <= round.manifest.fields().tellers()) round.absent.insert(teller);
        }
        break;
    case Act::report: {
        const auto teller =
            enrolment_ ? enrolment_->teller_number(statement.signers.front().person) : std::nullopt;
        const bool of_result = std::get<ResultBody>(statement.body).result == round.result;
        if (teller && of_result) round.reporters.insert(*teller);
        break;
    }
    case Act::announce: round.announced = true; break;
    case Act::void_slips:
        for (const SlipHash& slip : std::get<SlipsBody>(statement.body).slips) {
            if (round.slips.contains(slip)) round.voided_slips.insert(slip);
        }
        break;
    case Act::paper: round.paper_statement = std::get<PaperBody>(statement.body); break;
    case Act::further_round:
        round.further_round = std::get<NextRoundBody>(statement.body).kind;
        break;
    case Act::void_round:
        round.voided = true;
        round.void_statement = void_hash(bytes);
        break;
    default: break;
    }
    if (statement.act == Act::resume) {
        round.phase = round.before_pause;
    } else {
        round.phase = rule->to.value_or(round.phase);
    }
}

void CongressState::advance_one(const Issuance& issuance, ByteView bytes,
                                const Inspection& /*inspection*/) {
    RoundState& current = rounds_.back();
    current.batch_last.assign(bytes.begin(), bytes.end());
    current.issued.insert(issuance.deputy);
    ++current.issued_count;
    switch (issuance.kind()) {
    case IssuanceKind::blind: current.issued_blind.insert(issuance.deputy); break;
    case IssuanceKind::drawn: ++current.drawn_count; break;
    case IssuanceKind::sheet: ++current.taken_count; break;
    }
}

void CongressState::advance_one(const BoxEntry& entry, ByteView bytes,
                                const Inspection& /*inspection*/) {
    RoundState& current = rounds_.back();
    current.batch = batch_of(entry.type);
    current.batch_last.assign(bytes.begin(), bytes.end());
    switch (current.batch) {
    case Batch::ballots:
        current.ballots.push_back(tree_.size());
        if (current.is_entered_sheet(bytes)) ++current.entered_count;
        break;
    case Batch::hand_backs: current.hand_backs.push_back(tree_.size()); break;
    case Batch::exchanges: current.exchanges.push_back(tree_.size()); break;
    case Batch::claims: current.claims.push_back(tree_.size()); break;
    default: PJ_UNREACHABLE("a batch that is none of the box");
    }
}

void CongressState::advance_one(const Opened& /*opened*/, ByteView bytes,
                                const Inspection& /*inspection*/) {
    RoundState& current = rounds_.back();
    current.batch = Batch::opened;
    current.batch_last.assign(bytes.begin(), bytes.end());
    current.opened.push_back(tree_.size());
}

void CongressState::advance_one(const Counts& counts, ByteView /*bytes*/,
                                const Inspection& /*inspection*/) {
    rounds_.back().last_counts = counts.counts;
}

void CongressState::advance_one(const Closing& closing, ByteView /*bytes*/,
                                const Inspection& /*inspection*/) {
    RoundState& current = rounds_.back();
    current.batch = Batch::none;
    current.batch_last.clear();
    current.closing = closing;
}

void CongressState::advance_one(const Cosigned& /*cosigned*/, ByteView /*bytes*/,
                                const Inspection& /*inspection*/) {
    rounds_.back().phase = Phase::cosigned;
    rounds_.back().cosigned_index = tree_.size();
}

void CongressState::advance_one(const Share& share, ByteView /*bytes*/,
                                const Inspection& inspection) {
    if (!inspection.findings.empty()) return;
    rounds_.back().shares.push_back(tree_.size());
    ++rounds_.back().shares_by_teller[share.teller];
}

void CongressState::advance_one(const ResultEntry& result, ByteView bytes,
                                const Inspection& /*inspection*/) {
    rounds_.back().phase = Phase::decided;
    rounds_.back().result_index = tree_.size();
    rounds_.back().result_entry = result;
    rounds_.back().result = result_hash(bytes);
}

void CongressState::advance_one(const SignedPaperBatch& batch, ByteView bytes,
                                const Inspection& /*inspection*/) {
    RoundState& current = rounds_.back();
    ++current.batch_entries;
    current.batches.insert_or_assign(
        batch.batch.batch,
        CountedBatch{batch.batch, tree_.size(), Bytes{bytes.begin(), bytes.end()}});
}

}  // namespace piaojue
