// server/commands/import.cpp — `piaojue import roll|projects FILE`: an office's table, understood
// whole or refused whole
//
// Exit 0: imported, or looked at and found good. 1: read, and every fault of it is named. 2:
// misused, or not such a table at all. With --json one object in each case:
// {"ok", "errors": [{"file", "row", "column", "code", "message"}], "warnings", …}.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include "server/commands/command.hpp"
#include "server/commands/faults.hpp"
#include "server/imports/fonts.hpp"
#include "server/imports/import.hpp"
#include "server/teller/files.hpp"

namespace piaojue::commands {

namespace {

namespace fs = std::filesystem;
using imports::Fault;
using imports::FaultCode;
using imports::Field;
using imports::Import;
using imports::Kind;
using imports::Severity;

constexpr std::size_t preview_rows = 8;
constexpr std::size_t preview_width = 24;

struct ImportOptions {
    std::string kind;
    std::string file;
    std::string sheet;
    std::string out;
    std::string to;  // a congress's data directory
    bool check = false;
    bool json = false;
};

fs::path out_of(const ImportOptions& options) {
    if (!options.to.empty()) return fs::path{options.to} / "names.csv";
    if (!options.out.empty()) return options.out;
    const fs::path file{options.file};
    return file.parent_path() / (file.stem().string() + ".imported.csv");
}

// ── for programs ──

boost::json::array faults_json(const ImportOptions& options, const std::vector<Fault>& faults) {
    boost::json::array out;
    for (const Fault& one : faults)
        out.push_back(fault_json(options.file, one));
    return out;
}

boost::json::array errors_json(const ImportOptions& options, const Import& import) {
    boost::json::array out = faults_json(options, import.of(Severity::unreadable));
    for (auto& one : faults_json(options, import.of(Severity::error)))
        out.push_back(one);
    return out;
}

boost::json::array columns_json(const Import& import) {
    boost::json::array out;
    for (const imports::Column& column : import.header.columns) {
        boost::json::object object;
        object["column"] = imports::column_letters(column.column);
        object["header"] = column.title;
        object["field"] = nullptr;
        if (column.field) object["field"] = field_facts(*column.field, import.kind).english;
        out.push_back(std::move(object));
    }
    return out;
}

boost::json::array preview_json(const Import& import) {
    boost::json::array out;
    for (std::size_t i = 0; i < std::min(preview_rows, import.records.size()); ++i) {
        boost::json::object object;
        object["row"] = import.records[i].row;
        for (const Field field : fields_of(import.kind))
            object[field_facts(field, import.kind).english] = import.records[i].of(field);
        out.push_back(std::move(object));
    }
    return out;
}

void print_for_programs(const ImportOptions& options, const Import& import,
                        const std::optional<fs::path>& written) {
    boost::json::object out;
    out["ok"] = import.ok();
    out["errors"] = errors_json(options, import);
    out["warnings"] = faults_json(options, import.of(Severity::warning));
    out["kind"] = options.kind;
    out["format"] = import.format;
    out["encoding"] = import.encoding;
    out["sheet"] = import.sheet;
    out["rows"] = import.records.size();
    out["columns"] = columns_json(import);
    out["preview"] = preview_json(import);
    out["out"] = nullptr;
    if (written) out["out"] = written->string();
    print_json(out);
}

// ── for people ──

// Cut or filled to a width; a line break is shown as a mark.
std::string fitted(std::string text, std::size_t width) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    std::u32string points = imports::points_of(text);
    const bool cut = imports::display_width(text) > width;
    while (imports::display_width(imports::text_of(points)) + (cut ? 1 : 0) > width)
        points.pop_back();
    text = imports::text_of(points) + (cut ? "…" : "");
    return text.append(width - imports::display_width(text), ' ');
}

void print_preview(const Import& import) {
    std::vector<Field> shown;
    std::vector<std::size_t> widths;
    const std::size_t rows = std::min(preview_rows, import.records.size());
    for (const Field field : fields_of(import.kind)) {
        if (import.header.of(field) == nullptr) continue;
        std::size_t width = imports::display_width(field_facts(field, import.kind).chinese);
        for (std::size_t i = 0; i < rows; ++i)
            width = std::max(width, imports::display_width(import.records[i].of(field)));
        shown.push_back(field);
        widths.push_back(std::min(width, preview_width));
    }
    const auto line = [&](const std::string& margin, const auto& text_of_field) {
        std::string out = fitted(margin, 6);
        for (std::size_t i = 0; i < shown.size(); ++i)
            out += "  " + fitted(text_of_field(shown[i]), widths[i]);
        fmt::print("{}\n", out.substr(0, out.find_last_not_of(' ') + 1));
    };
    line("行 row",
         [&](Field field) { return std::string{field_facts(field, import.kind).chinese}; });
    for (std::size_t i = 0; i < rows; ++i) {
        line(std::to_string(import.records[i].row),
             [&](Field field) { return import.records[i].of(field); });
    }
    if (import.records.size() > rows) {
        const std::size_t more = import.records.size() - rows;
        fmt::print("… 另有 {} 行 / {} more rows\n", more, more);
    }
}

void print_for_people(const ImportOptions& options, const Import& import,
                      const std::optional<fs::path>& written) {
    if (!import.records.empty()) {
        const std::string from = import.sheet.empty() ? std::string{import.encoding} : import.sheet;
        fmt::print("{} {}（{}）: {} 行 / {} rows\n",
                   import.kind == Kind::roll ? "代表名册 roll" : "候选项目 projects", options.file,
                   from, import.records.size(), import.records.size());
        print_preview(import);
    }
    std::fflush(stdout);
    for (const Fault& one : import.faults)
        print_fault(options.file, title_of(import, one), one);
    const std::size_t errors = import.faults.size() - import.of(Severity::warning).size();
    if (errors > 0) {
        fmt::print(stderr, "{} 处错误，未导入 / {} errors, nothing was imported\n", errors, errors);
    } else if (written) {
        fmt::print("已导入 / imported: {}\n", written->string());
    } else {
        fmt::print("没有错误，未写入 / no errors, nothing was written\n");
    }
}

// ── both ──

Import refused(FaultCode code, const std::string& what) {
    Import out;
    out.faults.push_back(imports::fault(code, {}, what));
    return out;
}

Import read_import(const ImportOptions& options) {
    if ((options.kind != "roll" && options.kind != "projects") || options.file.empty()) {
        return refused(FaultCode::misused, "piaojue import roll|projects FILE");
    }
    if (!options.to.empty() && (options.kind != "roll" || !options.out.empty())) {
        return refused(FaultCode::misused, "--to: piaojue import roll FILE --to DIR");
    }
    const auto bytes = teller::read_file(options.file, imports::file_bytes_max);
    if (!bytes) {
        const bool large = bytes.error().code == Errc::too_large;
        return refused(large ? FaultCode::too_large : FaultCode::no_file,
                       large ? "16 MiB" : bytes.error().detail);
    }
    const Kind kind = options.kind == "roll" ? Kind::roll : Kind::projects;
    return imports::import_with_fonts(*bytes, kind, options.sheet);
}

// Names are private: they are put into no folder that is not known to be kept from others.
bool is_data_dir(const fs::path& folder) {
    std::error_code ignored;
    return fs::exists(folder / "log.db", ignored);
}

// The table's own file is never written over.
bool is_same_file(const ImportOptions& options, const fs::path& out) {
    std::error_code ignored;
    return fs::equivalent(options.file, out, ignored);
}

int run(const ImportOptions& options) {
    Import import = read_import(options);
    std::optional<fs::path> written;
    if (import.ok() && !options.check) {
        const fs::path out = out_of(options);
        try {
            if (is_same_file(options, out)) throw EnvError(out.string() + ": --out");
            if (!options.to.empty() && !is_data_dir(options.to))
                throw EnvError(options.to + " is no folder of `piaojue init`");
            teller::replace_file(out, as_bytes(canonical(import.kind, import.records)));
            written = out;
        } catch (const EnvError& failure) {  // also then one object of the promised form
            import.faults.push_back(imports::fault(FaultCode::not_written, {}, failure.what()));
        }
    }
    if (options.json) {
        print_for_programs(options, import, written);
    } else {
        print_for_people(options, import, written);
    }
    switch (import.verdict()) {
    case Severity::unreadable: return misused;
    case Severity::error: return not_held;
    case Severity::warning: break;
    }
    return held;
}

}  // namespace

Run add_import(Options& command) {
    auto options = std::make_shared<ImportOptions>();
    // Both are needed; what is wrong with them is said in the form of all faults.
    command.add("kind", options->kind, "代表名册或候选项目 / roll or projects");
    command.add("file", options->file, "表格：CSV 或 XLSX / the table: CSV or XLSX");
    command.flag("--check", options->check, "只检查，不写入 / look only, write nothing");
    command.add("--sheet", options->sheet,
                "工作表，缺省为第一张可见的 / the sheet; the first visible one if not given");
    command.add("--out", options->out,
                "写到此处，已有则替换；缺省为同名 .imported.csv / where it goes, replaced when "
                "there; beside FILE if not given");
    command.add(
        "--to", options->to,
        "大会文件夹：代表姓名供签到台查看，只限工作人员 / data directory of the congress: the "
        "desks at the door see the names, officials alone (roll)");
    add_json_flag(command, options->json);
    return [options] { return run(*options); };
}

}  // namespace piaojue::commands
