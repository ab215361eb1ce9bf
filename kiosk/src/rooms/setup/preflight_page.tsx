// rooms/setup/preflight_page.tsx — in the morning: clock, disk, certificate, fonts, log, by sign and word; the end of a rehearsal.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import type { SignState } from "../../ui/step_signs.tsx";
import type { PageProps } from "./page.ts";
import { Refused, Row } from "./parts.tsx";
import { clockDifference, judge, type PreflightRow, type Verdict } from "./preflight.ts";
import type { Checked } from "./state.ts";
import { useSetupWords, type SetupCatalogue } from "./words.ts";

const signOf: Readonly<Record<Verdict, SignState>> = {
    held: "done",
    look: "ahead",
    failed: "wrong",
};

function hexGroups(text: string): string {
    return (text.toUpperCase().match(/.{1,4}/g) ?? []).join(" ");
}

function dateOf(seconds: number): string {
    return new Date(seconds * 1000).toISOString().slice(0, 10);
}

function factsOf(
    { setup }: SetupCatalogue,
    checked: Checked,
    host: string,
): Readonly<Record<PreflightRow, readonly string[]>> {
    const words = setup.preflight;
    const { answer } = checked;
    const verdict = judge(checked, host);
    const or = (row: PreflightRow, todo: string): readonly string[] =>
        verdict[row] === "held" ? [] : [todo];
    const gigabytes = Math.floor(answer.disk_free_bytes / 1e8) / 10;
    return {
        clock: [words.clock(clockDifference(checked)), ...or("clock", words.clockTodo)],
        disk: [words.disk(gigabytes), ...or("disk", words.diskTodo)],
        certificate: [
            words.until(dateOf(answer.certificate.not_after)),
            ...or("certificate", words.untilTodo),
        ],
        names: [verdict.names === "held" ? words.named(host) : words.namedNot(host)],
        authority: [words.compare, hexGroups(answer.authority_sha256)],
        pages: [answer.pages ? words.pages : words.pagesNot],
        fonts: [answer.fonts_missing === "" ? words.fonts : words.fontsNot(answer.fonts_missing)],
        roll: [answer.names_fault === "" ? words.roll : answer.names_fault],
        log: [words.entries(answer.log.size), hexGroups(answer.log.checkpoint_sha256)],
        devices: devicesSaid(words, answer.devices),
        databases: [answer.databases ? words.databases : words.databasesNot],
    };
}

/** Every enrolled device that was not heard for a minute, by name. */
function devicesSaid(
    words: SetupCatalogue["setup"]["preflight"],
    { enrolled, unheard }: Checked["answer"]["devices"],
): readonly string[] {
    if (enrolled === 0) return [words.devicesNone];
    return [
        words.devices(enrolled - unheard.length, enrolled),
        ...unheard.map((name) => words.devicesNot(name)),
    ];
}

const rows: readonly PreflightRow[] = [
    "clock",
    "disk",
    "databases",
    "devices",
    "pages",
    "fonts",
    "roll",
    "certificate",
    "names",
    "authority",
    "log",
];

export function PreflightPage(props: PageProps): JSX.Element {
    const words = useSetupWords();
    const { preflight: said } = words.setup;
    const { state, acts } = props;
    const { preflight, working } = state;
    const host = location.hostname;
    const verdict = preflight === null ? null : judge(preflight, host);
    const facts = preflight === null ? null : factsOf(words, preflight, host);
    const label = preflight === null ? said.go : said.again;
    return (
        <>
            <p>{said.explain}</p>
            <Refused state={state} of={["preflight", "end"]} />
            <Button
                kind={preflight === null ? "forward" : "secondary"}
                busy={working === "preflight"}
                onPress={() => void acts.preflight()}
            >
                {working === "preflight" ? said.working : label}
            </Button>
            {verdict === null || facts === null ? null : (
                <ul role="list">
                    {rows.map((row) => (
                        <Row
                            key={row}
                            state={signOf[verdict[row]]}
                            said={said.states[verdict[row]]}
                            label={said.rows[row]}
                            fact={facts[row].map((line) => (
                                <span key={line} class="setup-fact-line">
                                    {line}
                                </span>
                            ))}
                        />
                    ))}
                </ul>
            )}
            <p class="say">{said.seen}</p>
            {state.congress?.sample === true ? <EndRehearsal {...props} /> : null}
        </>
    );
}

function Consequences(props: {
    readonly title: string;
    readonly list: readonly string[];
}): JSX.Element {
    return (
        <>
            <p>{props.title}</p>
            <ul class="setup-lines">
                {props.list.map((line) => (
                    <li key={line}>{line}</li>
                ))}
            </ul>
        </>
    );
}

function EndRehearsal({ state, acts }: PageProps): JSX.Element {
    const { preflight: words } = useSetupWords().setup;
    const [sure, setSure] = useState(false);
    const ended = state.said?.is === "done" && state.said.of === "end";
    if (ended) return <Notice sentence={words.ended} focused />;
    return (
        <section class="setup-block" aria-labelledby="end">
            <h2 id="end">{words.end}</h2>
            <p>
                <b>{words.endWhich(state.congress?.name ?? "")}</b>
            </p>
            <Consequences title={words.endLost} list={words.endLostList} />
            <Consequences title={words.endKept} list={words.endKeptList} />
            <label class="setup-option">
                <input
                    type="checkbox"
                    checked={sure}
                    onChange={(event) => {
                        setSure(event.currentTarget.checked);
                    }}
                />
                <span>{words.endSure}</span>
            </label>
            <Button
                busy={state.working === "end"}
                unavailable={sure ? undefined : words.endNot}
                onPress={() => void acts.endRehearsal()}
            >
                {words.end}
            </Button>
        </section>
    );
}
