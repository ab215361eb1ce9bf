// rooms/teller/keys_page.tsx — the teller's own keys: opened, or made here, and the line by which they are enrolled.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { decodeBase64, groups } from "../../basics/encoding.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Code } from "../../ui/code.tsx";
import { Notice } from "../../ui/notice.tsx";
import { saveFile } from "../../ui/save.ts";
import { isLongEnough } from "../../ballot/passphrase.ts";
import { roleNames, type Role } from "../../ballot/acts.ts";
import type { Part } from "./board.ts";
import type { PageProps } from "./page.ts";
import { Heading, isAtWork, Next, RefusedOrder } from "./parts.tsx";
import { Choice, Field } from "./parts_form.tsx";
import { makePassphrase } from "./passphrase.ts";
import { Restore } from "./shares_page.tsx";
import { useTellerWords } from "./words.ts";

const ways = ["unlock", "make", "restore"] as const;
type Way = (typeof ways)[number];

export function KeysPage(props: PageProps): JSX.Element {
    const words = useTellerWords();
    const [way, setWay] = useState<Way>("unlock");
    const { makeKeys, unlock, paper } = words.teller;
    const others: Readonly<Record<Way, string>> = {
        unlock: unlock.instead,
        make: makeKeys.instead,
        restore: paper.copies.instead,
    };
    return (
        <div class="desk-alone">
            {way === "unlock" ? <Unlock {...props} /> : null}
            {way === "make" ? <MakeKeys {...props} /> : null}
            {way === "restore" ? <Restore {...props} of="keys" /> : null}
            <ul>
                {ways
                    .filter((one) => one !== way)
                    .map((one) => (
                        <li key={one}>
                            <LinkButton
                                onPress={() => {
                                    setWay(one);
                                }}
                            >
                                {others[one]}
                            </LinkButton>
                        </li>
                    ))}
            </ul>
        </div>
    );
}

function Unlock({ board, onOrder }: PageProps): JSX.Element {
    const words = useTellerWords();
    const { unlock } = words.teller;
    const [file, setFile] = useState("");
    const [passphrase, setPassphrase] = useState("");
    const busy = isAtWork(board, "unlock");
    return (
        <>
            <p class="say">{unlock.explain}</p>
            <Field label={unlock.file} value={file} onValue={setFile} />
            <Field
                label={unlock.passphrase}
                kind="password"
                value={passphrase}
                onValue={setPassphrase}
            />
            <RefusedOrder board={board} of="unlock" />
            <div class="desk-acts">
                <Button
                    kind="forward"
                    busy={busy}
                    onPress={() => {
                        onOrder({ order: "unlock", text: file, passphrase });
                        setPassphrase("");
                    }}
                >
                    {busy ? unlock.busy : unlock.go}
                </Button>
            </div>
        </>
    );
}

type Maker = "person" | "machine";

interface Made {
    readonly maker: Maker;
    readonly passphrase: string;
    readonly again: string;
}

/** Typed twice; one that the machine made is typed once, from the paper it was written on. */
function Passphrase(props: {
    readonly made: Made;
    readonly onMade: (made: Made) => void;
}): JSX.Element {
    const words = useTellerWords();
    const { makeKeys } = words.teller;
    const { made, onMade } = props;
    const { maker, passphrase, again } = made;
    return (
        <>
            <Choice<Maker>
                id="maker"
                label={makeKeys.passphrase}
                choices={[
                    ["person", makeKeys.byPerson],
                    ["machine", makeKeys.byMachine],
                ]}
                chosen={maker}
                onChoose={(chosen) => {
                    const fresh = chosen === "machine" ? makePassphrase() : "";
                    onMade({ maker: chosen, passphrase: fresh, again: "" });
                }}
            />
            {maker === "machine" ? (
                <>
                    <Code groups={passphrase.split("-")} />
                    <p class="strong">{makeKeys.shownOnce}</p>
                </>
            ) : (
                <Field
                    label={makeKeys.first}
                    hint={makeKeys.rule}
                    kind="password"
                    value={passphrase}
                    onValue={(value) => {
                        onMade({ ...made, passphrase: value });
                    }}
                />
            )}
            <Field
                label={maker === "machine" ? makeKeys.fromPaper : makeKeys.again}
                {...(maker === "machine" ? { hint: makeKeys.dashes } : { kind: "password" })}
                value={again}
                onValue={(value) => {
                    onMade({ ...made, again: value });
                }}
            />
        </>
    );
}

