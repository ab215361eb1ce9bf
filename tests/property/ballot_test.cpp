// Ballots, promises, statements and shares: one changed bit is refused; totals are the plain count
// of the marks, whatever the order of ballots and whoever decrypts.
#include <algorithm>

#include "ballot/hand_back.hpp"
#include "tests/fuzz/fixtures.hpp"
#include "tests/fuzz/targets.hpp"
#include "tests/property/laws.hpp"
#include "tests/property/made.hpp"
#include "tests/support/congress_builder.hpp"

namespace piaojue::property {
namespace {

using testing::CongressBuilder;
using testing::value_of;

Bytes with_one_bit_changed(ByteView bytes) {
    Bytes out{bytes.begin(), bytes.end()};
    Byte& byte = out[drawn<std::size_t>(0, out.size() - 1)];
    byte = static_cast<Byte>(byte ^ (1U << drawn<unsigned>(0, 7)));
    return out;
}

EncryptedBallot drawn_ballot(const fuzz::Booth& booth, const std::vector<int>& marks) {
    SeededRng rng = drawn_rng();
    return value_of(seal(booth.round, testing::make_marks(booth.round, marks), booth.paper.token,
                         booth.paper.key, rng.secret<32>(), rng));
}

const fuzz::Booth& drawn_booth() {
    return fuzz::booths()[drawn<std::size_t>(0, fuzz::booths().size() - 1)];
}

// ── one bit ──

PJ_PROPERTY(OneBit, a_ballot_is_admitted_and_not_with_a_bit_changed, 2, ()) {
    const fuzz::Booth& booth = drawn_booth();
    const EncryptedBallot ballot = drawn_ballot(booth, drawn_marks(booth.round.shape()));
    SeededRng rng = drawn_rng();
    RC_ASSERT(admit(booth.round, ballot.bytes(), rng).has_value());
    RC_ASSERT(value_of(EncryptedBallot::decode(booth.round, ballot.bytes())).id() == ballot.id());
    for (int i = 0; i < 8; ++i)
        RC_ASSERT(!admit(booth.round, with_one_bit_changed(ballot.bytes()), rng).has_value());
}

// The bit is changed in front of the token and the ballot signed again: the proofs hold it.
PJ_PROPERTY(OneBit, the_proofs_refuse_what_a_new_signature_would_cover, 4, ()) {
    const auto number = drawn<std::size_t>(0, fuzz::booths().size() - 1);
    const fuzz::Booth& booth = fuzz::booths()[number];
    const EncryptedBallot ballot = drawn_ballot(booth, drawn_marks(booth.round.shape()));
    Bytes input{static_cast<Byte>(number)};
    append(input, with_one_bit_changed(ballot.bytes()));
    (void)fuzz::ballot(input);
}

PJ_PROPERTY(OneBit, a_hand_back_is_refused, 1, ()) {
    const fuzz::Booth& booth = drawn_booth();
    const Bytes bytes = make_hand_back(booth.round, booth.paper.token, booth.paper.key).bytes;
    RC_ASSERT(AuthenticHandBack::authenticate(booth.round, bytes).has_value());
    RC_ASSERT(
        !AuthenticHandBack::authenticate(booth.round, with_one_bit_changed(bytes)).has_value());
}

PJ_PROPERTY(OneBit, a_promise_is_refused, 1, ()) {
    SeededRng rng = drawn_rng();
    const SigningKey key = SigningKey::generate(rng);
    const Promise promise = make_promise(key, ManifestHash{drawn_hash()}, LeafHash{drawn_hash()});
    const Bytes bytes = encode_promise(promise);
    RC_ASSERT(value_of(decode_promise(bytes)) == promise);
    RC_ASSERT(check_promise(key.verify_key(), promise).has_value());
    const auto other = decode_promise(with_one_bit_changed(bytes));
    if (other) RC_ASSERT(!check_promise(key.verify_key(), *other).has_value());
}

PJ_PROPERTY(OneBit, a_query_is_refused, 1, ()) {
    SeededRng rng = drawn_rng();
    const SigningKey key = SigningKey::generate(rng);
    const Query query =
        make_query(key, CongressId{drawn_hash()}, PersonNumber{3}, drawn_number<std::uint32_t>());
    const Bytes bytes = encode_query(query);
    RC_ASSERT(value_of(decode_query(bytes)) == query);
    RC_ASSERT(check_query(key.verify_key(), query).has_value());
    const auto other = decode_query(with_one_bit_changed(bytes));
    if (other) RC_ASSERT(!check_query(key.verify_key(), *other).has_value());
}

// Who signs is not under the signature: the number chooses the key, and another key does not fit.
PJ_PROPERTY(OneBit, a_statement_is_refused, 1, ()) {
    SeededRng rng = drawn_rng();
    const SigningKey key = SigningKey::generate(rng);
    Statement statement = drawn_statement();
    statement.signers.clear();
    sign_statement(statement, PersonNumber{1}, key);
    const auto holds = [&key](const Statement& one) {
        return one.signers.size() == 1 && one.signers[0].person == PersonNumber{1} &&
               check_statement_signature(one, one.signers[0], key.verify_key()).has_value();
    };
    RC_ASSERT(holds(statement));
    const auto other = decode_statement(with_one_bit_changed(encode_statement(statement)));
    if (other) RC_ASSERT(!holds(*other));
}

// ── totals ──

struct VotedCongress {
    CongressBuilder builder;
    std::vector<std::vector<int>> marks;
};

// A congress in which everybody cast what was drawn.
VotedCongress drawn_congress_vote() {
    testing::CongressOptions options;
    options.deputies = drawn<std::uint32_t>(2, 5);
    options.tellers = drawn<std::uint8_t>(2, 4);
    options.threshold = drawn<std::uint8_t>(2, options.tellers);
    options.style =
        *rc::gen::element(Style::choose_up_to, Style::three_way, Style::three_way_capped);
    options.projects = drawn<std::size_t>(1, 3);
    options.hi = drawn<std::size_t>(1, options.projects);
    options.seed = drawn<std::uint64_t>(0, 1U << 30U);
    VotedCongress out{CongressBuilder{options}, {}};
    CongressBuilder& builder = out.builder;
    builder.draft();
    for (std::uint32_t deputy = 1; deputy <= options.deputies; ++deputy) {
        builder.issue(deputy);
        out.marks.push_back(drawn_marks(builder.round->shape()));
        builder.cast(deputy, out.marks.back());
    }
    return out;
}

Totals counted(const VotedCongress& congress) {
    const std::size_t projects = congress.builder.options.projects;
    const bool three_way = congress.builder.round->shape().three_way();
    Totals out{std::vector<std::uint32_t>(projects), std::vector<std::uint32_t>(projects), 0};
    for (const std::vector<int>& marks : congress.marks) {
        for (std::size_t i = 0; i < projects; ++i) {
            out.approve[i] += marks[i] == 1 ? 1U : 0U;
            out.oppose[i] += marks[i] == 2 ? 1U : 0U;
        }
        const bool none = std::all_of(marks.begin(), marks.end(), [](int m) { return m == 0; });
        out.blank += none && !three_way ? 1U : 0U;
    }
    return out;
}

template <class T>
void shuffle(std::vector<T>& list) {
    for (std::size_t i = list.size(); i > 1; --i)
        std::swap(list[i - 1], list[drawn<std::size_t>(0, i - 1)]);
}

PJ_PROPERTY(Totals, are_the_marks_whatever_the_order_and_whoever_decrypts, 10, ()) {
    VotedCongress congress = drawn_congress_vote();
    CongressBuilder& builder = congress.builder;
    const Totals expected = counted(congress);
    const TallyContext context = builder.tally();
    std::vector<CheckedShare> shares;
    for (int teller = 1; teller <= builder.options.tellers; ++teller)
        shares.push_back(value_of(CheckedShare::check(context, builder.share_of(teller))));
    const std::size_t k = builder.options.threshold;
    for (int i = 0; i < 3; ++i) {
        shuffle(shares);
        const auto some = std::span<const CheckedShare>{shares}.first(k);
        RC_ASSERT(value_of(combine(context, some)).totals == expected);
    }
    RC_ASSERT(!combine(context, std::span<const CheckedShare>{shares}.first(k - 1)).has_value());

    shuffle(builder.ballots);
    RC_ASSERT(builder.tally().aggregate.sums() == context.aggregate.sums());
}

PJ_PROPERTY(Totals, a_share_with_one_bit_changed_is_refused, 10, ()) {
    VotedCongress congress = drawn_congress_vote();
    CongressBuilder& builder = congress.builder;
    const TallyContext context = builder.tally();
    const VerifyKey key = builder.tellers[0].statement_key.verify_key();
    const Bytes bytes = encode_share(builder.share_of(1));
    for (int i = 0; i < 8; ++i) {
        const auto share = decode_share(with_one_bit_changed(bytes));
        if (!share) continue;
        const bool holds = CheckedShare::check(context, *share).has_value();
        RC_ASSERT(!check_share_signature(*share, key).has_value());
        // Under a new signature of the teller only the proof is left to refuse it.
        if (holds) RC_ASSERT(share->signature != value_of(decode_share(bytes)).signature);
    }
}

}  // namespace
}  // namespace piaojue::property
