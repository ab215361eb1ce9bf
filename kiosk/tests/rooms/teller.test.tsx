// @vitest-environment happy-dom
// The desk of a teller: what its own program checked is drawn, and nothing is signed that was not compared or verified.
import { act } from "preact/test-utils";
import { describe, expect, it } from "vitest";
import { at } from "../../src/basics/assert.ts";
import { tellerZh } from "../../src/i18n/zh_teller.ts";
import { decodeBoard, stageOf } from "../../src/rooms/teller/board.ts";
import { Desk } from "../../src/rooms/teller/desk.ts";
import {
    boardOf,
    box,
    closed,
    drawn,
    nothing,
    proposal,
    result,
    round,
    seated,
} from "../support/teller.tsx";

describe("the board", () => {
    it("is refused when a member is missing or of another kind", () => {
        expect(decodeBoard(seated).ok).toBe(true);
        expect(decodeBoard({ ...seated, round: { ...round, phase: "counted" } }).ok).toBe(false);
        expect(decodeBoard({ ...seated, log: { ...seated.log, size: -1 } }).ok).toBe(false);
        expect(decodeBoard({ ...seated, result: { ...result, projects: [{}] } }).ok).toBe(false);
        expect(decodeBoard({ ...seated, alarm: undefined }).ok).toBe(false);
    });

    it("says on which page the desk is; an alarm goes before everything", () => {
        const stage = (value: unknown): string => stageOf(boardOf(value));
        expect(stage(nothing)).toBe("locked");
        expect(stage({ ...seated, keys: { ...seated.keys, person: null } })).toBe("waiting");
        expect(stage({ ...seated, ceremony: null })).toBe("ceremony");
        expect(stage(seated)).toBe("watch");
        expect(stage(closed)).toBe("box");
        expect(stage({ ...seated, round: { ...round, phase: "decided" } })).toBe("result");
        expect(stage({ ...seated, round: { ...round, phase: "published" } })).toBe("after");
        const scrutineer = { name: "监票人", role: "scrutineer", person: 2, teller: null };
        expect(stage({ ...closed, keys: scrutineer })).toBe("watch");
        const unread = { ...seated.enrolment, confirmed: false };
        expect(stage({ ...closed, keys: scrutineer, enrolment: unread })).toBe("confirm");
        const alarm = { code: 23, name: "log_rollback", detail: "d" };
        expect(stage({ ...closed, alarm })).toBe("alarm");
    });
});

