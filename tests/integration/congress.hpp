// tests/integration/congress.hpp — a small congress around a real server on the loopback
//
// The App runs in this process with a clock that tests set; everybody reaches it through TLS. Keys,
// ceremony, papers and ballots are real; only the issuing key is one made before, because making
// one takes a second. Steps give the raw answer, so that tests can ask for refusals.
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ballot/claim.hpp"
#include "ballot/entries/ceremony.hpp"
#include "ballot/entries/declaration.hpp"
#include "ballot/entries/statement.hpp"
#include "ballot/promise.hpp"
#include "ballot/tally.hpp"
#include "crypto/dkg.hpp"
#include "server/app.hpp"
#include "server/net/client.hpp"
#include "tests/support/sample_round.hpp"

namespace piaojue::testing {

class SetClock final : public Clock {
public:
    [[nodiscard]] std::uint64_t now_seconds() const override { return seconds_; }
    void pass_minutes(std::uint64_t minutes) { pass_seconds(60 * minutes); }
    void pass_seconds(std::uint64_t seconds) { seconds_ += seconds; }

private:
    std::atomic<std::uint64_t> seconds_ = 1'795'000'000;
};

struct Reply {
    unsigned status = 0;
    std::string type;
    Bytes body;

    [[nodiscard]] std::string text() const { return std::string{as_text(body)}; }
    // Of a problem document; absent if it is none of ours.
    [[nodiscard]] std::optional<Errc> refusal() const;
    // Member "promise" or "refusal" of a problem document, decoded.
    [[nodiscard]] Bytes evidence(std::string_view member) const;
    [[nodiscard]] std::uint64_t index() const;
};

// Status and name in a failure's message.
std::ostream& operator<<(std::ostream& out, const Reply& reply);

struct CongressPlan {
    std::uint32_t deputies = 5;
    std::uint8_t tellers = 3;
    std::uint8_t threshold = 2;
    std::size_t projects = 2;
    std::uint16_t min_group = 1;
    Phases phases = Phases::split;
    std::uint32_t slips = 0;  // on the list that the manifest names
    std::string method{};     // text of method.toml, attached if there is one
};

enum class Origin : std::uint8_t { issue, box };

class Congress {
public:
    explicit Congress(CongressPlan plan = {});
    ~Congress();
    Congress(const Congress&) = delete;
    Congress& operator=(const Congress&) = delete;

    // ── the server ──
    [[nodiscard]] Result<void> start();  // refusals of App::start
    void stop();
    void restart();
    // Kept in this folder; files may be changed while the server is stopped.
    [[nodiscard]] const DataDir& dir() const { return dir_; }
    [[nodiscard]] App& app() { return *app_; }
    [[nodiscard]] const std::vector<std::string>& journal() const { return journal_; }

    // ── the network ──
    Reply get(std::string_view path, Origin origin = Origin::issue);
    Reply post(std::string_view path, ByteView body, Origin origin = Origin::issue,
               std::string_view type = http::media_binary, std::string_view authorization = {});
    Reply send(http::Method method, std::string_view path, ByteView body, Origin origin,
               std::string_view type, std::string_view authorization);
    Reply post_setup(ByteView entry);
    [[nodiscard]] std::string setup_authorization() const { return "Bearer " + setup_code_; }
    // For devices of their own.
    [[nodiscard]] net::ClientOptions client_options(Origin origin) const;

    // ── steps, each of them expected to be accepted ──
    void enrol();
    void exchange();  // rounds 0 and 1 of the ceremony
    void certify();   // its certificate
    void hold_ceremony();
    void draw_up_roll();
    void draft();
    // further_round of the kind that follows, and its manifest with all candidates that it may
    // have.
    void draft_further();
    void prepare();  // all of the above, then seal
    void sign_in(std::uint32_t first, std::uint32_t last);
    void open();  // everybody signed in, opened
    void end_issuing();
    void close();
    void cosign();  // as many as the quorum needs
    void decrypt();
    void announce();
    void publish();

