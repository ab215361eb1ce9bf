// ballot/box.ts — what a box accepts, in memory (PROTOCOL §8.6, §8.7): the whole order of refusals in one place,
// for whoever checks or imitates a box.
import type { Bytes } from "../basics/bytes.ts";
import { encodeHex } from "../basics/encoding.ts";
import { fail, need, ok, refuse, steps, type Refusal, type Result } from "../basics/result.ts";
import { sha256 } from "../crypto/hash.ts";
import { AddressedBallot, AdmissibleBallot, AuthenticBallot, firstComponents } from "./admit.ts";
import type { EncryptedBallot } from "./encrypted.ts";
import type { Giving } from "./giving.ts";
import { AddressedHandBack, AuthenticHandBack } from "./hand_back.ts";
import { sameRound, type BallotId } from "./ids.ts";
import { decodeOpened } from "./opening.ts";
import { isBoxOpen, mayCast, mayClaim, type Phase } from "./phases.ts";
import type { Round } from "./round.ts";
import { slipHash } from "./slip.ts";
import { openedPerDue } from "./wire.ts";

/** What the promise is about. */
export interface Accepted {
    readonly leafHash: Bytes;
}

type Use = "cast" | "handed_back";
/** What of a ballot or hand-back says whether it may still be used. */
type Paper = Pick<EncryptedBallot, "ballotKey" | "token">;

export class Box {
    phase: Phase;
    readonly #round: Round;
    // All by hex: bytes have no value equality as keys.
    readonly #accepted = new Map<string, Accepted>();
    readonly #uses = new Map<string, Use>();
    readonly #voidedSlips = new Set<string>();
    readonly #castIds = new Set<string>();
    readonly #openedIds = new Set<string>();
    readonly #reports = new Set<string>();
    readonly #firstComponents = new Set<string>();

    constructor(round: Round, phase: Phase) {
        this.#round = round;
        this.phase = phase;
    }

    /** The same bytes again are accepted again, in every phase. */
    cast(bytes: Bytes): Result<Accepted> {
        const addressed = AddressedBallot.read(bytes, this.#round);
        if (!addressed.ok) return addressed;
        const before = this.#acceptedBefore(bytes);
        if (before !== undefined) return ok(before);
        if (!mayCast(this.phase, this.#round)) return fail("wrong_phase", this.phase);
        const admitted = this.#admit(addressed.value);
        if (!admitted.ok) return admitted;
        const { authentic } = admitted.value;
        this.#uses.set(encodeHex(authentic.ballot.ballotKey.bytes), "cast");
        this.#castIds.add(encodeHex(authentic.id));
        for (const first of firstComponents(authentic.ballot)) this.#firstComponents.add(first);
        return ok(this.#remember(bytes, { leafHash: authentic.leafHash }));
    }

    /** Handed back or exchanged while the box is open; a claim after the close. */
    giveUp(giving: Giving, bytes: Bytes): Result<Accepted> {
        const addressed = AddressedHandBack.read(giving, bytes, this.#round);
        if (!addressed.ok) return addressed;
        const before = this.#acceptedBefore(bytes);
        if (before !== undefined) return ok(before);
        const takes = giving === "claim" ? mayClaim : isBoxOpen;
        if (!takes(this.phase)) return fail("wrong_phase", this.phase);
        const authentic = AuthenticHandBack.authenticate(addressed.value);
        if (!authentic.ok) return authentic;
        const unused = this.#unused(authentic.value);
        if (!unused.ok) return unused;
        this.#uses.set(encodeHex(authentic.value.ballotKey.bytes), "handed_back");
        return ok(this.#remember(bytes, { leafHash: authentic.value.leafHash }));
    }

    /** Act 17 (PROTOCOL §9): slips that nobody drew. Those that were used stay what they are. */
    voidSlips(hashes: readonly Bytes[]): void {
        for (const hash of hashes) this.#voidedSlips.add(encodeHex(hash));
    }

    /** The report of a check: from then on the ballot is cast by nobody. */
    opened(bytes: Bytes): Result<void> {
        const report = decodeOpened(bytes);
        if (!report.ok) return report;
        const addressed = sameRound(report.value.manifestHash, this.#round.manifestHash);
        if (!addressed.ok) return addressed;
        const entry = encodeHex(bytes);
        if (this.#reports.has(entry)) return ok();
        if (!isBoxOpen(this.phase)) return fail("wrong_phase", this.phase);
        const id = encodeHex(report.value.ballotId);
        if (this.#castIds.has(id)) return fail("already_cast", "this ballot was cast");
        const full = this.#reports.size >= openedPerDue * this.#round.due;
        if (full) return fail("busy", "no room for another report");
        this.#reports.add(entry);
        this.#openedIds.add(id);
        return ok();
    }

    #admit(addressed: AddressedBallot): Result<AdmissibleBallot> {
        const authenticated = AuthenticBallot.authenticate(addressed);
        if (!authenticated.ok) return authenticated;
        const authentic = authenticated.value;
        const fresh = steps(() => this.#fresh(authentic));
        return fresh.ok ? AdmissibleBallot.admit(authentic) : fresh;
    }

    *#fresh({ ballot, id }: AuthenticBallot): Generator<Refusal, void> {
        yield* need(this.#unused(ballot));
        if (this.#wasOpened(id)) yield* refuse("already_opened", "opened for checking");
        if (firstComponents(ballot).some((first) => this.#firstComponents.has(first))) {
            yield* refuse("duplicate_ciphertext", "in another ballot");
        }
    }

    #wasOpened(id: BallotId): boolean {
        return this.#openedIds.has(encodeHex(id));
    }

    #unused({ ballotKey, token }: Paper): Result<void> {
        const voided =
            token.kind === "drawn" &&
            this.#voidedSlips.has(encodeHex(slipHash(token.prefix, ballotKey.bytes)));
        if (voided) return fail("already_handed_back", "this slip was voided");
        switch (this.#uses.get(encodeHex(ballotKey.bytes))) {
            case "cast":
                return fail("already_cast", "this ballot key was used to cast");
            case "handed_back":
                return fail("already_handed_back", "this paper was handed back");
            case undefined:
                return ok();
        }
    }

    #acceptedBefore(bytes: Bytes): Accepted | undefined {
        return this.#accepted.get(encodeHex(sha256(bytes)));
    }

    #remember(bytes: Bytes, accepted: Accepted): Accepted {
        this.#accepted.set(encodeHex(sha256(bytes)), accepted);
        return accepted;
    }
}
