// tests/support/ledger.hpp — what clients sent and what they were answered, kept by them
//
// Outside the server's process and never told to it. At the end the record is held against it:
// every answer is true, and nothing stands there that nobody sent.
//
// Threads: safe from any thread; acks() behind the end of the lanes.
#pragma once

#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "ballot/record.hpp"
#include "server/client/api.hpp"

namespace piaojue::live {

enum class Kind : std::uint8_t {
    issue,
    take_sheet,
    cast,
    hand_back,
    exchange,
    check,
    statement,
    batch,
    declare,
    claim
};

// One request of this kind; of a statement the answer is its index, 8 bytes, of a batch too, or
// nothing where it waits, or the cells that differ, a line each.
[[nodiscard]] client::Answer<Bytes> send(client::Api& api, Kind kind, const Bytes& request);

class Ledger {
public:
    struct Ack {
        Kind kind;
        Bytes request;
        Bytes answer;
    };

    void note_sent(const Bytes& request);
    void note_acked(Kind kind, const Bytes& request, const Bytes& answer);

    // Any of the answers, chosen by this number; those of the desk only if it still repeats them.
    [[nodiscard]] std::optional<Ack> pick(std::uint32_t random, bool with_desk);
    [[nodiscard]] const std::vector<Ack>& acks() const { return acks_; }
    // Different requests of these kinds that were answered.
    [[nodiscard]] std::size_t answered(std::initializer_list<Kind> kinds);
    [[nodiscard]] bool was_sent(ByteView request) const;

private:
    std::mutex mutex_;
    std::set<Bytes> sent_;
    std::vector<Ack> acks_;
};

// Each answered request got one answer, and what the answer promises stands in the record once:
// the leaf of a promise, the reported entry, a statement or batch at its very index.
void expect_every_answer_kept(const Ledger& ledger, const RecordView& record);
// No ballot, hand-back, exchange, batch, report, declaration, claim or statement (but the seal)
// that no client sent.
void expect_nothing_unsent(const Ledger& ledger, const RecordView& record);

// Whatever the log signed and anybody saw, the record is a continuation of it.
void expect_one_history(const RecordView& record, const std::vector<std::string>& seen);

}  // namespace piaojue::live
