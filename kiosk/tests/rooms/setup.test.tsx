// @vitest-environment happy-dom
// A congress is set up over a server that the test holds: real entries and keys of the example, no network.
import { act } from "preact/test-utils";
import { afterEach, describe, expect, it } from "vitest";
import { utf8 } from "../../src/basics/bytes.ts";
import { decodeEnrolment, enrolmentFingerprint } from "../../src/ballot/entries/enrolment.ts";
import { setupZh } from "../../src/i18n/zh_setup.ts";
import { emptyDraft, printDraft, stepNames } from "../../src/rooms/setup/draft.ts";
import { clockDifference, judge } from "../../src/rooms/setup/preflight.ts";
import { boothsFor, minutesFor, stepsOf, whyClosed } from "../../src/rooms/setup/steps.ts";
import { fingerprintGroups } from "../../src/ui/fingerprint.tsx";
import { resultOf } from "../support/hall_screen.tsx";
import { Secretary } from "../support/secretary.ts";
import { button, clear, draw, root, saved, type } from "../support/setup_screen.tsx";
import { flip, must } from "../support/vectors.ts";
import {
    code,
    congress,
    due,
    exampleEntry,
    exampleLines,
    FakeKept,
    manifest,
} from "../support/setup_server.ts";

afterEach(clear);

