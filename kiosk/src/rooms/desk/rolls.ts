// rooms/desk/rolls.ts — the rolls of a log and the cards that were replaced, as evidence shows them (PROTOCOL §5 §9).
import type { Bytes } from "../../basics/bytes.ts";
import { need, steps, type Result } from "../../basics/result.ts";
import { outlineRoll, type Replacement, type Roll } from "../../ballot/entries/roll.ts";
import { acts } from "../../ballot/acts.ts";
import { decodeStatement } from "../../ballot/entries/statement.ts";
import { readRecordFile } from "../../ballot/record.ts";
import { entryTypes } from "../../ballot/wire.ts";
import { RollBook } from "./roll_book.ts";

/** Null: another act. */
function replacementIn(entry: Bytes): Result<Replacement | null> {
    return steps(function* () {
        if (entry[1] !== acts.replace_card) return null;
        const { body } = yield* need(decodeStatement(entry));
        if (body.kind !== "card") return null;
        return { deputy: body.deputy, identityKey: body.identityKey.bytes };
    });
}

/** Null: there is no roll yet. Refuses: malformed, wrong_version. */
export function bookOf(evidence: Bytes): Result<RollBook | null> {
    return steps(function* () {
        const rolls: Roll[] = [];
        let replaced: Replacement[] = [];
        for (const entry of (yield* need(readRecordFile(evidence))).entries) {
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
