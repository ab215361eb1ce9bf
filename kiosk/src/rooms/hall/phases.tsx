// rooms/hall/phases.tsx — what the screen shows from the first manifest to the close. No word and no length of it tells
// anything of what was marked.
import type { JSX } from "preact";
import type { RoundView } from "../../api/round_view.ts";
import type { Vote } from "../../flow/vote.ts";
import { Name2 } from "../../ui/second_name.tsx";
import { markingOf, methodLines } from "./method.ts";
import { Named, secondOf } from "./named.tsx";
import { Pager } from "./pager.tsx";
import { Attendance, Digits, Figures } from "./parts.tsx";
import { Going, Tick } from "../../ui/signs.tsx";
import { Progress } from "./signs.tsx";
import { useHallWords } from "./words.ts";

export interface PhaseProps {
    readonly view: RoundView;
    readonly vote: Vote | null;
}

export function Title({ view, vote, rule }: PhaseProps & { readonly rule?: boolean }): JSX.Element {
    const words = useHallWords();
    const title2 = vote?.manifest.title2;
    const marking = vote === null || rule !== true ? "" : markingOf(words, vote);
    return (
        <div class="title">
            <h1>
                <Named name={vote?.manifest.title ?? view.title} name2={title2} />
            </h1>
            {marking === "" ? (
                secondOf(words, { name: "", name2: title2 }) === null && <Name2 name2={title2} />
            ) : (
                <span class="label">{marking}</span>
            )}
            {view.phase === "issuing" || view.phase === "voting" ? (
                // PROTOCOL §10.2: papers are counted at most once a minute.
                <span class="label">{words.hall.everyMinute}</span>
            ) : null}
        </div>
    );
}

export function NoVote(): JSX.Element {
    return <h1 class="statement">{useHallWords().hall.noVote}</h1>;
}

export function Before(props: PhaseProps): JSX.Element {
    const words = useHallWords();
    const { view, vote } = props;
    const { hall } = words;
    const kind = vote?.manifest.kind ?? "first";
    return (
        <Pager>
            <Title {...props} />
            {kind === "first" ? null : <p class="label">{hall.kinds[kind]}</p>}
            {vote === null ? (
                <p class="label">{hall.fetching}</p>
            ) : (
                <ol class="method" aria-label={hall.method}>
                    {methodLines(words, vote).map((line, place) => (
                        <li key={place}>
                            <span class="method-no figure" aria-hidden="true">
                                {place + 1}
                            </span>
                            <span>{line}</span>
                        </li>
                    ))}
                </ol>
            )}
            <Attendance counts={view.counts} vote={vote} />
            {vote === null ? null : <Digits label={hall.fingerprint} hash={vote.manifest.hash} />}
        </Pager>
    );
}

function Papers({ view }: { view: RoundView }): JSX.Element {
    const { hall } = useHallWords();
    const { issued, cast, handed_back: back, outstanding, sheets } = view.counts;
    return (
        <>
            <Figures
                large
                values={[
                    [hall.issued, issued],
                    [hall.cast, cast],
                    [hall.handed_back, back],
                    [hall.outstanding, outstanding],
                ]}
            />
            {sheets === 0 ? null : <p class="label">{hall.sheets(sheets)}</p>}
        </>
    );
}

/** In a pause its notice stands where the bar and the fingerprint stood. */
export function Voting(props: PhaseProps): JSX.Element {
    const { view, vote } = props;
    const { hall } = useHallWords();
    const { issued, cast, handed_back: back } = view.counts;
    const paused = view.phase === "paused";
    return (
        <Pager>
            <Title {...props} rule />
            {paused ? (
                <div class="halted" role="status">
                    <b>{hall.paused}</b> <span>{hall.pausedTodo}</span>
                </div>
            ) : null}
            <Papers view={view} />
            {paused ? null : (
                <Progress {...{ cast, back, issued }} label={hall.progress(cast, back, issued)} />
            )}
            <Attendance counts={view.counts} vote={vote} />
            {paused || vote === null ? null : (
                <Digits label={hall.fingerprint} hash={vote.manifest.hash} />
            )}
        </Pager>
    );
}

/** From the close until the announcement nothing is known here but that it goes on (PROTOCOL §16). */
export function Closed(props: PhaseProps): JSX.Element {
    const { hall } = useHallWords();
    return (
        <Pager>
            <Title {...props} />
            <ol class="steps" aria-label={hall.closed.now}>
                {hall.closed.steps.map((step, place) => (
                    <li key={place} class={place === 2 ? "step step-ahead" : "step"}>
                        {place === 1 ? <Going /> : <Tick done={place === 0} />}
                        <span class="hidden-words">
                            {[hall.done, hall.going, hall.ahead][place]}
                        </span>
                        <span>{step}</span>
                    </li>
                ))}
            </ol>
            <Papers view={props.view} />
            <p class="label">{hall.closed.hidden}</p>
        </Pager>
    );
}

export function Voided(props: PhaseProps): JSX.Element {
    const { hall } = useHallWords();
    return (
        <Pager>
            <Title {...props} />
            <div class="halted halted-large" role="status">
                <b>{hall.voided}</b>
                <span>{hall.voidedTodo}</span>
            </div>
        </Pager>
    );
}
