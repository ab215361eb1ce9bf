// rooms/official/batch_form.tsx — one batch of sheets is keyed: large figures, sums while one types, and nothing of what the
// other person keyed.
import type { JSX } from "preact";
import { useContext, useState } from "preact/hooks";
import {
    decisions,
    voidReasons,
    type Decision,
    type DoubtfulSheet,
} from "../../ballot/entries/paper_batch.ts";
import type { LoggedRound } from "../../ballot/log_view.ts";
import { BallotShape } from "../../ballot/shape.ts";
import { batchesMax } from "../../ballot/wire.ts";
import type { SheetsWords } from "../../i18n/zh_official_paper.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import {
    countIn,
    emptyDraft,
    isUnfinished,
    readDraft,
    type BatchDraft,
    type DraftFault,
    type ReadDraft,
} from "./batch_draft.ts";
import { NumberField } from "./paper_forms.tsx";
import { PaperOfPage } from "./paper_page.ts";
import { useSheetsWords } from "./paper_words.ts";

interface DraftProps {
    readonly draft: BatchDraft;
    readonly read: ReadDraft;
    readonly round: LoggedRound;
    readonly change: (change: Partial<BatchDraft>) => void;
}

/** The first that is neither in the record nor signed here. */
function nextBatch({ paper }: LoggedRound, keyed: readonly number[]): number {
    const isThere = (batch: number): boolean => paper.batches.has(batch) || keyed.includes(batch);
    let batch = 1;
    while (isThere(batch) && batch < batchesMax) batch += 1;
    return batch;
}

export function BatchForm({ round }: { round: LoggedRound }): JSX.Element {
    const words = useSheetsWords();
    const { send, sheets } = useContext(PaperOfPage);
    // Until somebody types, the number offered follows the record; then it stays.
    const [typed, setTyped] = useState<BatchDraft | null>(null);
    const [tried, setTried] = useState(false);
    const offered = nextBatch(round, sheets.keyed);
    const draft = typed ?? emptyDraft(offered, round.manifest.projects.length);
    const [busy, setBusy] = useState(false);
    const read = readDraft(draft, round.manifest);
    const change = (part: Partial<BatchDraft>): void => {
        setTyped((before) => ({ ...(before ?? draft), ...part }));
    };
    const press = (): void => {
        setTried(read.body === null);
        if (read.body === null) return;
        setBusy(true);
        // What was not taken stays; what was is counted anew by whoever keys it again.
        void send(read.body, "keyed")
            .then((taken) => {
                if (taken) setTyped(null);
            })
            .finally(() => {
                setBusy(false);
            });
    };
    // What is only missing yet is said when somebody wants to sign without it.
    const missing = read.fault?.is === "number" || read.fault?.is === "reason";
    const early = missing && !tried && isUnfinished(draft);
    const why = read.fault === null || early ? undefined : faultWords(words, read.fault, read);
    const replaces = round.paper.batches.has(countIn(draft.batch) ?? 0);
    return (
        <section class="batch" aria-labelledby="batch">
            <h3 id="batch">{words.key}</h3>
            <Heads {...{ draft, read, round, change }} />
            {replaces ? <p class="say">{words.again}</p> : null}
            <Votes {...{ draft, read, round, change }} />
            <Doubtful {...{ draft, read, round, change }} />
            <p class={why === undefined ? "say" : "say-wrong"} role="status">
                {why ?? notes(words, draft)}
            </p>
            <div class="act-buttons">
                <Button kind="forward" busy={busy} unavailable={why} onPress={press}>
                    {busy ? words.sending : words.send(countIn(draft.batch) ?? 0)}
                </Button>
            </div>
        </section>
    );
}

/** What is allowed and worth a second look. */
function notes(words: SheetsWords, { issued, returned }: BatchDraft): string {
    return (countIn(returned) ?? 0) > (countIn(issued) ?? 0) ? words.faults.returned : "";
}

function faultWords({ faults }: SheetsWords, fault: DraftFault, read: ReadDraft): string {
    switch (fault.is) {
        case "number":
        case "void":
        case "approvals":
        case "decided":
        case "reason":
            return faults[fault.is];
        case "min_group":
            return faults.min_group(fault.returned, fault.least);
        case "batch":
            return faults.batch(batchesMax);
        case "projects":
        case "oppose":
            return faults.number;
        case "project": {
            const left = read.abstain[fault.place] ?? 0;
            const place = fault.place + 1;
            if (left < 0) return faults.over(place);
            return faults.project(place, read.sums[fault.place] ?? 0, read.valid ?? 0);
        }
    }
}

