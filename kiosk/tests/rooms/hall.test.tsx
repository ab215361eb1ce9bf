// @vitest-environment happy-dom
// The screen of the hall: what it says in every phase, and nothing of the marks before the announcement.
import { afterEach, describe, expect, it } from "vitest";
import type { RoundView } from "../../src/api/round_view.ts";
import { sha256 } from "../../src/crypto/hash.ts";
import type { Method } from "../../src/ballot/method.ts";
import type { Vote } from "../../src/flow/vote.ts";
import { lostAfterMs } from "../../src/flow/pulse.ts";
import { pageMs } from "../../src/rooms/hall/pager.tsx";
import { publicSite, readScreen } from "../../src/rooms/hall/screen.ts";
import { exampleVote, voteWith } from "../flow/vote.ts";
import { exampleFingerprint } from "../support/fingerprint.ts";
import { HallScreen, noon, resultOf, viewOf } from "../support/hall_screen.tsx";

let screen = new HallScreen();

function shown(view: RoundView, vote: Vote | null = exampleVote, fragment = ""): HallScreen {
    screen.end();
    screen = new HallScreen(fragment);
    return screen.shows(view, { vote });
}

afterEach(() => {
    screen.end();
});

const projects = exampleVote.manifest.projects.length;
const half = { a: 1, b: 2, base: "all", strict: true } as const;
const quorum = { a: 2, b: 3, base: "all", strict: false } as const;

function method(change: Partial<Method>): Vote {
    return voteWith({ threshold: half, quorum, participation: null, places: 2, ...change });
}

const vote = method({});
const descending = Array.from({ length: projects }, (_, place) => 300 - 90 * place);
const announced = viewOf({ phase: "announced", result: resultOf(descending, 2) });

describe("before the opening", () => {
    it("says that there is no vote yet, under the name of the congress", () => {
        const { text } = shown(viewOf({ phase: "setup" }), null);
        expect(text).toContain("甲市会议");
        expect(text).toContain("表决方案还没有公布");
    });

    it("shows title, method in five lines, attendance and the fingerprint", () => {
        const hall = shown(viewOf({ phase: "sealed" }), vote);
        expect(hall.text).toContain(exampleVote.manifest.title);
        expect(hall.all(".method > li")).toHaveLength(5);
        expect(hall.all(".key")).toEqual(["327", "314"]);
        expect(hall.all(".code").map((text) => text.trim())).toEqual([exampleFingerprint]);
    });

    it("reckons the quorum by the rule of the manifest", () => {
        const at = (present: number, rule: Method["quorum"]): string => {
            const { counts } = viewOf({});
            const view = viewOf({ phase: "sealed", counts: { ...counts, present } });
            return shown(view, method({ quorum: rule }))
                .all(".cell-quorum")
                .join("");
        };
        expect(at(217, quorum)).toBe("法定人数 218（三分之二）尚差 1 人");
        expect(at(218, quorum)).toBe("法定人数 218（三分之二）已达到法定人数");
        expect(at(163, half)).toBe("法定人数 164（超过二分之一）尚差 1 人");
    });

    it.each<readonly [Partial<Method>, string]>([
        [{ threshold: half }, "赞成票超过应到代表的二分之一的，方可入选"],
        [{ threshold: { ...half, base: "valid", strict: false } }, "赞成票达到有效票数的二分之一"],
        [{ threshold: null }, "得到赞成票的，即可入选"],
        [{ tie: "exclude" }, "末位票数相同的，都不入选；"],
        [{ shortfall: "vacant" }, "名额不满的，空缺"],
        [{ blank: "void" }, "空白票按无效票计"],
        [{ participation: half }, "收回不足"],
    ])("tells the method: %j", (change, said) => {
        expect(shown(viewOf({ phase: "drafted" }), method(change)).text).toContain(said);
    });

    it("does without what it could not read", () => {
        const hall = shown(viewOf({ phase: "sealed" }), null);
        expect(hall.text).toContain("正在读取表决方案");
        expect(hall.all(".key")).toEqual(["327", "314"]);
        expect(hall.all(".cell-quorum, .code")).toEqual([]);
    });
});

describe("during the vote", () => {
    it("shows papers and people", () => {
        const hall = shown(viewOf({ phase: "voting" }), vote);
        expect(hall.all(".key")).toEqual(["310", "287", "2", "21", "327", "314"]);
        expect(hall.text).toContain("正在投票");
        expect(hall.text).toContain("票数每分钟更新");
        expect(hall.text).toContain("11:26");
    });

    it("says that it is paused, and what that means", () => {
        const hall = shown(viewOf({ phase: "paused" }), vote);
        expect(hall.all(".halted").join("")).toContain("投票暂停");
        expect(hall.text).toContain("暂停期间不发票，也不投票");
    });

    it("names a further round and why it is held", () => {
        const manifest = { ...vote.manifest, kind: "tie", round: 2 } as const;
        const hall = shown(viewOf({ phase: "drafted", round: 2 }), { ...vote, manifest });
        expect(hall.text).toContain("第 2 轮");
        expect(hall.text).toContain("票数相同的项目再次票决");
    });

    it("says after the close that the result is awaited, with the counts alone", () => {
        const hall = shown(viewOf({ phase: "closed" }), null);
        expect(hall.all(".step")).toEqual([
            "已完成投票截止",
            "进行中监票人开箱、计票、签字",
            "未开始执行主席宣布结果",
        ]);
        expect(hall.all(".key")).toEqual(["310", "287", "2", "21"]);
    });

    it("says that a round is void", () => {
        const { text } = shown(viewOf({ phase: "voided" }), vote);
        expect(text).toContain("本轮作废，没有结果");
    });
});

