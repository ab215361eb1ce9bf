// rooms/desk/unanswered.ts — what a card asked for here and no answer was read to: kept on this device, so that neither a
// desk nor a server that dies behind the scan costs a deputy the paper that the server has recorded.
import { encodeHex } from "../../basics/encoding.ts";
import type { DeputyNumber, ManifestHash } from "../../ballot/ids.ts";
import type { CardRequest } from "./roll_book.ts";

/** By name. */
export type Unanswered = ReadonlySet<string>;

/** A card has one such request in a round. */
export function requestName(what: CardRequest, round: ManifestHash, deputy: DeputyNumber): string {
    return `${what} ${encodeHex(round)} ${deputy}`;
}

export function printUnanswered(names: Unanswered): string | null {
    return names.size === 0 ? null : JSON.stringify([...names]);
}

/** Of a text that this page wrote. */
export function readUnanswered(text: string | null): Unanswered {
    const found: unknown = JSON.parse(text ?? "[]");
    if (!Array.isArray(found)) return new Set();
    return new Set(found.filter((name) => typeof name === "string"));
}
