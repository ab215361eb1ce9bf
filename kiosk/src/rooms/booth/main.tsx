// rooms/booth/main.tsx — starts a shared booth.
import { render, type JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Client } from "../../api/client.ts";
import { eventsPath, watchRound } from "../../api/events.ts";
import { readOrigins } from "../../api/origins.ts";
import { assert } from "../../basics/assert.ts";
import { boothRunner, type BoothRunner } from "../../flow/booth/carry_out.ts";
import { waitingIn } from "../../flow/booth/book.ts";
import { times } from "../../flow/booth/machine.ts";
import { isOpen } from "../../flow/booth/moves.ts";
import { IndexedDbDevice } from "../../flow/device.ts";
import type { Clock } from "../../flow/runner.ts";
import { newsOf } from "../../flow/rules.ts";
import type { RoundNews } from "../../flow/state.ts";
import {
    detailsFrom,
    DetailsOfPage,
    detailsPart,
    onceEach,
    type ReadDetails,
} from "../../ui/details.ts";
import { fetchAtRest } from "../../ui/later.ts";
import { deviceServer } from "../device_server.ts";
import { DeviceOfPage, useThisDevice, type DevicePlan } from "../../ui/this_device.ts";
import { qrEncoder } from "../../ui/qr.tsx";
import { cameraPart } from "../../ui/scanner.tsx";
import { fetchWords, useSettings } from "../../ui/settings.ts";
import { catalogues } from "../../ui/words.ts";
import { App, visitPart } from "./app.tsx";
import { PublicSite } from "./frame.tsx";
import "./booth.css";
import "./ballot.css";
import "./states.css";

const name = "piaojue-booth";

/** What somebody sets on a shared screen is nobody else's. */
const noStorage = { getItem: () => null, setItem: () => undefined };

const clock: Clock = {
    after: (seconds, call) => {
        const timer = setTimeout(call, seconds * 1000);
        return () => {
            clearTimeout(timer);
        };
    },
};

/** Under the name by which this page was reached; a name of this machine alone helps no phone. */
function publicSite({ hostname, host }: Location): string | null {
    return ["localhost", "127.0.0.1", "[::1]"].includes(hostname) ? null : host;
}

interface RoomProps {
    readonly runner: BoothRunner;
    readonly details: ReadDetails;
    readonly plan: DevicePlan;
}

function Room({ runner, details, plan }: RoomProps): JSX.Element {
    const [settings, onSettings] = useSettings(noStorage);
    const [state, setState] = useState(runner.state);
    const [send] = useState(() => runner.dispatch.bind(runner));
    const { news, book, visit } = state;
    const held = waitingIn(book).length;
    const device = useThisDevice(plan, { news, held, inUse: visit.at !== "idle" });
    useEffect(() => {
        const stop = runner.onChange(setState);
        setState(runner.state);
        return () => {
            stop();
        };
    }, [runner]);
    return (
        <DetailsOfPage.Provider value={details}>
            <PublicSite.Provider value={publicSite(location)}>
                <DeviceOfPage.Provider value={device}>
                    <App {...{ state, send, settings, onSettings }} />
                </DeviceOfPage.Provider>
            </PublicSite.Provider>
        </DetailsOfPage.Provider>
    );
}

/** The # part never leaves the machine; it is taken out of the address before anything is drawn. */
function takeLinked(): string {
    const linked = decodeURIComponent(location.hash.slice(1));
    if (linked !== "") history.replaceState(null, "", location.pathname);
    return linked;
}

/** A slip in the link that opened the page is read as soon as slips are taken. */
function readLinked(runner: BoothRunner, linked: string): void {
    if (linked === "") return;
    const stop = runner.onChange((state) => {
        if (!isOpen(state) || state.doing !== null) return;
        stop();
        queueMicrotask(() => {
            runner.dispatch({ on: "scanned", text: linked });
        });
    });
}

async function start(root: HTMLElement): Promise<void> {
    const server = new Client(await readOrigins(location), (url, options) => fetch(url, options));
    const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
    let news: RoundNews | null = null;
    const watch = watchRound(new EventSource(eventsPath), (view) => {
        news = newsOf(view);
        runner.dispatch({ on: "seen", news });
    });
    const told = () => (watch.isAlive() ? news : null);
    const device = new IndexedDbDevice(indexedDB, name);
    const runner = boothRunner({ device, server, random, told }, clock, times);
    const plan: DevicePlan = {
        ...{ room: "booth", kind: "booth", name: null },
        server: deviceServer,
    };
    render(<Room {...{ runner, plan }} details={onceEach(detailsFrom(server))} />, root);
    readLinked(runner, linked);
    runner.dispatch({ on: "started" });
    // A booth has nobody's own network to wait for: all that a visit may need is there before the first one.
    fetchAtRest(
        () => visitPart.fetch(),
        () => import("../../flow/booth/seal_marks.ts"),
        fetchWords,
        () => qrEncoder.fetch(),
        () => detailsPart.fetch(),
        () => cameraPart.fetch(),
    );
}

const linked = takeLinked();
const root = document.getElementById("app");
assert(root !== null, "the page has its place");
// A link that is opened in this window again changes the # part alone: the page begins anew.
addEventListener("hashchange", () => {
    location.reload();
});

/** Two windows would keep two books in one place: the first has the lock until it closes. */
async function alone(place: HTMLElement): Promise<never> {
    await start(place);
    return new Promise<never>(() => undefined);
}

void navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
    if (lock !== null) return alone(root);
    const { what, todo } = catalogues.zh.trouble.other_tab;
    render(
        <main class="booth-main">
            <h1>{what}</h1>
            <p>{todo}</p>
        </main>,
        root,
    );
    void navigator.locks.request(name, () => alone(root));
    return undefined;
});