const noPassphrase: Made = { maker: "person", passphrase: "", again: "" };

function MakeKeys({ board, onOrder }: PageProps): JSX.Element {
    const words = useTellerWords();
    const { makeKeys } = words.teller;
    const [role, setRole] = useState<Role>("teller");
    const [name, setName] = useState("");
    const [file, setFile] = useState("");
    const [made, setMade] = useState<Made>(noPassphrase);
    const { maker, passphrase, again } = made;
    const busy = isAtWork(board, "keys");
    const typed = isLongEnough(passphrase) && again === passphrase;
    const ready = typed && name.trim() !== "" && file.trim() !== "";
    return (
        <>
            <p class="say">{makeKeys.explain}</p>
            <Choice<Role>
                id="role"
                label={makeKeys.role}
                choices={roleNames.map((one) => [one, words.teller.roles[one]] as const)}
                chosen={role}
                onChoose={setRole}
            />
            <Field label={makeKeys.name} value={name} onValue={setName} />
            <Field label={makeKeys.file} hint={makeKeys.where} value={file} onValue={setFile} />
            <Passphrase made={made} onMade={setMade} />
            <RefusedOrder board={board} of="keys" />
            {ready ? null : (
                <p class="say">{passphrase === again ? makeKeys.missing : makeKeys.differ}</p>
            )}
            <div class="desk-acts">
                <Button
                    kind="forward"
                    busy={busy}
                    unavailable={ready ? undefined : makeKeys.missing}
                    onPress={() => {
                        onOrder({
                            order: "keys",
                            text: file.trim(),
                            role,
                            name: name.trim(),
                            passphrase,
                            random: maker === "machine",
                        });
                        setMade(noPassphrase);
                    }}
                >
                    {busy ? makeKeys.busy : makeKeys.go}
                </Button>
            </div>
        </>
    );
}

export function WaitingPage({ board, onOrder }: PageProps): JSX.Element {
    const words = useTellerWords();
    const { waiting } = words.teller;
    const { line } = board;
    return (
        <div class="desk-alone">
            <p class="strong" role="status">
                {board.enrolment === null ? waiting.none : waiting.absent}
            </p>
            <p class="say">{waiting.explain}</p>
            {line === null ? null : <Line {...{ board, onOrder, line }} />}
        </div>
    );
}

// As the hall shows fingerprints: the first 96 bits.
const idDigits = 24;

function Line(props: PageProps & { readonly line: Part<"line"> }): JSX.Element {
    const words = useTellerWords();
    const { board, onOrder, line } = props;
    const say = words.teller.line;
    const busy = isAtWork(board, "line");
    const name = board.keys?.name ?? "";
    return (
        <>
            <Heading>{say.title}</Heading>
            <p>
                {line.congress} {line.congress2 === "" ? null : <span>{line.congress2}</span>}
            </p>
            <p class="say">{say.compare}</p>
            <Code groups={groups(line.id.slice(0, idDigits).toUpperCase(), 4)} />
            <Next>
                <RefusedOrder board={board} of="line" />
                {line.handed_in === "yes" ? (
                    <p class="strong" role="status">
                        {say.handedIn}
                    </p>
                ) : null}
                {line.handed_in === "not_taken" ? <Notice sentence={say.notTaken} focused /> : null}
                <div class="desk-acts">
                    {line.handed_in === "no" ? (
                        <Button
                            kind="forward"
                            busy={busy}
                            onPress={() => {
                                onOrder({ order: "line" });
                            }}
                        >
                            {busy ? say.busy : say.go}
                        </Button>
                    ) : null}
                    <Button
                        kind="secondary"
                        onPress={() => {
                            const bytes = decodeBase64(line.bytes);
                            if (bytes.ok) {
                                saveFile(`${name}.line`, bytes.value, "application/octet-stream");
                            }
                        }}
                    >
                        {say.save}
                    </Button>
                </div>
            </Next>
        </>
    );
}
