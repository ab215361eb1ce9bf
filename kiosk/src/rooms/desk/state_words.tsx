// rooms/desk/state_words.tsx — where somebody is, by shape and word: a filled mark for who is in the hall, an empty one
// for who is not, a dashed one for what is not recorded yet.
import type { JSX } from "preact";
import type { Standing } from "./attendance.ts";
import type { Deputy } from "./people.ts";
import { timeOfDay } from "./time.ts";
import { useDeskWords } from "./words.ts";

export function StateMark({ presence, pending }: Standing): JSX.Element {
    const here = presence === "present";
    const shape = pending ? "desk-mark-pending" : here ? "desk-mark-here" : "";
    return (
        <svg class={`desk-mark ${shape}`} viewBox="0 0 24 24" aria-hidden="true">
            <rect x="2" y="2" width="20" height="20" />
            {here ? <path d="M6 12l4 5 8-10" /> : null}
            {presence === "left" ? <path d="M6 12h12m-5-5 5 5-5 5" /> : null}
        </svg>
    );
}

export function StateWords({ deputy }: { deputy: Deputy }): JSX.Element {
    const { standing, waits, excuse } = deputy;
    const { status } = useDeskWords().desk;
    const { presence, signedIn, left } = standing;
    const recorded =
        presence === "left" && left !== null
            ? status.leftAt(timeOfDay(left))
            : presence === "present" && signedIn !== null
              ? status.signedIn(timeOfDay(signedIn))
              : status[presence];
    return (
        <span class="desk-state">
            <StateMark {...standing} />
            <span>
                {waits === null ? recorded : status[waits]}
                {(["drew", "took", "declared"] as const).map((done) =>
                    standing[done] ? ` · ${status[done]}` : "",
                )}
                {excuse === null ? "" : ` · ${status.excused[excuse.kind]}`}
            </span>
        </span>
    );
}
