// @vitest-environment happy-dom
// Code that comes after the page.
import { render, type JSX } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fetchAtRest, Later, useLater } from "../../src/ui/later.ts";

beforeEach(() => {
    vi.useFakeTimers();
});
afterEach(() => {
    vi.useRealTimers();
});

/** Fails so often, then comes. */
function failing(times: number): { readonly later: Later<string>; readonly tries: () => number } {
    let tries = 0;
    const later = new Later(() => {
        tries += 1;
        return tries <= times ? Promise.reject(new Error("no network")) : Promise.resolve("here");
    });
    return { later, tries: () => tries };
}

function Page({ later }: { later: Later<string> }): JSX.Element {
    return <p>{useLater(later) ?? "awaited"}</p>;
}

async function pass(ms: number): Promise<void> {
    await act(async () => {
        await vi.advanceTimersByTimeAsync(ms);
    });
}

async function shown(later: Later<string>): Promise<HTMLElement> {
    const root = document.createElement("div");
    await act(() => {
        render(<Page later={later} />, root);
    });
    return root;
}

describe("what is fetched later", () => {
    it("is drawn when it has come, and fetched once", async () => {
        const { later, tries } = failing(0);
        const root = await shown(later);
        await pass(0);
        expect(root.textContent).toBe("here");
        expect((await shown(later)).textContent).toBe("here");
        expect(tries()).toBe(1);
    });

    it("is drawn when it comes between the first drawing and the asking", async () => {
        const { later } = failing(0);
        const root = document.createElement("div");
        await act(async () => {
            render(<Page later={later} />, root);
            await later.fetch();
        });
        await pass(0);
        expect(root.textContent).toBe("here");
    });

    it("is asked for again while somebody waits, and not after", async () => {
        const { later, tries } = failing(2);
        const root = await shown(later);
        await pass(4_000);
        expect([root.textContent, tries()]).toEqual(["awaited", 1]);
        await pass(7_000);
        expect([root.textContent, tries()]).toEqual(["here", 3]);

        const lost = failing(99);
        const left = await shown(lost.later);
        await act(() => {
            render(null, left);
        });
        await vi.advanceTimersByTimeAsync(60_000);
        expect(lost.tries()).toBe(1);
    });

    it("is fetched at rest, not while the page begins, each until it comes", async () => {
        const [one, other] = [failing(0), failing(1)];
        fetchAtRest(
            () => one.later.fetch(),
            () => other.later.fetch(),
        );
        expect([one.tries(), other.tries()]).toEqual([0, 0]);
        await vi.advanceTimersByTimeAsync(1_000);
        expect([one.later.value, other.later.value]).toEqual(["here", null]);
        await vi.advanceTimersByTimeAsync(5_000);
        expect(other.later.value).toBe("here");
    });
});
