// server/client/api.hpp — one function per endpoint          PROTOCOL.md §16
//
// Bytes in, bytes out, as the protocol has them: decoding and believing is for the callers, who
// trust the server for nothing. A Failure says whether the server refused (by number), could not be
// reached, or answered outside the protocol. Requests may be repeated: the same bytes get the same
// answer.
//
// Threads: one Api per thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "ballot/ids.hpp"
#include "server/net/client.hpp"

namespace piaojue::client {

struct Endpoint {
    std::string host;
    std::uint16_t issue_port = 0;
    std::uint16_t box_port = 0;
    std::string certificate;  // PEM: the server's own, pinned, or the hall's authority
};

struct Failure {
    enum class Kind : std::uint8_t {
        refused,     // `code` says why
        unreached,   // never arrived
        unknown,     // it is unknown whether the server acted: send the same bytes again
        unexpected,  // an answer outside the protocol
    };

    Kind kind = Kind::unexpected;
    Errc code = Errc::internal;
    std::string advice;  // for people: what failed, what to do; of a refusal refusals.hpp
    Bytes evidence;      // already_cast: the first promise; wrong_phase at the box: its signature
    unsigned retry_after_seconds = 0;
    unsigned status = 0;  // of HTTP; 0 without an answer

    [[nodiscard]] bool is(Errc refusal) const { return kind == Kind::refused && code == refusal; }
    // Sending the same bytes again may succeed.
    [[nodiscard]] bool is_passing() const {
        return kind == Kind::unreached || kind == Kind::unknown || is(Errc::busy) ||
               is(Errc::internal);
    }
};

template <class T>
class [[nodiscard]] Answer : public tl::expected<T, Failure> {
public:
    using tl::expected<T, Failure>::expected;
};

// What became of a batch of sheets: it is in the log; or it waits for another signature; or the
// other person keyed something else in these cells, and both are dropped.
struct BatchAnswer {
    std::optional<EntryIndex> entry;
    std::vector<std::string> differs;
};

enum class CeremonyStep : std::uint8_t { commit, message, certificate };

class Api {
public:
    explicit Api(const Endpoint& endpoint, std::chrono::milliseconds deadline = default_deadline);

    static constexpr std::chrono::milliseconds default_deadline{60'000};

    // ── issue origin ──
    // Where the box is, as the server tells its pages; what answers there has the same certificate.
    [[nodiscard]] Answer<std::uint16_t> box_port();
    [[nodiscard]] Answer<std::string> round();
    // kind: congress, enrolment, ceremony, roll or manifest
    [[nodiscard]] Answer<Bytes> entry(std::string_view kind);
    [[nodiscard]] Answer<std::string> checkpoint();
    [[nodiscard]] Answer<EntryIndex> post_setup_entry(std::string_view setup_code, ByteView entry);
    // A person's own enrolment line, on its way to the list.
    [[nodiscard]] Answer<Bytes> post_line(ByteView line);
    [[nodiscard]] Answer<Bytes> post_ceremony(CeremonyStep step, TellerNumber teller,
                                              ByteView message);
    // box_key 32 ‖ issuers ‖ modulus ‖ roots
    [[nodiscard]] Answer<Bytes> keys();
    // One for each teller in order, empty where it is not there yet.
    [[nodiscard]] Answer<std::vector<Bytes>> ceremony(CeremonyStep step);
    [[nodiscard]] Answer<Bytes> issue(ByteView request);
    [[nodiscard]] Answer<Bytes> take_sheet(ByteView request);
    // Body ‖ as ‖ person ‖ signature of §11.8.
    [[nodiscard]] Answer<BatchAnswer> post_batch(ByteView batch);
    // Bodies that the chief scrutineer has yet to decide on.
    [[nodiscard]] Answer<std::vector<Bytes>> waiting_batches(ByteView query);
    // What became of those that the asking person keyed, JSON.
    [[nodiscard]] Answer<std::string> keyed_batches(ByteView query);
    [[nodiscard]] Answer<Bytes> declare(ByteView declaration);
    [[nodiscard]] Answer<EntryIndex> post_statement(ByteView entry);
    [[nodiscard]] Answer<Bytes> evidence(ByteView query);
    // Statements of two persons that one has signed, in the order they came. What may not be public
    // yet is told to those alone who ask with a query.
    [[nodiscard]] Answer<std::vector<Bytes>> proposals();
    [[nodiscard]] Answer<std::vector<Bytes>> proposals(ByteView query);
    [[nodiscard]] Answer<Bytes> post_proposal(ByteView entry);
    // The hall's devices, for the enrolled: JSON.
    [[nodiscard]] Answer<std::string> devices(ByteView query);
    // True when the quorum is complete.
    [[nodiscard]] Answer<bool> post_cosignature(TellerNumber teller, std::uint64_t timestamp,
                                                const Bytes64& signature);
    [[nodiscard]] Answer<Bytes> post_checkpoint(std::string_view checkpoint);
    [[nodiscard]] Answer<Bytes> post_share(ByteView entry);
    [[nodiscard]] Answer<Bytes> record();
    [[nodiscard]] Answer<std::string> receipt(const BallotId& id);

    // ── box origin ──
    [[nodiscard]] Answer<Bytes> cast(ByteView ballot);
    [[nodiscard]] Answer<Bytes> hand_back(ByteView request);
    [[nodiscard]] Answer<Bytes> exchange(ByteView request);
    [[nodiscard]] Answer<Bytes> check(ByteView opened);
    [[nodiscard]] Answer<Bytes> claim(ByteView claim);

private:
    [[nodiscard]] Answer<net::ClientAnswer> send(net::HttpsClient& client,
                                                 const net::ClientRequest& request);
    [[nodiscard]] Answer<Bytes> get(std::string target);  // from the issue origin
    [[nodiscard]] Answer<Bytes> post(net::HttpsClient& client, std::string_view target,
                                     ByteView body);

    net::HttpsClient issue_;
    net::HttpsClient box_;
};

// For callers that only pass a failure on: its number and its advice.
template <class T>
[[nodiscard]] Result<T> as_result(Answer<T> answer) {
    if (answer) {
        if constexpr (std::is_void_v<T>) {
            return {};
        } else {
            return *std::move(answer);
        }
    }
    return fail(answer.error().code, answer.error().advice);
}

inline constexpr unsigned attempts_usual = 8;

// Repeats a passing failure with a growing pause, at most `attempts` times in all.
template <class Call>
[[nodiscard]] auto repeat_passing(Call call, unsigned attempts = attempts_usual)
    -> decltype(call());

// Repeats what passes; the same bytes again get the same answer.
[[nodiscard]] Result<EntryIndex> post_setup(Api& api, std::string_view setup_code, ByteView entry);

// Waits before the attempt after `failures` failures; in program code only.
void pause_after_failure(unsigned failures, unsigned retry_after_seconds);

template <class Call>
auto repeat_passing(Call call, unsigned attempts) -> decltype(call()) {
    for (unsigned failures = 1;; ++failures) {
        auto answer = call();
        if (answer || !answer.error().is_passing() || failures >= attempts) return answer;
        pause_after_failure(failures, answer.error().retry_after_seconds);
    }
}

}  // namespace piaojue::client