describe("the desk", () => {
    it("gives the link's words in a header and tells a stranger and a silence apart", async () => {
        const seen: RequestInit[] = [];
        const answers = [new Response("{}", { status: 403 }), Response.json(seated)];
        const desk = new Desk("#abc", (_url, options) => {
            seen.push(options);
            const answer = answers.shift();
            return answer === undefined
                ? Promise.reject(new Error("off"))
                : Promise.resolve(answer);
        });
        expect((await desk.look()).is).toBe("foreign");
        expect((await desk.order({ order: "cosign" })).is).toBe("board");
        expect((await desk.look()).is).toBe("gone");
        expect(new Headers(at(seen, 1).headers).get("Authorization")).toBe("Bearer abc");
    });

    it("draws nothing but the alarm when there is one", () => {
        const { root } = drawn({
            ...closed,
            alarm: { code: 23, name: "log_rollback", detail: "behind" },
        });
        expect(root.querySelector("[role=alert]")?.textContent).toContain(tellerZh.alarm.what);
        expect(root.querySelectorAll("main button")).toHaveLength(0);
    });

    it("begins the ceremony with the number of tellers that was pressed", () => {
        const ahead = { stage: "ahead", threshold: null, step: "commit", missing: [1, 3] };
        const { button, asked } = drawn({ ...seated, round: null, ceremony: ahead });
        void act(() => {
            button(tellerZh.ceremony.ofTellers(3, 3)).click();
        });
        void act(() => {
            button(tellerZh.ceremony.go).click();
        });
        expect(asked).toEqual([{ order: "ceremony", number: 3 }]);
    });

    it("names who is waited for", () => {
        const running = { stage: "running", threshold: 2, step: "message", missing: [3] };
        const { root } = drawn({ ...seated, round: null, ceremony: running });
        const rows = Array.from(root.querySelectorAll("li.desk-row"), (row) => row.textContent);
        const waited = rows.filter((text) => text.includes(tellerZh.ceremony.missing));
        expect(waited).toHaveLength(1);
        expect(at(waited, 0)).toContain("监票人 3");
    });

    it("signs nothing of a round whose fingerprint was not compared", () => {
        const uncompared = { ...round, compared: false, fingerprint: null };
        const open = drawn({ ...seated, round: uncompared, proposals: [proposal] });
        const sign = tellerZh.proposals.sign(tellerZh.acts.seal);
        expect(open.button(sign).getAttribute("aria-disabled")).toBe("true");
        void act(() => {
            open.button(sign).click();
        });
        expect(open.asked).toEqual([]);
        const compared = drawn({ ...seated, proposals: [proposal] });
        void act(() => {
            compared.button(sign).click();
        });
        expect(compared.asked).toEqual([{ order: "sign", text: "ab" }]);
    });

    it("offers no signature for what the log would not take, and says why", () => {
        const refusal = { code: 8, name: "wrong_phase", detail: "seal in phase voting" };
        const { root } = drawn({ ...seated, proposals: [{ ...proposal, refusal }] });
        expect(root.textContent).toContain(tellerZh.refusals.wrong_phase.what);
        expect(root.textContent).toContain("seal in phase voting");
        expect(root.querySelectorAll(".proposal button")).toHaveLength(0);
    });

    it("asks for the fingerprint group by group and sends it whole", () => {
        const uncompared = { ...round, compared: false, fingerprint: null };
        const { root, button, asked } = drawn({ ...seated, round: uncompared });
        const fields = root.querySelectorAll<HTMLInputElement>(".desk-compare input");
        expect(fields).toHaveLength(6);
        void act(() => {
            const first = at([...fields], 0);
            first.value = "0123 4567 89ab cdef 0123 4567";
            first.dispatchEvent(new Event("input", { bubbles: true }));
        });
        void act(() => {
            button(tellerZh.compare.go).click();
        });
        expect(asked).toEqual([{ order: "compare", text: "0123456789ABCDEF01234567" }]);
    });

    it("cosigns, then gives the share, and neither while a check fails", () => {
        const first = drawn(closed);
        void act(() => {
            first.button(tellerZh.box.cosign).click();
        });
        expect(first.asked).toEqual([{ order: "cosign" }]);
        const cosigned = { complete: true, own: true, by: [1, 2, 3] };
        const second = drawn({
            ...closed,
            cosignatures: cosigned,
            shares: { good: [2], sent: [2, 3] },
        });
        expect(second.root.querySelectorAll(".block-full")).toHaveLength(1);
        expect(second.root.textContent).toContain(tellerZh.box.wrong);
        void act(() => {
            second.button(tellerZh.box.give).click();
        });
        expect(second.asked).toEqual([{ order: "share" }]);
        const refusal = { code: 1, name: "malformed", detail: "tokens: ballot 2" };
        const failed = {
            ...box,
            held: false,
            refusal,
            checks: [{ name: "tokens", passed: false, detail: "ballot 2" }],
        };
        const third = drawn({ ...closed, cosignatures: cosigned, box: failed });
        expect(third.root.textContent).toContain(tellerZh.box.failed);
        expect(third.root.textContent).toContain("tokens: ballot 2");
        void act(() => {
            third.button(tellerZh.box.give).click();
        });
        expect(third.asked).toEqual([]);
    });

    it("says of a box that it did not look at yet what is missing, and not that it failed", () => {
        const { root, button, asked } = drawn({
            ...closed,
            round: { ...closed.round, compared: false, fingerprint: null },
            box: null,
        });
        expect(root.textContent).toContain(tellerZh.box.uncompared);
        expect(root.textContent).not.toContain(tellerZh.box.failed);
        void act(() => {
            button(tellerZh.box.cosign).click();
        });
        expect(asked).toEqual([]);
        const looking = drawn({ ...closed, box: null }).root.textContent;
        expect(looking).toContain(tellerZh.box.verifying);
        expect(looking).not.toContain(tellerZh.box.failed);
        expect(looking).not.toContain(tellerZh.box.uncompared);
    });

    it("says that a share ends the claims, as long as nothing else has", () => {
        const cosignatures = { complete: true, own: true, by: [1, 2, 3] };
        const says = (cosigned: boolean, ended: boolean, good: number[]) =>
            drawn({
                ...closed,
                round: { ...closed.round, claims_ended: ended },
                cosignatures: { ...cosignatures, complete: cosigned },
                shares: { good, sent: good },
            }).root.textContent.includes(tellerZh.box.endsClaims.what);
        expect(says(true, false, [])).toBe(true);
        expect(says(true, true, [])).toBe(false);
        expect(says(true, false, [2])).toBe(false);
        expect(says(false, false, [])).toBe(false);
    });

    it("shows how far the verification is", () => {
        const { root } = drawn({ ...closed, box: null, verifying: { done: 1, total: 3 } });
        const bar = root.querySelector("[role=progressbar]");
        expect([bar?.getAttribute("aria-valuenow"), bar?.getAttribute("aria-valuemax")]).toEqual([
            "1",
            "3",
        ]);
    });

    it("signs the report of the result that was computed here, and of no other", () => {
        const decided = { ...closed, round: { ...round, phase: "decided" } };
        const same = drawn({ ...decided, result });
        expect(same.root.querySelector(".desk-result")?.textContent).toContain("老旧小区");
        void act(() => {
            same.button(tellerZh.result.report).click();
        });
        expect(same.asked).toEqual([{ order: "report" }]);
        const refusal = { code: 1, name: "malformed", detail: "another result" };
        const other = drawn({ ...decided, result: { refusal } });
        expect(other.root.textContent).toContain(tellerZh.result.other);
        expect(other.root.querySelector(".desk-result")).toBeNull();
        expect(other.root.textContent).not.toContain(tellerZh.result.report);
    });

    it("counts the published record again when asked", () => {
        const published = { ...seated, round: { ...round, phase: "published" } };
        const { button, asked } = drawn(published);
        void act(() => {
            button(tellerZh.after.recount).click();
        });
        expect(asked).toEqual([{ order: "recount" }]);
        const recount = { valid: true, anchored: true, record: "ab", checks: box.checks };
        expect(drawn({ ...published, recount }).root.textContent).toContain(tellerZh.after.valid);
    });

    it("says when its program has ended", () => {
        expect(drawn(seated, { lost: "gone" }).root.textContent).toContain(tellerZh.gone.what);
        expect(drawn(null, { lost: "foreign" }).root.textContent).toContain(tellerZh.foreign.what);
    });
});
