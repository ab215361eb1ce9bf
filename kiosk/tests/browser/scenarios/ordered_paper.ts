// More deputies ask for a sheet than ballots are out: the round is voided, and held again on paper alone, on the same cards.
import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { metOnBigScreens, noResult } from "../support/big_screen.ts";
import type { Congress } from "../support/congress.ts";
import { compares, cosigns, printsForChair, reports } from "../support/console.ts";
import { approve, atMarks, cast, seal, withPaper } from "../support/deputy.ts";
import type { Device } from "../support/device.ts";
import { doorOf, scan, shows } from "../support/door.ts";
import type { CountedRound } from "../support/held_vote.ts";
import {
    countersigns,
    officialAt,
    opensForm,
    opensSideForm,
    proposes,
    proposesSide,
    signsAlone,
    unlocks,
} from "../support/official.ts";
import { namesTable } from "../support/people.ts";
import { keys, sheetWords, signsBatch, type Batch } from "../support/sheets.ts";
import type { Scenario, Trial } from "../support/trial.ts";

const deputies = 6;
const why = "投票中断，改用纸票";
const projects = 12;
/** Six sheets are given, five come back. */
const batch: Batch = {
    issued: deputies,
    returned: deputies - 1,
    votes: [5, 4, 3, ...Array.from({ length: projects - 3 }, () => 0)],
};

interface Hall {
    readonly congress: Congress;
    readonly hall: Device;
    readonly door: Device;
    readonly console: Device;
    /** The scrutineer's own page. */
    readonly second: Device;
    readonly teller: Device;
}

async function begins(trial: Trial): Promise<Hall> {
    const congress = await trial.congress({ deputies, officials: 1 });
    await congress.draft();
    await congress.importNames(namesTable(deputies));
    await congress.open(`1-${deputies}`);
    const hall = await trial.device(congress, { screen: "desktop" });
    await hall.page.goto(`${congress.site}/hall`);
    const door = await doorOf(trial, congress, 1);
    const console = await officialAt(trial, congress);
    await unlocks(console, congress, "official", congress.keyFile(1));
    const second = await officialAt(trial, congress);
    await unlocks(second, congress, "second", congress.scrutineerKeyFile);
    const teller = await officialAt(trial, congress);
    await unlocks(teller, congress, "second", congress.tellerKeyFile(1));
    return { congress, hall, door, console, second, teller };
}

/** What was cast stays shut: nobody opens the box of a voided round. */
async function isVoided({ congress, hall, console, second }: Hall, device: Device): Promise<void> {
    await signsAlone(console, "end_issuing");
    await atMarks(device);
    await approve(device, 1, 2);
    await seal(device);
    await cast(device);
    await opensForm(console, "void", { other: true, reason: why });
    await console.met("01-void");
    await proposes(console, "void", { reason: why });
    await second.reads(why);
    await second.met("02-void-countersign");
    await countersigns(second, "void");
    await hall.reads(hall.words.phases.voided);
    await metOnBigScreens(hall, "ordered-paper", "03-voided");
    await device.met("04-own-device-after-the-void");
    await opensForm(console, "further_round");
    await console.met("05-ordered-round");
    await proposes(console, "further_round");
    await countersigns(second, "further_round");
    await proposes(console, "publish");
    await countersigns(second, "publish");
    await console.reads(console.words.phases.published);
    await console.met("06-published-without-a-result");
    await congress.nextBallot();
    await hall.reads(hall.words.hall.kinds.ordered);
    await metOnBigScreens(hall, "ordered-paper", "07-ordered-drafted");
    await device.met("08-own-device-another-round");
}

/** One scan each, of the cards that they have. */
async function givesSheets({ congress, hall, door, console, second }: Hall): Promise<void> {
    for (const act of ["seal", "open"] as const) {
        await proposes(console, act);
        await countersigns(second, act);
    }
    await door.press(door.words.desk.work.paper);
    for (let deputy = 1; deputy <= deputies; deputy += 1) {
        await scan(door, congress.guest(deputy).card);
        await shows(door, deputy, door.words.desk.works.paper.done);
    }
    await door.met("09-sheets-given");
    await metOnBigScreens(hall, "ordered-paper", "10-hall-issuing");
    await signsAlone(console, "end_issuing");
    await hall.reads(hall.words.hall.sheets(deputies));
    await metOnBigScreens(hall, "ordered-paper", "11-hall-voting");
    await opensForm(console, "close");
    await console.reads(console.words.official.sheetsOut(deputies));
    await console.met("12-close");
    await proposes(console, "close");
    await countersigns(second, "close");
    await hall.page.locator(".steps").waitFor();
    await metOnBigScreens(hall, "ordered-paper", "13-hall-closed");
}

async function countsSheets({ hall, console, second, teller }: Hall): Promise<void> {
    await keys(second, batch);
    await second.met("14-keyed");
    await signsBatch(second, 1, "waits");
    await keys(teller, batch);
    await signsBatch(teller, 1, "logged");
    await console.reads(sheetWords(console).rowFact(batch.issued, batch.returned));
    await opensSideForm(console, "paper");
    await console.met("15-sheets-fit");
    await proposesSide(console, "paper");
    await countersigns(second, "paper");
    await second.page.locator(".sheets").waitFor({ state: "detached" });
    await noResult(hall);
}

/** The box is empty: nothing is opened, and the tellers report what the sheets say. */
async function tellersReport(
    trial: Trial,
    { congress, hall, console, second }: Hall,
): Promise<void> {
    const desks = [await trial.desk(congress, 1), await trial.desk(congress, 2)];
    for (const desk of desks) await compares(desk, congress.manifest.slice(0, 24).toUpperCase());
    const [first] = desks;
    for (const desk of desks) await cosigns(desk);
    await first?.met("16-console-after-cosigning");
    for (const desk of desks) await reports(desk);
    await first?.met("17-console-reported");
    if (first !== undefined) await printsForChair(first, "18-chair");
    await proposes(console, "announce");
    await countersigns(second, "announce");
    await hall.page.locator(".chart").waitFor();
    await metOnBigScreens(hall, "ordered-paper", "19-result");
}

function expectRounds(rounds: readonly CountedRound[]): void {
    strictEqual(rounds.length, 1, "rounds with a result");
    const [round] = rounds as [CountedRound];
    const { paper, cast: inBox } = round;
    deepStrictEqual([inBox, paper?.taken, paper?.returned], [0, deputies, batch.returned]);
    const approvals = round.projects.map((project) => project.approve);
    deepStrictEqual(approvals, batch.votes);
}

export const orderedPaper: Scenario = {
    rule: "too many ask for a sheet: the round is voided and held again on paper alone, on the same cards; the record holds both",
    async run(trial) {
        const congressAndPages = await begins(trial);
        const { congress, console } = congressAndPages;
        const device = await withPaper(trial, congress, 1);
        await isVoided(congressAndPages, device);
        await givesSheets(congressAndPages);
        await countsSheets(congressAndPages);
        await tellersReport(trial, congressAndPages);
        await console.met("20-result-console");
        await congress.both("publish");
        const everybody = await trial.device(congress, { screen: "desktop" });
        await everybody.page.goto(congress.site);
        await everybody.page.locator(".paper-votes").waitFor();
        await everybody.met("21-result-public");
        expectRounds(await trial.end(congress));
    },
};
