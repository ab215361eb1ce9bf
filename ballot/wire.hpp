// ballot/wire.hpp — one table of what messages are made of: versions, entry types, tags, sizes,
// limits                                                                  PROTOCOL.md §2 §14 §15
//
// A tag separates one kind of hash or signature from every other; none is used twice. Sizes are
// bytes. Tags that only crypto/ needs (card-checksum, issuer-key-proof) stand there as well.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace piaojue {

// The first byte of every log entry.
enum class EntryType : std::uint8_t {
    congress = 0x01,
    enrolment = 0x02,
    ceremony = 0x03,
    roll = 0x04,
    manifest = 0x05,
    attachment = 0x06,
    statement = 0x07,
    issuance = 0x08,
    ballot = 0x09,
    hand_back = 0x0a,
    exchange = 0x0b,
    opened = 0x0c,
    counts = 0x0d,
    closing = 0x0e,
    cosigned = 0x0f,
    share = 0x10,
    result = 0x11,
    paper_batch = 0x12,
    declaration = 0x13,
    claim = 0x14,
};

// The byte of an enumeration's value on the wire.
template <class E>
[[nodiscard]] constexpr std::uint8_t enum_code(E value) {
    return static_cast<std::uint8_t>(value);
}

namespace version {
inline constexpr std::uint16_t congress = 1;
inline constexpr std::uint16_t manifest = 1;
inline constexpr std::uint8_t method = 1;
inline constexpr std::uint16_t issue = 1;
inline constexpr std::uint16_t ballot = 1;
inline constexpr std::uint16_t hand_back = 1;
inline constexpr std::uint16_t exchange = 1;
inline constexpr std::uint16_t paper = 1;
inline constexpr std::uint16_t promise = 1;
inline constexpr std::uint16_t claim = 1;
inline constexpr std::uint16_t declaration = 1;  // of the answer
inline constexpr std::uint16_t record = 1;
inline constexpr std::uint16_t query = 1;
inline constexpr std::uint16_t device = 1;
}  // namespace version

namespace tag {
inline constexpr std::string_view attachment = "piaojue/v1/attachment";
inline constexpr std::string_view ballot = "piaojue/v1/ballot";
inline constexpr std::string_view ballot_seed = "piaojue/v1/ballot-seed";
inline constexpr std::string_view cast = "piaojue/v1/cast";
inline constexpr std::string_view ceremony = "piaojue/v1/ceremony";
inline constexpr std::string_view claim = "piaojue/v1/claim";
inline constexpr std::string_view congress = "piaojue/v1/congress";
inline constexpr std::string_view declare = "piaojue/v1/declare";
inline constexpr std::string_view device = "piaojue/v1/device";
inline constexpr std::string_view device_act = "piaojue/v1/device-act";
inline constexpr std::string_view device_heartbeat = "piaojue/v1/device-heartbeat";
inline constexpr std::string_view device_line = "piaojue/v1/device-line";
inline constexpr std::string_view dkg_commit = "piaojue/v1/dkg-commit";
inline constexpr std::string_view dkg_extension = "piaojue/v1/dkg-extension";
inline constexpr std::string_view dkg_first_message = "piaojue/v1/dkg-first-message";
inline constexpr std::string_view doubtful = "piaojue/v1/doubtful";
inline constexpr std::string_view enrol = "piaojue/v1/enrol";
inline constexpr std::string_view enrol_cosigner = "piaojue/v1/enrol-cosigner";
inline constexpr std::string_view enrolment = "piaojue/v1/enrolment";
inline constexpr std::string_view exchange = "piaojue/v1/exchange";
inline constexpr std::string_view hand_back = "piaojue/v1/hand-back";
inline constexpr std::string_view identity = "piaojue/v1/identity";  // HKDF info
inline constexpr std::string_view issue = "piaojue/v1/issue";
inline constexpr std::string_view manifest = "piaojue/v1/manifest";
inline constexpr std::string_view paper = "piaojue/v1/paper";
inline constexpr std::string_view paper_batch = "piaojue/v1/paper-batch";
inline constexpr std::string_view paper_count = "piaojue/v1/paper-count";
inline constexpr std::string_view paper_token = "piaojue/v1/paper-token";
inline constexpr std::string_view project = "piaojue/v1/project";
inline constexpr std::string_view promise = "piaojue/v1/promise";
inline constexpr std::string_view query = "piaojue/v1/query";
inline constexpr std::string_view refusal = "piaojue/v1/refusal";
inline constexpr std::string_view result = "piaojue/v1/result";
inline constexpr std::string_view roll = "piaojue/v1/roll";
inline constexpr std::string_view share = "piaojue/v1/share";
inline constexpr std::string_view slip = "piaojue/v1/slip";
inline constexpr std::string_view slip_code = "piaojue/v1/slip-code";
inline constexpr std::string_view slip_seed = "piaojue/v1/slip-seed";
inline constexpr std::string_view statement = "piaojue/v1/statement";
inline constexpr std::string_view token = "piaojue/v1/token";
inline constexpr std::string_view token_seed = "piaojue/v1/token-seed";
inline constexpr std::string_view void_round = "piaojue/v1/void";

// Proof sessions (§8.3, §11.4)
inline constexpr std::string_view ballot_session =
    "PIAOJUE-V01-DSFS-with-sigma-proofs_Shake128_ristretto255-ballot";
inline constexpr std::string_view share_session =
    "PIAOJUE-V01-DSFS-with-sigma-proofs_Shake128_ristretto255-share";
}  // namespace tag

