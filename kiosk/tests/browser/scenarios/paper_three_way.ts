// A vote for, against or abstaining with sheets beside the box: box, sheets and sum are told apart on every page, in all three
// grades, and legible in the hall.
import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { at } from "../../../src/basics/assert.ts";
import { metOnBigScreens, noResult } from "../support/big_screen.ts";
import type { Congress } from "../support/congress.ts";
import {
    compares,
    cosigns,
    gives,
    onPage,
    printsForChair,
    reports,
    resultOf,
} from "../support/console.ts";
import { atMarks, cast, say, seal, withPaper } from "../support/deputy.ts";
import type { Device } from "../support/device.ts";
import { doorOf, scan, shows } from "../support/door.ts";
import {
    countersigns,
    officialAt,
    opensSideForm,
    proposesSide,
    unlocks,
} from "../support/official.ts";
import { namesTable } from "../support/people.ts";
import { keys, signsBatch, type Batch } from "../support/sheets.ts";
import type { Scenario, Trial } from "../support/trial.ts";

/** One of seven is absent. */
const plan = { deputies: 7, officials: 1, style: "three-way" } as const;
const onPaper = [1, 2, 3] as const;
type Choice = "approve" | "oppose";
/** By project; what is left unmarked abstains. */
const voters: readonly (readonly [number, Readonly<Record<number, Choice>>])[] = [
    [4, { 1: "approve", 2: "oppose", 3: "approve" }],
    [5, { 1: "approve", 2: "approve", 3: "oppose" }],
    [6, { 1: "approve", 2: "oppose", 12: "approve" }],
];
const projects = 12;
const rest = (sheets: number): readonly number[] =>
    Array.from({ length: projects - 3 }, () => [0, 0, sheets]).flat();
/** Two of three sheets count, each counted in a batch of its own. */
const batches: readonly Batch[] = [
    {
        no: 1,
        issued: 2,
        returned: 2,
        void: { blank: 1 },
        votes: [1, 0, 0, 0, 1, 0, 0, 0, 1, ...rest(1)],
    },
    { no: 2, issued: 1, returned: 1, votes: [0, 1, 0, 1, 0, 0, 0, 0, 1, ...rest(1)] },
];
/** Electronic, paper and total of the first three, as they rank: approve, oppose, abstain of each. */
const expected = [
    [3, 1, 4],
    [0, 1, 1],
    [0, 0, 0],
    [1, 1, 2],
    [2, 1, 3],
    [0, 0, 0],
    [1, 0, 1],
    [1, 0, 1],
    [1, 2, 3],
];

async function givesSheets(door: Device, congress: Congress): Promise<void> {
    const { desk } = door.words;
    await door.press(desk.work.paper);
    for (const no of onPaper) {
        await scan(door, congress.guest(no).card);
        await shows(door, no, desk.works.paper.done);
    }
}

async function votes(device: Device, marks: Readonly<Record<number, Choice>>): Promise<void> {
    await atMarks(device);
    for (const [no, choice] of Object.entries(marks)) await say(device, Number(no), choice);
    await seal(device);
    await cast(device);
}

/** Both key each batch; then the statement that counts them. */
async function countsSheets(console: Device, pair: readonly Device[]): Promise<void> {
    for (const batch of batches) {
        for (const [place, device] of pair.entries()) {
            await device.page.locator(".batch").waitFor();
            await keys(device, batch);
            if (batch.no === 1) await device.met(`03-batch-keyed-${place + 1}`);
            await signsBatch(device, batch.no ?? 1, place === 0 ? "waits" : "logged");
        }
    }
    const [second] = pair;
    await opensSideForm(console, "paper");
    await console.met("04-sheets");
    await proposesSide(console, "paper");
    ok(second !== undefined);
    await countersigns(second, "paper");
}

/** The box is opened by two tellers at their consoles, and the chair's page printed; the result's hash. */
async function opensBox(trial: Trial, congress: Congress): Promise<string> {
    const desks = [await trial.desk(congress, 1), await trial.desk(congress, 2)];
    const digits = congress.manifest.slice(0, 24).toUpperCase();
    for (const desk of desks) await compares(desk, digits);
    for (const desk of desks) await cosigns(desk);
    for (const desk of desks) await gives(desk);
    for (const desk of desks) await onPage(desk, "result");
    const [first] = desks;
    ok(first !== undefined);
    await first.met("05-result-of-a-teller");
    for (const desk of desks) await reports(desk);
    await printsForChair(first, "05-chair");
    await first.speak("en");
    await printsForChair(first, "05-chair-en");
    return resultOf(first);
}

