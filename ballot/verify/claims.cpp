// Claims: of papers that are real, each once, and not more than are outstanding   PROTOCOL.md §11.9
#include <unordered_map>

#include "ballot/bound.hpp"
#include "ballot/claim.hpp"
#include "ballot/verify/topics.hpp"

namespace piaojue::verifier {

void check_claims(Context& context, const RoundState& state, const Round& round,
                  const BoxTokens& box) {
    const std::string label = round_label(context, state);
    std::unordered_map<Bytes32, std::uint64_t> claimed;
    BlindTokens tokens{box.blind, 0, state.issued_count - state.drawn_count - state.taken_count};
    for (const std::uint64_t index : state.claims) {
        const std::string entry = "entry " + std::to_string(index);
        const auto claim = decode_claim(round, context.record.entries[index]);
        if (!claim) {
            for (const Check check : {Check::log_order, Check::claims}) {
                context.ledger.add({check, claim.error().code,
                                    entry + " can not be read, " + claim.error().detail});
            }
            continue;
        }
        if (const auto held = check_claim(round, *claim); !held) {
            context.ledger.add(
                {Check::claims, held.error().code, entry + " " + held.error().detail});
        }
        const auto [at, fresh] = claimed.emplace(claim->ballot_key.bytes(), index);
        if (!fresh) {
            context.ledger.add(Check::claims, "the same paper in entry " +
                                                  std::to_string(at->second) + " and " + entry);
        }
        if (box.ballot_keys.contains(claim->ballot_key.bytes())) {
            context.ledger.add(Check::claims, entry + " claims a paper that is in the box");
        }
        if (claim->token.kind == TokenKind::rsa) ++tokens.claimed;
    }
    if (!tokens.fit()) {
        context.ledger.add(Check::claims, label + std::to_string(tokens.in_box) +
                                              " in the box and " + std::to_string(tokens.claimed) +
                                              " claimed, " + std::to_string(tokens.issued) +
                                              " issued");
    }
    const PaperUse use = paper_use(state);
    if (use.used_slips) {
        context.ledger.note(Check::claims, label + std::to_string(use.declarations) +
                                               " declared, " + std::to_string(*use.used_slips) +
                                               " used slips, " + std::to_string(use.claims) +
                                               " claimed");
    }
}

}  // namespace piaojue::verifier
