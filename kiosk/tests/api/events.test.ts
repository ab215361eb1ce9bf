// The round as the server tells it: every view is passed on, nothing else, and silence is noticed.
import { describe, expect, it } from "vitest";
import { originsOf } from "../../src/api/origins.ts";
import { watchRound, type Source } from "../../src/api/events.ts";
import { ofOneCongress } from "../../src/api/one_congress.ts";
import type { RoundView } from "../../src/api/round_view.ts";

const view = {
    phase: "voting",
    round: 1,
    manifest_sha256: "ab".repeat(32),
    congress_id: "cd".repeat(32),
    sample: false,
    title: "t",
    counts: { due: 3, present: 2, issued: 2, cast: 1, handed_back: 0, outstanding: 1, sheets: 0 },
    log_size: 9,
    result: null,
};

class Told implements Source {
    readyState = 0;
    #listener: (event: { readonly data: unknown }) => void = () => undefined;
    addEventListener(_: "message", listener: (event: { readonly data: unknown }) => void): void {
        this.#listener = listener;
    }
    close(): void {
        this.readyState = 2;
    }
    say(data: unknown): void {
        this.#listener({ data });
    }
}

describe("a watched round", () => {
    it("hands on what is a view and passes over what is none", () => {
        const source = new Told();
        const seen: RoundView[] = [];
        watchRound(source, (told) => seen.push(told));
        source.say(JSON.stringify(view));
        source.say("{}");
        source.say("not JSON");
        source.say(JSON.stringify({ ...view, phase: "closed" }));
        expect(seen.map(({ phase }) => phase)).toEqual(["voting", "closed"]);
    });

    it("of another congress is not handed on: the page begins anew", () => {
        const source = new Told();
        const seen: RoundView[] = [];
        let anew = 0;
        const isOfOne = ofOneCongress(() => (anew += 1));
        watchRound(source, (told) => seen.push(told), undefined, isOfOne);
        source.say(JSON.stringify({ ...view, sample: true }));
        source.say(JSON.stringify({ ...view, sample: true, phase: "published" }));
        expect([seen.length, anew]).toEqual([2, 0]);
        source.say(JSON.stringify({ ...view, congress_id: "ef".repeat(32), phase: "setup" }));
        expect([seen.length, anew]).toEqual([2, 1]);
    });

    it("is alive exactly while the line is open", () => {
        const source = new Told();
        const watch = watchRound(source, () => undefined);
        expect(watch.isAlive()).toBe(false);
        source.readyState = 1;
        expect(watch.isAlive()).toBe(true);
        watch.stop();
        expect(watch.isAlive()).toBe(false);
    });
});

describe("the origins", () => {
    it("put the box under the page's own name", () => {
        expect(originsOf("hall.example", { box_port: 8444 })).toEqual({
            issue: "",
            box: "https://hall.example:8444",
        });
        expect(originsOf("[::1]", { box_port: 1 }).box).toBe("https://[::1]:1");
    });

    it("are the page's own where nothing usable was said", () => {
        for (const answer of [
            null,
            {},
            "x",
            { box_port: "1" },
            { box_port: 0 },
            { box_port: 70000 },
        ]) {
            expect(originsOf("hall", answer)).toEqual({ issue: "", box: "" });
        }
    });
});
