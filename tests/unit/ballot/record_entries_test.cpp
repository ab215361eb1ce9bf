// Every entry of a whole small congress: one encoding, strictly read.
#include "ballot/opening.hpp"
#include "tests/support/congress_builder.hpp"
#include "tests/support/seed.hpp"

namespace piaojue {
namespace {

using testing::CongressBuilder;
using testing::CongressOptions;

const CongressBuilder& full_congress() {
    static const CongressBuilder built = [] {
        CongressOptions options;
        options.claims = true;
        return CongressBuilder::finished(options);
    }();
    return built;
}

template <class T, class Encode>
Result<Bytes> again(Result<T> decoded, Encode encode) {
    if (!decoded) return tl::unexpected<Error>{decoded.error()};
    return encode(*decoded);
}

// Decodes by the type byte and encodes what was read.
Result<Bytes> recoded(ByteView entry, const Round& round) {
    const std::size_t projects = round.manifest().fields().projects.size();
    const EntryType type = PJ_TRY(entry_type(entry));
    switch (type) {
    case EntryType::congress: return again(decode_congress(entry), encode_congress);
    case EntryType::enrolment: return again(decode_enrolment(entry), encode_enrolment);
    case EntryType::ceremony: return again(decode_ceremony(entry), encode_ceremony);
    case EntryType::roll: return again(decode_roll(entry), encode_roll);
    case EntryType::manifest:
        return again(VoteManifest::decode(entry), [](const VoteManifest& m) {
            return testing::value_of(VoteManifest::create(m.fields())).bytes();
        });
    case EntryType::attachment: return again(decode_attachment(entry), encode_attachment);
    case EntryType::statement: return again(decode_statement(entry), encode_statement);
    case EntryType::issuance: return again(decode_issuance(entry), encode_issuance);
    case EntryType::ballot:
        return again(EncryptedBallot::decode(round, entry.subspan(1)),
                     [](const EncryptedBallot& ballot) { return ballot.entry(); });
    case EntryType::hand_back:
        return again(decode_hand_back(round, entry),
                     [](const HandBack& hand_back) { return hand_back.bytes; });
    case EntryType::exchange:
        return again(decode_hand_back(round, entry, exchange_form),
                     [](const HandBack& exchange) { return exchange.bytes; });
    case EntryType::opened: return again(decode_opened(entry), encode_opened);
    case EntryType::counts: return again(decode_counts(entry), encode_counts);
    case EntryType::closing: return again(decode_closing(entry), encode_closing);
    case EntryType::cosigned: return again(decode_cosigned(entry), encode_cosigned);
    case EntryType::share: return again(decode_share(entry), encode_share);
    case EntryType::result: return again(decode_result(entry, projects, false), encode_result);
    case EntryType::paper_batch: return again(decode_paper_batch(entry), encode_paper_batch);
    case EntryType::declaration: return again(decode_declaration(entry), encode_declaration);
    case EntryType::claim:
        return again(decode_claim(round, entry), [](const Claim& claim) { return claim.bytes; });
    }
    return fail(Errc::malformed);
}

TEST(Entries, a_congress_holds_every_type_and_each_is_read_back_to_its_bytes) {
    std::set<EntryType> types;
    for (const Bytes& entry : full_congress().log) {
        types.insert(testing::value_of(entry_type(entry)));
        const auto bytes = recoded(entry, *full_congress().round);
        ASSERT_TRUE(bytes.has_value()) << int{entry[0]} << " " << bytes.error().detail;
        EXPECT_EQ(*bytes, entry) << "type " << int{entry[0]};
    }
    EXPECT_EQ(types.size(), 18U);
}

TEST(Entries, a_byte_more_or_less_is_refused) {
    for (const Bytes& entry : full_congress().log) {
        Bytes longer = entry;
        longer.push_back(0);
        EXPECT_FALSE(recoded(longer, *full_congress().round)) << "type " << int{entry[0]};
        const auto shorter = ByteView{entry}.first(entry.size() - 1);
        EXPECT_FALSE(recoded(shorter, *full_congress().round)) << "type " << int{entry[0]};
    }
}

// No second encoding: what is still read after a change is read as exactly those bytes.
TEST(Entries, a_changed_bit_is_refused_or_is_another_entry) {
    SeededRng rng = testing::test_rng();
    for (const Bytes& entry : full_congress().log) {
        for (int i = 0; i < 40; ++i) {
            Bytes changed = entry;
            const std::uint32_t at = rng.below(static_cast<std::uint32_t>(entry.size()));
            changed[at] = static_cast<Byte>(changed[at] ^ (1U << rng.below(8)));
            const auto bytes = recoded(changed, *full_congress().round);
            if (bytes) {
                EXPECT_EQ(*bytes, changed) << "type " << int{entry[0]} << " at " << at;
            }
        }
    }
}

TEST(Entries, unknown_and_empty_types_are_refused) {
    EXPECT_REFUSED(entry_type({}), Errc::malformed);
    for (const Byte code : {Byte{0}, Byte{0x15}, Byte{0xff}}) {
        EXPECT_REFUSED(entry_type(ByteView{&code, 1}), Errc::malformed);
    }
    const Bytes huge(limit::entry_bytes + 1, 0x06);
    EXPECT_REFUSED(entry_type(huge), Errc::too_large);
}

TEST(Entries, a_ballot_leaf_is_its_two_hashes_and_every_other_leaf_is_the_entry) {
    for (const Bytes& entry : full_congress().log) {
        const Bytes data = testing::value_of(entry_leaf_data(entry));
        EXPECT_EQ(entry_leaf_hash(entry).value(), merkle_leaf(data));
        if (entry[0] != 0x09) {
            EXPECT_EQ(data, entry);
            continue;
        }
        const auto ballot = testing::value_of(
            EncryptedBallot::decode(*full_congress().round, ByteView{entry}.subspan(1)));
        EXPECT_EQ(data, ballot.leaf_data());
        EXPECT_EQ(testing::value_of(ballot_head(entry)).id, ballot.id());
    }
}

TEST(Enrolment, a_signature_by_another_or_a_key_that_occurs_twice_is_refused) {
    Enrolment list = testing::value_of(decode_enrolment(full_congress().log[1]));
    ASSERT_TRUE(check_enrolment(list));
    std::swap(list.persons[0].signature, list.persons[1].signature);
    EXPECT_REFUSED(check_enrolment(list), Errc::signature_rejected);
    list = testing::value_of(decode_enrolment(full_congress().log[1]));
    list.persons[3].teller->cosigner_signature = list.persons[3].signature;
    EXPECT_REFUSED(check_enrolment(list), Errc::signature_rejected);
    list = testing::value_of(decode_enrolment(full_congress().log[1]));
    list.persons.push_back(list.persons[0]);
    EXPECT_REFUSED(check_enrolment(list), Errc::malformed);
}

TEST(Enrolment, a_line_is_read_alone_as_in_the_list) {
    const Enrolment list = testing::value_of(decode_enrolment(full_congress().log[1]));
    for (const Person& person : list.persons) {
        const Person read = testing::value_of(decode_person(encode_person(person)));
        EXPECT_EQ(read, person);
        EXPECT_TRUE(check_person(list.congress, read));
        EXPECT_REFUSED(check_person(CongressId{}, read), Errc::signature_rejected);
    }
    EXPECT_EQ(list.teller_number(PersonNumber{4}), TellerNumber{2});
    EXPECT_EQ(list.teller_number(PersonNumber{1}), std::nullopt);
    EXPECT_EQ(list.person(PersonNumber{0}), nullptr);
    EXPECT_EQ(list.person(PersonNumber{6}), nullptr);
}

TEST(Enrolment, the_fingerprint_is_four_groups_of_four) {
    const std::string text = enrolment_fingerprint(EnrolmentHash{});
    EXPECT_EQ(text, "0000-0000-0000-0000");
}

TEST(Roll, a_key_that_occurs_twice_is_refused) {
    Roll roll = testing::value_of(decode_roll(full_congress().log[3]));
    roll.identity_keys.back() = roll.identity_keys.front();
    EXPECT_REFUSED(decode_roll(encode_roll(roll)), Errc::malformed);
}

TEST(Ceremony, each_part_of_the_certificate_counts) {
    const Enrolment list = testing::value_of(decode_enrolment(full_congress().log[1]));
    const Ceremony good = testing::value_of(decode_ceremony(full_congress().log[2]));
    const EnrolmentHash hash = full_congress().enrolment;
    ASSERT_EQ(testing::value_of(check_ceremony(good, list, hash)), full_congress().joint_keys);

    EXPECT_REFUSED(check_ceremony(good, list, EnrolmentHash{}), Errc::wrong_manifest);
    Ceremony bad = good;
    std::swap(bad.commits[0].signature, bad.commits[1].signature);
    EXPECT_REFUSED(check_ceremony(bad, list, hash), Errc::signature_rejected);
    bad = good;
    std::swap(bad.certificate[0], bad.certificate[1]);
    EXPECT_REFUSED(check_ceremony(bad, list, hash), Errc::signature_rejected);
    bad = good;
    bad.transcript.back() = static_cast<Byte>(bad.transcript.back() ^ 1U);
    EXPECT_FALSE(check_ceremony(bad, list, hash));
    bad = good;
    bad.threshold = 3;
    EXPECT_FALSE(check_ceremony(bad, list, hash));
}

TEST(Statements, the_table_is_that_of_the_protocol) {
    struct Row {
        int act;
        const char* name;
        std::size_t signers;
    };
    const Row rows[] = {
        {1, "sign_in", 1},   {2, "leave", 1},          {3, "replace_card", 2}, {4, "seal", 2},
        {5, "unseal", 2},    {6, "open", 2},           {7, "end_issuing", 1},  {8, "pause", 2},
        {9, "resume", 2},    {10, "close", 2},         {11, "absent", 2},      {12, "report", 1},
        {13, "announce", 2}, {14, "further_round", 2}, {15, "void", 2},        {16, "publish", 2}};
    for (const Row& row : rows) {
        const ActRule& rule = act_rule(static_cast<Act>(row.act));
        EXPECT_EQ(rule.name, row.name);
        EXPECT_EQ(signer_count(rule.signed_by), row.signers) << row.name;
    }
}

TEST(Statements, bodies_out_of_their_form_are_refused) {
    CongressBuilder builder;
    builder.draft();
    const auto refused = [&builder](Act act, StatementBody body) {
        return decode_statement(builder.statement(act, std::move(body), {1}));
    };
    EXPECT_TRUE(refused(Act::sign_in, DeputiesBody{{DeputyNumber{1}, DeputyNumber{2}}}));
    EXPECT_REFUSED(refused(Act::sign_in, DeputiesBody{{DeputyNumber{2}, DeputyNumber{1}}}),
                   Errc::malformed);
    EXPECT_REFUSED(refused(Act::sign_in, DeputiesBody{{DeputyNumber{2}, DeputyNumber{2}}}),
                   Errc::malformed);
    EXPECT_REFUSED(refused(Act::sign_in, DeputiesBody{{DeputyNumber{0}}}), Errc::malformed);
    EXPECT_REFUSED(refused(Act::unseal, ReasonBody{""}), Errc::malformed);
    EXPECT_REFUSED(refused(Act::unseal, ReasonBody{std::string(201, 'a')}), Errc::malformed);
    EXPECT_TRUE(refused(Act::pause, ReasonBody{""}));
    EXPECT_REFUSED(refused(Act::absent, AbsentBody{{TellerNumber{2}, TellerNumber{1}}}),
                   Errc::malformed);
    EXPECT_REFUSED(refused(Act::further_round, NextRoundBody{{}, RoundKind::first}),
                   Errc::malformed);
    EXPECT_REFUSED(decode_statement(builder.statement(Act::seal, {}, {})), Errc::malformed);
    EXPECT_REFUSED(decode_statement(builder.statement(Act::seal, {}, {1, 2, 3})), Errc::malformed);
    EXPECT_REFUSED(decode_statement(builder.statement(Act::end_issuing, {}, {1, 2})),
                   Errc::malformed);
}

}  // namespace
}  // namespace piaojue
