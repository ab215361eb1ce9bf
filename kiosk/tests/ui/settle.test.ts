// @vitest-environment happy-dom
// What a page that has just come does with keys, and for how long.
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { settle } from "../../src/ui/settle.ts";

beforeEach(() => {
    vi.useFakeTimers();
});

afterEach(() => {
    vi.useRealTimers();
});

/** Whether the key still does what it does. */
function works(key: string): boolean {
    const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
    document.body.dispatchEvent(event);
    return !event.defaultPrevented;
}

function isSettling(): boolean {
    return "settling" in document.documentElement.dataset;
}

it("a new page takes no Enter and no space at first, and the tab key at once", () => {
    settle();
    expect(isSettling()).toBe(true);
    expect(["Enter", " ", "Tab"].map(works)).toEqual([false, false, true]);
    vi.advanceTimersByTime(500);
    expect(isSettling()).toBe(false);
    expect(["Enter", " ", "Tab"].map(works)).toEqual([true, true, true]);
});

it("a page that goes takes nothing along: the next one settles for its own time", () => {
    const end = settle();
    vi.advanceTimersByTime(400);
    end();
    expect(works("Enter")).toBe(true);
    settle();
    vi.advanceTimersByTime(400);
    expect(works("Enter")).toBe(false);
    vi.advanceTimersByTime(100);
    expect(works("Enter")).toBe(true);
});
