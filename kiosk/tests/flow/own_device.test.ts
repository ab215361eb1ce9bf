// A machine of the hall speaks for itself: over a server, a storage and a clock that the test holds; keys are real.
import { beforeEach, describe, expect, it } from "vitest";
import { answer, refused, unreachable, type Reply } from "../../src/api/reply.ts";
import type { Bytes } from "../../src/basics/bytes.ts";
import { encodeHex } from "../../src/basics/encoding.ts";
import { deviceStandings, readDeviceLine, type DeviceStanding } from "../../src/ballot/device.ts";
import { decodeCongress } from "../../src/ballot/entries/congress.ts";
import {
    DeviceVoice,
    speakEverySeconds,
    type OwnDevice,
    type Speaks,
} from "../../src/flow/own_device.ts";
import { exampleEntries } from "../support/rounds.ts";
import { flip, must } from "../support/vectors.ts";

const [congressEntry] = exampleEntries;
if (congressEntry === undefined) throw new Error("the example begins with its congress");
const congress = must(decodeCongress(congressEntry));
const nameless = { is: "nameless", sample: congress.sample };

/** The numbers of a heartbeat, and what it says. */
function readBeat(bytes: Bytes): Record<string, unknown> {
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    return {
        start: view.getUint32(34),
        beat: view.getUint32(38),
        phase: view.getUint8(42),
        round: encodeHex(bytes.subarray(43, 75)),
        held: view.getUint16(75),
        inUse: view.getUint8(77),
    };
}

class Hall {
    congressEntry: Bytes = congressEntry ?? new Uint8Array();
    reached = true;
    standing: DeviceStanding = "unknown";
    lineRefusal: "not_permitted" | null = null;
    readonly lines: Bytes[] = [];
    readonly beats: Bytes[] = [];

    #reply(value: Bytes): Promise<Reply<Bytes>> {
        return Promise.resolve(this.reached ? answer(value) : unreachable);
    }

    entry = (): Promise<Reply<Bytes>> => this.#reply(this.congressEntry);

    deviceLine = (line: Bytes): Promise<Reply<Bytes>> => {
        if (this.lineRefusal !== null) return Promise.resolve(refused(this.lineRefusal));
        if (this.reached) {
            this.lines.push(line);
            if (this.standing === "unknown") this.standing = "waiting";
        }
        return this.#reply(new Uint8Array());
    };

    heartbeat = (beat: Bytes): Promise<Reply<Bytes>> => {
        if (this.reached) this.beats.push(beat);
        return this.#reply(new Uint8Array([deviceStandings.indexOf(this.standing)]));
    };
}

/** The same machine: its page is opened again and again. */
class Machine {
    readonly hall = new Hall();
    kept: string | null = null;
    broken = false;
    speaks: Speaks = {
        news: { phase: "setup", manifest: null, sample: true },
        held: 0,
        inUse: false,
    };
    shown: OwnDevice = { is: "opening" };
    now = 1_795_000_000_000;
    #due: (() => void) | null = null;
    voice = this.#open();

    #open(): DeviceVoice {
        const load = (): Promise<{ device: string | null }> =>
            this.broken ? Promise.reject(new Error()) : Promise.resolve({ device: this.kept });
        const keep = ({ device }: { device: string | null }): Promise<void> => {
            if (this.broken) return Promise.reject(new Error());
            this.kept = device;
            return Promise.resolve();
        };
        let seeds = 0;
        return new DeviceVoice(
            {
                server: this.hall,
                store: { load, keep },
                random: (length) => new Uint8Array(length).fill((seeds += 1)),
                now: () => this.now,
                after: (seconds, call) => {
                    expect(seconds).toBe(speakEverySeconds);
                    this.#due = call;
                },
                speaks: () => this.speaks,
            },
            (shown) => {
                this.shown = shown;
            },
        );
    }

    async reload(): Promise<void> {
        this.shown = { is: "opening" };
        this.voice = this.#open();
        await this.voice.start();
    }

    /** Ten seconds go by. */
    async passes(): Promise<void> {
        const due = this.#due;
        this.#due = null;
        this.now += 10_000;
        due?.();
        await expect.poll(() => this.#due).not.toBeNull();
    }

    last(): Record<string, unknown> {
        return readBeat(this.hall.beats.at(-1) ?? new Uint8Array());
    }
}

let machine: Machine;

beforeEach(async () => {
    machine = new Machine();
    await machine.voice.start();
});

