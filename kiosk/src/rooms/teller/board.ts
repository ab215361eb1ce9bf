// rooms/teller/board.ts — what the teller's own program has checked, as it tells the page
// (server/teller/console/describe.hpp). A section is null as long as there is nothing to say.
import {
    count,
    flag,
    listOf,
    members,
    oneOf,
    orNull,
    readAs,
    text,
    type Shape,
} from "../../basics/shape.ts";
import type { Refusal, Result } from "../../basics/result.ts";
import { phases } from "../../ballot/phases.ts";
import { actNames, roleNames, type Role } from "../../ballot/acts.ts";
import type { CountedBatch } from "../../ui/sheets/batch_draft.ts";
import { sheetsOfBoard } from "./board_sheets.ts";

export const orders = [
    "unlock",
    "confirm",
    "ceremony",
    "compare",
    "cosign",
    "share",
    "report",
    "recount",
    "sign",
    "keys",
    "line",
    "names",
    "cards",
    "roll",
    "slips",
    "forget",
    "rehearse",
    "paper",
    "restore",
    "replace",
    "sheets",
    "doubtful",
    "enter",
    "marks",
    "seal",
    "send",
] as const;
export const steps = ["commit", "message", "certificate"] as const;
export const sheetKinds = ["cards", "slips", "paper", "card"] as const;

export const sheetStages = ["ready", "first", "second", "agreed", "kept", "sent"] as const;

const refusal = members({ code: count, name: text, detail: text });
const check = members({ name: text, passed: flag, detail: text });
const role = oneOf(roleNames);

const counted = members({
    hash: text,
    reporters: listOf(count),
    opened: flag,
    counts: members({
        due: count,
        present: count,
        issued: count,
        returned: count,
        valid: count,
        void: count,
    }),
    order: oneOf(["votes", "candidate"]),
    notice: oneOf(["names", "names_and_votes"]),
    /** The rule that kept anything from being chosen. */
    missed: orNull(oneOf(["quorum", "participation"])),
    places_left: count,
    next: orNull(
        members({
            kind: oneOf(["tie", "shortfall", "presidium", "set_invalid", "too_few"]),
            places: count,
            candidates: listOf(count),
        }),
    ),
    projects: listOf(
        members({
            no: count,
            name: text,
            name2: text,
            approve: count,
            oppose: orNull(count),
            abstain: count,
            chosen: flag,
            tied: flag,
        }),
    ),
});

export interface ResultOfBoard {
    readonly refusal: Refused | null;
    readonly counted: Counted | null;
}

/** What was recomputed here; where it is another, why. */
function* result(value: unknown): Generator<Refusal, ResultOfBoard> {
    const found = yield* members({ refusal: orNull(refusal) })(value);
    if (found.refusal !== null) return { refusal: found.refusal, counted: null };
    return { refusal: null, counted: yield* counted(value) };
}

