// A desk and its server, of which a test says what it answers and when.
import { answer, refused, unreachable, type Reply } from "../../src/api/reply.ts";
import type { RoundView } from "../../src/api/round_view.ts";
import { concat, utf8, type Bytes } from "../../src/basics/bytes.ts";
import { bytes32, u16, u32, u64, u8 } from "../../src/basics/writer.ts";
import { at } from "../../src/basics/assert.ts";
import { identityKey } from "../../src/ballot/card.ts";
import { entryTypes } from "../../src/ballot/wire.ts";
import type { RoundPhase } from "../../src/flow/state.ts";
import { Desk, type DeskSeen, type DeskTexts } from "../../src/rooms/desk/desk.ts";
import type { Signer } from "../../src/rooms/desk/outbox.ts";
import { exampleEntries, exampleManifestEntry } from "./rounds.ts";

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

export const [small, large] = [await rollEntry(7, 2), await rollEntry(8, 3)];

export const signer: Signer = {
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

export class World {
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
        addEventListener: (_: "message", listen: (event: { data: unknown }) => void): void => {
            this.#listen = listen;
        },
        close: (): void => undefined,
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

export async function followed(texts?: DeskTexts): Promise<World> {
    const world = new World();
    world.texts = texts ?? world.texts;
    await world.desk.follow(world.source);
    return world;
}
