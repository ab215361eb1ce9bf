// rooms/public/app.tsx — for everybody: how the vote stands, and after the announcement its result.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { recordPath } from "../../api/client.ts";
import { countNames, type RoundView } from "../../api/round_view.ts";
import {
    readTrackingCode,
    trackingGroupLength,
    trackingGroups,
    type TrackingCode,
} from "../../ballot/ids.ts";
import type { Vote } from "../../flow/vote.ts";
import { Button } from "../../ui/button.tsx";
import { CodeFields } from "../../ui/code.tsx";
import { Fingerprint } from "../../ui/fingerprint.tsx";
import { Masthead, Tools } from "../../ui/masthead.tsx";
import { Notice } from "../../ui/notice.tsx";
import type { Settings } from "../../ui/settings.ts";
import { catalogues, useWords, Words } from "../../ui/words.ts";
import { least } from "./figures.ts";
import { HowCounted, ResultTable } from "./result.tsx";
import { Section } from "./section.tsx";

/** Whether a tracking code is in the published record; null when nobody could be asked. */
export type Find = (code: TrackingCode) => Promise<boolean | null>;

export interface PublicProps {
    readonly view: RoundView | null;
    readonly vote: Vote | null;
    readonly reachable: boolean;
    readonly find: Find;
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
    const { view, vote, reachable, find, settings, onSettings } = props;
    const words = useWords();
    const title =
        vote?.manifest.title ??
        (view === null || view.title === "" ? words.public.title : view.title);
    const result = view?.result ?? null;
    return (
        <>
            <Masthead
                institution={vote?.congress.name ?? words.name}
                title={title}
                rehearsal={view?.sample ?? false}
                page="public"
            />
            <Tools settings={settings} onSettings={onSettings}>
                {view === null ? "" : words.phases[view.phase]}
            </Tools>
            <main class="public">
                {reachable ? null : (
                    <Notice sentence={{ what: words.public.unreachable, todo: "" }} />
                )}
                {view === null ? null : <Counts view={view} vote={vote} />}
                {result === null || vote === null ? null : (
                    <div class="public-columns">
                        <ResultTable result={result} vote={vote} />
                        <HowCounted result={result} vote={vote} />
                    </div>
                )}
                {view?.phase === "issuing" || view?.phase === "voting" ? (
                    <p>
                        <a href="/check">{words.public.check}</a>{" "}
                        <span class="say">{words.public.checkExplain}</span>
                    </p>
                ) : null}
                {view?.phase === "published" ? <Record find={find} /> : null}
                {vote === null ? null : <Fingerprint hash={vote.manifest.hash} />}
            </main>
        </>
    );
}

function Counts({ view, vote }: { view: RoundView; vote: Vote | null }): JSX.Element {
    const words = useWords();
    const { counts } = view;
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
                {countNames.map((name) => (
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

type Said = "found" | "notFound" | "findWrong" | "unreachable";

function Record({ find }: { find: Find }): JSX.Element {
    const words = useWords();
    const [groups, setGroups] = useState<readonly string[]>(() =>
        Array.from({ length: trackingGroups }, () => ""),
    );
    // Not the words: the language may change.
    const [said, say] = useState<Said | null>(null);
    const [busy, setBusy] = useState(false);
    const look = async (): Promise<void> => {
        const code = readTrackingCode(groups.join(""));
        if (!code.ok) {
            say("findWrong");
            return;
        }
        setBusy(true);
        const found = await find(code.value);
        setBusy(false);
        if (found === null) say("unreachable");
        else say(found ? "found" : "notFound");
    };
    return (
        <>
            <Section heading={words.public.find} kind="find">
                <div class="find-row">
                    <CodeFields
                        groups={groups}
                        length={trackingGroupLength}
                        label={words.public.findGroup}
                        onChange={(changed) => {
                            setGroups(changed);
                            say(null);
                        }}
                    />
                    <Button
                        busy={busy}
                        onPress={() => {
                            void look();
                        }}
                    >
                        {words.public.findAct}
                    </Button>
                </div>
                <p role="status" class="public-found">
                    {said === null ? null : words.public[said]}
                </p>
                <p class="say">{words.public.findExplain}</p>
            </Section>
            <p>
                <a href={recordPath} download="piaojue.record">
                    {words.public.download}
                </a>{" "}
                <span class="say">{words.public.downloadExplain}</span>
            </p>
        </>
    );
}
