// rooms/public/records.tsx — what is in the newest record: the rounds before this one, and everybody's own ballot.
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { recordPath } from "../../api/client.ts";
import {
    readTrackingCode,
    trackingGroupLength,
    trackingGroups,
    type TrackingCode,
} from "../../ballot/ids.ts";
import { Button } from "../../ui/button.tsx";
import { CodeFields } from "../../ui/code.tsx";
import type { PublishedRound, RecordContents } from "./record.ts";
import { ResultTable } from "./result.tsx";
import { Section } from "./section.tsx";
import { usePublicWords } from "./words.ts";

export type NoRecord = "unpublished" | "unreachable";
export type ReadRecords = () => Promise<RecordContents | NoRecord>;

interface EarlierProps {
    /** The newest one, which has its own place on the page. */
    readonly round: number;
    readonly read: ReadRecords;
}

/** Fetched when it is wanted: a record is long. */
export function EarlierResults({ round, read }: EarlierProps): JSX.Element {
    const words = usePublicWords();
    const [rounds, setRounds] = useState<readonly PublishedRound[] | null>(null);
    const [said, say] = useState<NoRecord | "reading" | null>(null);
    const show = async (): Promise<void> => {
        say("reading");
        const contents = await read();
        if (typeof contents === "string") {
            say(contents);
            return;
        }
        say(null);
        setRounds(contents.rounds.filter(({ vote }) => vote.manifest.round < round));
    };
    if (rounds !== null) {
        return (
            <div class="public-columns" tabIndex={-1} ref={focusOnce}>
                {rounds.map((one) => (
                    <EarlierResult key={one.vote.manifest.round} {...one} />
                ))}
            </div>
        );
    }
    const sentences = {
        reading: words.public.earlierReading,
        unpublished: words.public.earlierNone,
        unreachable: words.trouble.unreachable.what,
    };
    return (
        <div class="public-section">
            <Button
                busy={said === "reading"}
                onPress={() => {
                    void show();
                }}
            >
                {words.public.earlier}
            </Button>
            <p role="status" class="say">
                {said === null ? null : sentences[said]}
            </p>
        </div>
    );
}

/** The button that was pressed is gone: what it asked for has the focus. */
function focusOnce(element: HTMLElement | null): void {
    element?.focus();
}

function EarlierResult({ vote, result }: PublishedRound): JSX.Element {
    const words = usePublicWords();
    const heading = `${words.public.round(vote.manifest.round)} · ${words.public.result}`;
    return result === null ? (
        <Section heading={heading}>
            <p>{words.public.voided}</p>
        </Section>
    ) : (
        <ResultTable result={result} vote={vote} heading={heading} />
    );
}

type Said = "found" | "notFound" | "earlierNotFound" | "findWrong" | "earlierNone" | "unreachable";

interface RecordProps {
    readonly read: ReadRecords;
    /** The newest round is in it. */
    readonly published: boolean;
    /** Of the link that opened the page: looked for at once. */
    readonly linked: TrackingCode | null;
}

export function Record({ read, published, linked }: RecordProps): JSX.Element {
    const words = usePublicWords();
    const [groups, setGroups] = useState<readonly string[]>(
        () => linked?.split("-") ?? Array.from({ length: trackingGroups }, () => ""),
    );
    // Not the words: the language may change.
    const [said, say] = useState<Said | null>(null);
    const [busy, setBusy] = useState(false);
    const answer = useRef<HTMLParagraphElement>(null);
    useEffect(() => {
        if (said !== null) answer.current?.scrollIntoView({ block: "nearest" });
    }, [said]);
    const look = async (): Promise<void> => {
        const code = readTrackingCode(groups.join(""));
        if (!code.ok) {
            say("findWrong");
            return;
        }
        setBusy(true);
        const contents = await read();
        setBusy(false);
        if (contents === "unpublished") say("earlierNone");
        else if (contents === "unreachable") say("unreachable");
        else if (contents.codes.has(code.value)) say("found");
        else say(published ? "notFound" : "earlierNotFound");
    };
    useEffect(() => {
        if (linked !== null) void look();
        // Once for each record: what is typed later waits for the press.
    }, [published]);
    return (
        <>
            <Section heading={words.public.find} kind="find">
                {published ? null : <p>{words.public.earlierFind}</p>}
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
                <p role="status" class="public-found" ref={answer}>
                    {said === null ? null : words.public[said]}
                </p>
                <p class="say">{words.public.findExplain}</p>
            </Section>
            <p>
                <a href={recordPath} download="record.piaojue">
                    {words.public.download}
                </a>{" "}
                <span class="say">{words.public.downloadExplain}</span>
            </p>
        </>
    );
}
