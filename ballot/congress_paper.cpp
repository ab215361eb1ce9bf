// What is asked of batches of sheets and of the statement that counts them   PROTOCOL.md §9 §11.8
#include "ballot/congress_state.hpp"
#include "ballot/encrypted.hpp"
#include "ballot/round.hpp"
#include "ballot/token.hpp"

namespace piaojue {

PaperHash RoundState::paper_hash(std::uint16_t last) const {
    std::vector<ByteView> entries;
    for (const auto& [number, counted] : batches) {
        if (number.value() <= last) entries.emplace_back(counted.entry);
    }
    return piaojue::paper_hash(entries);
}

PaperBody RoundState::paper_body(std::uint32_t uncancelled) const {
    const std::uint16_t last = batches.empty() ? std::uint16_t{0} : batches.rbegin()->first.value();
    return {uncancelled, last, paper_hash(last)};
}

PaperPart RoundState::paper_part(const PaperBody& statement) const {
    std::vector<PaperBatch> counting;
    for (const auto& [number, counted] : batches) {
        if (number.value() <= statement.batches) counting.push_back(counted.batch);
    }
    PaperCounts counts = paper_counts();
    counts.uncancelled = statement.uncancelled;
    return sum_paper(manifest, counts, counted(), counting);
}

std::optional<PaperPart> RoundState::paper_part() const {
    if (!paper_statement) return std::nullopt;
    return paper_part(*paper_statement);
}

bool RoundState::is_entered_sheet(ByteView ballot_entry) const {
    if (ballot_token_kind(ballot_entry) != enum_code(TokenKind::paper)) return false;
    const auto keys = Round::create(manifest, slips, second_persons);
    return keys && EncryptedBallot::decode(*keys, ballot_entry.subspan(1));
}

bool RoundState::stays_closed() const {
    if (too_few_ballots()) return true;
    const auto paper = paper_part();
    return paper && paper->too_many;
}

void CongressState::inspect_one(const SignedPaperBatch& batch, ByteView /*bytes*/,
                                Inspection& out) const {
    const RoundState* current = round();
    if (!in_round(batch.batch.manifest, {Phase::closed, Phase::cosigned}) || !current->closing) {
        out.misplaced("a batch of sheets that is not awaited, or of another round");
        return;
    }
    if (current->paper_statement || !current->shares.empty()) {
        out.misplaced("a batch of sheets behind the paper statement or a share");
        return;
    }
    if (batch.batch.projects.size() != current->manifest.fields().projects.size()) {
        out.misplaced("a batch of sheets with another number of projects", Errc::malformed);
        return;
    }
    if (const auto held = check_paper_signers(batch, current->second_persons); !held) {
        out.add(Check::paper, held.error().code, held.error().detail);
    }
}

void CongressState::inspect_paper(const PaperBody& body, Inspection& out) const {
    const RoundState& current = *round();
    if (current.paper_statement) {
        out.misplaced("a second paper statement");
        return;
    }
    if (!current.shares.empty()) {
        out.misplaced("a paper statement behind a share");
        return;
    }
    // The numbers ascend from 1: as many as there are, and the last is the count.
    const std::size_t there = current.batches.size();
    const bool complete = body.batches == there &&
                          (there == 0 || current.batches.rbegin()->first.value() == body.batches);
    if (!complete) {
        out.add(Check::paper, Errc::wrong_manifest,
                "the paper statement counts batches 1 to " + std::to_string(body.batches) +
                    ", the log has " + std::to_string(there));
    }
    if (body.hash != current.paper_hash(body.batches)) {
        out.add(Check::paper, Errc::wrong_manifest, "the paper statement is of other batches");
    }
    for (const auto& [number, counted] : current.batches) {
        if (number.value() > body.batches) continue;
        if (const auto held = check_batch(current.manifest, counted.batch); !held) {
            out.add(Check::paper, held.error().code, held.error().detail);
        }
    }
    const PaperPart sums = current.paper_part(body);
    if (const auto held = check_paper_sums(sums); !held) {
        out.add(Check::paper, held.error().code, held.error().detail);
    }
}

}  // namespace piaojue