describe("a wizard", () => {
    it("asks for the code before anything but the own keys, and keeps it nowhere", async () => {
        const secretary = new Secretary();
        await secretary.wizard.start();
        expect(await secretary.wizard.enter("wrong")).toBe(false);
        expect(secretary.state).toMatchObject({ setup: null, said: { code: "not_permitted" } });
        expect(await secretary.wizard.preflight()).toBe(false);
        expect(await secretary.wizard.enter(code)).toBe(true);
        secretary.wizard.change({ title: "甲" });
        await secretary.wizard.look();
        expect(secretary.kept.draft).toContain("甲");
        expect(secretary.kept.draft).not.toContain(code);
    });

    it("takes up its draft after a reload, and that of another congress not", async () => {
        const before = await new Secretary().prepared();
        before.wizard.change({ step: "method", booths: 31 });
        await before.wizard.look();
        const after = await new Secretary(before.kept).begins();
        expect(after.state.draft).toMatchObject({ step: "method", booths: 31 });
        expect(after.state.projects?.projects).toHaveLength(manifest.projects.length);
        expect(after.state.method?.ok).toBe(true);
        const other = new FakeKept();
        other.draft = printDraft({ ...before.state.draft, congress: "00" });
        expect((await new Secretary(other).begins()).state.draft.booths).toBe(emptyDraft.booths);
    });

    it("posts the list of the ticked lines, byte for byte the enrolment of the example", async () => {
        const secretary = new Secretary();
        secretary.server.kept = [...exampleLines];
        await secretary.begins();
        expect(await secretary.wizard.postEnrolment()).toBe(true);
        expect(secretary.server.posted.get("enrolment")).toEqual(exampleEntry("enrolment"));
        const posted = must(decodeEnrolment(exampleEntry("enrolment")));
        expect(secretary.state.enrolment?.hash).toEqual(posted.hash);
    });

    it("leaves out who is not ticked, and drops who is refused", async () => {
        const secretary = new Secretary();
        secretary.server.kept = [...exampleLines];
        await secretary.begins();
        const [first, second] = secretary.state.lines;
        if (first === undefined || second === undefined) throw new Error("two lines at least");
        secretary.wizard.change({ leftOut: [first.sha256] });
        await secretary.wizard.drop(second);
        await secretary.wizard.postEnrolment();
        const entry = secretary.server.posted.get("enrolment") ?? new Uint8Array();
        const names = must(decodeEnrolment(entry)).persons.map(({ name }) => name);
        expect(names).toHaveLength(exampleLines.length - 2);
        expect(names).not.toContain(first.person.name);
    });

    it("shows no line that is not signed for this congress, whatever the server lists", async () => {
        const secretary = new Secretary();
        const [line = new Uint8Array()] = exampleLines;
        secretary.server.kept = [line, flip(line, line.length - 1), utf8("no line")];
        await secretary.begins();
        expect(secretary.state.lines).toHaveLength(1);
    });

    it("posts a round that agrees: its attachments first, then the manifest", async () => {
        const secretary = await new Secretary().prepared();
        secretary.wizard.change({ source: "市政府 2026 年征集" });
        expect(await secretary.wizard.compose()).toBe(true);
        expect(Object.values(secretary.state.composed?.held ?? {})).not.toContain(false);
        expect(await secretary.wizard.post()).toBe(true);
        expect(secretary.server.attachments).toHaveLength(3);
        expect(secretary.state.manifest?.title).toBe(manifest.title);
        expect(secretary.state.composed).toBeNull();
    });

    it.each([
        ["another title", { title: "乙" }, "title"],
        ["another source than was given", { source: "" }, "attachments"],
    ] as const)("does not post what has %s", async (_what, change, failed) => {
        const secretary = await new Secretary().prepared();
        secretary.wizard.change({ source: "征集" });
        const server = secretary.server;
        const compose = server.compose;
        server.compose = (given, asked) =>
            compose(given, failed === "attachments" ? { ...asked, source: "别处" } : asked);
        if (failed === "title") secretary.wizard.change(change);
        await secretary.wizard.compose();
        const held = secretary.state.composed?.held;
        expect(held?.[failed]).toBe(false);
        expect(await secretary.wizard.post()).toBe(false);
        expect(server.attachments).toEqual([]);
        expect(server.posted.has("manifest")).toBe(false);
    });

    it("does not post the round of another list of people or another roll", async () => {
        const secretary = await new Secretary().prepared();
        // enrolment_hash stands behind type, version and congress; roll_hash two hashes on.
        for (const [at, failed] of [
            [35, "people"],
            [99, "roll"],
        ] as const) {
            secretary.server.lie = (entry) => flip(entry, at);
            await secretary.wizard.compose();
            expect(secretary.state.composed?.held[failed]).toBe(false);
            expect(await secretary.wizard.post()).toBe(false);
        }
    });

    it("forgets what was composed as soon as anything is filled in anew", async () => {
        const secretary = await new Secretary().prepared();
        await secretary.wizard.compose();
        secretary.wizard.change({ step: "ballot" });
        expect(secretary.state.composed).not.toBeNull();
        secretary.wizard.change({ title: "丙" });
        expect(secretary.state.composed).toBeNull();
    });

    it("drafts a further round from the one before, with what is ticked of its candidates", async () => {
        const secretary = await new Secretary().prepared();
        secretary.server.posted.set("manifest", exampleEntry("manifest"));
        secretary.server.phase = "announced";
        await secretary.wizard.look();
        expect(stepsOf(secretary.state)).toEqual(["code", "candidates", "draft", "preflight"]);
        secretary.wizard.change({ candidates: [1, 3] });
        await secretary.wizard.compose();
        expect(secretary.server.asked.at(-1)).toMatchObject({ further: true, candidates: [1, 3] });
        expect(secretary.state.manifest?.attachments).not.toEqual([]);
        expect(secretary.state.composed?.held.attachments).toBe(true);
        // The last byte of the last name: an attachment that nobody has seen.
        secretary.server.lie = (entry) => flip(entry, entry.length - 1);
        await secretary.wizard.compose();
        expect(secretary.state.composed?.held.attachments).toBe(false);
    });

    it("says why nothing may be posted", async () => {
        const secretary = await new Secretary().prepared();
        expect(whyClosed(secretary.state)).toBeNull();
        secretary.server.may = false;
        for (const [phase, why] of [
            ["sealed", "sealed"],
            ["voting", "running"],
            ["announced", "unstated"],
        ] as const) {
            secretary.server.phase = phase;
            await secretary.wizard.look();
            expect(whyClosed(secretary.state)).toBe(why);
        }
    });

    it("offers no round after a result that leaves nothing open", async () => {
        const secretary = await new Secretary().prepared();
        secretary.server.may = false;
        secretary.server.phase = "published";
        secretary.server.view = { result: resultOf([9, 8, 7], 2) };
        await secretary.wizard.look();
        expect(whyClosed(secretary.state)).toBe("decided");
        expect(stepsOf(secretary.state)).toEqual(["code", "preflight"]);
    });
});

