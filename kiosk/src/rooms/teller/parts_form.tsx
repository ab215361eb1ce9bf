// rooms/teller/parts_form.tsx — what the teller types on the desk's pages.
import type { JSX } from "preact";
import { Toggle } from "../../ui/button.tsx";

export interface FieldProps {
    readonly label: string;
    readonly value: string;
    readonly onValue: (value: string) => void;
    readonly hint?: string;
    readonly kind?: "text" | "password" | "number";
}

export function Field(props: FieldProps): JSX.Element {
    const { label, value, onValue, hint, kind = "text" } = props;
    const typed = {
        class: "desk-input",
        autocomplete: "off",
        spellcheck: false,
        value,
        onInput: (event: { readonly currentTarget: HTMLInputElement }): void => {
            onValue(event.currentTarget.value);
        },
    };
    return (
        <label class="desk-field">
            <span>{label}</span>
            {hint === undefined ? null : <span class="say">{hint}</span>}
            {kind === "password" ? (
                <input {...typed} type="password" />
            ) : (
                <input {...typed} type="text" inputMode={kind === "number" ? "numeric" : "text"} />
            )}
        </label>
    );
}

/** One of a few, all of them in sight. */
export function Choice<T extends string>(props: {
    readonly id: string;
    readonly label: string;
    readonly choices: readonly (readonly [T, string])[];
    readonly chosen: T;
    readonly onChoose: (chosen: T) => void;
}): JSX.Element {
    const { id, label, choices, chosen, onChoose } = props;
    return (
        <div class="desk-field">
            <span id={id}>{label}</span>
            <div class="desk-choices" role="group" aria-labelledby={id}>
                {choices.map(([value, words]) => (
                    <Toggle
                        key={value}
                        pressed={value === chosen}
                        onPress={() => {
                            onChoose(value);
                        }}
                    >
                        {words}
                    </Toggle>
                ))}
            </div>
        </div>
    );
}

/** Many lines, typed or from a scanner. */
export function Lines(props: {
    readonly label: string;
    readonly value: string;
    readonly onValue: (value: string) => void;
}): JSX.Element {
    const { label, value, onValue } = props;
    return (
        <label class="desk-field">
            <span>{label}</span>
            <textarea
                class="desk-input desk-lines"
                rows={14}
                autocomplete="off"
                spellcheck={false}
                value={value}
                onInput={(event) => {
                    onValue(event.currentTarget.value);
                }}
            />
        </label>
    );
}
