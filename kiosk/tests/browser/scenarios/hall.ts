// The screen of the hall, from an empty congress to a further round; and long lists on it.
import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { metOnBigScreens, noResult } from "../support/big_screen.ts";
import type { Congress } from "../support/congress.ts";
import {
    approve,
    atMarks,
    cast,
    openLink,
    say,
    seal,
    takePaper,
    withPaper,
} from "../support/deputy.ts";
import type { Device } from "../support/device.ts";
import { expectCounted } from "../support/expect.ts";
import type { Style, VoteOptions } from "../support/held_vote.ts";
import { cutNetwork } from "../support/network.ts";
import type { Scenario, Trial } from "../support/trial.ts";

const met = (device: Device, state: string): Promise<void> =>
    metOnBigScreens(device, "hall", state);

async function figures({ page }: Device): Promise<readonly number[]> {
    return (await page.locator(".key").allInnerTexts()).map(Number);
}

async function beforeOpening(trial: Trial, congress: Congress): Promise<Device> {
    const hall = await trial.device(congress);
    const { words } = hall;
    await hall.page.goto(`${congress.site}/hall`);
    await hall.reads(words.hall.noVote);
    await met(hall, "1-no-vote");
    await congress.draft();
    await hall.page.locator(".method > li").nth(4).waitFor();
    strictEqual(await hall.page.locator(".fingerprint").count(), 1, "the manifest's fingerprint");
    await met(hall, "2-before");
    return hall;
}

/** Four approve three each so that four projects have three votes, for three places. */
const marks = [
    [1, 2, 3],
    [1, 2, 4],
    [1, 3, 4],
    [2, 3, 4],
] as const;

async function vote(trial: Trial, congress: Congress, hall: Device): Promise<void> {
    const { words } = hall;
    await congress.open("1-4");
    await hall.reads(words.phases.issuing);
    const devices: Device[] = [];
    for (const no of [1, 2, 3, 4]) devices.push(await withPaper(trial, congress, no));
    await congress.act("end_issuing");
    await hall.reads(words.phases.voting);
    for (const [place, device] of devices.entries()) {
        await atMarks(device);
        await approve(device, ...(marks[place] ?? []));
        await seal(device);
        if (place < 3) await cast(device);
    }
    await noResult(hall);
    await met(hall, "3-voting");
    await congress.both("pause");
    await hall.reads(words.hall.paused);
    await met(hall, "4-paused");
    await congress.both("resume");
    const [, , , last] = devices;
    if (last !== undefined) await cast(last);
}

async function isLostAndFound(hall: Device): Promise<void> {
    const lost = hall.page.locator(".lost");
    await cutNetwork(hall, true);
    await lost.waitFor();
    await met(hall, "6-lost");
    await cutNetwork(hall, false);
    await lost.waitFor({ state: "detached" });
}

/** Every page of every view, by the arrow key. */
async function turns(hall: Device, state: string, views: readonly string[]): Promise<void> {
    const { page } = hall;
    for (const view of views) {
        await page.locator(`.${view}`).waitFor();
        await met(hall, `${state}-${view}`);
        for (let on = 2; (await page.locator(`.${view}`).count()) > 0; on += 1) {
            await page.keyboard.press("ArrowRight");
            await page.evaluate(() => new Promise(requestAnimationFrame));
            if ((await page.locator(`.${view}`).count()) > 0)
                await met(hall, `${state}-${view}-${on}`);
        }
    }
}

export const hallScreen: Scenario = {
    rule: "the screen of the hall follows a vote to a tie and the next round, legible from the last row, without a partial result",
    async run(trial) {
        const congress = await trial.congress();
        const hall = await beforeOpening(trial, congress);
        const { words } = hall;
        await vote(trial, congress, hall);
        await congress.both("close");
        await hall.page.locator(".steps").waitFor();
        deepStrictEqual(await figures(hall), [4, 4, 0, 0]);
        await noResult(hall);
        await met(hall, "5-closed");
        await isLostAndFound(hall);
        await congress.announce();
        await hall.page.locator(".chart").waitFor();
        await hall.reads(words.hall.next.tieRunoff(4, 3, 3));
        const tied = hall.page.locator(".word").getByText(words.hall.tied, { exact: true });
        strictEqual(await tied.count(), 4, "projects that are tied");
        await turns(hall, "7-tie", ["chart", "table", "record"]);
        await congress.furtherRound("tie");
        await hall.reads(words.hall.kinds.tie);
        await met(hall, "8-next-round");
        const cast = marks.map((approved) => ({ approve: approved }));
        expectCounted(await trial.end(congress), { cast, others: 0 });
    },
};

/** Of up to 40 characters. */
const names = Array.from({ length: 20 }, (_, place) => {
    const long = "城区老旧小区雨污分流管网改造和配套设施提升以及农村饮水安全巩固提升工程（第一期）";
    return place === 0 ? long : `${long.slice(0, 4 + 2 * (place % 10))}之${place + 1}`;
});

/** Each of 40. */
const longNames = Array.from(
    { length: 20 },
    (_, place) => `第${place + 1}片${names[0]}`.slice(0, 39) + "程",
);

/** A published result of these candidates, on all its pages; in English too where the table is wide. */
async function published(
    trial: Trial,
    state: string,
    options: VoteOptions,
    style: Style = "approve",
): Promise<void> {
    const held = await trial.vote(style, 1, options);
    const hall = await trial.device(held);
    await hall.page.goto(`${held.site}/hall`);
    await hall.reads(hall.words.hall.quorumMet);
    await noResult(hall);
    const device = await trial.device(held);
    await openLink(device, held.guest(0));
    await takePaper(device);
    if (style === "approve") await approve(device, 1, 2, 5);
    else for (const no of [1, 2, 5]) await say(device, no, "approve");
    await seal(device);
    await cast(device);
    await held.publish();
    await turns(hall, state, ["chart", "table", "record"]);
    if (style === "three-way") {
        const english = await trial.device(held);
        await english.page.goto(`${held.site}/hall#en`);
        await turns(english, `${state}-en`, ["chart", "table", "record"]);
    }
    await trial.end(held);
}

export const hallLists: Scenario = {
    rule: "a result of twelve and of twenty projects, with long names, in three grades and with sheets, is whole and legible on the screen of the hall",
    async run(trial) {
        await published(trial, "12", {});
        await published(trial, "20", { names });
        await published(trial, "three-way", {}, "three-way");
        await published(trial, "20-sheets", { names: longNames, sheets: true }, "three-way");
    },
};
