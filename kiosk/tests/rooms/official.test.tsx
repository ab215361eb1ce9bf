// @vitest-environment happy-dom
// The official's console over a log that the test holds: real keys, real statements, a relay in memory.
import { fileNameOf, type Taken } from "../../src/api/bundle_client.ts";
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, describe, expect, it } from "vitest";
import { noBeat } from "../../src/flow/pulse.ts";
import { answer, refused, type Reply } from "../../src/api/reply.ts";
import type { RoundView } from "../../src/api/round_view.ts";
import { concat, type Bytes } from "../../src/basics/bytes.ts";
import { bytes32, u8 } from "../../src/basics/writer.ts";
import { encodeHex } from "../../src/basics/encoding.ts";
import { SigningKey } from "../../src/crypto/signature.ts";
import { decodeStatement, encodeStatement } from "../../src/ballot/entries/statement.ts";
import { Desk, nothingKnown, type DeskState } from "../../src/rooms/official/desk.ts";
import { OfficialApp, type DeskActs } from "../../src/rooms/official/app.tsx";
import { readLog } from "../../src/ballot/log_view.ts";
import { evidenceOf } from "../support/evidence.ts";
import * as example from "../support/example.ts";
import { exampleEntries } from "../support/rounds.ts";
import { viewOf } from "../support/hall_screen.tsx";
import { sidePart } from "../../src/rooms/official/side_part.tsx";
import { defaults } from "../../src/ui/settings.ts";
import { hex, must } from "../support/vectors.ts";

await sidePart.fetch();

const names = { official: 1, scrutineer: 2 } as const;
const enrolledName = [
    ...(must(readLog(await evidenceOf(exampleEntries), null)).enrolment?.persons ?? []),
];

/** Of the example: person i's statement key. */
function keyOf(person: number): Promise<SigningKey> {
    const name = enrolledName[person - 1]?.name ?? "";
    const seed = example.value(`person ${person} (${name}): statement key seed`);
    return SigningKey.fromSeed(hex(seed));
}

const manifestHash = encodeHex(
    must(readLog(await evidenceOf(exampleEntries), null)).round?.manifest.hash ?? new Uint8Array(),
);

/** A server whose log is the example's first entries. */
class FakeServer {
    size: number;
    view: RoundView;
    waiting: Bytes[] = [];
    readonly acted: Bytes[] = [];
    refusal: "quorum_missed" | null = null;
    readonly silent: boolean;

    constructor(size: number, view: Partial<RoundView>, silent = false) {
        this.size = size;
        this.view = viewOf({ manifest: manifestHash, ...view });
        this.silent = silent;
    }

    round = (): Promise<Reply<RoundView>> => Promise.resolve(answer(this.view));

    entry = (name: string): Promise<Reply<Bytes>> => {
        if (this.silent) return Promise.resolve(refused("wrong_phase"));
        const type = { congress: 1, enrolment: 2, roll: 4, manifest: 5 }[name];
        const found = exampleEntries.find((entry) => entry[0] === type);
        return Promise.resolve(found === undefined ? refused("unknown_round") : answer(found));
    };

    evidence = async (): Promise<Reply<Bytes>> =>
        answer(await evidenceOf(exampleEntries.slice(0, this.size)));

    proposals = (): Promise<Reply<Bytes>> =>
        Promise.resolve(answer(concat(u8(this.waiting.length), ...this.waiting.map(bytes32))));

    propose = (entry: Bytes): Promise<Reply<Bytes>> => {
        this.waiting.push(entry);
        return Promise.resolve(answer(new Uint8Array()));
    };

    act = (entry: Bytes): Promise<Reply<Bytes>> => {
        if (this.refusal !== null) return Promise.resolve(refused(this.refusal));
        this.acted.push(entry);
        this.waiting = [];
        return Promise.resolve(answer(new Uint8Array(8)));
    };
}

/** How many entries there are when the log has come to this phase. */
async function sizeAt(phase: string): Promise<number> {
    for (let size = 1; size <= exampleEntries.length; size += 1) {
        const log = must(readLog(await evidenceOf(exampleEntries.slice(0, size)), null));
        if (log.round?.phase === phase) return size;
    }
    throw new Error(`the example is never ${phase}`);
}

