// crypto/transcript.ts — the duplex sponge with SHAKE128 (PROTOCOL §8.3).
//
// The sponge only ever absorbs; a squeeze reads the SHAKE128 output over all of it from a copy, so
// that what is absorbed later is appended to the same input.
import { shake128 } from "@noble/hashes/sha3.js";
import { utf8, type Bytes } from "../basics/bytes.ts";
import { Scalar } from "./scalar.ts";

type Sponge = ReturnType<typeof shake128.create>;

const rateZeros = new Uint8Array(136);
const sessionIdBytes = 32;
const challengeBytes = 48;

export class Transcript {
    readonly #absorbed: Sponge = shake128.create({});
    // The copy that is being read; gone as soon as something more is absorbed.
    #output: Sponge | undefined;

    constructor(sessionId: Uint8Array) {
        this.#absorbed.update(sessionId).update(rateZeros);
    }

    /** DeriveSessionID: the session id that belongs to a tag. */
    static sessionId(tag: string): Bytes {
        const derivation = new Transcript(utf8("irtf-cfrg-fiat-shamir/session-id"));
        derivation.absorb(utf8(tag));
        return derivation.squeeze(sessionIdBytes);
    }

    absorb(...parts: readonly Uint8Array[]): void {
        for (const part of parts) {
            if (part.length === 0) continue;
            this.#absorbed.update(part);
            this.#output = undefined;
        }
    }

    squeeze(length: number): Bytes {
        this.#output ??= this.#absorbed.clone();
        return new Uint8Array(this.#output.xof(length));
    }

    challenge(): Scalar {
        return Scalar.wide(this.squeeze(challengeBytes));
    }
}
