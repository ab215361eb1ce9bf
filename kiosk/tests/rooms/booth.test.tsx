// @vitest-environment happy-dom
// The pages of a booth: what stands on them, what they refuse, and what is left when somebody has gone.
import { act } from "preact/test-utils";
import { beforeEach, describe, expect, it } from "vitest";
import { at } from "../../src/basics/assert.ts";
import { trackingCode } from "../../src/ballot/ids.ts";
import { printCard } from "../../src/ballot/card.ts";
import { printSlip } from "../../src/ballot/slip.ts";
import { withBallot } from "../../src/flow/booth/book.ts";
import { begin, times } from "../../src/flow/booth/machine.ts";
import { BoothScreen, paperOf, sealed, slip } from "../support/booth_screen.tsx";
import { strange } from "../flow/booth/model.ts";
import { exampleVote, voteWith } from "../flow/vote.ts";
import { ends, typesInto } from "../support/usb_scanner.ts";

beforeEach(() => {
    document.body.replaceChildren();
});

function typeSlip(screen: BoothScreen, text: string): void {
    const field = screen.root.querySelector("input");
    if (field === null) throw new Error("a field to type in");
    void act(() => {
        field.value = text;
        field.dispatchEvent(new Event("input", { bubbles: true }));
    });
    void act(() => {
        field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
    });
}

describe("an empty booth", () => {
    it("carries the band of a rehearsal before there is a round, and of a rehearsal alone", () => {
        for (const sample of [true, false]) {
            const screen = new BoothScreen();
            screen.state = begin(times);
            screen.tell({ on: "seen", news: { phase: "setup", manifest: null, sample } });
            expect(screen.root.querySelector(".rehearsal") !== null).toBe(sample);
        }
    });

    it("reads a slip that a scanner types and ends with Enter", () => {
        const screen = new BoothScreen();
        expect(screen.text()).toContain("请扫票条");
        typeSlip(screen, printSlip(slip.seed));
        expect(screen.effects.at(-1)).toMatchObject({ run: "read_slip", seed: slip.seed });
        expect(screen.root.querySelector("input")?.value).toBe("");
    });

    it("takes what a scanner types wherever the focus is", () => {
        const screen = new BoothScreen();
        const key = new KeyboardEvent("keydown", { key: "P", bubbles: true });
        void act(() => {
            document.body.dispatchEvent(key);
        });
        expect(document.activeElement).toBe(screen.root.querySelector("input"));
    });

    it("reads a scan whole though its field is drawn anew, or is gone for a moment, in the middle", () => {
        const text = printSlip(slip.seed);
        const [first, second, third] = [text.slice(0, 9), text.slice(9, 20), text.slice(20)];
        const screen = new BoothScreen();
        typesInto(first);
        const before = screen.root.querySelector("input");
        screen.state = { ...screen.state, visits: screen.state.visits + 1 };
        void act(() => {
            screen.draw();
        });
        expect(screen.root.querySelector("input")).not.toBe(before);
        typesInto(second);
        screen.phase("paused");
        expect(screen.root.querySelector("input")).toBeNull();
        typesInto(third.slice(0, 3));
        screen.phase("voting");
        typesInto(third.slice(3));
        ends();
        expect(screen.effects.at(-1)).toMatchObject({ run: "read_slip", seed: slip.seed });
        expect(screen.root.querySelector("input")?.value).toBe("");
    });

    it("reads nothing of a scan that ended where there was no field", () => {
        const text = printSlip(slip.seed);
        const screen = new BoothScreen();
        typesInto(text.slice(0, 9));
        screen.phase("paused");
        typesInto(text.slice(9));
        ends();
        screen.phase("voting");
        expect(screen.root.querySelector("input")?.value).toBe("");
        typesInto(text);
        ends();
        expect(screen.effects.at(-1)).toMatchObject({ run: "read_slip", seed: slip.seed });
    });

    it("turns a card away in plain words, printed or as a link", () => {
        const card = printCard(new Uint8Array(20).fill(5));
        for (const text of [card, `https://hall:8443/vote#${card}`]) {
            const screen = new BoothScreen();
            typeSlip(screen, text);
            expect(screen.text()).toContain("这是代表证，不是票条");
            expect(JSON.stringify(screen.state.visit)).toBe('{"at":"idle","told":"card"}');
        }
    });

    it("says at once that a slip is not of the round, used, or waiting here", () => {
        const screen = new BoothScreen();
        typeSlip(screen, "PIAOJUE-SLIP:0000");
        expect(screen.text()).toContain("这不是票条的码");
        const other = { seed: strange, hash: new Uint8Array(32) };
        typeSlip(screen, printSlip(strange));
        screen.tell({ on: "slip_read", visit: screen.state.visits, slip: other });
        expect(screen.text()).toContain("这张票条不是本轮的");
        screen.tell({ on: "loaded", book: withBallot(null, exampleVote, sealed) });
        expect(screen.text()).toContain("1 张票存在本机，尚未计入");
        screen.scan();
        expect(screen.text()).toContain("用这张票条投的票存在本机，尚未计入");
        screen.tell({ on: "promised", id: sealed.id, promise: new Uint8Array(130) });
        screen.scan();
        expect(screen.text()).toContain("这张票条已经用过");
    });

    it.each([
        ["sealed", "还没有开始投票"],
        ["issuing", "还没有开始投票"],
        ["paused", "投票暂停"],
        ["closed", "投票已经截止"],
    ] as const)("takes no slip in phase %s and says why", (phase, words) => {
        const screen = new BoothScreen(exampleVote, phase);
        expect(screen.text()).toContain(words);
        expect(screen.root.querySelector("input")).toBeNull();
    });
});