class MemoryStore {
    readonly kept = new Map<string, string>();
    getItem = (key: string): string | null => this.kept.get(key) ?? null;
    setItem = (key: string, value: string): void => void this.kept.set(key, value);
}

class Seat {
    state: DeskState = nothingKnown;
    readonly desk: Desk;

    constructor(server: FakeServer, store = new MemoryStore()) {
        this.desk = new Desk(server, store, (state) => {
            this.state = state;
        });
    }

    /** As if a key file had been opened: the files themselves are person_keys.test.ts's matter. */
    async sits(...persons: readonly (keyof typeof names)[]): Promise<this> {
        await this.desk.look();
        for (const name of persons) {
            const person = names[name];
            const known = enrolledName[person - 1];
            if (known === undefined) throw new Error(`nobody is ${name}`);
            const key = await keyOf(person);
            const slot = name === "official" ? "official" : "second";
            this.desk.seat(slot, { person, name: known.name, role: known.role, key });
        }
        await this.desk.look();
        return this;
    }
}

describe("the desk", () => {
    it("proposes an act of two; the second person signs what waits; the whole entry is posted", async () => {
        const server = new FakeServer(await sizeAt("sealed"), { phase: "sealed" });
        const first = await new Seat(server).sits("official");
        expect(await first.desk.sign("open", "")).toBe(true);
        expect(first.state.said).toEqual({ is: "sent" });
        const second = await new Seat(server).sits("scrutineer");
        const [proposal] = second.state.proposals;
        if (proposal === undefined) throw new Error("nothing waits");
        expect(proposal.fits.ok).toBe(true);
        expect(await second.desk.countersign(proposal)).toBe(true);
        const [entry] = server.acted;
        const statement = must(decodeStatement(entry ?? new Uint8Array()));
        expect(statement.act).toBe("open");
        expect(statement.signers.map(({ person }) => person)).toEqual([1, 2]);
        expect(encodeHex(statement.scope)).toBe(manifestHash);
    });

    it("posts an act of one at once, with a serial above every one used before", async () => {
        const server = new FakeServer(await sizeAt("issuing"), { phase: "issuing" });
        const seat = await new Seat(server).sits("official");
        expect(await seat.desk.sign("end_issuing", "")).toBe(true);
        expect(await seat.desk.sign("end_issuing", "")).toBe(true);
        const serials = server.acted.map((entry) => must(decodeStatement(entry)).serial);
        expect(serials[1]).toBeGreaterThan(serials[0] ?? Infinity);
        const used = seat.state.log?.acts.map(({ statement }) => statement.serial) ?? [];
        expect(serials[0]).toBeGreaterThan(Math.max(...used));
    });

    it("does not offer a proposal of another round, or under a forged signature", async () => {
        const server = new FakeServer(await sizeAt("sealed"), { phase: "sealed" });
        const first = await new Seat(server).sits("official");
        await first.desk.sign("unseal", "x");
        const [good = new Uint8Array()] = server.waiting;
        const forged = new Uint8Array(good);
        forged[forged.length - 1] = (forged.at(-1) ?? 0) ^ 1;
        const statement = must(decodeStatement(good));
        const other = encodeStatement({ ...statement, scope: new Uint8Array(32) });
        server.waiting = [good, forged, other];
        const second = await new Seat(server).sits("scrutineer");
        expect(second.state.proposals.map(({ fits }) => fits.ok)).toEqual([true, false, false]);
        for (const proposal of second.state.proposals.slice(1)) {
            expect(await second.desk.countersign(proposal)).toBe(false);
        }
        expect(server.acted).toEqual([]);
        expect(second.state.said).toMatchObject({ is: "refused", code: "signature_rejected" });
    });

    it("says a refusal by its name", async () => {
        const server = new FakeServer(await sizeAt("issuing"), { phase: "issuing" });
        server.refusal = "quorum_missed";
        const seat = await new Seat(server).sits("official");
        expect(await seat.desk.sign("end_issuing", "")).toBe(false);
        expect(seat.state.said).toEqual({ is: "refused", code: "quorum_missed" });
    });

    it("knows the list of people again after a reload between close and announcement", async () => {
        const store = new MemoryStore();
        const before = new FakeServer(await sizeAt("voting"), { phase: "voting" });
        await new Seat(before, store).sits("official");
        const silent = new FakeServer(await sizeAt("decided"), { phase: "closed" }, true);
        const seat = await new Seat(silent, store).sits("official");
        expect(seat.state.log?.round?.phase).toBe("decided");
        const stranger = await new Seat(silent).sits("official");
        expect(stranger.state.log).toBeNull();
    });

    it("shows nothing of the log once it is locked", async () => {
        const server = new FakeServer(await sizeAt("voting"), { phase: "voting" });
        const seat = await new Seat(server).sits("official", "scrutineer");
        expect(seat.state.log).not.toBeNull();
        seat.desk.lockAll(true);
        expect(seat.state).toMatchObject({ log: null, proposals: [], said: { is: "idle" } });
        expect(await seat.desk.sign("close", "")).toBe(false);
        expect(server.waiting).toEqual([]);
    });
});

