// ballot/log_view.ts — a log as an enrolled person's page reads it: who did what, and how the newest round stands
// (PROTOCOL §9). Whether each entry may stand is the server's to decide and the verifier's to check; here
// the log is held to its checkpoint, its signature, and the log that was seen before.
import { equalBytes, type Bytes } from "../basics/bytes.ts";
import { demand, need, refuse, steps, type Refusal, type Result } from "../basics/result.ts";
import { checkSignedCheckpoint, decodeSignedCheckpoint } from "../crypto/checkpoint.ts";
import { treeRoot } from "../crypto/merkle.ts";
import type { Act } from "./acts.ts";
import { decodeCongress, type Congress } from "./entries/congress.ts";
import { decodeEnrolment, type Enrolment, type Person } from "./entries/enrolment.ts";
import { decodeIssuance } from "./entries/issuance.ts";
import { readOutcome } from "./entries/result.ts";
import { decodeStatement, voidHash, type Statement } from "./entries/statement.ts";
import { entryLeafHash } from "./entry.ts";
import { noPaper, paperAfter, withCounts, type LoggedPaper } from "./log_paper.ts";
import { decodeManifest, type RoundKind, type VoteManifest } from "./manifest.ts";
import type { Phase } from "./phases.ts";
import { readRecordFile } from "./record.ts";
import { entryTypes } from "./wire.ts";

export interface DoneAct {
    readonly index: number;
    readonly statement: Statement;
    /** Those of its time, in the order of signing. */
    readonly people: readonly (Person | undefined)[];
}

export interface LoggedRound {
    readonly manifest: VoteManifest;
    readonly phase: Phase;
    readonly beforePause: Phase;
    /** The phase that it had come to when it was voided, if it was; no pause. */
    readonly voidedIn: Phase | null;
    /** Entries of shares; a false one is among them. */
    readonly shares: number;
    /** Slips that were drawn, known when issuing has ended. */
    readonly drawn: number;
    readonly paper: LoggedPaper;
    /** Persons who reported the result. */
    readonly reporters: readonly number[];
    /** result_hash, or void_hash of a voided round: what a further round names. */
    readonly ending: Bytes | null;
    /** What may follow; null: nothing. */
    readonly next: RoundKind | null;
    /** The further round that was stated. */
    readonly stated: RoundKind | null;
}

export interface LogView {
    readonly size: number;
    readonly root: Bytes;
    readonly congress: Congress;
    readonly congressEntry: Bytes;
    readonly enrolment: Enrolment | null;
    readonly enrolmentEntry: Bytes | null;
    readonly acts: readonly DoneAct[];
    /** Entries of all attachments. */
    readonly attachments: readonly Bytes[];
    /** The newest; null: no manifest yet. */
    readonly round: LoggedRound | null;
}

const phaseAfter: Readonly<Partial<Record<Act, Phase>>> = {
    seal: "sealed",
    unseal: "drafted",
    open: "issuing",
    end_issuing: "voting",
    pause: "paused",
    close: "closed",
    announce: "announced",
    void: "voided",
    publish: "published",
};

function begun(manifest: VoteManifest): LoggedRound {
    const nothing = { reporters: [], ending: null, next: null, stated: null };
    const begin = { phase: "drafted", beforePause: "issuing", voidedIn: null } as const;
    return { manifest, ...begin, shares: 0, drawn: 0, paper: noPaper, ...nothing };
}

function afterAct(round: LoggedRound, statement: Statement, entry: Bytes): LoggedRound {
    const { act, body, signers } = statement;
    const phase = act === "resume" ? round.beforePause : (phaseAfter[act] ?? round.phase);
    const beforePause = act === "pause" ? round.phase : round.beforePause;
    const next = { ...round, phase, beforePause };
    if (body.kind === "paper") return { ...next, paper: { ...round.paper, stated: body } };
    if (body.kind === "used_slips") {
        return { ...next, paper: { ...round.paper, usedSlips: body.usedSlips } };
    }
    if (act === "void") {
        const voidedIn = round.phase === "paused" ? round.beforePause : round.phase;
        return { ...next, voidedIn, ending: voidHash(entry), next: "ordered" };
    }
    if (act === "further_round" && body.kind === "next_round") {
        return { ...next, stated: body.next };
    }
    const [reporter] = signers;
    if (act !== "report" || reporter === undefined) return next;
    return { ...next, reporters: [...new Set([...round.reporters, reporter.person])] };
}

