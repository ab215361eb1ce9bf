// @vitest-environment happy-dom
// The pages of a deputy's device by what a person reads and presses.
import { render } from "preact";
import { act } from "preact/test-utils";
import { beforeEach, describe, expect, it } from "vitest";
import { utf8 } from "../../src/basics/bytes.ts";
import { encodeHex } from "../../src/basics/encoding.ts";
import { ballotId, trackingCode } from "../../src/ballot/ids.ts";
import { printCard } from "../../src/ballot/card.ts";
import type { Kept } from "../../src/flow/kept.ts";
import { initial, step } from "../../src/flow/machine.ts";
import type { Event, RoundPhase, State } from "../../src/flow/state.ts";
import { nothingChosen, type Vote } from "../../src/flow/vote.ts";
import { App } from "../../src/rooms/deputy/app.tsx";
import { EyesOfPage } from "../../src/ui/scanner.tsx";
import { readQr } from "../../src/ui/scan/decoder.ts";
import { defaults, type Settings } from "../../src/ui/settings.ts";
import { exampleVote, voteWith } from "../flow/vote.ts";
import { FakeCamera } from "../support/camera.ts";
import { pictureOf } from "../support/picture.ts";

const seed = utf8("s".repeat(32));
const shot = { width: 400, height: 400, side: 300 };
const id = ballotId(seed);
const paper = { tokenSeed: seed, token: utf8("token") };

/** The app over the machine alone: effects are noted and not carried out. */
class Screen {
    state: State;
    readonly root = document.createElement("div");
    readonly sent: Event[] = [];
    readonly camera = new FakeCamera([]);
    settings: Settings = defaults;
    linked = "";

    constructor(state: State) {
        this.state = state;
        document.body.replaceChildren(this.root);
    }

    draw(): void {
        void act(() => {
            const eyes = { camera: this.camera, decoder: () => Promise.resolve(readQr) };
            render(
                <EyesOfPage.Provider value={eyes}>
                    <App
                        state={this.state}
                        send={(event) => {
                            this.sent.push(event);
                            this.tell(event);
                        }}
                        settings={this.settings}
                        onSettings={(settings) => {
                            this.settings = settings;
                            this.draw();
                        }}
                        linked={this.linked}
                    />
                </EyesOfPage.Provider>,
                this.root,
            );
        });
    }

    tell(event: Event): void {
        this.state = step(this.state, event).state;
        this.draw();
    }

    text(): string {
        return this.root.textContent;
    }

    press(label: string | RegExp): void {
        const wanted = [...this.root.querySelectorAll("button")].find((button) =>
            typeof label === "string"
                ? button.textContent.startsWith(label)
                : label.test(button.getAttribute("aria-label") ?? button.textContent),
        );
        if (wanted === undefined) throw new Error(`no button ${String(label)} in: ${this.text()}`);
        void act(() => {
            wanted.click();
        });
    }

    rows(): HTMLButtonElement[] {
        return [...this.root.querySelectorAll<HTMLButtonElement>(".project-toggle")];
    }
}

function seen(vote: Vote, phase: RoundPhase): Event {
    return { on: "seen", news: { phase, manifest: encodeHex(vote.manifest.hash) } };
}

function screenAt(kept: Kept | null, phase: RoundPhase = "voting", vote = exampleVote): Screen {
    const events: Event[] = [
        { on: "loaded", kept },
        seen(vote, phase),
        ...(kept === null ? [{ on: "vote_read", vote } as const] : []),
    ];
    const state = events.reduce((now, event) => step(now, event).state, initial);
    const screen = new Screen({ ...state, doing: null });
    screen.draw();
    return screen;
}

const marking = (vote = exampleVote): Kept => ({
    at: "marking",
    vote,
    paper,
    choices: nothingChosen(vote),
});
const sealed: Kept = {
    at: "sealed",
    vote: exampleVote,
    paper,
    choices: nothingChosen(exampleVote),
    ballotSeed: seed,
    ballot: { id, bytes: utf8("ballot") },
};

beforeEach(() => {
    document.body.replaceChildren();
});

describe("the card page", () => {
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

    it("says that nothing chosen is a blank ballot", () => {
        const screen = screenAt(marking());
        screen.press("核对选票");
        expect(screen.text()).toContain("空白票");
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
        });
        for (const group of code) expect(cast.text()).toContain(group);
        expect(cast.text()).toContain("已计入");
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
        ["handing back", { at: "handing_back", vote: exampleVote, entry: seed }],
        ["handed back", { at: "handed_back", vote: exampleVote, promise: seed }],
    ];

    it.each(stages)(
        "has one heading, at most one red forward act, no inline style: %s",
        (_name, kept) => {
            const { root } = screenAt(kept, kept === null ? "issuing" : "voting");
            expect(root.querySelectorAll("h1")).toHaveLength(1);
            expect(root.querySelectorAll(".button-forward").length).toBeLessThanOrEqual(1);
            expect(root.querySelectorAll("[style]")).toHaveLength(0);
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
