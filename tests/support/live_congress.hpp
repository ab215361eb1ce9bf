// tests/support/live_congress.hpp — a small congress around a server that is a process of its own
//
// The server is `piaojue serve`, reached by nothing but HTTPS, on ports that stay the same when it
// is killed and started again. The people have real keys; everything they sign is in the hands of
// the test, so that it can send what an honest program would not. Keys come from the system's
// generator, never from the seed of a test.
//
// Threads: an Api per thread; the congress is read by several threads, changed by one.
#pragma once

#include <deque>
#include <filesystem>
#include <memory>
#include <set>
#include <stdexcept>

#include "ballot/admit.hpp"
#include "ballot/entries/paper_batch.hpp"
#include "ballot/entries/roll.hpp"
#include "ballot/opening.hpp"
#include "ballot/promise.hpp"
#include "ballot/round.hpp"
#include "ballot/verify.hpp"
#include "crypto/base/encoding.hpp"
#include "server/client/api.hpp"
#include "server/client/server_process.hpp"
#include "server/teller/acts.hpp"
#include "server/teller/ceremony.hpp"
#include "server/teller/device.hpp"

namespace piaojue::live {

// What must not fail in a test: its refusal ends the test with its reason.
class Unexpected : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

template <class T>
T need(Result<T> result) {
    if (!result) {
        throw Unexpected{std::string{errc_name(result.error().code)} + ": " +
                         result.error().detail};
    }
    if constexpr (!std::is_void_v<T>) return *std::move(result);
}

template <class T>
T need(client::Answer<T> answer) {
    if (!answer) throw Unexpected{answer.error().advice};
    return *std::move(answer);
}

// ── the server ──

// A folder that is removed with everything in it.
class TempFolder {
public:
    TempFolder();
    ~TempFolder();
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

class Server {
public:
    // Makes a data directory at this place if there is none, then serves it.
    explicit Server(const std::filesystem::path& data);

    void start();
    void kill();
    void stop();
    // Whether `piaojue serve` comes up at all; it runs afterwards if it does.
    [[nodiscard]] bool can_start();

    [[nodiscard]] const client::Endpoint& endpoint() const { return endpoint_; }
    [[nodiscard]] const std::filesystem::path& data() const { return program_.data; }
    [[nodiscard]] std::string setup_code() const { return client::read_setup_code(program_); }
    // The server must not run.
    void copy_data_to(const std::filesystem::path& copy) const;
    // The server must not run. Rows of a table as they are on the disk.
    [[nodiscard]] std::uint64_t count_rows(std::string_view file, std::string_view table) const;

private:
    client::ServerProgram program_;
    client::Endpoint endpoint_;
    std::unique_ptr<client::ServerProcess> process_;
};

// ── the people ──

struct Setting {
    std::uint32_t due = 9;
    std::uint8_t tellers = 3;
    std::uint8_t threshold = 2;
    std::size_t projects = 3;
    Phases phases = Phases::split;
    std::uint16_t min_group = 1;
};

// Of a deputy's device.
struct Paper {
    TokenSeed seed;
    Bytes request;  // what it asks the desk
    SigningKey ballot_key;
    std::optional<Token> token;  // once issued
};

class Congress {
public:
    explicit Congress(const Setting& setting);

    // Enrolment, ceremony, roll, manifest and seal.
    void set_up(const Server& server);
    // The parts of it, for a ceremony that others hold with these keys.
    void enrol(const Server& server);
    void hold_ceremony(const client::Endpoint& endpoint);
    void draft(const Server& server);  // roll and manifest, after the ceremony

    [[nodiscard]] const Round& round() const { return *round_; }
    [[nodiscard]] const Setting& setting() const { return setting_; }

    // ── statements: each call takes the next serial ──
    [[nodiscard]] Bytes statement(Act act, StatementBody body = {});
    [[nodiscard]] Bytes statement_by(Act act, StatementBody body,
                                     std::span<const teller::ActingPerson> signers);
    [[nodiscard]] teller::ActingPerson official() const;
    [[nodiscard]] teller::ActingPerson scrutineer() const;
    [[nodiscard]] teller::ActingPerson teller(std::size_t number) const;  // from 1

    // ── sheets: the one batch of a round, none of them void ──
    [[nodiscard]] PaperBatch batch(std::uint32_t sheets, std::uint32_t approve_first) const;
    // Act 18, of the batch as the log has it by now; `log`: evidence.
    [[nodiscard]] Bytes sheets_statement(ByteView log, std::uint32_t uncancelled);

    // ── deputies ──
    [[nodiscard]] SigningKey identity(std::uint32_t deputy) const;
    [[nodiscard]] Paper make_paper(std::uint32_t deputy) const;
    void take(Paper& paper, ByteView answer) const;  // the desk's answer
    // `approved`: bit i for project i; none: blank.
    [[nodiscard]] EncryptedBallot make_ballot(const Paper& paper, unsigned approved) const;

    // ── tellers ──
    // What the device of a teller knows; a copy can be asked behind its back.
    [[nodiscard]] teller::TellerDevice& device(std::size_t number);
    [[nodiscard]] teller::ShareFile share_file(std::size_t number) const;
    [[nodiscard]] const teller::PersonKeys& teller_keys(std::size_t number) const;
    [[nodiscard]] const teller::PersonKeys& scrutineer_keys() const { return scrutineer_; }
    [[nodiscard]] Bytes query() const;

    // ── from the close to the record, all of them as they should be ──
    void cosign(client::Api& api);
    void give_shares(client::Api& api, std::span<const std::size_t> tellers);
    // Report, announce, publish; the record.
    [[nodiscard]] Bytes finish(client::Api& api);

private:
    struct Teller {
        teller::PersonKeys keys;
        SecretBuffer stored;  // the share file as the device stored it last
        std::optional<teller::TellerDevice> device;
    };

    [[nodiscard]] ManifestFields manifest_fields(ByteView server_keys) const;

    Setting setting_;
    CongressId congress_;
    teller::PersonKeys official_;
    teller::PersonKeys scrutineer_;
    std::deque<Teller> tellers_;
    std::uint32_t serial_ = 0;
    Bytes enrolment_;
    std::optional<JointKeys> joint_keys_;
    CeremonyHash ceremony_hash_;
    RollId roll_id_;
    RollHash roll_hash_;
    std::vector<CardSecret> cards_;
    std::optional<Round> round_;
};

// ── what the public knows ──
struct PublicRound {
    std::string phase;
    std::uint64_t due = 0;
    std::uint64_t present = 0;
    std::uint64_t issued = 0;
    std::uint64_t cast = 0;
    std::uint64_t handed_back = 0;
    std::uint64_t outstanding = 0;
    std::uint64_t log_size = 0;
};
[[nodiscard]] PublicRound read_round(client::Api& api);

// ── ballots as no honest device makes them ──

// Signs the ballot anew with this ballot key, so that nothing is wrong but what the test changed.
[[nodiscard]] Bytes sign_again(Bytes ballot, const SigningKey& ballot_key);
// The ciphertexts and proofs of `original` under the key and token of `paper`.
[[nodiscard]] Bytes copy_ballot(const EncryptedBallot& original, const Paper& paper);

// The verifier's word on a record of this round.
[[nodiscard]] Report verify_record(ByteView record, const Round& round);
// Names of the checks that failed, for messages of tests.
[[nodiscard]] std::string failed_checks(const Report& report);

}  // namespace piaojue::live
