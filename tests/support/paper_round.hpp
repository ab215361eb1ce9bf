// tests/support/paper_round.hpp — a congress of seven of whom some have sheets of paper
#pragma once

#include "ballot/paper.hpp"
#include "tests/support/faults.hpp"

namespace piaojue::testing {

class PaperRound : public FaultyCongress {
protected:
    // Deputies 1 and 2 take sheets, 3, 4 and 5 cast, 6 exchanges, 7 gets a sheet beside his token.
    void to_closed() {
        builder.draft();
        builder.open();
        builder.take_sheet(1);
        builder.take_sheet(2);
        for (std::uint32_t deputy = 3; deputy <= 7; ++deputy)
            builder.issue(deputy);
        builder.end_issuing();
        builder.cast(3, {1, 0, 0});
        builder.cast(4, {1, 1, 0});
        builder.cast(5, {0, 0, 0});
        builder.exchange(6);
        builder.close();
    }
    void cosign() { builder.cosign({1, 2, 3}); }
    // As many sheets, valid ones of which so many approve each project.
    [[nodiscard]] PaperBatch batch(std::uint16_t number, std::uint32_t issued,
                                   std::uint32_t returned, const VoidSheets& voided,
                                   const std::vector<std::uint32_t>& approve) const {
        PaperBatch out{
            builder.round->hash(), BatchNumber{number}, issued, returned, voided, {}, {}};
        const auto valid = static_cast<std::uint32_t>(returned - voided.all());
        for (const std::uint32_t votes : approve)
            out.projects.push_back({votes, 0, valid - votes});
        return out;
    }
    void add_batches() {
        builder.add_batch(batch(1, 2, 2, {}, {2, 1, 0}));
        PaperBatch second = batch(2, 2, 2, {1, 0, 0, 0}, {0, 1, 0});
        second.doubtful = {{SheetDecision::over, "three marks"}, {SheetDecision::valid, "faint"}};
        builder.add_batch(second);
    }
    void to_counted() {
        to_closed();
        cosign();
        add_batches();
    }
    void without_shares() {
        builder.decide({});
        builder.report(1);
        builder.report(2);
        builder.announce();
        builder.act(Act::publish);
    }
    [[nodiscard]] static RoundReport round_of(const Report& report) {
        PJ_ASSERT(!report.rounds.empty(), "a round was counted");
        return report.rounds.back();
    }
};

}  // namespace piaojue::testing
