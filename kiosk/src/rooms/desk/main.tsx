// rooms/desk/main.tsx — starts the page of a desk at the door; a second window of the same desk waits for the first.
import { render, type JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { CardClient } from "../../api/card_client.ts";
import { eventsPath } from "../../api/events.ts";
import { assert } from "../../basics/assert.ts";
import type { Bytes } from "../../basics/bytes.ts";
import { TextStore } from "../../flow/texts.ts";
import { fetchAtRest, Later } from "../../ui/later.ts";
import { cameraPart } from "../../ui/scanner.tsx";
import { deviceServer } from "../device_server.ts";
import { DeviceOfPage, useThisDevice, type DevicePlan } from "../../ui/this_device.ts";
import { saveFile } from "../../ui/save.ts";
import { fetchWords, useSettings } from "../../ui/settings.ts";
import { inOneWindow } from "../../ui/other_tab.tsx";
import { DeskApp, type AtDesk } from "./app.tsx";
import { Desk, nothingSeen, type DeskSeen } from "./desk.ts";
import type { DeskActs } from "./desk_page.tsx";
import type { DeskClock } from "./outbox.ts";
import type { UnlockTrouble } from "./unlock_page.tsx";
import "./desk.css";

const clock: DeskClock = {
    now: Date.now,
    after: (seconds, call) => {
        const timer = setTimeout(call, seconds * 1000);
        return () => {
            clearTimeout(timer);
        };
    },
};

function save(name: string, content: string): void {
    saveFile(name, content, "text/csv;charset=utf-8");
}

interface RoomProps {
    readonly server: CardClient;
    readonly desk: Desk;
    readonly watch: (show: (seen: DeskSeen) => void) => void;
    readonly plan: DevicePlan;
}

/** What opens key files is as large as a page. */
const keyPart = new Later(() => import("./session.ts"));

const openingTroubles = { unreachable: "unreachable", refused: "clock" } as const;

function Room({ server, desk, watch, plan }: RoomProps): JSX.Element {
    const [settings, onSettings] = useSettings(localStorage);
    const [seen, setSeen] = useState<DeskSeen>(nothingSeen);
    const [official, setOfficial] = useState<AtDesk | null>(null);
    const device = useThisDevice(plan, {
        news: seen.view,
        held: 0,
        inUse: official !== null,
    });
    useEffect(() => {
        watch(setSeen);
    }, [watch]);
    const unlock = async (file: Bytes, passphrase: string): Promise<UnlockTrouble | null> => {
        const part = await keyPart.fetch().catch(() => null);
        if (part === null) return "unreachable";
        const session = await part.openSession(file, passphrase, server);
        if (typeof session === "string") return session;
        const opened = await desk.openFor(session.signer);
        if (opened !== "opened") return openingTroubles[opened];
        setOfficial(session);
        return null;
    };
    const lock = (): void => {
        desk.lock();
        setOfficial(null);
    };
    const acts: DeskActs = {
        state: (act, no) => desk.state(act, no),
        ask: (what, text, no) => desk.ask(what, text, no),
        excuse: (no, excuse) => desk.excuse(no, excuse),
        dismiss: () => void desk.dismiss(),
        save,
        now: Date.now,
    };
    return (
        <DeviceOfPage.Provider value={device}>
            <DeskApp {...{ seen, official, unlock, lock, acts, settings, onSettings }} />
        </DeviceOfPage.Provider>
    );
}

async function start(root: HTMLElement): Promise<void> {
    const server = new CardClient((url, options) => fetch(url, options));
    const store = new TextStore(indexedDB, {
        database: "piaojue-desk",
        store: "desk",
        keys: { acts: "acts", excuses: "excuses", unanswered: "unanswered" },
    });
    let show: (seen: DeskSeen) => void = () => undefined;
    const desk = new Desk(server, store, clock, (seen) => {
        show(seen);
    });
    const watch = (to: typeof show): void => {
        show = to;
    };
    const plan: DevicePlan = {
        ...{ room: "desk", kind: "desk", name: null },
        server: deviceServer,
    };
    render(<Room {...{ server, desk, watch, plan }} />, root);
    await desk.follow(new EventSource(eventsPath));
    fetchAtRest(
        fetchWords,
        () => keyPart.fetch(),
        async () => {
            const { browserEyes } = await cameraPart.fetch();
            return browserEyes.decoder();
        },
    );
}

const root = document.getElementById("app");
assert(root !== null, "the page has its place");

// Two windows would send what is kept twice, and one would not know what the other did.
inOneWindow("piaojue-desk", root, start);
