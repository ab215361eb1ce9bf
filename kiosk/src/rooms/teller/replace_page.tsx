// rooms/teller/replace_page.tsx — a lost card: a new one is made and printed here and signed first; another teller signs at
// the own console, and only then it counts (PROTOCOL §9, act 3).
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { utf8 } from "../../basics/bytes.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { reasonBytesMax } from "../../ballot/wire.ts";
import type { Part } from "./board.ts";
import { Names } from "./cards_page.tsx";
import type { PaperProps } from "./page.ts";
import { Back, Forget } from "./paper_parts.tsx";
import { Columns, isAtWork, Next, RefusedOrder, Row, Rows } from "./parts.tsx";
import { Field } from "./parts_form.tsx";
import { PrintedSheet, usePrinter, type Printer } from "./printer.tsx";
import { useTellerWords } from "./words.ts";

const numberMax = 10_000;

function numberOf(typed: string): number | null {
    const number = Number(typed);
    return /^\d{1,5}$/.test(typed.trim()) && number >= 1 && number <= numberMax ? number : null;
}

function Form({ board, onOrder }: Pick<PaperProps, "board" | "onOrder">): JSX.Element {
    const { replace, paper } = useTellerWords().teller;
    const [typed, setTyped] = useState("");
    const [reason, setReason] = useState("");
    const number = numberOf(typed);
    const long = utf8(reason.trim()).length > reasonBytesMax;
    const busy = isAtWork(board, "replace");
    const missing = number === null ? replace.number : long ? replace.reasonLong : undefined;
    return (
        <>
            <Field label={replace.deputy} kind="number" value={typed} onValue={setTyped} />
            <Field label={replace.reason} value={reason} onValue={setReason} />
            <RefusedOrder board={board} of="replace" />
            <div class="desk-acts">
                <Button
                    kind="forward"
                    busy={busy}
                    unavailable={missing}
                    onPress={() => {
                        if (number === null) return;
                        onOrder({ order: "replace", number, text: reason.trim() });
                    }}
                >
                    {busy ? paper.making : replace.go}
                </Button>
            </div>
        </>
    );
}

const signs = { waits: "going", recorded: "held", gone: "failed" } as const;

function Standing({ replacement }: { replacement: Part<"replacement"> }): JSX.Element {
    const { replace } = useTellerWords().teller;
    const { deputy, name, reason, standing } = replacement;
    return (
        <>
            <Rows>
                <Row
                    state={signs[standing]}
                    label={replace.card(deputy, name)}
                    note={reason === "" ? undefined : reason}
                    fact={replace.short[standing]}
                />
            </Rows>
            <Notice key={standing} sentence={replace.standing[standing]} />
        </>
    );
}

interface MadeProps extends Pick<PaperProps, "board" | "onOrder"> {
    readonly printer: Printer;
}

/** Printed as often as it takes, until its code is erased. */
function Made({ board, onOrder, printer }: MadeProps): JSX.Element {
    const { replace, paper } = useTellerWords().teller;
    const { sheet, onPrint, ready } = printer;
    return (
        <>
            <h2>{replace.printTitle}</h2>
            <p class="say">{replace.printExplain}</p>
            <div class="desk-acts">
                <Button
                    kind="secondary"
                    unavailable={ready && sheet !== null ? undefined : paper.print.waits}
                    onPress={() => {
                        if (sheet !== null) onPrint(sheet);
                    }}
                >
                    {replace.print}
                </Button>
            </div>
            <Forget
                {...{ board, onOrder }}
                words={{
                    title: replace.forgetTitle,
                    explain: replace.forgetExplain,
                    go: replace.forget,
                }}
            />
        </>
    );
}

export function ReplacePage(props: PaperProps): JSX.Element {
    const { board, onOrder, onNames, readSheet, onBack } = props;
    const { replace } = useTellerWords().teller;
    const printer = usePrinter(board, readSheet);
    const { replacement } = board;
    return (
        <>
            <Columns
                left={
                    <>
                        <Back onBack={onBack} />
                        <p>{replace.explain}</p>
                        {replacement === null ? (
                            <Names {...{ board, onNames }} />
                        ) : (
                            <>
                                {/* Unreached, it is not known whether it waits there. */}
                                <RefusedOrder board={board} of="replace" />
                                <Standing replacement={replacement} />
                            </>
                        )}
                    </>
                }
                right={
                    <Next>
                        {replacement === null ? (
                            <Form {...{ board, onOrder }} />
                        ) : (
                            <Made {...{ board, onOrder, printer }} />
                        )}
                    </Next>
                }
            />
            <PrintedSheet sheet={printer.printed} />
        </>
    );
}
