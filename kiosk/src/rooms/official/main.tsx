// rooms/official/main.tsx — starts the console of an official; it asks every few seconds, and locks when nobody is there.
import { render, type JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Client } from "../../api/client.ts";
import { eventsPath, watchRound } from "../../api/events.ts";
import { assert } from "../../basics/assert.ts";
import { fetchAtRest } from "../../ui/later.ts";
import { fetchWords, loadWords, useSettings } from "../../ui/settings.ts";
import { sealedFileBytesMax } from "../../crypto/sealed_file.ts";
import { OfficialApp, type DeskActs } from "./app.tsx";
import { Desk, nothingKnown } from "./desk.ts";
import { DeviceDesk, noDevices } from "./devices.ts";
import { DevicesOfPage } from "./devices_page.ts";
import { onIdle } from "./idle.ts";
import { sidePart } from "./side_part.tsx";
import "./official.css";
import "./devices.css";

const lookEveryMs = 3_000;
const tickMs = 1_000;

function actsOf(desk: Desk): DeskActs {
    return {
        unlock: async (slot, file, passphrase, onProgress) => {
            // What is longer is refused as it is: nobody has to read all of it.
            const start = file.slice(0, sealedFileBytesMax + 1);
            const bytes = new Uint8Array(await start.arrayBuffer());
            return desk.unlock(slot, bytes, passphrase, onProgress);
        },
        lock: (slot) => {
            desk.lock(slot);
        },
        sign: (act, reason) => desk.sign(act, reason),
        signWith: (act, body) => desk.signWith(act, body),
        countersign: (proposal) => desk.countersign(proposal),
    };
}

function Room({ server }: { server: Client }): JSX.Element {
    const [settings, onSettings] = useSettings(localStorage);
    const [state, show] = useState(nothingKnown);
    const [devices, showDevices] = useState(noDevices);
    const [deviceDesk] = useState(() => new DeviceDesk(server, showDevices));
    const [desk] = useState(() => {
        return new Desk(server, localStorage, (known) => {
            deviceDesk.know(known);
            show(known);
        });
    });
    const [acts] = useState(() => actsOf(desk));
    useEffect(() => {
        const look = (): void => void desk.look().then(() => deviceDesk.look());
        const watch = watchRound(new EventSource(eventsPath), look);
        const timer = setInterval(look, lookEveryMs);
        const ticking = setInterval(() => {
            deviceDesk.tick();
        }, tickMs);
        const stopIdle = onIdle(document, () => {
            desk.lockAll(true);
        });
        look();
        return () => {
            watch.stop();
            clearInterval(timer);
            clearInterval(ticking);
            stopIdle();
        };
    }, [desk, deviceDesk]);
    const atHand = {
        devices,
        propose: deviceDesk.propose.bind(deviceDesk),
        confirm: deviceDesk.confirm.bind(deviceDesk),
    };
    return (
        <DevicesOfPage.Provider value={atHand}>
            <OfficialApp {...{ state, acts, settings, onSettings }} />
        </DevicesOfPage.Provider>
    );
}

async function start(root: HTMLElement): Promise<void> {
    await loadWords(localStorage);
    const server = new Client({ issue: "", box: "" }, (url, options) => fetch(url, options));
    render(<Room server={server} />, root);
    fetchAtRest(fetchWords, () => sidePart.fetch());
}

const root = document.getElementById("app");
assert(root !== null, "the page has its place");
void start(root);
