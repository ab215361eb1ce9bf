// Ballots without a mark: said to be blank, or an abstention from each.
import { strictEqual } from "node:assert/strict";
import { atMarks, cast, openLink, review, takePaper, oneAtMarks } from "../support/deputy.ts";
import type { Device } from "../support/device.ts";
import { expectCounted } from "../support/expect.ts";
import type { Scenario } from "../support/trial.ts";

/** Nothing marked, reviewed, and what is said of it. */
async function castUnmarked(device: Device, said: string, state: string): Promise<void> {
    const { words } = device;
    await atMarks(device);
    await review(device);
    await device.reads(words.review.nothing);
    const seal = device.button(words.review.seal);
    strictEqual(await seal.getAttribute("aria-disabled"), "true", "may be sealed unsaid");
    const pressed = device.page.locator(".equal-pair [aria-pressed=true]");
    strictEqual(await pressed.count(), 0, "something was chosen beforehand");
    await device.met(`${state}-asked`);
    await device.page.getByRole("button", { name: said, exact: true }).click();
    await device.page.getByRole("button", { name: said, exact: true, pressed: true }).waitFor();
    await device.met(`${state}-said`);
    await device.press(words.review.seal);
    await device.at(words.sealed.title);
    await cast(device);
}

export const blank: Scenario = {
    rule: "a choose-up-to ballot without a mark is sealed only when it was said to be blank, and counts as blank",
    async run(trial) {
        const { vote, device } = await oneAtMarks(trial);
        const { words } = device;
        await review(device);
        await device.button(words.review.seal).click({ force: true });
        await device.reads(words.review.blankFirst);
        await device.press(words.review.change);
        await castUnmarked(device, words.review.blank, "1-blank");
        await vote.publish();
        expectCounted(await trial.end(vote), { cast: [{ approve: [] }], blank: 1 });
    },
};

export const blankThreeWay: Scenario = {
    rule: "of two three-way ballots without a mark, one abstains from each project and the other is blank",
    async run(trial) {
        const vote = await trial.vote("three-way", 2);
        for (const place of [0, 1]) {
            const device = await trial.device(vote, { screen: "tablet" });
            const { words } = device;
            await openLink(device, vote.guest(place));
            await takePaper(device);
            const said = place === 0 ? words.review.abstainAll : words.review.blank;
            await castUnmarked(device, said, place === 0 ? "1-abstains" : "2-blank");
        }
        await vote.publish();
        const cast = [{ approve: [] }, { approve: [] }];
        expectCounted(await trial.end(vote), { cast, blank: 1 });
    },
};
