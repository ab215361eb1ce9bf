// Claims: of papers that are real, each once, and not more than are outstanding   PROTOCOL.md §11.9
#include <unordered_map>

#include "ballot/bound.hpp"
#include "ballot/claim.hpp"
#include "ballot/verify/topics.hpp"

namespace piaojue::verifier {

void check_claims(Context& context, const RoundState& state, const Round& round,
                  const BoxUse& used) {
    const std::string label = round_label(context, state);
    std::unordered_map<Bytes32, std::uint64_t> claimed;
    std::size_t blind_tokens = used.blind_tokens;
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
        if (used.ballot_keys.contains(claim->ballot_key.bytes())) {
            context.ledger.add(Check::claims, entry + " claims a paper that is in the box");
        }
        if (claim->token.kind == TokenKind::rsa) ++blind_tokens;
    }
    const PaperUse use = paper_use(state);
    if (!claims_fit(use, blind_tokens)) {
        context.ledger.add(Check::claims, label + std::to_string(blind_tokens) +
                                              " papers in the box or claimed, " +
                                              std::to_string(use.issued_blind) + " issued");
    }
    if (use.used_slips) {
        context.ledger.note(Check::claims, label + std::to_string(use.declarations) +
                                               " declared, " + std::to_string(*use.used_slips) +
                                               " used slips, " + std::to_string(use.claims) +
                                               " claimed");
    }
}

}  // namespace piaojue::verifier
