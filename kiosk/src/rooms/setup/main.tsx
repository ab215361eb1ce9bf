// rooms/setup/main.tsx — starts the page on which a congress is set up; it looks every few seconds for what others have sent.
import { render, type JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Client } from "../../api/client.ts";
import { readResult } from "../../api/round_result.ts";
import { SetupClient } from "../../api/setup.ts";
import { assert } from "../../basics/assert.ts";
import type { Bytes } from "../../basics/bytes.ts";
import { TextStore } from "../../flow/texts.ts";
import { fetchAtRest, Later } from "../../ui/later.ts";
import { inOneWindow } from "../../ui/other_tab.tsx";
import { saveFile } from "../../ui/save.ts";
import { fetchWords, useSettings } from "../../ui/settings.ts";
import { SetupApp } from "./app.tsx";
import type { SetupActs } from "./page.ts";
import { nothingKnown, type WizardState } from "./state.ts";
import { Wizard } from "./wizard.ts";
import "./setup.css";

const lookEveryMs = 3_000;

/** What seals and opens key files is as large as a page. */
const keyPart = new Later(() => import("./own_keys.ts"));

function save(name: string, content: Bytes): void {
    saveFile(name, content, "application/octet-stream");
}

const random = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length));

function actsOf(wizard: Wizard, congress: () => Bytes | null): SetupActs {
    const part = async (): ReturnType<typeof keyPart.fetch> => keyPart.fetch();
    return {
        change: (change) => {
            wizard.change(change);
        },
        compose: () => wizard.compose(),
        drop: (line) => wizard.drop(line),
        endRehearsal: () => wizard.endRehearsal(),
        enter: (code) => wizard.enter(code),
        handIn: (line) => wizard.handIn(line),
        keepNames: () => wizard.keepNames(),
        post: () => wizard.post(),
        postEnrolment: () => wizard.postEnrolment(),
        preflight: () => wizard.preflight(),
        readMethod: () => wizard.readMethod(),
        readProjects: (name, file) => wizard.readProjects(name, file),
        readRoll: (file) => wizard.readRoll(file),
        makeKeys: async (person, onProgress) => {
            const id = congress();
            const keys = await part().catch(() => null);
            if (keys === null || id === null) return "unreachable";
            return keys.makeOwn(id, person, random, { onProgress });
        },
        openKeys: async (file, passphrase, onProgress) => {
            const id = congress();
            const keys = await part().catch(() => null);
            if (keys === null || id === null) return "unreachable";
            return keys.openOwn(id, file, passphrase, onProgress);
        },
        save,
        print: () => {
            window.print();
        },
    };
}

interface RoomProps {
    readonly wizard: Wizard;
    readonly watch: (show: (state: WizardState) => void) => WizardState;
    readonly acts: SetupActs;
}

function Room({ wizard, watch, acts }: RoomProps): JSX.Element {
    const [settings, onSettings] = useSettings(localStorage);
    const [state, show] = useState(nothingKnown);
    useEffect(() => {
        show(watch(show));
        const timer = setInterval(() => void wizard.look(), lookEveryMs);
        return () => {
            clearInterval(timer);
        };
    }, [wizard, watch]);
    return <SetupApp {...{ state, acts, settings, onSettings }} />;
}

async function start(root: HTMLElement): Promise<void> {
    const server = new Client(
        { issue: "", box: "" },
        (url, options) => fetch(url, options),
        readResult,
    );
    const setup = new SetupClient((url, options) => fetch(url, options));
    const store = new TextStore(indexedDB, {
        database: "piaojue-setup",
        store: "setup",
        keys: { draft: "draft" },
    });
    let now = nothingKnown;
    let show: (state: WizardState) => void = () => undefined;
    const wizard = new Wizard(setup, server, store, (state) => {
        now = state;
        show(state);
    });
    const watch = (to: typeof show): WizardState => {
        show = to;
        return now;
    };
    const acts = actsOf(wizard, () => now.congress?.id ?? null);
    render(<Room {...{ wizard, watch, acts }} />, root);
    await wizard.start();
    fetchAtRest(fetchWords, () => keyPart.fetch());
}

const root = document.getElementById("app");
assert(root !== null, "the page has its place");

// Two windows would write over each other's draft.
inOneWindow("piaojue-setup", root, start);
