// server/hall/devices.cpp — the hall's devices          PROTOCOL.md §16
#include "server/hall/devices.hpp"

#include <algorithm>

#include "crypto/base/reader.hpp"
#include "crypto/base/writer.hpp"
#include "server/log/asker.hpp"
#include "server/log/files.hpp"

namespace piaojue::hall {
namespace {

bool is_role_of(std::size_t signer, Role role) {
    return (signer == 0) == (role == Role::official);
}

std::pair<std::uint32_t, std::uint32_t> number_of(const Heartbeat& heartbeat) {
    return {heartbeat.start, heartbeat.beat};
}

Bytes copy_of(ByteView bytes) {
    return {bytes.begin(), bytes.end()};
}

}  // namespace

DeviceState Devices::Device::state() const {
    if (!revoked.empty()) return DeviceState::revoked;
    return enrolled.empty() ? DeviceState::waiting : DeviceState::enrolled;
}

Devices::Devices(std::filesystem::path file, const log::Log& log, const Clock& clock)
    : file_(std::move(file)), log_(log), clock_(clock) {
    read();
}

// u16 count, then for each: bytes32 line ‖ bytes32 enrolment ‖ bytes32 end of it, or nothing.
void Devices::read() {
    const std::optional<Bytes> content = log::read_file(file_);
    if (!content) return;
    const auto all = [&]() -> Result<void> {
        Reader reader{*content};
        const std::uint16_t count = PJ_TRY(reader.u16());
        for (std::uint16_t i = 0; i < count; ++i) {
            const Bytes line_bytes = copy_of(PJ_TRY(reader.bytes32(line_bytes_max)));
            const Bytes enrolled = copy_of(PJ_TRY(reader.bytes32(act_bytes_max)));
            const Bytes revoked = copy_of(PJ_TRY(reader.bytes32(act_bytes_max)));
            const DeviceLine line = PJ_TRY(decode_device_line(line_bytes));
            devices_.emplace(device_hash(line),
                             Device{line, line_bytes, enrolled, revoked, {}, {}, 0});
        }
        return reader.finish();
    };
    if (!all())
        throw EnvError(file_.string() +
                       " is damaged: remove it, and enrol the hall's devices again");
}

void Devices::write() const {
    Writer out;
    out.u16(static_cast<std::uint16_t>(count(true)));
    for (const auto& [hash, device] : devices_) {
        if (device.enrolled.empty()) continue;
        out.bytes32(device.line_bytes).bytes32(device.enrolled).bytes32(device.revoked);
    }
    log::write_file_whole(file_, out.bytes());
}

std::size_t Devices::count(bool kept) const {
    return static_cast<std::size_t>(
        std::count_if(devices_.begin(), devices_.end(),
                      [kept](const auto& one) { return one.second.enrolled.empty() != kept; }));
}

std::uint64_t Devices::ago(std::uint64_t then) const {
    const std::uint64_t now = clock_.now_seconds();
    return now > then ? now - then : 0;
}

bool Devices::is_near(std::uint32_t minute) const {
    const std::uint32_t now = clock_.now_minutes();
    return std::max(now, minute) - std::min(now, minute) <= limit::query_minutes;
}

void Devices::forget_overtaken() {
    std::erase_if(devices_, [this](const auto& one) {
        return one.second.enrolled.empty() && ago(one.second.heard_at) > waiting_seconds;
    });
    for (auto& [hash, device] : devices_) {
        // Nobody's second signature would be taken any more.
        if (device.half && !is_near(device.half->minute)) device.half.reset();
    }
}

Result<void> Devices::post_line(ByteView bytes) {
    const DeviceLine line = PJ_TRY(decode_device_line(bytes));
    if (line.congress != log_.view()->state.congress_id())
        return fail(Errc::not_permitted, "of another congress");
    PJ_TRY(check_device_line(line));
    const DeviceHash hash = device_hash(line);

    const std::lock_guard lock{mutex_};
    forget_overtaken();
    if (devices_.contains(hash)) return {};
    if (count(false) >= waiting_max) return fail(Errc::busy, "too many devices wait");
    devices_.emplace(hash, Device{line, copy_of(bytes), {}, {}, {}, {}, clock_.now_seconds()});
    return {};
}

Result<void> Devices::check_signers(const DeviceStatement& statement) const {
    const log::ViewPtr view = log_.view();
    if (statement.congress != view->state.congress_id())
        return fail(Errc::not_permitted, "of another congress");
    if (!is_near(statement.minute))
        return fail(Errc::not_permitted, "its minute is far from the server's clock");
    const Enrolment* const people = view->state.enrolment() ? &*view->state.enrolment() : nullptr;
    for (std::size_t i = 0; i < statement.signers.size(); ++i) {
        const StatementSigner& signer = statement.signers[i];
        const Person* const person = people == nullptr ? nullptr : people->person(signer.person);
        if (person == nullptr || !is_role_of(i, person->role))
            return fail(Errc::not_permitted, "not a person for this signature");
        PJ_TRY(check_device_signature(statement, signer, person->statement_key));
    }
    return {};
}

Result<void> Devices::check_enrolling(const DeviceHash& hash, const Device& device) const {
    if (device.state() != DeviceState::waiting)
        return fail(Errc::wrong_phase, "enrolled or revoked already");
    const bool named = std::any_of(devices_.begin(), devices_.end(), [&](const auto& one) {
        const auto& [other, known] = one;
        return other != hash && known.state() == DeviceState::enrolled &&
               known.line.kind == device.line.kind && known.line.name == device.line.name;
    });
    if (named) return fail(Errc::not_permitted, "another device has this name");
    if (count(true) >= kept_max) return fail(Errc::busy, "too many devices are kept");
    return {};
}

Result<bool> Devices::post_act(ByteView bytes) {
    const DeviceStatement statement = PJ_TRY(decode_device_statement(bytes));
    PJ_TRY(check_signers(statement));

    const std::lock_guard lock{mutex_};
    forget_overtaken();
    const auto found = devices_.find(statement.device);
    if (found == devices_.end()) return fail(Errc::not_permitted, "no such device");
    Device& device = found->second;
    const bool enrols = statement.act == DeviceAct::enrol;
    Bytes& done = enrols ? device.enrolled : device.revoked;
    if (equal(done, bytes)) return true;
    if (enrols) {
        PJ_TRY(check_enrolling(found->first, device));
    } else if (device.state() != DeviceState::enrolled) {
        return fail(Errc::wrong_phase, "it is not enrolled");
    }
    if (statement.signers.size() == 1) {
        device.half = statement;
        return false;
    }
    done = copy_of(bytes);
    try {
        write();
    } catch (const EnvError&) {
        done.clear();
        throw;
    }
    device.half.reset();
    return true;
}

Result<DeviceState> Devices::hear(ByteView bytes) {
    const Heartbeat heartbeat = PJ_TRY(decode_heartbeat(bytes));
    const std::lock_guard lock{mutex_};
    forget_overtaken();
    const auto found = devices_.find(heartbeat.device);
    if (found == devices_.end()) return DeviceState::unknown;
    Device& device = found->second;
    PJ_TRY(check_heartbeat(device.line.key, heartbeat));
    if (device.last && device.last != heartbeat && number_of(heartbeat) <= number_of(*device.last))
        return fail(Errc::not_permitted, "its number was used");
    if (device.last != heartbeat) {
        device.last = heartbeat;
        device.heard_at = clock_.now_seconds();
    }
    return device.state();
}

Result<std::vector<SeenDevice>> Devices::seen(ByteView query) {
    PJ_TRY(log::asker(*log_.view(), query, clock_));
    const std::lock_guard lock{mutex_};
    forget_overtaken();
    std::vector<SeenDevice> out;
    for (const auto& [hash, device] : devices_) {
        if (device.state() == DeviceState::revoked) continue;
        out.push_back({device.line, device.line_bytes, device.state(),
                       device.half ? encode_device_statement(*device.half) : Bytes{}, device.last,
                       device.last ? ago(device.heard_at) : 0});
    }
    return out;
}

DeviceRoll Devices::roll() const {
    const std::lock_guard lock{mutex_};
    DeviceRoll out;
    for (const auto& [hash, device] : devices_) {
        if (device.state() != DeviceState::enrolled) continue;
        ++out.enrolled;
        if (!device.last || ago(device.heard_at) > unheard_seconds)
            out.unheard.push_back(device.line.name);
    }
    return out;
}

}  // namespace piaojue::hall
