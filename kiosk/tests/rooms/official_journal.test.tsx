// @vitest-environment happy-dom
// Who did what: hundreds of sign-ins are one row, every other act has its own.
import { render } from "preact";
import { act } from "preact/test-utils";
import { describe, expect, it } from "vitest";
import { deputyNumber } from "../../src/ballot/ids.ts";
import { readLog, type DoneAct, type LogView } from "../../src/ballot/log_view.ts";
import { catalogues, Words } from "../../src/ui/words.ts";
import { Journal } from "../../src/rooms/official/journal.tsx";
import { journalRows } from "../../src/rooms/official/journal_rows.ts";
import { evidenceOf } from "../support/evidence.ts";
import { exampleEntries } from "../support/rounds.ts";
import { must } from "../support/vectors.ts";

const minuteOf = (hours: number, minutes: number): number =>
    new Date(2026, 0, 5, hours, minutes).getTime() / 60_000;

function signIn(log: LogView, index: number, minute: number, ...deputies: number[]): DoneAct {
    const [person] = log.enrolment?.persons ?? [];
    const body = { kind: "deputies" as const, deputies: deputies.map(deputyNumber) };
    const scope = new Uint8Array(32);
    const statement = { act: "sign_in" as const, scope, serial: index, minute, body, signers: [] };
    // Of every reading of the log another object.
    return { index, statement, people: [person === undefined ? person : { ...person }] };
}

function other(log: LogView, name: "open" | "seal"): DoneAct {
    const found = log.acts.find(({ statement }) => statement.act === name);
    if (found === undefined) throw new Error(`the example has no ${name}`);
    return found;
}

describe("the journal", () => {
    it("puts sign-ins that follow each other into one row, and those around another act into two", async () => {
        const log = must(readLog(await evidenceOf(exampleEntries), null));
        const first = Array.from({ length: 312 }, (_, place) =>
            signIn(log, 100 + place, minuteOf(9, 12 + (place % 20)), place + 1),
        );
        const acts = [
            other(log, "seal"),
            ...first,
            // Back again: the same deputy.
            signIn(log, 500, minuteOf(9, 31), 312),
            other(log, "open"),
            signIn(log, 501, minuteOf(9, 40), 313),
        ];
        expect(journalRows(acts).map(({ is }) => is)).toEqual(["act", "sign_ins", "act", "act"]);
        const root = document.createElement("div");
        void act(() => {
            render(
                <Words.Provider value={catalogues.zh}>
                    <Journal log={{ ...log, acts }} />
                </Words.Provider>,
                root,
            );
        });
        const rows = [...root.querySelectorAll("li")].map(({ textContent }) => textContent);
        expect(rows).toHaveLength(4);
        const name = log.enrolment?.persons[0]?.name ?? "nobody";
        expect(rows[1]).toBe(`09:12–09:31签到 312 人${name}（工作人员）`);
        expect(rows[3]).toContain("09:40签到");
    });

    it("has no row without an act", () => {
        expect(journalRows([])).toEqual([]);
    });
});
