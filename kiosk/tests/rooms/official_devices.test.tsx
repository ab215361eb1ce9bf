// @vitest-environment happy-dom
// The hall's devices at the official's console: real keys and statements over a log that the test holds.
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, describe, expect, it } from "vitest";
import { answer, refused, unreachable, type Reply } from "../../src/api/reply.ts";
import { parseDevices } from "../../src/api/devices.ts";
import { utf8, type Bytes } from "../../src/basics/bytes.ts";
import { encodeBase64, encodeHex } from "../../src/basics/encoding.ts";
import {
    checkDeviceSignature,
    decodeDeviceStatement,
    encodeDeviceStatement,
    makeDeviceLine,
    signDeviceStatement,
    type DeviceKind,
} from "../../src/ballot/device.ts";
import { readLog } from "../../src/ballot/log_view.ts";
import { SigningKey } from "../../src/crypto/signature.ts";
import type { Seat } from "../../src/flow/seat.ts";
import { OfficialApp } from "../../src/rooms/official/app.tsx";
import { nothingKnown, type DeskState } from "../../src/rooms/official/desk.ts";
import { DeviceDesk, noDevices, type HallDevices } from "../../src/rooms/official/devices.ts";
import { DevicesOfPage } from "../../src/rooms/official/devices_page.ts";
import { doubtsOf, noDoubts, secondsLeft } from "../../src/rooms/official/last_call.ts";
import { fingerprintGroups } from "../../src/ui/fingerprint.tsx";
import { defaults } from "../../src/ui/settings.ts";
import { evidenceOf } from "../support/evidence.ts";
import * as example from "../support/example.ts";
import { exampleEntries } from "../support/rounds.ts";
import { viewOf } from "../support/hall_screen.tsx";
import { flip, hex, must } from "../support/vectors.ts";

async function logAt(phase: string) {
    for (let size = 1; size <= exampleEntries.length; size += 1) {
        const log = must(readLog(await evidenceOf(exampleEntries.slice(0, size)), null));
        if (log.round?.phase === phase) return log;
    }
    throw new Error(`the example is never ${phase}`);
}

const log = await logAt("voting");
const issuing = await logAt("issuing");
const round = encodeHex(log.round?.manifest.hash ?? new Uint8Array());
const { id: congressId } = log.congress;

async function seatOf(person: number): Promise<Seat> {
    const known = log.enrolment?.persons[person - 1];
    if (known === undefined) throw new Error(`nobody is ${person}`);
    const seed = example.value(`person ${person} (${known.name}): statement key seed`);
    const key = await SigningKey.fromSeed(hex(seed));
    return { person, name: known.name, role: known.role, key };
}

const [official, second] = [await seatOf(1), await seatOf(2)];

interface Said {
    seconds?: number;
    phase?: string;
    round?: string;
    held?: number;
    in_use?: boolean;
}

/** As the server would tell of a device. */
async function told(
    name: string,
    enrolled: boolean,
    said: Said | null,
    kind: DeviceKind = "booth",
) {
    const key = await SigningKey.fromSeed(new Uint8Array(32).fill(utf8(name).at(-1) ?? 1));
    const { line, hash } = await makeDeviceLine(congressId, kind, name, key);
    const all = { seconds: 3, phase: "voting", round, held: 0, in_use: false, ...said };
    const heard = said === null ? null : all;
    return {
        hash,
        json: { line: encodeBase64(line), enrolled, half: null as string | null, said: heard },
    };
}

type Told = Awaited<ReturnType<typeof told>>;

class FakeServer {
    all: readonly Told[] = [];
    reached = true;
    refusal: "not_permitted" | null = null;
    readonly acted: Bytes[] = [];

    devices = (): Promise<Reply<Bytes>> =>
        Promise.resolve(
            this.reached
                ? answer(utf8(JSON.stringify({ devices: this.all.map(({ json }) => json) })))
                : unreachable,
        );

    deviceAct = (bytes: Bytes): Promise<Reply<Bytes>> => {
        if (this.refusal !== null) return Promise.resolve(refused(this.refusal));
        this.acted.push(bytes);
        return Promise.resolve(answer(new Uint8Array()));
    };
}

