// @vitest-environment happy-dom
// A desk by what an official reads and presses; cards, names and acts are the test's.
import { act } from "preact/test-utils";
import { beforeEach, describe, expect, it } from "vitest";
import { identityKey } from "../../../src/ballot/card.ts";
import { deputyNumber } from "../../../src/ballot/ids.ts";
import { zh } from "../../../src/i18n/zh.ts";
import type { OwnAct } from "../../../src/rooms/desk/attendance.ts";
import type { KeptAct } from "../../../src/rooms/desk/kept_acts.ts";
import { nothingKept } from "../../../src/rooms/desk/outbox.ts";
import { RollBook } from "../../../src/rooms/desk/roll_book.ts";
import {
    book,
    DeskScreen,
    keptAct,
    minute,
    names,
    printed,
    rollId,
    rollOf,
    secret,
    time,
    viewIn,
} from "../../support/desk_screen.tsx";
import { typesInto } from "../../support/usb_scanner.ts";

let screen: DeskScreen;
beforeEach(() => {
    screen = new DeskScreen();
});

describe("a card at the desk", () => {
    it("signs in by itself, with name and seat, and the field is ready for the next", async () => {
        await screen.scan(printed(1));
        expect(screen.acts).toEqual([["sign_in", 1]]);
        expect(screen.root.querySelector("h2")?.textContent).toBe("王伟");
        expect(screen.text).toContain("东湖代表团 · 3 排 5 座");
        expect(screen.text).toContain(`已签到 ${time}`);
        const field = screen.field("扫描代表证");
        expect(field.value).toBe("");
        expect(document.activeElement).toBe(field);
    });

    it("that comes twice is told so at once, and nothing is signed again", async () => {
        await screen.scan(printed(1));
        await screen.scan(printed(1));
        expect(screen.acts).toHaveLength(1);
        expect(screen.text).toContain(`${time} 已经签到，不必再签`);
    });

    it("is read whole though a scanner types it while the page changes around the field", async () => {
        const text = printed(1);
        typesInto(text.slice(0, 12));
        screen.draw({ view: viewIn("issuing") });
        typesInto(text.slice(12, 20));
        screen.draw({ book: null });
        typesInto(text.slice(20, 23));
        screen.draw({ book });
        typesInto(text.slice(23));
        const field = screen.field("扫描代表证");
        expect(field.value).toBe(text);
        await screen.scan(field.value);
        expect(screen.acts).toEqual([["sign_in", 1]]);
        expect(screen.field("扫描代表证").value).toBe("");
    });

    it("of somebody who had left is a return", async () => {
        const left = {
            no: 2,
            signedIn: minute - 9,
            left: minute - 5,
            drew: false,
            took: false,
            declared: false,
        };
        screen.draw({ attendance: { logSize: 9, serial: 1, deputies: [left] } });
        await screen.scan(printed(2));
        expect(screen.acts).toEqual([["sign_in", 2]]);
        expect(screen.text).toContain("已返回，重新签到");
    });

    it("of nobody, of a replaced deputy, and what is no card, have each their words", async () => {
        await screen.scan(printed(9));
        expect(screen.text).toContain("名册上没有这张代表证");
        await screen.scan("王伟");
        expect(screen.text).toContain("这不是代表证的号码");
        const key = (await identityKey(secret(30), rollId)).verifyKey.bytes;
        const card = { deputy: deputyNumber(1), identityKey: key };
        screen.draw({ book: book.withReplaced([card]) });
        await screen.scan(printed(1));
        expect(screen.text).toContain("这张代表证已经作废，王伟（1 号，东湖代表团） 补办了新证");
        const earlier = RollBook.of(await rollOf(40), [await rollOf(1)]);
        screen.draw({ book: earlier, names: [] });
        await screen.scan(printed(1));
        expect(screen.text).toContain("这是另一份名册的代表证");
        expect(screen.acts).toEqual([]);
    });

    it("that this device cannot keep is not signed in", async () => {
        screen.keeps = false;
        await screen.scan(printed(1));
        expect(screen.text).toContain("本机不能保存，因此没有送出");
    });

    it("typed anywhere goes into the field, but not from another field", () => {
        const elsewhere = screen.field("按姓名");
        const key = (): boolean =>
            document.dispatchEvent(new KeyboardEvent("keydown", { key: "7", bubbles: true }));
        elsewhere.focus();
        key();
        expect(document.activeElement).toBe(elsewhere);
        elsewhere.blur();
        key();
        expect(document.activeElement).toBe(screen.field("扫描代表证"));
    });
});

