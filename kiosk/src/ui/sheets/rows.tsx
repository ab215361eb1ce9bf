// ui/sheets/rows.tsx — what a page says of batches of sheets: those in the record, those that wait for the chief scrutineer, those
// that differ, and the sums that two people sign (PROTOCOL §11.8).
import type { ComponentChildren, JSX } from "preact";
import type { DoubtfulSheet } from "../../ballot/entries/paper_batch.ts";
import { Notice } from "../notice.tsx";
import { differingWords, useSheetsWords, type Differing } from "./words.ts";

export interface RecordedBatch {
    readonly batch: number;
    readonly issued: number;
    readonly returned: number;
}

export function RecordedBatches(props: {
    readonly batches: readonly RecordedBatch[];
}): JSX.Element {
    const words = useSheetsWords();
    if (props.batches.length === 0) return <p class="say">{words.none}</p>;
    return (
        <>
            <h3>{words.logged}</h3>
            <ul>
                {props.batches.map(({ batch, issued, returned }) => (
                    <li key={batch} class="sheet-row">
                        <b>{words.batchRow(batch)}</b>
                        <span class="figure">{words.rowFact(issued, returned)}</span>
                    </li>
                ))}
            </ul>
        </>
    );
}

/** Decisions and reasons of one batch; told to everybody, signed by one person. */
export function DoubtfulBatch(props: {
    readonly batch: number;
    readonly doubtful: readonly DoubtfulSheet[];
    /** What the chief scrutineer presses. */
    readonly children?: ComponentChildren;
}): JSX.Element {
    const words = useSheetsWords();
    const { batch, doubtful, children } = props;
    return (
        <div class="sheet-decided">
            <p class="sheet-row">
                <b>{words.batchRow(batch)}</b>
                <span class="figure">{words.chief.sheets(doubtful.length)}</span>
            </p>
            <ol>
                {doubtful.map(({ decision, reason }, place) => (
                    <li key={place} class="sheet-row">
                        <b>{words.doubtful.decisions[decision]}</b>
                        <span>{reason}</span>
                    </li>
                ))}
            </ol>
            {children}
        </div>
    );
}

/** Of what was keyed here and another keyed otherwise: who was the first learns it while typing the next batch, and keeps the focus. */
export function Differed(props: {
    readonly differs: readonly Differing[];
    /** Told already, as the answer to what was done last. */
    readonly told: number | null;
}): JSX.Element {
    const words = useSheetsWords();
    return (
        <>
            {props.differs
                .filter(({ batch }) => batch !== props.told)
                .map((one) => (
                    <Notice key={one.batch} sentence={differingWords(words, one)} />
                ))}
        </>
    );
}

export interface SumsOfSheets {
    readonly taken: number;
    readonly exchanged: number;
    readonly uncancelled: number;
    /** Over the batches. */
    readonly issued: number;
    readonly returned: number;
    readonly batches: number;
}

/** P, X, U and what the batches say, for whoever signs first and for whoever signs second. */
export function SheetSums({ sums }: { sums: SumsOfSheets }): JSX.Element {
    const { paper: say } = useSheetsWords();
    const { taken, exchanged, uncancelled } = sums;
    const rows: readonly (readonly [string, number])[] = [
        [say.taken, taken],
        [say.exchanged, exchanged],
        [say.uncancelled, uncancelled],
        [say.out, taken + exchanged + uncancelled],
        [say.keyed, sums.issued],
        [say.returned, sums.returned],
        [say.batches, sums.batches],
    ];
    return (
        <dl class="sheet-sums">
            {rows.map(([label, value]) => (
                <div key={label}>
                    <dt>{label}</dt>
                    <dd class="figure">{value}</dd>
                </div>
            ))}
        </dl>
    );
}
