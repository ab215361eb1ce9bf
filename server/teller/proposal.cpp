#include "server/teller/proposal.hpp"

namespace piaojue::teller {

Result<Statement> read_proposal(ByteView entry) {
    Statement statement = PJ_TRY(decode_statement(entry));
    const bool of_two = signer_count(act_rule(statement.act).signed_by) == 2;
    if (!of_two || statement.signers.size() != 1) {
        return fail(Errc::malformed, "not an act of two that one person has signed");
    }
    return statement;
}

Result<Bytes> complete_proposal(Statement statement, const CongressState& state,
                                const ActingPerson& second) {
    sign_statement(statement, second.number, *second.key);
    Bytes entry = encode_statement(statement);
    PJ_TRY(state.check(entry));
    return entry;
}

}  // namespace piaojue::teller
