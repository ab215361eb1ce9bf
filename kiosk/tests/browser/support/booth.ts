// What people do at a booth, by the words on the screen, and what is measured of it.
import { deepStrictEqual, ok } from "node:assert/strict";
import type { Locator } from "playwright-core";
import type { Device } from "./device.ts";
import type { Held } from "./held_vote.ts";
import type { Trial } from "./trial.ts";

/** One pixel on a screen of 10 inches with 1280×800. */
const mm = 0.168;

export async function boothAt(trial: Trial, vote: Held): Promise<Device> {
    const device = await trial.device(vote, { screen: "wide" });
    await device.page.goto(`${vote.site}/booth`);
    await device.at(device.words.booth.idle.title);
    return device;
}

/** As a scanner does: it types and ends with Enter, wherever the focus is. */
export async function scan(device: Device, code: string): Promise<void> {
    await device.page.keyboard.type(code);
    await device.page.keyboard.press("Enter");
}

export async function atBallot(device: Device): Promise<void> {
    await device.page.locator(".rows .row").first().waitFor();
}

function row({ page }: Device, no: number): Locator {
    const number = page.locator(".row-no").getByText(String(no), { exact: true });
    return page.locator(".row").filter({ has: number });
}

export async function mark(device: Device, ...numbers: readonly number[]): Promise<void> {
    for (const no of numbers) {
        await row(device, no).getByRole("checkbox").click();
        await row(device, no).locator("[role=checkbox][aria-checked=true]").waitFor();
    }
}

export async function say(
    device: Device,
    no: number,
    choice: "approve" | "oppose" | "abstain",
): Promise<void> {
    const name = device.words.ballot[choice];
    await row(device, no).getByRole("button", { name, exact: true }).click();
    await row(device, no).getByRole("button", { name, exact: true, pressed: true }).waitFor();
}

/** Every page of the ballot is on the screen once. */
export async function turnPages(device: Device): Promise<void> {
    const next = device.button(device.words.booth.marks.next);
    while ((await next.count()) > 0) await next.click();
}

/** To the review, with the tracking code of the sealed ballot. */
export async function review(device: Device): Promise<string> {
    await device.press(device.words.ballot.review);
    await device.at(device.words.review.title);
    const code = device.page.locator(".review-acts .code");
    await code.waitFor();
    return (await code.innerText()).trim().split(/\s+/).join("-");
}

export async function cast(device: Device): Promise<void> {
    await device.press(device.words.sealed.cast);
    await device.at(device.words.booth.done.countedWhat);
}

export async function leave(device: Device): Promise<void> {
    await device.press(device.words.booth.done.finish);
    await device.at(device.words.booth.idle.title);
}

/** A state: accessible, whole on 1280×800 without scrolling, and its picture. */
export async function metAtBooth(device: Device, name: string, state: string): Promise<void> {
    await device.accessible(state);
    const { tall, wide } = await device.page.evaluate(() => {
        const { scrollHeight, scrollWidth } = document.documentElement;
        return { tall: scrollHeight - innerHeight, wide: scrollWidth - innerWidth };
    });
    deepStrictEqual([tall, wide], [0, 0], `${state} scrolls`);
    const folder = process.env["PIAOJUE_SHOTS"];
    if (folder === undefined || folder === "") return;
    await device.page.screenshot({ path: `${folder}/${name}-${state}.png` });
}

/** All projects on one page, none smaller than a person with weak eyes reads. */
export async function allLegible(device: Device, count: number): Promise<void> {
    const sizes = await device.page.evaluate(() => {
        const inSight = (element: Element): boolean => {
            const { right, bottom } = element.getBoundingClientRect();
            return right <= innerWidth && bottom <= innerHeight;
        };
        const names = [...document.querySelectorAll(".row-name")].filter(inSight);
        return names.map((name) => parseFloat(getComputedStyle(name).fontSize));
    });
    deepStrictEqual(sizes.length, count, "projects on the first page");
    // A Chinese face fills 0.92 of its type, a Latin capital 0.714.
    for (const size of sizes) ok(size * 0.92 * mm >= 4.9, `a name of ${size} pixels`);
}
