// Declarations, claims and the statement that ends both                       PROTOCOL.md §11.9
#include "ballot/congress_state.hpp"

namespace piaojue {

void CongressState::inspect_end_claims(Inspection& out) const {
    const RoundState& current = *round();
    if (!current.closing) {
        out.misplaced("end_claims before the closing entry");
    } else if (current.used_slips) {
        out.misplaced("end_claims a second time");
    } else if (!current.shares.empty()) {
        out.misplaced("end_claims behind a share");
    }
}

void CongressState::inspect_one(const Declaration& declaration, ByteView bytes,
                                Inspection& out) const {
    inspect_batch(Batch::declarations, declaration.manifest, bytes, out);
    if (!out.placed) return;
    const std::string who = "deputy " + std::to_string(declaration.deputy.value());
    const VerifyKey* key = identity_key(declaration.deputy);
    if (key == nullptr) {
        out.add(Check::claims, Errc::not_on_roll, who + " is not on the roll");
        return;
    }
    if (!round()->issued_blind.contains(declaration.deputy)) {
        out.add(Check::claims, Errc::not_permitted, who + " declared without a paper of kind 0");
    }
    if (round()->declared.contains(declaration.deputy)) {
        out.add(Check::claims, Errc::malformed, who + " declared before");
    }
    if (const auto held = check_declaration(declaration, *key); !held) {
        out.add(Check::claims, held.error().code, held.error().detail);
    }
}

void CongressState::advance_one(const Declaration& declaration, ByteView bytes,
                                const Inspection& /*inspection*/) {
    RoundState& current = rounds_.back();
    current.batch_last.assign(bytes.begin(), bytes.end());
    current.declared.insert(declaration.deputy);
    ++current.declarations;
}

}  // namespace piaojue
