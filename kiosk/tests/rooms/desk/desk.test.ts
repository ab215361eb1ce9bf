// One desk and its server: opened with names, told of what changes, locked without names.
import { describe, expect, it } from "vitest";
import { answer, refused, unreachable, type Reply } from "../../../src/api/reply.ts";
import type { RoundView } from "../../../src/api/round_view.ts";
import { concat, utf8, type Bytes } from "../../../src/basics/bytes.ts";
import { bytes32, u16, u32, u64, u8 } from "../../../src/basics/writer.ts";
import { at } from "../../../src/basics/assert.ts";
import { encodeHex } from "../../../src/basics/encoding.ts";
import { identityKey, printCard } from "../../../src/ballot/card.ts";
import { deputyNumber } from "../../../src/ballot/ids.ts";
import { entryTypes } from "../../../src/ballot/wire.ts";
import type { RoundPhase } from "../../../src/flow/state.ts";
import { Desk, type DeskSeen, type DeskTexts } from "../../../src/rooms/desk/desk.ts";
import type { Signer } from "../../../src/rooms/desk/outbox.ts";
import { exampleVote } from "../../flow/vote.ts";
import { exampleEntries, exampleManifestEntry } from "../../support/rounds.ts";
import { hex } from "../../support/vectors.ts";

const json = (value: unknown): Bytes => utf8(JSON.stringify(value));

async function rollEntry(id: number, deputies: number): Promise<Bytes> {
    const rollId = new Uint8Array(32).fill(id);
    const keys: Bytes[] = [];
    for (let card = 1; card <= deputies; card += 1) {
        const key = await identityKey(new Uint8Array(20).fill(card), rollId);
        keys.push(key.verifyKey.bytes);
    }
    const congress = new Uint8Array(32);
    return concat(u8(entryTypes.roll), congress, rollId, u32(keys.length), ...keys);
}

const [small, large] = [await rollEntry(7, 2), await rollEntry(8, 3)];

const signer: Signer = {
    person: 1,
    name: "工作人员 1",
    query: () => Promise.resolve(utf8("query")),
    state: (act, deputy) => Promise.resolve(utf8(`${act} ${deputy}`)),
};

function viewIn(phase: RoundPhase): RoundView {
    const counts = {
        due: 2,
        present: 0,
        issued: 0,
        cast: 0,
        handed_back: 0,
        outstanding: 0,
        sheets: 0,
    };
    const of = { manifest: null, congress: "cd", sample: true, title: "" };
    return { phase, round: 0, ...of, counts, result: null };
}

