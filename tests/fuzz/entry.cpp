// Log entries: one encoding each, one leaf each, and nothing is read twice in different ways.
#include "ballot/entry.hpp"

#include "ballot/entries/ceremony.hpp"
#include "ballot/entries/closing.hpp"
#include "ballot/entries/congress.hpp"
#include "ballot/entries/declaration.hpp"
#include "ballot/entries/issuance.hpp"
#include "ballot/entries/paper_batch.hpp"
#include "ballot/entries/result_entry.hpp"
#include "ballot/entries/roll.hpp"
#include "ballot/entries/share.hpp"
#include "ballot/entries/statement.hpp"
#include "ballot/opening.hpp"
#include "crypto/merkle.hpp"
#include "tests/fuzz/law.hpp"
#include "tests/fuzz/targets.hpp"

namespace piaojue::fuzz {

namespace {

void leaf_laws(ByteView entry) {
    const LeafHash leaf = entry_leaf_hash(entry);
    const auto data = entry_leaf_data(entry);
    // What is no entry is its own leaf data.
    const Bytes32 expected = data ? merkle_leaf(*data) : merkle_leaf(entry);
    law_same(leaf.value(), expected, "the leaf of an entry");
    const auto head = ballot_head(entry);
    if (head) law(data && data->size() == size::ballot_leaf, "a ballot has a ballot's leaf");
}

bool enrolment_laws(ByteView entry) {
    const auto list = decode_enrolment(entry);
    if (!law_one_encoding(list, entry, encode_enrolment, "an enrolment")) return false;
    for (const Person& person : list->persons) {
        const Bytes line = encode_person(person);
        const auto read = decode_person(line);
        law(read && *read == person, "a line is read alone as in the list");
    }
    // Whatever the list says, the checks have an answer.
    (void)check_enrolment(*list).has_value();
    (void)enrolment_fingerprint(enrolment_hash(entry));
    return true;
}

bool statement_laws(ByteView entry) {
    const auto statement = decode_statement(entry);
    if (!law_one_encoding(statement, entry, encode_statement, "a statement")) return false;
    const ActRule& rule = act_rule(statement->act);
    law(statement->signers.size() <= signer_count(rule.signed_by), "no signer too many");
    law(!statement->signers.empty(), "a statement is signed");
    return true;
}

// The number of projects is not in the entry: the reader is told.
bool result_laws(ByteView entry) {
    bool read = false;
    for (std::size_t projects = 1; projects <= 8; ++projects) {
        const auto result = decode_result(entry, projects, false);
        if (law_one_encoding(result, entry, encode_result, "a result")) {
            law(result->projects.size() == projects, "as many projects as were asked for");
            read = true;
        }
    }
    return read;
}

bool read_entry(EntryType type, ByteView entry) {
    switch (type) {
    case EntryType::congress:
        return law_one_encoding(decode_congress(entry), entry, encode_congress, "a congress");
    case EntryType::enrolment: return enrolment_laws(entry);
    case EntryType::ceremony:
        return law_one_encoding(decode_ceremony(entry), entry, encode_ceremony, "a ceremony");
    case EntryType::roll: return law_one_encoding(decode_roll(entry), entry, encode_roll, "a roll");
    case EntryType::attachment:
        return law_one_encoding(decode_attachment(entry), entry, encode_attachment,
                                "an attachment");
    case EntryType::statement: return statement_laws(entry);
    case EntryType::issuance:
        return law_one_encoding(decode_issuance(entry), entry, encode_issuance, "an issuance");
    case EntryType::opened:
        return law_one_encoding(decode_opened(entry), entry, encode_opened, "an opened entry");
    case EntryType::counts:
        return law_one_encoding(decode_counts(entry), entry, encode_counts, "counts");
    case EntryType::closing:
        return law_one_encoding(decode_closing(entry), entry, encode_closing, "a closing entry");
    case EntryType::cosigned:
        return law_one_encoding(decode_cosigned(entry), entry, encode_cosigned, "a cosigned entry");
    case EntryType::share:
        return law_one_encoding(decode_share(entry), entry, encode_share, "a share");
    case EntryType::result: return result_laws(entry);
    case EntryType::manifest: return manifest(entry);
    case EntryType::ballot: return ballot_head(entry).has_value();
    case EntryType::paper_batch:
        return law_one_encoding(decode_paper_batch(entry), entry, encode_paper_batch, "a batch");
    case EntryType::declaration:
        return law_one_encoding(decode_declaration(entry), entry, encode_declaration,
                                "a declaration");
    case EntryType::hand_back:
    case EntryType::exchange:
    case EntryType::claim: break;
    }
    return false;
}

}  // namespace

bool entry(ByteView input) {
    leaf_laws(input);
    const auto type = entry_type(input);
    if (!type) {
        law(!entry_leaf_data(input), "no leaf data without a type");
        return false;
    }
    law(!entry_type_name(*type).empty(), "every type has a name");
    return read_entry(*type, input);
}

}  // namespace piaojue::fuzz
