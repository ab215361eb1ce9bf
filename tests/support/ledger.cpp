#include "tests/support/ledger.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "ballot/congress_state.hpp"
#include "ballot/entries/paper_batch.hpp"
#include "ballot/entry.hpp"
#include "ballot/promise.hpp"
#include "crypto/base/reader.hpp"
#include "crypto/base/writer.hpp"

namespace piaojue::live {

namespace {

bool is_promised(Kind kind) {
    return kind == Kind::cast || kind == Kind::hand_back || kind == Kind::exchange ||
           kind == Kind::claim;
}

// As its two keyers sent it.
std::vector<Bytes> batch_requests(ByteView entry) {
    std::vector<Bytes> out;
    const Result<SignedPaperBatch> batch = decode_paper_batch(entry);
    if (!batch) return out;
    for (const PersonSignature& one : batch->keyed) {
        Writer request;
        request.raw(encode_paper_body(batch->batch)).u8(enum_code(BatchSigner::keyed));
        request.u16(one.person.value()).raw(one.signature);
        out.push_back(std::move(request).bytes());
    }
    return out;
}

bool has_request(ByteView entry, const Bytes& request) {
    const std::vector<Bytes> sent = batch_requests(entry);
    return std::find(sent.begin(), sent.end(), request) != sent.end();
}

}  // namespace

client::Answer<Bytes> send(client::Api& api, Kind kind, const Bytes& request) {
    switch (kind) {
    case Kind::issue: return api.issue(request);
    case Kind::take_sheet: return api.take_sheet(request);
    case Kind::cast: return api.cast(request);
    case Kind::hand_back: return api.hand_back(request);
    case Kind::exchange: return api.exchange(request);
    case Kind::check: return api.check(request);
    case Kind::declare: return api.declare(request);
    case Kind::claim: return api.claim(request);
    case Kind::statement: {
        const client::Answer<EntryIndex> index = api.post_statement(request);
        if (!index) return tl::unexpected<client::Failure>{index.error()};
        return Writer{}.u64(index->value()).bytes();
    }
    case Kind::batch: {
        const client::Answer<client::BatchAnswer> answer = api.post_batch(request);
        if (!answer) return tl::unexpected<client::Failure>{answer.error()};
        Writer out;
        if (answer->entry) out.u64(answer->entry->value());
        for (const std::string& cell : answer->differs)
            out.raw(as_bytes(cell + "\n"));
        return std::move(out).bytes();
    }
    }
    PJ_UNREACHABLE("a request of no kind");
}

void Ledger::note_sent(const Bytes& request) {
    const std::lock_guard lock{mutex_};
    sent_.insert(request);
}

void Ledger::note_acked(Kind kind, const Bytes& request, const Bytes& answer) {
    const std::lock_guard lock{mutex_};
    acks_.push_back({kind, request, answer});
}

std::size_t Ledger::answered(std::initializer_list<Kind> kinds) {
    const std::lock_guard lock{mutex_};
    std::set<Bytes> requests;
    for (const Ack& ack : acks_)
        if (std::find(kinds.begin(), kinds.end(), ack.kind) != kinds.end())
            requests.insert(ack.request);
    return requests.size();
}

std::optional<Ledger::Ack> Ledger::pick(std::uint32_t random, bool with_desk) {
    const std::lock_guard lock{mutex_};
    for (std::size_t i = 0; i < acks_.size(); ++i) {
        const Ack& ack = acks_[(random + i) % acks_.size()];
        const bool of_desk = ack.kind == Kind::issue || ack.kind == Kind::take_sheet;
        if (with_desk || !of_desk) return ack;
    }
    return std::nullopt;
}

bool Ledger::was_sent(ByteView request) const {
    return sent_.contains(Bytes{request.begin(), request.end()});
}

void expect_every_answer_kept(const Ledger& ledger, const RecordView& record) {
    std::map<LeafHash, unsigned> times;
    for (const ByteView entry : record.entries)
        ++times[entry_leaf_hash(entry)];
    std::map<Bytes, Bytes> answers;
    for (const Ledger::Ack& ack : ledger.acks()) {
        const auto [known, fresh] = answers.emplace(ack.request, ack.answer);
        EXPECT_TRUE(fresh || known->second == ack.answer) << "two answers to one request";
        // Named in the record by deputy and hash.
        if (ack.kind == Kind::issue || ack.kind == Kind::take_sheet) continue;
        if (is_promised(ack.kind)) {
            const Result<Promise> promise = decode_promise(ack.answer);
            ASSERT_TRUE(promise.has_value());
            EXPECT_EQ(times[promise->leaf], 1U) << "a promised leaf";
            continue;
        }
        if (ack.kind != Kind::batch) {
            EXPECT_EQ(times[entry_leaf_hash(ack.request)], 1U) << "an accepted entry";
        }
        if (ack.kind != Kind::statement && ack.kind != Kind::batch) continue;
        Reader reader{ack.answer};
        const Result<std::uint64_t> index = reader.u64();
        ASSERT_TRUE(index && *index < record.entries.size());
        const ByteView entry = record.entries[*index];
        if (ack.kind == Kind::statement) {
            EXPECT_TRUE(equal(entry, ack.request)) << "statement " << *index;
        } else {
            EXPECT_TRUE(has_request(entry, ack.request)) << "batch " << *index;
        }
    }
}

void expect_nothing_unsent(const Ledger& ledger, const RecordView& record) {
    for (std::size_t i = 0; i < record.entries.size(); ++i) {
        const ByteView entry = record.entries[i];
        const Result<EntryType> type = entry_type(entry);
        ASSERT_TRUE(type.has_value());
        switch (*type) {
        case EntryType::ballot: EXPECT_TRUE(ledger.was_sent(entry.subspan(1))) << i; break;
        case EntryType::hand_back:
        case EntryType::exchange:
        case EntryType::declaration:
        case EntryType::claim:
        case EntryType::opened: EXPECT_TRUE(ledger.was_sent(entry)) << i; break;
        case EntryType::paper_batch:
            for (const Bytes& request : batch_requests(entry))
                EXPECT_TRUE(ledger.was_sent(request)) << i;
            break;
        case EntryType::statement: {
            const Result<Statement> statement = decode_statement(entry);
            ASSERT_TRUE(statement.has_value());
            EXPECT_TRUE(statement->act == Act::seal || ledger.was_sent(entry)) << i;
            break;
        }
        default: break;
        }
    }
}

void expect_one_history(const RecordView& record, const std::vector<std::string>& seen) {
    CongressState state;
    for (const ByteView entry : record.entries)
        ASSERT_TRUE(state.apply(entry));
    EXPECT_FALSE(seen.empty());
    for (const std::string& text : seen) {
        const auto note = parse_signed_checkpoint(text, state.checkpoint_keys());
        ASSERT_TRUE(note.has_value());
        ASSERT_LE(note->checkpoint.size, state.size());
        EXPECT_EQ(state.tree().root_at(note->checkpoint.size), note->checkpoint.root);
    }
}

}  // namespace piaojue::live
