#include "server/commands/paper_file.hpp"

#include "crypto/base/reader.hpp"
#include "crypto/base/writer.hpp"
#include "server/teller/secret_join.hpp"

namespace piaojue::commands {

namespace {

constexpr std::string_view magic = "PJPAPER1";

}  // namespace

SecretBuffer encode_paper_file(const PaperFile& paper) {
    const Bytes head =
        Writer{}.raw(as_bytes(magic)).bytes32(paper.round.manifest().bytes()).bytes();
    Writer tail;
    tail.u8(paper.token ? 1 : 0);
    if (paper.token) tail.raw(encode_token(*paper.token));
    return teller::join_secret(
        {head, paper.token_seed.expose(), paper.ballot_seed.expose(), tail.bytes()});
}

Result<PaperFile> decode_paper_file(ByteView bytes) {
    Reader reader{bytes};
    const ByteView head = PJ_TRY(reader.take(magic.size()));
    if (as_text(head) != magic) return fail(Errc::malformed, "not a ballot paper's file");
    const ByteView entry = PJ_TRY(reader.bytes32(limit::entry_bytes));
    VoteManifest manifest = PJ_TRY(VoteManifest::decode(entry));
    Round round = PJ_TRY(Round::create(std::move(manifest)));
    TokenSeed token_seed = TokenSeed::from(PJ_TRY(reader.take(size::hash)));
    BallotSeed ballot_seed = BallotSeed::from(PJ_TRY(reader.take(size::hash)));
    const std::uint8_t has_token = PJ_TRY(reader.u8());
    if (has_token > 1) return fail(Errc::malformed, "a flag is neither 0 nor 1");
    std::optional<Token> token;
    if (has_token == 1) {
        const ByteView token_bytes = PJ_TRY(reader.take(size::token));
        token = PJ_TRY(decode_token(round, token_bytes));
    }
    PJ_TRY(reader.finish());
    return PaperFile{std::move(round), std::move(token_seed), std::move(ballot_seed), token};
}

}  // namespace piaojue::commands
