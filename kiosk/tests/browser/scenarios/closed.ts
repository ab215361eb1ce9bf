// What comes after the close.
import { strictEqual } from "node:assert/strict";
import {
    approve,
    askPaper,
    atMarks,
    cast,
    keptHere,
    openLink,
    seal,
    withPaper,
} from "../support/deputy.ts";
import type { Congress } from "../support/congress.ts";
import type { Device } from "../support/device.ts";
import { expectCounted } from "../support/expect.ts";
import { cutNetwork, refusedAsk } from "../support/network.ts";
import type { Scenario, Trial } from "../support/trial.ts";

/** Asks for a paper when issuing has ended; then, after the close, starts again. */
async function withoutPaper(trial: Trial, congress: Congress): Promise<Device> {
    const device = await trial.device(congress);
    const { words } = device;
    device.watch.expect(refusedAsk);
    await openLink(device, congress.guest(4));
    await askPaper(device);
    await device.reads(words.ends.issuing_over.what);
    await device.met("1-issuing-over");
    return device;
}

export const tooLate: Scenario = {
    rule: "a ballot that did not reach the box before the close is told as not counted, whatever page it was on",
    async run(trial) {
        const congress = await trial.congress();
        await congress.draft();
        await congress.open("1-4");
        const inTime = await withPaper(trial, congress, 1);
        const marks = await withPaper(trial, congress, 2);
        const cutOff = await withPaper(trial, congress, 3);
        const { words } = inTime;
        await congress.act("end_issuing");
        const none = await withoutPaper(trial, congress);

        await atMarks(inTime);
        await approve(inTime, 5);
        await seal(inTime);
        await cast(inTime);
        await atMarks(marks);
        await approve(marks, 1);
        await atMarks(cutOff);
        await approve(cutOff, 9);
        await seal(cutOff);
        await cutNetwork(cutOff, true);
        await cutOff.press(words.sealed.cast);
        await keptHere(cutOff);

        await congress.both("close");
        await marks.reads(words.ends.too_late.what);
        await marks.met("2-closed-at-marks");
        cutOff.watch.expect(refusedAsk);
        await cutNetwork(cutOff, false);
        await cutOff.reads(words.ends.too_late.what);
        const promised = cutOff.page.getByText(words.sealed.explain);
        strictEqual(await promised.count(), 0, "says that it can be found later");
        await cutOff.met("3-closed-on-its-way");
        await none.press(words.common.restart);
        await none.reads(words.card.closed);
        await none.met("4-no-cards");
        const second = await trial.device(congress, { screen: "tablet" });
        await second.page.goto(`${congress.site}/check`);
        await second.reads(words.check.closed);
        await second.met("5-no-checks");
        const everybody = await trial.device(congress, { screen: "desktop" });
        await everybody.page.goto(congress.site);
        await everybody.reads(words.phases.closed);
        await everybody.met("6-public-closed");

        await congress.publish();
        const expected = { cast: [{ approve: [5] }], outstanding: 2, others: 0 };
        expectCounted(await trial.end(congress), expected);
    },
};
