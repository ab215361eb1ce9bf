// Signed acts on their way: kept first, sent until answered, signed anew where another desk used the serial.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answer, refused, unreachable, type Reply } from "../../../src/api/reply.ts";
import { utf8, type Bytes } from "../../../src/basics/bytes.ts";
import type { Errc } from "../../../src/basics/errc.ts";
import { u64 } from "../../../src/basics/writer.ts";
import { deputyNumber } from "../../../src/ballot/ids.ts";
import { Outbox, type Signer } from "../../../src/rooms/desk/outbox.ts";
import { readKept } from "../../../src/rooms/desk/kept_acts.ts";
import { minuteOf } from "../../../src/rooms/desk/time.ts";

interface Said {
    readonly person: number;
    readonly deputy: number;
    readonly serial: number;
    readonly minute: number;
}

const read = (bytes: Bytes): Said => JSON.parse(new TextDecoder().decode(bytes)) as Said;

function signer(person: number): Signer {
    return {
        person,
        name: `工作人员 ${person}`,
        query: (minute) => Promise.resolve(utf8(JSON.stringify({ person, minute }))),
        state: (act, deputy, serial, minute) =>
            Promise.resolve(utf8(JSON.stringify({ act, person, deputy, serial, minute }))),
    };
}

/** Nothing here waits for anything but promises. */
async function calm(): Promise<void> {
    for (let turns = 0; turns < 200; turns += 1) await Promise.resolve();
}

type Fate = "heard" | "lost" | "answer_lost" | "busy";

/** Takes statements as PROTOCOL §9 and §16 say, over a network that fails as it is told. */
class Log {
    nowMs = 1_795_000_000_000;
    readonly entries: Bytes[] = [];
    readonly fates: Fate[] = [];
    readonly sent: Said[] = [];
    refusal: Errc | null = null;
    heeds = true;
    #timer: (() => void) | null = null;

    readonly clock = {
        now: () => this.nowMs,
        after: (_seconds: number, call: () => void) => {
            this.#timer = call;
            return () => {
                this.#timer = null;
            };
        },
    };

    statement(entry: Bytes): Promise<Reply<Bytes>> {
        const fate = this.fates.shift() ?? "heard";
        this.sent.push(read(entry));
        if (fate === "lost") return Promise.resolve(unreachable);
        if (fate === "busy") return Promise.resolve(refused("busy"));
        const taken = this.take(entry);
        return Promise.resolve(fate === "answer_lost" ? unreachable : taken);
    }

    take(entry: Bytes): Reply<Bytes> {
        const text = new TextDecoder().decode(entry);
        const known = this.entries.findIndex((one) => new TextDecoder().decode(one) === text);
        if (known >= 0) return answer(u64(BigInt(known)));
        if (this.refusal !== null) return refused(this.refusal);
        const { person, serial, minute } = read(entry);
        const old = Math.abs(minuteOf(this.nowMs) - minute) > 60;
        if (serial <= this.serialOf(person) || old) return refused("not_permitted");
        this.entries.push(entry);
        return answer(u64(BigInt(this.entries.length - 1)));
    }

    serialOf(person: number): number {
        const own = this.entries.map(read).filter((said) => said.person === person);
        return Math.max(0, ...own.map(({ serial }) => serial));
    }

    deskAttendance(query: Bytes): Promise<Reply<Bytes>> {
        const fate = this.fates.shift() ?? "heard";
        if (fate !== "heard") return Promise.resolve(unreachable);
        if (!this.heeds) return Promise.resolve(refused("not_permitted"));
        const { person } = read(query);
        const said = { log_size: 0, serial: this.serialOf(person), deputies: [] };
        return Promise.resolve(answer(utf8(JSON.stringify(said))));
    }

    /** Waits that are over, until nothing waits. */
    async settle(): Promise<void> {
        await calm();
        while (this.#timer !== null) {
            const timer = this.#timer;
            this.#timer = null;
            timer();
            await calm();
        }
    }

