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

/** A ballot that leaves while the vote is paused waits on the device. */
async function castInPause(device: Device, congress: Congress): Promise<void> {
    const { words } = device;
    await cutNetwork(device, true);
    await device.press(words.sealed.cast);
    await keptHere(device);
    await congress.both("pause");
    device.watch.expect(refusedAsk);
    await cutNetwork(device, false);
    await device.reads(words.refusals.wrong_phase.what);
    await keptHere(device);
    await device.met("4-paused-on-its-way");
    await congress.both("resume");
    await counted(device);
}

export const paused: Scenario = {
    rule: "paused while waiting, marking, sealed and on its way, a ballot stays as it is and is counted once after",
    async run(trial) {
        const congress = await trial.congress();
        await congress.draft();
        await congress.open("1-3");
        const device = await trial.device(congress);
        const { words } = device;
        await openLink(device, congress.guest(1));
        await askPaper(device);
        await waits(device, words.waiting.explain);
        await congress.both("pause");
        await waits(device, words.waiting.paused);
        await device.met("1-paused-waiting");
        await congress.both("resume");
        await waits(device, words.waiting.explain);

        await congress.act("end_issuing");
        await atMarks(device);
        await approve(device, 2, 7);
        await congress.both("pause", "--reason", "休会");
        await waits(device, words.waiting.paused);
        await device.met("2-paused-at-marks");
        await congress.both("resume");
        await atMarks(device);
        await ticked(device, 2);
        await ticked(device, 7);

        await seal(device);
        await congress.both("pause");
        await device.reads(words.sealed.closed);
        await device.met("3-paused-sealed");
        const acts = device.page.locator(".equal-pair > [aria-disabled=true]");
        strictEqual(await acts.count(), 2, "acts that are not available in a pause");
        await congress.both("resume");
        await device.page.locator(".equal-pair > [aria-disabled=false]").first().waitFor();
        await castInPause(device, congress);

        const sent = device.watch.asked.filter(({ url }) => url.pathname === "/api/v1/cast");
        const bodies = new Set(sent.map(({ body }) => body.toString("hex")));
        ok(sent.length > 1 && bodies.size === 1, "the same bytes are sent until they are taken");
        await congress.both("close");
        await congress.publish();
        expectCounted(await trial.end(congress), { cast: [{ approve: [2, 7] }], others: 0 });
    },
};
