// A posted round is done as long as it is what was read here.
import { describe, expect, it } from "vitest";
import { isDone, isStale } from "../../src/rooms/setup/steps.ts";
import { Secretary } from "../support/secretary.ts";
import { exampleEntry, manifest } from "../support/setup_server.ts";
import { flip } from "../support/vectors.ts";

describe("a secretary", () => {
    it.each([
        ["title", { title: "乙" }],
        ["source", { source: "别处" }],
        ["table of projects", { projects: { name: "b.csv", text: "no,name\n1,b\n" } }],
        ["method", { methodFile: { name: "m.toml", text: "places = 2" } }],
        ["list of slips", { slips: { name: "slips", base64: "AAAA", round: 1 } }],
    ] as const)(
        "has not posted what it has, when the %s was changed after",
        async (_what, change) => {
            const secretary = await new Secretary().prepared();
            await secretary.wizard.compose();
            await secretary.wizard.post();
            expect(isDone("draft", secretary.state)).toBe(true);
            const again = await new Secretary(secretary.kept).begins();
            expect(again.state.draft.posted).toEqual(secretary.state.draft.posted);
            const before = secretary.state.draft;
            secretary.wizard.change(change);
            secretary.wizard.change({ step: "draft" });
            expect(isDone("draft", secretary.state)).toBe(false);
            expect(isStale(secretary.state)).toBe(true);
            secretary.wizard.change(before);
            expect(isDone("draft", secretary.state)).toBe(true);
        },
    );

    it("holds a round posted elsewhere against what was read here", async () => {
        const secretary = await new Secretary().prepared();
        secretary.server.posted.set("manifest", exampleEntry("manifest"));
        secretary.server.phase = "drafted";
        await secretary.wizard.look();
        secretary.wizard.change({ phases: manifest.phases });
        expect(isDone("draft", secretary.state)).toBe(true);
        const { projects } = secretary.state;
        if (projects === null) throw new Error("no projects");
        const fewer = { ...projects, projects: projects.projects.slice(1) };
        expect(isDone("draft", { ...secretary.state, projects: fewer })).toBe(false);
        const { rollEntry } = secretary.state;
        if (rollEntry === null) throw new Error("no roll");
        const roll = { ...rollEntry, hash: flip(rollEntry.hash, 0) };
        expect(isDone("draft", { ...secretary.state, rollEntry: roll })).toBe(false);
    });
});
