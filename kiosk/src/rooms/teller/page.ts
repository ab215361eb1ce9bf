// rooms/teller/page.ts — what every page of the desk is given.
import type { Board, Order, Sheet } from "./board.ts";

export interface PageProps {
    readonly board: Board;
    readonly onOrder: (order: Order) => void;
}

/** For the page on which sheets are keyed. */
export interface EnterProps extends PageProps {
    readonly onMarks: (turn: number, marks: Uint8Array) => void;
    readonly onBack: () => void;
}

/** For the pages that print. */
export interface PaperProps extends PageProps {
    readonly onNames: (table: Blob) => void;
    readonly readSheet: () => Promise<Sheet | null>;
    readonly onBack: () => void;
}