describe("a machine of the hall", () => {
    it("has no name until staff give it one, and says nothing before that", async () => {
        expect(machine.shown).toEqual(nameless);
        await machine.passes();
        expect(machine.hall.beats).toEqual([]);
        await machine.voice.name("booth", "填票终端 3");
        const line = must(readDeviceLine(machine.hall.lines[0] ?? new Uint8Array()));
        expect(line).toMatchObject({ kind: "booth", name: "填票终端 3", congressId: congress.id });
        expect(machine.shown).toEqual({
            ...{ is: "waiting", name: "填票终端 3" },
            ...{ hash: line.hash, admitted: false },
        });
    });

    it("is one device when it is given the same name twice, as by an address before it has answered", async () => {
        await Promise.all([1, 2].map(() => machine.voice.name("hall", "大屏 1")));
        await machine.passes();
        expect(machine.hall.lines).toHaveLength(1);
        await machine.voice.name("hall", "大屏 2");
        expect(machine.hall.lines).toHaveLength(2);
    });

    it("says every ten seconds how it is, and learns how it stands", async () => {
        await machine.voice.name("booth", "a");
        machine.speaks = {
            ...{ news: { phase: "voting", manifest: "ab".repeat(32), sample: true } },
            ...{ held: 2, inUse: true },
        };
        await machine.passes();
        expect(machine.last()).toMatchObject({ beat: 1, phase: 4, held: 2, inUse: 1 });
        expect(machine.last()["round"]).toBe("ab".repeat(32));
        machine.hall.standing = "enrolled";
        await machine.passes();
        expect(machine.shown).toMatchObject({ is: "enrolled", admitted: true });
        machine.hall.standing = "revoked";
        await machine.passes();
        expect(machine.shown).toMatchObject({ is: "revoked", admitted: false });
    });

    it("speaks at once when the phase is another, and not when somebody uses it", async () => {
        await machine.voice.name("booth", "a");
        const before = machine.hall.beats.length;
        machine.speaks = { ...machine.speaks, held: 1, inUse: true };
        machine.voice.changed();
        await machine.voice.forget().then(() => machine.voice.name("booth", "a"));
        // The forgetting was waited for: had it spoken, it would have spoken before.
        expect(machine.hall.beats.length).toBe(before + 1);
        machine.speaks = {
            ...machine.speaks,
            news: { phase: "voting", manifest: null, sample: true },
        };
        machine.voice.changed();
        machine.voice.changed();
        await expect.poll(() => machine.hall.beats.length).toBe(before + 2);
        expect(machine.last()).toMatchObject({ phase: 4, held: 1 });
    });

    it("is the same device after a reload, without the network too, under numbers above those of before", async () => {
        await machine.voice.name("booth", "a");
        machine.hall.standing = "enrolled";
        await machine.passes();
        const shown = machine.shown;
        const { start } = machine.last();
        machine.hall.reached = false;
        await machine.reload();
        expect(machine.shown).toEqual(shown);
        machine.hall.reached = true;
        // A machine whose clock died stands in 1970.
        machine.now = 0;
        await machine.reload();
        await machine.passes();
        expect(machine.last()["start"]).toBeGreaterThan(Number(start));
    });

    it("hands its line in again where the server has forgotten it, and goes on", async () => {
        await machine.voice.name("booth", "a");
        machine.hall.standing = "enrolled";
        await machine.passes();
        machine.hall.standing = "unknown";
        await machine.passes();
        expect(machine.hall.lines[1]).toEqual(machine.hall.lines[0]);
        expect(machine.shown).toMatchObject({ is: "waiting", admitted: true });
    });

    it("begins anew in another congress", async () => {
        await machine.voice.name("booth", "a");
        machine.hall.standing = "unknown";
        machine.hall.lineRefusal = "not_permitted";
        machine.hall.congressEntry = flip(machine.hall.congressEntry, 10);
        await machine.passes();
        expect(machine.shown).toEqual(nameless);
        expect(machine.kept).toBeNull();
    });

    it("waits for the server where it does not know the congress, and says nothing of it", async () => {
        machine.hall.reached = false;
        await machine.reload();
        expect(machine.shown).toEqual({ is: "opening" });
        machine.hall.reached = true;
        await machine.passes();
        expect(machine.shown).toEqual(nameless);
    });

    it("asks nothing that nobody is given between the close and the announcement", async () => {
        machine.kept = null;
        for (const news of [null, { phase: "closed", manifest: null, sample: true } as const]) {
            machine.speaks = { ...machine.speaks, news };
            await machine.reload();
            expect(machine.shown).toEqual({ is: "opening" });
        }
        machine.speaks = {
            ...machine.speaks,
            news: { phase: "announced", manifest: null, sample: true },
        };
        machine.voice.changed();
        await expect.poll(() => machine.shown).toEqual(nameless);
    });

    it("works where nothing can be kept, until its page is closed", async () => {
        machine.broken = true;
        await machine.reload();
        await machine.voice.name("hall", "大屏");
        machine.hall.standing = "enrolled";
        await machine.passes();
        expect(machine.shown).toMatchObject({ is: "enrolled" });
        await machine.reload();
        expect(machine.shown).toEqual(nameless);
    });

    it("passes over what it kept and cannot read", async () => {
        for (const kept of ["{", "{}", '{"seed":"00"}', "null"]) {
            machine.kept = kept;
            await machine.reload();
            expect(machine.shown).toEqual(nameless);
        }
    });
});
