// rooms/desk/unanswered.ts — what a card asked for here and no answer was read to: kept on this device, so that neither a
// desk nor a server that dies behind the scan costs a deputy the paper that the server has recorded. Each has a mark, by which
// the server tells this request, repeated, from one that another desk made for the same card (PROTOCOL §7.4).
import { decodeHex, encodeHex } from "../../basics/encoding.ts";
import type { Bytes } from "../../basics/bytes.ts";
import type { DeputyNumber, ManifestHash } from "../../ballot/ids.ts";
import type { CardRequest } from "./roll_book.ts";

/** Marks by name. */
export type Unanswered = ReadonlyMap<string, Bytes>;

const markBytes = 16;

export function newMark(): Bytes {
    return crypto.getRandomValues(new Uint8Array(markBytes));
}

/** A card has one such request in a round. */
export function requestName(what: CardRequest, round: ManifestHash, deputy: DeputyNumber): string {
    return `${what} ${encodeHex(round)} ${deputy}`;
}

export function printUnanswered(names: Unanswered): string | null {
    if (names.size === 0) return null;
    return JSON.stringify([...names].map(([name, mark]) => [name, encodeHex(mark)]));
}

function readOne(found: unknown): readonly [string, Bytes] | null {
    if (!Array.isArray(found)) return null;
    const [name, mark] = found as readonly unknown[];
    if (typeof name !== "string" || typeof mark !== "string") return null;
    const bytes = decodeHex(mark);
    return bytes.ok && bytes.value.length === markBytes ? [name, bytes.value] : null;
}

/** Of a text that this page wrote. */
export function readUnanswered(text: string | null): Unanswered {
    const found: unknown = JSON.parse(text ?? "[]");
    if (!Array.isArray(found)) return new Map();
    return new Map(found.map(readOne).filter((one) => one !== null));
}
