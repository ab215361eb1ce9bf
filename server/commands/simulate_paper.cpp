#include "server/commands/simulate_paper.hpp"

#include <fmt/format.h>

#include "server/imports/batches.hpp"

namespace piaojue::commands {

namespace {

// Single sheets whose sums are those of a batch: approvals go round, so that none has many more
// than another. What is left unmarked opposes as often as was counted.
std::vector<simulate::MarkedRow> sheets_of(const PaperBatch& batch, bool three_way) {
    const std::size_t valid = batch.returned - batch.voided.all();
    std::vector<simulate::MarkedRow> out(valid);
    for (simulate::MarkedRow& sheet : out)
        sheet.grades.assign(batch.projects.size(), 0);
    std::size_t next = 0;
    for (std::size_t project = 0; project < batch.projects.size(); ++project) {
        for (std::uint32_t i = 0; i < batch.projects[project].approve; ++i)
            out[next++ % valid].grades[project] = 1;
        std::uint32_t opposing = batch.projects[project].oppose;
        for (simulate::MarkedRow& sheet : out) {
            if (opposing == 0 || sheet.grades[project] != 0) continue;
            sheet.grades[project] = 2;
            --opposing;
        }
    }
    for (simulate::MarkedRow& sheet : out)
        sheet.blank = !three_way && sheet.approvals() == 0;
    return out;
}

// Of a file with fewer sheets than a batch may show.
Result<std::vector<simulate::MarkedRow>> few_sheets(const PaperFiles& files,
                                                    const simulate::Options& out) {
    std::vector<simulate::MarkedRow> all;
    for (const PaperBatch& batch : out.sheets) {
        for (simulate::MarkedRow& sheet : sheets_of(batch, out.method.grades() == 3)) {
            const bool castable = sheet.blank || (sheet.approvals() >= out.method.lo &&
                                                  sheet.approvals() <= out.method.hi);
            if (!castable) {
                return fail(
                    Errc::malformed,
                    fmt::format("{}: batch {}: so few sheets are entered one by one, and "
                                "these sums are no sheets of {} to {} approvals",
                                files.first, batch.batch.value(), out.method.lo, out.method.hi));
            }
            all.push_back(std::move(sheet));
        }
    }
    return all;
}

}  // namespace

Result<void> read_paper(const PaperFiles& files, simulate::Options& out) {
    if (files.first.empty()) {
        if (files.second.empty() && out.sheets_exchanged == 0 && out.sheets_uncancelled == 0) {
            return {};
        }
        return fail(Errc::malformed, "--paper-second, --exchanged and --uncancelled need --paper");
    }
    if (files.second.empty()) {
        return fail(Errc::malformed,
                    "纸票由两人各录一遍 / two people key the sheets: give --paper-second FILE");
    }
    if (out.vote.candidates.empty()) {
        return fail(Errc::malformed, "--paper needs --projects FILE, or --ballots FILE");
    }
    const std::string one = PJ_TRY(simulate::read_text(files.first));
    const std::string other = PJ_TRY(simulate::read_text(files.second));
    auto batches = PJ_TRY(imports::parse_batches(one, files.first, out.vote.candidates));
    const auto second = PJ_TRY(imports::parse_batches(other, files.second, out.vote.candidates));
    PJ_TRY(
        imports::compare_batches(batches, files.first, second, files.second, out.vote.candidates));
    PJ_TRY(imports::check_numbering(batches, files.first));
    out.sheets = std::move(batches);
    return {};
}

Result<void> check_paper(const PaperFiles& files, std::uint32_t simulated, simulate::Options& out) {
    if (out.sheets.empty()) return {};
    std::uint64_t returned = 0;
    for (const PaperBatch& batch : out.sheets)
        returned += batch.returned;
    const bool few = returned > 0 && returned < out.min_group;
    SheetRules rules{
        {}, out.method.grades() == 3, out.method.hi, few ? std::uint16_t{1} : out.min_group};
    for (const Project& project : out.vote.candidates)
        rules.projects.push_back(project.no);
    bool blank = false;
    for (const PaperBatch& batch : out.sheets) {
        if (const auto adds_up = check_batch(rules, batch); !adds_up) {
            return fail(Errc::malformed, files.first + ": " + adds_up.error().detail);
        }
        blank = blank || batch.voided.blank > 0;
    }
    if (blank && out.method.blank == BlankRule::abstain) {
        fmt::print(stderr,
                   "注意：办法规定空白票计为弃权，{0} 却把空白纸票计为无效  Note: blank ballots "
                   "abstain in this method, and {0} counts blank sheets as void\n",
                   files.first);
    }
    const std::uint64_t issued = out.sheets_issued();
    if (std::uint64_t{out.sheets_exchanged} + out.sheets_uncancelled > issued) {
        return fail(Errc::malformed,
                    fmt::format("--exchanged and --uncancelled are more than the {} sheets issued",
                                issued));
    }
    if (issued + out.drawn > simulated) {
        return fail(Errc::malformed,
                    fmt::format("{}: {} sheets issued, but only {} deputies are there who neither "
                                "are guests nor draw slips",
                                files.first, issued, simulated - out.drawn));
    }
    if (few) out.few_sheets = PJ_TRY(few_sheets(files, out));
    return {};
}

}  // namespace piaojue::commands
