// Everything without a pointer.
import { ok } from "node:assert/strict";
import type { Locator } from "playwright-core";
import { atMarks, codeShown, counted, findCode, tick, ticked } from "../support/deputy.ts";
import type { Device } from "../support/device.ts";
import { expectCounted } from "../support/expect.ts";
import type { Scenario } from "../support/trial.ts";

/** More than any page has things to reach. */
const tabsMax = 100;

function focused(locator: Locator): Promise<boolean> {
    return locator.evaluate((element) => element === document.activeElement);
}

/** With the tab key alone, and the focus can be seen. */
async function tabTo({ page }: Device, locator: Locator): Promise<void> {
    for (let tabs = 0; tabs < tabsMax && !(await focused(locator)); tabs += 1) {
        await page.keyboard.press("Tab");
    }
    ok(await focused(locator), `the tab key does not reach ${String(locator)}`);
    const ring = await locator.evaluate((element) => {
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        return outlineStyle === "none" ? 0 : Number.parseFloat(outlineWidth);
    });
    ok(ring >= 2, `the focus on ${String(locator)} cannot be seen`);
    const seen = await locator.evaluate((element) => {
        const { left, top, width, height } = element.getBoundingClientRect();
        const there = document.elementFromPoint(left + width / 2, top + height / 2);
        return there !== null && element.contains(there);
    });
    ok(seen, `something covers ${String(locator)}, which has the focus`);
}

async function enter(device: Device, label: string): Promise<void> {
    await tabTo(device, device.button(label));
    await device.page.keyboard.press("Enter");
}

/** A new page begins at its heading, for whoever hears it or tabs on from there. */
async function atHeading(device: Device, title: string): Promise<void> {
    await device.at(title);
    const heading = device.page.getByRole("heading", { level: 1 });
    ok(await focused(heading), `the focus is not at the beginning of “${title}”`);
}

export const keyboard: Scenario = {
    rule: "from the card to the promise with the keyboard alone",
    async run(trial) {
        const vote = await trial.vote("approve");
        const device = await trial.device(vote);
        const { page, words } = device;
        await page.goto(`${vote.site}/vote`);
        await device.at(words.card.title);
        await tabTo(device, page.getByLabel(words.card.group(1)));
        // Each full group hands on to the next.
        await page.keyboard.type(vote.guest(0).card.replaceAll("-", ""));
        await device.reads(words.card.complete(9));
        await enter(device, words.card.take);
        await atHeading(device, words.recovery.title);
        await enter(device, words.recovery.go);
        await atMarks(device);
        for (const no of [1, 9]) {
            await tabTo(device, tick(device, no));
            await page.keyboard.press("Space");
            await ticked(device, no);
        }
        await enter(device, words.ballot.review);
        await atHeading(device, words.review.title);
        const item = page
            .locator(".review-link")
            .filter({ has: page.getByText("9", { exact: true }) });
        await tabTo(device, item);
        await page.keyboard.press("Enter");
        await atMarks(device);
        ok(await focused(tick(device, 9)), "the review does not lead to the mark");
        await enter(device, words.ballot.review);
        await atHeading(device, words.review.title);
        await enter(device, words.review.seal);
        await atHeading(device, words.sealed.title);
        const code = await codeShown(device);
        await enter(device, words.sealed.cast);
        await counted(device);
        await atHeading(device, words.cast.title);
        await vote.publish();
        const everybody = await trial.device(vote, { screen: "desktop" });
        await everybody.page.goto(vote.site);
        await findCode(everybody, code, true);
        expectCounted(await trial.end(vote), { cast: [{ approve: [1, 9] }] });
    },
};
