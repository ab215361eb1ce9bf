// api/devices.ts — the hall's devices as the server tells the enrolled of them (PROTOCOL §16), every member looked at.
//
// Who a device is, is read from the line that it signed; what it said last is the server's word.
import type { Bytes } from "../basics/bytes.ts";
import { decodeBase64 } from "../basics/encoding.ts";
import { fail, need, type Refusal, type Result } from "../basics/result.ts";
import {
    count,
    flag,
    listOf,
    members,
    oneOf,
    orNull,
    readAs,
    text,
    type Shape,
} from "../basics/shape.ts";
import {
    decodeDeviceStatement,
    readDeviceLine,
    type DeviceLine,
    type DeviceStatement,
} from "../ballot/device.ts";
import { logPhases } from "../ballot/phases.ts";

function* line(value: unknown): Generator<Refusal, DeviceLine> {
    return yield* need(readDeviceLine(yield* need(decodeBase64(yield* text(value)))));
}

function* half(value: unknown): Generator<Refusal, DeviceStatement> {
    return yield* need(decodeDeviceStatement(yield* need(decodeBase64(yield* text(value)))));
}

/** Seconds: ago. Round: M in hex. */
const said = members({
    seconds: count,
    phase: oneOf(logPhases),
    round: text,
    held: count,
    in_use: flag,
});

/** Half: an act that one person signed. Said: null, nothing since the server began. */
const device = members({ line, enrolled: flag, half: orNull(half), said: orNull(said) });
export type HallDevice = Shape<typeof device>;

const answer = members({ devices: listOf(device) });

/** Refuses: malformed, and those of readDeviceLine and decodeDeviceStatement. */
export function parseDevices(json: Bytes): Result<readonly HallDevice[]> {
    let value: unknown;
    try {
        value = JSON.parse(new TextDecoder().decode(json));
    } catch {
        return fail("malformed", "not JSON");
    }
    const read = readAs(answer, value);
    return read.ok ? { ok: true, value: read.value.devices } : read;
}
