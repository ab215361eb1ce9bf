// rooms/teller/enter_page.tsx — few sheets of paper, keyed by two people at this machine one after the other and entered as
// ballots (PROTOCOL §7.5). The page holds one person's marks until they are handed in; the program compares and seals.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import type { Part } from "./board.ts";
import { GiveUp, Keying } from "./enter_keying.tsx";
import type { EnterProps, PageProps } from "./page.ts";
import { Back } from "./paper_parts.tsx";
import {
    Columns,
    Detail,
    Heading,
    isAtWork,
    Next,
    RefusedNotice,
    RefusedOrder,
    Row,
    Rows,
} from "./parts.tsx";
import { Field } from "./parts_form.tsx";
import { useTellerWords } from "./words.ts";

type Few = Part<"few_sheets">;

export function EnterPage(props: EnterProps): JSX.Element {
    const { board, onOrder, onMarks, onBack } = props;
    const few = board.few_sheets;
    // What this page knew of a turn when it was opened: nothing. Later turns begin on it.
    const [openedIn] = useState(few?.turn ?? 0);
    if (few === null) {
        return <Columns left={<Back onBack={onBack} />} right={null} />;
    }
    if (few.stage === "first" || few.stage === "second") {
        const lost = few.turn === openedIn;
        return <Keying key={few.turn} {...{ board, few, lost, onOrder, onMarks, onBack }} />;
    }
    return (
        <Columns
            left={
                <>
                    <Back onBack={onBack} />
                    <Explained few={few} />
                    <Codes few={few} />
                </>
            }
            right={
                <Next>
                    <Step {...{ board, few, onOrder }} />
                </Next>
            }
        />
    );
}

function Explained({ few }: { few: Few }): JSX.Element {
    const { enter } = useTellerWords().teller;
    return (
        <>
            <p>{enter.explain(few.most)}</p>
            <ol class="desk-steps">
                {enter.steps.map((step) => (
                    <li key={step}>{step}</li>
                ))}
            </ol>
            <p class="say">{enter.invalid}</p>
        </>
    );
}

/** Of all that was sealed in this round: whether the box has it, as far as this run knows. */
function Codes({ few }: { few: Few }): JSX.Element | null {
    const { enter } = useTellerWords().teller;
    if (few.codes.length === 0) return null;
    return (
        <>
            <Heading>{enter.codes}</Heading>
            <Rows>
                {few.codes.map((code, place) => (
                    <Row
                        key={code}
                        state={place < few.sent ? "held" : "ahead"}
                        label={code}
                        fact={place < few.sent ? enter.inBox : enter.notYet}
                    />
                ))}
            </Rows>
            <p class="say">{enter.files}</p>
            {few.files.map((file) => (
                <p key={file} class="desk-path">
                    {file}
                </p>
            ))}
        </>
    );
}

interface StepProps extends PageProps {
    readonly few: Few;
}

function Step({ board, few, onOrder }: StepProps): JSX.Element {
    const { enter } = useTellerWords().teller;
    if (few.unreadable !== null) {
        return (
            <>
                <Notice sentence={enter.unreadable} refusal={few.unreadable.code} />
                <Detail text={few.unreadable.detail} />
            </>
        );
    }
    switch (few.stage) {
        case "agreed":
            return <Seal {...{ board, onOrder }} />;
        case "kept":
            return <Send {...{ board, onOrder }} />;
        case "sent":
            return (
                <>
                    <Notice key="sent" sentence={enter.sentAll(few.codes.length)} focused />
                    {few.open ? (
                        <>
                            <h2>{enter.further}</h2>
                            <Begin {...{ board, few, onOrder }} />
                        </>
                    ) : null}
                </>
            );
        case "ready":
        case "first":
        case "second":
            return <Begin {...{ board, few, onOrder }} />;
    }
}

function Begin({ board, few, onOrder }: StepProps): JSX.Element {
    const { enter } = useTellerWords().teller;
    const [typed, setTyped] = useState("");
    const number = /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : 0;
    const possible = number >= 1 && number <= few.most;
    const compared = board.round?.compared === true;
    const missing = !compared
        ? enter.notCompared
        : !few.open
          ? enter.notOpen
          : possible
            ? undefined
            : enter.howMany(few.most);
    return (
        <>
            <Field label={enter.count(few.most)} kind="number" value={typed} onValue={setTyped} />
            <RefusedOrder board={board} of="enter" />
            <div class="desk-acts">
                <Button
                    kind="forward"
                    busy={isAtWork(board, "enter")}
                    unavailable={missing}
                    onPress={() => {
                        onOrder({ order: "enter", number });
                    }}
                >
                    {enter.begin}
                </Button>
            </div>
            {missing === undefined ? null : <p class="say">{missing}</p>}
        </>
    );
}

/** By the second person's own hand: file and passphrase. */
function Seal({ board, onOrder }: PageProps): JSX.Element {
    const { enter } = useTellerWords().teller;
    const [file, setFile] = useState("");
    const [passphrase, setPassphrase] = useState("");
    const { refused } = board;
    const ready = file.trim() !== "" && passphrase !== "";
    const busy = isAtWork(board, "seal");
    return (
        <>
            <Notice sentence={enter.agreed} focused />
            <Field label={enter.secondFile} value={file} onValue={setFile} />
            <Field
                label={enter.secondPassphrase}
                kind="password"
                value={passphrase}
                onValue={setPassphrase}
            />
            {refused?.order === "seal" && refused.name === "not_permitted" ? (
                <>
                    <Notice sentence={enter.wrongKeys} refusal={refused.code} focused />
                    <Detail text={refused.detail} />
                </>
            ) : (
                <RefusedOrder board={board} of="seal" />
            )}
            <div class="desk-acts">
                <Button
                    kind="forward"
                    busy={busy}
                    unavailable={ready ? undefined : enter.missing}
                    onPress={() => {
                        onOrder({ order: "seal", text: file.trim(), passphrase });
                        setPassphrase("");
                    }}
                >
                    {busy ? enter.sealing : enter.seal}
                </Button>
            </div>
            <GiveUp {...{ board, onOrder }} />
        </>
    );
}

function Send({ board, onOrder }: PageProps): JSX.Element {
    const { enter } = useTellerWords().teller;
    const { refused } = board;
    const busy = isAtWork(board, "send") || isAtWork(board, "seal");
    return (
        <>
            <Notice sentence={enter.kept} />
            {refused?.order === "send" || refused?.order === "seal" ? (
                <RefusedNotice refusal={refused} focused />
            ) : null}
            <div class="desk-acts">
                <Button
                    kind="forward"
                    busy={busy}
                    onPress={() => {
                        onOrder({ order: "send" });
                    }}
                >
                    {busy ? enter.sending : enter.send}
                </Button>
            </div>
        </>
    );
}