namespace size {
inline constexpr std::size_t hash = 32;
inline constexpr std::size_t key = 32;
inline constexpr std::size_t point = 32;
inline constexpr std::size_t scalar = 32;
inline constexpr std::size_t signature = 64;
inline constexpr std::size_t ciphertext = 2 * point;
inline constexpr std::size_t rsa = 384;
inline constexpr std::size_t issuer_roots = 8;  // a count
inline constexpr std::size_t method = 23;
inline constexpr std::size_t token = 1 + 1 + 32 + 1 + rsa;
inline constexpr std::size_t issue_request = 2 + hash + 4 + 1 + rsa + signature;
inline constexpr std::size_t draw_request = issue_request - rsa;
inline constexpr std::size_t paper_request = 2 + hash + 4 + signature;
inline constexpr std::size_t issue_answer = 2 + 1 + rsa;
inline constexpr std::size_t draw_answer = issue_answer - rsa;
inline constexpr std::size_t token_use = 1 + 2 + hash + key + token + signature;
inline constexpr std::size_t hand_back = token_use;
inline constexpr std::size_t claim = token_use;
inline constexpr std::size_t declaration = 1 + hash + 4 + signature;
inline constexpr std::size_t declaration_answer = 2;
inline constexpr std::size_t promise = 2 + hash + hash + signature;
inline constexpr std::size_t heartbeat = 2 + hash + 4 + 4 + 1 + hash + 2 + 1 + signature;
inline constexpr std::size_t opened = 1 + hash + hash + 2 + 1;
inline constexpr std::size_t ballot_leaf = 1 + hash + hash;
// What every ballot has besides ciphertexts and proofs.
inline constexpr std::size_t ballot_frame = 2 + hash + key + token + signature;

static_assert(token == 419 && issue_request == 487 && issue_answer == 387);
static_assert(draw_request == 103 && draw_answer == 3 && paper_request == 102);
static_assert(hand_back == 550 && promise == 130 && ballot_leaf == 65 && ballot_frame == 549);
static_assert(heartbeat == 142 && declaration == 101);
}  // namespace size

namespace limit {
inline constexpr std::size_t deputies = 10'000;
inline constexpr std::size_t persons = 1'000;
inline constexpr std::size_t tellers = 32;
inline constexpr std::size_t projects = 100;
inline constexpr std::size_t approvals = 100;  // hi
inline constexpr std::size_t attachments = 16;
inline constexpr std::size_t attachment_bytes = std::size_t{1} << 20U;
inline constexpr std::size_t entry_bytes = std::size_t{2} << 20U;
inline constexpr std::size_t record_entries = 1'000'000;
inline constexpr std::size_t checkpoint_bytes = 16 * 1024;
inline constexpr std::size_t opened_per_due = 4;
inline constexpr std::size_t slips = 10'000;
inline constexpr std::size_t slips_voided_at_once = 1'000;
inline constexpr std::size_t shares_per_teller = 3;
inline constexpr std::size_t paper_batches = 200;          // numbers of batches
inline constexpr std::size_t paper_batch_entries = 1'000;  // of a round
inline constexpr std::uint32_t sheets = 10'000;            // any number in a batch
inline constexpr std::size_t statement_reason = 200;
inline constexpr std::size_t title = 200;
inline constexpr std::size_t project_name = 300;
inline constexpr std::size_t project_ref = 100;
inline constexpr std::size_t media_type = 100;
inline constexpr std::size_t person_name = 100;
inline constexpr std::size_t device_name = 60;
inline constexpr std::size_t query_minutes = 60;  // how far a query's minute may lie off
}  // namespace limit

}  // namespace piaojue
