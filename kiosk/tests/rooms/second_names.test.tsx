// @vitest-environment happy-dom
// Second names: under the first, in whatever language the page speaks, and never instead of it.
import { render } from "preact";
import { act } from "preact/test-utils";
import { beforeEach, describe, expect, it } from "vitest";
import type { RoundView } from "../../src/api/round_view.ts";
import type { Vote } from "../../src/flow/vote.ts";
import { PublicApp } from "../../src/rooms/public/app.tsx";
import { defaults } from "../../src/ui/settings.ts";
import { loadCatalogue } from "../../src/ui/words.ts";
import { exampleVote } from "../flow/vote.ts";
import { marking, screenAt } from "../support/deputy_screen.tsx";

const { manifest, congress } = exampleVote;
const projects = manifest.projects.map((one) => ({ ...one, name2: `Hanghmoeg ${one.no}` }));
const vote: Vote = {
    ...exampleVote,
    congress: { ...congress, name2: "Daihbiujdaihhoih" },
    manifest: { ...manifest, title2: "Bouxbiujgietdingh", projects },
};
const firsts = [congress.name, manifest.title];
const seconds = ["Daihbiujdaihhoih", "Bouxbiujgietdingh"];

/** All of these, each marked as of no known language. */
function expectNames(root: HTMLElement, names: readonly string[]): void {
    const shown = [...root.querySelectorAll(".name2")];
    expect(shown.map(({ textContent }) => textContent)).toEqual(expect.arrayContaining([...names]));
    for (const one of shown) expect(one.getAttribute("lang")).toBe("");
    for (const first of firsts) expect(root.textContent).toContain(first);
}

beforeEach(async () => {
    document.body.replaceChildren();
    await loadCatalogue("en");
});

describe.each(["zh", "en"] as const)("second names, on a page in %s", (language) => {
    it("stand on the ballot and on its review", () => {
        const screen = screenAt(marking(vote), "voting", vote);
        screen.settings = { ...defaults, language };
        screen.draw();
        const all = [...seconds, ...projects.map(({ name2 }) => name2)];
        expectNames(screen.root, all);
        for (const { name } of projects) expect(screen.text()).toContain(name);
        screen.press(language === "zh" ? "核对选票" : "Review");
        expectNames(screen.root, all);
        for (const { name } of projects) expect(screen.text()).toContain(name);
    });

    it("stand on the result", () => {
        const counts = {
            due: 4,
            present: 3,
            issued: 3,
            cast: 2,
            handed_back: 1,
            outstanding: 0,
            sheets: 0,
        };
        const counted = projects.map(({ no, name }) => {
            return { no, name, approve: no, oppose: null, abstain: 0, chosen: false };
        });
        const sums = { due: 4, present: 3, issued: 3, returned: 3, blank: 0, void: 0, valid: 3 };
        const view: RoundView = {
            phase: "announced",
            round: 1,
            manifest: null,
            congress: "cd",
            sample: false,
            title: manifest.title,
            counts,
            result: {
                ...sums,
                cast: 2,
                handedBack: 1,
                paper: null,
                projects: counted,
                nextRound: null,
            },
        };
        const root = document.createElement("div");
        void act(() => {
            render(
                <PublicApp
                    view={view}
                    vote={vote}
                    reachable
                    readRecords={() => Promise.resolve("unreachable" as const)}
                    linked={null}
                    settings={{ ...defaults, language }}
                    onSettings={() => undefined}
                />,
                root,
            );
        });
        expectNames(root, [...seconds, ...projects.map(({ name2 }) => name2)]);
        for (const { name } of projects) expect(root.textContent).toContain(name);
    });
});
