// rooms/teller/sheets_entry.tsx — the way to the sheets of paper, and how they stand.
import type { JSX } from "preact";
import { Button } from "../../ui/button.tsx";
import type { Board } from "./board.ts";
import type { SheetsOfBoard } from "./board_sheets.ts";
import { useTellerWords } from "./words.ts";

type Standing = "confirmed" | "differs" | "chief" | "awaited" | "open";

function standingOf({ uncancelled, differs, waiting, awaited }: SheetsOfBoard): Standing {
    if (uncancelled !== null) return "confirmed";
    if (differs.length > 0) return "differs";
    if (waiting.length > 0) return "chief";
    return awaited ? "awaited" : "open";
}

export function SheetsEntry(props: {
    readonly board: Board;
    readonly onSide: (side: "sheets") => void;
}): JSX.Element | null {
    const { teller } = useTellerWords();
    const { sheets } = props.board;
    if (sheets === null) return null;
    const { short, entry } = teller.sheets;
    return (
        <section class="desk-share">
            <h2>{teller.sheets.title}</h2>
            <ul class="desk-rows">
                <li class="desk-row">
                    <span class="desk-label">{entry}</span>
                    <span class="desk-note">{short[standingOf(sheets)]}</span>
                    <Button
                        kind="tool"
                        onPress={() => {
                            props.onSide("sheets");
                        }}
                    >
                        {teller.paper.prepare.open}
                        <span class="hidden-words">{entry}</span>
                    </Button>
                </li>
            </ul>
        </section>
    );
}
