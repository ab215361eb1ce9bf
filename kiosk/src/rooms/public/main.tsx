// rooms/public/main.tsx — starts the public page: it is told how the round stands, and asks while nobody tells.
import { render, type JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Client } from "../../api/client.ts";
import { readResult } from "../../api/round_result.ts";
import { eventsPath, watchRound } from "../../api/events.ts";
import type { RoundView } from "../../api/round_view.ts";
import { readTrackingCode, type TrackingCode } from "../../ballot/ids.ts";
import { assert } from "../../basics/assert.ts";
import { withVote, type Seen } from "../../flow/seen.ts";
import { detailsFrom, DetailsOfPage, onceEach } from "../../ui/details.ts";
import { fetchAtRest } from "../../ui/later.ts";
import { fetchWords, loadWords, useSettings } from "../../ui/settings.ts";
import { PublicApp } from "./app.tsx";
import { readRecord, type RecordContents } from "./record.ts";
import type { ReadRecords } from "./records.tsx";
import "./public.css";

const lookEveryMs = 5_000;

/** The newest record, fetched when somebody asks what is in it, and again when there may be a newer one. */
class Records {
    readonly #server: Client;
    #known: { readonly at: string; readonly contents: RecordContents } | null = null;
    #at = "";

    constructor(server: Client) {
        this.#server = server;
    }

    standsAt({ phase, manifest }: RoundView): void {
        this.#at = `${phase} ${manifest ?? ""}`;
    }

    readonly read: ReadRecords = async () => {
        const now = this.#at;
        if (this.#known?.at === now) return this.#known.contents;
        const record = await this.#server.record();
        if (record.is === "refused") return "unpublished";
        const read = record.is === "answer" ? readRecord(record.value) : null;
        if (read?.ok !== true) return "unreachable";
        this.#known = { at: now, contents: read.value };
        return read.value;
    };
}

interface Shown extends Seen {
    readonly reachable: boolean;
}

async function take(server: Client, before: Shown, view: RoundView): Promise<Shown> {
    return { ...(await withVote(server, before, view)), reachable: true };
}

async function look(server: Client, before: Shown): Promise<Shown> {
    const reply = await server.round();
    return reply.is === "answer"
        ? take(server, before, reply.value)
        : { ...before, reachable: false };
}

interface RoomProps {
    readonly server: Client;
    readonly linked: TrackingCode | null;
}

function Room({ server, linked }: RoomProps): JSX.Element {
    const [settings, onSettings] = useSettings(localStorage);
    const [seen, setSeen] = useState<Shown>({ view: null, vote: null, reachable: true });
    const [records] = useState(() => new Records(server));
    const [details] = useState(() => onceEach(detailsFrom(server)));
    useEffect(() => {
        let last = seen;
        // One after the other: an answer that comes late does not overwrite a newer one.
        let turn = Promise.resolve();
        const then = (move: (before: Shown) => Promise<Shown>): void => {
            turn = turn.then(async () => {
                last = await move(last);
                if (last.view !== null) records.standsAt(last.view);
                setSeen(last);
            });
        };
        const watch = watchRound(
            new EventSource(eventsPath),
            (view) => {
                then((before) => take(server, before, view));
            },
            readResult,
        );
        const timer = setInterval(() => {
            if (!watch.isAlive()) then((before) => look(server, before));
        }, lookEveryMs);
        return () => {
            clearInterval(timer);
            watch.stop();
        };
        // It carries its own last view and begins once.
    }, [server]);
    return (
        <DetailsOfPage.Provider value={details}>
            <PublicApp {...seen} {...{ linked, settings, onSettings }} readRecords={records.read} />
        </DetailsOfPage.Provider>
    );
}

/** A receipt's link bears the tracking code behind the #, so that no server is told; the history keeps none. */
function takeLinked(): TrackingCode | null {
    const linked = readTrackingCode(location.hash.slice(1));
    if (location.hash !== "") history.replaceState(null, "", location.pathname);
    return linked.ok ? linked.value : null;
}

const root = document.getElementById("app");
assert(root !== null, "the page has its place");
const server = new Client(
    { issue: "", box: "" },
    (url, options) => fetch(url, options),
    readResult,
);
const linked = takeLinked();
void loadWords(localStorage).then(() => {
    render(<Room server={server} linked={linked} />, root);
    fetchAtRest(fetchWords);
});
