// rooms/hall/main.tsx — starts the screen of the hall. It is told in the # of its address how to look, and never touched.
import { render, type JSX } from "preact";
import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { Client } from "../../api/client.ts";
import { readResult } from "../../api/round_result.ts";
import { eventsPath } from "../../api/events.ts";
import { assert } from "../../basics/assert.ts";
import { impatient } from "../../flow/pulse.ts";
import { fetchAtRest, insist } from "../../ui/later.ts";
import { qrEncoder } from "../../ui/qr.tsx";
import { deviceServer } from "../device_server.ts";
import { useThisDevice, type DevicePlan } from "../../ui/this_device.ts";
import { catalogues, loadCatalogue } from "../../ui/words.ts";
import { HallApp } from "./app.tsx";
import { browserClock } from "./clock.ts";
import { Follower, nothingSeen, type Server } from "./follow.ts";
import { publicSite, readScreen, type Screen } from "./screen.ts";
import "./hall.css";
import "./result.css";

const tickMs = 1_000;

function planOf({ name, podium }: Screen): DevicePlan | null {
    if (name === null) return null;
    return { room: "hall", kind: podium ? "podium" : "hall", name, server: deviceServer };
}

function Room({ server, screen }: { server: Server; screen: Screen }): JSX.Element {
    const [seen, setSeen] = useState(nothingSeen);
    const device = useThisDevice(planOf(screen), {
        news: seen.view,
        held: 0,
        inUse: false,
    });
    const [now, setNow] = useState(browserClock.now);
    useLayoutEffect(() => {
        const root = document.documentElement;
        root.lang = catalogues[screen.language].language.tag;
        root.dataset["contrast"] = screen.dark ? "high" : "normal";
    }, [screen]);
    useEffect(() => {
        const stop = new Follower(server, browserClock, setSeen).follow(
            new EventSource(eventsPath),
        );
        const timer = setInterval(() => {
            setNow(browserClock.now());
        }, tickMs);
        return () => {
            clearInterval(timer);
            stop();
        };
    }, [server]);
    const site = publicSite(location);
    return <HallApp {...{ seen, now, screen, device, site }} clock={browserClock} />;
}

const root = document.getElementById("app");
assert(root !== null, "the page has its place");
const addresses = { issue: "", box: "" };
const asks: typeof fetch = (url, options) => fetch(url, options);
const patient = new Client(addresses, asks, readResult);
const quick = new Client(addresses, impatient(asks), readResult);
// What is as large as a record takes its time.
const server: Server = {
    round: () => quick.round(),
    entry: (name) => patient.entry(name),
    record: () => patient.record(),
};
const screen = readScreen(location.hash);
// Who sets another # loads the page with it.
addEventListener("hashchange", () => {
    location.reload();
});
void insist(() => loadCatalogue(screen.language), null).then(() => {
    render(<Room {...{ server, screen }} />, root);
    fetchAtRest(() => qrEncoder.fetch());
});
