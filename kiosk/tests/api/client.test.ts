// Every way in which an answer can be none, and what a refusal carries.
import { describe, expect, it } from "vitest";
import { at } from "../../src/basics/assert.ts";
import { encodeBase64 } from "../../src/basics/encoding.ts";
import { Client, type Fetch } from "../../src/api/client.ts";
import { readResult } from "../../src/api/round_result.ts";
import { parseRoundView } from "../../src/api/round_view.ts";
import { verdict } from "../support/vectors.ts";

const bytes = new Uint8Array([1, 2, 3]);

function asking(fetch: Fetch): Client {
    return new Client({ issue: "https://issue", box: "https://box" }, fetch);
}

function answering(status: number, body: string | Uint8Array<ArrayBuffer>): Client {
    return asking(() => Promise.resolve(new Response(body, { status })));
}

const problem = { type: "x", title: "x", status: 409, code: 8, name: "wrong_phase" };
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

describe("a request", () => {
    it("carries no cookie, no address of the page, and follows no redirect", async () => {
        const seen: [string, RequestInit][] = [];
        const client = asking((url, options) => {
            seen.push([url, options]);
            return Promise.resolve(new Response(bytes));
        });
        await client.cast(bytes);
        const [url, options] = at(seen, 0);
        expect(url).toBe("https://box/api/v1/cast");
        expect(options).toMatchObject({
            method: "POST",
            credentials: "omit",
            referrerPolicy: "no-referrer",
            redirect: "error",
            cache: "no-store",
        });
        expect(options.headers).toEqual({ "Content-Type": "application/octet-stream" });
    });

    it("that was cut off, or answered with something else, is not known to have arrived", async () => {
        const cut = asking(() => Promise.reject(new TypeError("network")));
        expect(await cut.cast(bytes)).toEqual({ is: "unreachable" });
        expect(await answering(502, "<html>").cast(bytes)).toEqual({ is: "unreachable" });
        expect(await answering(409, "{}").cast(bytes)).toEqual({ is: "unreachable" });
        const twisted = JSON.stringify({ ...problem, code: 9 });
        expect(await answering(409, twisted).cast(bytes)).toEqual({ is: "unreachable" });
    });

    it("that was refused brings the refusal with what the box signed", async () => {
        const refusal = encodeBase64(bytes);
        const reply = await answering(409, JSON.stringify({ ...problem, refusal })).cast(bytes);
        expect(reply).toEqual({
            is: "refused",
            refusal: { code: "wrong_phase", detail: "", promise: null, signature: bytes },
        });
    });
});

/** A whole result, but for one of the sheets' figures. */
const sums = { due: 1, present: 1, issued: 1, returned: 1, blank: 0, void: 0, valid: 1, cast: 1 };
const paperless = {
    ...sums,
    handed_back: 0,
    projects: [],
    next_round: null,
    paper: {
        taken: 1,
        exchanged: 0,
        uncancelled: 0,
        void_over: 0,
        void_unreadable: 0,
        void_marked: 0,
        void_blank: 0,
        projects: [],
    },
};

describe("the view of the round", () => {
    it("is whole with all figures of its paper, and refused without that paper is spoken of", () => {
        const whole = { ...paperless, paper: { ...paperless.paper, returned: 1 } };
        const read = parseRoundView(JSON.stringify({ ...view, result: whole }), readResult);
        expect(read).toMatchObject({ value: { result: { paper: { returned: 1 } } } });
        const silent = { ...whole, paper: undefined };
        expect(
            verdict(parseRoundView(JSON.stringify({ ...view, result: silent }), readResult)),
        ).toBe("malformed");
    });

    it("is read whole", async () => {
        const reply = await answering(200, JSON.stringify(view)).round();
        expect(reply).toMatchObject({
            is: "answer",
            value: { phase: "voting", manifest: "ab".repeat(32) },
        });
    });

    it.each([
        ["no JSON", "{"],
        ["an unknown phase", JSON.stringify({ ...view, phase: "lunch" })],
        ["a count that is none", JSON.stringify({ ...view, counts: { ...view.counts, cast: -1 } })],
        ["a hash that is none", JSON.stringify({ ...view, manifest_sha256: "AB" })],
        ["paper of which a figure is missing", JSON.stringify({ ...view, result: paperless })],
        ["a result without projects", JSON.stringify({ ...view, result: {} })],
    ])("is refused with %s", (_what, json) => {
        expect(verdict(parseRoundView(json, readResult))).toBe("malformed");
    });
});
