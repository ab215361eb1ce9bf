// rooms/hall/app.tsx — the screen of the hall as a function of what was seen of the round.
import type { JSX } from "preact";
import type { RoundView } from "../../api/round_view.ts";
import { exactTimeOf } from "../../flow/pulse.ts";
import { isAnnounced, isOver } from "../../flow/rules.ts";
import { fingerprintGroups } from "../../ui/fingerprint.tsx";
import type { ThisDevice } from "../../ui/this_device.ts";
import { catalogues, Words } from "../../ui/words.ts";
import { timeOf, type Clock } from "./clock.ts";
import { isLost, type HallSeen } from "./follow.ts";
import { Named } from "./named.tsx";
import { outcomeOf, sentenceOf } from "./outcome.ts";
import { Turns } from "./pager.tsx";
import { Before, Closed, NoVote, Title, Voided, Voting, type PhaseProps } from "./phases.tsx";
import { RecordView } from "./record_view.tsx";
import { Chart, ResultTable } from "./result.tsx";
import { viewNames, type Screen, type ViewName } from "./screen.ts";
import { useHallWords, type HallCatalogue } from "./words.ts";

export interface HallProps {
    readonly seen: HallSeen;
    readonly now: Date;
    readonly clock: Clock;
    readonly screen: Screen;
    /** Where the public page is; null: under no name that others know. */
    readonly site: string | null;
    /** Null: not known yet. */
    readonly device: ThisDevice | null;
}

export function HallApp(props: HallProps): JSX.Element {
    return (
        <Words.Provider value={catalogues[props.screen.language]}>
            <Hall {...props} />
        </Words.Provider>
    );
}

function Hall(props: HallProps): JSX.Element {
    const { seen, now } = props;
    const words = useHallWords();
    const { view, heardAt } = seen;
    const sample = view?.sample ?? false;
    return (
        <div class={sample ? "hall hall-sample" : "hall"}>
            <header>
                {sample ? <Rehearsal /> : null}
                <Masthead {...props} />
            </header>
            <main class="body">{view === null ? null : <Stage {...props} view={view} />}</main>
            {isLost(seen, now) ? (
                <p class="lost" role="status">
                    {words.hall.lost}
                    {view === null || heardAt === null
                        ? null
                        : words.hall.shownAsOf(exactTimeOf(heardAt))}
                </p>
            ) : null}
            <Unenrolled {...props} />
            {sample ? (
                <footer>
                    <Rehearsal />
                </footer>
            ) : null}
        </div>
    );
}

/** Until two people enrolled the screen it shows what they compare: before a result, on which nothing else may stand. */
function Unenrolled({ device, seen: { view } }: HallProps): JSX.Element | null {
    const { hall } = useHallWords();
    const own = device?.device;
    if (own?.is !== "waiting" || view === null || isOver(view.phase)) return null;
    return (
        <p class="lost" role="status">
            {hall.unenrolled(own.name)} <b>{fingerprintGroups(own.hash).join(" ")}</b>
        </p>
    );
}

function Rehearsal(): JSX.Element {
    return (
        <p class="rehearsal">
            <span>{useHallWords().common.rehearsal}</span>
        </p>
    );
}

function statusOf(words: HallCatalogue, view: RoundView, announcedAt: Date | null): string {
    const { hall, phases } = words;
    const round = view.round > 1 ? `${hall.round(view.round)} · ` : "";
    if (!isAnnounced(view.phase)) return round + phases[view.phase];
    return (
        round + (announcedAt === null ? phases.announced : hall.announcedAt(timeOf(announcedAt)))
    );
}

/** The institution; of a result, its title. At the right what is going on, and the time. */
function Masthead({ seen, now }: HallProps): JSX.Element {
    const words = useHallWords();
    const { view, vote, announcedAt } = seen;
    const over = view !== null && isAnnounced(view.phase) && view.result !== null && vote !== null;
    const unnamed = view?.manifest === null ? view.title : words.name;
    const institution = vote?.congress.name ?? unnamed;
    return (
        <div class="masthead">
            {over ? (
                <h1 class="institution">
                    <Named name={vote.manifest.title} name2={vote.manifest.title2} />
                    {"　"}
                    {words.hall.result}
                </h1>
            ) : (
                <p class="institution">
                    <Named name={institution} name2={vote?.congress.name2} />
                </p>
            )}
            <p class="status">
                {view === null ? "" : statusOf(words, view, announcedAt)}
                {over ? null : <span class="time figure">{timeOf(now)}</span>}
            </p>
        </div>
    );
}

function Stage(props: HallProps & Pick<PhaseProps, "view">): JSX.Element {
    const { view, clock, seen } = props;
    const { vote } = seen;
    const { phase } = view;
    switch (phase) {
        case "setup":
            return <NoVote />;
        case "drafted":
        case "sealed":
            return <Turns key={phase} {...{ clock }} views={[<Before {...{ view, vote }} />]} />;
        case "issuing":
        case "voting":
        case "paused":
            return <Turns key={phase} {...{ clock }} views={[<Voting {...{ view, vote }} />]} />;
        case "closed":
        case "cosigned":
        case "decided":
            return <Turns key={phase} {...{ clock }} views={[<Closed {...{ view, vote }} />]} />;
        case "announced":
        case "published":
            return <Announced {...props} />;
        case "voided":
            return <Turns key={phase} {...{ clock }} views={[<Voided {...{ view, vote }} />]} />;
    }
}

function Announced({
    view,
    seen,
    screen,
    site,
    clock,
}: HallProps & Pick<PhaseProps, "view">): JSX.Element {
    const words = useHallWords();
    const { vote, recordHash } = seen;
    const { result } = view;
    if (result === null || vote === null) return <Title {...{ view, vote }} />;
    const outcome = outcomeOf(result, vote);
    const sentence = sentenceOf(words, result, vote, outcome);
    const given = { result, vote, outcome, sentence, recordHash };
    const draw: Readonly<Record<ViewName, JSX.Element>> = {
        chart: <Chart {...given} />,
        table: <ResultTable {...given} />,
        record: <RecordView {...given} site={site} />,
    };
    // Of a box that was not opened there is nothing to draw.
    const there = outcome.missed === "too_few" ? (["record"] as const) : viewNames;
    const wanted = there.filter((name) => screen.only === null || name === screen.only);
    const names = wanted.length === 0 ? there : wanted;
    return <Turns key={view.manifest} {...{ clock }} views={names.map((name) => draw[name])} />;
}
