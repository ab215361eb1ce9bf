// rooms/public/app.tsx — for everybody: how the vote stands, and after the announcement its result.
import type { JSX } from "preact";
import { countNames, type RoundView } from "../../api/round_view.ts";
import type { TrackingCode } from "../../ballot/ids.ts";
import { countsOf } from "../../flow/counts.ts";
import { isSilent } from "../../flow/rules.ts";
import type { Vote } from "../../flow/vote.ts";
import { Fingerprint } from "../../ui/fingerprint.tsx";
import { Masthead, Tools } from "../../ui/masthead.tsx";
import { Notice } from "../../ui/notice.tsx";
import type { Settings } from "../../ui/settings.ts";
import { catalogues, Words } from "../../ui/words.ts";
import { least } from "../../flow/figures.ts";
import { HowCounted, ResultTable } from "./result.tsx";
import { EarlierResults, Record, type ReadRecords } from "./records.tsx";
import { Section } from "./section.tsx";
import { usePublicWords, type PublicCatalogue } from "./words.ts";

export interface PublicProps {
    readonly view: RoundView | null;
    readonly vote: Vote | null;
    readonly reachable: boolean;
    readonly readRecords: ReadRecords;
    /** The tracking code of the link that opened the page. */
    readonly linked: TrackingCode | null;
    readonly settings: Settings;
    readonly onSettings: (settings: Settings) => void;
}

export function PublicApp(props: PublicProps): JSX.Element {
    return (
        <Words.Provider value={catalogues[props.settings.language]}>
            <Pages {...props} />
        </Words.Provider>
    );
}

function Pages(props: PublicProps): JSX.Element {
    const { view, vote, reachable, readRecords, linked, settings, onSettings } = props;
    const words = usePublicWords();
    const title =
        vote?.manifest.title ??
        (view === null || view.title === "" ? words.public.title : view.title);
    const result = view?.result ?? null;
    return (
        <>
            <Masthead
                institution={vote?.congress.name ?? words.name}
                institution2={vote?.congress.name2}
                matter2={vote?.manifest.title2}
                title={title}
                rehearsal={view?.sample ?? false}
                page="public"
            />
            <Tools settings={settings} onSettings={onSettings}>
                {view === null ? "" : standing(words, view)}
            </Tools>
            <main class="public">
                {reachable ? null : (
                    <Notice sentence={{ what: words.public.unreachable, todo: "" }} />
                )}
                {view === null ? null : <Counts view={view} vote={vote} />}
                {result === null || vote === null ? null : (
                    <div class="public-columns">
                        <ResultTable result={result} vote={vote} heading={words.public.result} />
                        <HowCounted result={result} vote={vote} />
                    </div>
                )}
                {view?.phase === "issuing" || view?.phase === "voting" ? (
                    <p>
                        <a href="/check">{words.public.check}</a>{" "}
                        <span class="say">{words.public.checkExplain}</span>
                    </p>
                ) : null}
                {view !== null && hasEarlier(view) ? (
                    <EarlierResults key={view.round} round={view.round} read={readRecords} />
                ) : null}
                {view !== null && (view.phase === "published" || hasEarlier(view)) ? (
                    <Record
                        read={readRecords}
                        published={view.phase === "published"}
                        linked={linked}
                    />
                ) : linked === null ? null : (
                    <p role="status">{words.public.linked}</p>
                )}
                {vote === null ? null : <Fingerprint hash={vote.manifest.hash} />}
            </main>
        </>
    );
}

/** From the close until the announcement nothing but counts is given. */
function hasEarlier({ round, phase }: RoundView): boolean {
    return round > 1 && !isSilent(phase);
}

function standing(words: PublicCatalogue, { round, phase }: RoundView): string {
    return round > 1
        ? `${words.public.round(round)} · ${words.phases[phase]}`
        : words.phases[phase];
}

function Counts({ view, vote }: { view: RoundView; vote: Vote | null }): JSX.Element {
    const words = usePublicWords();
    const counts = countsOf(view);
    const shown = countNames.filter((name) => name !== "sheets" || counts.sheets > 0);
    const quorum = vote?.manifest.method.quorum ?? null;
    const needed = quorum === null ? null : least(quorum, counts.due);
    const sentence =
        needed === null
            ? ""
            : counts.present >= needed
              ? words.public.quorumMet(needed)
              : words.public.quorumMissing(needed);
    return (
        <Section heading={words.public.counts}>
            <dl class="counts">
                {shown.map((name) => (
                    <div key={name} class="count">
                        <dt>{words.public[name]}</dt>
                        <dd class="count-figure figure">{counts[name]}</dd>
                    </div>
                ))}
            </dl>
            {sentence === "" ? null : (
                <p>
                    {words.public.quorum} <b>{sentence}</b>
                </p>
            )}
            {view.result === null ? <p class="say">{words.public.hidden}</p> : null}
        </Section>
    );
}
