// Desks at the door: cards are scanned, people leave and come back, the network goes, a key is in use twice.
import { ok, strictEqual } from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { printCard } from "../../../src/ballot/card.ts";
import type { Congress } from "../support/congress.ts";
import { approve, askPaper, atMarks, cast, openLink, seal, waits } from "../support/deputy.ts";
import type { Device } from "../support/device.ts";
import {
    choose,
    doorOf,
    figures,
    openFromList,
    scan,
    shows,
    signedInWords,
    signsIn,
    unlock,
} from "../support/door.ts";
import { cutNetwork, refusedAsk } from "../support/network.ts";
import { delegationOf, nameOf, namesTable } from "../support/people.ts";
import type { Scenario, Trial } from "../support/trial.ts";

const deputies = 40;
/** Two thirds of 40, not below. */
const quorum = 27;
/** Those who are scanned at one desk, one after the other, to see how long that takes. */
const paced = { first: 13, last: 39 };
const late = 40;
/** Not signed in before ballots are issued. */
const alsoLate = 12;
const slips = 5;

interface Hall {
    readonly trial: Trial;
    readonly congress: Congress;
}

async function wrongKeys({ trial, congress }: Hall): Promise<void> {
    const device = await trial.device(congress, { screen: "desktop" });
    const { desk } = device.words;
    await device.page.goto(`${congress.site}/check-in`);
    await device.at(desk.unlock.title);
    await device.met("1-locked");
    await choose(device, congress.keyFile(1), "nobody's passphrase");
    await device.reads(desk.unlock.wrong.what);
    await device.met("2-wrong-passphrase");
    await choose(device, congress.scrutineerKeyFile, await congress.passphrase());
    await device.reads(desk.unlock.role.what);
    await device.page.close();
}

/** Every card that signs nobody in, each with its own words. */
async function strangeCards(device: Device, { congress }: Hall): Promise<void> {
    const { card, status } = device.words.desk;
    await scan(device, congress.guest(1).card);
    await shows(device, 1, status.already("").trim());
    await device.met("4-card-twice");
    await scan(device, printCard(new Uint8Array(20).fill(77)));
    await device.reads(card.nobody.what);
    await device.met("5-unknown-card");
    await scan(device, "0000");
    await device.reads(card.no_card.what);
    const heard = device.page.waitForResponse(async (response) => {
        return response.url().endsWith("/replacements") && (await response.body()).length > 0;
    });
    const replaced = await congress.replaceCard(6);
    await heard;
    await scan(device, congress.guest(6).card);
    await device.reads(card.replaced(device.words.desk.who(6, nameOf(6), delegationOf(6))).what);
    await device.met("6-replaced-card");
    await scan(device, replaced);
    await shows(device, 6, signedInWords(device));
}

/** Without a card, and with one that is lost; leave with a reason. */
async function withoutCard(device: Device): Promise<void> {
    const { desk } = device.words;
    await openFromList(device, `${nameOf(2)} 东湖`, nameOf(2));
    await device.page.locator(".desk-acts").getByText(desk.acts.signIn, { exact: true }).click();
    await device.reads(desk.confirm.what(desk.who(2, nameOf(2), delegationOf(2))));
    await device.met("7-without-card");
    await device.press(desk.confirm.go(nameOf(2)));
    await shows(device, 2, signedInWords(device));
    await openFromList(device, "12", nameOf(12));
    await device.press(desk.acts.lost);
    await device.reads(desk.lost.before.what);
    await device.met("8-lost-card");
    await device.press(device.words.common.back);
    await device.press(desk.acts.excuse);
    await device.page.getByLabel(desk.excuse.reason).fill("因公");
    await device.met("9-excuse");
    await device.press(desk.excuse.save);
    await shows(device, 12, desk.status.excused.leave);
}

async function leavesAndReturns(device: Device, other: Device, hall: Hall): Promise<void> {
    const { desk } = device.words;
    await openFromList(device, "3", nameOf(3));
    await device.press(desk.acts.leave);
    await shows(device, 3, desk.status.leftAt("").trim());
    const left = other.page.locator(".desk-filters").getByText(desk.list.left);
    await left.getByText("1", { exact: true }).waitFor();
    await device.met("10-left");
    await scan(other, hall.congress.guest(3).card);
    await shows(other, 3, other.words.desk.status.returned);
}

/** A desk without network, while the same key signs at another desk. */
async function cutOff(device: Device, twin: Device, hall: Hall): Promise<void> {
    const { desk } = twin.words;
    await cutNetwork(twin, true);
    await scan(twin, hall.congress.guest(8).card);
    await shows(twin, 8, desk.status.kept);
    await twin.reads(desk.offline(1).what);
    await twin.met("11-offline");
    await signsIn(device, hall.congress, 9);
    twin.watch.expect(refusedAsk);
    await cutNetwork(twin, false);
    await shows(twin, 8, signedInWords(twin));
    await twin.reads(desk.collided(1));
    await twin.met("12-same-key-twice");
}

/** What was kept before a reload goes by itself, before anybody opens the desk again. */
async function reloaded(device: Device, { congress }: Hall, official: number): Promise<void> {
    const { desk } = device.words;
    const path = (url: URL): boolean => url.pathname === "/api/v1/statements";
    device.watch.expect(/net::ERR_/);
    await device.context.route(path, (route) => route.abort("connectionreset"));
    await scan(device, congress.guest(10).card);
    await shows(device, 10, desk.status.kept);
    await device.page.reload();
    await device.at(desk.unlock.title);
    await device.reads(desk.unlock.kept(1));
    await device.met("13-reloaded");
    await device.context.unroute(path);
    await device.page.getByText(desk.unlock.kept(1)).waitFor({ state: "detached" });
    await unlock(device, congress, official);
}