describe("a ballot", () => {
    it("goes from marks over the review to the box, in three presses besides the marks", () => {
        const screen = new BoothScreen();
        screen.scan();
        expect(screen.boxes().some((box) => box.getAttribute("aria-checked") === "true")).toBe(
            false,
        );
        void act(() => {
            screen.boxes()[0]?.click();
        });
        screen.press("核对选票");
        expect(screen.text()).toContain("正在封票");
        expect(screen.button("投票").getAttribute("aria-disabled")).toBe("true");
        screen.seal();
        const code = trackingCode(sealed.id).split("-");
        for (const group of code) expect(screen.text()).toContain(group);
        screen.press("投票");
        const book = withBallot(null, exampleVote, sealed);
        expect(screen.effects.at(-1)).toEqual({ run: "keep", book });
        expect(screen.effects.some(({ run }) => run === "send_cast")).toBe(false);
        screen.tell({ on: "stored", book });
        expect(screen.effects.some(({ run }) => run === "send_cast")).toBe(true);
        expect(screen.root.querySelector("h1")?.textContent).toBe("已封好，存在本机，尚未计入");
        screen.tell({ on: "promised", id: sealed.id, promise: new Uint8Array(130) });
        expect(screen.root.querySelector("h1")?.textContent).toBe("已计入");
        screen.press("完成");
        expect(screen.text()).toContain("请扫票条");
    });

    it("that is refused after all is said to be not counted", () => {
        const screen = new BoothScreen();
        screen.scan();
        void act(() => screen.boxes()[0]?.click());
        screen.press("核对选票");
        screen.seal();
        screen.press("投票");
        screen.tell({ on: "stored", book: withBallot(null, exampleVote, sealed) });
        screen.tell({ on: "cast_refused", id: sealed.id, code: "already_cast" });
        expect(screen.root.querySelector("h1")?.textContent).toBe("没有计入");
        expect(screen.text()).toContain("这张选票已经投过");
    });

    it("that the store does not take is not sent, and the screen says so", () => {
        const screen = new BoothScreen();
        screen.scan();
        void act(() => screen.boxes()[0]?.click());
        screen.press("核对选票");
        screen.seal();
        screen.press("投票");
        screen.tell({ on: "store_failed", book: null });
        expect(screen.text()).toContain("本机不能保存，因此没有送出");
        expect(screen.effects.some(({ run }) => run === "send_cast")).toBe(false);
    });

    it("is reviewed after every page was on the screen, and no sooner", () => {
        const half = Math.ceil(exampleVote.shape.projects / 2);
        const screen = new BoothScreen(exampleVote, "voting", paperOf(half));
        screen.scan();
        void act(() => screen.boxes()[0]?.click());
        expect(screen.text()).toContain("第 1 页，共 2 页");
        expect(screen.text()).not.toContain("核对选票");
        const rows = [...screen.root.querySelectorAll("li")];
        expect(rows.map((row) => row.inert)).toEqual(rows.map((_, place) => place >= half));
        screen.press("下一页");
        expect(screen.button("核对选票").getAttribute("aria-disabled")).toBe("false");
        screen.press("上一页");
        expect(screen.text()).toContain("第 1 页，共 2 页");
    });

    it("stops at the most that may be chosen, with a notice", () => {
        const screen = new BoothScreen(voteWith({ hi: 1 }));
        screen.scan();
        for (const place of [0, 1]) void act(() => screen.boxes()[place]?.click());
        expect(screen.text()).toContain("已选满 1 项");
        expect(
            screen
                .boxes()
                .map((box) => box.getAttribute("aria-checked"))
                .slice(0, 2),
        ).toEqual(["true", "false"]);
    });

    it("has three equal gestures in three ways, none chosen", () => {
        const screen = new BoothScreen(
            voteWith({ style: "three_way", lo: 0, hi: exampleVote.shape.projects }),
        );
        screen.scan();
        const options = [...screen.root.querySelectorAll(".option")];
        expect(options.length).toBe(3 * exampleVote.shape.projects);
        expect(options.every((one) => one.getAttribute("aria-pressed") === "false")).toBe(true);
        expect(new Set(options.map((one) => one.className)).size).toBe(1);
        expect(screen.text()).toContain("未填的按弃权计");
    });

    it("that is covered shows no mark, and one while it is held", () => {
        const screen = new BoothScreen();
        screen.scan();
        void act(() => screen.boxes()[0]?.click());
        screen.press("遮挡");
        expect(screen.root.querySelectorAll(".mark-covered").length).toBe(screen.boxes().length);
        expect(screen.root.querySelector(".mark svg")).toBeNull();
        void act(() => {
            screen.boxes()[0]?.dispatchEvent(new Event("pointerdown", { bubbles: true }));
        });
        expect(screen.root.querySelectorAll(".mark svg").length).toBe(1);
    });
});

