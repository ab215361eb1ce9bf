// ballot/device.ts — the hall's devices: who they are, who vouches for them, what they say of themselves (PROTOCOL §16).
// Nothing of it is in the log or in a record.
import { concat, utf8, type Bytes } from "../basics/bytes.ts";
import { Reader } from "../basics/reader.ts";
import { demand, need, steps, type Result } from "../basics/result.ts";
import { text, u16, u32, u8 } from "../basics/writer.ts";
import { taggedHash } from "../crypto/hash.ts";
import { signatureBytes, type SigningKey, type VerifyKey } from "../crypto/signature.ts";
import { readVerifyKey, readVersion } from "./fields.ts";
import { word } from "./method.ts";
import { logPhases } from "./phases.ts";
import { formatVersion, hashBytes } from "./wire.ts";

/** Of PROTOCOL §14. Here and not with the others: pages load them only with this. */
const tags = {
    device: "piaojue/v1/device",
    deviceAct: "piaojue/v1/device-act",
    deviceHeartbeat: "piaojue/v1/device-heartbeat",
    deviceLine: "piaojue/v1/device-line",
} as const;

const deviceNameBytesMax = 60;

export const deviceKinds = { booth: 1, desk: 2, hall: 3, podium: 4 } as const;
export type DeviceKind = keyof typeof deviceKinds;

export interface DeviceLine {
    readonly congressId: Bytes;
    readonly kind: DeviceKind;
    readonly name: string;
    readonly key: VerifyKey;
    /** Of all the above: what people compare and sign. */
    readonly hash: Bytes;
}

function coreOf(congressId: Bytes, kind: DeviceKind, name: string, key: VerifyKey): Bytes {
    return concat(congressId, u8(deviceKinds[kind]), text(name), key.bytes);
}

function hashOf(core: Bytes): Bytes {
    return taggedHash(tags.device, core);
}

export interface MadeLine {
    readonly line: Bytes;
    readonly hash: Bytes;
}

/** The name is one that isDeviceName allows. */
export async function makeDeviceLine(
    congressId: Bytes,
    kind: DeviceKind,
    name: string,
    key: SigningKey,
): Promise<MadeLine> {
    const core = coreOf(congressId, kind, name, key.verifyKey);
    const signature = await key.sign(tags.deviceLine, core);
    return { line: concat(u16(formatVersion), core, signature), hash: hashOf(core) };
}

/** Refuses: malformed, wrong_version, not_canonical, signature_rejected. */
export function readDeviceLine(bytes: Bytes): Result<DeviceLine> {
    return steps(function* () {
        const reader = new Reader(bytes);
        yield* readVersion(reader);
        const congressId = yield* need(reader.take(hashBytes));
        const kind = yield* word(reader, deviceKinds);
        const name = yield* need(reader.text(1, deviceNameBytesMax));
        const key = yield* readVerifyKey(reader);
        const signature = yield* need(reader.take(signatureBytes));
        yield* need(reader.finish());
        const core = coreOf(congressId, kind, name, key);
        yield* need(key.verify(tags.deviceLine, core, signature));
        return { congressId, kind, name, key, hash: hashOf(core) };
    });
}

/** Whether a name may stand in a line: on one line, and not too long. */
export function isDeviceName(name: string): boolean {
    const bytes = utf8(name).length;
    return bytes >= 1 && bytes <= deviceNameBytesMax && !/[\u0000-\u001f\u007f-\u009f]/u.test(name);
}

export const deviceActs = { enrol: 1, revoke: 2 } as const;
export type DeviceAct = keyof typeof deviceActs;

export interface DeviceSigner {
    readonly person: number;
    readonly signature: Bytes;
}

export interface DeviceStatement {
    readonly congressId: Bytes;
    readonly act: DeviceAct;
    /** Hash of the device's line. */
    readonly device: Bytes;
    readonly minute: number;
    readonly signers: readonly DeviceSigner[];
}

function actPayload({ congressId, act, device, minute }: DeviceStatement): Bytes {
    return concat(congressId, u8(deviceActs[act]), device, u32(minute));
}

export function encodeDeviceStatement(statement: DeviceStatement): Bytes {
    const signers = statement.signers.map(({ person, signature }) =>
        concat(u16(person), signature),
    );
    const head = concat(u16(formatVersion), actPayload(statement));
    return concat(head, u8(signers.length), ...signers);
}

/** With this person's signature behind those that it has. */
export async function signDeviceStatement(
    statement: DeviceStatement,
    person: number,
    key: SigningKey,
): Promise<DeviceStatement> {
    const signature = await key.sign(tags.deviceAct, actPayload(statement));
    return { ...statement, signers: [...statement.signers, { person, signature }] };
}

/** Refuses: signature_rejected. */
export function checkDeviceSignature(
    statement: DeviceStatement,
    { signature }: DeviceSigner,
    key: VerifyKey,
): Result<void> {
    return key.verify(tags.deviceAct, actPayload(statement), signature);
}

/** Refuses: malformed, wrong_version. */
export function decodeDeviceStatement(bytes: Bytes): Result<DeviceStatement> {
    return steps(function* () {
        const reader = new Reader(bytes);
        yield* readVersion(reader);
        const congressId = yield* need(reader.take(hashBytes));
        const act = yield* word(reader, deviceActs);
        const device = yield* need(reader.take(hashBytes));
        const minute = yield* need(reader.u32());
        const count = yield* need(reader.u8());
        yield* demand(count === 1 || count === 2, `${count} signers`);
        const signers: DeviceSigner[] = [];
        while (signers.length < count) {
            const person = yield* need(reader.u16());
            signers.push({ person, signature: yield* need(reader.take(signatureBytes)) });
        }
        yield* need(reader.finish());
        return { congressId, act, device, minute, signers };
    });
}

export interface Heartbeat {
    readonly device: Bytes;
    /** How often the page was opened, and the number within that. */
    readonly start: number;
    readonly beat: number;
    readonly phase: (typeof logPhases)[number];
    /** M; zeros before a manifest. */
    readonly round: Bytes;
    readonly held: number;
    readonly inUse: boolean;
}

const heldMax = 65_535;

export async function signHeartbeat(heartbeat: Heartbeat, key: SigningKey): Promise<Bytes> {
    const { device, start, beat, phase, round, held, inUse } = heartbeat;
    const number = concat(device, u32(start), u32(beat), u8(logPhases.indexOf(phase)));
    const said = concat(number, round, u16(Math.min(held, heldMax)), u8(inUse ? 1 : 0));
    return concat(u16(formatVersion), said, await key.sign(tags.deviceHeartbeat, said));
}

/** What the server says to a heartbeat, in the order of its numbers. */
export const deviceStandings = ["unknown", "waiting", "enrolled", "revoked"] as const;
export type DeviceStanding = (typeof deviceStandings)[number];
