// rooms/teller/paper_parts.tsx — what the pages that print have in common.
import type { JSX } from "preact";
import { Button } from "../../ui/button.tsx";
import type { PaperProps } from "./page.ts";
import { isAtWork, RefusedOrder } from "./parts.tsx";
import { useTellerWords } from "./words.ts";

export function Back({ onBack }: { onBack: () => void }): JSX.Element {
    const words = useTellerWords();
    return (
        <div class="desk-acts">
            <Button kind="tool" onPress={onBack}>
                {words.teller.paper.back}
            </Button>
        </div>
    );
}

interface ForgetProps extends Pick<PaperProps, "board" | "onOrder"> {
    /** Where a page has words of its own for it. */
    readonly words?: { readonly title: string; readonly explain: string; readonly go: string };
}

/** What was made or brought goes out of the machine's memory. */
export function Forget({ board, onOrder, words }: ForgetProps): JSX.Element {
    const { paper } = useTellerWords().teller;
    const forget = words ?? paper.forget;
    return (
        <>
            <h2>{forget.title}</h2>
            <p class="say">{forget.explain}</p>
            <RefusedOrder board={board} of="forget" />
            <div class="desk-acts">
                <Button
                    kind="secondary"
                    busy={isAtWork(board, "forget")}
                    onPress={() => {
                        onOrder({ order: "forget" });
                    }}
                >
                    {forget.go}
                </Button>
            </div>
        </>
    );
}
