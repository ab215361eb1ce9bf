// The shell with real cryptography against a real issuer and a real box: from the card to the promise.
import { beforeEach, describe, expect, it } from "vitest";
import { encodeHex } from "../../src/basics/encoding.ts";
import type { Bytes } from "../../src/basics/bytes.ts";
import { Client } from "../../src/api/client.ts";
import type { Device, Texts } from "../../src/flow/device.ts";
import { deputyRunner, type DeputyRunner } from "../../src/flow/deputy_runner.ts";
import type { Event, RoundNews, State } from "../../src/flow/state.ts";
import { printCheckId, printCheckOpening } from "../../src/ballot/check_code.ts";
import { find, readId, readOpening, report } from "../../src/rooms/check/course.ts";
import { cardSecret, Hall } from "../support/hall.ts";
import { verdict } from "../support/vectors.ts";

class MemoryDevice implements Device {
    texts: Texts = { stage: null, earlier: null };

    load(): Promise<Texts> {
        return Promise.resolve(this.texts);
    }

    keep(texts: Partial<Texts>): Promise<void> {
        this.texts = { ...this.texts, ...texts };
        return Promise.resolve();
    }
}

/** A page with its runner; timers fire when the test says so. */
class Tab {
    readonly runner: DeputyRunner;
    told: RoundNews | null = null;
    #timer: (() => void) | null = null;

    constructor(hall: Hall, device: Device) {
        const server = new Client({ issue: "https://issue", box: "https://box" }, hall.fetch);
        const random = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length));
        this.runner = deputyRunner(
            { device, server, random, told: () => this.told },
            {
                after: (_seconds, call) => {
                    this.#timer = call;
                    return () => {
                        if (this.#timer === call) this.#timer = null;
                    };
                },
            },
        );
        this.runner.dispatch({ on: "started" });
    }

    /** Until the state is as wanted; the timer fires whenever nothing else would. */
    async until(wanted: (state: State) => boolean): Promise<State> {
        for (let turn = 0; turn < 3_000_000; turn += 1) {
            if (wanted(this.runner.state)) return this.runner.state;
            await new Promise((resolve) => setImmediate(resolve));
            if (turn % 200 === 199) this.tick();
        }
        throw new Error(
            `stuck: ${JSON.stringify({ ...this.runner.state, kept: this.runner.state.kept?.at, vote: null })}`,
        );
    }

    tick(): void {
        const call = this.#timer;
        this.#timer = null;
        call?.();
    }

    say(event: Event): void {
        this.runner.dispatch(event);
    }
}

const idle = (state: State): boolean => state.doing === null;
const at = (stage: string) => (state: State) => idle(state) && state.kept?.at === stage;
const card: Event = { on: "card_given", secret: cardSecret, tokenSeed: null };

let hall: Hall;
let device: MemoryDevice;

beforeEach(async () => {
    hall = await Hall.open();
    device = new MemoryDevice();
});

async function toMarks(tab: Tab): Promise<void> {
    await tab.until((state) => idle(state) && state.vote !== null);
    tab.say(card);
    await tab.until(at("requested"));
    tab.say({ on: "recovery_done" });
    await tab.until(at("marking"));
}

async function toSealed(tab: Tab): Promise<void> {
    hall.phase = "voting";
    await tab.until((state) => state.news?.phase === "voting");
    tab.say({ on: "chose", project: 0, choice: "approve" });
    tab.say({ on: "turned", page: "review" });
    tab.say({ on: "seal_wanted" });
    await tab.until(at("sealed"));
}

