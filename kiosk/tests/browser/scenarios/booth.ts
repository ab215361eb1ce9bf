// Slips at shared booths, against the real server: two booths, a lost network, slips used twice, a person who walks away.
import { strictEqual } from "node:assert/strict";
import { printCard } from "../../../src/ballot/card.ts";
import {
    allLegible,
    atBallot,
    boothAt,
    cast,
    leave,
    mark,
    metAtBooth,
    review,
    say,
    scan,
    turnPages,
} from "../support/booth.ts";
import type { Device } from "../support/device.ts";
import { expectCounted } from "../support/expect.ts";
import { projectCount, type HeldVote } from "../support/held_vote.ts";
import { cutNetwork, refusedAsk } from "../support/network.ts";
import type { Scenario, Trial } from "../support/trial.ts";

const name = "booth";

function met(device: Device, state: string): Promise<void> {
    return metAtBooth(device, name, state);
}

/** A card is turned away; a slip is cast and then known as used. */
async function firstBooth(device: Device, slip: string): Promise<void> {
    const { words } = device;
    await met(device, "1-idle");
    await scan(device, printCard(new Uint8Array(20).fill(7)));
    await device.reads(words.booth.told.card.what);
    await met(device, "2-card");
    await scan(device, slip);
    await atBallot(device);
    await allLegible(device, projectCount);
    await mark(device, 3, 7);
    await met(device, "3-marks");
    await device.speak("en");
    await met(device, "4-marks-en");
    await review(device);
    await met(device, "5-review-en");
    await cast(device);
    await met(device, "6-counted-en");
    await device.press(device.words.booth.done.finish);
    // What somebody set on the screen goes with him.
    device.language = "zh";
    await device.at(words.booth.idle.title);
    await scan(device, slip);
    await device.reads(words.booth.told.used.what);
    await met(device, "7-used");
}

/** The same slip elsewhere: the box tells, and nothing is counted twice. */
async function usedElsewhere(device: Device, slip: string): Promise<void> {
    const { words } = device;
    device.watch.expect(refusedAsk);
    await scan(device, slip);
    await atBallot(device);
    await mark(device, 4);
    await review(device);
    await device.press(words.sealed.cast);
    await device.at(words.booth.done.refusedWhat);
    await met(device, "8-refused");
    await leave(device);
    await device.reads(words.booth.queue.refused(1));
}

/** Nobody touches the booth any more; its clock is the scenario's. */
async function walkedAway(trial: Trial, vote: HeldVote, slip: string): Promise<void> {
    const device = await trial.device(vote, { screen: "wide" });
    const { page, words } = device;
    await page.clock.install();
    await page.goto(`${vote.site}/booth`);
    await device.at(words.booth.idle.title);
    await scan(device, slip);
    await page.clock.runFor(1_000);
    await atBallot(device);
    await mark(device, 12);
    await page.clock.runFor(121_000);
    await device.reads(words.booth.still.what);
    await met(device, "9-asks");
    await page.clock.runFor(31_000);
    await device.at(words.booth.still.title);
    await met(device, "10-counts");
    await page.clock.runFor(31_000);
    await device.reads(words.booth.told.left.what);
    await met(device, "11-wiped");
}

/** Without a network ballots wait, the booth goes on, and a reload brings them all. */
async function offline(device: Device, slips: readonly [string, string]): Promise<void> {
    const { page, words } = device;
    await cutNetwork(device, true);
    for (const [place, no] of [5, 8].entries()) {
        await scan(device, slips[place === 0 ? 0 : 1]);
        await atBallot(device);
        await mark(device, no);
        await review(device);
        await device.press(words.sealed.cast);
        await device.at(words.booth.done.waitingWhat);
        if (place === 0) await met(device, "12-kept-here");
        await leave(device);
        await device.reads(words.booth.queue.waits(place + 1));
    }
    await met(device, "13-waiting");
    await scan(device, slips[0]);
    await device.reads(words.booth.told.waiting_here.what);
    await cutNetwork(device, false);
    await page.reload();
    await device.reads(words.booth.queue.none);
}

export const booth: Scenario = {
    rule: "a slip votes once at any booth, with or without a network; cards are turned away, and who walks away leaves nothing",
    async run(trial) {
        const vote = await trial.vote("approve", 3, { slips: 3 });
        const slips = [0, 1, 2].map((place) => vote.guest(place).card);
        const [first = "", second = "", third = ""] = slips;
        const here = await boothAt(trial, vote);
        const there = await boothAt(trial, vote);
        await firstBooth(here, first);
        await usedElsewhere(there, first);
        await walkedAway(trial, vote, third);
        await there.hasFetched("/assets/visit_pages-");
        await offline(there, [second, third]);
        await vote.publish();
        const counted = [{ approve: [3, 7] }, { approve: [5] }, { approve: [8] }];
        expectCounted(await trial.end(vote), { cast: counted });
    },
};

export const boothThreeWay: Scenario = {
    rule: "three equal gestures at a booth, on large type over pages, all of which are shown before the review",
    async run(trial) {
        const vote = await trial.vote("three-way", 1, { slips: 1 });
        const device = await trial.device(vote, { screen: "wide" });
        const { page, words } = device;
        // The link of the invitation brings the slip.
        await page.goto(vote.guest(0).link);
        await atBallot(device);
        strictEqual(new URL(page.url()).hash, "", "the slip in the address");
        await say(device, 1, "approve");
        await say(device, 2, "oppose");
        await metAtBooth(device, name, "three-way");
        await device.button(words.tools.size).click();
        await device.button(words.tools.size).click();
        await device.button(words.booth.marks.next).waitFor();
        await device.press(words.tools.contrast);
        await metAtBooth(device, name, "three-way-large");
        await turnPages(device);
        await say(device, 12, "approve");
        await metAtBooth(device, name, "three-way-last-page");
        await review(device);
        await metAtBooth(device, name, "three-way-review");
        await cast(device);
        await vote.publish();
        expectCounted(await trial.end(vote), { cast: [{ approve: [1, 12], oppose: [2] }] });
    },
};
