// ballot/slip.ts — a drawn slip (PROTOCOL §7.4): its code on paper, what its seed becomes, and the list of a round.
//
// Secret: the slip seed. Whoever has it votes with the slip, until it is spent.
import { compareBytes, concat, equalBytes, type Bytes } from "../basics/bytes.ts";
import {
    decodeCrockford,
    encodeCrockford,
    groups,
    normalizeCrockford,
} from "../basics/encoding.ts";
import { Reader } from "../basics/reader.ts";
import { demand, need, steps, type Result } from "../basics/result.ts";
import { shake256, tagged, taggedHash } from "../crypto/hash.ts";
import { SigningKey } from "../crypto/signature.ts";
import { hashBytes, prefixBytes, seedBytes, slipsMax, tags } from "./wire.ts";

export { slipHash } from "./slip_hash.ts";

const before = "PIAOJUE-SLIP:";
const checkBytes = 3;
const characters = ((seedBytes + checkBytes) * 8) / 5;

/** What a slip seed becomes. M is not in it: a slip survives a manifest that is replaced. */
export interface SlipSecrets {
    readonly ballotKey: SigningKey;
    readonly prefix: Bytes;
}

function derive(seed: Uint8Array, label: string, length: number): Bytes {
    return shake256(concat(tagged(tags.slipSeed, seed), tagged(label)), length);
}

export async function deriveSlip(seed: Uint8Array): Promise<SlipSecrets> {
    return {
        ballotKey: await SigningKey.fromSeed(derive(seed, "ballot-key", seedBytes)),
        prefix: derive(seed, "prefix", prefixBytes),
    };
}

function check(seed: Uint8Array): Bytes {
    return taggedHash(tags.slipCode, seed).slice(0, checkBytes);
}

export function printSlip(seed: Uint8Array): string {
    const text = encodeCrockford(concat(seed, check(seed)), characters);
    return before + groups(text, 4).join("-");
}

/** The seed of a slip that was scanned or typed, with or without what stands before the colon. Refuses: malformed. */
export function readSlip(typed: string): Result<Bytes> {
    return steps(function* () {
        const text = typed.trim();
        const printed = text.slice(0, before.length).toUpperCase() === before;
        const normal = yield* need(normalizeCrockford(printed ? text.slice(before.length) : text));
        yield* demand(normal.length === characters, `a slip has ${characters} characters`);
        const bytes = decodeCrockford(normal);
        const seed = new Uint8Array(bytes.subarray(0, seedBytes));
        yield* demand(equalBytes(bytes.subarray(seedBytes), check(seed)), "the check does not fit");
        return seed;
    });
}

/** The slips of a round: the content of an attachment of their kind, in ascending order. */
export class SlipList {
    readonly #bytes: Bytes;

    private constructor(bytes: Bytes) {
        this.#bytes = bytes;
    }

    /** Refuses: malformed. */
    static decode(content: Bytes): Result<SlipList> {
        return steps(function* () {
            const count = content.length / hashBytes;
            yield* demand(count >= 1 && count <= slipsMax, `${count} slips`);
            const reader = new Reader(content);
            let last: Bytes | null = null;
            while (reader.offset < content.length) {
                const hash: Bytes = yield* need(reader.take(hashBytes));
                const ascends = last === null || compareBytes(last, hash) < 0;
                yield* demand(ascends, "slips ascend, none twice");
                last = hash;
            }
            return new SlipList(content);
        });
    }

    get count(): number {
        return this.#bytes.length / hashBytes;
    }

    /** Whether a slip is in both. */
    meets(other: SlipList): boolean {
        for (let at = 0; at < this.#bytes.length; at += hashBytes) {
            if (other.has(this.#bytes.subarray(at, at + hashBytes))) return true;
        }
        return false;
    }

    has(hash: Uint8Array): boolean {
        let [from, to] = [0, this.count];
        while (from < to) {
            const middle = (from + to) >> 1;
            const there = this.#bytes.subarray(middle * hashBytes, (middle + 1) * hashBytes);
            const order = compareBytes(there, hash);
            if (order === 0) return true;
            if (order < 0) from = middle + 1;
            else to = middle;
        }
        return false;
    }
}
