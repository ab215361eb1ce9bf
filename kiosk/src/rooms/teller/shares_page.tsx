// rooms/teller/shares_page.tsx — shares before the vote: whether any of them open the box, a copy on paper, and back.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import type { Part } from "./board.ts";
import type { PageProps, PaperProps } from "./page.ts";
import { Back, Forget } from "./paper_parts.tsx";
import { Columns, Heading, isAtWork, Next, RefusedOrder, Row, Rows, Tellers } from "./parts.tsx";
import { Field, Lines } from "./parts_form.tsx";
import { PrintedSheet, usePrinter } from "./printer.tsx";
import { useTellerWords } from "./words.ts";

// ── the rehearsal ──

function Found({ rehearsal }: { rehearsal: Part<"rehearsal"> }): JSX.Element | null {
    const words = useTellerWords();
    const { rehearse } = words.teller.paper;
    const { threshold, tellers, combinations, opened, fewer, fewer_opened: wrong } = rehearsal;
    if (combinations === 0) {
        return <p role="status">{rehearse.more(threshold - tellers.length)}</p>;
    }
    const held = opened === combinations && wrong === 0;
    return (
        <>
            <Rows>
                <Row
                    state={opened === combinations ? "held" : "failed"}
                    label={rehearse.any(threshold)}
                    fact={rehearse.opened(opened, combinations)}
                />
                <Row
                    state={wrong === 0 ? "held" : "failed"}
                    label={rehearse.fewer(threshold - 1)}
                    fact={rehearse.opened(wrong, fewer)}
                />
            </Rows>
            {held ? (
                <p class="strong" role="status">
                    {rehearse.proves(tellers.length, threshold)}
                </p>
            ) : (
                <Notice sentence={rehearse.fails} focused />
            )}
            <p class="say">{rehearse.limits}</p>
        </>
    );
}

export function RehearsalPage({ board, onOrder, onBack }: PaperProps): JSX.Element {
    const words = useTellerWords();
    const { rehearse } = words.teller.paper;
    const { rehearsal } = board;
    const here: readonly number[] = rehearsal?.tellers ?? [];
    return (
        <Columns
            left={
                <>
                    <Back onBack={onBack} />
                    <p>{rehearse.explain}</p>
                    <Heading>{words.teller.people}</Heading>
                    <Tellers
                        board={board}
                        say={(teller) =>
                            here.includes(teller)
                                ? { state: "held", words: rehearse.here }
                                : { state: "ahead", words: rehearse.awaited }
                        }
                    />
                    {rehearsal === null ? null : <Found rehearsal={rehearsal} />}
                </>
            }
            right={
                <Next>
                    <AddShare {...{ board, onOrder }} />
                    {rehearsal === null ? null : (
                        <div class="desk-acts">
                            <Button
                                kind="secondary"
                                busy={isAtWork(board, "forget")}
                                onPress={() => {
                                    onOrder({ order: "forget" });
                                }}
                            >
                                {rehearse.end}
                            </Button>
                        </div>
                    )}
                </Next>
            }
        />
    );
}

function AddShare({ board, onOrder }: PageProps): JSX.Element {
    const words = useTellerWords();
    const { rehearse, missing } = words.teller.paper;
    const [file, setFile] = useState("");
    const [passphrase, setPassphrase] = useState("");
    const busy = isAtWork(board, "rehearse");
    const ready = file.trim() !== "" && passphrase !== "";
    return (
        <>
            <h2>{rehearse.add}</h2>
            <p class="say">{rehearse.oneByOne}</p>
            <Field label={words.teller.share.file} value={file} onValue={setFile} />
            <Field
                label={words.teller.unlock.passphrase}
                kind="password"
                value={passphrase}
                onValue={setPassphrase}
            />
            <RefusedOrder board={board} of="rehearse" />
            <div class="desk-acts">
                <Button
                    kind="forward"
                    busy={busy}
                    unavailable={ready ? undefined : missing}
                    onPress={() => {
                        onOrder({ order: "rehearse", text: file.trim(), passphrase });
                        setFile("");
                        setPassphrase("");
                    }}
                >
                    {busy ? rehearse.busy : rehearse.go}
                </Button>
            </div>
        </>
    );
}

// ── copies on paper ──

export function PaperPage({ board, onOrder, readSheet, onBack }: PaperProps): JSX.Element {
    const words = useTellerWords();
    const { copies, print } = words.teller.paper;
    const printer = usePrinter(board, readSheet);
    const { sheet, onPrint, ready } = printer;
    const made = board.sheet?.kind === "paper";
    return (
        <>
            <Columns
                left={
                    <>
                        <Back onBack={onBack} />
                        <p>{copies.explain}</p>
                        <p class="say">{copies.keep}</p>
                    </>
                }
                right={
                    <Next>
                        <RefusedOrder board={board} of="paper" />
                        {made ? (
                            <>
                                <div class="desk-acts">
                                    <Button
                                        kind="forward"
                                        unavailable={
                                            ready && sheet !== null ? undefined : print.waits
                                        }
                                        onPress={() => {
                                            if (sheet !== null) onPrint(sheet);
                                        }}
                                    >
                                        {copies.print}
                                    </Button>
                                </div>
                                <Forget {...{ board, onOrder }} />
                            </>
                        ) : (
                            <div class="desk-acts">
                                <Button
                                    kind="forward"
                                    busy={isAtWork(board, "paper")}
                                    onPress={() => {
                                        onOrder({ order: "paper" });
                                    }}
                                >
                                    {copies.go}
                                </Button>
                            </div>
                        )}
                    </Next>
                }
            />
            <PrintedSheet sheet={printer.printed} />
        </>
    );
}

/** From a copy on paper: the share, under the keys that are open; or, before any are, the keys. */
export function Restore({
    board,
    onOrder,
    of,
}: PageProps & { readonly of: "share" | "keys" }): JSX.Element {
    const words = useTellerWords();
    const { copies, missing } = words.teller.paper;
    const [lines, setLines] = useState("");
    const [file, setFile] = useState("");
    const [passphrase, setPassphrase] = useState("");
    const busy = isAtWork(board, "restore");
    const named = of === "share" || (file.trim() !== "" && passphrase !== "");
    const ready = lines.trim() !== "" && named;
    return (
        <>
            <h2>{copies.restore[of]}</h2>
            <p class="say">{copies.type}</p>
            <Lines label={copies.lines} value={lines} onValue={setLines} />
            {of === "share" ? null : (
                <>
                    <Field
                        label={words.teller.makeKeys.file}
                        hint={words.teller.makeKeys.where}
                        value={file}
                        onValue={setFile}
                    />
                    <Field
                        label={words.teller.unlock.passphrase}
                        kind="password"
                        value={passphrase}
                        onValue={setPassphrase}
                    />
                </>
            )}
            <RefusedOrder board={board} of="restore" />
            <div class="desk-acts">
                <Button
                    kind="forward"
                    busy={busy}
                    unavailable={ready ? undefined : missing}
                    onPress={() => {
                        const more = of === "share" ? {} : { text: file.trim(), passphrase };
                        onOrder({ order: "restore", lines, ...more });
                        setPassphrase("");
                    }}
                >
                    {busy ? copies.restoring : copies.restoreGo}
                </Button>
            </div>
        </>
    );
}