describe("before the announcement", () => {
    const phases = [
        "setup",
        "drafted",
        "sealed",
        "issuing",
        "voting",
        "paused",
        "closed",
        "cosigned",
        "decided",
        "voided",
    ] as const;

    it.each(phases)("nothing of a result is drawn in %s, even if one were sent", (phase) => {
        const sent = { phase, result: resultOf(descending, 2) };
        const hall = shown(viewOf(sent), vote);
        expect(hall.all(".chart, .table, .bar, .rank, .word")).toEqual([]);
        for (const { name } of exampleVote.manifest.projects) expect(hall.text).not.toContain(name);
    });
});

describe("a connection that is lost", () => {
    it("is said with the time of the figures, and not for a moment's silence", () => {
        const hall = shown(viewOf({ phase: "voting" }), vote);
        hall.clock.time += lostAfterMs;
        expect(hall.shows(viewOf({})).text).not.toContain("失去连接");
        hall.clock.time += 1;
        const said = "与服务器失去连接，正在重连…　所示为 11:26:00 的情况";
        expect(hall.shows(viewOf({})).all(".lost")).toEqual([said]);
        const never = hall.shows(null, { heardAt: null });
        expect(never.all(".lost")).toEqual(["与服务器失去连接，正在重连…"]);
    });
});

describe("a sample congress", () => {
    it("carries its notice at the top and at the bottom, in every phase", () => {
        for (const phase of ["setup", "sealed", "voting", "closed", "announced"] as const) {
            const result = phase === "announced" ? announced.result : null;
            const hall = shown(viewOf({ phase, result, sample: true }), vote);
            expect(hall.all(".rehearsal")).toEqual(Array(2).fill("演练　不计票　REHEARSAL"));
        }
        expect(shown(viewOf({}), vote).all(".rehearsal")).toEqual([]);
    });
});

describe("the result", () => {
    it("stands in order, with the line of the majority, and tells the chosen by words", () => {
        const hall = shown(announced, vote);
        expect(hall.all(".chart-votes")).toEqual(descending.map(String));
        expect(hall.all(".rank")).toEqual(descending.map((_, place) => String(place + 1)));
        expect(hall.all(".word").slice(0, 3)).toEqual(["入选", "入选", "未入选"]);
        expect(hall.all(".bar-needed")).toEqual(["过半数 164"]);
        expect(hall.root.querySelectorAll(".bar-line")).toHaveLength(projects);
        expect(hall.all(".side .key")).toEqual(["2", "327", "310"]);
        expect(hall.root.querySelectorAll("[style]")).toHaveLength(0);
    });

    it("says when it was announced if it was there", () => {
        expect(shown(announced, vote).text).toContain("已宣布结果");
        const there = screen.shows(announced, { vote, announcedAt: noon });
        expect(there.text).toContain("11:26 宣布");
    });

    it("tells a project that passed and had no place", () => {
        const one = resultOf(descending, 1);
        const hall = shown({ ...announced, result: one }, method({ places: 1 }));
        expect(hall.all(".word")[1]).toBe("过半数，名额已满");
    });

    it.each<readonly [string, readonly number[], number, string, string]>([
        ["tie", [300, 200, 200], 1, "2 项同为 200 票，余 1 个名额，再投一轮决定", "票数相同"],
        ["presidium", [300, 200, 200], 1, "2 项同为 200 票，余 1 个名额，由主席团决定", "票数相同"],
        ["shortfall", [300, 90, 80], 1, "名额未满，余 1 个，在未入选的 2 项中再投一轮", "未入选"],
        ["presidium", [300, 90, 80], 1, "名额未满，余 1 个，由主席团决定", "未入选"],
    ])("says in one sentence what follows: %s after %j", (kind, approvals, chosen, said, word) => {
        const [, second, third] = exampleVote.manifest.projects;
        const candidates = [second?.no ?? 0, third?.no ?? 0];
        const nextRound = { kind, candidates, places: 1 };
        const hall = shown(
            { ...announced, result: resultOf(approvals, chosen, { nextRound }) },
            vote,
        );
        expect(hall.all(".outcome")).toEqual([said]);
        expect(hall.all(".word")[1]).toBe(word);
    });

    it("gives equals one rank", () => {
        const result = resultOf([200, 300, 200], 1);
        expect(
            shown({ ...announced, result }, vote)
                .all(".rank")
                .slice(0, 3),
        ).toEqual(["1", "2", "2"]);
    });

    it("says why nothing could be chosen, and of a box that stayed shut draws nothing", () => {
        const none = (change: object, of: Vote = vote): HallScreen =>
            shown({ ...announced, result: resultOf(descending, 0, change) }, of);
        expect(none({ present: 217 }).all(".outcome")).toEqual([
            "实到不足法定的 218 人，没有项目入选",
        ]);
        expect(screen.all(".word")[0]).toBe("未入选");
        expect(none({ returned: 163 }, method({ participation: half })).all(".outcome")).toEqual([
            "收回不足规定的 164 张，没有项目入选",
        ]);
        const nextRound = { kind: "too_few", candidates: [1], places: 2 };
        expect(none({ nextRound }).text).toContain("没有开箱，重新票决");
        expect(screen.all(".bar, .rank")).toEqual([]);
    });

    it("waits for the manifest that it needs", () => {
        expect(shown(announced, null).all(".bar")).toEqual([]);
    });
});

