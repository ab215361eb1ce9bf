// server/commands/paper_file.hpp — one deputy's ballot paper, kept so that any step can be repeated
//                                                                     PROTOCOL.md §7.2 §8.5
//   "PJPAPER1" ‖ bytes32 manifest ‖ token seed 32 ‖ ballot seed 32 ‖ u8 has token ‖ (1: token 419)
// On the disk before anything is sent; the token joins it when it was issued. The same file always
// makes the same request and, with the same marks, the same ballot.
//
// Secret: both seeds: whoever has the file can cast in the deputy's place and later show how he
// voted. Refusals: malformed, and what VoteManifest::decode() and decode_token() refuse.
#pragma once

#include <optional>

#include "ballot/encrypted.hpp"
#include "ballot/round.hpp"

namespace piaojue::commands {

struct PaperFile {
    Round round;
    TokenSeed token_seed;
    BallotSeed ballot_seed;
    std::optional<Token> token;
};

[[nodiscard]] SecretBuffer encode_paper_file(const PaperFile& paper);
[[nodiscard]] Result<PaperFile> decode_paper_file(ByteView bytes);

}  // namespace piaojue::commands
