// rooms/official/paper_page.ts — batches of sheets, within reach of the console's parts.
import { createContext, type ComponentType } from "preact";
import type { RoundResult } from "../../api/round_result.ts";
import type { BatchBody, SignedAs } from "../../ballot/entries/paper_batch.ts";
import type { Differing } from "../../ui/sheets/words.ts";
import type { DeskState } from "./desk.ts";
import type { SheetSaid } from "./paper_desk.ts";

export interface Sheets {
    /** Those that lack the chief scrutineer's signature alone. */
    readonly waiting: readonly BatchBody[];
    /** Numbers of those that the second person keyed and that wait for others. */
    readonly keyed: readonly number[];
    /** Those that the second person keyed and another otherwise: to be counted and keyed again. */
    readonly differs: readonly Differing[];
    /** What came of the last thing that was done here. */
    readonly said: SheetSaid | null;
}

export const noSheets: Sheets = { waiting: [], keyed: [], differs: [], said: null };

export interface PaperAtHand {
    readonly sheets: Sheets;
    readonly send: (body: BatchBody, as: SignedAs) => Promise<boolean>;
    /** Comes later; null: not yet. */
    readonly Panel: ComponentType<Pick<DeskState, "keys" | "log">> | null;
    /** Of an announced result; comes with it. */
    readonly Result: ComponentType<{ readonly result: RoundResult }> | null;
}

export const PaperOfPage = createContext<PaperAtHand>({
    sheets: noSheets,
    send: () => Promise.resolve(false),
    Panel: null,
    Result: null,
});
