// server/teller/commands/sheets.cpp — `sheets`, `doubtful`: batches of sheets, keyed and decided on
//                                                                     PROTOCOL.md §11.8 §16
// The log is fetched and read first: round, candidates and method are what this device has seen
// itself, and a batch that does not add up never leaves it.
#include <fmt/format.h>

#include <memory>

#include "ballot/paper.hpp"
#include "ballot/promise.hpp"
#include "server/imports/batches.hpp"
#include "server/teller/commands/sheet_table.hpp"
#include "server/teller/files.hpp"
#include "server/teller/sheet_acts.hpp"

namespace piaojue::teller::commands {

namespace {

struct SheetsOptions {
    TableOptions table;
    std::string file;
    std::string doubtful;
    std::uint32_t sign = 0;
};

struct SheetsInputs {
    TableInputs table;
    std::string batches;   // CSV
    std::string doubtful;  // CSV, or empty
};

Result<std::string> read_table(const std::string& path) {
    const Bytes bytes = PJ_TRY(read_file(path, limit::attachment_bytes));
    return std::string{as_text(bytes)};
}

Result<SheetsInputs> read_sheets_inputs(const SheetsOptions& options) {
    std::string batches;
    std::string doubtful;
    if (!options.file.empty()) batches = PJ_TRY(read_table(options.file));
    if (!options.doubtful.empty()) doubtful = PJ_TRY(read_table(options.doubtful));
    TableInputs table = PJ_TRY(read_table_inputs(options.table));
    return SheetsInputs{std::move(table), std::move(batches), std::move(doubtful)};
}

Result<std::vector<PaperBatch>> read_batches(const SheetsOptions& options,
                                             const SheetsInputs& inputs,
                                             const VoteManifest& manifest) {
    auto batches =
        PJ_TRY(imports::parse_batches(inputs.batches, options.file, manifest.fields().projects));
    if (!options.doubtful.empty()) {
        PJ_TRY(imports::add_doubtful(batches, inputs.doubtful, options.doubtful));
    }
    for (PaperBatch& batch : batches) {
        batch.manifest = manifest.hash();
        PJ_TRY(check_batch(manifest, batch));
    }
    return batches;
}

// All that differ are told at once, so that people go to the sheets once.
Result<Said> key_batches(const SheetsOptions& options, const SheetsInputs& inputs) {
    SheetTable table = PJ_TRY(sit_down_at(options.table, inputs.table));
    const auto batches = PJ_TRY(read_batches(options, inputs, table.state.round()->manifest));
    const ActingPerson person{table.seat.place.person, &inputs.table.own.keys.statement_key};
    boost::json::array answers;
    std::string text;
    std::string differences;
    for (const PaperBatch& batch : batches) {
        const std::uint16_t number = batch.batch.value();
        const client::BatchAnswer answer =
            PJ_TRY(key_batch(table.api, table.state.round()->manifest, batch, person));
        if (!answer.differs.empty()) {
            std::string cells;
            for (const std::string& cell : answer.differs)
                cells += (cells.empty() ? "" : ", ") + cell;
            differences += fmt::format("\n  batch {}: {}", number, cells);
            continue;
        }
        boost::json::object one;
        one["batch"] = number;
        one["entry"] = nullptr;
        if (answer.entry) one["entry"] = answer.entry->value();
        answers.push_back(std::move(one));
        text += answer.entry
                    ? fmt::format("✓ 第 {0} 批已记入日志 / batch {0} is in the log, entry {1}\n",
                                  number, answer.entry->value())
                    : fmt::format(
                          "… 第 {0} 批待另一人录入或总监票人裁定 / batch {0} waits for the "
                          "second person or the chief scrutineer\n",
                          number);
    }
    if (!differences.empty()) {
        return fail(Errc::malformed,
                    "与另一人所录不一致，两份均已作废，请对照纸票各自重录 / the other person keyed "
                    "something else; both are dropped, look at the sheets and key them again:" +
                        differences);
    }
    Said said;
    said.text = std::move(text);
    said.json["batches"] = std::move(answers);
    return said;
}

std::string_view decision_words(SheetDecision decision) {
    switch (decision) {
    case SheetDecision::valid: return "有效 valid";
    case SheetDecision::over: return "超选 over";
    case SheetDecision::unreadable: return "无法辨认 unreadable";
    case SheetDecision::marked: return "有记号 marked";
    case SheetDecision::blank: return "空白 blank";
    }
    PJ_UNREACHABLE("a decision outside its enumeration");
}

std::string waiting_text(const PaperBatch& batch) {
    std::string out = fmt::format("第 {0} 批 / batch {0}: 收回 returned {1}, 无效 void {2}\n",
                                  batch.batch.value(), batch.returned, batch.voided.all());
    for (const DoubtfulSheet& sheet : batch.doubtful)
        out += fmt::format("  {}: {}\n", decision_words(sheet.decision), sheet.reason);
    return out;
}

// Lists what waits; signs the one that is named.
Result<Said> decide_doubtful(const SheetsOptions& options, const SheetsInputs& inputs) {
    SheetTable table = PJ_TRY(sit_down_at(options.table, inputs.table));
    const Query query = make_query(inputs.table.own.keys.statement_key, table.seat.congress,
                                   table.seat.place.person, SystemClock{}.now_minutes());
    const Bytes asked = encode_query(query);
    const std::vector<PaperBatch> batches =
        PJ_TRY(waiting_batches(table.api, table.state.round()->manifest, asked));
    const ActingPerson person{table.seat.place.person, &inputs.table.own.keys.statement_key};
    Said said;
    boost::json::array waiting;
    std::optional<EntryIndex> entry;
    for (const PaperBatch& batch : batches) {
        said.text += waiting_text(batch);
        if (batch.batch.value() != options.sign) {
            waiting.emplace_back(batch.batch.value());
            continue;
        }
        const client::BatchAnswer answer = PJ_TRY(decide_batch(table.api, batch, person));
        entry = answer.entry;
        said.text += fmt::format("✓ 第 {0} 批已裁定 / batch {0} is decided on\n", options.sign);
    }
    if (options.sign != 0 && !entry) {
        return fail(Errc::wrong_phase,
                    fmt::format("batch {} does not wait for the chief scrutineer", options.sign));
    }
    said.json["waiting"] = std::move(waiting);
    said.json["entry"] = nullptr;
    if (entry) said.json["entry"] = entry->value();
    return said;
}

}  // namespace

Run add_sheets(Options& command) {
    auto options = std::make_shared<SheetsOptions>();
    command.add("file", options->file, "纸票计数，CSV / batches of sheets, CSV").required();
    command.add("--doubtful", options->doubtful,
                "存疑纸票，CSV：batch,decision,reason / doubtful sheets, CSV");
    add_table_options(command, options->table);
    return [options] {
        return run_command(
            options->table.json, [&] { return read_sheets_inputs(*options); },
            [&](const SheetsInputs& inputs) { return key_batches(*options, inputs); });
    };
}

Run add_doubtful(Options& command) {
    auto options = std::make_shared<SheetsOptions>();
    command
        .add("--sign", options->sign,
             "裁定这一批 / decide on this batch as it was keyed; without it they are listed")
        .between(1, limit::paper_batches);
    add_table_options(command, options->table);
    return [options] {
        return run_command(
            options->table.json, [&] { return read_sheets_inputs(*options); },
            [&](const SheetsInputs& inputs) { return decide_doubtful(*options, inputs); });
    };
}

}  // namespace piaojue::teller::commands
