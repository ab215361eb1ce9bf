// How the screen of the hall follows a round: told, asking besides, and never shown what is older.
import { describe, expect, it } from "vitest";
import { answer, refused, unreachable, type Reply } from "../../src/api/reply.ts";
import type { RoundView } from "../../src/api/round_view.ts";
import type { Source } from "../../src/api/events.ts";
import { at } from "../../src/basics/assert.ts";
import { askEveryMs } from "../../src/flow/pulse.ts";
import { encodeHex } from "../../src/basics/encoding.ts";
import { sha256 } from "../../src/crypto/hash.ts";
import { Follower, isLost, type HallSeen, type Server } from "../../src/rooms/hall/follow.ts";
import { exampleVote } from "../flow/vote.ts";
import { FakeClock, viewOf } from "../support/hall_screen.tsx";
import { vectorBytes } from "../support/vectors.ts";

const M = encodeHex(exampleVote.manifest.hash);
const record = vectorBytes("piaojue_example_record.bin");

class FakeServer implements Server {
    answers: () => Reply<RoundView> = () => unreachable;
    manifest: Reply<typeof exampleVote.manifestEntry> = answer(exampleVote.manifestEntry);
    asked: string[] = [];

    round(): Promise<Reply<RoundView>> {
        this.asked.push("round");
        return Promise.resolve(this.answers());
    }

    entry(name: string): Promise<Reply<typeof exampleVote.manifestEntry>> {
        this.asked.push(name);
        return Promise.resolve(
            name === "manifest" ? this.manifest : answer(exampleVote.congressEntry),
        );
    }

    record(): Promise<Reply<typeof record>> {
        this.asked.push("record");
        return Promise.resolve(answer(record));
    }
}

class Hall {
    readonly server = new FakeServer();
    readonly clock = new FakeClock();
    readonly seen: HallSeen[] = [];
    readonly stop: () => void;
    closed = false;
    #told: (event: { readonly data: unknown }) => void = () => undefined;

    constructor() {
        const follower = new Follower(this.server, this.clock, (seen) => this.seen.push(seen));
        const source: Source = {
            readyState: 1,
            addEventListener: (_, listener) => {
                this.#told = listener;
            },
            close: () => {
                this.closed = true;
            },
        };
        this.stop = follower.follow(source);
    }

    get last(): HallSeen {
        return at(this.seen, this.seen.length - 1);
    }

    async tell(view: RoundView): Promise<void> {
        const { manifest, congress, ...rest } = view;
        const named = { manifest_sha256: manifest, congress_id: congress };
        this.#told({ data: JSON.stringify({ ...rest, ...named }) });
        await settled();
    }

    async pass(ms: number): Promise<void> {
        this.clock.pass(ms);
        await settled();
    }
}

async function settled(): Promise<void> {
    for (let turns = 0; turns < 30; turns += 1) await Promise.resolve();
}

const voting = viewOf({ manifest: M });

describe("the screen of the hall", () => {
    it("reads the manifest that the view names once, and shows no other", async () => {
        const hall = new Hall();
        await hall.tell(voting);
        await hall.tell(voting);
        expect(hall.last.vote?.manifest.hash).toEqual(exampleVote.manifest.hash);
        expect(hall.server.asked).toEqual(["manifest", "congress"]);
        await hall.tell({ ...voting, manifest: "0".repeat(64) });
        expect(hall.last.vote).toBe(null);
    });

    it("asks besides, so that it knows when nobody answers", async () => {
        const hall = new Hall();
        await hall.tell(voting);
        expect(isLost(hall.last, hall.clock.now())).toBe(false);
        for (let second = 1; second <= 3; second += 1) {
            await hall.pass(1_000);
            expect(isLost(hall.last, hall.clock.now())).toBe(false);
        }
        expect(hall.server.asked.filter((name) => name === "round")).toHaveLength(3);
        await hall.pass(1_000);
        expect(isLost(hall.last, hall.clock.now())).toBe(true);
        hall.server.answers = () => answer(voting);
        await hall.pass(askEveryMs);
        expect(isLost(hall.last, hall.clock.now())).toBe(false);
        hall.stop();
        const asked = hall.server.asked.length;
        await hall.pass(askEveryMs);
        expect([hall.closed, hall.server.asked.length]).toEqual([true, asked]);
    });

    it("that nobody ever answered knows it too", async () => {
        const hall = new Hall();
        expect(isLost(hall.last, hall.clock.now())).toBe(false);
        await hall.pass(3_000);
        expect(isLost(hall.last, hall.clock.now())).toBe(false);
        await hall.pass(1);
        expect(isLost(hall.last, hall.clock.now())).toBe(true);
    });

    it("shows no answer that was overtaken by what it was told", async () => {
        const hall = new Hall();
        await hall.tell(voting);
        hall.server.answers = () => answer(voting);
        hall.clock.pass(askEveryMs);
        await hall.tell({ ...voting, phase: "closed" });
        expect(hall.last.view?.phase).toBe("closed");
    });

    it("knows the time of an announcement that it saw, and of no other", async () => {
        const before = new Hall();
        await before.tell({ ...voting, phase: "closed" });
        await before.tell({ ...voting, phase: "announced" });
        expect(before.last.announcedAt).toEqual(before.clock.now());
        await before.pass(1);
        await before.tell({ ...voting, phase: "announced" });
        expect(before.last.announcedAt).not.toEqual(before.clock.now());
        const late = new Hall();
        await late.tell({ ...voting, phase: "announced" });
        expect(late.last.announcedAt).toBe(null);
    });

    it("reads the record when it is published, once, and forgets it with its round", async () => {
        const hall = new Hall();
        await hall.tell({ ...voting, phase: "announced" });
        expect(hall.server.asked).not.toContain("record");
        await hall.tell({ ...voting, phase: "published" });
        await hall.tell({ ...voting, phase: "published" });
        expect(hall.last.recordHash).toEqual(sha256(record));
        expect(hall.server.asked.filter((name) => name === "record")).toHaveLength(1);
        await hall.tell({ ...voting, phase: "drafted", manifest: "1".repeat(64) });
        expect(hall.last.recordHash).toBe(null);
    });

    it("asks for no entry while none is given", async () => {
        const hall = new Hall();
        hall.server.manifest = refused("wrong_phase");
        await hall.tell({ ...voting, phase: "closed" });
        expect([hall.last.vote, hall.server.asked]).toEqual([null, []]);
    });
});
