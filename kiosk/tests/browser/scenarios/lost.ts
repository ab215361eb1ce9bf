// Networks that fail and pages that are loaded again, at each step: every ballot is counted exactly once.
import { ok, strictEqual } from "node:assert/strict";
import {
    approve,
    atMarks,
    cast,
    codeShown,
    counted,
    keptHere,
    openLink,
    seal,
    ticked,
    oneAtMarks,
} from "../support/deputy.ts";
import type { Device } from "../support/device.ts";
import { expectCounted } from "../support/expect.ts";
import { draftKept } from "../support/kept.ts";
import { cutNetwork, loseAnswers } from "../support/network.ts";
import type { Scenario } from "../support/trial.ts";

/** The request for a paper was answered, the answer lost, the page loaded again. */
async function lostPaper(device: Device): Promise<void> {
    const { page, words } = device;
    await device.press(words.card.take);
    await device.at(words.recovery.title);
    const recovery = await codeShown(device);
    await page.reload();
    await device.at(words.recovery.title);
    strictEqual(await codeShown(device), recovery, "the recovery code after a reload");
    const loss = await loseAnswers(device, "/api/v1/issue");
    await device.press(words.recovery.go);
    await loss.served;
    await device.reads(words.trouble.unreachable.what);
    await device.met("1-no-paper-yet");
    await loss.end();
    await page.reload();
    await atMarks(device);
}

export const lostPapers: Scenario = {
    rule: "loaded again when the paper was on its way, at the marks and when sealed, a device goes on where it was",
    async run(trial) {
        const vote = await trial.vote("approve");
        const device = await trial.device(vote);
        const { page, words } = device;
        await openLink(device, vote.guest(0));
        await lostPaper(device);
        await approve(device, 3, 7);
        await draftKept(device, [3, 7]);
        await page.reload();
        await atMarks(device);
        await ticked(device, 3);
        await ticked(device, 7);
        const code = await seal(device);
        await page.reload();
        await device.at(words.sealed.title);
        strictEqual(await codeShown(device), code, "the tracking code after a reload");
        await cast(device);
        await page.reload();
        await counted(device);
        strictEqual(await codeShown(device), code, "the tracking code of the counted ballot");
        await vote.publish();
        expectCounted(await trial.end(vote), { cast: [{ approve: [3, 7] }] });
    },
};

export const lostPromise: Scenario = {
    rule: "a ballot whose promise was lost is told as kept here until the promise came, and counted once",
    async run(trial) {
        const { vote, device } = await oneAtMarks(trial);
        const { page, words } = device;
        await approve(device, 8);
        const code = await seal(device);
        const loss = await loseAnswers(device, "/api/v1/cast");
        await device.press(words.sealed.cast);
        await loss.served;
        await keptHere(device);
        await device.met("1-kept-here");
        await page.reload();
        await keptHere(device);
        strictEqual(await codeShown(device), code, "the tracking code after a reload");
        await loss.end();
        await counted(device);
        strictEqual(await codeShown(device), code, "the tracking code of the counted ballot");
        await vote.publish();
        expectCounted(await trial.end(vote), { cast: [{ approve: [8] }] });
    },
};

export const cutOff: Scenario = {
    rule: "a ballot cast without a network stays on the device, says so, and is counted when the network is back",
    async run(trial) {
        const { vote, device } = await oneAtMarks(trial);
        const { words } = device;
        await device.hasFetched("/assets/en-");
        await cutNetwork(device, true);
        // A language that this device never spoke needs no network.
        await device.speak("en");
        await device.speak("zh");
        await approve(device, 9, 10, 11);
        // One more than may be chosen: it stays, and the page says why.
        await device.page.locator(".project").nth(0).getByRole("checkbox").click();
        await device.reads(words.ballot.full(3));
        await device.met("1-full");
        await seal(device);
        await device.press(words.sealed.cast);
        await keptHere(device);
        // No longer “sending”: it was tried.
        await device.at(words.sealed.title);
        const sent = await device.watch.to(device.origins.box);
        ok(sent.length > 0, "the device tried");
        await cutNetwork(device, false);
        await counted(device);
        await vote.publish();
        expectCounted(await trial.end(vote), { cast: [{ approve: [9, 10, 11] }] });
    },
};
