// rooms/teller/page.ts — what every page of the desk is given.
import type { Board, Order } from "./board.ts";

export interface PageProps {
    readonly board: Board;
    readonly onOrder: (order: Order) => void;
}
