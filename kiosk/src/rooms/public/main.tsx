// rooms/public/main.tsx — starts the public page: it is told how the round stands, and asks while nobody tells.
import { render, type JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Client } from "../../api/client.ts";
import { eventsPath, watchRound } from "../../api/events.ts";
import type { RoundView } from "../../api/round_view.ts";
import { assert } from "../../basics/assert.ts";
import type { TrackingCode } from "../../ballot/ids.ts";
import { isSilent, namesAnother } from "../../flow/rules.ts";
import { readVote, type Vote } from "../../flow/vote.ts";
import { fetchAtRest } from "../../ui/later.ts";
import { fetchWords, loadWords, useSettings } from "../../ui/settings.ts";
import { PublicApp } from "./app.tsx";
import { trackingCodes } from "./figures.ts";
import "./public.css";

const lookEveryMs = 5_000;

async function fetchVote(server: Client): Promise<Vote | null> {
    const manifest = await server.entry("manifest");
    const congress = await server.entry("congress");
    if (manifest.is !== "answer" || congress.is !== "answer") return null;
    const vote = readVote(manifest.value, congress.value);
    return vote.ok ? vote.value : null;
}

function finder(server: Client): (code: TrackingCode) => Promise<boolean | null> {
    let codes: ReadonlySet<TrackingCode> | null = null;
    return async (code) => {
        if (codes === null) {
            const record = await server.record();
            const read = record.is === "answer" ? trackingCodes(record.value) : null;
            if (read?.ok !== true) return null;
            codes = read.value;
        }
        return codes.has(code);
    };
}

interface Seen {
    readonly view: RoundView | null;
    readonly vote: Vote | null;
    readonly reachable: boolean;
}

async function take(server: Client, before: Seen, view: RoundView): Promise<Seen> {
    const stale = before.vote === null || namesAnother(before.vote, view.manifest);
    const wanted = stale && view.manifest !== null && !isSilent(view.phase);
    const vote = wanted ? await fetchVote(server) : before.vote;
    return { view, vote, reachable: true };
}

async function look(server: Client, before: Seen): Promise<Seen> {
    const reply = await server.round();
    return reply.is === "answer"
        ? take(server, before, reply.value)
        : { ...before, reachable: false };
}

function Room({ server }: { server: Client }): JSX.Element {
    const [settings, onSettings] = useSettings(localStorage);
    const [seen, setSeen] = useState<Seen>({ view: null, vote: null, reachable: true });
    const [find] = useState(() => finder(server));
    useEffect(() => {
        let last = seen;
        // One after the other: an answer that comes late does not overwrite a newer one.
        let turn = Promise.resolve();
        const then = (move: (before: Seen) => Promise<Seen>): void => {
            turn = turn.then(async () => {
                last = await move(last);
                setSeen(last);
            });
        };
        const watch = watchRound(new EventSource(eventsPath), (view) => {
            then((before) => take(server, before, view));
        });
        const timer = setInterval(() => {
            if (!watch.isAlive()) then((before) => look(server, before));
        }, lookEveryMs);
        return () => {
            clearInterval(timer);
            watch.stop();
        };
        // It carries its own last view and begins once.
    }, [server]);
    return <PublicApp {...seen} {...{ find, settings, onSettings }} />;
}

const root = document.getElementById("app");
assert(root !== null, "the page has its place");
const server = new Client({ issue: "", box: "" }, (url, options) => fetch(url, options));
void loadWords(localStorage).then(() => {
    render(<Room server={server} />, root);
    fetchAtRest(fetchWords);
});
