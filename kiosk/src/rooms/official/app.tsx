// rooms/official/app.tsx — the console as a function of what the desk knows: the day, the act that is next, the figures.
import type { JSX } from "preact";
import { useContext, useRef } from "preact/hooks";
import type { Taken } from "../../api/bundle_client.ts";
import type { Bytes } from "../../basics/bytes.ts";
import { encodeHex } from "../../basics/encoding.ts";
import { fingerprintGroups } from "../../ui/fingerprint.tsx";
import { countsOf } from "../../flow/counts.ts";
import { exactTimeOf, type Beat } from "../../flow/pulse.ts";
import { Masthead, PageBefore, Tools, type ToolsProps } from "../../ui/masthead.tsx";
import { catalogues, Words } from "../../ui/words.ts";
import { ActPanel } from "./act_panel.tsx";
import type { StatementBody } from "../../ballot/entries/statement.ts";
import type { DayAct, SideAct } from "./day.ts";
import { phaseOf, quorumNeeded, stateOf, stepNames, stepOf, type StepName } from "./day.ts";
import type { DeskState } from "./desk.ts";
import { DevicesOfPage } from "./devices_page.ts";
import { Journal } from "./journal.tsx";
import { PaperOfPage } from "./paper_page.ts";
import type { Slot } from "./keys.ts";
import type { Proposal } from "./proposals.ts";
import { Sign, type SignState } from "../../ui/step_signs.tsx";
import { Slots } from "./slots.tsx";
import { useOfficialWords } from "./words.ts";

export interface DeskActs {
    readonly unlock: (
        slot: Slot,
        file: File,
        passphrase: string,
        onProgress: (part: number) => void,
    ) => Promise<boolean>;
    readonly lock: (slot: Slot) => void;
    readonly sign: (act: DayAct, reason: string) => Promise<boolean>;
    readonly signWith: (act: SideAct, body: StatementBody) => Promise<boolean>;
    readonly countersign: (proposal: Proposal) => Promise<boolean>;
    /** A form, the site or the archive of the published record; null: why not is said. */
    readonly take: (taken: Taken) => Promise<Bytes | null>;
}

export interface OfficialProps extends Pick<ToolsProps, "settings" | "onSettings"> {
    readonly state: DeskState;
    readonly beat: Beat;
    readonly acts: DeskActs;
}

export function OfficialApp(props: OfficialProps): JSX.Element {
    const before = useRef<string | null>(null);
    return (
        <Words.Provider value={catalogues[props.settings.language]}>
            <PageBefore.Provider value={before}>
                <Console {...props} />
            </PageBefore.Provider>
        </Words.Provider>
    );
}

function Console({ state, beat, acts, settings, onSettings }: OfficialProps): JSX.Element {
    const words = useOfficialWords();
    const { view, vote, log } = state;
    const { Panel } = useContext(DevicesOfPage);
    const { Panel: Sheets, Result } = useContext(PaperOfPage);
    const result = view?.result ?? null;
    const congress = log?.congress ?? vote?.congress;
    return (
        <>
            <Masthead
                institution={congress?.name ?? words.name}
                institution2={congress?.name2}
                matter={view?.title}
                matter2={(log?.round?.manifest ?? vote?.manifest)?.title2}
                title={words.official.title}
                rehearsal={view?.sample ?? false}
                page="console"
            />
            <Tools {...{ settings, onSettings }}>
                {view === null ? words.common.loading : words.phases[phaseOf(view, log)]}
            </Tools>
            <main class="desk">
                <Day state={state} />
                <section class="desk-act" aria-label={words.official.next}>
                    <Slots {...{ state, acts }} />
                    <ActPanel {...{ state, acts }} />
                    {Sheets === null ? null : <Sheets keys={state.keys} log={log} />}
                    {Result === null || result === null ? null : <Result result={result} />}
                    {Panel === null ? null : <Panel keys={state.keys} />}
                    <Journal log={log} />
                </section>
                <Figures state={state} />
            </main>
            {beat.isLost ? (
                <p class="desk-lost" role="status">
                    {words.official.lost}
                    {view === null || beat.heardAt === null
                        ? null
                        : words.official.shownAsOf(exactTimeOf(beat.heardAt))}
                </p>
            ) : null}
        </>
    );
}

