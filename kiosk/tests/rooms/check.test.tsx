// @vitest-environment happy-dom
// The second device of a check by what a person reads and presses; the cryptography is played in flow/whole.test.ts.
import { render } from "preact";
import { act } from "preact/test-utils";
import { beforeEach, describe, expect, it } from "vitest";
import { unreachable, refused, answer, type Reply } from "../../src/api/reply.ts";
import { at } from "../../src/basics/assert.ts";
import { encodeHex } from "../../src/basics/encoding.ts";
import { utf8, type Bytes } from "../../src/basics/bytes.ts";
import { printCheckId, printCheckOpening } from "../../src/ballot/check_code.ts";
import { ballotId, manifestHash, trackingCode } from "../../src/ballot/ids.ts";
import { Marks, type Mark } from "../../src/ballot/marks.ts";
import { decodeOpened, type Verdict } from "../../src/ballot/opening.ts";
import type { Vote } from "../../src/flow/vote.ts";
import { CheckApp } from "../../src/rooms/check/app.tsx";
import { find, readId, readOpening, type Finding } from "../../src/rooms/check/course.ts";
import { readQr } from "../../src/ui/scan/decoder.ts";
import { EyesOfPage } from "../../src/ui/scanner.tsx";
import { defaults, type Settings } from "../../src/ui/settings.ts";
import { loadCatalogue } from "../../src/ui/words.ts";
import { exampleVote, voteWith } from "../flow/vote.ts";
import { FakeCamera } from "../support/camera.ts";
import "../support/parts.ts";
import { exampleFingerprint, fingerprintOf } from "../support/fingerprint.ts";
import { pictureOf } from "../support/picture.ts";
import { flip, must } from "../support/vectors.ts";

const M = exampleVote.manifest.hash;
const id = ballotId(utf8("i".repeat(32)));
const opening = utf8("an opening");
const idText = printCheckId(M, id);
const openingText = printCheckOpening(M, opening);

const marksOf = (vote: Vote, first: Mark): Marks => {
    const rest = vote.manifest.projects.slice(1).map((): Mark => "none");
    return must(Marks.create(vote.shape, [first, ...rest], false));
};

class Screen {
    readonly root = document.createElement("div");
    readonly camera = new FakeCamera([]);
    readonly told: Bytes[] = [];
    readonly asked: (Bytes | null)[] = [];
    readonly replies: Reply<unknown>[] = [];
    finding: Finding = { verdict: "agrees", marks: marksOf(exampleVote, "approve") };
    settings: Settings = defaults;
    sample = true;
    #timer: (() => void) | null = null;

    constructor(vote: Vote | null = exampleVote, finding?: Finding) {
        if (finding !== undefined) this.finding = finding;
        document.body.replaceChildren(this.root);
        this.draw(vote);
    }

    draw(vote: Vote | null): void {
        const eyes = { camera: this.camera, decoder: () => Promise.resolve(readQr) };
        void act(() => {
            render(
                <EyesOfPage.Provider value={eyes}>
                    <CheckApp
                        vote={vote}
                        phase="voting"
                        sample={this.sample}
                        find={(_vote, _id, given) => {
                            this.asked.push(given);
                            return Promise.resolve(this.finding);
                        }}
                        tell={(entry) => {
                            this.told.push(entry);
                            return Promise.resolve(this.replies.shift() ?? answer(null));
                        }}
                        clock={{
                            after: (_seconds, call) => {
                                this.#timer = call;
                                return () => undefined;
                            },
                        }}
                        settings={this.settings}
                        onSettings={(settings) => {
                            this.settings = settings;
                            this.draw(vote);
                        }}
                    />
                </EyesOfPage.Provider>,
                this.root,
            );
        });
    }

    text(): string {
        return this.root.textContent;
    }

    async press(label: string): Promise<void> {
        const button = [...this.root.querySelectorAll("button")].find(({ textContent }) =>
            textContent.startsWith(label),
        );
        if (button === undefined) throw new Error(`no button ${label} in: ${this.text()}`);
        await act(async () => {
            button.click();
            await Promise.resolve();
        });
        await act(() => Promise.resolve());
    }

