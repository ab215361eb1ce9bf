// ballot/check_code.ts — what a checked ballot says to a second device, as text in a QR code (PROTOCOL §8.7).
import { concat, equalBytes, utf8, type Bytes } from "../basics/bytes.ts";
import {
    decodeCrockford,
    encodeCrockford,
    groups,
    normalizeCrockford,
} from "../basics/encoding.ts";
import { demand, need, refuse, steps, type Refusal, type Result } from "../basics/result.ts";
import { sha256 } from "../crypto/hash.ts";
import { ballotId, type BallotId, type ManifestHash } from "./ids.ts";
import { hashBytes } from "./wire.ts";

const prefixes = { id: "PIAOJUE-CHECK-ID:", opening: "PIAOJUE-CHECK-OPENING:" } as const;
export type CheckCodeKind = keyof typeof prefixes;

const version = 1;
const roundBytes = 8;
const checkBytes = 4;
const headBytes = 1 + roundBytes;

export interface CheckCode {
    readonly kind: CheckCodeKind;
    /** The first bytes of M. */
    readonly round: Bytes;
    /** A ballot id, or an opening that nobody looked at yet. */
    readonly content: Bytes;
}

function check(kind: CheckCodeKind, body: Uint8Array): Bytes {
    return new Uint8Array(sha256(utf8(prefixes[kind]), body).subarray(0, checkBytes));
}

/** As many characters as the bits need; what is left of the last one is 0. */
function characters(bytes: Bytes): string {
    return encodeCrockford(concat(bytes, Uint8Array.of(0)), Math.ceil((bytes.length * 8) / 5));
}

function* wholeBytes(typed: string): Generator<Refusal, Bytes> {
    const normal = yield* need(normalizeCrockford(typed));
    const padded = normal.padEnd(Math.ceil(normal.length / 8) * 8, "0");
    const bytes = decodeCrockford(padded).slice(0, Math.floor((normal.length * 5) / 8));
    yield* demand(characters(bytes) === normal, "another number of characters");
    return bytes;
}

function print(kind: CheckCodeKind, round: ManifestHash, content: Uint8Array): string {
    const body = concat(Uint8Array.of(version), round.subarray(0, roundBytes), content);
    return prefixes[kind] + characters(concat(body, check(kind, body)));
}

/** The text of the first code. */
export function printCheckId(round: ManifestHash, id: BallotId): string {
    return print("id", round, id);
}

/** The text of the second code. */
export function printCheckOpening(round: ManifestHash, opening: Bytes): string {
    return print("opening", round, opening);
}

/** For reading aloud and copying by hand: the prefix, then groups of four. */
export function checkCodeGroups(text: string): readonly [string, ...(readonly string[])] {
    const at = text.indexOf(":") + 1;
    return [text.slice(0, at), ...groups(text.slice(at), 4)];
}

/** A scanned, pasted or typed code. Refuses: malformed (also: a mistyped character), wrong_version. */
export function readCheckCode(typed: string): Result<CheckCode> {
    return steps(function* () {
        const text = typed.replace(/\s+/g, "").toUpperCase();
        const kind = (["id", "opening"] as const).find((one) => text.startsWith(prefixes[one]));
        if (kind === undefined) return yield* refuse("malformed", "no code of a check");
        const bytes = yield* wholeBytes(text.slice(prefixes[kind].length));
        yield* demand(bytes.length > headBytes + checkBytes, "too short");
        const body = new Uint8Array(bytes.subarray(0, -checkBytes));
        const fits = equalBytes(bytes.subarray(-checkBytes), check(kind, body));
        yield* demand(fits, "the check does not fit");
        if (body[0] !== version) yield* refuse("wrong_version", `version ${body[0] ?? 0}`);
        const content = new Uint8Array(body.subarray(headBytes));
        yield* demand(kind === "opening" || content.length === hashBytes, "an id has 32 bytes");
        return { kind, round: new Uint8Array(body.subarray(1, headBytes)), content };
    });
}

/** Refuses: wrong_manifest, malformed (the other code). */
export function checkIdOf({ kind, round, content }: CheckCode, M: ManifestHash): Result<BallotId> {
    return steps(function* () {
        yield* of(round, M);
        yield* demand(kind === "id", "the second code before the first");
        return ballotId(content);
    });
}

/** Refuses: wrong_manifest, malformed (the other code). */
export function checkOpeningOf(
    { kind, round, content }: CheckCode,
    M: ManifestHash,
): Result<Bytes> {
    return steps(function* () {
        yield* of(round, M);
        yield* demand(kind === "opening", "the first code again");
        return content;
    });
}

function* of(round: Bytes, M: ManifestHash): Generator<Refusal, void> {
    if (!equalBytes(round, M.subarray(0, roundBytes))) {
        yield* refuse("wrong_manifest", "a ballot of another round");
    }
}
