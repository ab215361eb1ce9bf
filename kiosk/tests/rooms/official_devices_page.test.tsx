// @vitest-environment happy-dom
// The hall's devices on the console's page: the panel, and the close that names booths.
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, describe, expect, it } from "vitest";
import { noBeat } from "../../src/flow/pulse.ts";
import { decodeDeviceStatement } from "../../src/ballot/device.ts";
import { OfficialApp } from "../../src/rooms/official/app.tsx";
import { nothingKnown } from "../../src/rooms/official/desk.ts";
import { DevicesPanel } from "../../src/rooms/official/devices_panel.tsx";
import { DevicesOfPage } from "../../src/rooms/official/devices_page.ts";
import { fingerprintGroups } from "../../src/ui/fingerprint.tsx";
import { defaults } from "../../src/ui/settings.ts";
import { Console, issuing, log, official, round, second, told } from "../support/hall_devices.ts";
import { viewOf } from "../support/hall_screen.tsx";
import { must } from "../support/vectors.ts";

const root = document.createElement("div");
afterEach(() => {
    render(null, root);
});

function draw(at: Console, signed: string[] = []): void {
    document.body.replaceChildren(root);
    const keys = { official, second };
    const state = {
        ...nothingKnown,
        keys,
        log,
        view: viewOf({ phase: "voting", manifest: round }),
    };
    const hand = {
        devices: at.shown,
        propose: at.desk.propose.bind(at.desk),
        confirm: at.desk.confirm.bind(at.desk),
        Panel: DevicesPanel,
    };
    const acts = {
        unlock: () => Promise.resolve(false),
        lock: () => undefined,
        sign: (act: string) => Promise.resolve(signed.push(act) > 0),
        signWith: () => Promise.resolve(true),
        countersign: () => Promise.resolve(true),
        take: () => Promise.resolve(null),
    };
    void act(() => {
        render(
            <DevicesOfPage.Provider value={hand}>
                <OfficialApp
                    beat={noBeat}
                    {...{ state, acts }}
                    settings={defaults}
                    onSettings={() => undefined}
                />
            </DevicesOfPage.Provider>,
            root,
        );
    });
}

function button(label: string): HTMLButtonElement {
    const found = [...root.querySelectorAll("button")].find(({ textContent }) =>
        textContent.startsWith(label),
    );
    if (found === undefined) throw new Error(`no button ${label}`);
    return found;
}

function press(element: HTMLElement | null | undefined): void {
    if (element === null || element === undefined) throw new Error("nothing to press");
    void act(() => {
        element.click();
    });
}

const boxes = (): HTMLInputElement[] => [
    ...root.querySelectorAll<HTMLInputElement>("[type=checkbox]"),
];

describe("the page", () => {
    it("asks for a second confirmation that names the booths, and again when they are others", async () => {
        const at = new Console().knows({ official }, issuing);
        at.knows({ official });
        const [three, five] = [
            await told("填票终端 3", true, null),
            await told("填票终端 5", true, { held: 2 }),
        ];
        at.server.all = [three, five, await told("填票终端 6", true, {})];
        await at.desk.look();
        at.now += 61_000;
        at.desk.tick();
        const signed: string[] = [];
        draw(at, signed);
        expect(boxes()[1]?.parentElement?.textContent).toBe(
            "领票结束后没有收到这些终端：填票终端 3。这些终端还存着票：填票终端 5（2 张）。 存着的票截止后不能再计入，仍要截止",
        );
        press(boxes()[0]);
        press(button("签字：截止投票"));
        expect(signed).toEqual([]);
        press(boxes()[1]);
        at.server.all = [three, await told("填票终端 5", true, null)];
        await at.desk.look();
        draw(at, signed);
        expect(boxes()[1]?.checked).toBe(false);
        press(button("签字：截止投票"));
        expect(signed).toEqual([]);
        press(boxes()[1]);
        press(button("签字：截止投票"));
        expect(signed).toEqual(["close"]);
    });

    it("asks nothing twice where all booths were heard and hold nothing", async () => {
        const at = new Console().knows({ official }, issuing);
        at.knows({ official });
        at.server.all = [await told("填票终端 3", true, {})];
        await at.desk.look();
        draw(at);
        expect(root.textContent).toContain("请等 60 秒");
        expect(boxes()).toHaveLength(2);
        at.now += 61_000;
        at.desk.tick();
        draw(at);
        expect(root.textContent).toContain("已过 60 秒");
        expect(boxes()).toHaveLength(1);
    });

    it("shows the six groups of a device that waits, and asks twice before a revocation", async () => {
        const at = new Console().knows({ official, second });
        const [waits, stands] = [
            await told("填票终端 3", false, {}),
            await told("填票终端 5", true, { in_use: true, held: 1 }),
        ];
        at.server.all = [waits, stands];
        await at.desk.look();
        draw(at);
        expect(root.querySelector(".device .code")?.textContent.trim()).toBe(
            fingerprintGroups(waits.hash).join(" "),
        );
        expect(root.textContent).toContain("3 秒前收到 · 存有 1 张 · 使用中");
        press(root.querySelector<HTMLElement>('[aria-label="撤销登记: 填票终端 5"]'));
        expect(at.server.acted).toEqual([]);
        press(button("签字：撤销“填票终端 5”"));
        await expect.poll(() => at.server.acted.length).toBe(1);
        press(button("签字：登记“填票终端 3”"));
        await expect.poll(() => at.server.acted.length).toBe(2);
        const acts = at.server.acted.map((one) => must(decodeDeviceStatement(one)).act);
        expect(acts).toEqual(["revoke", "enrol"]);
    });
});