class World {
    seen: DeskSeen | null = null;
    reachable = true;
    heeds = true;
    rolls: Bytes[] = [];
    said: string[] = [];
    /** Requests for slips, and what is answered to them in turn. */
    asked: Bytes[] = [];
    paths: string[] = [];
    issues: Reply<Bytes>[] = [];
    doneElsewhere = false;
    /** Statements alone get no answer. */
    statementsLost = false;
    texts: DeskTexts = { acts: null, excuses: null, unanswered: null };
    #timers: (() => void)[] = [];
    #listen: (event: { readonly data: unknown }) => void = () => undefined;
    readonly source = {
        readyState: 1,
        addEventListener: (_type: "message", listen: (event: { data: unknown }) => void) => {
            this.#listen = listen;
        },
        close: () => undefined,
    };
    #ask(path: string, request: Bytes): Promise<Reply<Bytes>> {
        this.paths.push(path);
        this.asked.push(request);
        return Promise.resolve(this.issues.shift() ?? unreachable);
    }
    readonly desk = new Desk(
        {
            statement: (entry) =>
                this.statementsLost
                    ? Promise.resolve(unreachable)
                    : this.#reply(u64(BigInt(this.said.push(text(entry)) - 1))),
            deskAttendance: () => {
                const deputies = this.said.map((_, place) => ({
                    no: place + 1,
                    signed_in: 5,
                    left: null,
                    drew: this.doneElsewhere,
                    took: this.doneElsewhere,
                    declared: this.doneElsewhere,
                }));
                return this.#reply(json({ log_size: this.said.length, serial: 0, deputies }));
            },
            deskNames: () => {
                const known = { delegation: "", seat: "", note: "" };
                return this.#reply(json({ deputies: [{ no: 1, name: "王伟", ...known }] }));
            },
            evidence: () => {
                const head = concat(utf8("PJRECORD"), u16(1), u32(this.rolls.length));
                return this.#reply(concat(head, ...this.rolls.map(bytes32), bytes32(utf8("-"))));
            },
            entry: (name) => {
                if (name === "manifest") return this.#reply(exampleManifestEntry);
                if (name === "congress") return this.#reply(at(exampleEntries, 0));
                const roll = this.rolls.at(-1);
                return name === "roll" && roll !== undefined
                    ? this.#reply(roll)
                    : Promise.resolve(refused("unknown_round"));
            },
            round: () => this.#reply(new Uint8Array()).then(() => unreachable),
            replacements: () => this.#reply(new Uint8Array()),
            issue: (request) => this.#ask("issue", request),
            paper: (request) => this.#ask("paper", request),
            declare: (request) => this.#ask("declare", request),
            attachment: () => Promise.resolve(unreachable),
        },
        {
            load: () => Promise.resolve(this.texts),
            keep: (texts) => {
                this.texts = { ...this.texts, ...texts };
                return Promise.resolve();
            },
        },
        {
            now: () => 29_916_000 * 60_000,
            after: (_seconds, call) => {
                this.#timers.push(call);
                return () => undefined;
            },
        },
        (seen) => {
            this.seen = seen;
        },
    );

    #reply(value: Bytes): Promise<Reply<Bytes>> {
        if (!this.reachable) return Promise.resolve(unreachable);
        return Promise.resolve(this.heeds ? answer(value) : refused("not_permitted"));
    }

    async tell(phase: RoundPhase, manifest: string | null = null): Promise<void> {
        const view = viewIn(phase);
        const told = { ...view, manifest_sha256: manifest, congress_id: view.congress };
        this.#listen({ data: JSON.stringify(told) });
        await this.calm();
    }

    /** Until nothing is under way but waits, and then those that were there. */
    async calm(): Promise<void> {
        for (let turns = 0; turns < 100; turns += 1) await Promise.resolve();
        const timers = this.#timers;
        this.#timers = [];
        for (const timer of timers) timer();
        for (let turns = 0; turns < 100; turns += 1) await Promise.resolve();
    }
}

function text(bytes: Bytes): string {
    return new TextDecoder().decode(bytes);
}

async function followed(texts?: DeskTexts): Promise<World> {
    const world = new World();
    world.texts = texts ?? world.texts;
    await world.desk.follow(world.source);
    return world;
}

describe("a desk", () => {
    it("knows roll, names and who is here once a key is open, and no name when it is locked", async () => {
        const world = await followed();
        world.rolls = [small];
        world.said = ["sign_in 1"];
        expect(await world.desk.openFor(signer)).toBe("opened");
        await world.calm();
        expect(world.seen?.book?.due).toBe(2);
        expect(world.seen?.names.map(({ name }) => name)).toEqual(["王伟"]);
        expect(world.seen?.attendance?.deputies).toHaveLength(1);
        world.desk.lock();
        expect(world.seen).toMatchObject({ names: [], attendance: null });
    });

    it("does not open where nobody answers, or the key is not heeded", async () => {
        const world = await followed();
        world.reachable = false;
        expect(await world.desk.openFor(signer)).toBe("unreachable");
        world.reachable = true;
        world.heeds = false;
        expect(await world.desk.openFor(signer)).toBe("refused");
        expect(world.seen?.names).toEqual([]);
    });

    it("takes the roll when it comes, and another one that takes its place", async () => {
        const world = await followed();
        await world.desk.openFor(signer);
        await world.calm();
        expect(world.seen?.book).toBeNull();
        world.rolls = [small];
        await world.tell("setup");
        expect(world.seen?.book?.due).toBe(2);
        world.rolls = [small, large];
        await world.tell("drafted");
        expect(world.seen?.book?.due).toBe(3);
    });

    it("asks who is here as soon as an act of its own is recorded", async () => {
        const world = await followed();
        world.rolls = [small];
        await world.desk.openFor(signer);
        await world.calm();
        expect(await world.desk.state("sign_in", deputyNumber(1))).toBe(true);
        await world.calm();
        expect(world.said).toEqual(["sign_in 1"]);
        expect(world.seen?.attendance?.logSize).toBe(1);
        expect(world.seen?.outbox.own).toEqual([]);
        expect(world.texts.acts).toBeNull();
    });

    it("says that the server is away, and keeps what is done meanwhile", async () => {
        const world = await followed();
        world.rolls = [small];
        await world.desk.openFor(signer);
        await world.calm();
        world.reachable = false;
        await world.desk.state("sign_in", deputyNumber(2));
        await world.calm();
        expect(world.seen?.outbox).toMatchObject({ lost: true });
        expect(world.seen?.outbox.waiting.map(({ deputy }) => deputy)).toEqual([2]);
        expect(world.texts.acts).toContain("sign_in");
    });

    it("keeps a reason of absence here, also for the next page", async () => {
        const world = await followed();
        const excuse = { kind: "leave", reason: "因公" } as const;
        expect(await world.desk.excuse(deputyNumber(2), excuse)).toBe(true);
        const next = new World();
        next.texts = world.texts;
        await next.desk.follow(next.source);
        expect(next.seen?.excuses.get(deputyNumber(2))).toEqual(excuse);
        await next.desk.excuse(deputyNumber(2), null);
        expect(next.seen?.excuses.size).toBe(0);
    });
});

