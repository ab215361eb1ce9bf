// @vitest-environment happy-dom
// What a deputy's device shows of more than one round.
import { beforeEach, describe, expect, it } from "vitest";
import { trackingCode } from "../../src/ballot/ids.ts";
import type { Finished, Kept } from "../../src/flow/kept.ts";
import type { Event, RoundPhase } from "../../src/flow/state.ts";
import { exampleVote } from "../flow/vote.ts";
import { id, marking, screenAt, seed } from "../support/deputy_screen.tsx";

const cast: Finished = {
    at: "cast",
    vote: exampleVote,
    id,
    leafHash: seed,
    promise: seed,
    receipt: "text",
    voided: false,
};
const handedBack: Finished = {
    at: "handed_back",
    vote: exampleVote,
    giving: "hand_back",
    promise: seed,
};
const another = (phase: RoundPhase): Event => ({
    on: "seen",
    news: { phase, manifest: "ab".repeat(32), sample: true },
});

beforeEach(() => {
    document.body.replaceChildren();
});

/** The card was read, and the recovery code is on the page. */
const asking: Kept = {
    at: "requested",
    vote: exampleVote,
    tokenSeed: seed,
    request: seed,
    offered: false,
};

describe("a round that ends before the paper is asked for", () => {
    it("offers no code for it any more, and begins anew by one press", () => {
        const screen = screenAt(asking, "issuing");
        expect(screen.text()).toContain("继续领票");
        screen.tell(another("drafted"));
        expect(screen.text()).toContain("请按下面的按钮重新开始");
        expect(screen.text()).not.toContain("继续领票");
        screen.press("重新开始");
        expect(screen.sent).toEqual([{ on: "finish_wanted" }]);
        expect(screen.state.doing).toBe("clearing");
    });
});

describe("a finished round", () => {
    it.each([cast, handedBack])("leads on when another one is there, by one press: $at", (kept) => {
        const screen = screenAt(kept, "published");
        expect(screen.text()).not.toContain("又有一轮投票");
        screen.tell(another("drafted"));
        expect(screen.text()).toContain("又有一轮投票");
        screen.press("进入新一轮");
        expect(screen.sent).toEqual([{ on: "next_round_wanted" }]);
        expect(screen.state.doing).toBe("clearing");
    });

    it("stays on the page of the card, of waiting, and of the next ballot in the box", () => {
        const code = trackingCode(id).split("-");
        for (const kept of [null, marking(), handedBack]) {
            const screen = screenAt(kept, "issuing", exampleVote, [cast]);
            const [section] = screen.root.querySelectorAll("section.stack:has(> .review-heading)");
            expect(section?.textContent).toContain("第 1 轮 · 已计入");
            for (const group of code) expect(section?.textContent).toContain(group);
            expect(section?.textContent).toContain("收据已核对");
        }
    });

    it("that is void says so, and that no receipt is to be waited for", () => {
        const screen = screenAt({ ...cast, receipt: null });
        expect(screen.text()).toContain("宣布结果后，本页自动取收据");
        const voided = screenAt({ ...cast, receipt: null, voided: true });
        expect(voided.root.querySelector("h1")?.textContent).toContain("本轮作废");
        for (const untrue of ["已计入", "宣布结果后", "票箱已签收"]) {
            expect(voided.text()).not.toContain(untrue);
        }
    });

    it("of which only the receipt is known claims no signature of the box", () => {
        expect(screenAt(cast).text()).toContain("票箱已签收");
        expect(screenAt({ ...cast, promise: null }).text()).not.toContain("票箱已签收");
    });
});