    get deputies(): readonly number[] {
        return this.entries.map((entry) => read(entry).deputy);
    }
}

class Disk {
    acts: string | null = null;
    full = false;

    load(): Promise<{ acts: string | null }> {
        return Promise.resolve({ acts: this.acts });
    }

    keep({ acts }: { acts: string | null }): Promise<void> {
        if (this.full) return Promise.reject(new Error("full"));
        this.acts = acts;
        return Promise.resolve();
    }
}

function outboxOf(log: Log, disk: Disk): Outbox {
    return new Outbox(disk, log, log.clock, () => undefined);
}

async function opened(log: Log, disk = new Disk(), person = 1): Promise<Outbox> {
    const outbox = outboxOf(log, disk);
    outbox.signBy(signer(person));
    await outbox.open();
    return outbox;
}

/** What a page keeps that never reached a server. */
async function keptBy(person: number, ...deputies: readonly number[]): Promise<Disk> {
    const [log, disk] = [new Log(), new Disk()];
    log.fates.push("lost", "lost", "lost");
    const outbox = await opened(log, disk, person);
    for (const deputy of deputies) await signIn(outbox, deputy);
    return disk;
}

/** As the first person signs elsewhere. */
function saidElsewhere(log: Log, serial: number): void {
    log.entries.push(utf8(JSON.stringify({ person: 1, deputy: 9, serial })));
}

const signIn = (outbox: Outbox, deputy: number): Promise<boolean> =>
    outbox.add("sign_in", deputyNumber(deputy));

