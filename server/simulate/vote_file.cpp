#include "server/simulate/vote_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <set>
#include <unordered_map>

#include "ballot/wire.hpp"
#include "crypto/base/reader.hpp"
#include "server/imports/delimited.hpp"

namespace piaojue::simulate {

namespace {

using imports::Row;
using imports::trimmed;

tl::unexpected<Error> refuse(const std::string& name, std::size_t line, std::string_view what) {
    return fail(Errc::malformed, fmt::format("{}, line {}: {}", name, line, what));
}

Result<std::vector<Row>> table(std::string_view text, char separator, const std::string& name) {
    auto rows = imports::parse_delimited(text, separator);
    if (!rows) return fail(Errc::malformed, fmt::format("{}, {}", name, rows.error().detail));
    return rows;
}

std::optional<std::uint16_t> project_number(std::string_view field) {
    const std::string_view text = trimmed(field);
    std::uint16_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value == 0) return {};
    return value;
}

// A label for screens and forms: cut at a character's border, marked where it was cut.
std::string label(std::string_view text, std::size_t bytes_max) {
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && byte != 0x7F) out.push_back(c);
    }
    if (out.size() <= bytes_max) return out;
    constexpr std::string_view ellipsis = "…";
    std::size_t keep = bytes_max - ellipsis.size();
    while (keep > 0 && (static_cast<unsigned char>(out[keep]) & 0xC0U) == 0x80U)
        --keep;
    return out.substr(0, keep).append(ellipsis);
}

Result<void> check_candidates(const std::vector<Project>& candidates, const std::string& name) {
    for (const Project& candidate : candidates) {
        if (!is_plain_text(as_bytes(candidate.name)) || !is_plain_text(as_bytes(candidate.ref))) {
            return fail(Errc::malformed,
                        fmt::format("{}: project {} is not UTF-8 text; save the file as UTF-8",
                                    name, candidate.no.value()));
        }
    }
    if (candidates.empty()) return fail(Errc::malformed, name + ": no candidate projects");
    if (candidates.size() > limit::projects) {
        return fail(Errc::malformed, fmt::format("{}: {} candidate projects, at most {}", name,
                                                 candidates.size(), limit::projects));
    }
    return {};
}

}  // namespace

std::size_t MarkedRow::approvals() const {
    return static_cast<std::size_t>(std::count(grades.begin(), grades.end(), 1));
}

Result<std::string> read_text(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>{in}, std::istreambuf_iterator<char>{}};
    if (!in) {
        return fail(
            Errc::malformed,
            fmt::format("{}: can not be read; check the path and its permissions", path.string()));
    }
    return text;
}

namespace {

// header column → position in candidate order
Result<std::vector<std::size_t>> columns(const Row& header, const std::string& name,
                                         const std::vector<Project>& candidates) {
    std::vector<std::size_t> out;
    std::set<std::size_t> seen;
    for (const std::string& field : header.fields) {
        const auto no = project_number(field);
        const auto found = std::find_if(
            candidates.begin(), candidates.end(),
            [&](const Project& candidate) { return no && candidate.no.value() == *no; });
        if (!no || found == candidates.end()) {
            return refuse(name, header.line, fmt::format("\"{}\" is not a project number", field));
        }
        const auto position = static_cast<std::size_t>(found - candidates.begin());
        if (!seen.insert(position).second) {
            return refuse(name, header.line, fmt::format("project {} stands twice", *no));
        }
        out.push_back(position);
    }
    if (out.size() != candidates.size()) {
        return refuse(name, header.line,
                      fmt::format("{} project columns, {} candidate projects", out.size(),
                                  candidates.size()));
    }
    return out;
}

Result<MarkedRow> marked_row(const Row& row, const std::vector<std::size_t>& column_of,
                             const std::string& name, Style style) {
    if (row.fields.size() != column_of.size()) {
        return refuse(name, row.line,
                      fmt::format("{} fields, expected {}", row.fields.size(), column_of.size()));
    }
    MarkedRow out;
    out.grades.assign(column_of.size(), 0);
    bool marked = false;
    for (std::size_t i = 0; i < row.fields.size(); ++i) {
        const std::string_view mark = trimmed(row.fields[i]);
        std::uint8_t& grade = out.grades[column_of[i]];
        if (mark == "1") {
            grade = 1;
        } else if (mark == "-1" && grades_of(style) == 3) {
            grade = 2;
        } else if (mark == "-1") {
            return refuse(name, row.line, "-1 (oppose) needs --style three-way");
        } else if (mark != "0" && !mark.empty()) {
            return refuse(name, row.line,
                          fmt::format("\"{}\" is not a mark; use 1, -1, 0 or nothing", mark));
        }
        marked = marked || !mark.empty();
    }
    // Approve style has no abstention of its own: a ballot that approves nothing is blank.
    out.blank = grades_of(style) == 2 ? out.approvals() == 0 : !marked;
    return out;
}

}  // namespace

