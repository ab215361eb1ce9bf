// @vitest-environment happy-dom
// The hall's devices at the official's console: who signs what, and what is to be said twice before the close.
import { describe, expect, it } from "vitest";
import { parseDevices } from "../../src/api/devices.ts";
import { utf8 } from "../../src/basics/bytes.ts";
import { encodeBase64 } from "../../src/basics/encoding.ts";
import {
    checkDeviceSignature,
    decodeDeviceStatement,
    encodeDeviceStatement,
    signDeviceStatement,
} from "../../src/ballot/device.ts";
import {
    doubtsOf,
    noDevices,
    noDoubts,
    secondsLeft,
    type Doubts,
} from "../../src/rooms/official/last_call.ts";
import {
    congressId,
    Console,
    issuing,
    official,
    round,
    second,
    told,
    type Said,
    type Told,
} from "../support/hall_devices.ts";
import { flip, must } from "../support/vectors.ts";

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
    async function doubts(since: number, ...all: readonly Told[]): Promise<Doubts> {
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