async function paceOf(device: Device, hall: Hall): Promise<void> {
    const begun = performance.now();
    for (let deputy = paced.first; deputy <= paced.last; deputy += 1) {
        await signsIn(device, hall.congress, deputy);
    }
    const minutes = (performance.now() - begun) / 60_000;
    const scans = paced.last - paced.first + 1;
    const rate = Math.round(scans / minutes);
    process.stdout.write(`one desk: ${rate} cards a minute, each recorded before the next\n`);
}

async function sheetOf(device: Device): Promise<void> {
    const [download] = await Promise.all([
        device.page.waitForEvent("download"),
        device.press(device.words.desk.list.sheet),
    ]);
    const table = await readFile(await download.path(), "utf8");
    const { sheet } = device.words.desk;
    ok(table.startsWith(`\uFEFF${sheet.no},${sheet.name}`), "a table that Excel opens");
    strictEqual(table.trim().split("\r\n").length, deputies + 1);
    ok(table.includes("因公"), "the reason is in the table of the desk that noted it");
}

/** One scan signs a late deputy in and draws a slip; no desk gives anybody a second one. */
async function drawsSlips(device: Device, other: Device, { congress }: Hall): Promise<void> {
    const { desk } = device.words;
    for (const each of [device, other]) {
        each.watch.expect(refusedAsk);
        await each.press(desk.work.slips);
    }
    await scan(device, congress.guest(1).card);
    await shows(device, 1, desk.works.slips.done);
    await device.met("17-slip-drawn");
    await scan(other, congress.guest(1).card);
    await other.reads(desk.works.slips.before);
    const drawn = other.page.locator(".desk-figures").getByText(`1 / ${slips}`);
    await drawn.waitFor();
    await other.met("18-drawn-before");
    await scan(other, congress.guest(alsoLate).card);
    await shows(other, alsoLate, desk.works.slips.done);
    await scan(device, congress.guest(late).card);
    await device.reads(desk.works.slips.refused.already_issued);
    await device.met("19-has-a-ballot");
}

/** The box is opened by the officials; whoever comes now can still receive a ballot, and does. */
async function opens(device: Device, other: Device, hall: Hall): Promise<void> {
    const { congress, trial } = hall;
    const { desk } = device.words;
    await figures(device, 38);
    await device.reads(desk.figures.met);
    await device.met("14-quorum");
    await congress.seal();
    await congress.both("open");
    await device.reads(desk.late.issuing);
    await signsIn(device, congress, late);
    await device.met("15-late");
    const voter = await trial.device(congress);
    await openLink(voter, congress.guest(late));
    await askPaper(voter);
    await waits(voter, voter.words.waiting.explain);
    await drawsSlips(device, other, hall);
    await congress.act("end_issuing");
    await device.reads(desk.late.over.what);
    await device.met("16-issuing-over");
    await atMarks(voter);
    await approve(voter, 3);
    await seal(voter);
    await cast(voter);
}

/** The work on the left, who is here on its right, the list under both. */
async function sideBySide({ page }: Device): Promise<void> {
    const boxOf = async (part: string): Promise<{ x: number; y: number }> => {
        const box = await page.locator(part).boundingBox();
        if (box === null) throw new Error(`no ${part}`);
        return box;
    };
    const work = await boxOf(".desk-work");
    const attendance = await boxOf(".desk-attendance");
    const list = await boxOf(".desk-list");
    strictEqual(attendance.y, work.y, "beside the work");
    ok(attendance.x > work.x && list.y > work.y && list.x === work.x, "where each part stands");
}

export const checkIn: Scenario = {
    rule: "three desks sign deputies in by their cards: once each, also without network and after a reload, until the quorum is there",
    async run(trial) {
        const congress = await trial.congress({ deputies, officials: 3, slips });
        const hall = { trial, congress };
        await congress.draft();
        await congress.importNames(namesTable(deputies));
        await wrongKeys(hall);
        const [first, second, third] = [
            await doorOf(trial, congress, 1),
            await doorOf(trial, congress, 2),
            await doorOf(trial, congress, 3),
        ];
        await signsIn(first, congress, 1);
        await Promise.all([signsIn(second, congress, 3), signsIn(third, congress, 5)]);
        for (const each of [first, second, third]) await figures(each, 3);
        await sideBySide(first);
        await first.met("3-signed-in");
        await strangeCards(first, hall);
        await withoutCard(second);
        await leavesAndReturns(second, third, hall);
        const twin = await doorOf(trial, congress, 1);
        await cutOff(first, twin, hall);
        await reloaded(third, hall, 3);
        for (const deputy of [4, 7, 11]) await signsIn(second, congress, deputy);
        await paceOf(third, hall);
        ok(paced.last - 1 >= quorum, "a quorum");
        await opens(first, second, hall);
        await sheetOf(second);
        await congress.both("close");
        await congress.publish();
        const [round] = await trial.end(congress);
        strictEqual(round?.present, 40);
        strictEqual(round.issued, 3);
        strictEqual(round.cast, 1);
    },
};
