// ballot/device.cpp — the hall's devices          PROTOCOL.md §16
#include "ballot/device.hpp"

#include "ballot/wire.hpp"
#include "crypto/base/reader.hpp"
#include "crypto/base/writer.hpp"
#include "crypto/hash.hpp"

namespace piaojue {
namespace {

constexpr std::uint8_t device_kind_last = 4;
constexpr std::uint8_t device_act_last = 2;
constexpr std::size_t device_signers_max = 2;

Bytes device_core(const DeviceLine& line) {
    return Writer{}
        .raw(line.congress.value())
        .u8(enum_code(line.kind))
        .text(line.name)
        .raw(line.key.bytes())
        .bytes();
}

Bytes device_act_payload(const DeviceStatement& statement) {
    return Writer{}
        .raw(statement.congress.value())
        .u8(enum_code(statement.act))
        .raw(statement.device.value())
        .u32(statement.minute)
        .bytes();
}

Bytes heartbeat_payload(const Heartbeat& heartbeat) {
    return Writer{}
        .raw(heartbeat.device.value())
        .u32(heartbeat.start)
        .u32(heartbeat.beat)
        .u8(enum_code(heartbeat.phase))
        .raw(heartbeat.round.value())
        .u16(heartbeat.held)
        .u8(heartbeat.in_use ? 1 : 0)
        .bytes();
}

Result<void> expect_device_version(Reader& reader) {
    if (PJ_TRY(reader.u16()) != version::device) return fail(Errc::wrong_version);
    return {};
}

// From `first` to `last`.
Result<std::uint8_t> read_code(Reader& reader, std::uint8_t first, std::uint8_t last) {
    const std::uint8_t code = PJ_TRY(reader.u8());
    if (code < first || code > last) return fail(Errc::malformed, "an unknown value");
    return code;
}

}  // namespace

std::string_view device_kind_name(DeviceKind kind) {
    switch (kind) {
    case DeviceKind::booth: return "booth";
    case DeviceKind::desk: return "desk";
    case DeviceKind::hall: return "hall";
    case DeviceKind::podium: return "podium";
    }
    PJ_UNREACHABLE("a device of no kind");
}

DeviceLine make_device_line(const SigningKey& key, const CongressId& congress, DeviceKind kind,
                            std::string name) {
    DeviceLine line{congress, kind, std::move(name), key.verify_key(), {}};
    line.signature = sign(key, tag::device_line, device_core(line));
    return line;
}

Bytes encode_device_line(const DeviceLine& line) {
    return Writer{}.u16(version::device).raw(device_core(line)).raw(line.signature).bytes();
}

Result<DeviceLine> decode_device_line(ByteView bytes) {
    Reader reader{bytes};
    PJ_TRY(expect_device_version(reader));
    const CongressId congress{PJ_TRY(reader.fixed<size::hash>())};
    const DeviceKind kind{PJ_TRY(read_code(reader, 1, device_kind_last))};
    std::string name = PJ_TRY(reader.text(limit::device_name));
    if (name.empty()) return fail(Errc::malformed, "a device without a name");
    const ByteView key_bytes = PJ_TRY(reader.take(size::key));
    const VerifyKey key = PJ_TRY(VerifyKey::create(key_bytes));
    const Signature signature = PJ_TRY(reader.fixed<size::signature>());
    PJ_TRY(reader.finish());
    return DeviceLine{congress, kind, std::move(name), key, signature};
}

Result<void> check_device_line(const DeviceLine& line) {
    return check_signature(line.key, tag::device_line, device_core(line), line.signature);
}

DeviceHash device_hash(const DeviceLine& line) {
    return DeviceHash{hash_tagged(tag::device, {device_core(line)})};
}

void sign_device_statement(DeviceStatement& statement, PersonNumber person, const SigningKey& key) {
    statement.signers.push_back(
        {person, sign(key, tag::device_act, device_act_payload(statement))});
}

Result<void> check_device_signature(const DeviceStatement& statement, const StatementSigner& signer,
                                    const VerifyKey& key) {
    return check_signature(key, tag::device_act, device_act_payload(statement), signer.signature);
}

Bytes encode_device_statement(const DeviceStatement& statement) {
    Writer out;
    out.u16(version::device).raw(device_act_payload(statement));
    out.u8(static_cast<Byte>(statement.signers.size()));
    for (const StatementSigner& signer : statement.signers)
        out.u16(signer.person.value()).raw(signer.signature);
    return std::move(out).bytes();
}

Result<DeviceStatement> decode_device_statement(ByteView bytes) {
    Reader reader{bytes};
    PJ_TRY(expect_device_version(reader));
    const CongressId congress{PJ_TRY(reader.fixed<size::hash>())};
    const DeviceAct act{PJ_TRY(read_code(reader, 1, device_act_last))};
    const DeviceHash device{PJ_TRY(reader.fixed<size::hash>())};
    const std::uint32_t minute = PJ_TRY(reader.u32());
    DeviceStatement out{congress, act, device, minute, {}};
    const std::uint8_t signers = PJ_TRY(read_code(reader, 1, device_signers_max));
    while (out.signers.size() < signers) {
        const PersonNumber person{PJ_TRY(reader.u16())};
        const Signature signature = PJ_TRY(reader.fixed<size::signature>());
        out.signers.push_back({person, signature});
    }
    PJ_TRY(reader.finish());
    return out;
}

Heartbeat sign_heartbeat(Heartbeat heartbeat, const SigningKey& key) {
    heartbeat.signature = sign(key, tag::device_heartbeat, heartbeat_payload(heartbeat));
    return heartbeat;
}

Result<void> check_heartbeat(const VerifyKey& key, const Heartbeat& heartbeat) {
    return check_signature(key, tag::device_heartbeat, heartbeat_payload(heartbeat),
                           heartbeat.signature);
}

Bytes encode_heartbeat(const Heartbeat& heartbeat) {
    return Writer{}
        .u16(version::device)
        .raw(heartbeat_payload(heartbeat))
        .raw(heartbeat.signature)
        .bytes();
}

Result<Heartbeat> decode_heartbeat(ByteView bytes) {
    Reader reader{bytes};
    PJ_TRY(expect_device_version(reader));
    Heartbeat out;
    out.device = DeviceHash{PJ_TRY(reader.fixed<size::hash>())};
    out.start = PJ_TRY(reader.u32());
    out.beat = PJ_TRY(reader.u32());
    out.phase = Phase{PJ_TRY(read_code(reader, 0, phase_count - 1))};
    out.round = ManifestHash{PJ_TRY(reader.fixed<size::hash>())};
    out.held = PJ_TRY(reader.u16());
    out.in_use = PJ_TRY(read_code(reader, 0, 1)) == 1;
    out.signature = PJ_TRY(reader.fixed<size::signature>());
    PJ_TRY(reader.finish());
    return out;
}

}  // namespace piaojue