const readBoard = members({
    keys: orNull(members({ name: text, role, person: orNull(count), teller: orNull(count) })),
    place: orNull(members({ keys: text, share: text, server: text })),
    /** Until the enrolment has this person: what is to be handed in for it. */
    line: orNull(
        members({
            congress: text,
            congress2: text,
            id: text,
            bytes: text,
            handed_in: oneOf(["no", "yes", "not_taken"]),
        }),
    ),
    enrolment: orNull(
        members({
            fingerprint: text,
            confirmed: flag,
            persons: listOf(members({ teller: orNull(count), role, name: text })),
        }),
    ),
    ceremony: orNull(
        members({
            stage: oneOf(["ahead", "begun", "running", "done", "other_share", "without_share"]),
            threshold: orNull(count),
            step: orNull(oneOf(steps)),
            missing: listOf(count),
        }),
    ),
    log: orNull(
        members({ congress: text, congress2: text, sample: flag, size: count, heads: count }),
    ),
    round: orNull(
        members({
            number: count,
            title: text,
            title2: text,
            phase: oneOf(phases),
            compared: flag,
            fingerprint: orNull(text),
            counts: members({
                due: count,
                present: count,
                issued: count,
                cast: count,
                handed_back: count,
            }),
            threshold: count,
            tellers: count,
            quorum: count,
            claims_ended: flag,
        }),
    ),
    box: orNull(
        members({
            held: flag,
            ms: count,
            cast: count,
            handed_back: count,
            checks: listOf(check),
            refusal: orNull(refusal),
        }),
    ),
    cosignatures: orNull(members({ complete: flag, own: flag, by: listOf(count) })),
    shares: orNull(members({ good: listOf(count), sent: listOf(count) })),
    result: orNull(result),
    proposals: orNull(
        listOf(
            members({
                id: text,
                act: oneOf(actNames),
                by: orNull(text),
                of_congress: flag,
                reason: orNull(text),
                deputies: orNull(listOf(count)),
                tellers: orNull(listOf(count)),
                kind: orNull(text),
                slips: orNull(count),
                uncancelled: orNull(count),
                refusal: orNull(refusal),
            }),
        ),
    ),
    recount: orNull(members({ valid: flag, anchored: flag, record: text, checks: listOf(check) })),
    /** The roll that was chosen for the cards. */
    names: orNull(members({ count })),
    /** What was made for paper and is not forgotten yet; its codes are asked for apart. */
    sheet: orNull(members({ kind: oneOf(sheetKinds), count, hash: text, posted: flag })),
    /** A lost card that this teller replaces, and whether the second one has signed. */
    replacement: orNull(
        members({
            deputy: count,
            name: text,
            reason: text,
            standing: oneOf(["waits", "recorded", "gone"]),
        }),
    ),
    /** Sheets of paper, from the close to the first share. */
    sheets: orNull(sheetsOfBoard),
    /** Sheets that two people enter as ballots, in a round that has such; of their marks nothing is told. */
    few_sheets: orNull(
        members({
            stage: oneOf(sheetStages),
            /** Whether the box takes ballots now. */
            open: flag,
            most: count,
            lo: count,
            cap: count,
            three_way: flag,
            projects: listOf(members({ no: count, name: text, name2: text })),
            count,
            turn: count,
            /** Numbers of the sheets that this turn keys. */
            asked: listOf(count),
            /** By project number; null: whether the sheet is blank. */
            differs: listOf(members({ sheet: count, project: orNull(count) })),
            files: listOf(text),
            codes: listOf(text),
            /** Of the codes, by this run of the program. */
            sent: count,
            unreadable: orNull(refusal),
        }),
    ),
    /** Test decryptions by the shares that were brought: with enough of them, and with one fewer. */
    rehearsal: orNull(
        members({
            threshold: count,
            tellers: listOf(count),
            combinations: count,
            opened: count,
            fewer: count,
            fewer_opened: count,
        }),
    ),
    /** Ballots done, of all. */
    verifying: orNull(members({ done: count, total: count })),
    /** The order that is being carried out. */
    working: orNull(oneOf(orders)),
    refused: orNull(members({ order: oneOf(orders), code: count, name: text, detail: text })),
    trouble: orNull(refusal),
    alarm: orNull(refusal),
});

const readSheet = members({
    kind: oneOf(sheetKinds),
    congress: text,
    congress2: text,
    sample: flag,
    file: text,
    rows: listOf(members({ no: count, code: text, name: text, delegation: text })),
});

export type Sheet = Shape<typeof readSheet>;
export type SheetRow = Sheet["rows"][number];
export type Board = Shape<typeof readBoard>;
export type Refused = Shape<typeof refusal>;
export type CheckOfBoard = Shape<typeof check>;
export type Counted = Shape<typeof counted>;
export type Part<K extends keyof Board> = NonNullable<Board[K]>;
export type OrderName = (typeof orders)[number];
export type Proposal = Part<"proposals">[number];

/** Refuses: malformed. */
export function decodeBoard(value: unknown): Result<Board> {
    return readAs(readBoard, value);
}

/** Null: there is none. Refuses: malformed. */
export function decodeSheet(value: unknown): Result<Sheet | null> {
    return readAs(orNull(readSheet), value);
}

export interface Order {
    readonly order: OrderName;
    readonly text?: string;
    readonly number?: number;
    readonly passphrase?: string;
    readonly role?: Role;
    readonly name?: string;
    readonly random?: boolean;
    readonly lines?: string;
    readonly batch?: CountedBatch;
}

/** On which page the desk is. */
export type Stage =
    "alarm" | "locked" | "waiting" | "confirm" | "ceremony" | "watch" | "box" | "result" | "after";

export function stageOf(board: Board): Stage {
    const { alarm, keys, enrolment, ceremony, round } = board;
    if (alarm !== null) return "alarm";
    if (keys === null) return "locked";
    if (keys.person === null || enrolment === null) return "waiting";
    if (keys.teller !== null && ceremony?.stage !== "done") return "ceremony";
    if (!enrolment.confirmed) return "confirm";
    switch (round?.phase) {
        case undefined:
        case "drafted":
        case "sealed":
        case "issuing":
        case "voting":
        case "paused":
            return "watch";
        case "closed":
        case "cosigned":
            return keys.teller === null ? "watch" : "box";
        case "decided":
            return keys.teller === null ? "watch" : "result";
        case "announced":
        case "published":
        case "voided":
            return "after";
    }
}
