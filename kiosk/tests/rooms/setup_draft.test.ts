// What a secretary fills in is kept as it was, and becomes the method.toml that the files beside the programs have.
import { describe, expect, it } from "vitest";
import { emptyDraft, parseDraft, printDraft, type StepName } from "../../src/rooms/setup/draft.ts";
import { preset, presetNames, toToml } from "../../src/rooms/setup/method.ts";
import { isDone, toAccept } from "../../src/rooms/setup/steps.ts";
import { Secretary } from "../support/secretary.ts";
import { document as page, must } from "../support/vectors.ts";

describe("a draft", () => {
    it("is read as it was written, and anew where it cannot be read", () => {
        expect(must(parseDraft(printDraft(emptyDraft)))).toEqual(emptyDraft);
        for (const kept of ["", "null", "{}", printDraft({ ...emptyDraft, booths: -1 })]) {
            expect(parseDraft(kept).ok).toBe(false);
        }
    });

    it("that was kept before lists had a round has that of the first", () => {
        const kept = { ...emptyDraft, slips: { name: "a", base64: "AAAA" } };
        const slips = { ...kept.slips, round: 1 };
        expect(must(parseDraft(JSON.stringify(kept)))).toEqual({ ...kept, slips });
    });
});

describe("a step that has something to begin with", () => {
    const doneAfter = (step: StepName, secretary: Secretary): boolean =>
        isDone(step, secretary.state);

    it("is done when its person accepts it or chose something on it, and not because a table was read", async () => {
        const secretary = await new Secretary().prepared();
        const { wizard } = secretary;
        // Its title was typed by `prepared`, before the projects were there to be seen.
        expect(doneAfter("projects", secretary)).toBe(true);
        expect([doneAfter("method", secretary), doneAfter("ballot", secretary)]).toEqual([
            false,
            false,
        ]);
        expect(toAccept("method", secretary.state)).toBe("method");
        wizard.change({ accepted: ["method"], step: "ballot" });
        expect([doneAfter("method", secretary), doneAfter("ballot", secretary)]).toEqual([
            true,
            false,
        ]);
        wizard.change({ booths: 9 });
        expect(doneAfter("ballot", secretary)).toBe(true);
        // Another method gives another specimen.
        wizard.change({ answers: preset("default", 3) });
        expect([doneAfter("method", secretary), doneAfter("ballot", secretary)]).toEqual([
            true,
            false,
        ]);
        expect(toAccept("people", secretary.state)).toBeNull();
        const again = await new Secretary(secretary.kept).begins();
        expect(again.state.draft.accepted).toEqual(["method"]);
    });

    it("keeps nobody from composing, and is done with the round that was posted", async () => {
        const secretary = await new Secretary().prepared();
        expect(await secretary.wizard.compose()).toBe(true);
        secretary.wizard.change({ accepted: [], step: "draft" });
        expect(secretary.state.composed).not.toBeNull();
        await secretary.wizard.post();
        expect([doneAfter("method", secretary), doneAfter("ballot", secretary)]).toEqual([
            true,
            true,
        ]);
    });
});

describe("a method", () => {
    /** Of the files that the presets are: without comments, and with the cap written out. */
    const linesOf = (toml: string): readonly string[] =>
        toml.split("\n").filter((line) => /^\w/.test(line) && !line.startsWith("places"));

    it.each(presetNames)("of the preset %s says what its file says", (name) => {
        const file = name.replace("_", "-");
        const toml = page(`../scripts/sample/methods/${file}.toml`);
        const written = linesOf(toToml(preset(name, 7)));
        expect([...written].sort()).toEqual([...linesOf(toml)].sort());
    });

    it("writes a title that anybody may type as one line of TOML", () => {
        const answers = { ...preset("default", 7), title: 'a "b" \\ c\nplaces = 1' };
        expect(toToml(answers).split("\n")[0]).toBe('title = "a \\"b\\" \\\\ c places = 1"');
    });
});