/** What one entry changes. */
class Walk {
    enrolment: Enrolment | null = null;
    enrolmentEntry: Bytes | null = null;
    readonly acts: DoneAct[] = [];
    readonly attachments: Bytes[] = [];
    round: LoggedRound | null = null;

    *take(entry: Bytes, index: number): Generator<Refusal, void> {
        const { round } = this;
        const [type] = entry;
        if (type === entryTypes.enrolment) {
            this.enrolment = yield* need(decodeEnrolment(entry));
            this.enrolmentEntry = entry;
        } else if (type === entryTypes.manifest) {
            this.round = begun(yield* need(decodeManifest(entry)));
        } else if (type === entryTypes.statement) {
            this.#act(yield* need(decodeStatement(entry)), entry, index);
        } else if (type === entryTypes.attachment) {
            this.attachments.push(entry);
        } else if (round !== null && type === entryTypes.issuance) {
            const { kind } = yield* need(decodeIssuance(entry));
            const drawn = round.drawn + (kind === "drawn" ? 1 : 0);
            const taken = kind === "taken" ? 1 : 0;
            const { counts } = round.paper;
            const papers = { taken: counts.taken + taken, tokens: counts.tokens + 1 - taken };
            this.round = { ...round, drawn, paper: withCounts(round.paper, papers) };
        } else if (round !== null && type === entryTypes.cosigned) {
            this.round = { ...round, phase: "cosigned" };
        } else if (round !== null && type === entryTypes.share) {
            this.round = { ...round, shares: round.shares + 1 };
        } else if (round !== null && type === entryTypes.result) {
            yield* this.#result(round, entry);
        } else if (round !== null) {
            this.round = { ...round, paper: yield* paperAfter(round.paper, entry) };
        }
    }

    #act(statement: Statement, entry: Bytes, index: number): void {
        const people = statement.signers.map(({ person }) => this.enrolment?.persons[person - 1]);
        this.acts.push({ index, statement, people });
        if (this.round !== null) this.round = afterAct(this.round, statement, entry);
    }

    *#result(round: LoggedRound, entry: Bytes): Generator<Refusal, void> {
        const { manifest, paper } = round;
        const shape = { projects: manifest.projects.length, sheets: paper.stated !== null };
        const outcome = yield* need(readOutcome(entry, shape));
        const { hash: ending, next } = outcome;
        this.round = { ...round, phase: "decided", ending, next };
    }
}

/**
 * Reads evidence. `before` is what this page saw last: the log must begin with it.
 * Refuses: malformed, not_canonical, identity_point, wrong_version, signature_rejected, log_rollback.
 */
export function readLog(evidence: Uint8Array, before: LogView | null): Result<LogView> {
    return steps(function* () {
        const { entries, checkpoint } = yield* need(readRecordFile(evidence));
        const [congressEntry] = entries;
        if (congressEntry === undefined) return yield* refuse("malformed", "an empty log");
        const congress = yield* need(decodeCongress(congressEntry));
        const leaves = entries.map(entryLeafHash);
        const root = treeRoot(leaves);
        const signed = yield* need(decodeSignedCheckpoint(checkpoint));
        const keys = { origin: congress.origin, log: congress.logKey, cosigners: [] };
        yield* need(checkSignedCheckpoint(signed, keys));
        const same =
            signed.checkpoint.size === BigInt(entries.length) &&
            equalBytes(signed.checkpoint.root, root);
        yield* demand(same, "the entries are not those of the checkpoint");
        if (before !== null) {
            const extended =
                before.size <= entries.length &&
                equalBytes(treeRoot(leaves.slice(0, before.size)), before.root);
            if (!extended) return yield* refuse("log_rollback", "not the log seen before");
        }
        const walk = new Walk();
        for (const [index, entry] of entries.entries()) yield* walk.take(entry, index);
        const { enrolment, enrolmentEntry, acts, attachments, round } = walk;
        const known = { congress, congressEntry, enrolment, enrolmentEntry };
        return { size: entries.length, root, ...known, acts, attachments, round };
    });
}
