// @vitest-environment happy-dom
// The pages of a deputy's device by what a person reads and presses.
import { render } from "preact";
import { act } from "preact/test-utils";
import { beforeEach, describe, expect, it } from "vitest";
import type { Errc } from "../../src/basics/errc.ts";
import { utf8 } from "../../src/basics/bytes.ts";
import { at } from "../../src/basics/assert.ts";
import { trackingCode } from "../../src/ballot/ids.ts";
import { printCard } from "../../src/ballot/card.ts";
import type { Kept } from "../../src/flow/kept.ts";
import { initial } from "../../src/flow/machine.ts";
import { exampleVote, voteWith } from "../flow/vote.ts";
import { exampleFingerprint, fingerprintOf } from "../support/fingerprint.ts";
import { pictureOf } from "../support/picture.ts";
import {
    id,
    marking,
    paper,
    Screen,
    screenAt,
    sealed,
    seed,
    shot,
} from "../support/deputy_screen.tsx";

beforeEach(() => {
    document.body.replaceChildren();
});

describe("the card page", () => {
    it("carries the band of a rehearsal before there is a round, and of a rehearsal alone", () => {
        for (const sample of [true, false]) {
            const screen = new Screen(initial);
            screen.tell({ on: "seen", news: { phase: "setup", manifest: null, sample } });
            expect(screen.root.querySelector(".rehearsal") !== null).toBe(sample);
        }
    });

    it("takes the card of the link after a press, and not before", () => {
        const screen = screenAt(null, "issuing");
        screen.linked = printCard(new Uint8Array(20).fill(9));
        screen.root.replaceChildren();
        render(null, screen.root);
        screen.draw();
        expect(screen.sent).toEqual([]);
        screen.press("领取选票");
        expect(screen.sent).toMatchObject([{ on: "card_given", tokenSeed: null }]);
    });

    it.each([
        ["as it is printed", ""],
        ["in a link", "https://hall.example/vote#"],
    ])("takes a scanned card after a press: %s", async (_what, before) => {
        const screen = screenAt(null, "issuing");
        screen.press("扫描代表证");
        await act(async () => {
            await screen.camera.dry;
            const code = before + printCard(new Uint8Array(20).fill(9));
            screen.camera.show(pictureOf(code, shot));
            await Promise.resolve();
        });
        expect(screen.sent).toEqual([]);
        screen.press("领取选票");
        expect(screen.sent).toMatchObject([{ on: "card_given", tokenSeed: null }]);
    });

    it("and the page on which a deputy waits show the manifest's fingerprint", () => {
        for (const kept of [null, marking()]) {
            expect(fingerprintOf(screenAt(kept, "issuing").root)).toBe(exampleFingerprint);
        }
    });

    it("takes no other code for a card", async () => {
        const screen = screenAt(null, "issuing");
        screen.press("扫描代表证");
        await act(async () => {
            await screen.camera.dry;
            screen.camera.show(pictureOf("https://hall.example/vote#", shot));
            await Promise.resolve();
        });
        expect(screen.text()).toContain("这不是代表证的二维码");
    });

    it("gives the focus to the field that a press made appear", () => {
        const screen = screenAt(null, "issuing");
        screen.press("我有恢复码");
        expect(document.activeElement?.tagName).toBe("TEXTAREA");
    });

    it("says which group has a character that no card has", () => {
        const screen = screenAt(null, "issuing");
        const field = screen.root.querySelectorAll("input")[2];
        if (field === undefined) throw new Error("nine fields");
        void act(() => {
            field.value = "ABUD";
            field.dispatchEvent(new InputEvent("input", { bubbles: true }));
        });
        expect(screen.text()).toContain("第 3 组有不用的字符");
        screen.press("领取选票");
        expect(screen.sent).toEqual([]);
    });

    it("shows between close and announcement that no card is taken", () => {
        expect(screenAt(null, "closed").text()).toContain("现在不能领票");
    });
});

