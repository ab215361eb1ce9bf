// tests/support/hall.ts — a server as a deputy's page meets it: a real issuer and a real box behind a fetch, with a
// network that loses what a test tells it to lose.
import { at } from "../../src/basics/assert.ts";
import { concat, type Bytes } from "../../src/basics/bytes.ts";
import { encodeBase64, encodeHex } from "../../src/basics/encoding.ts";
import { errcNumbers, type Errc } from "../../src/basics/errc.ts";
import { u16, u32, u8 } from "../../src/basics/writer.ts";
import { toBytes, toInteger } from "../../src/crypto/detail/big_integers.ts";
import { sha256, taggedHash } from "../../src/crypto/hash.ts";
import { SigningKey } from "../../src/crypto/signature.ts";
import { Box } from "../../src/ballot/box.ts";
import { identityKey } from "../../src/ballot/card.ts";
import { roundOf } from "../../src/ballot/round.ts";
import { checkIssueRequest, decodeIssueRequest } from "../../src/ballot/token.ts";
import { issuerModulusBytes } from "../../src/crypto/rsa_key.ts";
import { entryTypes, formatVersion, tags } from "../../src/ballot/wire.ts";
import type { Fetch } from "../../src/api/client.ts";
import type { RoundPhase } from "../../src/flow/state.ts";
import { readVote, type Vote } from "../../src/flow/vote.ts";
import { ballotFile, exampleEntries, exampleManifest, exampleManifestEntry } from "./rounds.ts";
import { hex, must } from "./vectors.ts";

export type Loss = "request" | "answer";
type Body = string | Bytes;

interface Served {
    readonly status: number;
    readonly body: Body;
}

function replaced(entry: Bytes, from: Uint8Array, to: Uint8Array): Bytes {
    const text = encodeHex(entry);
    const parts = text.split(encodeHex(from));
    if (parts.length !== 2) throw new Error("the field stands in the entry once");
    return hex(parts.join(encodeHex(to)));
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
    let result = 1n;
    let square = base % modulus;
    for (let rest = exponent; rest > 0n; rest >>= 1n) {
        if ((rest & 1n) === 1n) result = (result * square) % modulus;
        square = (square * square) % modulus;
    }
    return result;
}

const congressEntry = at(exampleEntries, 0);
const rollId = new Uint8Array(32).fill(7);

export const cardSecret: Bytes = new Uint8Array(20).fill(9);

/** The example's projects and method, under keys whose secrets the vectors tell. */
function manifestEntry(roll: Bytes, change: Change): Bytes {
    const { issuer, box_key } = ballotFile;
    let entry = replaced(
        exampleManifestEntry,
        exampleManifest.rollHash,
        taggedHash(tags.roll, roll),
    );
    entry = replaced(entry, exampleManifest.boxKey.bytes, hex(box_key));
    entry = replaced(entry, exampleManifest.issuer.modulus, hex(issuer.modulus));
    exampleManifest.issuer.roots.forEach((root, i) => {
        entry = replaced(entry, root, hex(at(issuer.roots, i)));
    });
    return change(entry);
}

/** Another method or other projects, written into the entry. */
export type Change = (entry: Bytes) => Bytes;

export class Hall {
    readonly vote: Vote;
    phase: RoundPhase = "issuing";
    signedIn = true;
    /** What is lost of the next requests to a path, in order. */
    readonly losses = new Map<string, Loss[]>();
    /** Every request that reached the server: path, and origin. */
    readonly reached: string[] = [];
    readonly box: Box;
    readonly castBytes: string[] = [];
    readonly #roll: Bytes;
    readonly #boxKey: SigningKey;
    readonly #round;
    readonly #issued = new Map<string, Bytes>();

