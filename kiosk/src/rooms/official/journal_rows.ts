// rooms/official/journal_rows.ts — the acts of the log as rows: hundreds of sign-ins would bury what else was done.
import type { DoneAct } from "../../ballot/log_view.ts";

export type JournalRow =
    | { readonly is: "act"; readonly act: DoneAct }
    /** Sign-ins that nothing but sign-ins came between. */
    | {
          readonly is: "sign_ins";
          /** Of the first. */
          readonly index: number;
          readonly from: number;
          readonly to: number;
          readonly deputies: number;
          /** Of the desks: whoever signed one of them, as often. */
          readonly people: DoneAct["people"];
      };

function deputiesIn({ statement: { body } }: DoneAct): readonly number[] {
    return body.kind === "deputies" ? body.deputies : [];
}

function rowOf(acts: readonly DoneAct[]): JournalRow[] {
    const [first, second] = acts;
    if (first === undefined) return [];
    // One alone says all that it has to say.
    if (second === undefined) return [{ is: "act", act: first }];
    const minutes = acts.map(({ statement }) => statement.minute);
    return [
        {
            is: "sign_ins",
            index: first.index,
            from: Math.min(...minutes),
            to: Math.max(...minutes),
            // Who went and came back is one.
            deputies: new Set(acts.flatMap(deputiesIn)).size,
            people: acts.flatMap(({ people }) => people),
        },
    ];
}

export function journalRows(acts: readonly DoneAct[]): readonly JournalRow[] {
    const rows: JournalRow[] = [];
    let together: DoneAct[] = [];
    for (const act of acts) {
        if (act.statement.act === "sign_in") {
            together.push(act);
            continue;
        }
        rows.push(...rowOf(together), { is: "act", act });
        together = [];
    }
    return [...rows, ...rowOf(together)];
}
