// One device, more than one window, more than one day.
import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import {
    approve,
    cast,
    codeShown,
    counted,
    openLink,
    seal,
    takePaper,
    oneAtMarks,
} from "../support/deputy.ts";
import { expectCounted } from "../support/expect.ts";
import { readKept, writeKept } from "../support/kept.ts";
import type { Scenario } from "../support/trial.ts";

export const twoTabs: Scenario = {
    rule: "a second window is turned away while the first is open, and goes on when it is closed",
    async run(trial) {
        const { vote, device } = await oneAtMarks(trial);
        const { words } = device;
        await approve(device, 6);
        const first = device.page;
        device.page = await device.context.newPage();
        await device.page.goto(`${vote.site}/vote`);
        await device.reads(words.trouble.other_tab.what);
        await device.met("1-other-tab");
        const acts = device.page.getByRole("main").getByRole("button");
        strictEqual(await acts.count(), 0, "something can be done there");
        const second = device.page;
        device.page = first;
        const code = await seal(device);
        await cast(device);
        await first.close();
        device.page = second;
        await counted(device);
        strictEqual(await codeShown(device), code, "the tracking code in the other window");
        await vote.publish();
        expectCounted(await trial.end(vote), { cast: [{ approve: [6] }] });
    },
};

export const restart: Scenario = {
    rule: "a browser that is ended between sealing and casting goes on with the same ballot",
    async run(trial) {
        const vote = await trial.vote("approve");
        const profile = await trial.folder("profile-");
        const before = await trial.device(vote, { profile });
        await openLink(before, vote.guest(0));
        await takePaper(before);
        await approve(before, 1, 4);
        const code = await seal(before);
        await before.context.close();
        const after = await trial.device(vote, { profile });
        await after.page.goto(`${vote.site}/vote`);
        await after.at(after.words.sealed.title);
        strictEqual(await codeShown(after), code, "the tracking code after a restart");
        await cast(after);
        await vote.publish();
        expectCounted(await trial.end(vote), { cast: [{ approve: [1, 4] }] });
    },
};

export const stale: Scenario = {
    rule: "a ballot kept from an earlier congress is not sent to the next one; starting over is offered",
    async run(trial) {
        const earlier = await trial.vote("approve");
        const before = await trial.device(earlier);
        await openLink(before, earlier.guest(0));
        await takePaper(before);
        await approve(before, 5);
        await seal(before);
        const kept = await readKept(before.page);
        ok(kept !== null, "a sealed ballot is kept");
        await before.context.close();
        await earlier.publish();
        expectCounted(await trial.end(earlier), { cast: [], outstanding: 1 });

        // The next congress has another port; a device knows it by its origin, so what it kept moves.
        const vote = await trial.vote("approve");
        const device = await trial.device(vote);
        const { page, words } = device;
        await page.goto(vote.site);
        await writeKept(page, kept);
        await page.goto(`${vote.site}/vote`);
        await device.reads(words.ends.round_replaced.what);
        await device.met("1-replaced");
        await device.press(words.common.restart);
        await device.at(words.card.title);
        const sent = device.watch.asked.filter(({ method }) => method !== "GET");
        deepStrictEqual(sent, [], "something was sent");
        await openLink(device, vote.guest(0));
        await takePaper(device);
        await approve(device, 12);
        await seal(device);
        await cast(device);
        await vote.publish();
        expectCounted(await trial.end(vote), { cast: [{ approve: [12] }] });
    },
};
