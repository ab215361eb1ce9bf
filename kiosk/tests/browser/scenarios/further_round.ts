// A second round of the same congress: the same devices, the same cards, papers of their own.
import { strictEqual } from "node:assert/strict";
import type { Congress } from "../support/congress.ts";
import {
    approve,
    askPaper,
    atMarks,
    cast,
    codeShown,
    findCode,
    intoNextRound,
    openLink,
    receiptChecked,
    seal,
    waits,
    withPaper,
} from "../support/deputy.ts";
import type { Device } from "../support/device.ts";
import { expectCounted } from "../support/expect.ts";
import { projectCount } from "../support/held_vote.ts";
import { cutNetwork, loseAnswers, refusedAsk } from "../support/network.ts";
import type { Scenario, Trial } from "../support/trial.ts";

async function handsBack(device: Device): Promise<void> {
    const { words } = device;
    await atMarks(device);
    await device.press(words.ballot.handBack);
    await device.at(words.handBack.title);
    await device.press(words.handBack.act);
    await device.at(words.rounds.handedBack);
}

/** The box has the ballot; the device knows nothing of it, and sleeps until the next round is drafted. */
async function castUnheard(device: Device): Promise<string> {
    await atMarks(device);
    await approve(device, 8);
    const code = await seal(device);
    const loss = await loseAnswers(device, "/api/v1/cast");
    await device.press(device.words.sealed.cast);
    await loss.served;
    await cutNetwork(device, true);
    await loss.end();
    return code;
}

/** The code of the first round and its receipt are on the page, under what is now. */
async function stillHas(device: Device, code: string): Promise<void> {
    const { words, page } = device;
    const earlier = page
        .locator("section")
        .filter({ has: page.getByRole("heading", { name: words.rounds.earlier(1) }) });
    await earlier.getByText(words.cast.receiptPlain).waitFor();
    const shown = await earlier.locator(".code").innerText();
    strictEqual(shown.trim().split(/\s+/).join("-"), code, "the code of the first round");
}

/** In the first round one casts, one hands back, one casts and does not hear of it. */
async function firstRound(trial: Trial, congress: Congress): Promise<Started> {
    await congress.draft();
    await congress.open("1-3");
    const devices = [
        await withPaper(trial, congress, 1),
        await withPaper(trial, congress, 2),
        await withPaper(trial, congress, 3),
    ] as const;
    await congress.act("end_issuing");
    const [first, back, deaf] = devices;
    await atMarks(first);
    await approve(first, 3, 5);
    const code = await seal(first);
    await cast(first);
    await handsBack(back);
    const unheard = await castUnheard(deaf);
    await congress.both("close");
    await congress.announce();
    await receiptChecked(first);
    return { devices, code, unheard };
}

interface Started {
    readonly devices: readonly [Device, Device, Device];
    readonly code: string;
    readonly unheard: string;
}

/** For everybody: the round that is drafted, and what was announced before it. */
async function showsEarlier(device: Device, congress: Congress, code: string): Promise<void> {
    const { words, page } = device;
    await page.goto(congress.site);
    await device.reads(`${words.public.round(2)} · ${words.phases.drafted}`);
    strictEqual(await page.locator(".result-row").count(), 0, "rows of a result");
    await findCode(device, code, true);
    await device.press(words.public.earlier);
    const earlier = page.getByRole("heading", {
        name: `${words.public.round(1)} · ${words.public.result}`,
    });
    await earlier.waitFor();
    strictEqual(await page.locator(".result-row").count(), projectCount, "rows of a result");
    await device.met("5-public-earlier");
}

/** From the paper to the box, in the second round. */
async function votesAgain(device: Device, ...numbers: readonly number[]): Promise<string> {
    await atMarks(device);
    await approve(device, ...numbers);
    const code = await seal(device);
    await cast(device);
    return code;
}

export const furtherRound: Scenario = {
    rule: "devices that cast, handed back or were cut off in one round go on to the next, and keep code and receipt of the first",
    async run(trial) {
        const congress = await trial.congress();
        const { devices, code, unheard } = await firstRound(trial, congress);
        const [first, back, deaf] = devices;
        const { words } = first;
        // Nobody reached the majority.
        await congress.furtherRound("presidium");
        await first.reads(words.rounds.next.what);
        strictEqual(await codeShown(first), code, "the code of the round that is over");
        await first.met("1-another-round");
        await back.reads(words.rounds.next.what);
        await back.met("2-another-after-hand-back");
        deaf.watch.expect(refusedAsk);
        await cutNetwork(deaf, false);
        await receiptChecked(deaf);
        strictEqual(await codeShown(deaf), unheard, "the code of the ballot that was in the box");

        const everybody = await trial.device(congress, { screen: "desktop" });
        await showsEarlier(everybody, congress, code);
        await first.press(words.rounds.go);
        await first.at(words.card.title);
        await stillHas(first, code);
        await first.met("3-card-of-round-two");
        await first.page.reload();
        await stillHas(first, code);
        // The link of the card again.
        await openLink(first, congress.guest(1));
        await congress.open("1-3");
        await askPaper(first);
        await waits(first, words.waiting.explain);
        await stillHas(first, code);
        await intoNextRound(back, congress, 2);
        await intoNextRound(deaf, congress, 3);
        await congress.act("end_issuing");
        const again = await votesAgain(first, 5);
        await stillHas(first, code);
        await first.met("4-cast-in-round-two");
        await votesAgain(back, 5, 8);
        await votesAgain(deaf, 5, 12);
        await stillHas(deaf, unheard);
        await congress.both("close");
        await congress.publish();
        await receiptChecked(first);
        await everybody.reads(words.phases.published);
        for (const each of [code, again]) await findCode(everybody, each, true);
        await everybody.press(words.public.earlier);
        await everybody.met("6-public-two-rounds");
        expectCounted(
            await trial.end(congress),
            { cast: [{ approve: [3, 5] }, { approve: [8] }], handedBack: 1, others: 0 },
            { cast: [{ approve: [5] }, { approve: [5, 8] }, { approve: [5, 12] }], others: 0 },
        );
    },
};
