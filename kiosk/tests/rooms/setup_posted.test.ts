// A posted round is done as long as it is what was read here.
import { describe, expect, it } from "vitest";
import { encodeBase64 } from "../../src/basics/encoding.ts";
import { isDone, isStale, notCompared } from "../../src/rooms/setup/steps.ts";
import { Secretary } from "../support/secretary.ts";
import { exampleEntry, manifest } from "../support/setup_server.ts";
import { flip } from "../support/vectors.ts";

const slipless = exampleEntry("manifest");

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

    it("holds also source, slips and texts of a round posted elsewhere against its own, or says that it could not", async () => {
        const elsewhere = await new Secretary().prepared();
        const slips = { name: "slips", base64: encodeBase64(new Uint8Array(32).fill(7)), round: 1 };
        elsewhere.wizard.change({ source: "征集", slips });
        await elsewhere.wizard.compose();
        await elsewhere.wizard.post();
        expect(notCompared(elsewhere.state)).toBeNull();

        const here = await new Secretary().prepared();
        here.server.posted.set("manifest", elsewhere.server.posted.get("manifest") ?? slipless);
        here.server.phase = "drafted";
        await here.wizard.look();
        expect([isStale(here.state), notCompared(here.state)]).toEqual([false, "attached"]);
        here.server.attachments.push(...elsewhere.server.attachments);
        await here.wizard.look();
        expect([isStale(here.state), notCompared(here.state)]).toEqual([true, null]);
        const same = { source: "征集", slips };
        for (const [change, stale] of [
            [{ ...same, source: "" }, true],
            [{ ...same, slips: null }, true],
            [{ ...same, slips: { ...slips, base64: encodeBase64(new Uint8Array(32)) } }, true],
            [{ ...same, methodFile: { name: "m", text: "# the same rules\n" } }, true],
            [{ ...same, methodFile: null }, false],
        ] as const) {
            here.wizard.change(change);
            expect(isStale(here.state)).toBe(stale);
        }
        expect(notCompared({ ...here.state, projects: null })).toBe("nothing");
        const further = { ...manifest, kind: "shortfall" as const };
        expect(notCompared({ ...here.state, manifest: further })).toBe("further");
    });

    it("holds a round posted elsewhere against what was read here", async () => {
        const secretary = await new Secretary().prepared();
        secretary.wizard.change({ phases: manifest.phases });
        await secretary.wizard.compose();
        await secretary.wizard.post();
        // As if it had come from another device.
        secretary.wizard.change({ posted: null });
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