describe("a whole vote", () => {
    it("asks how the round stands only while nobody tells", async () => {
        const tab = new Tab(hall, device);
        await toMarks(tab);
        const asked = (): number =>
            hall.reached.filter((url) => url.endsWith("/api/v1/round")).length;
        const before = asked();
        const { news } = tab.runner.state;
        tab.told = { phase: "voting", manifest: news?.manifest ?? null, sample: true };
        await tab.until((state) => state.news?.phase === "voting");
        expect(asked()).toBe(before);
        tab.told = null;
        await tab.until(() => asked() > before);
    });

    it("goes from the card to the box's own promise", async () => {
        const tab = new Tab(hall, device);
        await toMarks(tab);
        await toSealed(tab);
        tab.say({ on: "cast_wanted" });
        const { kept } = await tab.until(at("cast"));
        expect(hall.castBytes).toHaveLength(1);
        expect(kept?.at === "cast" && kept.promise?.length).toBe(130);
    });

    it("sends nothing to the box that it sent to the issuer, and the reverse", async () => {
        const tab = new Tab(hall, device);
        await toMarks(tab);
        await toSealed(tab);
        tab.say({ on: "cast_wanted" });
        await tab.until(at("cast"));
        const toBox = hall.reached.filter((url) => url.startsWith("https://box"));
        expect(toBox).toEqual(["https://box/api/v1/cast"]);
        expect(hall.reached.some((url) => url === "https://issue/api/v1/cast")).toBe(false);
    });

    it.each(["request", "answer"] as const)(
        "gets the same paper and casts once when every first %s is lost",
        async (loss) => {
            for (const path of ["issue", "cast"]) hall.losses.set(`/api/v1/${path}`, [loss, loss]);
            const tab = new Tab(hall, device);
            await toMarks(tab);
            await toSealed(tab);
            tab.say({ on: "cast_wanted" });
            await tab.until(at("cast"));
            expect(new Set(hall.castBytes).size).toBe(1);
        },
    );

    it("goes on after a reload at every stage", async () => {
        let tab = new Tab(hall, device);
        await tab.until((state) => idle(state) && state.vote !== null);
        tab.say(card);
        await tab.until(at("requested"));
        tab = new Tab(hall, device);
        await tab.until(at("requested"));
        tab.say({ on: "recovery_done" });
        tab = new Tab(hall, device);
        await tab.until((state) => state.kept !== null);
        if (tab.runner.state.kept?.at === "requested") {
            await tab.until(idle);
            tab.say({ on: "recovery_done" });
        }
        await tab.until(at("marking"));
        await toSealed(tab);
        const sealed = tab.runner.state.kept;
        tab = new Tab(hall, device);
        const again = await tab.until(at("sealed"));
        expect(again.kept?.at === "sealed" && encodeHex(again.kept.ballot.id)).toBe(
            sealed?.at === "sealed" && encodeHex(sealed.ballot.id),
        );
        await tab.until((state) => state.news !== null);
        hall.losses.set("/api/v1/cast", ["answer"]);
        tab.say({ on: "cast_wanted" });
        await tab.until((state) => state.kept?.at === "casting");
        tab = new Tab(hall, device);
        await tab.until(at("cast"));
        expect(new Set(hall.castBytes).size).toBe(1);
    });

    it("keeps neither card nor, once cast, marks or seeds", async () => {
        const tab = new Tab(hall, device);
        await toMarks(tab);
        expect(device.texts.stage).not.toContain(encodeHex(cardSecret));
        await toSealed(tab);
        tab.say({ on: "cast_wanted" });
        await tab.until(at("cast"));
        for (const secret of ["choices", "ballotSeed", "tokenSeed", "request"]) {
            expect(device.texts.stage).not.toContain(secret);
        }
    });

    it("is finished on another device with card and recovery code", async () => {
        const tab = new Tab(hall, device);
        await toMarks(tab);
        const { kept } = tab.runner.state;
        const tokenSeed = kept?.at === "marking" ? kept.paper.tokenSeed : null;
        const other = new Tab(hall, new MemoryDevice());
        await other.until((state) => idle(state) && state.vote !== null);
        other.say({ on: "card_given", secret: cardSecret, tokenSeed });
        await other.until(at("marking"));
        await toSealed(other);
        other.say({ on: "cast_wanted" });
        await other.until(at("cast"));
        // The first device is told so, whatever it had marked.
        await toSealed(tab);
        tab.say({ on: "cast_wanted" });
        const { end } = await tab.until((state) => state.end !== null);
        expect(end).toBe("cast_elsewhere");
    });

    it("waits for the sign-in and goes on by itself", async () => {
        hall.signedIn = false;
        const tab = new Tab(hall, device);
        await tab.until((state) => idle(state) && state.vote !== null);
        tab.say(card);
        await tab.until(at("requested"));
        tab.say({ on: "recovery_done" });
        await tab.until((state) => state.trouble?.is === "refused");
        expect(tab.runner.state.trouble).toEqual({ is: "refused", code: "not_signed_in" });
        hall.signedIn = true;
        await tab.until(at("marking"));
    });

    it("hands a paper back and is promised that", async () => {
        const tab = new Tab(hall, device);
        await toMarks(tab);
        tab.say({ on: "turned", page: "hand_back" });
        hall.losses.set("/api/v1/hand-back", ["answer"]);
        tab.say({ on: "hand_back_wanted", giving: "hand_back" });
        await tab.until(at("handed_back"));
    });

    it("exchanges a paper for a sheet, whatever is lost on the way", async () => {
        const tab = new Tab(hall, device);
        await toMarks(tab);
        tab.say({ on: "turned", page: "hand_back" });
        hall.losses.set("/api/v1/exchange", ["answer"]);
        tab.say({ on: "hand_back_wanted", giving: "exchange" });
        const { kept } = await tab.until(at("handed_back"));
        expect(kept).toMatchObject({ giving: "exchange" });
    });

    it("after the close says by one press that its paper was not used, and until that ends alone", async () => {
        const tab = new Tab(hall, device);
        await toMarks(tab);
        tab.say({ on: "hand_back_wanted", giving: "claim" });
        expect(tab.runner.state.doing).toBeNull();
        hall.phase = "closed";
        await tab.until(({ end }) => end === "too_late");
        hall.losses.set("/api/v1/claim", ["answer"]);
        tab.say({ on: "hand_back_wanted", giving: "claim" });
        const { kept, end } = await tab.until(at("handed_back"));
        expect(kept).toMatchObject({ giving: "claim" });
        expect(end).toBeNull();
    });

    it("is told when nobody takes a claim any more", async () => {
        const tab = new Tab(hall, device);
        await toMarks(tab);
        hall.phase = "closed";
        await tab.until(({ end }) => end === "too_late");
        tab.say({ on: "hand_back_wanted", giving: "claim" });
        hall.phase = "decided";
        await tab.until(({ end }) => end === "claims_over");
        tab.say({ on: "hand_back_wanted", giving: "claim" });
        expect(tab.runner.state.kept?.at).toBe("handing_back");
    });

    it("is checked on a second device, and then another ballot is cast under the same paper", async () => {
        const tab = new Tab(hall, device);
        await toMarks(tab);
        await toSealed(tab);
        const { kept: sealed } = tab.runner.state;
        tab.say({ on: "check_wanted" });
        const { kept } = await tab.until(at("checking"));
        if (kept?.at !== "checking" || sealed?.at !== "sealed") throw new Error("the stages");
        const M = hall.vote.manifest.hash;

        const server = new Client({ issue: "https://issue", box: "https://box" }, hall.fetch);
        const id = readId(printCheckId(M, kept.id), hall.vote);
        const opening = readOpening(printCheckOpening(M, kept.opening), hall.vote);
        if (id.is !== "read" || opening.is !== "read") throw new Error("the codes");
        const finding = find(hall.vote, id.value, opening.value);
        expect(finding.verdict).toBe("agrees");
        expect(finding.marks?.perProject[0]).toBe("approve");
        const reply = await server.check(report(hall.vote, id.value, finding));
        expect(reply.is).toBe("answer");
        expect(verdict(hall.box.cast(sealed.ballot.bytes))).toBe("already_opened");

        tab.say({ on: "marks_wanted" });
        await tab.until(at("marking"));
        await toSealed(tab);
        tab.say({ on: "cast_wanted" });
        await tab.until(at("cast"));
        expect(hall.castBytes).not.toContain(encodeHex(sealed.ballot.bytes));
    });

    it("can be a blank ballot, and a second device sees that it is", async () => {
        const tab = new Tab(hall, device);
        await toMarks(tab);
        hall.phase = "voting";
        await tab.until((state) => state.news?.phase === "voting");
        tab.say({ on: "turned", page: "review" });
        tab.say({ on: "blank_said", blank: true });
        tab.say({ on: "seal_wanted" });
        await tab.until(at("sealed"));
        tab.say({ on: "check_wanted" });
        const { kept } = await tab.until(at("checking"));
        if (kept?.at !== "checking") throw new Error("the stage");
        const finding = find(hall.vote, kept.id, kept.opening);
        expect([finding.verdict, finding.marks?.blank]).toEqual(["agrees", true]);
    });

    it("believes that the box is closed only when the box signed it", async () => {
        const tab = new Tab(hall, device);
        await toMarks(tab);
        await toSealed(tab);
        hall.phase = "closed";
        tab.say({ on: "cast_wanted" });
        const { end, kept } = await tab.until((state) => state.end !== null);
        expect([end, kept?.at]).toEqual(["too_late", "casting"]);
    });
});
