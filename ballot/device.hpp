// ballot/device.hpp — the hall's devices: who they are, who vouches for them, what they say of
// themselves                                                               PROTOCOL.md §16
//
// A device signs its own line; an official and a second person sign its enrolment, and the end of
// it; the device then says every few seconds how it is. None of this is in the log or in a record,
// and no verifier asks for it.
//
// Public data; secret: the signing keys. Safe from any thread.
#pragma once

#include <string>
#include <vector>

#include "ballot/entries/statement.hpp"
#include "ballot/phases.hpp"

namespace piaojue {

enum class DeviceKind : std::uint8_t { booth = 1, desk = 2, hall = 3, podium = 4 };

[[nodiscard]] std::string_view device_kind_name(DeviceKind kind);  // "booth" … "podium"

using DeviceHash = Tagged<struct DeviceHashTag, Bytes32>;

struct DeviceLine {
    CongressId congress;
    DeviceKind kind;
    std::string name;  // 1 to limit::device_name bytes
    VerifyKey key;
    Signature signature;

    friend bool operator==(const DeviceLine&, const DeviceLine&) = default;
};

[[nodiscard]] DeviceLine make_device_line(const SigningKey& key, const CongressId& congress,
                                          DeviceKind kind, std::string name);
[[nodiscard]] Bytes encode_device_line(const DeviceLine& line);
// Refuses `malformed`, `wrong_version`, `not_canonical`.
[[nodiscard]] Result<DeviceLine> decode_device_line(ByteView bytes);
// Refuses `signature_rejected`.
[[nodiscard]] Result<void> check_device_line(const DeviceLine& line);
// Of everything that the device signed: what people compare and sign.
[[nodiscard]] DeviceHash device_hash(const DeviceLine& line);

enum class DeviceAct : std::uint8_t { enrol = 1, revoke = 2 };

struct DeviceStatement {
    CongressId congress;
    DeviceAct act;
    DeviceHash device;
    std::uint32_t minute = 0;
    std::vector<StatementSigner> signers;  // one or two

    friend bool operator==(const DeviceStatement&, const DeviceStatement&) = default;
};

// Adds a signature.
void sign_device_statement(DeviceStatement& statement, PersonNumber person, const SigningKey& key);
// Refuses `signature_rejected`.
[[nodiscard]] Result<void> check_device_signature(const DeviceStatement& statement,
                                                  const StatementSigner& signer,
                                                  const VerifyKey& key);
[[nodiscard]] Bytes encode_device_statement(const DeviceStatement& statement);
// Refuses `malformed`, `wrong_version`.
[[nodiscard]] Result<DeviceStatement> decode_device_statement(ByteView bytes);

struct Heartbeat {
    DeviceHash device;
    std::uint32_t start = 0;  // how often the device's page was opened
    std::uint32_t beat = 0;   // within that
    Phase phase = Phase::setup;
    ManifestHash round;      // all zero before a manifest
    std::uint16_t held = 0;  // ballots of a booth that the box did not answer for
    bool in_use = false;
    Signature signature;

    friend bool operator==(const Heartbeat&, const Heartbeat&) = default;
};

[[nodiscard]] Heartbeat sign_heartbeat(Heartbeat heartbeat, const SigningKey& key);
// Refuses `signature_rejected`.
[[nodiscard]] Result<void> check_heartbeat(const VerifyKey& key, const Heartbeat& heartbeat);
[[nodiscard]] Bytes encode_heartbeat(const Heartbeat& heartbeat);
// Refuses `malformed`, `wrong_version`.
[[nodiscard]] Result<Heartbeat> decode_heartbeat(ByteView bytes);

}  // namespace piaojue
