// rooms/teller/cards_page.tsx — cards of the deputies and sealed slips: made on this machine, printed from this page.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { setupCodeOf } from "../../api/setup_code.ts";
import { decodeBase64, groups } from "../../basics/encoding.ts";
import { Button } from "../../ui/button.tsx";
import { Code } from "../../ui/code.tsx";
import { Notice } from "../../ui/notice.tsx";
import { saveFile } from "../../ui/save.ts";
import type { Board, Part, Sheet } from "./board.ts";
import type { PaperProps } from "./page.ts";
import { Columns, Heading, isAtWork, Next, RefusedOrder, Row, Rows } from "./parts.tsx";
import { Field } from "./parts_form.tsx";
import { Back, Forget } from "./paper_parts.tsx";
import { PrintedSheet, testSheet, usePrinter, type TestKind } from "./printer.tsx";
import { codesTable } from "./sheet_table.ts";
import { useTellerWords } from "./words.ts";

const most = 10_000;

function countOf(typed: string): number | null {
    const number = Number(typed);
    return /^\d+$/.test(typed.trim()) && number >= 1 && number <= most ? number : null;
}

/** A binary file of the sheet, as the programs take it. */
function saveBinary(name: string, base64: string): void {
    const bytes = decodeBase64(base64);
    if (bytes.ok) saveFile(name, bytes.value, "application/octet-stream");
}

function Made({
    sheet,
    kind,
}: {
    readonly sheet: Part<"sheet">;
    readonly kind: TestKind;
}): JSX.Element {
    const words = useTellerWords();
    const { paper } = words.teller;
    return (
        <>
            <Rows>
                <Row state="held" label={paper.made[kind]} fact={paper.sheets(sheet.count)} />
                {kind === "cards" ? (
                    <Row
                        state={sheet.posted ? "held" : "ahead"}
                        label={paper.posted}
                        fact={sheet.posted ? "" : words.teller.states.ahead}
                    />
                ) : null}
            </Rows>
            <p class="say">{paper.fingerprint[kind]}</p>
            <Code groups={groups(sheet.hash.slice(0, 24).toUpperCase(), 4)} small />
        </>
    );
}

interface PrintProps {
    readonly sheet: Sheet | null;
    readonly onPrint: (sheet: Sheet) => void;
    readonly ready: boolean;
}

/** Print, and the files that others need. */
function Prints({ sheet, onPrint, ready }: PrintProps): JSX.Element | null {
    const words = useTellerWords();
    const { paper } = words.teller;
    if (sheet === null || sheet.kind === "paper" || sheet.kind === "card") return null;
    const { kind } = sheet;
    return (
        <>
            <h2>{paper.print.title}</h2>
            <p class="say">{paper.print.explain[kind]}</p>
            <div class="desk-acts">
                <Button
                    kind="secondary"
                    unavailable={ready ? undefined : paper.print.waits}
                    onPress={() => {
                        onPrint(sheet);
                    }}
                >
                    {paper.print.go[kind]}
                </Button>
                <Button
                    kind="tool"
                    onPress={() => {
                        saveFile(`${kind}.csv`, codesTable(sheet), "text/csv;charset=utf-8");
                    }}
                >
                    {paper.print.saveCodes}
                </Button>
                <Button
                    kind="tool"
                    onPress={() => {
                        saveBinary(kind === "cards" ? "roll.entry" : "slips.list", sheet.file);
                    }}
                >
                    {paper.print.saveFile[kind]}
                </Button>
            </div>
            <p class="say">{paper.print.csv}</p>
        </>
    );
}

/** The setup code lies with whoever set the server up; it goes to the server and is kept nowhere. */
function PostRoll({ board, onOrder }: Pick<PaperProps, "board" | "onOrder">): JSX.Element {
    const words = useTellerWords();
    const { roll } = words.teller.paper;
    const [code, setCode] = useState("");
    const busy = isAtWork(board, "roll");
    return (
        <>
            <h2>{roll.title}</h2>
            <p class="say">{roll.explain}</p>
            <Field label={roll.code} kind="password" value={code} onValue={setCode} />
            {board.refused?.order === "roll" && board.refused.name === "not_permitted" ? (
                <Notice sentence={roll.wrong} focused />
            ) : (
                <RefusedOrder board={board} of="roll" />
            )}
            <div class="desk-acts">
                <Button
                    kind="forward"
                    busy={busy}
                    unavailable={code === "" ? roll.missing : undefined}
                    onPress={() => {
                        onOrder({ order: "roll", passphrase: setupCodeOf(code) });
                        setCode("");
                    }}
                >
                    {busy ? roll.busy : roll.go}
                </Button>
            </div>
        </>
    );
}