describe("the views of a result", () => {
    function now(hall: HallScreen): string {
        const kinds = ["chart", "table", "record"];
        return kinds.find((kind) => hall.root.querySelector(`.${kind}`) !== null) ?? "none";
    }

    it("take turns by themselves and by the arrow keys", () => {
        const hall = shown(announced, vote);
        expect(now(hall)).toBe("chart");
        hall.pass(pageMs - 1);
        expect(now(hall)).toBe("chart");
        hall.pass(1);
        expect(now(hall)).toBe("table");
        hall.press("ArrowLeft");
        expect(now(hall)).toBe("chart");
        hall.press("ArrowLeft");
        expect(now(hall)).toBe("record");
        hall.press("ArrowRight");
        hall.press("ArrowRight");
        expect(now(hall)).toBe("table");
        hall.press("Enter");
        expect(now(hall)).toBe("table");
    });

    it("show every page of a long list before the next one comes", () => {
        const hall = shown(announced, vote);
        hall.paper.pages = 2;
        hall.shows(announced, { vote });
        expect(hall.text).toContain("第 1 页，共 2 页");
        hall.pass(pageMs);
        expect([now(hall), hall.paper.shown]).toEqual(["chart", 1]);
        expect(hall.text).toContain("第 2 页，共 2 页");
        hall.pass(pageMs);
        expect([now(hall), hall.paper.shown]).toEqual(["table", 0]);
        hall.press("ArrowLeft");
        expect([now(hall), hall.paper.shown]).toEqual(["chart", 1]);
    });

    it("stay with the one that the address names", () => {
        const hall = shown(announced, vote, "#table");
        expect(now(hall)).toBe("table");
        hall.pass(pageMs);
        hall.press("ArrowRight");
        expect(now(hall)).toBe("table");
    });

    it("tell three ways in figures, in the order of the method", () => {
        const three = method({ style: "three_way", lo: 0, hi: projects, order: "candidate" });
        const result = resultOf([...descending].reverse(), 2, {}, three);
        const hall = shown({ ...announced, result }, three, "#table");
        expect(hall.all(".table-row > b")).toEqual([...descending].reverse().map(String));
        expect(hall.all(".table-head").join("")).toBe("项目 赞成反对弃权");
    });

    it("end with figures, both fingerprints and the way to the public page", () => {
        const recordHash = sha256(new Uint8Array(1));
        const hall = shown(announced, vote, "#record").shows(announced, { vote, recordHash });
        expect(hall.all(".key")).toEqual(["327", "314", "310", "310", "310"]);
        expect(hall.all(".code")).toHaveLength(2);
        expect(hall.text).toContain("公开页");
        hall.site = null;
        expect(hall.shows(announced, { vote }).text).not.toContain("公开页");
    });
});

describe("the address of a screen", () => {
    it("says language, ground and view, and passes over the rest", () => {
        expect(readScreen("#table,en,dark,x")).toEqual({
            language: "en",
            dark: true,
            only: "table",
            name: null,
            podium: false,
        });
        const nothing = { language: "zh", dark: false, only: null, name: null, podium: false };
        expect(readScreen("")).toEqual(nothing);
        expect(readScreen("#podium,name=%E5%8F%91%E8%A8%80%E5%B8%AD")).toEqual({
            ...nothing,
            ...{ name: "发言席", podium: true },
        });
        expect(readScreen("#name=%E5").name).toBe("%E5");
    });

    it("leads others to the public page unless only this machine knows it", () => {
        const at = (url: string): string | null => publicSite(new URL(url));
        expect(at("https://piaojue.hall:8443/hall")).toBe("https://piaojue.hall:8443/");
        expect(at("https://192.168.1.5:8443/hall")).toBe("https://192.168.1.5:8443/");
        for (const own of ["localhost", "127.0.0.1", "[::1]"]) {
            expect(at(`https://${own}:8443/hall`)).toBe(null);
        }
    });

    it("gives every word in English too", () => {
        for (const view of [viewOf({ phase: "sealed" }), viewOf({}), viewOf({ phase: "closed" })]) {
            const names = [exampleVote.manifest.title, exampleVote.congress.name];
            const hall = shown(view, vote, "#en");
            const rest = names.reduce((text, name) => text.replaceAll(name, ""), hall.text);
            expect(rest).not.toMatch(/\p{Script=Han}/u);
        }
    });
});
