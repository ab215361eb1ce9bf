// rooms/desk/figures.tsx — how many are due and here, and whether the quorum rule holds.
import type { JSX } from "preact";
import type { RoundView } from "../../api/round_view.ts";
import { least } from "../../flow/figures.ts";
import type { Vote } from "../../flow/vote.ts";
import type { Figures } from "./attendance.ts";
import type { Delegation } from "./people.ts";
import { StateMark } from "./state_words.tsx";
import { useDeskWords } from "./words.ts";

export interface AttendanceProps {
    readonly figures: Figures;
    readonly view: RoundView | null;
    readonly vote: Vote | null;
}

interface WithSlips extends AttendanceProps {
    /** On the list that is drawn from now; 0: none is. */
    readonly slips: number;
    readonly delegations: readonly Delegation[];
}

export function AttendanceFigures(props: WithSlips): JSX.Element {
    const { figures, view, vote, slips, delegations } = props;
    const words = useDeskWords().desk.figures;
    const rows = [
        [words.due, figures.due],
        [words.present, view?.counts.present ?? figures.inHall],
        [words.inHall, figures.inHall],
        [words.toCome, figures.toCome],
        ...(figures.took === 0 ? [] : [[words.took, figures.took] as const]),
        ...(slips === 0 ? [] : [[words.drew, `${figures.drew} / ${slips}`] as const]),
    ] as const;
    return (
        <section class="desk-attendance" aria-labelledby="attendance-title">
            <h2 id="attendance-title">{words.title}</h2>
            <dl class="desk-figures">
                {rows.map(([name, figure]) => (
                    <div key={name}>
                        <dt>{name}</dt>
                        <dd class="figure">{figure}</dd>
                    </div>
                ))}
            </dl>
            <Quorum {...{ figures, view, vote }} />
            <Delegations delegations={delegations} />
        </section>
    );
}

/** As halls are used to it: of each delegation how many are due and here. Names are at the desks alone. */
function Delegations({ delegations }: Pick<WithSlips, "delegations">): JSX.Element | null {
    const words = useDeskWords().desk.figures;
    if (delegations.length === 0) return null;
    return (
        <table class="desk-delegations">
            <thead>
                <tr>
                    <th scope="col">{words.delegation}</th>
                    <th scope="col">{words.due}</th>
                    <th scope="col">{words.inHall}</th>
                </tr>
            </thead>
            <tbody>
                {delegations.map(({ name, due, inHall }) => (
                    <tr key={name}>
                        <th scope="row">{name === "" ? words.noDelegation : name}</th>
                        <td class="figure">{due}</td>
                        <td class="figure">
                            <b>{inHall}</b>
                        </td>
                    </tr>
                ))}
            </tbody>
        </table>
    );
}

const here = {
    presence: "present",
    signedIn: null,
    left: null,
    pending: false,
    drew: false,
    took: false,
    declared: false,
} as const;

/** Read by the server when the box is opened, from those in the hall (PROTOCOL §9). */
function Quorum({ figures, view, vote }: AttendanceProps): JSX.Element {
    const words = useDeskWords().desk.figures;
    if (vote === null) return <p class="say">{words.noRule}</p>;
    const { quorum } = vote.manifest.method;
    const needed = least(quorum, figures.due);
    const rule = (quorum.strict ? words.quorumOver : words.quorum)(quorum.a, quorum.b, needed);
    const before = view?.phase === "drafted" || view?.phase === "sealed";
    const missing = needed - figures.inHall;
    const holds = missing <= 0 ? words.met : words.missing(missing);
    return (
        <>
            <p class="say">{rule}</p>
            <p class="desk-state strong" role="status">
                {before && missing <= 0 ? <StateMark {...here} /> : null}
                <span>{before ? holds : words.opened}</span>
            </p>
        </>
    );
}
