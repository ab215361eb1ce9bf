// server/hall/devices.hpp — the hall's booths, desks and screens, as far as the server sees them
//                                                                            PROTOCOL.md §16
// A device hands in its line; an official and a second person enrol it; from then on it is missed
// when it says nothing. Enrolled and revoked devices are kept in one small file that is replaced
// whole; lines that wait, half-signed acts and what devices last said are in memory alone, and of
// what a device said before nothing is kept at all. The log knows nothing of this, and no vote
// waits for it.
//
// A line that waits is forgotten when its device was silent for waiting_seconds, so that strangers
// who hand in lines hold no place for long.
//
// Threads: safe from any thread. Failures of the disk, and a damaged file, throw EnvError.
#pragma once

#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "ballot/device.hpp"
#include "crypto/base/clock.hpp"
#include "server/log/log.hpp"

namespace piaojue::hall {

// What a device is told when it was heard.
enum class DeviceState : std::uint8_t { unknown = 0, waiting = 1, enrolled = 2, revoked = 3 };

struct SeenDevice {
    DeviceLine line;
    Bytes line_bytes;
    DeviceState state = DeviceState::waiting;
    Bytes half;                       // an act that one person signed; empty: none waits
    std::optional<Heartbeat> last;    // what it said last; none since this server began
    std::uint64_t heard_seconds = 0;  // ago, if there is a last one
};

// For the look at everything in the morning.
struct DeviceRoll {
    std::size_t enrolled = 0;
    std::vector<std::string> unheard;  // names of those that said nothing for a minute
};

class Devices {
public:
    static constexpr std::size_t waiting_max = 64;
    static constexpr std::size_t kept_max = 512;  // enrolled and revoked
    static constexpr std::uint64_t waiting_seconds = 60;
    static constexpr std::uint64_t unheard_seconds = 60;
    // A line with the longest name; an act with two signers.
    static constexpr std::size_t line_bytes_max =
        2 + size::hash + 1 + 2 + limit::device_name + size::key + size::signature;
    static constexpr std::size_t act_bytes_max =
        2 + size::hash + 1 + size::hash + 4 + 1 + 2 * (2 + size::signature);

    Devices(std::filesystem::path file, const log::Log& log, const Clock& clock);

    // Refuses what decode_device_line() refuses, `not_permitted` for another congress,
    // `signature_rejected`, `busy` when waiting_max others wait. The same bytes again: the same
    // answer.
    [[nodiscard]] Result<void> post_line(ByteView bytes);

    // True: both signed, and it is done; false: it waits for the second person. The same bytes
    // again: the same answer. Refuses what decode_device_statement() refuses, `not_permitted`
    // (another congress, a minute more than 60 from the clock, a person or role that may not sign,
    // no such device, another enrolled device of this kind and name), `signature_rejected`,
    // `wrong_phase` (enrolled or revoked already, or not enrolled), `busy` when kept_max others
    // are kept.
    [[nodiscard]] Result<bool> post_act(ByteView bytes);

    // Refuses what decode_heartbeat() refuses, `signature_rejected`, `not_permitted` for a number
    // that is not above the last one. The same bytes again: the same answer.
    [[nodiscard]] Result<DeviceState> hear(ByteView bytes);

    // For the enrolled people: all but the revoked. Refuses what log::asker() refuses.
    [[nodiscard]] Result<std::vector<SeenDevice>> seen(ByteView query);

    [[nodiscard]] DeviceRoll roll() const;

private:
    struct Device {
        DeviceLine line;
        Bytes line_bytes;
        Bytes enrolled;  // the act with both signatures; empty: it waits
        Bytes revoked;   // the same; empty: it is not
        std::optional<DeviceStatement> half;
        std::optional<Heartbeat> last;
        std::uint64_t heard_at = 0;  // its line or what it said

        [[nodiscard]] DeviceState state() const;
    };

    void read();
    void write() const;
    // Lines whose device fell silent, half-signed acts whose hour is over.
    void forget_overtaken();
    [[nodiscard]] bool is_near(std::uint32_t minute) const;
    [[nodiscard]] std::size_t count(bool kept) const;
    [[nodiscard]] Result<void> check_signers(const DeviceStatement& statement) const;
    [[nodiscard]] Result<void> check_enrolling(const DeviceHash& hash, const Device& device) const;
    [[nodiscard]] std::uint64_t ago(std::uint64_t then) const;

    const std::filesystem::path file_;
    const log::Log& log_;
    const Clock& clock_;
    mutable std::mutex mutex_;
    std::map<DeviceHash, Device> devices_;
};

}  // namespace piaojue::hall
