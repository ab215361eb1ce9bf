// Attacks that go through the network, against the real program over real TLS: each is refused by
// its own name, and nothing is lost by it.                PROTOCOL.md §8.6 §10 §11 §16
#include <gtest/gtest.h>

#include <sodium.h>

#include <array>

#include "ballot/hand_back.hpp"
#include "ballot/record.hpp"
#include "crypto/base/clock.hpp"
#include "tests/support/live_congress.hpp"

namespace piaojue::live {
namespace {

// ── what an attack needs of arithmetic ──

// −s: stands for the same element as s, but is not its encoding (RFC 9496 §4.3.1).
Bytes32 negated_field_element(const Bytes32& s) {
    Bytes32 out;  // 2^255 − 19 − s, little-endian
    int borrow = 0;
    for (std::size_t i = 0; i < Bytes32::size_bytes; ++i) {
        const int p = i == 0 ? 0xed : i == Bytes32::size_bytes - 1 ? 0x7f : 0xff;
        const int digit = p - s.data_[i] - borrow;
        borrow = digit < 0 ? 1 : 0;
        out.data_[i] = static_cast<Byte>(digit & 0xff);
    }
    return out;
}

// The second number below 2^256 that is the same modulo the group's order.
Bytes32 plus_order(const Bytes32& scalar) {
    constexpr std::array<Byte, 32> order{0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58,
                                         0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14,
                                         0,    0,    0,    0,    0,    0,    0,    0,
                                         0,    0,    0,    0,    0,    0,    0,    0x10};
    Bytes32 out = scalar;
    sodium_add(out.data(), order.data(), order.size());
    return out;
}

Bytes replaced(Bytes bytes, std::size_t at, ByteView with) {
    std::copy(with.begin(), with.end(), bytes.begin() + static_cast<std::ptrdiff_t>(at));
    return bytes;
}

class Attack : public testing::Test {
protected:
    // Up to an open box in which nobody has voted; everybody has a ballot paper.
    void open_box(const Setting& setting) {
        congress_ = std::make_unique<Congress>(setting);
        server_ = std::make_unique<Server>(folder_.path() / "data");
        congress_->set_up(*server_);
        api_ = std::make_unique<client::Api>(server_->endpoint());
        DeputiesBody everybody;
        for (std::uint32_t i = 1; i <= setting.due; ++i)
            everybody.deputies.emplace_back(i);
        act(Act::sign_in, everybody);
        act(Act::open);
        for (std::uint32_t i = 1; i <= setting.due; ++i) {
            papers_.push_back(congress_->make_paper(i));
            congress_->take(papers_.back(), need(api_->issue(papers_.back().request)));
        }
        act(Act::end_issuing);
    }
    void act(Act act, StatementBody body = {}) {
        need(api_->post_statement(congress_->statement(act, std::move(body))));
    }
    EncryptedBallot ballot(std::size_t deputy, unsigned approved) {
        return congress_->make_ballot(papers_.at(deputy - 1), approved);
    }
    Bytes cast(const EncryptedBallot& ballot) { return need(api_->cast(ballot.bytes())); }
    // Deputies 1..count approve of project 1.
    void cast_plainly(std::size_t count) {
        for (std::size_t i = 1; i <= count; ++i)
            cast(ballot(i, 1));
    }

    // The whole rest of the vote is as it should be: nothing was lost.
    void expect_good_end(std::uint32_t ballots, std::uint32_t approvals_of_first) {
        act(Act::close);
        congress_->cosign(*api_);
        std::vector<std::size_t> all;
        for (std::size_t i = 1; i <= congress_->setting().threshold; ++i)
            all.push_back(i);
        congress_->give_shares(*api_, all);
        expect_result(congress_->finish(*api_), ballots, approvals_of_first);
    }
    void expect_result(ByteView record, std::uint32_t ballots, std::uint32_t approvals_of_first) {
        const Report report = verify_record(record, congress_->round());
        EXPECT_TRUE(report.valid && report.anchored) << failed_checks(report);
        ASSERT_EQ(report.rounds.size(), 1U);
        EXPECT_EQ(report.rounds[0].counts.cast, ballots);
        EXPECT_EQ(report.rounds[0].projects.at(0).result.approve, approvals_of_first);
    }

