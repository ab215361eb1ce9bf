#include "server/commands/decide_case.hpp"

#include <boost/json.hpp>
#include <limits>

#include "server/imports/method_file.hpp"
#include "server/imports/table.hpp"
#include "server/imports/totals.hpp"
#include "server/teller/files.hpp"

namespace piaojue::commands {

namespace {

namespace json = boost::json;
using imports::ClaimedTotal;
using imports::fault;
using imports::FaultCode;
using imports::Totals;

// What is read of one case, with all that is wrong so far.
class CaseReader {
public:
    void say(const std::string& file, imports::Fault one) {
        faults_.push_back({file, std::move(one)});
    }

    void method(const std::string& file, const Result<imports::MethodFile>& read) {
        if (read) {
            method_ = *read;
        } else {
            say(file, fault(FaultCode::bad_method, {}, read.error().detail));
        }
    }

    void figures(const DecisionCounts& counts) {
        for (imports::Fault& one : imports::figure_faults(counts))
            say({}, std::move(one));
        counts_ = counts;
    }

    void totals(const std::string& file, Totals read) {
        std::optional<Style> style;
        std::optional<std::uint32_t> valid;
        if (method_) style = method_->rules.style;
        if (counts_) valid = counts_->valid;
        imports::check_totals(style, valid, read);
        for (imports::Fault& one : read.faults)
            say(file, std::move(one));
        totals_ = std::move(read);
    }

    // Last, as the bounds of the rules depend on how many projects there are.
    CaseOrFaults finish(const std::string& method_file) {
        DecideCase out;
        if (method_ && !totals_.rows.empty()) {
            const auto rules = imports::method_for(*method_, totals_.rows.size());
            if (rules) {
                out.method = *rules;
            } else {
                say(method_file, fault(FaultCode::bad_method, {}, rules.error().detail));
            }
        }
        if (!faults_.empty()) return tl::unexpected{std::move(faults_)};
        out.counts = *counts_;
        for (const ClaimedTotal& total : totals_.rows)
            out.names.push_back(total.name);
        out.candidates = imports::approvals(totals_);
        return out;
    }

private:
    std::vector<FaultIn> faults_;
    std::optional<imports::MethodFile> method_;
    std::optional<DecisionCounts> counts_;
    Totals totals_;
};

// A file's text; without it the fault is said.
std::optional<Bytes> read_file(const std::string& path, CaseReader& reader) {
    auto bytes = teller::read_file(path, imports::file_bytes_max);
    if (bytes) return *std::move(bytes);
    const bool large = bytes.error().code == Errc::too_large;
    reader.say(path, large ? fault(FaultCode::too_large, {}, "16 MiB")
                           : fault(FaultCode::no_file, {}, bytes.error().detail));
    return {};
}

// ── a line of cases ──

struct JsonCount {
    bool there = false;
    std::optional<std::uint32_t> value;  // nothing: it is no count
};

JsonCount count_of(const json::object& object, std::string_view key) {
    const json::value* const found = object.if_contains(key);
    if (found == nullptr || found->is_null()) return {};
    JsonCount out{true, {}};
    if (found->is_int64() && found->as_int64() >= 0 &&
        found->as_int64() <= std::numeric_limits<std::uint32_t>::max()) {
        out.value = static_cast<std::uint32_t>(found->as_int64());
    }
    return out;
}

void read_counts(const json::value& value, CaseReader& reader) {
    const json::object* const object = value.if_object();
    if (object == nullptr) {
        return reader.say({}, fault(FaultCode::bad_case, {}, "counts is an object"));
    }
    DecisionCounts out;
    bool whole = true;
    const auto read = [&](std::string_view key, std::uint32_t& into) {
        const JsonCount count = count_of(*object, key);
        into = count.value.value_or(0);
        if (count.value) return;
        whole = false;
        reader.say({}, fault(FaultCode::bad_case, {},
                             fmt::format("counts.{} {}", key,
                                         count.there ? "is no count" : "is missing")));
    };
    read("due", out.due);
    read("present", out.present);
    read("issued", out.issued);
    read("returned", out.returned);
    read("valid", out.valid);
    if (whole) reader.figures(out);
}

ClaimedTotal read_total(const json::object& object, std::uint32_t row, Totals& totals) {
    ClaimedTotal out;
    out.row = row;
    const JsonCount no = count_of(object, "no");
    if (no.value && *no.value >= 1 && *no.value <= imports::project_number_max) {
        out.no = ProjectNumber{static_cast<std::uint16_t>(*no.value)};
    } else if (!no.there) {
        totals.faults.push_back(fault(FaultCode::missing_number, {row, 0}));
    } else {
        totals.faults.push_back(fault(FaultCode::bad_number, {row, 0},
                                      json::serialize(object.at("no")),
                                      imports::project_number_max));
    }
    for (std::uint32_t i = 0; i < out.counts.size(); ++i) {
        const std::uint32_t column = imports::first_count_column + i;
        const std::string_view key = imports::totals_columns.at(column);
        const JsonCount count = count_of(object, key);
        out.counts.at(i).value = count.value;
        out.counts.at(i).spoilt = count.there && !count.value;
        if (!out.counts.at(i).spoilt) continue;
        totals.faults.push_back(
            fault(FaultCode::bad_count, {row, column}, json::serialize(object.at(key))));
    }
    return out;
}

void read_rows(const json::value& value, CaseReader& reader) {
    const json::array* const rows = value.if_array();
    if (rows == nullptr) return reader.say({}, fault(FaultCode::bad_case, {}, "totals is a list"));
    Totals totals;
    std::uint32_t number = 0;
    for (const json::value& row : *rows) {
        ++number;
        if (const json::object* const object = row.if_object()) {
            totals.rows.push_back(read_total(*object, number, totals));
        } else {
            totals.faults.push_back(
                fault(FaultCode::bad_case, {number, {}}, "a row of totals is an object"));
        }
    }
    reader.totals({}, std::move(totals));
}

void read_method(const json::value& value, CaseReader& reader) {
    if (value.is_string()) {
        reader.method({},
                      imports::parse_method_toml(std::string_view{value.as_string()}, "method"));
    } else if (value.is_object()) {
        reader.method({}, imports::read_method_json(value.as_object(), "method"));
    } else {
        reader.say({}, fault(FaultCode::bad_case, {},
                             "method is an object of the keys of method.toml, or its text"));
    }
}

}  // namespace

CaseOrFaults read_case(const std::string& method, const std::string& totals,
                       const DecisionCounts& counts) {
    CaseReader reader;
    if (const auto text = read_file(method, reader)) {
        reader.method(method, imports::parse_method_toml(as_text(*text), method));
    }
    reader.figures(counts);
    if (const auto text = read_file(totals, reader)) {
        reader.totals(totals, imports::read_totals(*text));
    }
    return reader.finish(method);
}

CaseOrFaults read_case_line(std::string_view line) {
    CaseReader reader;
    json::error_code error;
    const json::value parsed = json::parse(line, error);
    const json::object* const object = error ? nullptr : parsed.if_object();
    if (object == nullptr) {
        reader.say({}, fault(FaultCode::bad_case, {}, "not one JSON object"));
        return reader.finish({});
    }
    const auto part = [&](std::string_view key, auto read) {
        if (const json::value* const found = object->if_contains(key)) return read(*found, reader);
        reader.say({}, fault(FaultCode::bad_case, {}, std::string{key} + " is missing"));
    };
    part("method", read_method);
    part("counts", read_counts);
    part("totals", read_rows);
    return reader.finish({});
}

}  // namespace piaojue::commands