describe("arithmetic and checks", () => {
    it("says how long booths take, and how many fifteen minutes take", () => {
        expect(minutesFor(300, 75, 25)).toBe(15);
        expect(boothsFor(300, 75)).toBe(25);
        expect(minutesFor(301, 75, 25)).toBe(16);
    });

    it("tells what will not do from what deserves a look", async () => {
        const secretary = await new Secretary().begins();
        await secretary.wizard.preflight();
        const checked = secretary.state.preflight;
        if (checked === null) throw new Error("no answer");
        expect(clockDifference(checked)).toBe(0);
        expect(judge(checked, "piaojue.hall")).toMatchObject({ clock: "held", names: "held" });
        expect(judge(checked, "10.0.0.7").names).toBe("look");
        expect(judge({ ...checked, here: checked.here + 61 }, "localhost").clock).toBe("failed");
        const rootOwned = { ...checked.answer, names_fault: "names.csv: can not be opened" };
        expect(judge(checked, "localhost").roll).toBe("held");
        expect(judge({ ...checked, answer: rootOwned }, "localhost").roll).toBe("failed");
        const old = { ...checked, here: 1_857_900_000 };
        expect(judge(old, "localhost").certificate).toBe("failed");
        const devices = (enrolled: number, ...unheard: readonly string[]): unknown =>
            judge(
                { ...checked, answer: { ...checked.answer, devices: { enrolled, unheard } } },
                "localhost",
            ).devices;
        expect(devices(2)).toBe("held");
        expect(devices(2, "填票终端 3")).toBe("look");
        expect(devices(0)).toBe("look");
    });
});