describe("the ballot", () => {
    it("preselects nothing and marks by a touch of the row", () => {
        const screen = screenAt(marking());
        expect(screen.rows().every((row) => row.getAttribute("aria-checked") === "false")).toBe(
            true,
        );
        void act(() => {
            screen.rows()[1]?.click();
        });
        expect(screen.rows()[1]?.getAttribute("aria-checked")).toBe("true");
    });

    it("stops at the cap and names what was touched", () => {
        const vote = voteWith({ hi: 1 });
        const screen = screenAt(marking(vote), "voting", vote);
        for (const place of [0, 1]) {
            void act(() => {
                screen.rows()[place]?.click();
            });
        }
        expect(screen.text()).toContain("已选满 1 项");
        expect(screen.text()).toContain(vote.manifest.projects[1]?.name);
        expect(screen.rows()[1]?.getAttribute("aria-checked")).toBe("false");
    });

    it("offers three equal gestures, and the same again takes the mark back", () => {
        const vote = voteWith({ style: "three_way", lo: 0, hi: exampleVote.shape.projects });
        const screen = screenAt(marking(vote), "voting", vote);
        const first = screen.root.querySelector(".options");
        expect(first?.querySelectorAll("button")).toHaveLength(3);
        screen.press("反对");
        expect(screen.state.choices[0]).toBe("oppose");
        screen.press("反对");
        expect(screen.state.choices[0]).toBe("unmarked");
        expect(screen.text()).toContain("未填的按弃权计");
    });

    it("draws all covered marks alike", () => {
        const screen = screenAt(marking());
        void act(() => {
            screen.rows()[0]?.click();
        });
        screen.press("遮挡");
        const looks = [...screen.root.querySelectorAll(".mark")].map((mark) => mark.outerHTML);
        expect(new Set(looks).size).toBe(1);
    });

    it("is named in full at the review: what is marked and what is not", () => {
        const screen = screenAt(marking());
        void act(() => {
            screen.rows()[0]?.click();
        });
        screen.press("核对选票");
        const lists = [...screen.root.querySelectorAll(".review")].map(
            ({ textContent }) => textContent,
        );
        const names = exampleVote.manifest.projects.map(({ name }) => name);
        expect(lists[0]).toContain(names[0]);
        for (const name of names.slice(1)) expect(lists[1]).toContain(name);
    });

    it("is sealed without any mark only when it was said to be blank", () => {
        const screen = screenAt(marking());
        screen.press("核对选票");
        screen.press("封好选票");
        expect(screen.state.doing).toBeNull();
        screen.press("空白票");
        screen.press("封好选票");
        expect(screen.state.doing).toBe("sealing");
    });

    it("offers to abstain on each and to be blank as equals, where nothing is marked", () => {
        const vote = voteWith({ style: "three_way", lo: 0, hi: exampleVote.shape.projects });
        const screen = screenAt(marking(vote), "voting", vote);
        screen.press("核对选票");
        const ways = [...screen.root.querySelectorAll(".equal-pair button")];
        const look = ways.map(({ className, textContent }) => [className, textContent]);
        expect(look).toEqual([
            ["option", "每项弃权"],
            ["option", "空白票"],
        ]);
        screen.press("空白票");
        const pressed = [...screen.root.querySelectorAll("[aria-pressed=true]")];
        expect(pressed.map(({ textContent }) => textContent)).toEqual(["空白票"]);
    });

    it("offers nothing blank once something is marked", () => {
        const screen = screenAt(marking());
        void act(() => {
            screen.rows()[0]?.click();
        });
        screen.press("核对选票");
        expect(screen.text()).not.toContain("空白票");
    });

    it("is not shown before voting is open", () => {
        const screen = screenAt(marking(), "issuing");
        expect(screen.rows()).toEqual([]);
        expect(screen.text()).toContain("等待宣布开始投票");
    });
});

describe("a sealed ballot", () => {
    const code = trackingCode(id).split("-");

    it("shows its tracking code before it can be cast, and shows it unchanged after", () => {
        const screen = screenAt(sealed);
        for (const group of code) expect(screen.text()).toContain(group);
        screen.press("投票");
        expect(screen.sent).toEqual([{ on: "cast_wanted" }]);
        const cast = screenAt({
            at: "cast",
            vote: exampleVote,
            id,
            leafHash: seed,
            promise: seed,
            receipt: null,
            voided: false,
        });
        for (const group of code) expect(cast.text()).toContain(group);
        expect(cast.text()).toContain("已计入");
    });

    it("is told as not yet cast before its code is shown, and not when it is too late for that", () => {
        const notCast = "还没有投出，投出后才计入。";
        const screen = screenAt(sealed);
        expect(screen.root.querySelector("main > p")?.textContent).toBe(notCast);
        expect(screen.text().indexOf(notCast)).toBeLessThan(screen.text().indexOf(at(code, 0)));
        screen.state = { ...screen.state, end: "too_late" };
        screen.draw();
        expect(screen.text()).not.toContain("还没有投出");
    });

    it("is cast or checked by equal acts", () => {
        const { root } = screenAt(sealed);
        const pair = [...root.querySelectorAll(".equal-pair > button")];
        expect(pair.map(({ className }) => className)).toEqual([
            "button button-equal",
            "button button-equal",
        ]);
        expect(pair.map(({ firstChild }) => firstChild?.textContent)).toEqual(["投票", "验票"]);
        for (const button of pair) expect(button.querySelector(".button-explain")).not.toBeNull();
    });

    it("on its way is never called sent or counted", () => {
        const casting = screenAt({
            at: "casting",
            vote: exampleVote,
            paper,
            ballot: { id, bytes: utf8("ballot") },
        });
        expect(casting.text()).toContain("尚未计入");
        expect(casting.text().replaceAll("尚未计入", "")).not.toMatch(/已计入。?$|已送出/);
    });
});

