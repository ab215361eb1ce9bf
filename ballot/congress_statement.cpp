// What is asked of a statement: who signs it, when it may come, what its body refers to
//                                                                             PROTOCOL.md §9
#include "ballot/congress_state.hpp"
#include "crypto/base/encoding.hpp"

namespace piaojue {
namespace {

bool has_role(const Person& person, std::size_t position, SignedBy signed_by) {
    switch (signed_by) {
    case SignedBy::official: return person.role == Role::official;
    case SignedBy::teller:
    case SignedBy::two_tellers: return person.role == Role::teller;
    case SignedBy::official_and_second:
        return position == 0 ? person.role == Role::official : person.role != Role::official;
    }
    PJ_UNREACHABLE("signers of no kind");
}

std::string named(const Statement& statement) {
    return std::string{act_name(statement.act)};
}

}  // namespace

void CongressState::inspect_one(const Statement& statement, ByteView /*bytes*/,
                                Inspection& out) const {
    const bool of_congress = act_rule(statement.act).of_congress;
    const RoundState* current = round();
    if (!of_congress && current == nullptr) {
        out.misplaced(named(statement) + " without a round");
        return;
    }
    const Bytes32& scope = of_congress ? congress_id_.value() : current->manifest.hash().value();
    if (statement.scope != scope) {
        out.misplaced(named(statement) + " of another " + (of_congress ? "congress" : "round"),
                      Errc::wrong_manifest);
        return;
    }
    inspect_signers(statement, out);
    inspect_phase(statement, out);
    if (out.placed) inspect_act(statement, out);
}

void CongressState::inspect_signers(const Statement& statement, Inspection& out) const {
    const ActRule& rule = act_rule(statement.act);
    const std::string act = named(statement);
    std::vector<const Person*> people;
    for (const StatementSigner& signer : statement.signers) {
        const Person* person = enrolment_ ? enrolment_->person(signer.person) : nullptr;
        const std::string who = act + ", person " + std::to_string(signer.person.value());
        if (person == nullptr || !has_role(*person, people.size(), rule.signed_by)) {
            out.add(Check::statements, Errc::not_permitted, who + ": not a person for this act");
            return;
        }
        if (std::find(people.begin(), people.end(), person) != people.end()) {
            out.add(Check::statements, Errc::second_person_required, who + ": signs twice");
            return;
        }
        if (!check_statement_signature(statement, signer, person->statement_key)) {
            out.add(Check::statements, Errc::signature_rejected, who + ": signature");
        }
        people.push_back(person);
    }
    if (people.size() < signer_count(rule.signed_by)) {
        out.add(Check::statements, Errc::second_person_required, act);
    }
    const auto used = last_serial_.find(people.front()->statement_key);
    if (used != last_serial_.end() && statement.serial <= used->second) {
        out.add(Check::statements, Errc::not_permitted, act + ": serial was used before");
    }
}

void CongressState::inspect_phase(const Statement& statement, Inspection& out) const {
    const RoundState* current = round();
    if (current != nullptr && group_of(current->batch) == BatchGroup::box) {
        out.misplaced(named(statement) + " between the close and the closing entry");
    } else if (identity_keys_.empty()) {
        out.misplaced(named(statement) + " before the roll");
    } else if (find_phase_rule(phase(), statement.act) == nullptr) {
        out.misplaced(named(statement) + " in phase " + std::string{phase_name(phase())});
    }
}

void CongressState::inspect_seal(Inspection& out) const {
    const ManifestFields& fields = round()->manifest.fields();
    if (fields.enrolment_hash != enrolment_hash_ || fields.ceremony_hash != ceremony_hash_ ||
        fields.roll_hash != roll_hash_) {
        out.add(Check::log_order, Errc::wrong_manifest,
                "seal of a manifest whose enrolment, ceremony or roll was replaced");
    }
}

void CongressState::inspect_result_hash(const Statement& statement, Inspection& out) const {
    const ResultHash& named_result = std::get<ResultBody>(statement.body).result;
    const Check check = statement.act == Act::report ? Check::report : Check::publication;
    if (named_result != round()->result) {
        out.add(check, Errc::wrong_manifest, named(statement) + " of another result");
    }
    const std::size_t reports = round()->reporters.size();
    if (statement.act == Act::announce && reports < round()->manifest.fields().threshold) {
        out.add(Check::report, Errc::wrong_phase,
                "announced with " + std::to_string(reports) + " reports");
    }
}

void CongressState::inspect_slips(const SlipsBody& body, Inspection& out) const {
    const RoundState& current = *round();
    for (const SlipHash& slip : body.slips) {
        const std::string which = "slip " + encode_hex(slip.value());
        if (!current.slips.contains(slip)) {
            out.add(Check::statements, Errc::token_rejected, which + " is none of this round");
        } else if (current.voided_slips.contains(slip)) {
            out.add(Check::statements, Errc::already_handed_back, which + " was voided before");
        }
    }
}

void CongressState::inspect_further_round(const NextRoundBody& body, Inspection& out) const {
    const RoundBefore before = round()->as_before();
    if (body.parent != before.parent) {
        out.add(Check::rounds, Errc::wrong_manifest, "further_round of another result");
    }
    if (further_kind(before) != body.kind) {
        out.add(Check::rounds, Errc::malformed,
                "no further round of kind " + std::string{enum_name(body.kind)} + " follows");
    }
}

void CongressState::inspect_act(const Statement& statement, Inspection& out) const {
    const RoundState* current = round();
    switch (statement.act) {
    case Act::sign_in:
    case Act::leave: {
        const auto& deputies = std::get<DeputiesBody>(statement.body).deputies;
        if (!deputies.empty() && deputies.back().value() > identity_keys_.size()) {
            out.add(Check::statements, Errc::not_on_roll,
                    named(statement) + ": there is no deputy " +
                        std::to_string(deputies.back().value()) + ", the roll has " +
                        std::to_string(identity_keys_.size()));
        }
        return;
    }
    case Act::replace_card: {
        const DeputyNumber deputy = std::get<CardBody>(statement.body).deputy;
        if (identity_key(deputy) == nullptr) {
            out.add(Check::statements, Errc::not_on_roll,
                    named(statement) + ": there is no deputy " + std::to_string(deputy.value()));
        } else if (current != nullptr && current->issued.contains(deputy)) {
            out.misplaced("replaced the card of a deputy issued in this round",
                          Errc::already_issued);
        }
        return;
    }
    case Act::seal: return inspect_seal(out);
    case Act::open: {
        const FractionRule& quorum = current->manifest.method().quorum;
        const std::uint32_t in_hall = signed_in_count();
        if (!quorum.holds(in_hall, current->manifest.fields().due)) {
            out.add(Check::quorum, Errc::quorum_missed,
                    std::to_string(in_hall) + " signed in of " +
                        std::to_string(current->manifest.fields().due));
        }
        return;
    }
    case Act::resume: {
        const auto& position = std::get<LogPositionBody>(statement.body);
        if (position.size != tree_.size() || position.root != tree_.root()) {
            out.add(Check::log_order, Errc::log_rollback, "resume names another log");
        }
        return;
    }
    case Act::absent: {
        const auto& tellers = std::get<AbsentBody>(statement.body).tellers;
        if (!tellers.empty() && tellers.back().value() > current->manifest.fields().tellers()) {
            out.add(Check::statements, Errc::malformed, "absent names a teller who is not there");
        }
        return;
    }
    case Act::report:
    case Act::announce: return inspect_result_hash(statement, out);
    case Act::further_round:
        return inspect_further_round(std::get<NextRoundBody>(statement.body), out);
    case Act::void_slips: return inspect_slips(std::get<SlipsBody>(statement.body), out);
    case Act::paper: return inspect_paper(std::get<PaperBody>(statement.body), out);
    case Act::end_claims: return inspect_end_claims(out);
    case Act::unseal:
    case Act::end_issuing:
    case Act::pause:
    case Act::close:
    case Act::void_round:
    case Act::publish: return;
    }
    PJ_UNREACHABLE("an act of no kind");
}

}  // namespace piaojue
