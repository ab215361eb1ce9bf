// rooms/found/form_page.tsx — what a congress is founded with.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Toggle } from "../../ui/button.tsx";
import { Frame, type FrameProps } from "../../ui/frame.tsx";
import { Notice } from "../../ui/notice.tsx";
import { ServerWords } from "../../ui/server_words.tsx";
import type { Offer, Refused, Wanted } from "./founding.ts";
import { useFoundWords } from "./words.ts";

export interface FormProps extends Pick<FrameProps, "settings" | "onSettings"> {
    readonly offer: Offer;
    readonly busy: boolean;
    readonly refused: Refused | null;
    readonly onFound: (wanted: Wanted) => void;
}

type Kind = "rehearsal" | "real";
const kinds: readonly Kind[] = ["rehearsal", "real"];

/** One a line, as somebody types them; empty lines are none. */
export function namesOf(lines: string): readonly string[] {
    return lines.split(/[\s,，、;；]+/).filter((name) => name !== "");
}

export function FormPage({ offer, busy, refused, onFound, ...settings }: FormProps): JSX.Element {
    const words = useFoundWords();
    const said = words.found;
    const [name, setName] = useState("");
    const [name2, setName2] = useState("");
    const [kind, setKind] = useState<Kind | null>(null);
    const [lines, setLines] = useState(offer.names.join("\n"));
    const missing =
        name.trim() === "" ? said.nameMissing : kind === null ? said.kindMissing : undefined;
    const send = (): void => {
        onFound({
            name: name.trim(),
            name2: name2.trim(),
            sample: kind === "rehearsal",
            names: namesOf(lines),
        });
    };
    return (
        <Frame
            {...settings}
            institution={words.name}
            title={said.title}
            rehearsal={false}
            page="form"
            foot={missing === undefined ? undefined : <p class="say">{missing}</p>}
            forward={{
                label: busy ? said.going : said.go,
                onPress: send,
                busy,
                unavailable: missing,
            }}
        >
            <p class="say">{said.explain}</p>
            {offer.rehearsalBefore ? <Notice sentence={said.before} /> : null}
            <Field label={said.name} explain={said.nameTodo} value={name} onInput={setName} />
            <Field label={said.name2} value={name2} onInput={setName2} />
            <Kinds kind={kind} onKind={setKind} />
            <Field
                label={said.reach}
                explain={said.reachTodo}
                value={lines}
                onInput={setLines}
                long
            />
            {refused === null ? null : <Why refused={refused} />}
        </Frame>
    );
}

function Field(props: {
    readonly label: string;
    readonly explain?: string;
    readonly value: string;
    readonly onInput: (value: string) => void;
    readonly long?: boolean;
}): JSX.Element {
    const { label, explain, value, onInput, long = false } = props;
    const own = {
        class: "found-input",
        autocomplete: "off",
        spellcheck: false,
        value,
        onInput: (event: { currentTarget: { value: string } }) => {
            onInput(event.currentTarget.value);
        },
    };
    return (
        <label class="found-field">
            <span class="strong">{label}</span>
            {explain === undefined ? null : <span class="say">{explain}</span>}
            {long ? <textarea {...own} rows={5} /> : <input {...own} />}
        </label>
    );
}

function Kinds(props: {
    readonly kind: Kind | null;
    readonly onKind: (kind: Kind) => void;
}): JSX.Element {
    const said = useFoundWords().found;
    return (
        <div class="stack" role="group" aria-labelledby="found-kind">
            <p class="strong" id="found-kind">
                {said.kind}
            </p>
            <div class="found-kinds">
                {kinds.map((one) => (
                    <div key={one} class="found-kind">
                        <Toggle
                            pressed={props.kind === one}
                            onPress={() => {
                                props.onKind(one);
                            }}
                        >
                            {said.kinds[one].name}
                        </Toggle>
                        <p class="say">{said.kinds[one].explain}</p>
                    </div>
                ))}
            </div>
        </div>
    );
}

function Why({ refused }: { refused: Refused }): JSX.Element {
    const said = useFoundWords().found;
    return (
        <div class="stack">
            <Notice sentence={said.refused} refusal={refused.code} focused />
            <p>
                {said.detail} <ServerWords detail={refused.detail} />
            </p>
        </div>
    );
}