function HowMany(props: {
    readonly board: Board;
    readonly label: string;
    readonly go: string;
    readonly of: "cards" | "slips";
    /** By names that were chosen; null: by the number that is typed. */
    readonly named: number | null;
    readonly onMake: (count: number) => void;
}): JSX.Element {
    const words = useTellerWords();
    const { paper } = words.teller;
    const { board, label, go, of, named, onMake } = props;
    const [typed, setTyped] = useState("");
    const count = named ?? countOf(typed);
    const busy = isAtWork(board, of);
    return (
        <>
            {named === null ? (
                <Field label={label} kind="number" value={typed} onValue={setTyped} />
            ) : null}
            <RefusedOrder board={board} of={of} />
            <div class="desk-acts">
                <Button
                    kind="forward"
                    busy={busy}
                    unavailable={count === null ? paper.howMany : undefined}
                    onPress={() => {
                        if (count !== null) onMake(count);
                    }}
                >
                    {busy ? paper.making : go}
                </Button>
            </div>
        </>
    );
}

function TestPrint(props: {
    readonly kind: TestKind;
    readonly ready: boolean;
    readonly board: Board;
    readonly onPrint: (sheet: Sheet) => void;
}): JSX.Element {
    const words = useTellerWords();
    const { test, print } = words.teller.paper;
    const { kind, ready, board, onPrint } = props;
    return (
        <>
            <Heading>{test.title}</Heading>
            <p class="say">{test.explain}</p>
            <div class="desk-acts">
                <Button
                    kind="secondary"
                    unavailable={ready ? undefined : print.waits}
                    onPress={() => {
                        onPrint(testSheet(kind, board));
                    }}
                >
                    {test.go}
                </Button>
            </div>
        </>
    );
}

export function Names({ board, onNames }: Pick<PaperProps, "board" | "onNames">): JSX.Element {
    const words = useTellerWords();
    const { names } = words.teller.paper;
    return (
        <>
            <Heading>{names.title}</Heading>
            <p class="say">{names.explain}</p>
            <label class="desk-field">
                <span>{names.file}</span>
                <input
                    class="desk-file"
                    type="file"
                    accept=".csv,.xlsx,.txt"
                    onChange={(event) => {
                        const file = event.currentTarget.files?.[0];
                        if (file !== undefined) onNames(file);
                    }}
                />
            </label>
            <RefusedOrder board={board} of="names" />
            {board.names === null ? null : (
                <p class="strong" role="status">
                    {names.read(board.names.count)}
                </p>
            )}
        </>
    );
}

export function CardsPage(props: PaperProps): JSX.Element {
    const words = useTellerWords();
    const { board, onOrder, onNames, readSheet, onBack } = props;
    const { cards } = words.teller.paper;
    const printer = usePrinter(board, readSheet);
    const made = board.sheet?.kind === "cards" ? board.sheet : null;
    return (
        <>
            <Columns
                left={
                    <>
                        <Back onBack={onBack} />
                        <p>{cards.explain}</p>
                        {made === null ? (
                            <Names {...{ board, onNames }} />
                        ) : (
                            <Made sheet={made} kind="cards" />
                        )}
                        <TestPrint kind="cards" {...printer} board={board} />
                    </>
                }
                right={
                    <Next>
                        {made === null ? (
                            <HowMany
                                board={board}
                                label={cards.count}
                                go={cards.go}
                                of="cards"
                                named={board.names?.count ?? null}
                                onMake={(number) => {
                                    onOrder({ order: "cards", number });
                                }}
                            />
                        ) : (
                            <>
                                <Prints {...printer} />
                                {made.posted ? null : <PostRoll {...{ board, onOrder }} />}
                                <Forget {...{ board, onOrder }} />
                            </>
                        )}
                    </Next>
                }
            />
            <PrintedSheet sheet={printer.printed} />
        </>
    );
}

export function SlipsPage(props: PaperProps): JSX.Element {
    const words = useTellerWords();
    const { board, onOrder, readSheet, onBack } = props;
    const { slips } = words.teller.paper;
    const printer = usePrinter(board, readSheet);
    const made = board.sheet?.kind === "slips" ? board.sheet : null;
    return (
        <>
            <Columns
                left={
                    <>
                        <Back onBack={onBack} />
                        <p>{slips.explain}</p>
                        {made === null ? null : <Made sheet={made} kind="slips" />}
                        <TestPrint kind="slips" {...printer} board={board} />
                    </>
                }
                right={
                    <Next>
                        {made === null ? (
                            <HowMany
                                board={board}
                                label={slips.count}
                                go={slips.go}
                                of="slips"
                                named={null}
                                onMake={(number) => {
                                    onOrder({ order: "slips", number });
                                }}
                            />
                        ) : (
                            <>
                                <Prints {...printer} />
                                <Forget {...{ board, onOrder }} />
                            </>
                        )}
                    </Next>
                }
            />
            <PrintedSheet sheet={printer.printed} />
        </>
    );
}