describe("the pages", () => {
    it.each(stepNames)("at %s are drawn with what there is, and with nothing", async (step) => {
        const empty = new Secretary();
        await empty.wizard.start();
        empty.wizard.change({ step });
        draw(empty);
        expect(root.querySelector(".setup-title")?.textContent).not.toBe("");
        const full = await new Secretary().prepared();
        full.wizard.change({ step });
        await full.wizard.readRoll(utf8("the roll"));
        await full.wizard.preflight();
        await full.wizard.compose();
        draw(full);
        const current = root.querySelector('[aria-current="step"]');
        const name = root.querySelector(".setup-title")?.textContent ?? "";
        expect(name).toMatch(/\p{Script=Han}/u);
        expect(current?.textContent).toContain(name);
    });

    it("call no step undone before the code says how far each has come", async () => {
        const { states, statesHidden } = setupZh;
        const said = (): readonly (string | undefined)[] =>
            [...root.querySelectorAll(".setup-rail li .hidden-words")].map(
                (one) => one.textContent,
            );
        const secretary = new Secretary();
        await secretary.wizard.start();
        draw(secretary);
        expect(said()).toEqual([states.now, ...Array<string>(8).fill(states.unknown)]);
        expect(root.querySelectorAll(".setup-rail .sign-unknown > *")).toHaveLength(0);
        expect(root.querySelector(".setup-rail")?.textContent).toContain(statesHidden);
        await secretary.wizard.enter(code);
        draw(secretary);
        expect(said()).toContain(states.ahead);
        expect(said()).not.toContain(states.unknown);
        expect(root.textContent).not.toContain(statesHidden);
    });

    it("say that it is a rehearsal, on each", async () => {
        const secretary = await new Secretary().begins();
        draw(secretary);
        expect(root.querySelector(".rehearsal") !== null).toBe(congress.sample);
    });

    it("show all faults of a file at once, with row and column", async () => {
        const secretary = await new Secretary().begins();
        secretary.server.faults = [
            { row: 7, column: "B", code: "empty_name", message: "姓名是空的" },
            { row: null, column: null, code: "no_rows", message: "没有行" },
        ];
        await secretary.wizard.readRoll(utf8("x"));
        secretary.wizard.change({ step: "roll" });
        draw(secretary);
        const cells = [...root.querySelectorAll(".setup-faults tbody tr")].map((row) =>
            [...row.children].map(({ textContent }) => textContent),
        );
        expect(cells).toEqual([
            ["7", "B", "姓名是空的"],
            ["整个文件", "", "没有行"],
        ]);
    });

    it("tell whether names and cards are as many", async () => {
        const secretary = await new Secretary().prepared();
        secretary.wizard.change({ step: "roll" });
        await secretary.wizard.readRoll(utf8("x"));
        await secretary.wizard.keepNames();
        draw(secretary);
        expect(root.textContent).toContain(`姓名和代表证都是 ${due}，一致`);
        secretary.server.keptNames = due + 1;
        await secretary.wizard.look();
        draw(secretary);
        expect(root.textContent).toContain("不一致");
    });

    it("make keys in the page: the file is saved, then the line handed in", async () => {
        const secretary = new Secretary();
        await secretary.wizard.start();
        secretary.wizard.change({ step: "people" });
        draw(secretary);
        expect(button("做密钥").getAttribute("aria-disabled")).toBe("true");
        type("姓名或职务", "工作人员 9");
        type("口令", "八个字的不够，十个够");
        type("再输一次口令", "八个字的不够，十个够");
        await act(async () => {
            button("做密钥").click();
            for (let waits = 0; waits < 500 && secretary.server.kept.length === 0; waits += 1) {
                await new Promise((resolve) => setTimeout(resolve, 10));
            }
        });
        expect(saved).toEqual(["工作人员 9.keys"]);
        await secretary.wizard.look();
        expect(secretary.state.lines.map(({ person }) => person.name)).toEqual(["工作人员 9"]);
    });

    it("do not offer the list again that is posted, for it would void the tellers' key", async () => {
        const secretary = new Secretary();
        secretary.server.kept = [...exampleLines];
        await secretary.begins();
        secretary.wizard.change({ step: "people" });
        draw(secretary);
        expect(button("提交名单").getAttribute("aria-disabled")).not.toBe("true");
        await secretary.wizard.postEnrolment();
        draw(secretary);
        expect(button("提交名单").getAttribute("aria-disabled")).toBe("true");
        const [first] = secretary.state.lines;
        secretary.wizard.change({ leftOut: [first?.sha256 ?? ""] });
        draw(secretary);
        expect(root.textContent).toContain("再次提交会换掉现有的名单");
    });

    it("show the congress id in the groups in which a teller compares it", async () => {
        const secretary = await new Secretary().begins();
        draw(secretary);
        const groups = fingerprintGroups(congress.id).join(" ");
        expect(root.querySelector(".code")?.textContent.trim()).toBe(groups);
    });

    it("show the list's fingerprint in the groups that are read aloud", async () => {
        const secretary = await new Secretary().prepared();
        secretary.wizard.change({ step: "people" });
        draw(secretary);
        const groups = enrolmentFingerprint(must(decodeEnrolment(exampleEntry("enrolment"))));
        expect(root.querySelector(".code")?.textContent.trim()).toBe(groups.replaceAll("-", " "));
    });

    it("post nothing that does not agree", async () => {
        const secretary = await new Secretary().prepared();
        secretary.server.lie = (entry) => flip(entry, 35);
        await secretary.wizard.compose();
        secretary.wizard.change({ step: "draft" });
        draw(secretary);
        expect(button("提交方案").getAttribute("aria-disabled")).toBe("true");
        expect(root.textContent).toContain("不能提交");
    });
});
