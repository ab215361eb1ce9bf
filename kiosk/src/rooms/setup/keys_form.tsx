// rooms/setup/keys_form.tsx — a person's own keys: made in this page, or opened from a file; either way a line is handed in.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Bytes } from "../../basics/bytes.ts";
import { isPersonName } from "../../ballot/enrolment_line.ts";
import { isLongEnough } from "../../ballot/passphrase.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Code } from "../../ui/code.tsx";
import { fingerprintGroups } from "../../ui/fingerprint.tsx";
import { Notice } from "../../ui/notice.tsx";
import type { KeyTrouble, NewPerson, OwnKeys } from "./own_keys.ts";
import type { PageProps } from "./page.ts";
import { Field, FileField, Refused } from "./parts.tsx";
import { useSetupWords } from "./words.ts";

type Answer = OwnKeys | KeyTrouble | "unreachable";
type Role = NewPerson["role"];
const roles: readonly Role[] = ["official", "scrutineer"];

interface MakeProps {
    readonly part: number | null;
    readonly onMake: (person: NewPerson) => void;
}

function MakeForm({ part, onMake }: MakeProps): JSX.Element {
    const { people: words } = useSetupWords().setup;
    const [role, setRole] = useState<Role>("official");
    const [name, setName] = useState("");
    const [passphrase, setPassphrase] = useState("");
    const [again, setAgain] = useState("");
    const long = isLongEnough(passphrase);
    const ready = isPersonName(name.trim()) && long && passphrase === again;
    return (
        <>
            <fieldset class="setup-roles">
                <legend>{words.role}</legend>
                {roles.map((one) => (
                    <label key={one} class="setup-option">
                        <input
                            type="radio"
                            name="role"
                            checked={one === role}
                            onChange={() => {
                                setRole(one);
                            }}
                        />
                        <b>{words.roles[one]}</b>
                    </label>
                ))}
            </fieldset>
            <Field label={words.name} value={name} onChange={setName} />
            <div class="setup-pair">
                <Field
                    type="password"
                    label={words.passphrase}
                    value={passphrase}
                    onChange={setPassphrase}
                    say={words.rule}
                />
                <Field type="password" label={words.again} value={again} onChange={setAgain} />
            </div>
            <Button
                busy={part !== null}
                unavailable={ready || part !== null ? undefined : words.missing}
                onPress={() => {
                    onMake({ role, name: name.trim(), passphrase });
                    setPassphrase("");
                    setAgain("");
                }}
            >
                {part === null ? words.make : words.making}
            </Button>
        </>
    );
}

interface OpenProps {
    readonly part: number | null;
    readonly onOpen: (file: Bytes, passphrase: string) => void;
}

function OpenForm({ part, onOpen }: OpenProps): JSX.Element {
    const { people: words } = useSetupWords().setup;
    const [file, setFile] = useState<{ readonly name: string; readonly content: Bytes } | null>(
        null,
    );
    const [passphrase, setPassphrase] = useState("");
    const ready = file !== null && passphrase !== "";
    return (
        <>
            <p class="say">{words.haveExplain}</p>
            <FileField
                label={words.keyFile}
                now={file?.name ?? null}
                onFile={(name, content) => {
                    setFile({ name, content });
                }}
            />
            <Field
                type="password"
                label={words.passphrase}
                value={passphrase}
                onChange={setPassphrase}
            />
            <Button
                busy={part !== null}
                unavailable={ready || part !== null ? undefined : words.missing}
                onPress={() => {
                    if (file !== null) onOpen(file.content, passphrase);
                    setPassphrase("");
                }}
            >
                {part === null ? words.handIn : words.handing}
            </Button>
        </>
    );
}

function Made(props: { readonly own: OwnKeys; readonly onSave: () => void }): JSX.Element {
    const { people } = useSetupWords().setup;
    const { own, onSave } = props;
    return (
        <>
            <Notice sentence={people.made} focused />
            <p class="say">{people.print}</p>
            <Code groups={fingerprintGroups(own.key)} small />
            {own.file === null ? null : (
                <LinkButton onPress={onSave}>{people.saveAgain}</LinkButton>
            )}
        </>
    );
}

export function KeysForm({ state, acts }: PageProps): JSX.Element {
    const words = useSetupWords();
    const { people } = words.setup;
    const [part, setPart] = useState<number | null>(null);
    const [trouble, setTrouble] = useState<Exclude<Answer, OwnKeys> | null>(null);
    const [own, setOwn] = useState<OwnKeys | null>(null);
    const save = ({ name, file }: OwnKeys): void => {
        if (file !== null) acts.save(`${name}.keys`, file);
    };
    const come = async (asked: Promise<Answer>): Promise<void> => {
        setPart(0);
        setTrouble(null);
        const answer = await asked;
        setPart(null);
        if (typeof answer === "string") {
            setTrouble(answer);
            return;
        }
        // The file first: a line whose keys nobody has would be in everybody's way.
        save(answer);
        setOwn(answer);
        await acts.handIn(answer.line);
    };
    if (state.congress === null) return <p role="status">{words.setup.needCongress}</p>;
    return (
        <section class="setup-block" aria-labelledby="own-keys">
            <h2 id="own-keys">{people.own}</h2>
            <p class="say">{people.ownExplain}</p>
            {trouble === null ? null : (
                <Notice
                    sentence={
                        trouble === "unreachable" ? words.setup.unreachable : people.faults[trouble]
                    }
                    focused
                />
            )}
            <Refused state={state} of={["hand_in"]} />
            {own === null ? (
                <>
                    <MakeForm
                        part={part}
                        onMake={(person) => void come(acts.makeKeys(person, setPart))}
                    />
                    {part === null ? null : (
                        <progress aria-label={people.making} max={1} value={part} />
                    )}
                    <details>
                        <summary>{people.have}</summary>
                        <OpenForm
                            part={part}
                            onOpen={(file, passphrase) =>
                                void come(acts.openKeys(file, passphrase, setPart))
                            }
                        />
                    </details>
                </>
            ) : (
                <Made
                    own={own}
                    onSave={() => {
                        save(own);
                    }}
                />
            )}
        </section>
    );
}