function useFacts(state: DeskState): Readonly<Partial<Record<StepName, string>>> {
    const { official } = useOfficialWords();
    const { view, log } = state;
    if (view === null) return {};
    const { present, issued, cast, handed_back: back } = view.counts;
    const round = log?.round ?? null;
    const needed = round?.manifest.joint.k ?? 0;
    return {
        seal: official.two,
        sign_in: official.people(present),
        open: official.two,
        issuing: official.papers(issued),
        voting: official.papers(cast + back),
        close: official.two,
        count: official.tellers,
        report: round === null ? official.tellers : `${round.reporters.length} / ${needed}`,
        announce: official.two,
        publish: official.two,
    };
}

function Day({ state }: { state: DeskState }): JSX.Element {
    const { official } = useOfficialWords();
    const facts = useFacts(state);
    const { view, log } = state;
    const phase = view === null ? "setup" : phaseOf(view, log);
    const round = log?.round ?? null;
    const reported = round !== null && round.reporters.length >= round.manifest.joint.k;
    const manifest = round?.manifest ?? state.vote?.manifest;
    const present = view?.counts.present ?? 0;
    const quorate = manifest !== undefined && present >= quorumNeeded(manifest);
    // A pause belongs to the step that it halts.
    const halted = phase === "paused" ? (round?.beforePause ?? phase) : phase;
    const now = stepOf(halted, reported, quorate);
    return (
        <nav class="desk-day" aria-label={official.day}>
            <ol>
                {stepNames.map((step, place) => {
                    const at: SignState = stateOf(step, now, phase, round?.voidedIn ?? null);
                    return (
                        <li
                            key={step}
                            class={`step step-${at}`}
                            {...(at === "now" ? { "aria-current": "step" as const } : {})}
                        >
                            <Sign state={at} />
                            <span class="step-no figure">{place + 1}</span>
                            <span class="step-name">
                                {official.steps[step]}
                                <span class="hidden-words">{official.states[at]}</span>
                            </span>
                            <span class="step-fact figure">{facts[step]}</span>
                        </li>
                    );
                })}
            </ol>
        </nav>
    );
}

function Figures({ state }: { state: DeskState }): JSX.Element {
    const { official } = useOfficialWords();
    const { view, log, vote } = state;
    const counts = view === null ? undefined : countsOf(view);
    const manifest = log?.round?.manifest ?? vote?.manifest;
    const rows: readonly (readonly [string, number | undefined])[] = [
        [official.due, counts?.due],
        [official.present, counts?.present],
        [official.issued, counts?.issued],
        [official.cast, counts?.cast],
        [official.handed_back, counts?.handed_back],
        [official.left, counts?.outstanding],
    ];
    const needed = manifest === undefined ? 0 : quorumNeeded(manifest);
    const met = (counts?.present ?? 0) >= needed;
    return (
        <aside class="desk-figures" aria-labelledby="figures">
            <h2 id="figures">{official.figures}</h2>
            <dl>
                {rows.map(([label, value]) => (
                    <div class="desk-figure" key={label}>
                        <dt>{label}</dt>
                        <dd class="figure">{value ?? "–"}</dd>
                    </div>
                ))}
            </dl>
            {manifest === undefined ? null : (
                <>
                    <p class="desk-quorum">
                        <Sign state={met ? "done" : "ahead"} />
                        {met ? official.quorumMet(needed) : official.quorumMissing(needed)}
                    </p>
                    <h2 class="desk-print">{official.fingerprint}</h2>
                    <p class="code code-small" title={encodeHex(manifest.hash)}>
                        {fingerprintGroups(manifest.hash).map((group, place) => (
                            <span key={place}>{group} </span>
                        ))}
                    </p>
                </>
            )}
        </aside>
    );
}