describe("after the vote", () => {
    const cast: Kept = {
        at: "cast",
        vote: exampleVote,
        id,
        leafHash: seed,
        promise: seed,
        receipt: null,
        voided: false,
    };

    it("the code is to be kept until there is a receipt, and no longer", () => {
        const [before, after] = [screenAt(cast), screenAt({ ...cast, receipt: "text" })];
        expect(before.text()).toContain("请抄下或拍下查询码");
        expect(before.text()).not.toContain("收据已核对");
        expect(after.text()).toContain("收据已核对");
        expect(after.text()).not.toContain("请抄下或拍下查询码");
        expect(before.root.querySelector("a[href^='/#']")).toBeNull();
        expect(after.root.querySelector("a[href^='/#']")?.textContent).toBe("在公开页上查本票");
    });

    it.each<readonly [Errc, string | null]>([
        ["wrong_phase", "可以送出时，本页会自动再送"],
        ["busy", "可以送出时，本页会自动再送"],
        ["token_rejected", "请不要离开，并请工作人员协助"],
        ["proof_rejected", null],
    ])("a ballot that was refused says truly what it waits for: %s", (code, todo) => {
        const screen = screenAt({ at: "casting", vote: exampleVote, paper, ballot: sealed.ballot });
        screen.tell({ on: "refused", asked: "cast", code });
        expect(screen.text()).not.toContain("网络恢复后");
        if (todo === null) expect(screen.text()).not.toContain("存在本机，尚未计入");
        else expect(screen.text()).toContain(todo);
    });

    it.each<readonly [string, Kept]>([
        ["sealed", sealed],
        ["casting", { at: "casting", vote: exampleVote, paper, ballot: sealed.ballot }],
    ])("a ballot that came too late is called not counted, whatever it was: %s", (_name, kept) => {
        const screen = screenAt(kept);
        screen.state = { ...screen.state, end: "too_late" };
        screen.draw();
        expect(screen.root.querySelector("h1")?.textContent).toBe("没有计入");
        expect(screen.text()).not.toContain("凭此码会后可查到");
    });

    it("a ballot whose round went by on its way is not called counted or lost", () => {
        const screen = screenAt({ at: "casting", vote: exampleVote, paper, ballot: sealed.ballot });
        screen.state = { ...screen.state, end: "round_replaced" };
        screen.draw();
        expect(screen.root.querySelector("h1")?.textContent).toBe("选票已封好");
    });

    it.each<readonly [string, Kept]>([
        ["casting", { at: "casting", vote: exampleVote, paper, ballot: sealed.ballot }],
        [
            "handing back",
            { at: "handing_back", vote: exampleVote, giving: "hand_back", entry: seed },
        ],
    ])(
        "one notice says that nothing was taken yet while the network is gone: %s",
        (_name, kept) => {
            const screen = screenAt(kept);
            screen.tell({ on: "unreachable", asked: kept.at === "casting" ? "cast" : "hand_back" });
            expect(screen.root.querySelectorAll(".notice")).toHaveLength(1);
            expect(screen.root.querySelector(".notice")?.textContent).toContain("存在本机");
        },
    );
});

describe("every page", () => {
    const stages: readonly (readonly [string, Kept | null])[] = [
        ["card", null],
        [
            "recovery",
            { at: "requested", vote: exampleVote, tokenSeed: seed, request: seed, offered: false },
        ],
        [
            "requesting",
            { at: "requested", vote: exampleVote, tokenSeed: seed, request: seed, offered: true },
        ],
        ["marking", marking()],
        ["sealed", sealed],
        ["checking", { at: "checking", vote: exampleVote, paper, id, opening: seed }],
        [
            "handing back",
            { at: "handing_back", vote: exampleVote, giving: "hand_back", entry: seed },
        ],
        [
            "handed back",
            { at: "handed_back", vote: exampleVote, giving: "hand_back", promise: seed },
        ],
    ];

    it("says on the way from the card to the box which step it is", () => {
        const steps = stages.map(
            ([, kept]) => screenAt(kept).root.querySelector("[aria-current=step]")?.textContent,
        );
        const none = undefined;
        expect(steps).toEqual(["领票", "领票", "领票", "填票", "投出", none, none, none]);
        const review = screenAt(marking());
        review.press("核对选票");
        expect(review.root.querySelector("[aria-current=step]")?.textContent).toBe("核对");
    });

    it.each(stages)(
        "has one heading, at most one red forward act, no inline style: %s",
        (_name, kept) => {
            const { root } = screenAt(kept, kept === null ? "issuing" : "voting");
            expect(root.querySelectorAll("h1")).toHaveLength(1);
            expect(root.querySelectorAll(".button-forward").length).toBeLessThanOrEqual(1);
            expect(root.querySelectorAll("[style]")).toHaveLength(0);
            // What can be pressed is a button, in the order of the page: Tab, Space and Enter suffice.
            for (const control of root.querySelectorAll("[role=checkbox],[aria-pressed]")) {
                expect(control.tagName).toBe("BUTTON");
            }
            expect(root.querySelectorAll("[tabindex]:not([tabindex='-1'])")).toHaveLength(0);
            for (const button of root.querySelectorAll("button")) {
                expect(button.textContent + (button.getAttribute("aria-label") ?? "")).not.toBe("");
            }
        },
    );

    it.each(stages)("changes its language at once: %s", (_name, kept) => {
        const screen = screenAt(kept, kept === null ? "issuing" : "voting");
        const before = screen.text();
        screen.press("English");
        expect(screen.text()).not.toBe(before);
        screen.press("中文");
        expect(screen.text()).toBe(before);
    });
});