describe("a card for which a slip is drawn", () => {
    beforeEach(async () => {
        screen.draw({ view: viewIn("issuing"), slips: 5 });
        await screen.press("发票条");
    });

    it("is signed in by the same scan, and drawn once", async () => {
        await screen.scan(printed(1));
        expect(screen.acts).toEqual([["sign_in", 1]]);
        expect(screen.asks).toEqual([["draw", printed(1), 1]]);
        expect(screen.text).toContain("已登记：请代表抽一张票条");
    });

    it.each([
        ["unreachable", "先不要给票条，请再扫一次"],
        ["before", "这位代表已经抽过票条，不能再抽"],
        ["already_issued", "这位代表已经领过票"],
        ["busy", "清单上的票条已经发完"],
        ["wrong_phase", zh.refusals.wrong_phase.what],
    ] as const)("gets none where it is %s, and is told why", async (why, said) => {
        screen.drawn = why;
        await screen.scan(printed(1));
        expect(screen.text).toContain("不能给 王伟（1 号，东湖代表团） 发票条");
        expect(screen.text).toContain(said);
        expect(screen.text).not.toContain("请代表抽一张票条");
    });

    it("is told where it was recorded before and nobody here heard of it", async () => {
        screen.drawn = "again";
        await screen.scan(printed(1));
        expect(screen.text).toContain("手里还没有票条的，请抽一张");
        expect(screen.text).not.toContain("不能给 王伟");
    });

    it("signs in alone where no slips are drawn now", async () => {
        screen.draw({ view: viewIn("sealed") });
        expect(screen.text).not.toContain("发票条");
        await screen.scan(printed(1));
        expect(screen.asks).toEqual([]);
        screen.draw({ view: viewIn("issuing"), slips: 0 });
        expect(screen.text).not.toContain("发票条");
    });
});

describe("a card for a sheet, and one that is handed in", () => {
    it("takes a sheet while papers are issued, in a round without slips too", async () => {
        screen.draw({ view: viewIn("issuing"), slips: 0 });
        await screen.press("领纸票");
        await screen.scan(printed(1));
        expect(screen.acts).toEqual([["sign_in", 1]]);
        expect(screen.asks).toEqual([["take", printed(1), 1]]);
        expect(screen.text).toContain("请给代表一张纸票");
        screen.drawn = "already_issued";
        await screen.scan(printed(2));
        expect(screen.text).toContain("请代表在设备上换纸票");
        screen.draw({ view: viewIn("voting") });
        expect(screen.text).not.toContain("领纸票");
    });

    it.each(["issuing", "voting", "paused", "closed", "cosigned"] as const)(
        "declares in phase %s by one scan, and signs nobody in",
        async (phase) => {
            screen.draw({ view: viewIn(phase) });
            await screen.press("交卡：已投");
            await screen.scan(printed(1));
            expect(screen.acts).toEqual([]);
            expect(screen.asks).toEqual([["declare", printed(1), 1]]);
            expect(screen.text).toContain("代表证已收");
        },
    );

    it("says that a card without a ballot on a device is just taken", async () => {
        screen.draw({ view: viewIn("voting") });
        await screen.press("交卡：已投");
        screen.drawn = "not_permitted";
        await screen.scan(printed(1));
        expect(screen.text).toContain("不用登记，收卡即可");
        screen.draw({ view: viewIn("decided") });
        expect(screen.text).not.toContain("交卡：已投");
    });
});

describe("a deputy without a card", () => {
    it("is signed in after a question that names the person, told apart from a namesake", async () => {
        screen.type("按姓名", "王伟 西湖");
        expect(screen.rows()).toHaveLength(1);
        await screen.press("王伟");
        expect(screen.acts).toEqual([]);
        const signIn = [...screen.root.querySelectorAll(".desk-acts button")][0];
        await act(async () => {
            (signIn as HTMLButtonElement).click();
            await Promise.resolve();
        });
        expect(screen.text).toContain("没有扫描代表证，为 王伟（2 号，西湖代表团） 签到？");
        await screen.press("为 王伟 签到");
        expect(screen.acts).toEqual([["sign_in", 2]]);
        expect(document.activeElement).toBe(screen.field("扫描代表证"));
    });

    it("leaves with one press and comes back with another", async () => {
        await screen.scan(printed(3));
        await screen.press("登记离场");
        expect(screen.acts).toEqual([
            ["sign_in", 3],
            ["leave", 3],
        ]);
        expect(screen.text).toContain(`${time} 离场`);
        await screen.press("返回签到");
        await screen.press("为 李娜 签到");
        expect(screen.acts).toHaveLength(3);
    });

    it("is excused with a reason that stays here", async () => {
        await screen.press("李娜");
        await screen.press("请假或缺席");
        expect(screen.text).toContain("只记在本机");
        screen.type("事由", " 因病 ");
        await screen.press("记下");
        expect(screen.excuses).toEqual([[3, { kind: "leave", reason: "因病" }]]);
        screen.draw({ excuses: new Map([[deputyNumber(3), { kind: "absent", reason: "" }]]) });
        expect(screen.rows()[2]).toContain("缺席");
        await screen.press("请假或缺席");
        await screen.press("取消登记");
        expect(screen.excuses.at(-1)).toEqual([3, null]);
    });
});

