#include "server/imports/batches.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>

#include "ballot/wire.hpp"
#include "crypto/base/reader.hpp"
#include "server/imports/delimited.hpp"

namespace piaojue::imports {

namespace {

constexpr std::size_t counts_columns = 7;

// Column names in their order, and where each number of a batch lies.
std::vector<std::string> columns_of(const std::vector<Project>& candidates) {
    std::vector<std::string> out{"batch",           "issued",      "returned",  "void_over",
                                 "void_unreadable", "void_marked", "void_blank"};
    for (const Project& project : candidates) {
        for (const char letter : {'a', 'o', 'b'})
            out.push_back(letter + std::to_string(project.no.value()));
    }
    return out;
}

// All numbers of a batch behind its own, in the order of the columns.
std::vector<std::uint32_t*> cells_of(PaperBatch& batch) {
    std::vector<std::uint32_t*> out{&batch.issued,        &batch.returned,
                                    &batch.voided.over,   &batch.voided.unreadable,
                                    &batch.voided.marked, &batch.voided.blank};
    for (SheetVotes& votes : batch.projects) {
        for (std::uint32_t* number : {&votes.approve, &votes.oppose, &votes.abstain})
            out.push_back(number);
    }
    return out;
}

std::optional<std::uint32_t> number_in(std::string_view field, std::uint32_t most) {
    const std::string_view text = trimmed(field);
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size() || value > most) {
        return std::nullopt;
    }
    return value;
}

tl::unexpected<Error> refuse_cell(const std::string& name, std::size_t line,
                                  std::string_view column, std::string_view what) {
    return fail(Errc::malformed,
                fmt::format("{}, line {}, column {}: {}", name, line, column, what));
}

Result<PaperBatch> batch_of(const Row& row, const std::string& name,
                            const std::vector<std::string>& columns) {
    if (row.fields.size() != columns.size()) {
        return fail(Errc::malformed, fmt::format("{}, line {}: {} fields, expected {}", name,
                                                 row.line, row.fields.size(), columns.size()));
    }
    PaperBatch out;
    const auto number = number_in(row.fields[0], limit::paper_batches);
    if (!number || *number == 0) {
        return refuse_cell(name, row.line, columns[0],
                           fmt::format("\"{}\" is not a number from 1 to {}", row.fields[0],
                                       limit::paper_batches));
    }
    out.batch = BatchNumber{static_cast<std::uint16_t>(*number)};
    out.projects.resize((columns.size() - counts_columns) / 3);
    const std::vector<std::uint32_t*> cells = cells_of(out);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const auto value = number_in(row.fields[i + 1], limit::sheets);
        if (!value) {
            return refuse_cell(name, row.line, columns[i + 1],
                               fmt::format("\"{}\" is not a number from 0 to {}", row.fields[i + 1],
                                           limit::sheets));
        }
        *cells[i] = *value;
    }
    return out;
}

}  // namespace

Result<std::vector<PaperBatch>> parse_batches(std::string_view text, const std::string& name,
                                              const std::vector<Project>& candidates) {
    auto rows = parse_delimited(text, ',');
    if (!rows) return fail(Errc::malformed, fmt::format("{}, {}", name, rows.error().detail));
    const std::vector<std::string> columns = columns_of(candidates);
    if (rows->empty()) return fail(Errc::malformed, name + ": empty; it needs a header");
    const Row& header = rows->front();
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const std::string_view found = i < header.fields.size() ? trimmed(header.fields[i]) : "";
        if (found != columns[i]) {
            return refuse_cell(name, header.line, std::to_string(i + 1),
                               fmt::format("\"{}\", expected {}", found, columns[i]));
        }
    }
    std::map<BatchNumber, PaperBatch> batches;
    for (std::size_t i = 1; i < rows->size(); ++i) {
        const Row& row = (*rows)[i];
        if (row.fields.size() == 1 && trimmed(row.fields[0]).empty()) continue;
        PaperBatch batch = PJ_TRY(batch_of(row, name, columns));
        const BatchNumber number = batch.batch;
        if (!batches.emplace(number, std::move(batch)).second) {
            return refuse_cell(name, row.line, columns[0],
                               fmt::format("batch {} stands twice", number.value()));
        }
    }
    std::vector<PaperBatch> out;
    for (auto& [number, batch] : batches)
        out.push_back(std::move(batch));
    if (out.empty()) return fail(Errc::malformed, name + ": no batch in it");
    return out;
}

