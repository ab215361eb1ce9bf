// A congress whose casting begins when issuing has ended: pages wait, and go on by themselves.
import { ok, strictEqual } from "node:assert/strict";
import {
    approve,
    askPaper,
    atMarks,
    cast,
    counted,
    keptHere,
    openLink,
    seal,
    ticked,
    waits,
    withPaper,
} from "../support/deputy.ts";
import type { Congress } from "../support/congress.ts";
import type { Device } from "../support/device.ts";
import { expectCounted } from "../support/expect.ts";
import { cutNetwork, refusedAsk } from "../support/network.ts";
import type { Scenario, Trial } from "../support/trial.ts";

/** Three pages that were opened too early; the deputy's. */
async function tooEarly(trial: Trial, congress: Congress): Promise<Device> {
    const everybody = await trial.device(congress, { screen: "desktop" });
    const { words } = everybody;
    await everybody.page.goto(congress.site);
    await everybody.reads(words.phases.setup);
    await everybody.met("1-public-no-vote");
    const second = await trial.device(congress, { screen: "tablet" });
    await second.page.goto(`${congress.site}/check`);
    await second.reads(words.card.none);
    await second.met("2-check-no-vote");
    const device = await trial.device(congress);
    await device.page.goto(`${congress.site}/vote`);
    await device.reads(words.card.none);
    await device.met("3-no-vote");
    await congress.draft();
    await device.at(words.card.title);
    await second.at(words.check.id.title);
    await everybody.reads(words.phases.drafted);
    return device;
}

export const splitPhases: Scenario = {
    rule: "opened before there is a vote, before issuing, before sign-in and before casting, a page goes on by itself",
    async run(trial) {
        const congress = await trial.congress();
        const device = await tooEarly(trial, congress);
        const { words } = device;
        await device.page.getByLabel(words.card.group(1)).fill(congress.guest(1).card);
        device.watch.expect(refusedAsk);
        await askPaper(device);
        await device.reads(words.refusals.wrong_phase.what);
        await device.met("4-not-yet-issued");
        await congress.open("1-3");
        await waits(device, words.waiting.explain);
        await device.met("5-waits-for-casting");

        const late = await trial.device(congress, { screen: "tablet" });
        late.watch.expect(refusedAsk);
        await openLink(late, congress.guest(4));
        await askPaper(late);
        await late.reads(words.refusals.not_signed_in.what);
        await late.met("6-not-signed-in");
        await congress.act("sign_in", "--deputies", "4");
        await waits(late, words.waiting.explain);

        await congress.act("end_issuing");
        for (const [each, no] of [[device, 3] as const, [late, 12] as const]) {
            await atMarks(each);
            await approve(each, no);
            await seal(each);
            await cast(each);
        }
        await congress.both("close");
        await congress.publish();
        const expected = { cast: [{ approve: [3] }, { approve: [12] }], others: 0 };
        expectCounted(await trial.end(congress), expected);
    },
};

/** With a paper, at the marks. */
async function withMarks(device: Device, ...numbers: readonly number[]): Promise<void> {
    await atMarks(device);
    await approve(device, ...numbers);
}

/** One at the marks, one that has sealed, one whose ballot is on its way. */
async function threeInPause(devices: readonly [Device, Device, Device]): Promise<void> {
    const [marks, sealed, leaving] = devices;
    const { words } = marks;
    await waits(marks, words.waiting.paused);
    await marks.met("2-paused-at-marks");
    await sealed.reads(words.sealed.closed);
    await sealed.met("3-paused-sealed");
    const acts = sealed.page.locator(".equal-pair > [aria-disabled=true]");
    strictEqual(await acts.count(), 2, "acts that are not available in a pause");
    leaving.watch.expect(refusedAsk);
    await cutNetwork(leaving, false);
    await leaving.reads(words.refusals.wrong_phase.what);
    await leaving.reads(words.casting.phase);
    await keptHere(leaving);
    await leaving.met("4-paused-on-its-way");
}

export const paused: Scenario = {
    rule: "paused while waiting, marking, sealed and on its way, a ballot stays as it is and is counted once after",
    async run(trial) {
        const congress = await trial.congress();
        await congress.draft();
        await congress.open("1-3");
        const devices = [
            await withPaper(trial, congress, 1),
            await withPaper(trial, congress, 2),
            await withPaper(trial, congress, 3),
        ] as const;
        const [marks, sealed, leaving] = devices;
        const { words } = marks;
        await congress.both("pause", "--reason", "休会");
        await waits(marks, words.waiting.paused);
        await marks.met("1-paused-waiting");
        await congress.both("resume");
        await waits(marks, words.waiting.explain);

        await congress.act("end_issuing");
        await withMarks(marks, 2, 7);
        await withMarks(sealed, 4);
        await seal(sealed);
        await withMarks(leaving, 9);
        await seal(leaving);
        await cutNetwork(leaving, true);
        await leaving.press(words.sealed.cast);
        await keptHere(leaving);
        await congress.both("pause");
        await threeInPause(devices);
        await congress.both("resume");

        await counted(leaving);
        await sealed.page.locator(".equal-pair > [aria-disabled=false]").first().waitFor();
        await cast(sealed);
        await atMarks(marks);
        await ticked(marks, 2);
        await ticked(marks, 7);
        await seal(marks);
        await cast(marks);
        const sent = await leaving.watch.to(leaving.origins.box);
        const bodies = new Set(sent.map(({ body }) => body.toString("hex")));
        ok(sent.length > 1 && bodies.size === 1, "the same bytes are sent until they are taken");
        await congress.both("close");
        await congress.publish();
        const ballots = [{ approve: [2, 7] }, { approve: [4] }, { approve: [9] }];
        expectCounted(await trial.end(congress), { cast: ballots, others: 0 });
    },
};