describe("a check", () => {
    it("gives both codes, keeps nothing, and leads to an empty ballot with the same slip", () => {
        const screen = new BoothScreen();
        screen.scan();
        void act(() => screen.boxes()[0]?.click());
        screen.press("核对选票");
        screen.seal();
        screen.press("验票");
        expect(screen.effects.at(-1)).toEqual({ run: "keep", book: null });
        screen.tell({ on: "stored", book: null });
        expect(screen.text()).toContain("票条没有用掉");
        expect(screen.text()).not.toContain("投出即为最终");
        screen.press("对方已读到");
        expect(screen.root.querySelector("h1")?.textContent).toBe("验票：第二个码");
        screen.press("重新填写");
        expect(screen.boxes().every((box) => box.getAttribute("aria-checked") === "false")).toBe(
            true,
        );
        expect(screen.state.visit).toMatchObject({ at: "marking", slip });
    });
});

describe("a booth that nobody touches", () => {
    it("asks, asks louder, counts with a figure and the focus on staying, and wipes all", () => {
        const screen = new BoothScreen();
        screen.scan();
        void act(() => screen.boxes()[0]?.click());
        screen.settings = { language: "en", size: 2, highContrast: true };
        screen.tell({ on: "still" });
        expect(screen.root.querySelector("[role=alert]")).not.toBeNull();
        screen.tell({ on: "still" });
        expect(screen.root.querySelector(".booth-foot-loud")).not.toBeNull();
        screen.tell({ on: "still" });
        expect(screen.root.querySelector(".still-figure")?.textContent).toBe("30");
        expect(document.activeElement?.textContent).toBe("Still voting");
        expect(screen.boxes()).toEqual([]);
        for (let left = 30; left > 0; left -= 1) screen.tell({ on: "still" });
        expect(screen.settings).toEqual({ language: "zh", size: 0, highContrast: false });
        expect(screen.text()).toContain("无人操作，刚才的票没有投出，已经清除");
        expect(JSON.stringify(screen.state.visit)).toBe('{"at":"idle","told":"left"}');
    });

    it("goes on where it was when somebody touches it", () => {
        const screen = new BoothScreen();
        screen.scan();
        void act(() => screen.boxes()[0]?.click());
        for (let turn = 0; turn < 10; turn += 1) screen.tell({ on: "still" });
        screen.press("还在投票");
        expect(at(screen.boxes(), 0).getAttribute("aria-checked")).toBe("true");
        expect(screen.effects.at(-1)).toMatchObject({ run: "watch" });
    });

    it("says that the round closed, and wipes what was marked", () => {
        const screen = new BoothScreen();
        screen.scan();
        screen.phase("closed");
        expect(screen.text()).toContain("投票已经截止，刚才的票没有投出");
        expect(screen.state.visit).toEqual({ at: "idle", told: "closed" });
    });
});