Result<void> add_doubtful(std::vector<PaperBatch>& batches, std::string_view text,
                          const std::string& name) {
    auto rows = parse_delimited(text, ',');
    if (!rows) return fail(Errc::malformed, fmt::format("{}, {}", name, rows.error().detail));
    const std::vector<std::string> head{"batch", "decision", "reason"};
    if (rows->empty() || rows->front().fields != head) {
        return fail(Errc::malformed, name + ": expected the header batch,decision,reason");
    }
    for (std::size_t i = 1; i < rows->size(); ++i) {
        const Row& row = (*rows)[i];
        if (row.fields.size() == 1 && trimmed(row.fields[0]).empty()) continue;
        if (row.fields.size() != head.size()) {
            return refuse_cell(name, row.line, head[0], "expected batch,decision,reason");
        }
        const auto number = number_in(row.fields[0], limit::paper_batches);
        const auto batch = std::find_if(batches.begin(), batches.end(), [&](const PaperBatch& one) {
            return number && one.batch.value() == *number;
        });
        if (batch == batches.end()) {
            return refuse_cell(name, row.line, head[0],
                               fmt::format("\"{}\" is none of the batches", row.fields[0]));
        }
        const auto decision = sheet_decision(trimmed(row.fields[1]));
        if (!decision) {
            return refuse_cell(name, row.line, head[1],
                               "expected valid, over, unreadable, marked or blank");
        }
        const std::string reason{trimmed(row.fields[2])};
        if (reason.empty() || reason.size() > limit::statement_reason ||
            !is_plain_text(as_bytes(reason)) || batch->doubtful.size() == 0xFF) {
            return refuse_cell(name, row.line, head[2], "1 to 200 bytes of UTF-8 on one line");
        }
        batch->doubtful.push_back({*decision, reason});
    }
    return {};
}

Result<void> check_numbering(const std::vector<PaperBatch>& batches, const std::string& name) {
    for (std::size_t i = 0; i < batches.size(); ++i) {
        if (batches[i].batch.value() != i + 1) {
            return fail(Errc::malformed,
                        fmt::format("{}: batch {} is missing; number them from 1 without a gap",
                                    name, i + 1));
        }
    }
    return {};
}

Result<void> compare_batches(const std::vector<PaperBatch>& one, const std::string& name,
                             const std::vector<PaperBatch>& other, const std::string& other_name,
                             const std::vector<Project>& candidates) {
    const std::vector<std::string> columns = columns_of(candidates);
    std::string differences;
    std::map<BatchNumber, PaperBatch> second;
    for (const PaperBatch& batch : other)
        second.emplace(batch.batch, batch);
    for (PaperBatch batch : one) {
        const auto found = second.find(batch.batch);
        if (found == second.end()) {
            differences +=
                fmt::format("\n  {}: batch {} is missing", other_name, batch.batch.value());
            continue;
        }
        const std::vector<std::uint32_t*> left = cells_of(batch);
        const std::vector<std::uint32_t*> right = cells_of(found->second);
        for (std::size_t i = 0; i < left.size(); ++i) {
            if (*left[i] == *right[i]) continue;
            differences +=
                fmt::format("\n  batch {}, column {}: {} in {}, {} in {}", batch.batch.value(),
                            columns[i + 1], *left[i], name, *right[i], other_name);
        }
        second.erase(found);
    }
    for (const auto& [number, batch] : second)
        differences += fmt::format("\n  {}: batch {} is missing", name, number.value());
    if (differences.empty()) return {};
    return fail(
        Errc::malformed,
        "两人录入不一致，请对照纸票后重录 / two people keyed different numbers; look at the "
        "sheets and key them again:" +
            differences);
}

}  // namespace piaojue::imports
