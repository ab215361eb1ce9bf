// server/audit/event.hpp — the operator's journal: a closed catalogue of events
//
// Code names an event, it does not write a sentence; an event has the fields of its factory below
// and no others. Nothing here can carry a choice, a ballot, a deputy, an address, or the time of a
// cast: there is no event for a cast or an issue at all, and events that could stand beside one
// (incidents, refused second requests) carry no time. The rest is timed to the minute.
//
// A line is one JSON object: {"event":"<name>"[,"minute":"2026-11-23T12:00Z"],<fields>…}.
// Threads: Journal is safe from any thread and never throws.
#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "crypto/base/clock.hpp"
#include "crypto/base/errc.hpp"

namespace piaojue::audit {

enum class EventKind : std::uint8_t {
    starting,           // the program and its version
    ready,              // both origins take connections
    stopping,           // a signal came, or something failed
    stopped,            // everything is closed
    recovered,          // a close that was cut off is finished
    entry_appended,     // an entry of this type stands at this index
    statement_refused,  // an act was refused
    phase_changed,      // a round went on
    second_request,     // a deputy's other request was refused and kept as evidence
    cosigned,           // a teller cosigned the closing checkpoint
    share_received,     // a teller's share, and whether it verifies
    record_written,     // the record of a round is on the disk
    rollback_found,     // a checkpoint that this log does not extend
    write_failed,       // a database could not commit: the process ends
    incident,           // an answer `internal` with this id
};
inline constexpr std::size_t event_kinds = 15;

struct EventRow {
    EventKind kind;
    std::string_view name;
    bool timed;
    std::string_view meaning;
};
// All events, in the order of EventKind.
[[nodiscard]] const EventRow& event_row(EventKind kind);

using FieldValue = std::variant<std::uint64_t, bool, std::string>;

struct Event {
    EventKind kind;
    std::vector<std::pair<std::string_view, FieldValue>> fields;
};

[[nodiscard]] Event starting(std::string_view version);
[[nodiscard]] Event ready(std::uint16_t issue_port, std::uint16_t box_port);
[[nodiscard]] Event stopping(std::string_view reason);
[[nodiscard]] Event stopped();
[[nodiscard]] Event recovered(std::string_view what);
[[nodiscard]] Event entry_appended(std::string_view type, std::uint64_t index);
[[nodiscard]] Event statement_refused(std::string_view act, Errc code);
[[nodiscard]] Event phase_changed(std::string_view from, std::string_view to);
[[nodiscard]] Event second_request();
[[nodiscard]] Event cosigned(unsigned teller, unsigned have, unsigned need);
[[nodiscard]] Event share_received(unsigned teller, bool verifies);
[[nodiscard]] Event record_written(std::string_view file, std::uint64_t bytes);
[[nodiscard]] Event rollback_found(std::uint64_t own_size, std::uint64_t seen_size);
[[nodiscard]] Event write_failed(std::string_view room, std::string_view what);
[[nodiscard]] Event incident(std::string_view id, std::string_view what);

class Journal {
public:
    // Called with one line, without line feed, one call at a time.
    using Sink = std::function<void(std::string_view line)>;

    Journal(Sink sink, const Clock& clock) : sink_(std::move(sink)), clock_(clock) {}

    void write(const Event& event) noexcept;

private:
    std::mutex mutex_;
    Sink sink_;
    const Clock& clock_;
};

// Lines on standard error.
[[nodiscard]] Journal::Sink stderr_sink();

// "2026-11-23T12:00Z"
[[nodiscard]] std::string minute_text(std::uint32_t minutes);

}  // namespace piaojue::audit
