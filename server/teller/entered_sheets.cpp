#include "server/teller/entered_sheets.hpp"

#include "crypto/base/reader.hpp"
#include "crypto/base/writer.hpp"

namespace piaojue::teller {

namespace {

constexpr std::string_view entered_magic = "PJSHEET1";

}  // namespace

Result<EncryptedBallot> enter_sheet(const BallotKeys& round, const Marks& marks,
                                    const Witnesses& witnesses, Rng& rng) {
    if (witnesses[0].number == witnesses[1].number) {
        return fail(Errc::token_rejected, "one person twice is no two witnesses");
    }
    const SigningKey ballot_key = SigningKey::from_seed(rng.secret<32>());
    const VerifyKey& key = ballot_key.verify_key();
    const auto word_of = [&](const ActingPerson& person) {
        return witness_sheet(round.hash(), key, person.number, *person.key);
    };
    const Token token = paper_token(word_of(witnesses[0]), word_of(witnesses[1]));
    PJ_TRY(check_token(round, key, token));
    return seal(round, marks, token, ballot_key, rng.secret<32>(), rng);
}

Bytes encode_entered(std::span<const EncryptedBallot> sheets) {
    Writer out;
    out.raw(as_bytes(entered_magic)).u16(static_cast<std::uint16_t>(sheets.size()));
    for (const EncryptedBallot& sheet : sheets)
        out.bytes32(sheet.bytes());
    return std::move(out).bytes();
}

Result<std::vector<EncryptedBallot>> decode_entered(const BallotKeys& round, ByteView file) {
    Reader reader{file};
    const auto head = reader.take(entered_magic.size());
    if (!head || as_text(*head) != entered_magic) {
        return fail(Errc::malformed, "not a file of entered sheets");
    }
    const std::uint16_t count = PJ_TRY(reader.u16());
    std::vector<EncryptedBallot> out;
    for (std::uint16_t i = 0; i < count; ++i) {
        const ByteView bytes = PJ_TRY(reader.bytes32(limit::entry_bytes));
        out.push_back(PJ_TRY(EncryptedBallot::decode(round, bytes)));
        if (out.back().token().kind != TokenKind::paper) {
            return fail(Errc::malformed, "a ballot that is no sheet");
        }
    }
    PJ_TRY(reader.finish());
    return out;
}

}  // namespace piaojue::teller
