// Fewer sheets of paper than a batch may show: two people key them at one console, the ballots that are sealed of them are
// in the box once, and the record counts them.
import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { compares, onPage } from "../support/console.ts";
import type { Congress } from "../support/congress.ts";
import { approve, atMarks, cast, seal, withPaper } from "../support/deputy.ts";
import type { Device } from "../support/device.ts";
import { doorOf, scan, shows } from "../support/door.ts";
import type { Scenario, Trial } from "../support/trial.ts";

const deputies = 4;
/** Deputies who take a sheet. */
const onPaper = [1, 2];
const voter = 3;
const voted = [1, 2];
/** The first sheet; the second is blank. */
const sheet = [1, 4];
const misread = [1, 3];
const fingerprintDigits = 24;

async function givesSheets(trial: Trial, congress: Congress): Promise<void> {
    const door = await doorOf(trial, congress, 1);
    const { desk } = door.words;
    await door.press(desk.work.paper);
    for (const no of onPaper) {
        await scan(door, congress.guest(no).card);
        await shows(door, no, desk.works.paper.done);
    }
}

/** The scrutineer at the own console, with the fingerprint of the hall. */
async function sitsDown(trial: Trial, congress: Congress): Promise<Device> {
    const desk = await trial.desk(congress, "scrutineer");
    await desk.press(desk.words.teller.confirm.go);
    await onPage(desk, "watch");
    await compares(desk, congress.manifest.slice(0, fingerprintDigits).toUpperCase());
    await opens(desk);
    return desk;
}

async function opens(desk: Device): Promise<void> {
    const row = desk.page.locator("li.desk-row").filter({ hasText: desk.words.teller.enter.side });
    await row.getByRole("button").click();
    await onPage(desk, "enter");
}

async function marks(desk: Device, numbers: readonly number[]): Promise<void> {
    for (const no of numbers)
        await desk.page
            .locator(".enter-toggle")
            .nth(no - 1)
            .click();
}

/** Both sheets, the second one blank. */
async function keysBoth(desk: Device, first: readonly number[]): Promise<void> {
    const { enter } = desk.words.teller;
    await marks(desk, first);
    await desk.press(enter.next);
    await desk.reads(enter.sheetOf(2, 2, 2));
    await desk.reads(enter.nothing);
    await desk.press(enter.blank);
    await desk.press(enter.handIn(2));
}

/** What the page keeps beyond its own life. */
function stored({ page }: Device): Promise<string> {
    return page.evaluate(() =>
        JSON.stringify([localStorage, sessionStorage].map((storage) => Object.entries(storage))),
    );
}

async function keyedByTwo(desk: Device): Promise<void> {
    const { enter } = desk.words.teller;
    const before = await stored(desk);
    await desk.met("1-begin");
    await desk.page.getByLabel(enter.count(2)).fill("2");
    await desk.press(enter.begin);
    await desk.reads(enter.sheetOf(1, 1, 2));
    await marks(desk, [1]);
    await desk.met("2-first-keys");
    await marks(desk, [1]);
    await keysBoth(desk, sheet);
    await desk.reads(enter.takeOver.second.what);
    await desk.met("3-handed-over");
    await desk.press(enter.start.second);
    strictEqual(await desk.page.locator("[aria-checked=true]").count(), 0, "the first one's marks");
    await keysBoth(desk, misread);
    await desk.reads(enter.takeOver.first.what);
    for (const no of [3, 4]) await desk.reads(enter.differ(no));
    await desk.met("4-differ");
    await desk.press(enter.start.first);
    await marks(desk, sheet);
    await desk.press(enter.handIn(1));
    await desk.press(enter.start.second);
    await marks(desk, misread);
    // What was not handed in is nowhere: it is said, and keyed again.
    strictEqual(await stored(desk), before);
    await desk.page.reload();
    await onPage(desk, "watch");
    await opens(desk);
    await desk.reads(enter.again.what);
    await desk.met("5-opened-anew");
    await desk.press(enter.start.second);
    strictEqual(await desk.page.locator("[aria-checked=true]").count(), 0, "marks were kept");
    await marks(desk, sheet);
    await desk.press(enter.handIn(1));
    await desk.reads(enter.agreed.what);
}

async function sealedByTwo(desk: Device, congress: Congress): Promise<readonly string[]> {
    const { enter } = desk.words.teller;
    await desk.page.getByLabel(enter.secondFile).fill(congress.tellerKeyFile(1));
    await desk.page.getByLabel(enter.secondPassphrase).fill("of another file");
    await desk.press(enter.seal);
    await desk.reads(enter.wrongKeys.what);
    await desk.met("6-wrong-passphrase");
    await desk.page.getByLabel(enter.secondPassphrase).fill(await congress.passphrase());
    await desk.press(enter.seal);
    await desk.reads(enter.sentAll(2).what);
    await desk.met("7-in-the-box");
    return codes(desk);
}

function codes({ page }: Device): Promise<readonly string[]> {
    return page.locator(".desk-column:first-child .desk-row .desk-label").allInnerTexts();
}

/** A console that was started again does not know what became of them, and sends the same. */
async function sentAgain(
    trial: Trial,
    congress: Congress,
    before: readonly string[],
): Promise<void> {
    const desk = await sitsDown(trial, congress);
    const { enter } = desk.words.teller;
    await desk.reads(enter.kept.what);
    deepStrictEqual(await codes(desk), before);
    await desk.met("8-started-again");
    await desk.press(enter.send);
    await desk.reads(enter.sentAll(2).what);
}

export const fewSheets: Scenario = {
    rule: "fewer sheets than a batch may show are keyed by two people at one console, sealed as ballots and counted once",
    async run(trial) {
        const congress = await trial.congress({ deputies, officials: 1, minGroup: 3 });
        await congress.draft();
        await congress.open(`1-${deputies}`);
        await givesSheets(trial, congress);
        const device = await withPaper(trial, congress, voter);
        await congress.act("end_issuing");
        await atMarks(device);
        await approve(device, ...voted);
        await seal(device);
        await cast(device);
        const desk = await sitsDown(trial, congress);
        await keyedByTwo(desk);
        const entered = await sealedByTwo(desk, congress);
        strictEqual(entered.length, 2, "tracking codes");
        await desk.context.close();
        await congress.endConsole("scrutineer");
        await sentAgain(trial, congress, entered);

        await congress.both("close");
        await congress.both("paper", "--uncancelled", "0");
        await congress.announce();
        await congress.both("publish");
        const { rounds, checks } = await congress.report();
        ok(checks.find(({ name }) => name === "paper")?.passed, "the check paper");
        const [round] = rounds;
        strictEqual(round?.cast, 3, "one ballot and two sheets");
        const approvals = round.projects.map((project) => project.approve).slice(0, 4);
        deepStrictEqual(approvals, [2, 1, 0, 1]);
        await trial.end(congress);
    },
};