describe("the outbox", () => {
    it("keeps an act before it is sent, and forgets it when it is recorded", async () => {
        const [log, disk] = [new Log(), new Disk()];
        log.fates.push("lost");
        const outbox = await opened(log, disk);
        expect(await signIn(outbox, 5)).toBe(true);
        expect(readKept(disk.acts).map(({ deputy }) => deputy)).toEqual([5]);
        await log.settle();
        expect(log.deputies).toEqual([5]);
        expect(disk.acts).toBeNull();
        expect(outbox.seen.waiting).toEqual([]);
        expect(outbox.seen.own.map(({ deputy, index }) => [deputy, index])).toEqual([[5, 0]]);
    });

    it("sends the very bytes again when the answer was lost, and says so meanwhile", async () => {
        const log = new Log();
        log.fates.push("answer_lost");
        const outbox = await opened(log);
        await signIn(outbox, 5);
        await calm();
        expect(outbox.seen.lost).toBe(true);
        await log.settle();
        expect(log.sent[0]).toEqual(log.sent[1]);
        expect(log.deputies).toEqual([5]);
        expect(outbox.seen.lost).toBe(false);
    });

    it("sends nothing that this device cannot keep", async () => {
        const [log, disk] = [new Log(), new Disk()];
        disk.full = true;
        const outbox = await opened(log, disk);
        expect(await signIn(outbox, 5)).toBe(false);
        await log.settle();
        expect(log.sent).toEqual([]);
    });

    it("takes the next serial and says so when the same key is in use at another desk", async () => {
        const log = new Log();
        const [one, other] = [await opened(log), await opened(log)];
        await signIn(one, 1);
        await log.settle();
        await signIn(other, 2);
        await log.settle();
        expect(log.deputies).toEqual([1, 2]);
        expect([one.seen.collided, other.seen.collided]).toEqual([0, 1]);
    });

    it("sends what an earlier page kept before a key is open, and signs anew once it is", async () => {
        const log = new Log();
        const disk = await keptBy(1, 1, 2);
        saidElsewhere(log, 2 ** 31);
        const after = outboxOf(log, disk);
        await after.open();
        await log.settle();
        expect(log.deputies).toEqual([9]);
        after.signBy(signer(1));
        await log.settle();
        expect(log.deputies).toEqual([9, 1, 2]);
    });

    it("leaves to another official what has to be signed anew, and goes on with its own", async () => {
        const log = new Log();
        const next = await keptBy(1, 1);
        saidElsewhere(log, 2 ** 31);
        const other = await opened(log, next, 2);
        await signIn(other, 7);
        await log.settle();
        expect(log.deputies).toEqual([9, 7]);
        expect(other.seen.foreign.map(({ by, deputy }) => [by, deputy])).toEqual([
            ["工作人员 1", 1],
        ]);
        other.signBy(signer(1));
        await log.settle();
        expect(log.deputies).toEqual([9, 7, 1]);
        expect(other.seen.foreign).toEqual([]);
    });

    it("tells a new minute where the old one is too far away, and the old one otherwise", async () => {
        const [log, disk] = [new Log(), new Disk()];
        log.fates.push("lost");
        const outbox = await opened(log, disk);
        await signIn(outbox, 1);
        log.nowMs += 90 * 60_000;
        await log.settle();
        expect(log.entries.map((entry) => read(entry).minute)).toEqual([minuteOf(log.nowMs)]);
        expect(outbox.seen.collided).toBe(0);
    });

    it("shows what is refused for good until somebody has read it, also after a reload", async () => {
        const [log, disk] = [new Log(), new Disk()];
        log.refusal = "signature_rejected";
        await signIn(await opened(log, disk), 1);
        await log.settle();
        const after = await opened(log, disk);
        expect(after.seen.refused.map((act) => act.refused)).toEqual(["signature_rejected"]);
        expect(after.seen.own).toEqual([]);
        await after.dismiss();
        expect(disk.acts).toBeNull();
    });

    it("gives up an act that is not permitted for another reason than serial and minute", async () => {
        const log = new Log();
        log.refusal = "not_permitted";
        const outbox = await opened(log);
        await signIn(outbox, 1);
        await log.settle();
        expect(outbox.seen.refused.map((act) => act.refused)).toEqual(["not_permitted"]);
        expect(log.sent).toHaveLength(1);
    });

    it("keeps what the server heeds not, and says so", async () => {
        const log = new Log();
        log.refusal = "not_permitted";
        log.heeds = false;
        const outbox = await opened(log);
        await signIn(outbox, 1);
        await calm();
        expect(outbox.seen).toMatchObject({ unheeded: true, lost: false });
        expect(outbox.seen.waiting).toHaveLength(1);
        log.heeds = true;
        log.refusal = null;
        await log.settle();
        expect(log.deputies).toEqual([1]);
    });

    it("drops from its own acts what the attendance shows", async () => {
        const log = new Log();
        const outbox = await opened(log);
        await signIn(outbox, 1);
        await signIn(outbox, 2);
        await log.settle();
        outbox.know(0, 1);
        expect(outbox.seen.own.map(({ deputy }) => deputy)).toEqual([2]);
    });

    it("brings every act into the log once and in order, whatever is lost and whoever else signs", async () => {
        const fates = fc.array(fc.constantFrom<Fate>("heard", "lost", "answer_lost", "busy"), {
            maxLength: 12,
        });
        const steps = fc.array(fc.record({ fates, foreign: fc.boolean() }), { maxLength: 6 });
        await fc.assert(
            fc.asyncProperty(steps, async (played) => {
                const [log, disk] = [new Log(), new Disk()];
                const outbox = await opened(log, disk);
                for (const [place, { fates: lost, foreign }] of played.entries()) {
                    log.fates.push(...lost);
                    await signIn(outbox, place + 1);
                    if (!foreign) continue;
                    const serial = log.serialOf(1) + 1_000_000;
                    log.entries.push(utf8(JSON.stringify({ person: 1, deputy: 0, serial })));
                }
                await log.settle();
                const own = log.deputies.filter((deputy) => deputy !== 0);
                expect(own).toEqual(played.map((_, place) => place + 1));
                expect(disk.acts).toBeNull();
            }),
            { numRuns: 50 },
        );
    });
});
