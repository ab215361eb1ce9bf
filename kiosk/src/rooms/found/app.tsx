// rooms/found/app.tsx — a congress is founded: its names, what it is for, by which names its server is reached.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Founded, Ground, Wanted } from "../../api/founding.ts";
import type { Reply } from "../../api/reply.ts";
import { errcNumbers } from "../../basics/errc.ts";
import { groups } from "../../basics/encoding.ts";
import { Button } from "../../ui/button.tsx";
import { Code } from "../../ui/code.tsx";
import { Frame, type FrameProps } from "../../ui/frame.tsx";
import { Notice } from "../../ui/notice.tsx";
import { catalogues, Words } from "../../ui/words.ts";
import { useFoundWords } from "./words.ts";

export interface FoundProps extends Pick<FrameProps, "settings" | "onSettings"> {
    /** Null while it is asked; "no_code": the link was not whole. */
    readonly ground: Reply<Ground> | "no_code" | null;
    readonly found: (wanted: Wanted) => Promise<Reply<Founded>>;
    readonly print: () => void;
}

export function FoundApp(props: FoundProps): JSX.Element {
    return (
        <Words.Provider value={catalogues[props.settings.language]}>
            <Room {...props} />
        </Words.Provider>
    );
}

function Room(props: FoundProps): JSX.Element {
    const words = useFoundWords();
    const { ground, settings, onSettings } = props;
    const [founded, setFounded] = useState<Founded | null>(null);
    const said = words.found;
    const refused = ground !== null && ground !== "no_code" && ground.is === "refused";
    return (
        <Frame
            {...{ settings, onSettings }}
            institution={words.name}
            title={said.title}
            rehearsal={founded?.sample ?? false}
            page={founded === null ? "found" : "founded"}
        >
            {ground === null ? <p role="status">{words.common.loading}</p> : null}
            {ground === "no_code" ? <Notice sentence={said.noCode} focused /> : null}
            {refused ? <Notice sentence={said.wrongCode} refusal={25} focused /> : null}
            {ground !== null && ground !== "no_code" && ground.is === "unreachable" ? (
                <Notice sentence={said.unreachable} focused />
            ) : null}
            {ground !== null && ground !== "no_code" && ground.is === "answer" ? (
                founded === null ? (
                    <Form ground={ground.value} found={props.found} onFounded={setFounded} />
                ) : (
                    <Done founded={founded} print={props.print} />
                )
            ) : null}
        </Frame>
    );
}

interface FormProps extends Pick<FoundProps, "found"> {
    readonly ground: Ground;
    readonly onFounded: (founded: Founded) => void;
}

const kinds = ["rehearsal", "real"] as const;
type Kind = (typeof kinds)[number];

function Form({ ground, found, onFounded }: FormProps): JSX.Element {
    const words = useFoundWords();
    const said = words.found;
    const [name, setName] = useState("");
    const [name2, setName2] = useState("");
    const [kind, setKind] = useState<Kind>("rehearsal");
    const [names, setNames] = useState(ground.tls_names.join("\n"));
    const [reply, setReply] = useState<Reply<Founded> | "working" | null>(null);
    const list = names.split(/\s+/).filter((one) => one !== "");
    const ready = name.trim() !== "" && list.length > 0;
    const go = async (): Promise<void> => {
        setReply("working");
        const sample = kind === "rehearsal";
        const wanted = { name: name.trim(), name2: name2.trim(), sample, tls_names: list };
        const answered = await found(wanted);
        setReply(answered);
        if (answered.is === "answer") onFounded(answered.value);
    };
    const working = reply === "working";
    return (
        <div class="stack found">
            <p>{said.explain}</p>
            <Text label={said.name} value={name} onChange={setName} />
            <Text label={said.name2} value={name2} onChange={setName2} />
            <Kinds kind={kind} onKind={setKind} />
            <label>
                <span class="field-words">{said.names}</span>
                <textarea
                    rows={Math.max(3, list.length)}
                    spellcheck={false}
                    value={names}
                    onInput={(event) => {
                        setNames(event.currentTarget.value);
                    }}
                />
                <span class="say">{said.namesSay}</span>
            </label>
            {ground.rehearsal_of_before ? <p class="strong">{said.before}</p> : null}
            {reply === null || reply === "working" ? null : <NotFounded reply={reply} />}
            {ready ? null : <p class="say">{said.missing}</p>}
            <Button
                kind="forward"
                busy={working}
                unavailable={ready || working ? undefined : said.missing}
                onPress={() => void go()}
            >
                {working ? said.working : said.go}
            </Button>
        </div>
    );
}

function Kinds(props: { readonly kind: Kind; readonly onKind: (kind: Kind) => void }): JSX.Element {
    const { found: said } = useFoundWords();
    const { kind, onKind } = props;
    return (
        <fieldset>
            <legend>{said.kind}</legend>
            {kinds.map((one) => (
                <label key={one} class="found-kind">
                    <input
                        type="radio"
                        name="kind"
                        checked={one === kind}
                        onChange={() => {
                            onKind(one);
                        }}
                    />
                    <span>
                        <b>{said.kinds[one].name}</b>
                        <span class="say">{said.kinds[one].say}</span>
                    </span>
                </label>
            ))}
        </fieldset>
    );
}

/** Why it was not made; nothing where it was. */
function NotFounded({ reply }: { readonly reply: Reply<Founded> }): JSX.Element | null {
    const { found: said } = useFoundWords();
    switch (reply.is) {
        case "answer":
            return null;
        case "unreachable":
            return <Notice sentence={said.unreachable} focused />;
        case "refused":
            return (
                <>
                    <Notice
                        sentence={said.refused}
                        refusal={errcNumbers[reply.refusal.code]}
                        focused
                    />
                    <p>
                        {said.server} <span lang="en">{reply.refusal.detail}</span>
                    </p>
                </>
            );
    }
}

function Text(props: {
    readonly label: string;
    readonly value: string;
    readonly onChange: (value: string) => void;
}): JSX.Element {
    return (
        <label>
            <span class="field-words">{props.label}</span>
            <input
                type="text"
                autocomplete="off"
                value={props.value}
                onInput={(event) => {
                    props.onChange(event.currentTarget.value);
                }}
            />
        </label>
    );
}

function Done(props: { readonly founded: Founded; readonly print: () => void }): JSX.Element {
    const { found: said } = useFoundWords();
    const { founded, print } = props;
    const prints = [
        [said.congress, founded.congress_id],
        [said.authority, founded.authority_sha256],
        [said.certificate, founded.certificate_sha256],
    ] as const;
    return (
        <div class="stack found">
            <Notice sentence={said.done} focused />
            <h2>{said.code}</h2>
            <Code groups={[founded.setup_code]} />
            <p class="say">{said.codeSay}</p>
            <dl>
                {prints.map(([term, hex]) => (
                    <div key={term}>
                        <dt>{term}</dt>
                        <dd class="found-hex">{groups(hex.toUpperCase(), 4).join(" ")}</dd>
                    </div>
                ))}
            </dl>
            <p class="say">{said.compare}</p>
            <h2>{said.links}</h2>
            <ul>
                {founded.links.map((link) => (
                    <li key={link}>
                        <a href={link}>{link}</a>
                    </li>
                ))}
            </ul>
            <p>{said.next}</p>
            <Button onPress={print}>{said.print}</Button>
        </div>
    );
}
