// rooms/official/proposals.ts — acts that wait for a second person, held against what this page itself knows of the log.
import { readList } from "../../api/lists.ts";
import { equalBytes, type Bytes } from "../../basics/bytes.ts";
import { fail, need, ok, steps, type Result } from "../../basics/result.ts";
import type { Person } from "../../ballot/entries/enrolment.ts";
import {
    actRules,
    checkStatementSignature,
    decodeStatement,
    signersOf,
    type Statement,
} from "../../ballot/entries/statement.ts";
import type { LoggedRound, LogView } from "../../ballot/log_view.ts";
import { paperFaultOf, statedFor, type StatedPaper } from "../../ballot/paper.ts";

export interface Proposal {
    readonly statement: Statement;
    /** Who signed first. */
    readonly first: Person | null;
    /** What stands against signing it here. */
    readonly fits: Result<void>;
}

/** The batches are those of the log, and the sheets add up (PROTOCOL §11.8). */
function paperFits(said: StatedPaper, { paper }: LoggedRound): boolean {
    const { counts, batches } = paper;
    const here = statedFor(batches, said.uncancelled);
    const same = here.batches === said.batches && equalBytes(here.paperHash, said.paperHash);
    return same && paperFaultOf(counts, batches, said.uncancelled) === null;
}

function bodyFits({ body }: Statement, { size, root, round }: LogView): boolean {
    const ending = round?.ending ?? null;
    const is = (named: Bytes): boolean => ending !== null && equalBytes(named, ending);
    switch (body.kind) {
        case "log_position":
            return body.size === BigInt(size) && equalBytes(body.root, root);
        case "result":
            return is(body.result);
        case "next_round":
            return is(body.parent) && body.next === round?.next;
        case "paper":
            return round !== null && paperFits(body, round);
        case "empty":
        case "reason":
        case "deputies":
        case "card":
        case "absent_tellers":
        case "slips":
        case "used_slips":
            return true;
    }
}

/** Refuses: not_permitted, signature_rejected, wrong_manifest. */
function judge(statement: Statement, first: Person | null, log: LogView): Result<void> {
    const [signer] = statement.signers;
    const [roles = []] = signersOf(statement.act);
    if (signer === undefined || first === null || !roles.includes(first.role)) {
        return fail("not_permitted", "not a person for this act");
    }
    const signed = checkStatementSignature(statement, signer, first.statementKey);
    if (!signed.ok) return signed;
    const ofCongress = actRules[statement.act].ofCongress;
    const scope = ofCongress ? log.congress.id : log.round?.manifest.hash;
    if (scope === undefined || !equalBytes(scope, statement.scope)) {
        return fail("wrong_manifest", "of another round than this page sees");
    }
    return bodyFits(statement, log) ? ok() : fail("wrong_manifest", "not what the log says");
}

function known(statement: Statement, log: LogView): Proposal {
    const person = statement.signers[0]?.person ?? 0;
    const first = log.enrolment?.persons[person - 1] ?? null;
    return { statement, first, fits: judge(statement, first, log) };
}

/** Refuses: malformed, not_canonical. */
export function readProposals(answer: Bytes, log: LogView): Result<readonly Proposal[]> {
    return steps(function* () {
        const proposals: Proposal[] = [];
        for (const entry of yield* need(readList(answer))) {
            proposals.push(known(yield* need(decodeStatement(entry)), log));
        }
        return proposals;
    });
}

/** Who may sign next, of those enrolled. */
export function awaited({ statement }: Proposal, log: LogView): readonly Person[] {
    const roles = signersOf(statement.act)[statement.signers.length] ?? [];
    return (log.enrolment?.persons ?? []).filter(
        (person, place) =>
            roles.includes(person.role) &&
            statement.signers.every((signer) => signer.person !== place + 1),
    );
}
