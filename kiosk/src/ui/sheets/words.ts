// ui/sheets/words.ts — the words of sheets of paper, which come with their part, and cells as a difference names them.
import { sheetsZh, type SheetsWords } from "../../i18n/zh_official_paper.ts";
import type { Sentence } from "../../i18n/zh_terms.ts";
import { useWords } from "../words.ts";

/** A batch that another person keyed otherwise, and where: cells, never values. */
export interface Differing {
    readonly batch: number;
    readonly cells: readonly string[];
}

export function useSheetsWords(): SheetsWords {
    return useWords().sheets ?? sheetsZh;
}

function columnWords(words: SheetsWords, column: string): string {
    const known: Readonly<Partial<Record<string, string>>> = {
        issued: words.issued,
        returned: words.returned,
        void_over: words.void.over,
        void_unreadable: words.void.unreadable,
        void_marked: words.void.marked,
        void_blank: words.void.blank,
        approve: words.approve,
        oppose: words.oppose,
        abstain: words.abstain,
        doubtful: words.doubtfulCell,
    };
    return known[column] ?? column;
}

/** "returned" or "3 approve" (PROTOCOL §16): the cell and never its value. */
export function cellWords(words: SheetsWords, cell: string): string {
    const [, place, column] = /^(\d+) (\w+)$/.exec(cell) ?? [];
    if (place === undefined || column === undefined) return columnWords(words, cell);
    return words.cell(place, columnWords(words, column));
}

export function differingWords(words: SheetsWords, { batch, cells }: Differing): Sentence {
    return words.said.differs(batch, cells.map((cell) => cellWords(words, cell)).join(words.and));
}
