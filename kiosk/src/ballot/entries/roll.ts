// ballot/entries/roll.ts — the deputies by their keys (PROTOCOL §5); names are not in the record.
import { equalBytes, type Bytes } from "../../basics/bytes.ts";
import { encodeHex } from "../../basics/encoding.ts";
import { Reader } from "../../basics/reader.ts";
import { demand, need, steps, type Result } from "../../basics/result.ts";
import { taggedHash } from "../../crypto/hash.ts";
import { VerifyKey, verifyKeyBytes } from "../../crypto/signature.ts";
import { deputyNumber, type DeputyNumber } from "../ids.ts";
import { deputiesMax, entryTypes, hashBytes, tags } from "../wire.ts";

export interface Roll {
    readonly hash: Bytes;
    readonly congressId: Bytes;
    readonly rollId: Bytes;
    /** Deputy i's at i − 1. */
    readonly identityKeys: readonly Bytes[];
}

/**
 * The roll without asking whether each key is one: for a deputy, who looks for the own. The hash is
 * compared with the manifest's. Refuses: malformed (also: a key twice).
 */
export function outlineRoll(entry: Uint8Array): Result<Roll> {
    return steps(function* () {
        const reader = new Reader(entry);
        yield* need(reader.oneOf([entryTypes.roll]));
        const congressId = yield* need(reader.take(hashBytes));
        const rollId = yield* need(reader.take(hashBytes));
        const count = yield* need(reader.u32());
        yield* demand(count >= 1 && count <= deputiesMax, `${count} deputies`);
        const identityKeys: Bytes[] = [];
        while (identityKeys.length < count) {
            identityKeys.push(yield* need(reader.take(verifyKeyBytes)));
        }
        yield* need(reader.finish());
        yield* demand(new Set(identityKeys.map(encodeHex)).size === count, "a key twice");
        return { hash: taggedHash(tags.roll, entry), congressId, rollId, identityKeys };
    });
}

/** Takes about a second for a thousand deputies. Refuses: malformed (also: a key twice), not_canonical. */
export function decodeRoll(entry: Uint8Array): Result<Roll> {
    return steps(function* () {
        const roll = yield* need(outlineRoll(entry));
        for (const key of roll.identityKeys) yield* need(VerifyKey.decode(key));
        return roll;
    });
}

/**
 * The card that took the place of one of the roll's, as the server tells it (PROTOCOL §16): for the
 * own number, which the server asks a signature for. Undefined also where the list is none.
 */
export function deputyOfReplacement(
    list: Uint8Array,
    identityKey: VerifyKey,
): DeputyNumber | undefined {
    const reader = new Reader(list);
    for (;;) {
        const deputy = reader.u32();
        const key = reader.take(verifyKeyBytes);
        if (!deputy.ok || !key.ok || deputy.value < 1 || deputy.value > deputiesMax)
            return undefined;
        if (equalBytes(key.value, identityKey.bytes)) return deputyNumber(deputy.value);
    }
}

/** A card that took the place of another. */
export interface Replacement {
    readonly deputy: DeputyNumber;
    readonly identityKey: Bytes;
}

/** All of the list; undefined where it is none. */
export function replacementsOf(list: Uint8Array): readonly Replacement[] | undefined {
    const reader = new Reader(list);
    const found: Replacement[] = [];
    while (!reader.finish().ok) {
        const deputy = reader.u32();
        const identityKey = reader.take(verifyKeyBytes);
        if (!deputy.ok || !identityKey.ok) return undefined;
        found.push({ deputy: deputyNumber(deputy.value), identityKey: identityKey.value });
    }
    return found;
}

/** Which deputy a card belongs to. */
export function deputyOf(roll: Roll, identityKey: VerifyKey): DeputyNumber | undefined {
    const position = roll.identityKeys.findIndex((key) => equalBytes(key, identityKey.bytes));
    return position < 0 ? undefined : deputyNumber(position + 1);
}
