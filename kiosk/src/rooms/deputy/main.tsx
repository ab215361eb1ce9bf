// rooms/deputy/main.tsx — starts the page of a deputy's own device.
import { render, type JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Client } from "../../api/client.ts";
import { eventsPath, watchRound } from "../../api/events.ts";
import { readOrigins } from "../../api/origins.ts";
import { assert } from "../../basics/assert.ts";
import { IndexedDbDevice } from "../../flow/device.ts";
import { deputyRunner, type DeputyRunner } from "../../flow/deputy_runner.ts";
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
import { qrEncoder } from "../../ui/qr.tsx";
import { fetchWords, loadWords, useSettings } from "../../ui/settings.ts";
import { OtherTab } from "../../ui/other_tab.tsx";
import { App, rarePages } from "./app.tsx";
import "./deputy.css";

/** The # part never leaves the device; it is taken out of the address before anything is drawn. */
function takeLinked(): string {
    const linked = decodeURIComponent(location.hash.slice(1));
    if (linked !== "") history.replaceState(null, "", location.pathname);
    return linked;
}

interface RoomProps {
    readonly runner: DeputyRunner;
    readonly linked: string;
    readonly details: ReadDetails;
}

function Room({ runner, linked, details }: RoomProps): JSX.Element {
    const [settings, onSettings] = useSettings(localStorage);
    const [state, setState] = useState(runner.state);
    useEffect(() => {
        const stop = runner.onChange(setState);
        setState(runner.state);
        return () => {
            stop();
        };
    }, [runner]);
    const send = runner.dispatch.bind(runner);
    return (
        <DetailsOfPage.Provider value={details}>
            <App {...{ state, send, settings, onSettings, linked }} />
        </DetailsOfPage.Provider>
    );
}

/** News end a wait, so that the machine looks at them when it would look anyway. */
class WakingClock implements Clock {
    #waiting: { readonly timer: number; readonly call: () => void } | null = null;

    after(seconds: number, call: () => void): () => void {
        // Spread, so that a hall full of devices does not ask at the same moment.
        const timer = window.setTimeout(
            () => {
                this.wake();
            },
            seconds * 1000 * (0.8 + 0.4 * Math.random()),
        );
        this.#waiting = { timer, call };
        return () => {
            clearTimeout(timer);
            this.#waiting = null;
        };
    }

    wake(): void {
        const waiting = this.#waiting;
        this.#waiting = null;
        if (waiting === null) return;
        clearTimeout(waiting.timer);
        waiting.call();
    }
}

async function start(root: HTMLElement, linked: string): Promise<void> {
    await loadWords(localStorage);
    const server = new Client(await readOrigins(location), (url, options) => fetch(url, options));
    const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
    const clock = new WakingClock();
    let news: RoundNews | null = null;
    const watch = watchRound(new EventSource(eventsPath), (view) => {
        news = newsOf(view);
        clock.wake();
    });
    const told = () => (watch.isAlive() ? news : null);
    const device = new IndexedDbDevice(indexedDB);
    const runner = deputyRunner({ device, server, random, told }, clock);
    const details = onceEach(detailsFrom(server));
    render(<Room {...{ runner, linked, details }} />, root);
    runner.dispatch({ on: "started" });
    fetchAtRest(
        fetchWords,
        () => qrEncoder.fetch(),
        () => rarePages.fetch(),
        () => import("../../flow/read_receipt.ts"),
        () => import("../../ballot/hand_back.ts"),
        () => detailsPart.fetch(),
    );
}

const linked = takeLinked();
const root = document.getElementById("app");
assert(root !== null, "the page has its place");
// A link that is opened in this window again changes the # part alone: the page begins anew, as its device kept it.
addEventListener("hashchange", () => {
    location.reload();
});

/** Two windows of one device would seal two ballots on one paper: the first has the lock until it closes. */
async function alone(root: HTMLElement): Promise<never> {
    await start(root, linked);
    return new Promise<never>(() => undefined);
}

const lockName = "piaojue-deputy";
void navigator.locks.request(lockName, { ifAvailable: true }, async (lock) => {
    if (lock !== null) return alone(root);
    await loadWords(localStorage);
    render(<OtherTab />, root);
    fetchAtRest(fetchWords);
    void navigator.locks.request(lockName, () => alone(root));
    return undefined;
});
