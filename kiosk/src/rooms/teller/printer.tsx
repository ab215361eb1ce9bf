// rooms/teller/printer.tsx — what comes out on paper: cards to be cut, slips to be folded. On the screen it is not drawn.
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { groups } from "../../basics/encoding.ts";
import { useLater } from "../../ui/later.ts";
import { Qr, qrEncoder } from "../../ui/qr.tsx";
import type { Board, Sheet, SheetRow } from "./board.ts";
import { useTellerWords } from "./words.ts";
import "./sheet.css";

const perPage = { cards: 10, slips: 6, paper: 1, card: 10 } as const;
export type TestKind = "cards" | "slips";
const testCode = {
    cards: "TEST-TEST-TEST-TEST-TEST-TEST-TEST-TEST-TEST",
    slips: `PIAOJUE-SLIP:${Array.from({ length: 14 }, () => "TEST").join("-")}`,
} as const;

/** One page of what no server takes: to see whether the printer prints and the scanner reads. */
export function testSheet(kind: TestKind, board: Board): Sheet {
    const { congress = "", congress2 = "" } = board.log ?? {};
    const rows = Array.from({ length: perPage[kind] }, (_, place) => ({
        no: place + 1,
        code: testCode[kind],
        name: "",
        delegation: "",
    }));
    return { kind, congress, congress2, sample: true, file: "", rows };
}

export interface Printer {
    /** With its codes; null as long as there is none. */
    readonly sheet: Sheet | null;
    readonly printed: Sheet | null;
    readonly onPrint: (sheet: Sheet) => void;
    /** What draws QR codes is there. */
    readonly ready: boolean;
}

export function usePrinter(board: Board, readSheet: () => Promise<Sheet | null>): Printer {
    const [sheet, setSheet] = useState<Sheet | null>(null);
    const [printed, setPrinted] = useState<Sheet | null>(null);
    const ready = useLater(qrEncoder) !== null;
    const hash = board.sheet?.hash ?? null;
    useEffect(() => {
        let left = false;
        setSheet(null);
        setPrinted(null);
        if (hash !== null) {
            void readSheet().then((read) => {
                if (!left) setSheet(read);
            });
        }
        return () => {
            left = true;
        };
    }, [hash, readSheet]);
    useEffect(() => {
        if (printed !== null) print();
    }, [printed]);
    const onPrint = (wanted: Sheet): void => {
        // A copy: the same sheet may be printed again.
        setPrinted({ ...wanted });
    };
    return { sheet, printed, onPrint, ready };
}

function pagesOf(sheet: Sheet): readonly (readonly SheetRow[])[] {
    const size = perPage[sheet.kind];
    const count = Math.ceil(sheet.rows.length / size);
    return Array.from({ length: count }, (_, page) =>
        sheet.rows.slice(page * size, (page + 1) * size),
    );
}

export function PrintedSheet({ sheet }: { sheet: Sheet | null }): JSX.Element | null {
    if (sheet === null) return null;
    return (
        <div class={`sheet sheet-${sheet.kind}`}>
            {pagesOf(sheet).map((rows, page) => (
                <section key={page} class="sheet-page">
                    {rows.map((row, place) => (
                        <Piece key={place} {...{ sheet, row }} />
                    ))}
                </section>
            ))}
        </div>
    );
}

interface PieceProps {
    readonly sheet: Sheet;
    readonly row: SheetRow;
}

function Piece(props: PieceProps): JSX.Element {
    switch (props.sheet.kind) {
        case "cards":
        case "card":
            return <Card {...props} />;
        case "slips":
            return <Slip {...props} />;
        case "paper":
            return <Copy {...props} />;
    }
}

function Institution({ sheet }: { sheet: Sheet }): JSX.Element {
    return (
        <p class="piece-institution">
            <span>{sheet.congress}</span>
            {sheet.congress2 === "" ? null : <span class="piece-second">{sheet.congress2}</span>}
        </p>
    );
}

function Card({ sheet, row }: PieceProps): JSX.Element {
    const words = useTellerWords();
    const { piece } = words.teller.paper;
    return (
        <article class="piece card">
            <Institution sheet={sheet} />
            <div class="card-body">
                <div>
                    <p class="piece-title">
                        {piece.card}
                        {sheet.sample ? <b class="piece-sample">{piece.sample}</b> : null}
                    </p>
                    <p class="card-person">
                        <b>{row.no}</b> {row.name}
                    </p>
                    <p class="card-delegation">{row.delegation}</p>
                    <p class="piece-code card-code">
                        {row.code.split("-").map((group, place) => (
                            <span key={place}>{group}</span>
                        ))}
                    </p>
                </div>
                <Qr text={row.code} label={piece.card} />
            </div>
            <p class="piece-foot">{piece.cardFoot}</p>
        </article>
    );
}

/** Folded back at the upper line and over at the lower one: the code lies inside, the title outside. */
function Slip({ sheet, row }: PieceProps): JSX.Element {
    const words = useTellerWords();
    const { piece } = words.teller.paper;
    const digits = row.code.slice(row.code.indexOf(":") + 1).replaceAll("-", "");
    return (
        <article class="piece slip">
            <div class="slip-outside">
                <Institution sheet={sheet} />
                <p class="piece-title">
                    {piece.slip}
                    {sheet.sample ? <b class="piece-sample">{piece.sample}</b> : null}
                </p>
                <p class="piece-foot">{piece.slipOutside}</p>
            </div>
            <p class="slip-fold">{piece.foldBack}</p>
            <div class="slip-blank" />
            <p class="slip-fold">{piece.foldOver}</p>
            <div class="slip-inside">
                <Qr text={row.code} label={piece.slip} />
                <div>
                    <p class="piece-code slip-code">
                        {groups(digits, 4).map((group, place) => (
                            <span key={place}>{group}</span>
                        ))}
                    </p>
                    <p class="piece-foot">{piece.slipInside}</p>
                </div>
            </div>
        </article>
    );
}

/** A sealed file: its lines to be typed, the same as a code to be scanned. */
function Copy({ sheet, row }: PieceProps): JSX.Element {
    const words = useTellerWords();
    const { copies } = words.teller.paper;
    const keys = row.name === "keys";
    return (
        <article class="copy">
            <Institution sheet={sheet} />
            <p class="copy-title">{keys ? copies.keysTitle : copies.shareTitle}</p>
            <p class="card-person">{row.delegation}</p>
            <p>{copies.printed}</p>
            <ol class="copy-lines">
                {row.code.split("/").map((line) => (
                    <li key={line}>{line}</li>
                ))}
            </ol>
            <Qr text={row.code} label={keys ? copies.keysTitle : copies.shareTitle} />
        </article>
    );
}
