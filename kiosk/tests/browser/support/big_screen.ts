// The screen of the hall, as people see it from the last row: how large its type is, and that all of it is on the screen.
import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import type { Page } from "playwright-core";
import type { Device } from "./device.ts";

const screens = {
    "1080p": { width: 1920, height: 1080 },
    "4K": { width: 3840, height: 2160 },
} as const;

/** What is too small, or reaches beyond the screen, its page or its place. */
function faultsOf(page: Page): Promise<readonly string[]> {
    return page.evaluate(() => {
        const { innerWidth: width, innerHeight: height } = window;
        // A digit is this much of its type.
        const digit = 0.73;
        const faults: string[] = [];
        // Of a line of type what is seen, which is less than the line.
        const inside = (rect: DOMRect, size: number, box: DOMRect): boolean => {
            const middle = (rect.top + rect.bottom) / 2;
            const sideways = rect.left >= box.left - 1 && rect.right <= box.right + 1;
            return sideways && middle + 0.56 * size <= box.bottom + 1;
        };
        const whole = new DOMRect(0, 0, width, height);
        const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (texts.nextNode() !== null) {
            const node = texts.currentNode;
            const of = node.parentElement;
            const text = node.textContent?.trim() ?? "";
            if (of === null || text === "" || of.closest(".hidden-words") !== null) continue;
            const range = document.createRange();
            range.selectNodeContents(node);
            // What flows out of sight of a pager is on another page; elsewhere nothing may leave its part of the screen.
            const pager = of.closest(".pager")?.getBoundingClientRect() ?? whole;
            const part = of.closest(".body")?.getBoundingClientRect() ?? whole;
            const size = parseFloat(getComputedStyle(of).fontSize);
            if (size < height / 22) faults.push(`${text} has type of ${size}`);
            if (of.classList.contains("key") && size * digit < height / 9) {
                faults.push(`the figure ${text} has type of ${size}`);
            }
            for (const rect of range.getClientRects()) {
                const other = rect.left >= pager.right - 1 || rect.right <= pager.left + 1;
                if (!other && !(inside(rect, size, pager) && inside(rect, size, part))) {
                    faults.push(`${text} is cut off`);
                }
            }
        }
        for (const part of document.querySelectorAll(
            ".cell, .chart-row > *, .table-row > *, .body, .side",
        )) {
            if (part.scrollWidth > part.clientWidth + 1)
                faults.push(`${part.className} is too narrow`);
        }
        const { scrollWidth, scrollHeight } = document.documentElement;
        if (scrollWidth > width || scrollHeight > height) faults.push("the page scrolls");
        return faults;
    });
}

/** A state of the screen: legible and whole on both screens, and accessible. */
export async function metOnBigScreens(device: Device, name: string, state: string): Promise<void> {
    const { page } = device;
    const folder = process.env["PIAOJUE_SHOTS"];
    for (const [screen, size] of Object.entries(screens).reverse()) {
        await page.setViewportSize(size);
        // Two frames: pages follow the size of the screen.
        await page.evaluate(async () => {
            await new Promise(requestAnimationFrame);
            await new Promise(requestAnimationFrame);
        });
        deepStrictEqual(await faultsOf(page), [], `${state} at ${screen}`);
        if (folder === undefined || folder === "") continue;
        await page.screenshot({ path: join(folder, `${name}-${state}-${screen}.png`) });
    }
    await device.accessible(state);
}

/** Nothing that a result consists of is on the page. */
export async function noResult({ page }: Device): Promise<void> {
    strictEqual(await page.locator(".chart, .table, .record, .rank, .bar").count(), 0);
}