class Console {
    readonly server = new FakeServer();
    shown: HallDevices = noDevices;
    now = 1_800_000_000_000;
    readonly desk = new DeviceDesk(
        this.server,
        (shown) => {
            this.shown = shown;
        },
        () => this.now,
    );

    /** These have unlocked. */
    knows(seats: Partial<DeskState["keys"]>, of: DeskState["log"] = log): this {
        const keys = { official: null, second: null, ...seats };
        const view = viewOf({ phase: of?.round?.phase ?? "voting", manifest: round });
        this.desk.know({ ...nothingKnown, keys, view, log: of });
        return this;
    }

    device(name: string) {
        const found = this.shown.seen?.find(({ line }) => line.name === name);
        if (found === undefined) throw new Error(`no ${name}`);
        return found;
    }
}

describe("the console", () => {
    it("asks as whoever has unlocked, and shows nothing to nobody", async () => {
        const at = new Console();
        at.server.all = [await told("填票终端 3", true, {})];
        at.knows({}, null);
        await at.desk.look();
        expect(at.shown.seen).toBeNull();
        at.knows({ second });
        await expect.poll(() => at.shown.seen?.length).toBe(1);
        at.knows({}, null);
        expect(at.shown.seen).toBeNull();
    });

    it("has the official sign, then the second person the very same act", async () => {
        const at = new Console();
        const booth = await told("填票终端 3", false, {});
        at.server.all = [booth];
        at.knows({ official });
        await at.desk.look();
        await at.desk.propose(at.device("填票终端 3"), "enrol");
        expect(at.shown.said).toEqual({ is: "half" });
        const [half = new Uint8Array()] = at.server.acted;
        booth.json.half = encodeBase64(half);

        const other = new Console();
        other.server.all = [booth];
        other.knows({ second });
        await other.desk.look();
        expect(other.device("填票终端 3").signedBy).toBe(official.name);
        await other.desk.confirm(other.device("填票终端 3"));
        expect(other.shown.said).toEqual({ is: "done" });
        const whole = must(decodeDeviceStatement(other.server.acted[0] ?? new Uint8Array()));
        expect(whole).toMatchObject({ act: "enrol", device: booth.hash, congressId });
        expect(whole.signers.map(({ person }) => person)).toEqual([1, 2]);
        for (const [place, seat] of [official, second].entries()) {
            const signer = whole.signers[place];
            if (signer === undefined) throw new Error("a signer");
            must(checkDeviceSignature(whole, signer, seat.key.verifyKey));
        }
    });

    it("signs behind nobody's forged or foreign signature", async () => {
        const booth = await told("填票终端 3", false, {});
        const elsewhere = await told("填票终端 4", false, {});
        const at = new Console().knows({ official, second });
        at.server.all = [booth, elsewhere];
        await at.desk.look();
        await at.desk.propose(at.device("填票终端 3"), "enrol");
        const [half = new Uint8Array()] = at.server.acted;
        const by2 = { ...must(decodeDeviceStatement(half)), signers: [] };
        const bySecond = await signDeviceStatement(by2, second.person, second.key);
        for (const [device, act] of [
            [booth, flip(half, half.length - 1)],
            [booth, encodeDeviceStatement(bySecond)],
            [elsewhere, half],
        ] as const) {
            device.json.half = encodeBase64(act);
            await at.desk.look();
            const { name } = must(parseDevices(utf8(JSON.stringify({ devices: [device.json] }))))[0]
                ?.line ?? { name: "" };
            expect(at.device(name).signedBy).toBeNull();
            await at.desk.confirm(at.device(name));
        }
        expect(at.server.acted).toHaveLength(1);
    });

    it("says a refusal by its name, and where nobody answers that it does not know", async () => {
        const at = new Console().knows({ official });
        at.server.all = [await told("填票终端 3", false, {})];
        await at.desk.look();
        at.server.refusal = "not_permitted";
        await at.desk.propose(at.device("填票终端 3"), "enrol");
        expect(at.shown.said).toEqual({ is: "refused", code: "not_permitted" });
        at.server.reached = false;
        await at.desk.look();
        expect(at.shown.seen).toBeNull();
    });

    it("shows those that wait first, then by kind and number", async () => {
        const at = new Console().knows({ official });
        at.server.all = [
            await told("签到处 1", true, {}, "desk"),
            await told("填票终端 10", true, {}),
            await told("填票终端 9", true, {}),
            await told("大屏", false, {}, "hall"),
        ];
        await at.desk.look();
        expect(at.shown.seen?.map(({ line }) => line.name)).toEqual([
            ...["大屏", "填票终端 9", "填票终端 10", "签到处 1"],
        ]);
    });

    it("counts the last call from when it saw the end of issuing, and anew after a pause", () => {
        const at = new Console().knows({ official }, issuing);
        expect(secondsLeft(at.shown)).toBe(0);
        at.now += 5_000;
        at.knows({ official });
        expect(secondsLeft(at.shown)).toBe(60);
        at.now += 21_500;
        at.knows({ official });
        at.desk.tick();
        expect(secondsLeft(at.shown)).toBe(39);
        at.now += 60_000;
        at.desk.tick();
        expect(secondsLeft(at.shown)).toBe(0);
        at.knows({ official }, issuing);
        at.knows({ official });
        expect(secondsLeft(at.shown)).toBe(60);
    });
});

