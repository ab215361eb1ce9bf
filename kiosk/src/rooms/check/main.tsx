// rooms/check/main.tsx — starts the page of a second device: it asks for the manifest until there is one.
import { render, type JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Client } from "../../api/client.ts";
import { readOrigins } from "../../api/origins.ts";
import { assert } from "../../basics/assert.ts";
import { isSilent } from "../../flow/rules.ts";
import type { Clock } from "../../flow/runner.ts";
import type { RoundPhase } from "../../flow/state.ts";
import { readVote, type Vote } from "../../flow/vote.ts";
import { fetchAtRest } from "../../ui/later.ts";
import { cameraPart } from "../../ui/scanner.tsx";
import { fetchWords, loadWords, useSettings } from "../../ui/settings.ts";
import { CheckApp } from "./app.tsx";
import { find, type Finding } from "./course.ts";
import "./check.css";

const lookAgainSeconds = 5;

const clock: Clock = {
    after: (seconds, call) => {
        const timer = setTimeout(call, seconds * 1000);
        return () => {
            clearTimeout(timer);
        };
    },
};

interface Seen {
    readonly vote: Vote | null;
    readonly phase: RoundPhase | null;
    readonly sample: boolean;
}

async function look(server: Client, before: Seen): Promise<Seen> {
    const view = await server.round();
    if (view.is !== "answer") return before;
    const { phase, sample } = view.value;
    if (view.value.manifest === null || isSilent(phase)) return { vote: null, phase, sample };
    const manifest = await server.entry("manifest");
    const congress = await server.entry("congress");
    if (manifest.is !== "answer" || congress.is !== "answer") return { vote: null, phase, sample };
    const vote = readVote(manifest.value, congress.value);
    return { vote: vote.ok ? vote.value : null, phase, sample };
}

/** The words are on the screen before the thread is busy. */
async function findAfterPainting(...asked: Parameters<typeof find>): Promise<Finding> {
    await new Promise((resolve) => setTimeout(resolve));
    return find(...asked);
}

function Room({ server }: { server: Client }): JSX.Element {
    const [settings, onSettings] = useSettings(localStorage);
    const [seen, setSeen] = useState<Seen>({ vote: null, phase: null, sample: false });
    useEffect(() => {
        let cancel = (): void => undefined;
        let last = seen;
        const again = async (): Promise<void> => {
            last = await look(server, last);
            setSeen(last);
            // A check that has begun keeps its round: another manifest is read by opening the page again.
            if (last.vote === null) cancel = clock.after(lookAgainSeconds, () => void again());
        };
        void again();
        return () => {
            cancel();
        };
        // The loop carries its own last view; it begins once.
    }, [server]);
    const tell = server.check.bind(server);
    return (
        <CheckApp {...seen} {...{ find: findAfterPainting, tell, clock, settings, onSettings }} />
    );
}

async function start(root: HTMLElement): Promise<void> {
    await loadWords(localStorage);
    const server = new Client(await readOrigins(location), (url, options) => fetch(url, options));
    render(<Room server={server} />, root);
    fetchAtRest(fetchWords, async () => {
        const { browserEyes } = await cameraPart.fetch();
        return browserEyes.decoder();
    });
}

const root = document.getElementById("app");
assert(root !== null, "the page has its place");
void start(root);
