#include "server/teller/acts.hpp"

#include "ballot/wire.hpp"
#include "crypto/base/writer.hpp"

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

Bytes batch_request(ByteView body, BatchSigner as, const ActingPerson& person) {
    Writer writer;
    writer.raw(body)
        .u8(enum_code(as))
        .u16(person.number.value())
        .raw(sign_paper_body(body, as, *person.key));
    return std::move(writer).bytes();
}

}  // namespace piaojue::teller
