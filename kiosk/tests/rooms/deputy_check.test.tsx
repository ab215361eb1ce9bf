// @vitest-environment happy-dom
// A sealed ballot given to a second device, and where the focus goes from page to page.
import { act } from "preact/test-utils";
import { beforeEach, describe, expect, it } from "vitest";
import { utf8 } from "../../src/basics/bytes.ts";
import { printCheckId, printCheckOpening } from "../../src/ballot/check_code.ts";
import type { Kept } from "../../src/flow/kept.ts";
import { qrEncoder } from "../../src/ui/qr.tsx";
import { readQr } from "../../src/ui/scan/decoder.ts";
import { exampleVote } from "../flow/vote.ts";
import { id, marking, paper, screenAt, Screen, seed, seen } from "../support/deputy_screen.tsx";

beforeEach(() => {
    document.body.replaceChildren();
});

describe("a check", () => {
    const M = exampleVote.manifest.hash;
    const opening = utf8("an opening");
    const checking: Kept = { at: "checking", vote: exampleVote, paper, id, opening };
    const asText = (screen: Screen): string => {
        screen.press("没有摄像头");
        return screen.root.querySelector(".code-small")?.textContent.replace(/\s/g, "") ?? "";
    };

    it("gives the id first, and what opens the ballot after a further press", () => {
        const screen = screenAt(checking);
        expect(asText(screen)).toBe(printCheckId(M, id));
        expect(screen.text()).not.toContain("OPENING");
        screen.press("对方已读到");
        expect(asText(screen)).toBe(printCheckOpening(M, opening));
        screen.press("重新填写");
        expect(screen.state.doing).toBe("keeping");
    });

    it("says on both pages that this ballot does not count, and offers no cast", () => {
        const screen = screenAt(checking);
        for (const label of ["对方已读到", "再看第一个码"]) {
            expect(screen.text()).toContain("不计票");
            expect(screen.text()).not.toContain("投出即为最终");
            screen.press(label);
        }
    });

    it("draws a code that a camera reads", async () => {
        const screen = screenAt(checking);
        await act(async () => {
            await qrEncoder.fetch();
        });
        const drawn = screen.root.querySelector("svg.qr path")?.getAttribute("d") ?? "";
        const size = Number(
            screen.root.querySelector("svg.qr")?.getAttribute("viewBox")?.split(" ")[2],
        );
        const modules = new Set(
            [...drawn.matchAll(/M(\d+) (\d+)h1/g)].map(([, x, y]) => `${x},${y}`),
        );
        const side = size * 6;
        const data = new Uint8ClampedArray(side * side * 4).fill(255);
        for (let i = 0; i < side * side; i += 1) {
            const [x, y] = [Math.floor((i % side) / 6), Math.floor(i / side / 6)];
            if (modules.has(`${x},${y}`)) data.fill(0, 4 * i, 4 * i + 3);
        }
        expect(readQr({ data, width: side, height: side })).toBe(printCheckId(M, id));
    });
});

describe("the focus", () => {
    const asked: Kept = {
        at: "requested",
        vote: exampleVote,
        tokenSeed: seed,
        request: seed,
        offered: false,
    };

    it("is left alone while the first page is opened", () => {
        screenAt(asked, "issuing");
        expect(document.activeElement).toBe(document.body);
    });

    it("goes to the heading of each new page, and stays while a page changes", () => {
        const screen = screenAt(asked, "issuing");
        screen.press("继续领票");
        screen.tell({ on: "stored", kept: { ...asked, offered: true } });
        expect(document.activeElement?.textContent).toBe("正在领票");
        screen.tell({ on: "stored", kept: marking() });
        screen.tell(seen(exampleVote, "voting"));
        expect(document.activeElement).toBe(screen.root.querySelector("h1"));
        screen.rows()[0]?.focus();
        void act(() => {
            screen.rows()[0]?.click();
        });
        expect(document.activeElement).toBe(screen.rows()[0]);
        screen.press("核对选票");
        expect(document.activeElement?.textContent).toBe("请核对您的选票");
    });

    it("goes to the notice when an act was refused", () => {
        const screen = screenAt({ ...asked, offered: true }, "issuing");
        screen.tell({ on: "refused", asked: "issue", code: "not_signed_in" });
        expect(document.activeElement?.textContent).toContain("您还没有签到");
    });

    it("is not taken from where somebody types when the network goes", () => {
        const screen = screenAt(null, "issuing");
        const field = screen.root.querySelector("input");
        field?.focus();
        screen.tell({ on: "unreachable", asked: "news" });
        expect(screen.text()).toContain("连不上服务器");
        expect(document.activeElement).toBe(field);
    });
});
