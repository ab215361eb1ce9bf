// rooms/desk/rolls.ts — the rolls of a log and the cards that were replaced, as evidence shows them (PROTOCOL §5 §9).
import type { Bytes } from "../../basics/bytes.ts";
import { Reader } from "../../basics/reader.ts";
import { need, steps, type Result } from "../../basics/result.ts";
import { outlineRoll, type Replacement, type Roll } from "../../ballot/entries/roll.ts";
import { deputyNumber } from "../../ballot/ids.ts";
import { entriesOfRecord } from "../../ballot/record.ts";
import { entryTypes, hashBytes } from "../../ballot/wire.ts";
import { verifyKeyBytes } from "../../crypto/signature.ts";
import { RollBook } from "./roll_book.ts";

const replaceCard = 3;

/** Null: another act. */
function replacementIn(statement: Bytes): Result<Replacement | null> {
    return steps(function* () {
        const reader = new Reader(statement);
        yield* need(reader.u8());
        if ((yield* need(reader.u8())) !== replaceCard) return null;
        yield* need(reader.take(hashBytes + 4 + 4));
        const body = new Reader(yield* need(reader.bytes16()));
        const deputy = deputyNumber(yield* need(body.u32()));
        return { deputy, identityKey: yield* need(body.take(verifyKeyBytes)) };
    });
}

/** Null: there is no roll yet. Refuses: malformed, wrong_version. */
export function bookOf(evidence: Bytes): Result<RollBook | null> {
    return steps(function* () {
        const rolls: Roll[] = [];
        let replaced: Replacement[] = [];
        for (const entry of yield* need(entriesOfRecord(evidence))) {
            const [type] = entry;
            // These end every replacement before them.
            if (type === entryTypes.roll || type === entryTypes.enrolment) replaced = [];
            if (type === entryTypes.roll) rolls.push(yield* need(outlineRoll(entry)));
            if (type !== entryTypes.statement) continue;
            const replacement = yield* need(replacementIn(entry));
            if (replacement !== null) replaced.push(replacement);
        }
        const roll = rolls.pop();
        return roll === undefined ? null : RollBook.of(roll, rolls).withReplaced(replaced);
    });
}