    template <class T>
    static void expect_refused(const client::Answer<T>& answer, Errc code) {
        ASSERT_FALSE(answer.has_value()) << "accepted, awaited " << errc_name(code);
        EXPECT_EQ(answer.error().kind, client::Failure::Kind::refused) << answer.error().advice;
        EXPECT_EQ(errc_name(answer.error().code), errc_name(code));
    }
    template <class T>
    static void expect_refused(const Result<T>& result, Errc code) {
        ASSERT_FALSE(result.has_value()) << "accepted, awaited " << errc_name(code);
        EXPECT_EQ(errc_name(result.error().code), errc_name(code)) << result.error().detail;
    }

    SystemRng rng_;
    TempFolder folder_;
    std::unique_ptr<Server> server_;
    std::unique_ptr<Congress> congress_;
    std::unique_ptr<client::Api> api_;
    std::vector<Paper> papers_;  // of deputies 1..due
};

TEST_F(Attack, ballot_copied_under_another_token_is_refused_with_and_without_its_original) {
    open_box({.due = 3});
    const EncryptedBallot original = ballot(1, 1);
    const Bytes copy = copy_ballot(original, papers_[1]);
    expect_refused(api_->cast(copy), Errc::proof_rejected);  // proofs are bound to the ballot key
    cast(original);
    expect_refused(api_->cast(copy), Errc::duplicate_ciphertext);
    // One ciphertext of it inside an own ballot is enough.
    const std::size_t first_ciphertext = 2 + size::hash + size::key;
    const Bytes own = ballot(2, 1).bytes();
    const Bytes mixed = sign_again(replaced(own, first_ciphertext, original.ciphertext_bytes(0)),
                                   papers_[1].ballot_key);
    expect_refused(api_->cast(mixed), Errc::duplicate_ciphertext);
    // The paper of the copier is not used up.
    cast(ballot(2, 1));
    expect_good_end(2, 2);
}

TEST_F(Attack, second_cast_is_refused_with_the_first_promise) {
    open_box({.due = 3});
    const EncryptedBallot first = ballot(1, 1);
    const Bytes promise = cast(first);
    const client::Answer<Bytes> second = api_->cast(ballot(1, 2).bytes());
    expect_refused(second, Errc::already_cast);
    EXPECT_EQ(second.error().evidence, promise);
    const HandBack back =
        make_hand_back(congress_->round(), *papers_[0].token, papers_[0].ballot_key);
    const client::Answer<Bytes> handed = api_->hand_back(back.bytes);
    expect_refused(handed, Errc::already_cast);
    EXPECT_EQ(handed.error().evidence, promise);
    EXPECT_EQ(cast(first), promise);
    expect_good_end(1, 1);
}

TEST_F(Attack, cast_after_the_close_is_refused_over_the_signature_of_the_box) {
    open_box({.due = 3});
    const EncryptedBallot in_time = ballot(1, 1);
    const EncryptedBallot late = ballot(2, 1);
    const Bytes promise = cast(in_time);
    act(Act::close);
    const client::Answer<Bytes> refused = api_->cast(late.bytes());
    expect_refused(refused, Errc::wrong_phase);
    ASSERT_EQ(refused.error().evidence.size(), size::signature);
    const VerifyKey& box_key = congress_->round().manifest().box_key();
    const Signature signature = Signature::from(refused.error().evidence);
    const ManifestHash& manifest = congress_->round().hash();
    EXPECT_TRUE(check_refusal(box_key, manifest, Errc::wrong_phase, late.bytes(), signature));
    EXPECT_FALSE(check_refusal(box_key, manifest, Errc::wrong_phase, in_time.bytes(), signature));
    EXPECT_EQ(cast(in_time), promise);  // in every phase
    congress_->cosign(*api_);
    congress_->give_shares(*api_, std::array<std::size_t, 2>{1, 2});
    expect_result(congress_->finish(*api_), 1, 1);
}

TEST_F(Attack, second_encodings_are_refused_wherever_they_stand_in_a_ballot) {
    open_box({.due = 3});
    const EncryptedBallot good = ballot(1, 1);
    const SigningKey& key = papers_[0].ballot_key;
    const std::size_t first_point = 2 + size::hash + size::key;
    const std::size_t after_proofs = good.bytes().size() - size::token - size::signature;
    const std::size_t last_scalar = after_proofs - size::scalar;
    const ByteView bytes{good.bytes()};
    const Bytes32 point = Bytes32::from(bytes.subspan(first_point, 32));
    const Bytes32 scalar = Bytes32::from(bytes.subspan(last_scalar, 32));
    const std::size_t first_commitment =
        first_point + size::ciphertext * congress_->round().shape().ciphertexts();
    const Bytes32 commitment = Bytes32::from(bytes.subspan(first_commitment, 32));
    struct Case {
        const char* what;
        std::size_t at;
        Bytes32 with;
        Errc code;
    };
    const std::array cases{
        Case{"negative point", first_point, negated_field_element(point), Errc::not_canonical},
        Case{"negative commitment", first_commitment, negated_field_element(commitment),
             Errc::not_canonical},
        Case{"scalar above the order", last_scalar, plus_order(scalar), Errc::not_canonical},
        Case{"identity", first_point, Bytes32{}, Errc::identity_point},
        Case{"identity as commitment", first_commitment, Bytes32{}, Errc::identity_point},
    };
    for (const Case& one : cases) {
        SCOPED_TRACE(one.what);
        expect_refused(api_->cast(sign_again(replaced(good.bytes(), one.at, one.with), key)),
                       one.code);
    }
    // The signature's own second encoding: S + ℓ.
    const std::size_t s_at = good.bytes().size() - 32;
    const Bytes32 s = Bytes32::from(bytes.subspan(s_at, 32));
    expect_refused(api_->cast(replaced(good.bytes(), s_at, plus_order(s))),
                   Errc::signature_rejected);
    cast(good);
    expect_good_end(1, 1);
}

TEST_F(Attack, false_share_is_refused_and_named_and_three_others_suffice) {
    open_box({.due = 4, .tellers = 5, .threshold = 3});
    cast_plainly(3);
    act(Act::close);
    congress_->cosign(*api_);
    const Bytes log = need(api_->evidence(congress_->query()));
    Share share = need(decode_share(need(congress_->device(1).give_share(log, rng_))));
    std::swap(share.products[0], share.products[1]);
    sign_share(share, congress_->teller_keys(1).statement_key);
    expect_refused(api_->post_share(encode_share(share)), Errc::share_rejected);
    // The same share again is the same refusal, and no second entry.
    expect_refused(api_->post_share(encode_share(share)), Errc::share_rejected);

    congress_->give_shares(*api_, std::array<std::size_t, 3>{2, 3, 4});
    const Bytes record = congress_->finish(*api_);
    expect_result(record, 3, 3);
    const Report report = verify_record(record, congress_->round());
    for (const CheckResult& check : report.checks) {
        if (check.check != Check::shares) continue;
        EXPECT_NE(check.detail.find("false share of teller 1"), std::string::npos) << check.detail;
    }
    const std::vector<TellerNumber> used{TellerNumber{2}, TellerNumber{3}, TellerNumber{4}};
    EXPECT_EQ(report.rounds[0].used, used);
}

TEST_F(Attack, two_tellers_of_three_open_nothing) {
    open_box({.due = 4, .tellers = 5, .threshold = 3});
    cast_plainly(2);
    act(Act::close);
    congress_->cosign(*api_);
    congress_->give_shares(*api_, std::array<std::size_t, 2>{2, 5});
    const Bytes log = need(api_->evidence(congress_->query()));
    expect_refused(congress_->device(2).confirm_result(log), Errc::too_few_shares);
    const ResultBody guess{ResultHash{rng_.bytes<32>()}};
    expect_refused(api_->post_statement(congress_->statement(Act::announce, guess)),
                   Errc::wrong_phase);
    expect_refused(api_->record(), Errc::wrong_phase);
    // A second share of one of them is no third teller.
    congress_->give_shares(*api_, std::array<std::size_t, 1>{2});
    expect_refused(api_->record(), Errc::wrong_phase);
    congress_->give_shares(*api_, std::array<std::size_t, 1>{3});
    expect_result(congress_->finish(*api_), 2, 2);
}

// Two servers with one history until the close: the second one's box holds a ballot more. Whoever
// decrypts both aggregates reads that ballot.
TEST_F(Attack, device_gives_no_share_for_a_second_aggregate) {
    open_box({.due = 3});
    cast_plainly(2);
    server_->stop();
    const std::filesystem::path copy = folder_.path() / "copy";
    server_->copy_data_to(copy);
    server_->start();
    act(Act::close);
    congress_->cosign(*api_);
    const Bytes log = need(api_->evidence(congress_->query()));
    need(api_->post_share(need(congress_->device(1).give_share(log, rng_))));

    Server twin{copy};
    client::Api twin_api{twin.endpoint()};
    need(twin_api.cast(ballot(3, 1).bytes()));
    need(twin_api.post_statement(congress_->statement(Act::close)));
    const Bytes other = need(twin_api.evidence(congress_->query()));
    expect_refused(congress_->device(1).cosign(other, SystemClock{}.now_seconds()),
                   Errc::log_rollback);
    expect_refused(congress_->device(1).give_share(other, rng_), Errc::not_permitted);

    // Devices without memory cosign the other log; one half of its memory is enough for a device:
    // which log it saw, or for which root it gave its share.
    const auto forget = [](const teller::ShareFile&) {};
    for (std::size_t i = 1; i <= 3; ++i) {
        teller::ShareFile blank = congress_->share_file(i);
        blank.seen.reset();
        blank.given.clear();
        teller::TellerDevice device{congress_->teller_keys(i), std::move(blank), forget};
        const Cosignature one = need(device.cosign(other, SystemClock{}.now_seconds()));
        need(twin_api.post_cosignature(device.number(), one.seconds, one.signature));
    }
    const Bytes cosigned = need(twin_api.evidence(congress_->query()));
    teller::ShareFile knows_given = congress_->share_file(1);
    knows_given.seen.reset();
    teller::ShareFile knows_seen = congress_->share_file(1);
    knows_seen.given.clear();
    const teller::PersonKeys& keys = congress_->teller_keys(1);
    teller::TellerDevice first{keys, std::move(knows_given), forget};
    expect_refused(first.give_share(cosigned, rng_), Errc::not_permitted);
    teller::TellerDevice second{keys, std::move(knows_seen), forget};
    expect_refused(second.give_share(cosigned, rng_), Errc::log_rollback);

    // The first log goes on as if nothing had been.
    congress_->give_shares(*api_, std::array<std::size_t, 1>{2});
    expect_result(congress_->finish(*api_), 2, 2);
}

TEST_F(Attack, no_share_before_the_closing_checkpoint_has_its_cosignatures) {
    open_box({.due = 4, .tellers = 5, .threshold = 3});  // quorum 4
    cast_plainly(2);
    act(Act::close);
    const Bytes log = need(api_->evidence(congress_->query()));
    for (std::size_t i = 1; i <= 3; ++i) {
        const Cosignature one = need(congress_->device(i).cosign(log, SystemClock{}.now_seconds()));
        EXPECT_FALSE(need(
            api_->post_cosignature(congress_->device(i).number(), one.seconds, one.signature)));
        // The same teller once more, at another second, is no second teller.
        const Cosignature again =
            need(congress_->device(i).cosign(log, SystemClock{}.now_seconds() + 60));
        EXPECT_FALSE(need(
            api_->post_cosignature(congress_->device(i).number(), again.seconds, again.signature)));
    }
    const Bytes short_of_one = need(api_->evidence(congress_->query()));
    expect_refused(congress_->device(1).give_share(short_of_one, rng_), Errc::too_few_cosignatures);

    // A teller whose device does not ask gets it past no server either.
    const EvidenceReport checked = need(verify_until_close(short_of_one, rng_, VerifyOptions{}));
    const Share hasty = need(make_share(checked.closed.value().tally, TellerNumber{1},
                                        congress_->share_file(1).share,
                                        congress_->teller_keys(1).statement_key, rng_));
    expect_refused(api_->post_share(encode_share(hasty)), Errc::wrong_phase);
    EXPECT_EQ(need(decode_record(need(api_->evidence(congress_->query())))).entries.size(),
              need(decode_record(short_of_one)).entries.size());

    // A cosignature by another key counts for nothing.
    expect_refused(api_->post_cosignature(TellerNumber{4}, 1, Bytes64{}), Errc::signature_rejected);
    const Cosignature fourth = need(congress_->device(4).cosign(log, SystemClock{}.now_seconds()));
    EXPECT_TRUE(need(api_->post_cosignature(TellerNumber{4}, fourth.seconds, fourth.signature)));
    congress_->give_shares(*api_, std::array<std::size_t, 3>{1, 2, 3});
    expect_result(congress_->finish(*api_), 2, 2);
}

TEST_F(Attack, server_from_an_older_copy_refuses_everything_once_a_checkpoint_is_brought) {
    open_box({.due = 3});
    cast_plainly(1);
    server_->stop();
    const std::filesystem::path copy = folder_.path() / "copy";
    server_->copy_data_to(copy);
    server_->start();
    const std::string before = need(api_->checkpoint());
    const Bytes promise = cast(ballot(2, 1));
    act(Act::close);
    const std::string seen = need(api_->checkpoint());
    need(api_->post_checkpoint(seen));
    server_->stop();

    Server restored{copy};
    client::Api api{restored.endpoint()};
    need(api.post_checkpoint(before));
    EXPECT_EQ(read_round(api).phase, "voting");
    expect_refused(api.post_checkpoint(seen), Errc::log_rollback);
    // From then on, everybody and everything.
    expect_refused(api.round(), Errc::log_rollback);
    expect_refused(api.cast(ballot(3, 1).bytes()), Errc::log_rollback);
    expect_refused(api.issue(papers_[0].request), Errc::log_rollback);
    expect_refused(api.post_checkpoint(before), Errc::log_rollback);
    expect_refused(api.post_statement(congress_->statement(Act::close)), Errc::log_rollback);
    // Also after another start, which is refused.
    restored.kill();
    EXPECT_FALSE(restored.can_start());
    EXPECT_FALSE(promise.empty());
}

// Only the database is put back: the server's own memory of what it signed is enough.
TEST_F(Attack, server_with_an_older_log_does_not_start) {
    open_box({.due = 3});
    cast_plainly(1);
    server_->stop();
    const std::filesystem::path copy = folder_.path() / "copy";
    server_->copy_data_to(copy);
    server_->start();
    act(Act::close);
    server_->stop();
    for (const char* const name : {"log.db", "log.db-wal", "log.db-shm"}) {
        std::filesystem::remove(server_->data() / name);
        if (std::filesystem::exists(copy / name))
            std::filesystem::copy_file(copy / name, server_->data() / name);
    }
    EXPECT_FALSE(server_->can_start());
}

}  // namespace
}  // namespace piaojue::live