function Heads({ draft, read, change }: DraftProps): JSX.Element {
    const words = useSheetsWords();
    return (
        <>
            <div class="batch-heads">
                {(["batch", "issued", "returned"] as const).map((name) => (
                    <NumberField
                        key={name}
                        label={words[name]}
                        value={draft[name]}
                        onValue={(value) => {
                            change({ [name]: value });
                        }}
                    />
                ))}
            </div>
            <fieldset class="batch-voids">
                <legend>{words.voids}</legend>
                {voidReasons.map((reason) => (
                    <NumberField
                        key={reason}
                        label={words.void[reason]}
                        value={draft.void[reason]}
                        onValue={(value) => {
                            change({ void: { ...draft.void, [reason]: value } });
                        }}
                    />
                ))}
            </fieldset>
            <p class="batch-valid">
                {words.valid} <b class="figure">{read.valid ?? "–"}</b>
            </p>
        </>
    );
}

/** In candidate order; what nobody keys is computed and shown. */
function Votes({ draft, read, round, change }: DraftProps): JSX.Element {
    const words = useSheetsWords();
    const { manifest } = round;
    const shape = BallotShape.of(manifest.method, manifest.projects.length);
    const columns =
        shape.grades === 3 ? (["approve", "oppose", "abstain"] as const) : (["approve"] as const);
    const set = (place: number, column: (typeof columns)[number], value: string): void => {
        const projects = draft.projects.map((votes, at) =>
            at === place ? { ...votes, [column]: value } : votes,
        );
        change({ projects });
    };
    return (
        <>
            <table class="batch-votes">
                <thead>
                    <tr>
                        <th scope="col">{words.project}</th>
                        <th scope="col">{words.approve}</th>
                        {shape.grades === 3 ? <th scope="col">{words.oppose}</th> : null}
                        <th scope="col">{words.abstain}</th>
                    </tr>
                </thead>
                <tbody>
                    {manifest.projects.map(({ no, name }, place) => (
                        <tr key={no}>
                            <th scope="row">
                                <span class="figure">{place + 1}</span>{" "}
                                <span lang="zh-CN">{name}</span>
                            </th>
                            {columns.map((column) => (
                                <td key={column}>
                                    <input
                                        class="slot-passphrase sheet-number figure"
                                        type="text"
                                        inputMode="numeric"
                                        autocomplete="off"
                                        aria-label={`${place + 1} ${name} ${words[column]}`}
                                        value={draft.projects[place]?.[column] ?? ""}
                                        onInput={({ currentTarget }) => {
                                            set(place, column, currentTarget.value);
                                        }}
                                    />
                                </td>
                            ))}
                            {shape.grades === 3 ? null : (
                                <td class="figure batch-computed">{read.abstain[place] ?? "–"}</td>
                            )}
                        </tr>
                    ))}
                </tbody>
            </table>
            {read.valid === null ? null : (
                <p class="say figure">{words.approvals(read.approvals, shape.cap * read.valid)}</p>
            )}
        </>
    );
}

const decisionNames = Object.keys(decisions) as readonly Decision[];

function Doubtful({ draft, change }: DraftProps): JSX.Element {
    const { doubtful: say } = useSheetsWords();
    const { doubtful } = draft;
    const set = (place: number, sheet: Partial<DoubtfulSheet>): void => {
        const next = doubtful.map((one, at) => (at === place ? { ...one, ...sheet } : one));
        change({ doubtful: next });
    };
    return (
        <fieldset class="batch-doubtful">
            <legend>{say.title}</legend>
            <p class="say">{say.explain}</p>
            {doubtful.map(({ decision, reason }, place) => (
                <div key={place} class="batch-sheet" role="group" aria-label={say.one(place + 1)}>
                    <label class="slot-field">
                        <span>{say.decision}</span>
                        <select
                            class="slot-passphrase"
                            value={decision}
                            onChange={({ currentTarget }) => {
                                const { value } = currentTarget;
                                const found = decisionNames.find((name) => name === value);
                                if (found !== undefined) set(place, { decision: found });
                            }}
                        >
                            {decisionNames.map((name) => (
                                <option key={name} value={name}>
                                    {say.decisions[name]}
                                </option>
                            ))}
                        </select>
                    </label>
                    <label class="slot-field">
                        <span>{say.reason}</span>
                        <input
                            class="slot-passphrase"
                            type="text"
                            value={reason}
                            onInput={({ currentTarget }) => {
                                set(place, { reason: currentTarget.value });
                            }}
                        />
                    </label>
                    <LinkButton
                        onPress={() => {
                            change({ doubtful: doubtful.filter((_, at) => at !== place) });
                        }}
                    >
                        {say.remove(place + 1)}
                    </LinkButton>
                </div>
            ))}
            <Button
                kind="tool"
                onPress={() => {
                    change({ doubtful: [...doubtful, { decision: "valid", reason: "" }] });
                }}
            >
                {say.add}
            </Button>
        </fieldset>
    );
}