const root = document.createElement("div");
afterEach(() => {
    render(null, root);
});

const noActs: DeskActs = {
    unlock: () => Promise.resolve(false),
    lock: () => undefined,
    sign: () => Promise.resolve(true),
    signWith: () => Promise.resolve(true),
    countersign: () => Promise.resolve(true),
    take: () => Promise.resolve(null),
};

function draw(state: DeskState, acts = noActs, beat = noBeat): void {
    document.body.replaceChildren(root);
    void act(() => {
        render(
            <OfficialApp
                beat={beat}
                {...{ state, acts }}
                settings={defaults}
                onSettings={() => undefined}
            />,
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

describe("the page", () => {
    it("says of which moment it is while the server is not heard", () => {
        const lost = () => [...root.querySelectorAll("[role=status].desk-lost")];
        draw({ ...nothingKnown, view: viewOf({}) });
        expect(lost()).toEqual([]);
        const heardAt = new Date(2026, 0, 5, 9, 2, 7);
        draw({ ...nothingKnown, view: viewOf({}) }, noActs, { isLost: true, heardAt });
        const said = "与服务器失去连接，正在重连…　所示为 09:02:07 的情况";
        expect(lost().map(({ textContent }) => textContent)).toEqual([said]);
    });

    it("refuses to open with the figures of the quorum", async () => {
        const counts = { ...viewOf({}).counts, due: 4, present: 1 };
        const server = new FakeServer(await sizeAt("sealed"), { phase: "sealed", counts });
        const seat = await new Seat(server).sits("official");
        draw(seat.state);
        expect(root.textContent).toContain("实到 1 人，法定人数");
        expect(button("签字：开始领票").getAttribute("aria-disabled")).toBe("true");
    });

    it("closes only after the papers that are out were confirmed", async () => {
        const server = new FakeServer(await sizeAt("voting"), { phase: "voting" });
        const seat = await new Seat(server).sits("official");
        const signed: string[] = [];
        draw(seat.state, {
            ...noActs,
            sign: (name) => {
                signed.push(name);
                return Promise.resolve(true);
            },
        });
        expect(root.textContent).toContain("还有 21 张票未收回");
        button("签字：截止投票").click();
        expect(signed).toEqual([]);
        void act(() => {
            root.querySelector<HTMLInputElement>("input[type=checkbox]")?.click();
        });
        void act(() => {
            button("签字：截止投票").click();
        });
        expect(signed).toEqual(["close"]);
    });

    it("gives site and archive of a published record to an official alone", async () => {
        const server = new FakeServer(exampleEntries.length, { phase: "published" });
        const asked: string[] = [];
        const acts = {
            ...noActs,
            take: (taken: Taken) => {
                asked.push(fileNameOf(taken));
                return Promise.resolve(null);
            },
        };
        draw((await new Seat(server).sits("scrutineer")).state, acts);
        expect(button("下载网站").getAttribute("aria-disabled")).toBe("true");
        void act(() => {
            button("下载网站").click();
        });
        expect(asked).toEqual([]);
        draw((await new Seat(server).sits("official")).state, acts);
        await act(async () => {
            button("下载档案").click();
            await Promise.resolve();
        });
        expect(asked).toEqual(["piaojue-archive.zip"]);
        expect(root.textContent).not.toContain("已存到本机");
    });

    it("gives each form of a published record in each format, and the notice first", async () => {
        const server = new FakeServer(exampleEntries.length, { phase: "published" });
        const asked: string[] = [];
        const acts = {
            ...noActs,
            take: (taken: Taken) => {
                asked.push(fileNameOf(taken));
                return Promise.resolve(null);
            },
        };
        draw((await new Seat(server).sits("official")).state, acts);
        const rows = [...root.querySelectorAll(".take-row")];
        expect(rows.map((row) => row.querySelector("b")?.textContent)).toEqual([
            "公告",
            "票决结果报告单",
            "选票清点报告",
            "代表出席情况表",
            "完整报告（内部）",
            "票决记录",
        ]);
        for (const take of root.querySelectorAll<HTMLElement>(".take-row button")) {
            await act(async () => {
                take.click();
                await Promise.resolve();
            });
        }
        const files = ["notice", "result", "count", "attendance", "internal"].flatMap((form) =>
            ["pdf", "docx", "xlsx", "csv"].map((format) => `piaojue-${form}.${format}`),
        );
        expect(asked).toEqual(files);
        expect(root.querySelector("a[download]")?.getAttribute("href")).toBe("/api/v1/record");
    });

    it("leads to the draft of the round that follows a published one, and else says that the day is over", async () => {
        const server = new FakeServer(exampleEntries.length, { phase: "published" });
        const { state } = await new Seat(server).sits("official");
        draw(state);
        expect(root.textContent).toContain("今天的步骤都已办完");
        expect(root.querySelector("a[href='/setup']")).toBeNull();
        const { log } = state;
        const round = log?.round ?? null;
        if (log === null || round === null) throw new Error("the example has a round");
        draw({ ...state, log: { ...log, round: { ...round, stated: "tie" } } });
        expect(root.textContent).toContain("还要再投一轮");
        expect(root.textContent).not.toContain("都已办完");
        expect(root.querySelector("a[href='/setup']")).not.toBeNull();
    });

    it("asks with the official's own query, and says what was refused", async () => {
        const server = new FakeServer(exampleEntries.length, { phase: "published" });
        const seat = await new Seat(server).sits("official");
        const lengths: number[] = [];
        const file = new Uint8Array([80, 75]);
        const given = await seat.desk.take((query) => {
            lengths.push(query.length);
            return Promise.resolve({ is: "answer", value: file });
        });
        expect([given, lengths]).toEqual([file, [104]]);
        expect(await seat.desk.take(() => Promise.resolve(refused("wrong_phase")))).toBe(null);
        expect(seat.state.said).toEqual({ is: "refused", code: "wrong_phase" });
    });

    it("tells who signed and who is waited for, and offers the second signature to that person alone", async () => {
        const server = new FakeServer(await sizeAt("sealed"), { phase: "sealed" });
        const first = await new Seat(server).sits("official");
        await first.desk.sign("unseal", "改项目");
        draw(first.state);
        expect(root.textContent).toContain("改项目");
        expect(root.textContent).toContain("等待签字");
        expect(() => button("会签")).toThrow();
        const second = await new Seat(server).sits("scrutineer");
        draw(second.state);
        expect(button("会签：解封方案")).toBeDefined();
    });

    it("says who did what", async () => {
        const server = new FakeServer(await sizeAt("issuing"), { phase: "issuing" });
        const seat = await new Seat(server).sits("official");
        draw(seat.state);
        const rows = [...root.querySelectorAll(".journal-row")].map((row) => row.textContent);
        expect(rows.some((row) => row.includes("封存方案"))).toBe(true);
        for (const row of rows) expect(row).toContain(enrolledName[0]?.name);
    });
});
