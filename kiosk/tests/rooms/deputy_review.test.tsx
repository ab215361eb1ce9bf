// @vitest-environment happy-dom
// The review: each project leads back to its place on the ballot, and nothing is said before the deputy said it.
import { act } from "preact/test-utils";
import { beforeEach, describe, expect, it } from "vitest";
import { exampleVote, voteWith } from "../flow/vote.ts";
import { marking, screenAt } from "../support/deputy_screen.tsx";

const threeWay = voteWith({ style: "three_way", lo: 0, hi: exampleVote.shape.projects });
const all = exampleVote.shape.projects;

beforeEach(() => {
    document.body.replaceChildren();
});

describe("a project on the review", () => {
    it.each([
        ["choose up to", exampleVote],
        ["three ways", threeWay],
    ])("leads to its own mark, which has the focus: %s", (_name, vote) => {
        const screen = screenAt(marking(vote), "voting", vote);
        screen.press("核对选票");
        const { name } = vote.manifest.projects[2] ?? { name: "" };
        screen.press(new RegExp(name));
        expect(screen.root.querySelector(".review")).toBeNull();
        const focused = document.activeElement;
        expect(focused?.matches("[role=checkbox], .option")).toBe(true);
        expect(focused?.closest(".project")?.textContent).toContain(name);
    });

    it("is gone to once: the next time the page begins at its heading", () => {
        const screen = screenAt(marking());
        screen.press("核对选票");
        screen.press(new RegExp(exampleVote.manifest.projects[1]?.name ?? ""));
        screen.press("核对选票");
        screen.press("返回修改");
        expect(document.activeElement?.tagName).toBe("H1");
    });
});

it("a page that a press led to takes no second one at first, and the first page one at once", () => {
    const settles = (): boolean => "settling" in document.documentElement.dataset;
    // A page of the test before may settle still.
    delete document.documentElement.dataset["settling"];
    const screen = screenAt(null, "issuing");
    expect(settles()).toBe(false);
    screen.tell({ on: "loaded", kept: marking(), earlier: [] });
    expect(settles()).toBe(true);
});

describe("what is unmarked in three ways", () => {
    const headings = (choose: readonly string[]): string => {
        const screen = screenAt(marking(threeWay), "voting", threeWay);
        const [mark, ...said] = choose;
        if (mark !== undefined && mark !== "") {
            void act(() => {
                screen.root.querySelector<HTMLButtonElement>(".option")?.click();
            });
        }
        screen.press("核对选票");
        for (const label of said) screen.press(label);
        return [...screen.root.querySelectorAll(".review-heading")]
            .map(({ textContent }) => textContent)
            .join(" ");
    };

    it("is called an abstention on an unmarked ballot only when that was said", () => {
        expect(headings([])).toContain(`未填 ${all} 项`);
        expect(headings([])).not.toContain("按弃权计");
        expect(headings(["", "空白票"])).not.toContain("按弃权计");
        expect(headings(["", "每项弃权"])).toContain(`未填 ${all} 项，按弃权计`);
    });

    it("is called an abstention where something else was marked", () => {
        expect(headings(["赞成"])).toContain(`未填 ${all - 1} 项，按弃权计`);
    });
});
