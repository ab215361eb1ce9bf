// ballot/entries/paper_batch.hpp — a batch of sheets, counted by hand          PROTOCOL.md §11.8
//
// Two people keyed the same numbers, neither saw the other's, and both signed the same bytes; where
// a sheet was doubtful the chief scrutineer decided on it and signed as well. The form and the
// signatures only: whether the numbers add up is for ballot/paper.hpp. Secret: signing keys passed
// to sign_paper_batch(). Public otherwise; safe from any thread.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ballot/person_signature.hpp"

namespace piaojue {

// Sheets that count for nothing, by their reason.
struct VoidSheets {
    std::uint32_t over = 0;  // more approvals than the method allows
    std::uint32_t unreadable = 0;
    std::uint32_t marked = 0;  // can be recognised
    std::uint32_t blank = 0;

    [[nodiscard]] std::uint64_t all() const {
        return std::uint64_t{over} + unreadable + marked + blank;
    }

    friend bool operator==(const VoidSheets&, const VoidSheets&) = default;
};

struct SheetVotes {
    std::uint32_t approve = 0;
    std::uint32_t oppose = 0;  // 0 with two grades
    std::uint32_t abstain = 0;

    friend bool operator==(const SheetVotes&, const SheetVotes&) = default;
};

enum class SheetDecision : std::uint8_t {
    valid = 0,
    over = 1,
    unreadable = 2,
    marked = 3,
    blank = 4
};
inline constexpr std::uint8_t sheet_decision_last = 4;
// By their numbers, as tables and pages write them.
inline constexpr std::array<std::string_view, sheet_decision_last + 1> sheet_decision_words{
    "valid", "over", "unreadable", "marked", "blank"};
// Nothing: another word.
[[nodiscard]] std::optional<SheetDecision> sheet_decision(std::string_view word);

struct DoubtfulSheet {
    SheetDecision decision = SheetDecision::valid;
    std::string reason;

    friend bool operator==(const DoubtfulSheet&, const DoubtfulSheet&) = default;
};

// What people key.
struct PaperBatch {
    ManifestHash manifest;
    BatchNumber batch;  // from 1
    std::uint32_t issued = 0;
    std::uint32_t returned = 0;
    VoidSheets voided;
    std::vector<SheetVotes> projects;  // in candidate order
    std::vector<DoubtfulSheet> doubtful;

    friend bool operator==(const PaperBatch&, const PaperBatch&) = default;
};

[[nodiscard]] Bytes encode_paper_body(const PaperBatch& batch);
// Refuses `too_large`, `malformed`: also a number above 10,000, which no congress has sheets for.
[[nodiscard]] Result<PaperBatch> decode_paper_body(ByteView body);

struct SignedPaperBatch {
    PaperBatch batch;
    std::array<PersonSignature, 2> keyed;  // ascending
    std::optional<PersonSignature> chief;  // iff a sheet was doubtful

    friend bool operator==(const SignedPaperBatch&, const SignedPaperBatch&) = default;
};

[[nodiscard]] Bytes encode_paper_batch(const SignedPaperBatch& batch);
// Refuses `too_large`, `malformed` (also persons who do not ascend).
[[nodiscard]] Result<SignedPaperBatch> decode_paper_batch(ByteView entry);

// As what somebody signs a batch.
enum class BatchSigner : std::uint8_t { keyed = 1, chief = 2 };
[[nodiscard]] Signature sign_paper_body(ByteView body, BatchSigner as, const SigningKey& key);
// Refuses `signature_rejected`.
[[nodiscard]] Result<void> check_paper_signature(ByteView body, BatchSigner as,
                                                 const Signature& signature, const VerifyKey& key);
// All of them. Refuses `not_permitted` (no scrutineer or teller, or not the chief) and
// `signature_rejected`.
[[nodiscard]] Result<void> check_paper_signers(const SignedPaperBatch& batch,
                                               const SecondPersons& people);

// Of these entries, the newest of each batch number, in ascending order.
[[nodiscard]] PaperHash paper_hash(const std::vector<ByteView>& entries);

}  // namespace piaojue
