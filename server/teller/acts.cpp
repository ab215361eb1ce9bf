#include "server/teller/acts.hpp"

namespace piaojue::teller {

Bytes make_statement_entry(Act act, const Bytes32& scope, std::uint32_t serial,
                           std::uint32_t minute, StatementBody body,
                           std::span<const ActingPerson> signers) {
    Statement statement{act, scope, serial, minute, std::move(body), {}};
    for (const ActingPerson& signer : signers) {
        sign_statement(statement, signer.number, *signer.key);
    }
    return encode_statement(statement);
}

}  // namespace piaojue::teller
