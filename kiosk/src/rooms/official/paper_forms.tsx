// rooms/official/paper_forms.tsx — what two people say of papers before the box is opened: the sheets that count (act 18), and
// that claims have ended (act 19).
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { paperFaultOf, papersTooMany, statedFor, sumOf } from "../../ballot/paper.ts";
import type { PaperFault } from "../../ballot/paper.ts";
import type { LoggedRound } from "../../ballot/log_view.ts";
import type { SheetsWords } from "../../i18n/zh_official_paper.ts";
import { Notice } from "../../ui/notice.tsx";
import { countIn } from "../../ui/sheets/batch_draft.ts";
import { NumberField } from "../../ui/sheets/batch_form.tsx";
import { SheetSums } from "../../ui/sheets/rows.tsx";
import { useSheetsWords } from "../../ui/sheets/words.ts";
import { SideActForm } from "./side_act.tsx";
import type { SideProps } from "./side_part.tsx";
import { useOfficialWords } from "./words.ts";

function faultWords({ paper }: SheetsWords, fault: PaperFault): string {
    switch (fault.is) {
        case "gap":
            return paper.gap(fault.batch);
        case "issued":
            return paper.issued(fault.out, fault.keyed);
    }
}

/** Of the batches in this page's log. */
export function SumsInLog(props: {
    readonly round: LoggedRound;
    readonly uncancelled: number;
}): JSX.Element {
    const { counts, batches } = props.round.paper;
    const { issued, returned } = sumOf(batches, 0);
    const { taken, exchanged } = counts;
    const sums = { taken, exchanged, uncancelled: props.uncancelled, issued, returned };
    return <SheetSums sums={{ ...sums, batches: batches.size }} />;
}

export function PaperForm({ state, acts, cancel }: SideProps): JSX.Element | null {
    const { official } = useOfficialWords();
    const words = useSheetsWords();
    const { paper: say } = words;
    const [typed, setTyped] = useState("0");
    const round = state.log?.round ?? null;
    if (round === null) return null;
    const { counts, batches } = round.paper;
    const uncancelled = countIn(typed);
    const fault = uncancelled === null ? null : paperFaultOf(counts, batches, uncancelled);
    const why =
        state.keys.official === null
            ? official.unavailable.unlock
            : uncancelled === null
              ? say.number
              : fault === null
                ? undefined
                : faultWords(words, fault);
    const tooMany = papersTooMany(counts, batches, uncancelled ?? 0);
    const sign = (): Promise<boolean> =>
        acts.signWith("paper", { kind: "paper", ...statedFor(batches, uncancelled ?? 0) });
    return (
        <SideActForm
            act="paper"
            does={say.does}
            final={say.final}
            why={why}
            cancel={cancel}
            onSign={sign}
        >
            <>
                <NumberField label={say.fieldUncancelled} value={typed} onValue={setTyped} />
                <SumsInLog round={round} uncancelled={uncancelled ?? 0} />
                {fault === null && tooMany ? <Notice sentence={say.tooMany} /> : null}
            </>
        </SideActForm>
    );
}

export function EndClaimsForm({ state, acts, cancel }: SideProps): JSX.Element {
    const { official } = useOfficialWords();
    const { claims: say } = useSheetsWords();
    const [typed, setTyped] = useState("");
    const usedSlips = countIn(typed);
    const why =
        state.keys.official === null
            ? official.unavailable.unlock
            : usedSlips === null
              ? say.number
              : undefined;
    return (
        <SideActForm
            act="end_claims"
            does={say.does}
            final={say.final}
            why={why}
            cancel={cancel}
            onSign={() =>
                acts.signWith("end_claims", { kind: "used_slips", usedSlips: usedSlips ?? 0 })
            }
        >
            <NumberField label={say.field} value={typed} onValue={setTyped} />
        </SideActForm>
    );
}
