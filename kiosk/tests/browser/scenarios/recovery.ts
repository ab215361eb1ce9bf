// One card on several devices: the paper stays one.
import { strictEqual } from "node:assert/strict";
import { approve, atMarks, cast, codeShown, counted, openLink, seal } from "../support/deputy.ts";
import { expectCounted } from "../support/expect.ts";
import type { Device } from "../support/device.ts";
import { refusedAsk } from "../support/network.ts";
import type { Scenario } from "../support/trial.ts";

async function recover(device: Device, recovery: string): Promise<void> {
    const { words, page } = device;
    await device.press(words.card.recovery);
    await page.getByLabel(words.card.recoveryLabel).fill(recovery);
    await device.press(words.card.take);
    await atMarks(device);
}

export const recovery: Scenario = {
    rule: "with card and recovery code another device goes on; without it none does; only the first ballot counts",
    async run(trial) {
        const vote = await trial.vote("approve");
        const first = await trial.device(vote);
        const { words } = first;
        await openLink(first, vote.guest(0));
        await first.press(words.card.take);
        await first.at(words.recovery.title);
        const code = await codeShown(first);
        await first.press(words.recovery.go);
        await atMarks(first);
        await approve(first, 3);
        await seal(first);

        const stranger = await trial.device(vote, { screen: "tablet" });
        stranger.watch.expect(refusedAsk);
        await openLink(stranger, vote.guest(0));
        await stranger.press(words.card.take);
        await stranger.press(words.recovery.go);
        await stranger.reads(words.ends.issued_elsewhere.what);
        await stranger.met("1-issued-elsewhere");

        const second = await trial.device(vote, { screen: "desktop" });
        await openLink(second, vote.guest(0));
        await recover(second, code);
        await approve(second, 10, 12);
        const tracking = await seal(second);
        await cast(second);
        strictEqual(await codeShown(second), tracking, "the tracking code of the counted ballot");

        first.watch.expect(refusedAsk);
        await first.press(words.sealed.cast);
        await first.reads(words.ends.cast_elsewhere.what);
        const promised = first.page.getByText(words.sealed.explain);
        strictEqual(await promised.count(), 0, "says that it can be found later");
        await first.met("2-cast-elsewhere");
        await counted(second);
        await vote.publish();
        expectCounted(await trial.end(vote), { cast: [{ approve: [10, 12] }] });
    },
};
