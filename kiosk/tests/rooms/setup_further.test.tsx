// @vitest-environment happy-dom
// The setting up of a round that follows another; the end of a rehearsal.
import { act } from "preact/test-utils";
import { afterEach, describe, expect, it } from "vitest";
import { encodeBase64 } from "../../src/basics/encoding.ts";
import { setup } from "../../src/i18n/en_setup.ts";
import { en } from "../../src/i18n/en.ts";
import { setupZh } from "../../src/i18n/zh_setup.ts";
import { defaults } from "../../src/ui/settings.ts";
import { catalogues } from "../../src/ui/words.ts";
import { Secretary } from "../support/secretary.ts";
import { congress } from "../support/setup_server.ts";
import { button, clear, draw, root } from "../support/setup_screen.tsx";

catalogues.en = en;
afterEach(clear);

/** A list of two slips. */
function list(first: number): string {
    return encodeBase64(new Uint8Array(64).fill(first, 0, 32).fill(first + 1, 32));
}

describe("a secretary", () => {
    it("offers a further round no list of slips that the round before had", async () => {
        const secretary = await new Secretary().prepared();
        const { wizard, server } = secretary;
        wizard.change({ slips: { name: "slips.list", base64: list(1), round: 1 } });
        await wizard.compose();
        expect(server.asked.at(-1)?.slips).toBe(list(1));
        await wizard.post();
        server.phase = "announced";
        await wizard.look();
        expect(secretary.state.draft.slips).not.toBeNull();
        draw(secretary);
        wizard.change({ step: "draft" });
        draw(secretary);
        expect(root.textContent).not.toContain("slips.list");
        expect(root.textContent).toContain(setupZh.draft.slipsAnew);
        await wizard.compose();
        expect(server.asked).toHaveLength(2);
        expect(server.asked.at(-1)).toMatchObject({ further: true, slips: "" });
        // One slip of the two.
        wizard.change({ slips: { name: "again.list", base64: list(2), round: 2 } });
        draw(secretary);
        expect(root.textContent).toContain(setupZh.draft.slipsUsed);
        expect(await wizard.compose()).toBe(false);
        expect(server.asked).toHaveLength(2);
        wizard.change({ slips: { name: "new.list", base64: list(3), round: 2 } });
        await wizard.compose();
        expect(server.asked.at(-1)).toMatchObject({ further: true, slips: list(3) });
        wizard.change({ slips: null });
        await wizard.compose();
        expect(server.asked.at(-1)).toMatchObject({ further: true, slips: "" });
    });
});

describe("the end of a rehearsal", () => {
    it("is pressed after its person saw which one it is, what is made anew and what is kept, and ticked it", async () => {
        const secretary = await new Secretary().begins();
        secretary.wizard.change({ step: "preflight" });
        const { preflight } = setupZh;
        for (const language of ["zh", "en"] as const) {
            draw(secretary, { ...defaults, language });
            const words = language === "zh" ? preflight : setup.preflight;
            const lists = [...words.endLostList, ...words.endKeptList];
            for (const line of lists) expect(root.textContent).toContain(line);
            expect(root.textContent).toContain(words.endWhich(congress.name));
        }
        draw(secretary);
        const press = (): void => {
            void act(() => {
                button(preflight.end).click();
            });
        };
        press();
        await secretary.wizard.look();
        expect(secretary.server.ended).toBe(false);
        void act(() => {
            root.querySelector<HTMLInputElement>("#end ~ label input")?.click();
        });
        press();
        await secretary.wizard.look();
        expect(secretary.server.ended).toBe(true);
    });
});
