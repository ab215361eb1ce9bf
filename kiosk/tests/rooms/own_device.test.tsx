// @vitest-environment happy-dom
// A machine of the hall on its pages: how it is named, what it shows to be compared, and what waits for it.
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, describe, expect, it } from "vitest";
import { encodeHex } from "../../src/basics/encoding.ts";
import { begin, step, times } from "../../src/flow/booth/machine.ts";
import type { State } from "../../src/flow/booth/state.ts";
import type { OwnDevice } from "../../src/flow/own_device.ts";
import type { RoundPhase } from "../../src/flow/state.ts";
import { App } from "../../src/rooms/booth/app.tsx";
import { DevicePanel } from "../../src/ui/device_part.tsx";
import { defaults } from "../../src/ui/settings.ts";
import { DeviceOfPage, type ThisDevice } from "../../src/ui/this_device.ts";
import { exampleVote } from "../flow/vote.ts";
import { slips } from "../flow/booth/model.ts";
import { HallScreen, viewOf } from "../support/hall_screen.tsx";
import "../support/parts.ts";

const root = document.createElement("div");
afterEach(() => {
    render(null, root);
});

const hash = new Uint8Array(32).fill(0xab);
const groups = "ABAB ABAB ABAB ABAB ABAB ABAB";
const known = { name: "填票终端 3", hash };
const waiting: OwnDevice = { is: "waiting", ...known, admitted: false };
const nameless = (sample: boolean): OwnDevice => ({ is: "nameless", sample });
const enrolled: OwnDevice = { is: "enrolled", ...known, admitted: true };

function deviceOf(device: OwnDevice, said: string[] = []): ThisDevice {
    const voice = {
        name: (kind: string, name: string) => Promise.resolve(void said.push(`${kind} ${name}`)),
        forget: () => Promise.resolve(void said.push("forget")),
    };
    return { device, kind: "booth", voice, Panel: DevicePanel };
}

function button(label: string): HTMLButtonElement {
    const found = [...root.querySelectorAll("button")].find(({ textContent }) =>
        textContent.startsWith(label),
    );
    if (found === undefined) throw new Error(`no button ${label} in ${root.textContent}`);
    return found;
}

function press(label: string): void {
    void act(() => {
        button(label).click();
    });
}

function type(text: string): void {
    const field = root.querySelector<HTMLInputElement>("section input");
    if (field === null) throw new Error("no field");
    void act(() => {
        field.value = text;
        field.dispatchEvent(new Event("input", { bubbles: true }));
    });
}

/** A booth at which nobody stands. */
function booth(device: ThisDevice | null, sample: boolean, phase: RoundPhase = "voting"): void {
    const manifest = { ...exampleVote.manifest, sample };
    const news = { phase, manifest: encodeHex(manifest.hash), sample };
    const state = (
        [
            { on: "loaded", book: null },
            { on: "vote_read", vote: { ...exampleVote, manifest }, slips },
            { on: "seen", news },
        ] as const
    ).reduce((before, event) => step(before, event).state, begin(times));
    draw(device, state);
}

function draw(device: ThisDevice | null, state: State): void {
    document.body.replaceChildren(root);
    void act(() => {
        render(
            <DeviceOfPage.Provider value={device}>
                <App
                    {...{ state, send: () => undefined }}
                    settings={defaults}
                    onSettings={() => undefined}
                />
            </DeviceOfPage.Provider>,
            root,
        );
    });
}

describe("a booth of a real congress", () => {
    it.each<readonly [string, ThisDevice | null]>([
        ["whose device is not there yet", null],
        ["that has no name", deviceOf(nameless(false))],
        ["that waits", deviceOf(waiting)],
        ["that is enrolled no more", deviceOf({ is: "revoked", ...known, admitted: false })],
    ])("takes no slip: one %s", (_, device) => {
        booth(device, false);
        expect(root.textContent).toContain("登记之后才收票条");
        expect(root.textContent).not.toContain("请拆开票条");
    });

    it.each<readonly [string, OwnDevice]>([
        ["two people enrolled", enrolled],
        ["the server has forgotten since", { ...waiting, admitted: true }],
    ])("takes slips: one that %s", (_, device) => {
        booth(deviceOf(device), false);
        expect(root.textContent).toContain("请扫票条");
    });

    it("asks for a name at once, and shows what two people compare", () => {
        const said: string[] = [];
        booth(deviceOf(nameless(false), said), false);
        expect(button("请求登记").getAttribute("aria-disabled")).toBe("true");
        type("填".repeat(21));
        press("请求登记");
        expect(said).toEqual([]);
        type(" 填票终端 3 ");
        press("请求登记");
        expect(said).toEqual(["booth 填票终端 3"]);
        booth(deviceOf(waiting, said), false);
        expect(root.textContent).toContain("等待两人登记：填票终端 3");
        expect(root.querySelector(".own-device .code")?.textContent.trim()).toBe(groups);
        press("改名");
        expect(said.at(-1)).toBe("forget");
    });

    it("asks for a name also where there is no ballot yet", () => {
        const { state } = step(begin(times), { on: "loaded", book: null });
        draw(deviceOf(nameless(false)), state);
        expect(button("请求登记")).toBeDefined();
        draw(deviceOf(nameless(true)), state);
        expect(root.textContent).toContain("本机没有登记");
    });

    it("says that it was revoked, and how to go on", () => {
        const said: string[] = [];
        booth(deviceOf({ is: "revoked", ...known, admitted: false }, said), false);
        expect(root.textContent).toContain("“填票终端 3”的登记已撤销");
        press("重新登记");
        expect(said).toEqual(["forget"]);
    });
});

describe("a booth of a rehearsal", () => {
    it("takes slips, says quietly that it is not enrolled, and offers it", () => {
        booth(deviceOf(nameless(true)), true);
        expect(root.textContent).toContain("请扫票条");
        expect(root.textContent).toContain("本机没有登记");
        expect(root.textContent).not.toContain("请求登记");
        press("登记本机");
        expect(root.textContent).toContain("不登记也可以使用");
        expect(button("请求登记")).toBeDefined();
    });

    it("says nothing while nothing is known", () => {
        booth(deviceOf({ is: "opening" }), true);
        expect(root.querySelector(".own-device")).toBeNull();
    });
});

describe("a screen of the hall", () => {
    const hall = new HallScreen("#dark,name=大屏 1");
    afterEach(() => {
        hall.end();
    });

    it("that waits shows what two people compare, until the box is closed", () => {
        hall.device = deviceOf({ ...waiting, name: "大屏 1" });
        expect(hall.shows(viewOf({ phase: "sealed" })).text).toContain(
            `大屏 1：等待两人登记，请核对 ${groups}`,
        );
        expect(hall.shows(viewOf({ phase: "closed" })).text).not.toContain("ABAB");
    });

    it("that is enrolled, or was told no name, shows nothing of it", () => {
        for (const device of [enrolled, nameless(true)]) {
            hall.device = deviceOf(device);
            expect(hall.shows(viewOf({ phase: "sealed" })).text).not.toContain("登记");
        }
    });
});
