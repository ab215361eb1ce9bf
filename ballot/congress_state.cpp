#include "ballot/congress_state.hpp"

#include "ballot/detail/fields.hpp"
#include "ballot/hand_back.hpp"

namespace piaojue {
namespace {

// of exchanges too
constexpr std::size_t hand_back_manifest_at = 3;  // type, version

Result<DecodedEntry> decode_box_entry(EntryType type, ByteView entry) {
    if (type == EntryType::ballot) {
        const BallotHead head = PJ_TRY(ballot_head(entry));
        return BoxEntry{type, head.manifest, entry};
    }
    if (entry.size() != size::hand_back)
        return fail(Errc::malformed, "length of a hand-back or exchange");
    const ByteView manifest = entry.subspan(hand_back_manifest_at, size::hash);
    return BoxEntry{type, ManifestHash{Bytes32::from(manifest)}, entry};
}

template <class T>
Result<DecodedEntry> widened(Result<T> decoded) {
    if (!decoded) return tl::unexpected<Error>{std::move(decoded).error()};
    return DecodedEntry{std::move(decoded).value()};
}

}  // namespace

Check check_of(EntryType type) {
    switch (type) {
    case EntryType::congress: return Check::log_order;
    case EntryType::enrolment: return Check::enrolment;
    case EntryType::ceremony: return Check::ceremony;
    case EntryType::roll: return Check::roll;
    case EntryType::manifest:
    case EntryType::attachment: return Check::manifest;
    case EntryType::statement: return Check::statements;
    case EntryType::issuance: return Check::issuance;
    case EntryType::ballot: return Check::ballot_proofs;
    case EntryType::hand_back:
    case EntryType::exchange: return Check::ballot_signatures;
    case EntryType::opened: return Check::opened;
    case EntryType::counts:
    case EntryType::closing: return Check::counts;
    case EntryType::cosigned: return Check::cosignatures;
    case EntryType::share: return Check::shares;
    case EntryType::result: return Check::decision;
    case EntryType::paper_batch: return Check::paper;
    }
    PJ_UNREACHABLE("an entry of no type");
}

std::size_t RoundState::cosignatures_needed() const {
    const ManifestFields& fields = manifest.fields();
    if (absent.empty()) return manifest.cosigner_quorum();
    const std::size_t present_tellers = fields.tellers() - absent.size();
    return std::max<std::size_t>(present_tellers, fields.threshold);
}

Result<DecodedEntry> CongressState::decode(ByteView entry) const {
    const EntryType type = PJ_TRY(entry_type(entry));
    switch (type) {
    case EntryType::congress: return widened(decode_congress(entry));
    case EntryType::enrolment: return widened(decode_enrolment(entry));
    case EntryType::ceremony: return widened(decode_ceremony(entry));
    case EntryType::roll: return widened(decode_roll(entry));
    case EntryType::manifest: return widened(VoteManifest::decode(entry));
    case EntryType::attachment: return widened(decode_attachment(entry));
    case EntryType::statement: return widened(decode_statement(entry));
    case EntryType::issuance: return widened(decode_issuance(entry));
    case EntryType::ballot:
    case EntryType::hand_back:
    case EntryType::exchange: return decode_box_entry(type, entry);
    case EntryType::opened: return widened(decode_opened(entry));
    case EntryType::counts: return widened(decode_counts(entry));
    case EntryType::closing: return widened(decode_closing(entry));
    case EntryType::cosigned: return widened(decode_cosigned(entry));
    case EntryType::share: return widened(decode_share(entry));
    case EntryType::result: {
        const RoundState* current = round();
        if (current == nullptr) return fail(Errc::wrong_phase, "a result without a round");
        return widened(decode_result(entry, current->manifest.fields().projects.size(),
                                     current->paper_statement.has_value()));
    }
    case EntryType::paper_batch: return widened(decode_paper_batch(entry));
    }
    PJ_UNREACHABLE("an entry of no type");
}

CongressState::Inspection CongressState::inspect(const DecodedEntry& entry, ByteView bytes) const {
    Inspection out;
    const bool is_congress = std::holds_alternative<Congress>(entry);
    if (is_congress && tree_.size() != 0) out.misplaced("a congress entry that is not the first");
    if (!is_congress && !congress_) out.misplaced("the log does not begin with its congress");
    if (!out.placed) return out;
    std::visit([this, bytes, &out](const auto& decoded) { inspect_one(decoded, bytes, out); },
               entry);
    return out;
}

void CongressState::advance(const DecodedEntry& entry, ByteView bytes,
                            const Inspection& inspection) {
    if (inspection.placed) {
        // Whatever is not an issuance ends the batch of issuances.
        if (RoundState* current = newest(); current != nullptr &&
                                            current->batch == Batch::issuances &&
                                            !std::holds_alternative<Issuance>(entry)) {
            current->batch = Batch::none;
            current->batch_last.clear();
        }
        std::visit([this, bytes,
                    &inspection](const auto& decoded) { advance_one(decoded, bytes, inspection); },
                   entry);
    }
    tree_.append(entry_leaf_hash(bytes).value());
    if (inspection.placed && std::holds_alternative<Closing>(entry)) {
        rounds_.back().closing_size = tree_.size();
        rounds_.back().closing_root = tree_.root();
    }
}

Result<void> CongressState::check(ByteView entry) const {
    const DecodedEntry decoded = PJ_TRY(decode(entry));
    const Inspection inspection = inspect(decoded, entry);
    if (!inspection.findings.empty()) {
        const Finding& first = inspection.findings.front();
        return fail(first.code, first.detail);
    }
    return {};
}

Result<void> CongressState::apply(ByteView entry) {
    const DecodedEntry decoded = PJ_TRY(decode(entry));
    const Inspection inspection = inspect(decoded, entry);
    if (!inspection.findings.empty()) {
        const Finding& first = inspection.findings.front();
        return fail(first.code, first.detail);
    }
    advance(decoded, entry, inspection);
    return {};
}

void CongressState::replay(ByteView entry, std::vector<Finding>& findings) {
    const std::string where = "entry " + std::to_string(tree_.size()) + ": ";
    const auto type = entry_type(entry);
    const auto add = [&findings, &where](Check check, Errc code, const std::string& detail) {
        findings.push_back({check, code, where + detail});
    };
    const auto decoded = decode(entry);
    if (!decoded) {
        add(Check::log_order, decoded.error().code, decoded.error().detail);
        if (type && check_of(*type) != Check::log_order) {
            add(check_of(*type), decoded.error().code, decoded.error().detail);
        }
        tree_.append(entry_leaf_hash(entry).value());
        return;
    }
    const Inspection inspection = inspect(*decoded, entry);
    for (const Finding& finding : inspection.findings)
        add(finding.check, finding.code, finding.detail);
    if (!inspection.placed && check_of(*type) != Check::log_order) {
        add(check_of(*type), inspection.findings.front().code, "out of its place");
    }
    advance(*decoded, entry, inspection);
}

CheckpointKeys CongressState::checkpoint_keys() const {
    PJ_ASSERT(congress_.has_value(), "the log has its congress entry");
    CheckpointKeys keys{log_origin(congress_id_), congress_->log_key, {}};
    if (!enrolment_) return keys;
    std::uint8_t number = 0;
    for (const Person* teller : enrolment_->tellers()) {
        keys.cosigners.push_back({teller_cosigner_name(congress_id_, TellerNumber{++number}),
                                  teller->teller->cosigner_key});
    }
    return keys;
}

const VerifyKey* CongressState::identity_key(DeputyNumber deputy) const {
    const std::uint32_t number = deputy.value();
    return number == 0 || number > identity_keys_.size() ? nullptr : &identity_keys_[number - 1];
}

bool CongressState::was_opened() const {
    const Phase now = phase();
    return now != Phase::setup && now != Phase::drafted && now != Phase::sealed;
}

bool CongressState::signed_in(DeputyNumber deputy) const {
    const std::vector<bool>& present = was_opened() ? signed_in_ : in_hall_;
    return identity_key(deputy) != nullptr && present[deputy.value() - 1];
}

std::uint32_t CongressState::signed_in_count() const {
    const std::vector<bool>& present = was_opened() ? signed_in_ : in_hall_;
    return static_cast<std::uint32_t>(std::count(present.begin(), present.end(), true));
}

std::uint32_t CongressState::last_serial(const VerifyKey& statement_key) const {
    const auto used = last_serial_.find(statement_key);
    return used == last_serial_.end() ? 0 : used->second;
}

const RoundState* CongressState::round() const {
    return rounds_.empty() ? nullptr : &rounds_.back();
}

RoundState* CongressState::newest() {
    return rounds_.empty() ? nullptr : &rounds_.back();
}

Phase CongressState::phase() const {
    return rounds_.empty() ? Phase::setup : rounds_.back().phase;
}

std::uint32_t CongressState::present() const {
    return rounds_.empty() || !rounds_.back().present ? signed_in_count() : *rounds_.back().present;
}

bool CongressState::open_for_setup() const {
    const RoundState* current = round();
    if (current == nullptr || current->phase == Phase::drafted) return true;
    return current->further_round.has_value() &&
           (current->phase == Phase::announced || current->phase == Phase::voided ||
            current->phase == Phase::published);
}

bool CongressState::in_round(const ManifestHash& manifest,
                             std::initializer_list<Phase> phases) const {
    const RoundState* current = round();
    return current != nullptr && current->manifest.hash() == manifest &&
           std::find(phases.begin(), phases.end(), current->phase) != phases.end();
}

}  // namespace piaojue