    // ── acts ──
    // Signed by those who must: persons 1 (official) and 2 (scrutineer), tellers 3….
    [[nodiscard]] Bytes statement(Act act, StatementBody body = {});
    [[nodiscard]] Bytes statement_by(Act act, StatementBody body,
                                     const std::vector<std::uint16_t>& persons);
    Reply act(Act act, StatementBody body = {});

    // ── deputies ──
    [[nodiscard]] Bytes issue_request(std::uint32_t deputy, Byte seed = 1) const;
    [[nodiscard]] SamplePaper paper(std::uint32_t deputy);  // issued through the network
    [[nodiscard]] EncryptedBallot ballot(const SamplePaper& paper, const std::vector<int>& marks);
    Reply cast(const EncryptedBallot& ballot) {
        return post("/api/v1/cast", ballot.bytes(), Origin::box);
    }
    Reply hand_back(const SamplePaper& paper);
    Reply claim(const SamplePaper& paper);
    Reply end_claims(std::uint32_t used_slips = 0);
    // At the desk, by the deputy's card.
    Reply declare(std::uint32_t deputy);
    // `mark`: of the desk, if it gives one.
    [[nodiscard]] Reply draw(std::uint32_t deputy, ByteView mark = {});
    // What an opened slip is; counted from 0.
    [[nodiscard]] SamplePaper slip(std::size_t number) const;
    [[nodiscard]] SlipHash slip_of(std::size_t number) const;

    // ── tellers ──
    [[nodiscard]] Bytes cosignature(std::uint8_t teller);
    [[nodiscard]] Bytes share(std::uint8_t teller);
    [[nodiscard]] Bytes query(std::uint16_t person);
    [[nodiscard]] ResultHash result_hash();

    // ── what is known ──
    [[nodiscard]] const Round& round() const { return *round_; }
    [[nodiscard]] const CongressState& state() { return view()->state; }
    [[nodiscard]] log::ViewPtr view() const { return app_->log().view(); }
    [[nodiscard]] const SigningKey& person_key(std::uint16_t person) const;
    [[nodiscard]] const SigningKey& identity_key(std::uint32_t deputy) const;

    // Sees every answer.
    std::function<void(http::Method, std::string_view path, Origin, const Reply&)> on_reply;
    std::atomic<int> rehearsals_over = 0;  // asked for and not carried out
    CongressPlan plan;
    SetClock clock;
    SystemRng rng;

private:
    void post_manifest(const ManifestFields& fields);
    // Makes them and puts their list into the log; the manifest will name it.
    void print_slips(ManifestFields& fields);
    struct TellerKeys {
        SecretScalar dkg_key;
        SigningKey cosigner;
        std::optional<SecretScalar> share;
    };

    void expect_accepted(const Reply& reply, std::string_view step);
    [[nodiscard]] net::HttpsClient& client(Origin origin);
    [[nodiscard]] SecretBytes<32> token_seed(std::uint32_t deputy, Byte seed) const;

    DataDir dir_;
    std::unique_ptr<App> app_;
    std::string certificate_;
    std::vector<std::string> journal_;
    std::optional<net::HttpsClient> issue_client_;
    std::optional<net::HttpsClient> box_client_;

    CongressId congress_;
    std::string setup_code_;
    std::vector<SigningKey> persons_;
    std::vector<TellerKeys> tellers_;
    std::vector<SigningKey> deputies_;
    std::uint32_t serial_ = 0;
    EnrolmentHash enrolment_hash_;
    CeremonyHash ceremony_hash_;
    RollHash roll_hash_;
    std::optional<DkgTranscript> transcript_;
    std::optional<DkgKeys> keys_;
    std::vector<SlipSeed> slips_;
    SlipList slip_list_;
    std::optional<Round> round_;
};

}  // namespace piaojue::testing

// Asserts that a Reply is this refusal.
#define EXPECT_REFUSAL(reply, code)                                                \
    do {                                                                           \
        const ::piaojue::testing::Reply pj_reply_ = (reply);                       \
        EXPECT_TRUE(pj_reply_.refusal() == (code))                                 \
            << "got " << pj_reply_ << ", expected " << ::piaojue::errc_name(code); \
    } while (false)
