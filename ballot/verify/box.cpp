// Every ballot, hand-back and exchange: token, key, signature, proofs, and what occurs twice
//                                                                       PROTOCOL.md §8 §12
#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "ballot/admit.hpp"
#include "ballot/hand_back.hpp"
#include "ballot/verify/topics.hpp"

namespace piaojue::verifier {

namespace {

// Decoded ballots are big: so many are in memory at a time, and so many tasks between two
// reports of progress.
constexpr std::size_t ballots_in_task = 64;
constexpr std::size_t tasks_in_wave = 4;

struct Occurrence {
    Bytes32 value;
    std::uint64_t entry;

    friend auto operator<=>(const Occurrence&, const Occurrence&) = default;
};

// A drawn token and where it stands.
struct Spent {
    SlipHash slip;
    std::uint64_t entry;
};

// What a task found out about its ballots or hand-backs.
struct Part {
    explicit Part(const Round& round) : sums(round) {}

    std::vector<Finding> findings;
    std::vector<Occurrence> ballot_keys;
    std::vector<Occurrence> first_components;
    std::vector<Spent> slips;
    std::size_t blind = 0;  // tokens of the issuer's
    Aggregate sums;
};

std::string entry_label(std::uint64_t index) {
    return "entry " + std::to_string(index);
}

void note_refusal(Part& part, Check check, std::uint64_t index, const Result<void>& held) {
    if (held) return;
    const std::string& detail = held.error().detail;
    part.findings.push_back(
        {check, held.error().code, entry_label(index) + (detail.empty() ? "" : ", " + detail)});
}

// §12: an entry that can not be decoded counts for nothing but the tree.
void note_unread(Part& part, Check check_of_type, std::uint64_t index, const Error& error) {
    for (const Check check : {Check::log_order, check_of_type, Check::counts}) {
        part.findings.push_back({check, error.code,
                                 entry_label(index) + " can not be read" +
                                     (error.detail.empty() ? "" : ", " + error.detail)});
    }
}

void read_ballots(const Context& context, const Round& round,
                  std::span<const std::uint64_t> entries, Part& part) {
    std::vector<EncryptedBallot> ballots;
    std::vector<std::uint64_t> indices;
    for (const std::uint64_t index : entries) {
        auto ballot = EncryptedBallot::decode(round, context.record.entries[index].subspan(1));
        if (!ballot) {
            note_unread(part, check_of(EntryType::ballot), index, ballot.error());
            continue;
        }
        note_refusal(part, Check::tokens, index, check_ballot_token(round, *ballot));
        note_refusal(part, Check::ballot_signatures, index, check_ballot_signature(*ballot));
        part.ballot_keys.push_back({ballot->ballot_key().bytes(), index});
        if (ballot->token().kind == TokenKind::rsa) ++part.blind;
        if (const auto slip = slip_of(ballot->token(), ballot->ballot_key())) {
            part.slips.push_back({*slip, index});
        }
        for (std::size_t j = 0; j < round.shape().ciphertexts(); ++j) {
            const ByteView first = ballot->ciphertext_bytes(j).first(size::point);
            part.first_components.push_back({Bytes32::from(first), index});
        }
        part.sums.add(*ballot);
        ballots.push_back(std::move(ballot).value());
        indices.push_back(index);
    }
    std::vector<const EncryptedBallot*> pointers;
    for (const EncryptedBallot& ballot : ballots)
        pointers.push_back(&ballot);
    for (const RejectedProof& rejected : check_proofs_of_all(round, pointers, context.rng)) {
        part.findings.push_back({Check::ballot_proofs, Errc::proof_rejected,
                                 entry_label(indices[rejected.index]) + ", " + rejected.detail});
    }
}

void read_hand_backs(const Context& context, const Round& round,
                     std::span<const std::uint64_t> entries, Part& part) {
    for (const std::uint64_t index : entries) {
        const ByteView entry = context.record.entries[index];
        const EntryType type = entry_type(entry).value();  // the state took it
        const auto hand_back = decode_hand_back(
            round, entry, type == EntryType::exchange ? exchange_form : hand_back_form);
        if (!hand_back) {
            note_unread(part, check_of(type), index, hand_back.error());
            continue;
        }
        note_refusal(part, Check::tokens, index, check_use_token(round, *hand_back));
        note_refusal(part, Check::ballot_signatures, index, check_use_signature(round, *hand_back));
        part.ballot_keys.push_back({hand_back->ballot_key.bytes(), index});
        if (hand_back->token.kind == TokenKind::rsa) ++part.blind;
        if (const auto slip = slip_of(hand_back->token, hand_back->ballot_key)) {
            part.slips.push_back({*slip, index});
        }
    }
}

using Reader255 = void (*)(const Context&, const Round&, std::span<const std::uint64_t>, Part&);

// Cuts the entries into tasks, runs them in waves, and joins what they found in log order.
void read_all(Context& context, const Round& round, std::span<const std::uint64_t> entries,
              Reader255 read, Part& total) {
    while (!entries.empty()) {
        std::vector<Part> parts;
        std::vector<std::function<void()>> tasks;
        parts.reserve(tasks_in_wave);
        while (!entries.empty() && tasks.size() < tasks_in_wave) {
            const auto chunk = entries.first(std::min(ballots_in_task, entries.size()));
            entries = entries.subspan(chunk.size());
            Part& part = parts.emplace_back(round);
            tasks.emplace_back(
                [&context, &round, chunk, read, &part] { read(context, round, chunk, part); });
            context.box_done += chunk.size();
        }
        context.options.run(tasks);
        for (Part& part : parts) {
            for (const Finding& finding : part.findings)
                context.ledger.add(finding);
            total.ballot_keys.insert(total.ballot_keys.end(), part.ballot_keys.begin(),
                                     part.ballot_keys.end());
            total.first_components.insert(total.first_components.end(),
                                          part.first_components.begin(),
                                          part.first_components.end());
            total.slips.insert(total.slips.end(), part.slips.begin(), part.slips.end());
            total.blind += part.blind;
            total.sums.add(part.sums);
        }
        if (context.options.progress) {
            context.options.progress(context.box_done, context.box_total);
        }
    }
}

// Values that occur twice.
void check_unique(Context& context, Check check, std::vector<Occurrence>& all) {
    std::sort(all.begin(), all.end());
    for (std::size_t i = 1; i < all.size(); ++i) {
        if (all[i].value != all[i - 1].value) continue;
        context.ledger.add(check, "the same in " + entry_label(all[i - 1].entry) + " and " +
                                      entry_label(all[i].entry));
    }
}

// Slips spent, drawn, voided and there: what was spent without having been drawn was not the
// deputies'.
void check_slips(Context& context, const RoundState& state, std::span<const Spent> spent) {
    const std::string label = round_label(context, state);
    for (const Spent& one : spent) {
        if (state.voided_slips.contains(one.slip)) {
            context.ledger.add(Check::slips, entry_label(one.entry) + " is of a voided slip");
        }
    }
    const std::size_t printed = state.slips.size();
    const std::size_t used = state.drawn_count + state.voided_slips.size();
    if (spent.size() > state.drawn_count) {
        context.ledger.add(Check::slips, label + std::to_string(spent.size()) + " spent, " +
                                             std::to_string(state.drawn_count) + " drawn");
    }
    if (used > printed) {
        context.ledger.add(Check::slips, label + std::to_string(used) + " drawn or voided of " +
                                             std::to_string(printed));
    } else if (printed > 0) {
        context.ledger.note(Check::slips, label + std::to_string(printed) + " slips, " +
                                              std::to_string(state.drawn_count) + " drawn, " +
                                              std::to_string(state.voided_slips.size()) +
                                              " voided, " + std::to_string(printed - used) +
                                              " missing");
    }
}

// From the ids alone, which every ballot has: tracking codes, and what was opened for checking.
void check_ids(Context& context, const RoundState& state) {
    std::map<TrackingCode, std::uint64_t> codes;
    std::unordered_set<Bytes32> ids;
    for (const std::uint64_t index : state.ballots) {
        const auto head = ballot_head(context.record.entries[index]);
        PJ_ASSERT(head.has_value(), "the state takes no ballot without a head");
        ids.insert(head->id.value());
        const auto [at, fresh] = codes.emplace(TrackingCode::of(head->id), index);
        if (!fresh) {
            context.ledger.add(Check::tracking_codes, at->first.text() + " belongs to " +
                                                          entry_label(at->second) + " and " +
                                                          entry_label(index));
        }
    }
    for (const std::uint64_t index : state.opened) {
        const auto opened = decode_opened(context.record.entries[index]);
        PJ_ASSERT(opened.has_value(), "the state takes no opened entry that does not decode");
        if (ids.contains(opened->ballot.value())) {
            context.ledger.add(Check::opened,
                               entry_label(index) + " opened a ballot that is in the box");
        }
    }
}

std::string exchanges_text(const RoundState& state) {
    if (state.exchanges.empty()) return {};
    return ", " + std::to_string(state.exchanges.size()) + " exchanges";
}

}  // namespace

Aggregate check_box(Context& context, const RoundState& state, const Round& round) {
    Part total{round};
    read_all(context, round, state.ballots, read_ballots, total);
    read_all(context, round, state.hand_backs, read_hand_backs, total);
    read_all(context, round, state.exchanges, read_hand_backs, total);
    check_unique(context, Check::ballot_keys, total.ballot_keys);
    check_unique(context, Check::duplicate_ciphertexts, total.first_components);
    check_ids(context, state);
    check_slips(context, state, total.slips);
    BoxTokens box{{}, total.blind};
    for (const Occurrence& one : total.ballot_keys)
        box.ballot_keys.insert(one.value);
    check_claims(context, state, round, box);
    const std::string label = round_label(context, state);
    context.ledger.note(Check::ballot_proofs,
                        label + std::to_string(state.ballots.size()) + " ballots");
    context.ledger.note(Check::tokens, label + std::to_string(state.ballots.size()) + " ballots, " +
                                           std::to_string(state.hand_backs.size()) + " hand-backs" +
                                           exchanges_text(state));
    context.ledger.note(Check::opened, label + std::to_string(state.opened.size()) + " opened");
    return total.sums;
}

}  // namespace piaojue::verifier