describe("a slip", () => {
    const card = printCard(new Uint8Array(20).fill(1));
    const first = deputyNumber(1);
    const granted = answer(concat(u16(1), u8(0)));

    async function issuing(texts?: DeskTexts): Promise<World> {
        const world = await followed(texts);
        world.rolls = [small];
        world.said = ["sign_in 1"];
        await world.desk.openFor(signer);
        await world.tell("issuing", encodeHex(exampleVote.manifest.hash));
        return world;
    }

    it("is drawn by what the card signs, and shown at once", async () => {
        const world = await issuing();
        world.issues = [granted];
        expect(await world.desk.ask("draw", card, first)).toBe("done");
        expect(world.asked.map(({ length }) => length)).toEqual([103 + 16]);
        expect(world.seen?.attendance?.deputies).toMatchObject([{ no: 1, drew: true }]);
    });

    it.each([
        ["take", "paper", 102 + 16, "took", "000100"],
        ["declare", "declare", 101, "declared", "0001"],
    ] as const)(
        "beside it the card may %s, and that too is shown at once",
        async (what, path, length, done, granting) => {
            const world = await issuing();
            world.issues = [answer(hex(granting))];
            expect(await world.desk.ask(what, card, first)).toBe("done");
            expect(world.paths).toEqual([path]);
            expect(world.asked.map((request) => request.length)).toEqual([length]);
            expect(world.seen?.attendance?.deputies).toMatchObject([{ no: 1, [done]: true }]);
            const again = await issuing();
            again.doneElsewhere = true;
            expect(await again.desk.ask(what, card, first)).toBe("before");
            expect(again.asked).toEqual([]);
            const other = await issuing();
            other.issues = [answer(hex("000101"))];
            expect(await other.desk.ask(what, card, first)).toBe("malformed");
            expect(other.seen?.attendance?.deputies).toMatchObject([{ no: 1, [done]: false }]);
        },
    );

    it("is not drawn by who drew one at another desk meanwhile", async () => {
        const world = await issuing();
        world.doneElsewhere = true;
        world.issues = [granted];
        expect(await world.desk.ask("draw", card, first)).toBe("before");
        expect(world.asked).toEqual([]);
    });

    it.each([
        ["draw", "000100"],
        ["take", "000100"],
        ["declare", "0001"],
    ] as const)(
        "is not lost to a server that records %s and dies: the next scan gets the answer",
        async (what, granting) => {
            const world = await issuing();
            expect(await world.desk.ask(what, card, first)).toBe("unreachable");
            world.doneElsewhere = true;
            world.issues = [answer(hex(granting))];
            expect(await world.desk.ask(what, card, first)).toBe("again");
            const [lost, repeated] = world.asked;
            expect(repeated).toEqual(lost);
            expect(await world.desk.ask(what, card, first)).toBe("before");
        },
    );

    it.each(["draw", "take"] as const)(
        "is not handed out where another desk's request to %s was recorded since",
        async (what) => {
            const world = await issuing();
            expect(await world.desk.ask(what, card, first)).toBe("unreachable");
            const other = await issuing();
            other.issues = [granted];
            expect(await other.desk.ask(what, card, first)).toBe("done");
            // The same signature, another mark.
            expect(other.asked[0]?.slice(0, -16)).toEqual(world.asked[0]?.slice(0, -16));
            expect(other.asked[0]?.slice(-16)).not.toEqual(world.asked[0]?.slice(-16));
            world.doneElsewhere = true;
            world.issues = [refused("already_issued")];
            expect(await world.desk.ask(what, card, first)).toBe("before");
            expect(await world.desk.ask(what, card, first)).toBe("before");
            expect(world.asked).toEqual([world.asked[0], world.asked[0]]);
        },
    );

    it("is not lost to a desk that dies before the answer: the next page knows that it asked", async () => {
        const dies = await issuing();
        void dies.desk.ask("draw", card, first);
        while (dies.asked.length === 0) await new Promise((resolve) => setImmediate(resolve));
        const kept = dies.texts;
        const world = await issuing(kept);
        world.doneElsewhere = true;
        world.issues = [granted];
        expect(await world.desk.ask("draw", card, first)).toBe("again");
        const other = await issuing();
        other.doneElsewhere = true;
        expect(await other.desk.ask("draw", card, first)).toBe("before");
    });

    it("is not lost to a desk that dies before the answer is read: only the next request shows that it was", async () => {
        const dies = await issuing();
        dies.issues = [granted];
        expect(await dies.desk.ask("draw", card, first)).toBe("done");
        const next = await issuing(dies.texts);
        next.doneElsewhere = true;
        next.issues = [granted];
        expect(await next.desk.ask("draw", card, first)).toBe("again");
        expect(await next.desk.ask("draw", card, first)).toBe("before");
        next.doneElsewhere = false;
        next.issues = [answer(hex("000100"))];
        expect(await next.desk.ask("take", card, first)).toBe("done");
        const later = await issuing(next.texts);
        later.doneElsewhere = true;
        expect(await later.desk.ask("draw", card, first)).toBe("before");
    });

    it("that is refused was not asked for", async () => {
        const world = await issuing();
        world.issues = [refused("busy")];
        expect(await world.desk.ask("draw", card, first)).toBe("busy");
        world.doneElsewhere = true;
        expect(await world.desk.ask("draw", card, first)).toBe("before");
    });

    it("waits for the sign-in of the same scan, and for no other", async () => {
        const world = await issuing();
        world.issues = [refused("not_signed_in")];
        expect(await world.desk.ask("draw", card, first)).toBe("not_signed_in");
        world.statementsLost = true;
        await world.desk.state("sign_in", first);
        world.issues = [refused("not_signed_in"), granted];
        const drawn = world.desk.ask("draw", card, first);
        // The card becomes a key by WebCrypto, which no test can hurry.
        while (world.asked.length < 2) await new Promise((resolve) => setTimeout(resolve));
        world.statementsLost = false;
        for (let rests = 0; rests < 3; rests += 1) await world.calm();
        expect(await drawn).toBe("done");
        expect(world.asked).toHaveLength(3);
    });

    it("is not handed out where nobody answered, or the answer is another", async () => {
        const world = await issuing();
        world.reachable = false;
        expect(await world.desk.ask("draw", card, first)).toBe("unreachable");
        expect(world.asked).toEqual([]);
        world.reachable = true;
        expect(await world.desk.ask("draw", card, first)).toBe("unreachable");
        world.issues = [answer(concat(u16(1), u8(1)))];
        expect(await world.desk.ask("draw", card, first)).toBe("malformed");
        world.issues = [refused("already_issued")];
        expect(await world.desk.ask("draw", card, first)).toBe("already_issued");
        expect(world.seen?.attendance?.deputies).toMatchObject([{ no: 1, drew: false }]);
    });
});