async function rowsOf({ page }: Device): Promise<readonly (readonly number[])[]> {
    const rows = await page.locator(".paper-votes tbody tr:has(td)").all();
    return Promise.all(
        rows.map(async (row) => (await row.locator("td").allInnerTexts()).map(Number)),
    );
}

/** Every view of the result in the hall; of the table the sum of approvals, its two parts, and the other grades. */
async function showsInHall(hall: Device, state: string, views: readonly string[]): Promise<void> {
    for (const view of views) {
        await hall.page.locator(`.${view}`).waitFor();
        await metOnBigScreens(hall, "paper-three-way", `${state}-${view}`);
        if (view === "table") {
            const first = hall.page.locator("li.table-row").first();
            const figures = await first.locator(".figure").allInnerTexts();
            deepStrictEqual(figures.map(Number), [1, 4, 3, 1, 1, 0]);
        }
        for (let page = 2; view !== "record"; page += 1) {
            await hall.page.keyboard.press("ArrowRight");
            await hall.page.evaluate(() => new Promise(requestAnimationFrame));
            if ((await hall.page.locator(`.${view}`).count()) === 0) break;
            await metOnBigScreens(hall, "paper-three-way", `${state}-${view}-${page}`);
        }
    }
}

export const paperThreeWay: Scenario = {
    rule: "of a three-way vote with sheets beside the box every page tells box, sheets and sum apart, whole and legible in the hall",
    async run(trial) {
        const congress = await trial.congress(plan);
        await congress.draft();
        await congress.importNames(namesTable(plan.deputies));
        const hall = await trial.device(congress, { screen: "desktop" });
        await hall.page.goto(`${congress.site}/hall`);
        const door = await doorOf(trial, congress, 1);
        await congress.open("1-6");
        const console = await officialAt(trial, congress);
        await unlocks(console, congress, "official", congress.keyFile(1));
        const scrutineer = await officialAt(trial, congress);
        await unlocks(scrutineer, congress, "second", congress.scrutineerKeyFile);
        const teller = await officialAt(trial, congress);
        await unlocks(teller, congress, "second", congress.tellerKeyFile(1));
        await givesSheets(door, congress);
        const devices: Device[] = [];
        for (const [no] of voters) devices.push(await withPaper(trial, congress, no));
        await congress.act("end_issuing");
        for (const [place, device] of devices.entries()) {
            await votes(device, at(voters, place)[1]);
        }
        await congress.both("close");
        await hall.page.locator(".steps").waitFor();
        await metOnBigScreens(hall, "paper-three-way", "01-closed");
        await console.met("02-closed-console");
        await countsSheets(console, [scrutineer, teller]);
        await noResult(hall);
        await metOnBigScreens(hall, "paper-three-way", "05-sheets-counted");
        const result = await opensBox(trial, congress);
        await congress.both("announce", "--result", result);
        await showsInHall(hall, "06", ["chart", "table", "record"]);
        const everybody = await trial.device(congress, { screen: "desktop" });
        await everybody.page.goto(congress.site);
        for (const device of [everybody, console]) {
            await device.page.locator(".paper-votes").waitFor();
            deepStrictEqual((await rowsOf(device)).slice(0, expected.length), expected);
        }
        await everybody.met("07-public");
        await console.met("08-console");
        const english = await trial.device(congress, { screen: "desktop" });
        await english.page.goto(`${congress.site}/hall#en,dark`);
        await showsInHall(english, "09-en", ["chart", "table", "record"]);
        await congress.both("publish");
        await console.reads(console.words.phases.published);
        await console.met("10-published-console");
        const { rounds } = await congress.report();
        const [round] = rounds;
        strictEqual(round?.paper?.returned, 3);
        deepStrictEqual(
            round.projects
                .slice(0, 3)
                .map(({ approve, oppose, abstain }) => [approve, oppose, abstain]),
            [
                [4, 1, 0],
                [2, 3, 0],
                [1, 1, 3],
            ],
        );
        await trial.end(congress);
    },
};
