// Signed notes, proofs and receipts: one text each, and nothing passes that was not signed.
#include "ballot/receipt.hpp"
#include "tests/fuzz/fixtures.hpp"
#include "tests/fuzz/law.hpp"
#include "tests/fuzz/targets.hpp"

namespace piaojue::fuzz {

namespace {

bool note_laws(std::string_view text) {
    const Published& congress = published();
    const CheckpointKeys& keys = congress.keys;
    const auto note = parse_signed_checkpoint(text, keys);
    if (!note) return false;
    law_same(print_signed_checkpoint(*note, keys), text, "a note has a second text");
    const Checkpoint& is = note->checkpoint;
    law(is.size == congress.closing_size || is.size == congress.tree.size(),
        "a size that was signed");
    law(is.root == congress.tree.root_at(is.size), "a root that was signed");
    return true;
}

bool proof_laws(std::string_view text) {
    const auto proof = parse_tlog_proof(text);
    if (!proof) return false;
    law_same(print_tlog_proof(*proof), text, "a proof has a second text");
    const Published& congress = published();
    for (const Bytes& entry : congress.log) {
        if (entry[0] != enum_code(EntryType::ballot)) continue;
        const BallotHead head = testing::value_of(ballot_head(entry));
        const std::size_t all = congress.keys.cosigners.size();
        const auto facts = check_receipt(text, head.id, congress.keys, all);
        if (facts) law(congress.log[facts->index] == entry, "a receipt is of its ballot's place");
    }
    return true;
}

bool checkpoint_text_laws(std::string_view text) {
    const auto read = parse_checkpoint_text(text);
    if (!read) return false;
    law_same(checkpoint_text(*read), text, "a checkpoint has a second text");
    law(is_key_name(read->origin), "an origin is a key name");
    return true;
}

bool key_laws(std::string_view text) {
    const auto key = parse_vkey(text);
    if (!key) return false;
    law_same(vkey(*key), text, "a key has a second text");
    law(is_key_name(key->name), "a key has a key's name");
    return true;
}

}  // namespace

bool checkpoint(ByteView input) {
    if (input.empty()) return false;
    const std::string_view text = as_text(input.subspan(1));
    switch (input[0] % 4) {
    case 0: return note_laws(text);
    case 1: return proof_laws(text);
    case 2: return checkpoint_text_laws(text);
    default: return key_laws(text);
    }
}

}  // namespace piaojue::fuzz
