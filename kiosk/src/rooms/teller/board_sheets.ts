// rooms/teller/board_sheets.ts — sheets of paper as the teller's program tells them (server/teller/console/describe_sheets.hpp).
// Of what others keyed there is nothing in it but the cells that differ.
import {
    count,
    flag,
    listOf,
    members,
    oneOf,
    orNull,
    text,
    type Shape,
} from "../../basics/shape.ts";
import { decisions, type Decision } from "../../ballot/entries/paper_batch.ts";

const decisionNames = Object.keys(decisions) as readonly Decision[];

const waiting = members({
    id: text,
    batch: count,
    doubtful: listOf(members({ decision: oneOf(decisionNames), reason: text })),
});

export const sheetsOfBoard = members({
    rules: members({
        projects: listOf(members({ no: count, name: text })),
        /** Approvals on one sheet. */
        most: count,
        three_way: flag,
        min_group: count,
    }),
    /** In the record. */
    batches: listOf(members({ batch: count, issued: count, returned: count })),
    taken: count,
    exchanged: count,
    /** Of act 18; null before it. */
    uncancelled: orNull(count),
    /** Over the batches. */
    issued: count,
    returned: count,
    /** The first number that no batch has before the last. */
    gap: orNull(count),
    /** Neither share nor result before act 18. */
    awaited: flag,
    may_key: flag,
    chief: members({ name: text, own: flag }),
    /** For the chief scrutineer. */
    waiting: listOf(waiting),
    /** By this person, and they wait for another. */
    keyed: listOf(count),
    /** Keyed otherwise by another: to be counted and keyed again. */
    differs: listOf(members({ batch: count, cells: listOf(text) })),
    /** What has become by now of the batch that was keyed or decided on last. */
    said: orNull(members({ is: oneOf(["waits", "differs", "logged"]), batch: count })),
    /** How many batches were taken from this run of the program. */
    sent: count,
});

export type SheetsOfBoard = Shape<typeof sheetsOfBoard>;
export type WaitingBatch = Shape<typeof waiting>;
