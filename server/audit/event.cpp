// server/audit/event.cpp — the operator's journal
#include "server/audit/event.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <cstdio>

#include "crypto/base/assert.hpp"

namespace piaojue::audit {
namespace {

using enum EventKind;

constexpr std::array<EventRow, event_kinds> catalogue{{
    {starting, "starting", true, "the program and its version"},
    {ready, "ready", true, "both origins take connections"},
    {stopping, "stopping", true, "a signal came, or something failed"},
    {stopped, "stopped", true, "everything is closed"},
    {recovered, "recovered", true, "something that was cut off is finished"},
    {entry_appended, "entry_appended", true, "an entry of this type stands at this index"},
    {statement_refused, "statement_refused", true, "an act was refused"},
    {phase_changed, "phase_changed", true, "a round went on"},
    {second_request, "second_request", false, "another request was refused and kept as evidence"},
    {cosigned, "cosigned", true, "a teller cosigned the closing checkpoint"},
    {share_received, "share_received", true, "a teller's share, and whether it verifies"},
    {record_written, "record_written", true, "the record of a round is on the disk"},
    {rollback_found, "rollback_found", true, "a checkpoint that this log does not extend"},
    {write_failed, "write_failed", false, "a database could not commit: the process ends"},
    {incident, "incident", false, "an answer `internal` with this id"},
}};

// JSON string content: quotes, backslashes and control characters escaped, other bytes as they are.
std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            out.append({'\\', c});
        else if (byte < 0x20 || byte == 0x7f)
            out += fmt::format("\\u{:04x}", byte);
        else
            out += c;
    }
    return out;
}

struct AppendValue {
    std::string& out;
    void operator()(std::uint64_t value) const { out += std::to_string(value); }
    void operator()(bool value) const { out += value ? "true" : "false"; }
    void operator()(const std::string& value) const { out += '"' + escaped(value) + '"'; }
};

std::string line_of(const Event& event, const Clock& clock) {
    const EventRow& row = event_row(event.kind);
    std::string out = fmt::format("{{\"event\":\"{}\"", row.name);
    if (row.timed) out += fmt::format(",\"minute\":\"{}\"", minute_text(clock.now_minutes()));
    for (const auto& [name, value] : event.fields) {
        out += fmt::format(",\"{}\":", name);
        std::visit(AppendValue{out}, value);
    }
    return out + '}';
}

std::string text(std::string_view value) {
    return std::string{value};
}

std::uint64_t number(std::uint64_t value) {
    return value;
}

}  // namespace

const EventRow& event_row(EventKind kind) {
    const EventRow& row = catalogue.at(static_cast<std::size_t>(kind));
    PJ_ASSERT(row.kind == kind, "the catalogue is in the order of EventKind");
    return row;
}

Event starting(std::string_view version) {
    return {EventKind::starting, {{"version", text(version)}}};
}
Event ready(std::uint16_t issue_port, std::uint16_t box_port) {
    return {EventKind::ready, {{"issue_port", number(issue_port)}, {"box_port", number(box_port)}}};
}
Event stopping(std::string_view reason) {
    return {EventKind::stopping, {{"reason", text(reason)}}};
}
Event stopped() {
    return {EventKind::stopped, {}};
}
Event recovered(std::string_view what) {
    return {EventKind::recovered, {{"what", text(what)}}};
}
Event entry_appended(std::string_view type, std::uint64_t index) {
    return {EventKind::entry_appended, {{"type", text(type)}, {"index", number(index)}}};
}
Event statement_refused(std::string_view act, Errc code) {
    return {EventKind::statement_refused, {{"act", text(act)}, {"refusal", text(errc_name(code))}}};
}
Event phase_changed(std::string_view from, std::string_view to) {
    return {EventKind::phase_changed, {{"from", text(from)}, {"to", text(to)}}};
}
Event second_request() {
    return {EventKind::second_request, {}};
}
Event cosigned(unsigned teller, unsigned have, unsigned need) {
    return {EventKind::cosigned,
            {{"teller", number(teller)}, {"have", number(have)}, {"need", number(need)}}};
}
Event share_received(unsigned teller, bool verifies) {
    return {EventKind::share_received, {{"teller", number(teller)}, {"verifies", verifies}}};
}
Event record_written(std::string_view file, std::uint64_t bytes) {
    return {EventKind::record_written, {{"file", text(file)}, {"bytes", number(bytes)}}};
}
Event rollback_found(std::uint64_t own_size, std::uint64_t seen_size) {
    return {EventKind::rollback_found,
            {{"own_size", number(own_size)}, {"seen_size", number(seen_size)}}};
}
Event write_failed(std::string_view room, std::string_view what) {
    return {EventKind::write_failed, {{"room", text(room)}, {"what", text(what)}}};
}
Event incident(std::string_view id, std::string_view what) {
    return {EventKind::incident, {{"id", text(id)}, {"what", text(what)}}};
}

void Journal::write(const Event& event) noexcept {
    try {
        const std::string line = line_of(event, clock_);
        const std::lock_guard lock{mutex_};
        if (sink_) sink_(line);
    } catch (...) {
        // A journal that can not be written must not stop a vote.
    }
}

Journal::Sink stderr_sink() {
    return [](std::string_view line) {
        const std::string with_end = std::string{line} + '\n';
        std::fwrite(with_end.data(), 1, with_end.size(), stderr);
    };
}

std::string minute_text(std::uint32_t minutes) {
    const std::chrono::sys_time<std::chrono::minutes> time{std::chrono::minutes{minutes}};
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date{day};
    const std::uint32_t of_day = minutes % (24U * 60U);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                       of_day / 60U, of_day % 60U);
}

}  // namespace piaojue::audit