    async type(text: string): Promise<void> {
        const field = this.root.querySelector("textarea");
        if (field === null) throw new Error("no field");
        void act(() => {
            field.value = text;
            field.dispatchEvent(new InputEvent("input", { bubbles: true }));
        });
        await this.press("读入");
    }

    async tick(): Promise<void> {
        await act(async () => {
            this.#timer?.();
            await Promise.resolve();
        });
    }

    heading(): string {
        return this.root.querySelector("h1")?.textContent ?? "";
    }
}

beforeEach(() => {
    document.body.replaceChildren();
});

describe("the second device", () => {
    it("reads the id, then the opening, and says the verdict in a heading that has the focus", async () => {
        const screen = new Screen();
        await screen.type(idText.toLowerCase());
        expect(document.activeElement?.textContent).toBe("请读入第二个码");
        for (const group of trackingCode(id).split("-")) expect(screen.text()).toContain(group);
        await screen.type(openingText);
        expect(document.activeElement?.textContent).toBe("相符");
        expect(screen.asked).toEqual([opening]);
        expect(screen.text()).toContain(exampleVote.manifest.projects[0]?.name);
        expect(screen.text()).toContain("这张票不计票");
    });

    it("shows the manifest's fingerprint before it is given anything, and beside the verdict", async () => {
        const screen = new Screen();
        expect(fingerprintOf(screen.root)).toBe(exampleFingerprint);
        await screen.type(idText);
        await screen.type(openingText);
        expect(fingerprintOf(screen.root)).toBe(exampleFingerprint);
    });

    it("refuses an opening before an id", async () => {
        const screen = new Screen();
        await screen.type(openingText);
        expect(screen.heading()).toBe("请读入第一个码");
        expect(screen.text()).toContain("没有先读第一个码");
        expect(screen.asked).toEqual([]);
    });

    it("takes codes from the camera, and asks for the second when the first is shown again", async () => {
        const screen = new Screen();
        const shot = { width: 640, height: 480, side: 400 };
        await screen.press("扫描二维码");
        await act(async () => {
            await screen.camera.dry;
            screen.camera.show(pictureOf(idText, shot));
            await Promise.resolve();
        });
        expect(screen.heading()).toBe("请读入第二个码");
        expect(screen.camera.isOpen).toBe(false);
        await screen.type(idText);
        expect(screen.text()).toContain("这还是第一个码");
        expect(screen.asked).toEqual([]);
    });

    it.each([
        ["no code", "hello", "这不是验票的码"],
        ["a mistyped one", idText.replace(/.$/, (c) => (c === "7" ? "8" : "7")), "请核对"],
        ["one of another round", printCheckId(manifestHash(flip(M, 0)), id), "另一轮"],
    ])("says what is wrong with %s", async (_what, text, said) => {
        const screen = new Screen();
        await screen.type(text);
        expect(screen.text()).toContain(said);
    });

    it("says it in the language that is spoken now", async () => {
        await loadCatalogue("en");
        const screen = new Screen();
        await screen.type("hello");
        await screen.press("English");
        expect(screen.text()).toContain("This is not a code of a check");
    });

    it("says that a ballot without an opening could not be opened", async () => {
        const screen = new Screen(exampleVote, { verdict: "unopened", marks: null });
        await screen.type(idText);
        await screen.press("对方没有给出第二个码");
        expect([screen.heading(), screen.asked]).toEqual(["打不开", [null]]);
    });

    it.each<[Verdict, string]>([
        ["agrees", "相符"],
        ["differs", "与所说的不符"],
        ["unopened", "打不开"],
    ])("tells the box its verdict and nothing of the marks: %s", async (verdict, title) => {
        const marks = verdict === "unopened" ? null : marksOf(exampleVote, "approve");
        const screen = new Screen(exampleVote, { verdict, marks });
        await screen.type(idText);
        await screen.type(openingText);
        expect(screen.heading()).toBe(title);
        const opened = must(decodeOpened(at(screen.told, 0)));
        expect(encodeHex(opened.ballotId)).toBe(encodeHex(id));
        expect([opened.station, opened.verdict]).toEqual([0, verdict]);
        expect(screen.text()).toContain("票箱已登记");
    });

    it("never shows what the other device says as what was sealed, nor sends anybody back to it", async () => {
        const marks = marksOf(exampleVote, "approve");
        const screen = new Screen(exampleVote, { verdict: "differs", marks });
        await screen.type(idText);
        await screen.type(openingText);
        const said = screen.text().indexOf("那台设备说票里是");
        expect(said).toBeGreaterThan(screen.text().indexOf("票箱已登记"));
        expect(screen.text().indexOf("已选 1 项")).toBeGreaterThan(said);
        expect(screen.text()).toContain("请不要用那台设备投票");
        expect(screen.text()).not.toContain("请回到投票的设备");
    });

    it("tells again until the box takes it, and then no more", async () => {
        const screen = new Screen();
        screen.replies.push(unreachable, refused("wrong_phase"));
        await screen.type(idText);
        await screen.type(openingText);
        expect(screen.text()).toContain("连不上票箱");
        await screen.tick();
        await screen.tick();
        expect(screen.text()).toContain("票箱已登记");
        expect(new Set(screen.told.map(encodeHex)).size).toBe(1);
        expect(screen.told).toHaveLength(3);
    });

    it("says first when the ballot that it checked was cast all the same, and not that it does not count", async () => {
        const screen = new Screen();
        screen.replies.push(refused("already_cast"));
        await screen.type(idText);
        await screen.type(openingText);
        expect(screen.heading()).toBe("被投了出去");
        expect(screen.root.querySelector(".notice")?.textContent).toContain("这张票已经在票箱里");
        expect(screen.text()).not.toContain("这张票不计票");
        await screen.tick();
        expect(screen.told).toHaveLength(1);
    });

    it("names approved, opposed and the rest of a three-way ballot, and says of a blank one that it is", async () => {
        const vote = voteWith({ style: "three_way", lo: 0, hi: exampleVote.shape.projects });
        const screen = new Screen(vote, { verdict: "agrees", marks: marksOf(vote, "oppose") });
        await screen.type(idText);
        await screen.type(openingText);
        const lists = [...screen.root.querySelectorAll(".review")];
        expect(lists.map((list) => list.querySelectorAll(".project-no").length)).toEqual([
            0,
            1,
            vote.shape.projects - 1,
        ]);
        const none = vote.manifest.projects.map((): Mark => "none");
        const blank = must(Marks.create(vote.shape, none, true));
        const other = new Screen(vote, { verdict: "agrees", marks: blank });
        await other.type(idText);
        await other.type(openingText);
        expect(other.text()).toContain("空白票");
    });

    it("begins anew with the next ballot", async () => {
        const screen = new Screen();
        await screen.type(idText);
        await screen.type(openingText);
        await screen.press("再验一张");
        expect(screen.heading()).toBe("请读入第一个码");
        expect(screen.text()).not.toContain(at(trackingCode(id).split("-"), 0));
    });

    it("says that there is nothing to check before a manifest, and changes its language at once", async () => {
        const screen = new Screen(null);
        expect(screen.root.querySelector(".rehearsal")).not.toBeNull();
        screen.sample = false;
        screen.draw(null);
        expect(screen.root.querySelector(".rehearsal")).toBeNull();
        expect(screen.text()).toContain("表决方案还没有公布");
        await screen.press("English");
        expect(screen.text()).toContain("The ballot is not published yet");
    });
});

describe("what a second device finds", () => {
    it("is unopened where the opening is none, whatever its bytes", () => {
        for (const given of [null, new Uint8Array(), new Uint8Array(200)]) {
            expect(find(exampleVote, id, given)).toEqual({ verdict: "unopened", marks: null });
        }
    });

    it("is told apart by kind, round and version before anything is opened", () => {
        expect(readId(idText, exampleVote)).toEqual({ is: "read", value: id });
        expect(readId(openingText, exampleVote)).toEqual({ is: "opening" });
        expect(readOpening(idText, exampleVote)).toEqual({ is: "id" });
        expect(readOpening("x", exampleVote)).toEqual({ is: "no_code" });
    });
});
