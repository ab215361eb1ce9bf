#include "ballot/paper.hpp"

#include <array>

namespace piaojue {

namespace {

std::uint32_t void_number(const VoidSheets& voided, SheetDecision decision) {
    switch (decision) {
    case SheetDecision::over: return voided.over;
    case SheetDecision::unreadable: return voided.unreadable;
    case SheetDecision::marked: return voided.marked;
    case SheetDecision::blank: return voided.blank;
    case SheetDecision::valid: break;
    }
    PJ_UNREACHABLE("no void sheet");
}

void add(VoidSheets& sum, const VoidSheets& part) {
    sum.over += part.over;
    sum.unreadable += part.unreadable;
    sum.marked += part.marked;
    sum.blank += part.blank;
}

Result<void> claim(const PaperBatch& batch, bool holds, const std::string& identity) {
    if (holds) return {};
    return fail(Errc::malformed,
                "batch " + std::to_string(batch.batch.value()) + " does not add up: " + identity);
}

// The decisions on doubtful sheets are among the sheets they decide on.
Result<void> check_doubtful(const PaperBatch& batch, std::uint64_t valid) {
    std::array<std::uint64_t, sheet_decision_last + 1> decided{};
    for (const DoubtfulSheet& sheet : batch.doubtful)
        ++decided[static_cast<std::size_t>(sheet.decision)];
    PJ_TRY(claim(batch, decided[0] <= valid, "doubtful sheets held valid ≤ valid"));
    for (std::size_t code = 1; code < decided.size(); ++code) {
        const std::uint32_t voided =
            void_number(batch.voided, SheetDecision{static_cast<std::uint8_t>(code)});
        PJ_TRY(claim(batch, decided[code] <= voided, "doubtful sheets held void ≤ void"));
    }
    return {};
}

}  // namespace

Result<void> check_batch(const SheetRules& rules, const PaperBatch& batch) {
    PJ_TRY(claim(batch, batch.projects.size() == rules.projects.size(), "the number of projects"));
    PJ_TRY(claim(batch, batch.voided.all() <= batch.returned, "void ≤ returned"));
    const std::uint16_t least = rules.min_group;
    PJ_TRY(claim(batch, batch.returned == 0 || batch.returned >= least,
                 "fewer than " + std::to_string(least) +
                     " sheets returned are not told: put batches together, or enter the sheets at "
                     "a booth before the close"));
    const std::uint64_t valid = batch.returned - batch.voided.all();
    std::uint64_t approvals = 0;
    for (std::size_t i = 0; i < batch.projects.size(); ++i) {
        const SheetVotes& votes = batch.projects[i];
        const std::string no = std::to_string(rules.projects[i].value());
        const std::uint64_t sum = std::uint64_t{votes.approve} + votes.oppose + votes.abstain;
        PJ_TRY(claim(batch, sum == valid,
                     "approve + oppose + abstain of project " + no + " = returned − void (a" + no +
                         " + o" + no + " + b" + no + ")"));
        PJ_TRY(claim(
            batch, rules.three_way || votes.oppose == 0,
            "nobody opposes project " + no + " in a method without opposition (o" + no + ")"));
        approvals += votes.approve;
    }
    PJ_TRY(claim(batch, approvals <= valid * rules.hi,
                 "sum of approvals ≤ most approvals of a sheet · valid"));
    return check_doubtful(batch, valid);
}

PaperPart sum_paper(const VoteManifest& manifest, const PaperCounts& counts, const BoxCounts& box,
                    std::span<const PaperBatch> batches) {
    PaperPart out;
    out.sheets.taken = counts.taken;
    out.sheets.exchanged = counts.exchanged;
    out.sheets.uncancelled = counts.uncancelled;
    out.sheets.projects.resize(manifest.fields().projects.size());
    out.entered = counts.entered;
    for (const PaperBatch& batch : batches) {
        ++out.batches;
        out.issued += batch.issued;
        out.sheets.returned += batch.returned;
        add(out.sheets.voided, batch.voided);
        const std::size_t projects = std::min(batch.projects.size(), out.sheets.projects.size());
        for (std::size_t i = 0; i < projects; ++i) {
            out.sheets.projects[i].approve += batch.projects[i].approve;
            out.sheets.projects[i].oppose += batch.projects[i].oppose;
            out.sheets.projects[i].abstain += batch.projects[i].abstain;
        }
    }
    const auto wide = [](std::uint32_t number) { return static_cast<std::int64_t>(number); };
    // Tokens that are out there: issued, and neither cast nor handed back.
    const std::int64_t tokens = wide(box.issued) - wide(counts.taken);
    const std::int64_t out_there =
        tokens - (wide(box.cast) - wide(counts.entered)) - wide(box.handed_back);
    const std::uint64_t in_use = std::uint64_t{out.sheets.returned} + counts.entered;
    out.too_many = in_use > out.sheets.handed_out() ||
                   wide(counts.exchanged) + wide(counts.uncancelled) > out_there;
    return out;
}

Result<void> check_paper_sums(const PaperPart& paper) {
    if (paper.batches == 0 || paper.issued == paper.sheets.handed_out()) return {};
    return fail(Errc::malformed, "the batches say " + std::to_string(paper.issued) +
                                     " sheets issued; taken, exchanged and uncancelled are " +
                                     std::to_string(paper.sheets.handed_out()));
}

}  // namespace piaojue
