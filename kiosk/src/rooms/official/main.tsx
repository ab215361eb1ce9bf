// rooms/official/main.tsx — starts the console of an official; it asks every few seconds, and locks when nobody is there.
import { render, type JSX } from "preact";
import { useContext, useEffect, useRef, useState } from "preact/hooks";
import { askTaken } from "../../api/bundle_client.ts";
import { Client } from "../../api/client.ts";
import { readResult } from "../../api/round_result.ts";
import { eventsPath, watchRound } from "../../api/events.ts";
import { assert } from "../../basics/assert.ts";
import { askEveryMs, impatient, noBeat, Pulse, type Beat } from "../../flow/pulse.ts";
import { fetchAtRest, Later, useLater } from "../../ui/later.ts";
import { fetchWords, loadWords, useSettings } from "../../ui/settings.ts";
import type { Language } from "../../ui/words.ts";
import { OfficialApp, type DeskActs } from "./app.tsx";
import { Desk, nothingKnown, type DeskState } from "./desk.ts";
import type { DeviceDesk } from "./devices.ts";
import { DevicesOfPage, type DevicesAtHand } from "./devices_page.ts";
import { noDevices } from "./last_call.ts";
import { onIdle } from "./idle.ts";
import type { PaperDesk } from "./paper_desk.ts";
import { noSheets, PaperOfPage, type PaperAtHand } from "./paper_page.ts";
import { sidePart } from "./side_part.tsx";
import "./official.css";
import "./devices.css";
import "../../ui/sheets/sheets.css";

const lookEveryMs = 3_000;
const tickMs = 1_000;

/** What opens key files is as large as a page. */
const keyPart = new Later(() => import("../../flow/key_file.ts"));
const devicesPart = new Later(() => import("./devices_part.ts"));
const paperPart = new Later(() => import("./paper_part.ts"));

function actsOf(desk: Desk, language: () => Language): DeskActs {
    return {
        unlock: (slot, file, passphrase, onProgress) =>
            desk.unlock(slot, async () => {
                const part = await keyPart.fetch().catch(() => null);
                if (part === null) return null;
                // What is longer is refused as it is: nobody has to read all of it.
                const start = file.slice(0, part.sealedFileBytesMax + 1);
                const bytes = new Uint8Array(await start.arrayBuffer());
                return part.openKeys(bytes, passphrase, onProgress);
            }),
        lock: (slot) => {
            desk.lock(slot);
        },
        sign: (act, reason) => desk.sign(act, reason),
        signWith: (act, body) => desk.signWith(act, body),
        countersign: (proposal) => desk.countersign(proposal),
        take: (taken) =>
            desk.take((query) =>
                askTaken((url, options) => fetch(url, options), taken, language(), query),
            ),
    };
}

/** The hall's devices, once what asks for them has come. */
function useDevices(state: DeskState): DevicesAtHand {
    const before = useContext(DevicesOfPage);
    const part = useLater(devicesPart);
    const [devices, showDevices] = useState(noDevices);
    const [desk, setDesk] = useState<DeviceDesk | null>(null);
    useEffect(() => {
        if (part === null) return;
        const asks = new part.DeviceClient((url, options) => fetch(url, options));
        setDesk(new part.DeviceDesk(asks, showDevices));
    }, [part]);
    useEffect(() => {
        desk?.know(state);
    }, [desk, state]);
    useEffect(() => {
        const looking = setInterval(() => void desk?.look(), lookEveryMs);
        const ticking = setInterval(() => desk?.tick(), tickMs);
        return () => {
            clearInterval(looking);
            clearInterval(ticking);
        };
    }, [desk]);
    if (part === null || desk === null) return { ...before, devices };
    const [propose, confirm] = [desk.propose.bind(desk), desk.confirm.bind(desk)];
    return { devices, propose, confirm, Panel: part.DevicesPanel };
}

/** Batches of sheets, once what keys them has come. */
function useSheets(state: DeskState, changed: () => void): PaperAtHand {
    const before = useContext(PaperOfPage);
    const part = useLater(paperPart);
    const [sheets, show] = useState(noSheets);
    const [desk, setDesk] = useState<PaperDesk | null>(null);
    useEffect(() => {
        if (part === null) return;
        const asks = new part.PaperClient((url, options) => fetch(url, options));
        setDesk(new part.PaperDesk(asks, show, changed));
    }, [part, changed]);
    useEffect(() => {
        desk?.know(state);
    }, [desk, state]);
    useEffect(() => {
        const looking = setInterval(() => void desk?.look(), lookEveryMs);
        return () => {
            clearInterval(looking);
        };
    }, [desk]);
    if (part === null || desk === null) return before;
    return { sheets, send: desk.send.bind(desk), Panel: part.SheetsPanel, Result: part.PaperVotes };
}

/** Whether the server is there, asked beside all that this console reads and posts. */
function useBeat(): Beat {
    const [beat, show] = useState(noBeat);
    useEffect(() => {
        const quick = new Client(
            { issue: "", box: "" },
            impatient((url, options) => fetch(url, options)),
            readResult,
        );
        const ask = async (): Promise<boolean> => (await quick.round()).is !== "unreachable";
        const pulse = new Pulse(ask, () => new Date(), show);
        const timer = setInterval(() => void pulse.beat(), askEveryMs);
        return () => {
            clearInterval(timer);
        };
    }, []);
    return beat;
}

function Room({ server }: { server: Client }): JSX.Element {
    const [settings, onSettings] = useSettings(localStorage);
    const [state, show] = useState(nothingKnown);
    const [desk] = useState(() => new Desk(server, localStorage, show));
    const language = useRef(settings.language);
    language.current = settings.language;
    const [acts] = useState(() => actsOf(desk, () => language.current));
    useEffect(() => {
        const look = (): void => void desk.look();
        const watch = watchRound(new EventSource(eventsPath), look);
        const timer = setInterval(look, lookEveryMs);
        const stopIdle = onIdle(document, () => {
            desk.lockAll(true);
        });
        look();
        return () => {
            watch.stop();
            clearInterval(timer);
            stopIdle();
        };
    }, [desk]);
    const beat = useBeat();
    const atHand = useDevices(state);
    const [lookAgain] = useState(() => () => void desk.lookAgain());
    const sheets = useSheets(state, lookAgain);
    return (
        <DevicesOfPage.Provider value={atHand}>
            <PaperOfPage.Provider value={sheets}>
                <OfficialApp {...{ state, beat, acts, settings, onSettings }} />
            </PaperOfPage.Provider>
        </DevicesOfPage.Provider>
    );
}

async function start(root: HTMLElement): Promise<void> {
    await loadWords(localStorage);
    const server = new Client(
        { issue: "", box: "" },
        (url, options) => fetch(url, options),
        readResult,
    );
    render(<Room server={server} />, root);
    fetchAtRest(
        fetchWords,
        () => keyPart.fetch(),
        () => sidePart.fetch(),
    );
}

const root = document.getElementById("app");
assert(root !== null, "the page has its place");
void start(root);
