// A deputy's whole way, from the link to the tracking code on the public page.
import { strictEqual } from "node:assert/strict";
import { expectCounted } from "../support/expect.ts";
import {
    approve,
    cast,
    findCode,
    openLink,
    receiptChecked,
    review,
    say,
    codeShown,
} from "../support/deputy.ts";
import { screens, type Device } from "../support/device.ts";
import type { HeldVote } from "../support/held_vote.ts";
import type { Scenario, Trial } from "../support/trial.ts";

/** From the card to the marks, every state met. */
async function toMarks(device: Device): Promise<void> {
    const { words } = device;
    await device.met("1-card");
    await device.press(words.card.take);
    await device.at(words.recovery.title);
    await device.met("2-recovery");
    await device.press(words.recovery.go);
    await device.button(words.ballot.review).waitFor();
    await device.met("3-unmarked");
}

/** On a phone in both languages; the person's own window and language come back. */
async function toolsInOneLine(device: Device): Promise<void> {
    const own = { language: device.language, size: device.page.viewportSize() };
    await device.page.setViewportSize(screens.phone);
    for (const language of ["en", "zh"] as const) {
        await device.speak(language);
        await ruleAndTools(device);
    }
    await device.speak(own.language);
    if (own.size !== null) await device.page.setViewportSize(own.size);
}

/** The tools, each large enough to be touched. Whether the rule has room beside them is up to the machine's fonts. */
async function ruleAndTools(device: Device): Promise<void> {
    const parts = device.page.locator(".tools-line, .tools-buttons > .link");
    const boxes = await Promise.all((await parts.all()).map((part) => part.boundingBox()));
    const middles = boxes.map((box) => (box === null ? NaN : Math.round(box.y + box.height / 2)));
    strictEqual(boxes.length, 5, "the rule and four tools");
    const lines = new Set(middles.slice(1)).size;
    strictEqual(lines, 1, `tools in one line in ${device.language}: ${String(middles)}`);
    const small = boxes.slice(1).filter((box) => box === null || box.width < 44 || box.height < 44);
    strictEqual(small.length, 0, "tools that are hard to touch");
}

async function largeOnAPhone(device: Device): Promise<void> {
    const own = device.page.viewportSize();
    await device.page.setViewportSize(screens.phone);
    await device.met("4-large-in-contrast");
    if (own !== null) await device.page.setViewportSize(own);
}

/** From the marked ballot to the public page after the end. */
async function toRecord(trial: Trial, device: Device, vote: HeldVote): Promise<void> {
    const { words } = device;
    await device.met("4-marked");
    await device.press(words.tools.contrast);
    await device.press(words.tools.size);
    await device.press(words.tools.size);
    await largeOnAPhone(device);
    await device.press(words.tools.size);
    await device.press(words.tools.contrast);
    await review(device);
    await device.met("5-review");
    await device.press(words.review.seal);
    await device.at(words.sealed.title);
    await device.met("6-sealed");
    const code = await codeShown(device);
    await cast(device);
    await device.met("7-cast");

    const everybody = await trial.device(vote, { screen: "desktop" });
    await everybody.page.goto(vote.site);
    await everybody.reads(everybody.words.public.hidden);
    await everybody.speak(device.language);
    await everybody.met("8-public-open");
    await vote.publish();
    await receiptChecked(device);
    await device.met("9-receipt");
    await everybody.page.getByRole("heading", { name: words.public.find }).waitFor();
    await everybody.met("10-public-result");
    await findCode(everybody, code, true);
    await everybody.met("11-found");
    const other = (code.startsWith("0") ? "1" : "0") + code.slice(1);
    await findCode(everybody, other, false);
    await everybody.met("12-not-found");
    // The answer is in the language that is spoken now.
    await everybody.speak(device.language === "zh" ? "en" : "zh");
    await everybody.reads(everybody.words.public.notFound);
    await device.page.getByRole("link", { name: words.cast.find }).click();
    await device.reads(words.public.found);
    strictEqual(new URL(device.page.url()).hash, "");
}

export const chooseUpTo: Scenario = {
    rule: "on a phone, in Chinese, a choose-up-to ballot is cast and found again",
    async run(trial) {
        const vote = await trial.vote("approve");
        const device = await trial.device(vote, { screen: "phone" });
        await openLink(device, vote.guest(0));
        await toMarks(device);
        await toolsInOneLine(device);
        await approve(device, 2, 5, 12);
        await toRecord(trial, device, vote);
        expectCounted(await trial.end(vote), { cast: [{ approve: [2, 5, 12] }] });
    },
};

export const threeWay: Scenario = {
    rule: "on a desktop, in English, a three-way ballot with every kind of mark is cast and found again",
    async run(trial) {
        const vote = await trial.vote("three-way");
        const device = await trial.device(vote, { screen: "desktop" });
        await openLink(device, vote.guest(0));
        await device.speak("en");
        await toMarks(device);
        await toolsInOneLine(device);
        for (const no of [1, 3, 4]) await say(device, no, "approve");
        await say(device, 2, "oppose");
        await say(device, 6, "abstain");
        // The same mark again takes it back: that project is unmarked, as all the others are.
        await device.page.locator(".project").nth(3).getByRole("button", { pressed: true }).click();
        await say(device, 5, "approve");
        await toRecord(trial, device, vote);
        expectCounted(await trial.end(vote), { cast: [{ approve: [1, 3, 5], oppose: [2] }] });
    },
};