Result<Vote> parse_ballots_csv(std::string_view text, const std::string& name,
                               const std::optional<std::vector<Project>>& candidates, Style style) {
    const std::vector<Row> rows = PJ_TRY(table(text, ',', name));
    if (rows.empty()) return fail(Errc::malformed, name + ": empty; it needs a header");
    Vote vote;
    if (candidates) {
        vote.candidates = *candidates;
    } else {
        for (const std::string& field : rows[0].fields) {
            const auto no = project_number(field);
            if (!no) {
                return refuse(name, rows[0].line,
                              fmt::format("\"{}\" is not a project number", field));
            }
            vote.candidates.push_back({ProjectNumber{*no}, fmt::format("候选项目{}", *no), {}, {}});
        }
        PJ_TRY(check_candidates(vote.candidates, name));
    }
    const std::vector<std::size_t> column_of = PJ_TRY(columns(rows[0], name, vote.candidates));
    for (std::size_t i = 1; i < rows.size(); ++i) {
        vote.rows.push_back(PJ_TRY(marked_row(rows[i], column_of, name, style)));
    }
    return vote;
}

namespace {

// A section of a Pabulib file: its name, then a header row, then data rows.
class Pabulib {
public:
    explicit Pabulib(const std::string& name) : name_(name) {}

    Result<Vote> read(const std::vector<Row>& rows) {
        for (const Row& row : rows) {
            const std::string_view first = trimmed(row.fields[0]);
            const bool single = row.fields.size() == 1;
            if (single && first.empty()) continue;
            if (single && (first == "META" || first == "PROJECTS" || first == "VOTES")) {
                section_ = first;
                header_.clear();
            } else if (section_.empty()) {
                return refuse(name_, row.line, "expected META; is this a Pabulib file?");
            } else if (header_.empty()) {
                PJ_TRY(read_header(row));
            } else {
                PJ_TRY(read_row(row));
            }
        }
        if (section_ != "VOTES") return fail(Errc::malformed, name_ + ": no VOTES section");
        PJ_TRY(check_candidates(vote_.candidates, name_));
        return std::move(vote_);
    }

private:
    Result<void> read_header(const Row& row) {
        for (std::size_t i = 0; i < row.fields.size(); ++i) {
            header_.emplace(std::string{trimmed(row.fields[i])}, i);
        }
        const char* const needed = section_ == "META"       ? "key"
                                   : section_ == "PROJECTS" ? "project_id"
                                                            : "vote";
        if (!header_.contains(needed)) {
            return refuse(name_, row.line, fmt::format("{} has no column {}", section_, needed));
        }
        return {};
    }

    Result<void> read_row(const Row& row) {
        if (section_ == "META") return read_meta(row);
        return section_ == "PROJECTS" ? read_project(row) : read_vote(row);
    }

    Result<void> read_meta(const Row& row) {
        if (cell(row, "key") == "vote_type" && cell(row, "value") != "approval") {
            return refuse(name_, row.line,
                          fmt::format("vote_type is {}; only approval votes can be simulated",
                                      cell(row, "value")));
        }
        return {};
    }

    Result<void> read_project(const Row& row) {
        if (!vote_.rows.empty()) return refuse(name_, row.line, "a project behind the votes");
        const std::string id{cell(row, "project_id")};
        if (id.empty() || id.size() > limit::project_ref) {
            return refuse(name_, row.line, "project_id is empty or too long");
        }
        if (!position_of_.emplace(id, vote_.candidates.size()).second) {
            return refuse(name_, row.line, fmt::format("project {} stands twice", id));
        }
        const std::string project = label(cell(row, "name"), limit::project_name);
        const auto no = static_cast<std::uint16_t>(vote_.candidates.size() + 1);
        vote_.candidates.push_back({ProjectNumber{no}, project.empty() ? id : project, {}, id});
        return {};
    }

    Result<void> read_vote(const Row& row) {
        MarkedRow out;
        out.grades.assign(vote_.candidates.size(), 0);
        std::string_view rest = cell(row, "vote");
        while (!rest.empty()) {
            const std::size_t comma = std::min(rest.find(','), rest.size());
            const std::string id{trimmed(rest.substr(0, comma))};
            rest.remove_prefix(std::min(comma + 1, rest.size()));
            if (id.empty()) continue;
            const auto found = position_of_.find(id);
            if (found == position_of_.end()) {
                return refuse(name_, row.line, fmt::format("vote for unknown project {}", id));
            }
            out.grades[found->second] = 1;
        }
        out.blank = out.approvals() == 0;
        vote_.rows.push_back(std::move(out));
        return {};
    }

    [[nodiscard]] std::string_view cell(const Row& row, const std::string& column) const {
        const auto found = header_.find(column);
        if (found == header_.end() || found->second >= row.fields.size()) return {};
        return trimmed(row.fields[found->second]);
    }

    const std::string& name_;
    std::string section_;
    std::unordered_map<std::string, std::size_t> header_;
    std::unordered_map<std::string, std::size_t> position_of_;
    Vote vote_;
};

}  // namespace

Result<Vote> parse_pabulib(std::string_view text, const std::string& name) {
    const std::vector<Row> rows = PJ_TRY(table(text, ';', name));
    return Pabulib{name}.read(rows);
}

}  // namespace piaojue::simulate
