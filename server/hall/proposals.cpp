// server/hall/proposals.cpp — acts of two that wait for the second person     PROTOCOL.md §9 §16
#include "server/hall/proposals.hpp"

#include <algorithm>

#include "crypto/base/writer.hpp"

namespace piaojue::hall {
namespace {

bool is_near(const Statement& statement, const Clock& clock) {
    const std::uint32_t now = clock.now_minutes();
    return std::max(now, statement.minute) - std::min(now, statement.minute) <=
           limit::query_minutes;
}

}  // namespace

Result<void> Proposals::check_by_log(const log::View& view, const Proposal& proposal) {
    // Asked first: strangers' bytes are not worth a copy of the state.
    Result<void> first = view.state.check(proposal.entry);
    if (!first && first.error().code != Errc::second_person_required) return first;
    // What a verifier would find, less what is missing by design.
    CongressState after = view.state;
    std::vector<Finding> findings;
    after.replay(proposal.entry, findings);
    for (const Finding& finding : findings) {
        if (finding.code != Errc::second_person_required) return fail(finding.code, finding.detail);
    }
    return {};
}

Result<void> Proposals::check_by_room(const log::View& view, const Proposal& proposal) const {
    if (!is_near(proposal.statement, clock_))
        return fail(Errc::not_permitted, "its minute is far from the server's clock");
    const auto* const card = std::get_if<CardBody>(&proposal.statement.body);
    if (card != nullptr && view.round &&
        issuer_.hold().has_issued(view.round->hash(), card->deputy))
        return fail(Errc::already_issued, "the card was used in this round");
    return {};
}

Proposals::Proposals(RelayStore& store, const log::Log& log, roll::Issuer& issuer,
                     const Clock& clock)
    : store_(store), log_(log), issuer_(issuer), clock_(clock) {
    // The log may have gone on since, and a file can be changed by hand: nothing here was checked
    // against any log yet, and so the first look drops what would be refused now.
    for (const Bytes& entry : store_.proposals()) {
        if (Result<Proposal> kept = read(entry); kept) waiting_.push_back(*std::move(kept));
    }
}

Result<Proposals::Proposal> Proposals::read(ByteView entry) {
    Statement statement = PJ_TRY(decode_statement(entry));
    if (signer_count(act_rule(statement.act).signed_by) != 2 || statement.signers.size() != 1)
        return fail(Errc::malformed, "a proposal is an act of two, signed by one");
    return Proposal{std::move(statement), Bytes{entry.begin(), entry.end()}};
}

void Proposals::keep(std::vector<Proposal> waiting) {
    std::vector<ByteView> entries;
    for (const Proposal& one : waiting)
        entries.emplace_back(one.entry);
    store_.keep_proposals(entries);
    waiting_ = std::move(waiting);
}

void Proposals::forget_overtaken(const log::ViewPtr& view) {
    const bool same_log = view == checked_against_;
    std::vector<Proposal> left;
    for (const Proposal& one : waiting_) {
        if (check_by_room(*view, one) && (same_log || check_by_log(*view, one)))
            left.push_back(one);
    }
    if (left.size() != waiting_.size()) keep(std::move(left));
    checked_against_ = view;
}

Result<void> Proposals::post(ByteView entry) {
    Proposal proposal = PJ_TRY(read(entry));
    const std::lock_guard lock{mutex_};
    const log::ViewPtr view = log_.view();
    PJ_TRY(check_by_log(*view, proposal));
    PJ_TRY(check_by_room(*view, proposal));
    forget_overtaken(view);
    std::vector<Proposal> waiting = waiting_;
    const auto before = std::find_if(waiting.begin(), waiting.end(), [&](const Proposal& one) {
        return one.statement.act == proposal.statement.act &&
               one.statement.signers.front().person == proposal.statement.signers.front().person;
    });
    if (before != waiting.end()) {
        if (before->entry == proposal.entry) return {};
        waiting.erase(before);
    }
    if (waiting.size() >= kept_max) return fail(Errc::busy, "too many proposals wait");
    waiting.push_back(std::move(proposal));
    keep(std::move(waiting));  // ── on the disk, then the answer ──
    return {};
}

Bytes Proposals::for_the_public() {
    return listed(false);
}

Bytes Proposals::for_the_enrolled() {
    return listed(true);
}

Bytes Proposals::listed(bool with_announce) {
    const std::lock_guard lock{mutex_};
    forget_overtaken(log_.view());
    std::vector<const Proposal*> shown;
    for (const Proposal& one : waiting_) {
        if (with_announce || one.statement.act != Act::announce) shown.push_back(&one);
    }
    Writer out;
    out.u8(static_cast<Byte>(shown.size()));
    for (const Proposal* const one : shown)
        out.bytes32(one->entry);
    return std::move(out).bytes();
}

}  // namespace piaojue::hall