describe("what is to be said twice before the close", () => {
    async function doubts(since: number, ...all: readonly Told[]) {
        const at = new Console().knows({ official }, issuing);
        at.knows({ official });
        at.server.all = all;
        await at.desk.look();
        at.now += since * 1000;
        at.desk.tick();
        return doubtsOf(at.shown, round);
    }

    it("names no booth that was heard since and holds nothing, and no other device", async () => {
        const heard = await told("填票终端 1", true, { in_use: true });
        const screen = await told("大屏", true, null, "hall");
        const stranger = await told("填票终端 8", false, null);
        expect(await doubts(60, heard, screen, stranger)).toEqual(noDoubts);
    });

    it.each<readonly [string, Said | null]>([
        ["that never spoke", null],
        ["that fell silent", { seconds: 31 }],
        ["that last saw issuing", { phase: "issuing" }],
        ["that speaks of another round", { round: "00".repeat(32) }],
    ])("names a booth %s", async (_, said) => {
        const found = await doubts(60, await told("填票终端 3", true, said));
        expect(found).toEqual({ ...noDoubts, unheard: ["填票终端 3"] });
    });

    it("names a booth that still holds ballots, with their number", async () => {
        const found = await doubts(60, await told("填票终端 3", true, { held: 2 }));
        expect(found.holding).toEqual([{ name: "填票终端 3", held: 2 }]);
    });

    it("names every booth while the last call lasts", async () => {
        const found = await doubts(59, await told("填票终端 3", true, {}));
        expect(found).toEqual({ ...noDoubts, left: 1, early: ["填票终端 3"] });
    });

    it("says so where nothing is known", () => {
        expect(doubtsOf(noDevices, round).unknown).toBe(true);
    });
});

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
    };
    const acts = {
        unlock: () => Promise.resolve(false),
        lock: () => undefined,
        sign: (act: string) => Promise.resolve(signed.push(act) > 0),
        countersign: () => Promise.resolve(true),
    };
    void act(() => {
        render(
            <DevicesOfPage.Provider value={hand}>
                <OfficialApp
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
        expect(root.textContent).toContain("末次提醒还有 60 秒");
        expect(boxes()).toHaveLength(2);
        at.now += 61_000;
        at.desk.tick();
        draw(at);
        expect(root.textContent).toContain("60 秒已过");
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
        press(root.querySelector<HTMLElement>('[aria-label="撤销“填票终端 5”"]'));
        expect(at.server.acted).toEqual([]);
        press(button("签字：撤销“填票终端 5”"));
        await expect.poll(() => at.server.acted.length).toBe(1);
        press(button("签字：登记“填票终端 3”"));
        await expect.poll(() => at.server.acted.length).toBe(2);
        const acts = at.server.acted.map((one) => must(decodeDeviceStatement(one)).act);
        expect(acts).toEqual(["revoke", "enrol"]);
    });
});