describe("a lost card", () => {
    it.each([
        ["sealed", "领票之前可以补办", true],
        ["issuing", "已经领过票的，代表证不再补办", true],
        ["voting", "领票已经结束，本轮不再补办", false],
    ] as const)("in the phase %s is told plainly", async (phase, words, way) => {
        screen.draw({ view: viewIn(phase) });
        await screen.press("李娜");
        await screen.press("代表证遗失");
        expect(screen.text).toContain(words);
        expect(screen.text.includes("监票人 2 · 监票人 3")).toBe(way);
    });
});

describe("figures and list", () => {
    const attendance = {
        logSize: 9,
        serial: 1,
        deputies: [
            { no: 1, signedIn: minute, left: null, drew: true, took: false, declared: false },
            { no: 2, signedIn: minute, left: minute, drew: false, took: false, declared: false },
        ],
    };

    it("say who is due, here and to come, and whether the quorum holds", () => {
        screen.draw({ attendance });
        const figures = [...screen.root.querySelectorAll(".desk-figures div")];
        expect(figures.map(({ textContent }) => textContent)).toEqual([
            "应到3",
            "实到1",
            "在场1",
            "未到1",
        ]);
        expect(screen.text).toContain("出席达到应到的 3 分之 2，即 2 人，方可投票");
        expect(screen.text).toContain("还差 1 人");
        const all = attendance.deputies.map((one) => ({ ...one, left: null }));
        screen.draw({ attendance: { ...attendance, deputies: all } });
        expect(screen.text).toContain("已达到法定人数");
        screen.draw({ view: viewIn("issuing") });
        expect(screen.text).toContain("开始发票时，已核对法定人数");
        expect(screen.text).toContain("现在签到的代表可以马上领票");
    });

    it("count the slips while they are drawn", () => {
        screen.draw({ attendance, slips: 5 });
        expect(screen.text).not.toContain("已发票条");
        screen.draw({ view: viewIn("issuing") });
        expect(screen.text).toContain("已发票条1 / 5");
        expect(screen.rows()[0]).toContain("已抽票条");
    });

    it("show those who are wanted, and are saved as a table", async () => {
        screen.draw({ attendance });
        await screen.press("未到 ");
        expect(screen.rows()).toEqual(["3李娜东湖代表团未到"]);
        await screen.press("导出签到表");
        expect(screen.saved[0]).toMatch(/^签到表-\d{4}-\d{2}-\d{2}\.csv$/);
        expect(screen.saved[1]?.split("\r\n")).toHaveLength(5);
    });

    it("work with numbers alone where no names fit", () => {
        screen.draw({ names: [] });
        expect(screen.text).toContain("没有导入姓名表");
        expect(screen.rows()[0]).toContain("1 号");
        screen.draw({ names: names.slice(1) });
        expect(screen.text).toContain("姓名表有 2 人，代表名册有 3 人");
    });
});

describe("what is so about the desk", () => {
    it("is said while it is so", async () => {
        const other = keptAct(2, "工作人员 9");
        const refused: KeptAct = { ...keptAct(3), refused: "wrong_phase" };
        const waiting = [keptAct(1), other];
        const own: OwnAct[] = [{ ...keptAct(1), index: null }];
        const outbox = { ...nothingKept, own, waiting, foreign: [other], refused: [refused] };
        screen.draw({ outbox: { ...outbox, lost: true, collided: 4 } });
        expect(screen.text).toContain("连不上服务器");
        expect(screen.text).toContain("本机存着 2 条，尚未登记");
        expect(screen.text).toContain("本机有 1 条是 工作人员 9 办理的");
        expect(screen.text).toContain("李娜（3 号，东湖代表团） 没有登记");
        expect(screen.text).toContain("本台有 4 条因此重新签过字");
        expect(screen.rows()[0]).toContain("已存本机，尚未登记");
        await screen.press("知道了");
        expect(screen.dismissed).toBe(1);
    });

    it("is nothing to scan for before the roll", () => {
        screen.draw({ book: null });
        expect(screen.text).toContain("代表名册还没有公布");
        expect(screen.root.querySelector("form")).toBeNull();
    });
});

describe("a locked desk", () => {
    const open = async (): Promise<void> => {
        const file = new File([new Uint8Array([1])], "官员.keys");
        const input = screen.field("密钥文件");
        Object.defineProperty(input, "files", { value: [file] });
        void act(() => {
            input.dispatchEvent(new Event("change", { bubbles: true }));
        });
        screen.type("口令", "a passphrase");
        await screen.press("打开");
        await act(() => new Promise((resolve) => setTimeout(resolve, 10)));
    };

    it("shows no name, and what is wrong with a key", async () => {
        await screen.press("锁定");
        expect(screen.text).not.toContain("王伟");
        await screen.press("打开");
        expect(screen.tried).toEqual([]);
        screen.trouble = "wrong";
        await open();
        expect(screen.tried).toEqual(["a passphrase"]);
        expect(screen.text).toContain("口令不对，或者文件已损坏");
        expect(screen.field("口令").value).toBe("");
    });

    it("says what it still keeps", () => {
        screen.official = null;
        screen.draw({ outbox: { ...nothingKept, waiting: [keptAct(1)] } });
        expect(screen.text).toContain("本机还有 1 条尚未登记");
    });
});
