// rooms/hall/parts.tsx — figures, quorum and fingerprints as the screen of the hall sets them.
import type { ComponentChildren, JSX } from "preact";
import type { Counts } from "../../api/round_view.ts";
import { least } from "../../flow/figures.ts";
import type { Vote } from "../../flow/vote.ts";
import { fingerprintGroups } from "../../ui/fingerprint.tsx";
import { Tick } from "../../ui/signs.tsx";
import { useHallWords } from "./words.ts";

export function Figure(props: {
    readonly label: string;
    readonly value: number;
    readonly strong?: boolean;
}): JSX.Element {
    const { label, value, strong = false } = props;
    return (
        <div class="cell">
            <dt>{label}</dt>
            <dd class={strong ? "key figure key-strong" : "key figure"}>{value}</dd>
        </div>
    );
}

/** A line of figures; larger ones where they are the matter of the page and have room. */
export function Figures(props: {
    readonly values: readonly (readonly [string, number])[];
    readonly large?: boolean;
    readonly children?: ComponentChildren;
}): JSX.Element {
    const { values, large = false, children } = props;
    const fit = large && values.every(([, value]) => value < 1000);
    return (
        <dl class={fit ? "cells cells-large" : "cells"}>
            {values.map(([label, value]) => (
                <Figure key={label} label={label} value={value} />
            ))}
            {children}
        </dl>
    );
}

/** Due, present, and whether the rule of the manifest is met. */
export function Attendance({ counts, vote }: { counts: Counts; vote: Vote | null }): JSX.Element {
    const { hall } = useHallWords();
    const { due, present } = counts;
    return (
        <Figures
            values={[
                [hall.due, due],
                [hall.present, present],
            ]}
        >
            {vote === null ? null : <Quorum counts={counts} vote={vote} />}
        </Figures>
    );
}

function Quorum({ counts, vote }: { counts: Counts; vote: Vote }): JSX.Element {
    const { hall } = useHallWords();
    const { quorum } = vote.manifest.method;
    const needed = least(quorum, counts.due);
    const met = counts.present >= needed;
    const rule = quorum.strict ? hall.quorumOver : hall.quorum;
    return (
        <div class="cell cell-quorum">
            <dt>{rule(needed, quorum.a, quorum.b)}</dt>
            <dd class="quorum">
                <Tick done={met} />
                <b>{met ? hall.quorumMet : hall.quorumMissing(needed - counts.present)}</b>
            </dd>
        </div>
    );
}

/** Groups of four digits: all that a screen shows, or what has room beside a chart. */
const groupsShown = { full: 6, short: 4 } as const;

export function Digits(props: {
    readonly label: string;
    readonly hash: Uint8Array;
    readonly short?: boolean;
}): JSX.Element {
    const { label, hash, short = false } = props;
    const shown = groupsShown[short ? "short" : "full"];
    const { hall } = useHallWords();
    return (
        <p class={short ? "digits digits-short fingerprint" : "digits fingerprint"}>
            <span class="label">
                {label}
                <span class="digits-part">{hall.firstDigits(4 * shown)}</span>
            </span>
            <span class="code">
                {fingerprintGroups(hash)
                    .slice(0, shown)
                    .map((group, place) => (
                        <span key={place}>{group} </span>
                    ))}
            </span>
        </p>
    );
}
