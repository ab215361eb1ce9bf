// rooms/setup/parts.tsx — what the pages of the setting up are made of: fields, files, answers, rows, and what came of an act.
import type { ComponentChildren, JSX, TargetedInputEvent, TargetedKeyboardEvent } from "preact";
import { useState } from "preact/hooks";
import { errcNumbers } from "../../basics/errc.ts";
import type { Fault } from "../../api/setup.ts";
import type { Bytes } from "../../basics/bytes.ts";
import { Notice } from "../../ui/notice.tsx";
import { ServerWords } from "../../ui/server_words.tsx";
import { Sign, type SignState } from "../../ui/step_signs.tsx";
import type { WizardState, Work } from "./state.ts";
import { useSetupWords } from "./words.ts";

interface FieldProps {
    readonly label: string;
    readonly value: string;
    readonly onChange: (value: string) => void;
    readonly type?: "text" | "password" | "number";
    readonly say?: string;
    readonly onEnter?: () => void;
}

function Input({ value, onChange, type = "text", onEnter }: FieldProps): JSX.Element {
    const common = {
        autocomplete: "off",
        spellcheck: false,
        value,
        onInput: (event: TargetedInputEvent<HTMLInputElement>) => {
            onChange(event.currentTarget.value);
        },
        onKeyDown: (event: TargetedKeyboardEvent<HTMLInputElement>) => {
            if (event.key === "Enter") onEnter?.();
        },
    } as const;
    switch (type) {
        case "number":
            return <input type="number" inputMode="numeric" {...common} />;
        case "password":
            return <input type="password" {...common} />;
        case "text":
            return <input type="text" {...common} />;
    }
}

export function Field(props: FieldProps): JSX.Element {
    const { label, type = "text", say } = props;
    return (
        <label class={`setup-field setup-field-${type}`}>
            <span>{label}</span>
            <Input {...props} />
            {say === undefined ? null : <span class="say">{say}</span>}
        </label>
    );
}

/** At least 1; what is no number changes nothing. */
export function NumberField(props: {
    readonly label: string;
    readonly value: number;
    readonly most: number;
    readonly onChange: (value: number) => void;
    readonly say?: string;
}): JSX.Element {
    const { label, value, most, onChange, say } = props;
    return (
        <Field
            type="number"
            label={label}
            value={String(value)}
            {...(say === undefined ? {} : { say })}
            onChange={(typed) => {
                const number = Number(typed);
                if (Number.isInteger(number) && number >= 1 && number <= most) onChange(number);
            }}
        />
    );
}

/** A file by the system's dialogue, or dropped; the same one may be taken again once it was put right. */
export function FileField(props: {
    readonly label?: string;
    readonly now?: string | null;
    readonly onFile: (name: string, content: Bytes) => void;
}): JSX.Element {
    const { setup } = useSetupWords();
    const { label = setup.file, now = null, onFile } = props;
    const [over, setOver] = useState(false);
    const take = (file: File | undefined): void => {
        if (file === undefined) return;
        void file.arrayBuffer().then((content) => {
            onFile(file.name, new Uint8Array(content));
        });
    };
    return (
        <label
            class={over ? "setup-file setup-file-over" : "setup-file"}
            onDragOver={(event) => {
                event.preventDefault();
                setOver(true);
            }}
            onDragLeave={() => {
                setOver(false);
            }}
            onDrop={(event) => {
                event.preventDefault();
                setOver(false);
                take(event.dataTransfer?.files[0]);
            }}
        >
            <span>{label}</span>
            <input
                type="file"
                onChange={(event) => {
                    take(event.currentTarget.files?.[0]);
                    event.currentTarget.value = "";
                }}
            />
            {now === null ? null : <b>{setup.fileNow(now)}</b>}
        </label>
    );
}

export interface Answer {
    readonly name: string;
    readonly say: string;
}

/** One of several answers; each says what it means. */
export function Choice<T extends string>(props: {
    readonly legend: string;
    readonly options: readonly (Answer & { readonly value: T })[];
    readonly value: T;
    readonly onChange: (value: T) => void;
    readonly children?: ComponentChildren;
}): JSX.Element {
    const { legend, options, value, onChange, children } = props;
    return (
        <fieldset class="setup-choice">
            <legend>{legend}</legend>
            <div class="setup-options">
                {options.map((option) => (
                    <label key={option.value} class="setup-option">
                        <input
                            type="radio"
                            name={legend}
                            checked={option.value === value}
                            onChange={() => {
                                onChange(option.value);
                            }}
                        />
                        <span>
                            <b>{option.name}</b>
                            <span class="say">{option.say}</span>
                        </span>
                    </label>
                ))}
            </div>
            {children}
        </fieldset>
    );
}

/** A thing and how it stands, by sign and word. */
export function Row(props: {
    readonly state: SignState;
    readonly said: string;
    readonly label: string;
    readonly fact?: ComponentChildren;
}): JSX.Element {
    const { state, said, label, fact } = props;
    return (
        <li class="setup-row">
            <Sign state={state} />
            <b>{label}</b>
            <span>{fact}</span>
            <span class="setup-row-said">{said}</span>
        </li>
    );
}

export function Facts({
    rows,
}: {
    readonly rows: readonly (readonly [string, ComponentChildren])[];
}): JSX.Element {
    return (
        <dl class="setup-facts">
            {rows.map(([term, said]) => (
                <div key={term}>
                    <dt>{term}</dt>
                    <dd>{said}</dd>
                </div>
            ))}
        </dl>
    );
}

/** Why an act of this page came to nothing; with the server's own words, where it gave some. */
export function Refused(props: {
    readonly state: WizardState;
    readonly of: readonly Work[];
}): JSX.Element | null {
    const words = useSetupWords();
    const { said } = props.state;
    if (said === null || !props.of.includes(said.of)) return null;
    if (said.is !== "refused") {
        const lost = said.is === "unreachable";
        return lost ? <Notice sentence={words.setup.unreachable} focused /> : null;
    }
    const { what, todo } = words.refusals[said.code];
    return (
        <>
            <Notice
                sentence={
                    said.detail === "" ? { what, todo } : { what, todo: words.setup.refusedTodo }
                }
                refusal={errcNumbers[said.code]}
                focused
            />
            {said.detail === "" ? null : (
                <p class="setup-detail">
                    {words.setup.server} <ServerWords detail={said.detail} />
                </p>
            )}
        </>
    );
}

/** All faults of a file at once, by row and column. */
export function Faults(props: {
    readonly title: string;
    readonly faults: readonly Fault[];
    readonly wrong: boolean;
}): JSX.Element | null {
    const { setup } = useSetupWords();
    const { title, faults, wrong } = props;
    if (faults.length === 0) return null;
    return (
        <section class="setup-faults">
            {wrong ? (
                <Notice sentence={{ what: title, todo: setup.faults.todo }} focused />
            ) : (
                <h3>{title}</h3>
            )}
            <table>
                <caption class="hidden-words">{title}</caption>
                <thead>
                    <tr>
                        <th scope="col">{setup.faults.row}</th>
                        <th scope="col">{setup.faults.column}</th>
                        <th scope="col">{setup.faults.message}</th>
                    </tr>
                </thead>
                <tbody>
                    {faults.map(({ row, column, code, message }, place) => (
                        <tr key={place}>
                            <td class="figure">{row ?? setup.faults.whole}</td>
                            <td>{column}</td>
                            <td data-code={code}>{message}</td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </section>
    );
}
