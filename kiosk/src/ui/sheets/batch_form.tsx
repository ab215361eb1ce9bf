// ui/sheets/batch_form.tsx — one batch of sheets is keyed: large figures, sums while one types, and nothing of what the other
// person keyed.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import {
    decisions,
    voidReasons,
    type Decision,
    type DoubtfulSheet,
} from "../../ballot/entries/paper_batch.ts";
import { batchesMax } from "../../ballot/wire.ts";
import type { SheetsWords } from "../../i18n/zh_official_paper.ts";
import { Button, LinkButton } from "../button.tsx";
import {
    countIn,
    emptyDraft,
    isUnfinished,
    readDraft,
    type BatchDraft,
    type CountedBatch,
    type DraftFault,
    type ReadDraft,
    type SheetRules,
} from "./batch_draft.ts";
import { useSheetsWords } from "./words.ts";

interface DraftProps {
    readonly draft: BatchDraft;
    readonly read: ReadDraft;
    readonly rules: SheetRules;
    readonly change: (change: Partial<BatchDraft>) => void;
}

export interface BatchFormProps {
    readonly rules: SheetRules;
    /** Numbers of the batches in the record. */
    readonly recorded: readonly number[];
    /** Of those that this person keyed and that wait for others. */
    readonly keyed: readonly number[];
    /** What was typed; null: nothing yet, and the number that is offered follows the record. */
    readonly typed: BatchDraft | null;
    readonly onType: (draft: BatchDraft) => void;
    readonly busy: boolean;
    readonly onSign: (counted: CountedBatch) => void;
}

export function NumberField(props: {
    readonly label: string;
    readonly value: string;
    readonly onValue: (value: string) => void;
}): JSX.Element {
    return (
        <label class="batch-field">
            <span>{props.label}</span>
            <input
                class="batch-input sheet-number figure"
                type="text"
                inputMode="numeric"
                autocomplete="off"
                value={props.value}
                onInput={({ currentTarget }) => {
                    props.onValue(currentTarget.value);
                }}
            />
        </label>
    );
}

/** The first that is neither in the record nor signed here. */
function nextBatch({ recorded, keyed }: BatchFormProps): number {
    const isThere = (batch: number): boolean => recorded.includes(batch) || keyed.includes(batch);
    let batch = 1;
    while (isThere(batch) && batch < batchesMax) batch += 1;
    return batch;
}

export function BatchForm(props: BatchFormProps): JSX.Element {
    const words = useSheetsWords();
    const { rules, recorded, typed, onType, busy, onSign } = props;
    const [tried, setTried] = useState(false);
    const draft = typed ?? emptyDraft(nextBatch(props), rules.projects.length);
    const read = readDraft(draft, rules);
    const change = (part: Partial<BatchDraft>): void => {
        onType({ ...draft, ...part });
    };
    const press = (): void => {
        setTried(read.counted === null);
        if (read.counted !== null) onSign(read.counted);
    };
    // What is only missing yet is said when somebody wants to sign without it.
    const missing = read.fault?.is === "number" || read.fault?.is === "reason";
    const early = missing && !tried && isUnfinished(draft);
    const why = read.fault === null || early ? undefined : faultWords(words, read.fault, read);
    const replaces = recorded.includes(countIn(draft.batch) ?? 0);
    return (
        <section class="batch" aria-labelledby="batch">
            <h3 id="batch">{words.key}</h3>
            <Heads {...{ draft, read, rules, change }} />
            {replaces ? <p class="say">{words.again}</p> : null}
            <Votes {...{ draft, read, rules, change }} />
            <Doubtful {...{ draft, read, rules, change }} />
            <p class={why === undefined ? "say" : "say-wrong"} role="status">
                {why ?? notes(words, draft)}
            </p>
            <div class="batch-buttons">
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
function Votes({ draft, read, rules, change }: DraftProps): JSX.Element {
    const words = useSheetsWords();
    const { shape } = rules;
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
                    {rules.projects.map(({ no, name }, place) => (
                        <tr key={no}>
                            <th scope="row">
                                <span class="figure">{place + 1}</span>{" "}
                                <span lang="zh-CN">{name}</span>
                            </th>
                            {columns.map((column) => (
                                <td key={column}>
                                    <input
                                        class="batch-input sheet-number figure"
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
                    <label class="batch-field">
                        <span>{say.decision}</span>
                        <select
                            class="batch-input"
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
                    <label class="batch-field">
                        <span>{say.reason}</span>
                        <input
                            class="batch-input"
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
