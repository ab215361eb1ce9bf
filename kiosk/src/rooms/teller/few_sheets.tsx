// rooms/teller/few_sheets.tsx — the way to the page on which two people enter few sheets.
import type { JSX } from "preact";
import { Button } from "../../ui/button.tsx";
import type { Board } from "./board.ts";
import { useTellerWords } from "./words.ts";

/** The way to the page, where this person may enter sheets now or has begun to. */
export function FewSheets(props: {
    readonly board: Board;
    readonly onOpen: () => void;
}): JSX.Element | null {
    const { enter } = useTellerWords().teller;
    const few = props.board.few_sheets;
    if (few === null || (few.stage === "ready" && !few.open && few.unreadable === null)) {
        return null;
    }
    return (
        <section class="desk-share">
            <h2>{enter.title}</h2>
            <ul class="desk-rows">
                <li class="desk-row">
                    <span class="desk-label">{enter.side}</span>
                    {few.stage === "ready" ? null : (
                        <span class="desk-note">{enter.standing[few.stage]}</span>
                    )}
                    <Button kind="tool" onPress={props.onOpen}>
                        {enter.open}
                        <span class="hidden-words">{enter.title}</span>
                    </Button>
                </li>
            </ul>
        </section>
    );
}
