// rooms/teller/main.tsx — starts the teller's console: it asks its own program how things stand, several times a second
// while something is being done.
import { render, type JSX } from "preact";
import { useCallback, useEffect, useState } from "preact/hooks";
import { assert } from "../../basics/assert.ts";
import { fetchAtRest } from "../../ui/later.ts";
import { fetchWords, loadWords, useSettings } from "../../ui/settings.ts";
import { sheetPages, TellerApp } from "./app.tsx";
import type { Board, Order } from "./board.ts";
import { Desk, type Heard } from "./desk.ts";
import "../../ui/sheets/sheets.css";
import "./teller.css";
import "./enter.css";

const lookEveryMs = 700;
const lookWorkingMs = 150;

interface Shown {
    readonly board: Board | null;
    readonly lost: "gone" | "foreign" | null;
}

function after(before: Shown, heard: Heard): Shown {
    switch (heard.is) {
        case "board":
            return { board: heard.board, lost: null };
        case "busy":
            return before;
        case "gone":
        case "foreign":
            return { ...before, lost: heard.is };
    }
}

function Room({ desk }: { desk: Desk }): JSX.Element {
    const [settings, onSettings] = useSettings(localStorage);
    const [shown, setShown] = useState<Shown>({ board: null, lost: null });
    const working = (shown.board?.working ?? shown.board?.verifying ?? null) !== null;
    useEffect(() => {
        let timer: ReturnType<typeof setTimeout> | undefined;
        let left = false;
        const look = async (): Promise<void> => {
            const heard = await desk.look();
            if (left) return;
            setShown((before) => after(before, heard));
            timer = setTimeout(() => void look(), working ? lookWorkingMs : lookEveryMs);
        };
        void look();
        return () => {
            left = true;
            clearTimeout(timer);
        };
    }, [desk, working]);
    const onOrder = useCallback(
        (order: Order) => {
            void desk.order(order).then((heard) => {
                setShown((before) => after(before, heard));
            });
        },
        [desk],
    );
    const onNames = useCallback(
        (table: Blob) => {
            void desk.names(table).then((heard) => {
                setShown((before) => after(before, heard));
            });
        },
        [desk],
    );
    const onMarks = useCallback(
        (turn: number, marks: Uint8Array) => {
            void desk.marks(turn, marks).then((heard) => {
                setShown((before) => after(before, heard));
            });
        },
        [desk],
    );
    const readSheet = useCallback(() => desk.sheet(), [desk]);
    const asks = { onOrder, onNames, onMarks, readSheet };
    return <TellerApp {...shown} {...asks} {...{ settings, onSettings }} />;
}

const root = document.getElementById("app");
assert(root !== null, "the page has its place");
const desk = new Desk(location.hash, (url, options) => fetch(url, options));
// Who sets another # loads the page with it.
addEventListener("hashchange", () => {
    location.reload();
});
void loadWords(localStorage).then(() => {
    render(<Room desk={desk} />, root);
    fetchAtRest(fetchWords, () => sheetPages.fetch());
});
