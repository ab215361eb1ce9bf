// server/hall/lines.cpp — enrolment lines on their way to the list          PROTOCOL.md §3.2 §16
#include "server/hall/lines.hpp"

#include <algorithm>

#include "crypto/base/writer.hpp"
#include "crypto/hash.hpp"

namespace piaojue::hall {

Result<void> Lines::post(ByteView bytes) {
    const Person person = PJ_TRY(decode_person(bytes));
    const log::ViewPtr view = log_.view();
    if (!view->state.open_for_setup()) return fail(Errc::wrong_phase, "the list is closed");
    PJ_TRY(check_person(view->state.congress_id(), person));

    const std::lock_guard lock{mutex_};
    const auto before = std::find_if(lines_.begin(), lines_.end(), [&](const Line& line) {
        return line.role == person.role && line.name == person.name;
    });
    if (before != lines_.end()) {
        if (equal(before->bytes, bytes)) return {};
        lines_.erase(before);
    }
    if (lines_.size() >= kept_max) return fail(Errc::busy, "too many lines wait");
    lines_.push_back({person.role, person.name, Bytes{bytes.begin(), bytes.end()}});
    return {};
}

Bytes Lines::all() const {
    const std::lock_guard lock{mutex_};
    Writer out;
    out.u8(static_cast<Byte>(lines_.size()));
    for (const Line& line : lines_)
        out.bytes32(line.bytes);
    return std::move(out).bytes();
}

void Lines::drop(const Bytes32& sha256) {
    const std::lock_guard lock{mutex_};
    std::erase_if(lines_, [&](const Line& line) { return piaojue::sha256(line.bytes) == sha256; });
}

}  // namespace piaojue::hall
