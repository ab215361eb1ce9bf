// What people's devices keep in files and read from a command line.
#include "server/commands/paper_file.hpp"
#include "server/teller/act_body.hpp"
#include "server/teller/person_keys.hpp"
#include "server/teller/share_file.hpp"
#include "tests/fuzz/law.hpp"
#include "tests/fuzz/targets.hpp"

namespace piaojue::fuzz {

namespace {

template <class T, class Encode>
bool one_secret_encoding(const Result<T>& decoded, ByteView bytes, Encode encode,
                         const std::string& what) {
    if (!decoded) return false;
    law_same(encode(*decoded).expose(), bytes, what + " has a second encoding");
    return true;
}

// act, then deputies LF reason LF result LF kind LF tellers LF cards
bool words_laws(ByteView input) {
    if (input.empty()) return false;
    const ActRule* rule = find_act_rule(static_cast<std::uint8_t>(act_first + input[0] % act_last));
    if (rule == nullptr) return false;
    const Act act = rule->act;
    std::string_view rest = as_text(input.subspan(1));
    teller::ActWords words;
    for (std::string* word : {&words.deputies, &words.reason, &words.result, &words.kind,
                              &words.tellers, &words.cards}) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        *word = line;
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    }
    const auto brief = teller::read_words(act, words);
    if (!brief) return false;
    const CongressState empty;
    SeededRng rng{1};
    const auto made = teller::make_bodies(*brief, empty, RollId{}, rng);
    if (!made) {
        const bool of_result = !words.result.empty();
        law(of_result, "only a result can be asked of an empty log");
        return true;
    }
    // What a device states is what the log reads.
    for (const StatementBody& body : made->bodies) {
        Statement statement{act, Bytes32{}, 1, 1, body, {}};
        for (std::size_t i = 0; i < signer_count(act_rule(act).signed_by); ++i)
            statement.signers.push_back({PersonNumber{static_cast<std::uint16_t>(i + 1)}, {}});
        const auto read = decode_statement(encode_statement(statement));
        law(read && *read == statement, "words make a statement that can be read");
    }
    return true;
}

}  // namespace

bool device(ByteView input) {
    if (input.empty()) return false;
    const ByteView bytes = input.subspan(1);
    switch (input[0] % 4) {
    case 0:
        return one_secret_encoding(teller::decode_share_file(bytes), bytes,
                                   teller::encode_share_file, "a share's file");
    case 1:
        return one_secret_encoding(teller::decode_person_keys(bytes), bytes,
                                   teller::encode_person_keys, "a key file");
    case 2:
        return one_secret_encoding(commands::decode_paper_file(bytes), bytes,
                                   commands::encode_paper_file, "a paper's file");
    default: return words_laws(bytes);
    }
}

}  // namespace piaojue::fuzz