    private constructor(roll: Bytes, boxKey: SigningKey, change: Change) {
        this.#roll = roll;
        this.#boxKey = boxKey;
        this.vote = must(readVote(manifestEntry(roll, change), congressEntry));
        this.#round = must(roundOf(this.vote.manifest));
        this.box = new Box(this.#round, "voting");
    }

    static async open(change: Change = (entry) => entry): Promise<Hall> {
        const own = await identityKey(cardSecret, rollId);
        const head = concat(u8(entryTypes.roll), exampleManifest.congressId, rollId, u32(2));
        const other = await identityKey(new Uint8Array(20).fill(3), rollId);
        const roll = concat(head, other.verifyKey.bytes, own.verifyKey.bytes);
        const boxKey = await SigningKey.fromSeed(hex(ballotFile.box_key_seed));
        return new Hall(roll, boxKey, change);
    }

    readonly fetch: Fetch = async (url, options) => {
        const path = url.slice(url.indexOf("/api/"));
        const loss = this.losses.get(path)?.shift();
        if (loss === "request") throw new TypeError("network");
        this.reached.push(url);
        const body =
            options.body instanceof Uint8Array ? new Uint8Array(options.body) : new Uint8Array();
        const { status, body: answer } = await this.#serve(path, body);
        if (loss === "answer") throw new TypeError("network");
        return new Response(answer, { status });
    };

    async #serve(path: string, body: Bytes): Promise<Served> {
        switch (path) {
            case "/api/v1/round":
                return { status: 200, body: this.#view() };
            case "/api/v1/entries/manifest":
                return { status: 200, body: this.vote.manifestEntry };
            case "/api/v1/entries/congress":
                return { status: 200, body: congressEntry };
            case "/api/v1/entries/roll":
                return { status: 200, body: this.#roll };
            case "/api/v1/issue":
                return this.#issue(body);
            case "/api/v1/cast":
                this.castBytes.push(encodeHex(body));
                return this.#accept(body, (bytes) => this.box.cast(bytes));
            case "/api/v1/check":
                return this.#checked(body);
            case "/api/v1/hand-back":
                return this.#accept(body, (bytes) => this.box.giveUp("hand_back", bytes));
            case "/api/v1/exchange":
                return this.#accept(body, (bytes) => this.box.giveUp("exchange", bytes));
            case "/api/v1/claim":
                return this.#accept(body, (bytes) => this.box.giveUp("claim", bytes));
        }
        return refusal("unknown_round");
    }

    #view(): string {
        const counts = {
            due: 2,
            present: 2,
            issued: 0,
            cast: 0,
            handed_back: 0,
            outstanding: 0,
            sheets: 0,
        };
        return JSON.stringify({
            phase: this.phase,
            round: 1,
            manifest_sha256: encodeHex(this.vote.manifest.hash),
            congress_id: encodeHex(this.vote.manifest.congressId),
            sample: false,
            title: this.vote.manifest.title,
            counts,
            log_size: 9,
            result: null,
        });
    }

    async #issue(body: Bytes): Promise<Served> {
        const { manifestHash, issuer } = this.#round;
        const request = decodeIssueRequest(body, manifestHash, issuer);
        if (!request.ok) return refusal(request.error.code);
        const own = await identityKey(cardSecret, rollId);
        const key = request.value.deputy === 2 ? own.verifyKey : undefined;
        const checked = checkIssueRequest(request.value, key);
        if (!checked.ok) return refusal(checked.error.code);
        const blinded = encodeHex(sha256(request.value.blinded));
        const before = this.#issued.get(blinded);
        if (before !== undefined) return { status: 200, body: before };
        if (this.phase !== "issuing") return refusal("wrong_phase");
        if (!this.signedIn) return refusal("not_signed_in");
        if (this.#issued.size > 0) return refusal("already_issued");
        const { modulus, private_exponent } = ballotFile.issuer;
        const signature = power(
            toInteger(request.value.blinded),
            toInteger(hex(private_exponent)),
            toInteger(hex(modulus)),
        );
        const answer = concat(u16(formatVersion), u8(1), toBytes(signature, issuerModulusBytes));
        this.#issued.set(blinded, answer);
        return { status: 200, body: answer };
    }

    #checked(body: Bytes): Served {
        if (this.phase !== "setup") this.box.phase = this.phase;
        const taken = this.box.opened(body);
        return taken.ok ? { status: 202, body: "" } : refusal(taken.error.code);
    }

    async #accept(body: Bytes, by: (bytes: Bytes) => ReturnType<Box["cast"]>): Promise<Served> {
        if (this.phase !== "setup") this.box.phase = this.phase;
        const accepted = by(body);
        const M = this.#round.manifestHash;
        if (accepted.ok) {
            const { leafHash } = accepted.value;
            const signature = await this.#boxKey.sign(tags.promise, M, leafHash);
            return { status: 200, body: concat(u16(formatVersion), M, leafHash, signature) };
        }
        const { code } = accepted.error;
        if (code !== "wrong_phase") return refusal(code);
        const message = [M, u16(errcNumbers[code]), sha256(body)];
        return refusal(code, {
            refusal: encodeBase64(await this.#boxKey.sign(tags.refusal, ...message)),
        });
    }
}

function refusal(name: Errc, more: Readonly<Record<string, string>> = {}): Served {
    const problem = {
        type: name,
        title: name,
        status: 409,
        code: errcNumbers[name],
        name,
        ...more,
    };
    return { status: 409, body: JSON.stringify(problem) };
}
