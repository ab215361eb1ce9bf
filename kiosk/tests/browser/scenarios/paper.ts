// Paper beside electronic: sheets taken, exchanged and handed out uncancelled, keyed blind by two people, claims after the
// close; one result of both, and a record that says so.
import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { metOnBigScreens, noResult } from "../support/big_screen.ts";
import type { Congress } from "../support/congress.ts";
import { compares, opensSheets, signsAt } from "../support/console.ts";
import { approve, atMarks, cast, receiptChecked, seal, withPaper } from "../support/deputy.ts";
import type { Device } from "../support/device.ts";
import { doorOf, scan, shows } from "../support/door.ts";
import type { CountedRound, Verified } from "../support/held_vote.ts";
import { cutNetwork, refusedAsk } from "../support/network.ts";
import {
    countersigns,
    officialAt,
    opensSideForm,
    proposesSide,
    unlocks,
} from "../support/official.ts";
import { namesTable } from "../support/people.ts";
import {
    cellOf,
    keys,
    readsDifference,
    sheetWords,
    signsBatch,
    type Batch,
} from "../support/sheets.ts";
import type { Scenario, Trial } from "../support/trial.ts";

const deputies = 9;
/** Deputies by number. */
const takesSheet = 1;
const exchanges = 2;
const voters = [
    { no: 3, marks: [1, 2] },
    { no: 4, marks: [1, 3] },
    { no: 8, marks: [1, 2] },
] as const;
const claims = 5;
/** Has sealed a ballot and not cast it; reads English. */
const claimsSealed = 6;
/** The device is lost: a sheet is handed out, and the electronic paper stays out. */
const lostDevice = 7;
/** Says it when nobody is asked any more. */
const claimsLate = 9;
/** Of five approvals for project 1 two are on paper, and five of nine is the majority. */
const needed = 5;
const projects = 12;
const tellerAtConsole = 1;
const fingerprintDigits = 24;

/** Three sheets: two of them count. */
const batch: Batch = {
    issued: 3,
    returned: 3,
    void: { over: 1 },
    votes: [2, 1, ...Array.from({ length: projects - 2 }, () => 0)],
    doubtful: [{ decision: "over", reason: "选了四项" }],
};
/** As somebody counts it who reads project 2 otherwise. */
const miscounted: Batch = { ...batch, votes: batch.votes.with(1, 2) };

interface Hall {
    readonly trial: Trial;
    readonly congress: Congress;
    readonly hall: Device;
    readonly door: Device;
    /** The official's console. */
    readonly console: Device;
    /** Where two people key, who do not see each other's page: the chief scrutineer at a page of the hall, a teller, who
     *  reads English, at the own console. */
    readonly scrutineer: Device;
    readonly teller: Device;
}

async function begins(trial: Trial): Promise<Hall> {
    const congress = await trial.congress({ deputies, officials: 1 });
    await congress.draft();
    await congress.importNames(namesTable(deputies));
    const hall = await trial.device(congress, { screen: "desktop" });
    await hall.page.goto(`${congress.site}/hall`);
    const door = await doorOf(trial, congress, 1);
    await congress.open(`1-${deputies}`);
    const console = await officialAt(trial, congress);
    await unlocks(console, congress, "official", congress.keyFile(1));
    const scrutineer = await officialAt(trial, congress);
    await unlocks(scrutineer, congress, "second", congress.scrutineerKeyFile);
    const teller = await trial.desk(congress, tellerAtConsole);
    await teller.speak("en");
    await compares(teller, congress.manifest.slice(0, fingerprintDigits).toUpperCase());
    return { trial, congress, hall, door, console, scrutineer, teller };
}

/** Once each, and to nobody whose ballot is on a device. */
async function givesSheets({ congress, door }: Hall): Promise<void> {
    const { desk } = door.words;
    const { paper } = desk.works;
    door.watch.expect(refusedAsk);
    await door.press(desk.work.paper);
    await scan(door, congress.guest(takesSheet).card);
    await shows(door, takesSheet, paper.done);
    await door.met("01-sheet-taken");
    await scan(door, congress.guest(takesSheet).card);
    await door.reads(paper.before);
    await scan(door, congress.guest(exchanges).card);
    await door.reads(paper.refused.already_issued);
    await door.met("02-has-a-ballot");
}

/** While the box cannot be reached no sheet may be given: the page says so until the promise is here. */
async function exchangesBallot(device: Device): Promise<void> {
    const { ballot, handBack } = device.words;
    await device.press(ballot.handBack);
    await device.at(handBack.title);
    await device.met("03-exchange-asked");
    await cutNetwork(device, true);
    await device.press(handBack.exchangeAct);
    await device.reads(handBack.waiting.exchange);
    await device.met("04-exchange-on-its-way");
    await cutNetwork(device, false);
    await device.at(handBack.done.exchange.title);
    strictEqual(await device.page.locator(".code").count(), 1, "the number of the exchange");
    await device.met("05-exchanged");
}

async function votes(device: Device, marks: readonly number[]): Promise<void> {
    await atMarks(device);
    await approve(device, ...marks);
    await seal(device);
    await cast(device);
}

/** Cards are handed in: each says that the paper is in the box. */
async function handsIn({ congress, door }: Hall, ...numbers: readonly number[]): Promise<void> {
    const { hand_in: say } = door.words.desk.works;
    const works = door.page.locator(".desk-works");
    await works.getByRole("button", { name: door.words.desk.work.hand_in }).click();
    for (const no of numbers) {
        await scan(door, congress.guest(no).card);
        await shows(door, no, say.done);
    }
}

/** Two people key blind: a difference is named and nothing of it recorded; equal, it waits for the chief scrutineer. */
async function keysBatch({ console, scrutineer, teller }: Hall): Promise<void> {
    await scrutineer.page.locator(".batch").waitFor();
    await opensSheets(teller);
    await scrutineer.met("08-batch-empty");
    await keys(scrutineer, batch);
    await scrutineer.met("09-batch-keyed");
    await signsBatch(scrutineer, 1, "waits");
    await scrutineer.met("10-batch-waits");
    await keys(teller, miscounted);
    // The page is loaded again: what was typed is still there.
    await teller.page.reload();
    await opensSheets(teller);
    const approvals = teller.page.locator(".batch-votes input");
    strictEqual(await approvals.nth(1).inputValue(), String(miscounted.votes[1]));
    await teller.met("10-console-batch-keyed");
    const cellsOf = (device: Device): readonly string[] =>
        (["approve", "abstain"] as const).map((column) => cellOf(device, 2, column));
    await signsBatch(teller, 1, { cells: cellsOf(teller) });
    await teller.met("11-batch-differs");
    // Who keyed it first did nothing meanwhile, and is offered the batch again.
    await readsDifference(scrutineer, 1, cellsOf(scrutineer));
    await scrutineer.reads(sheetWords(scrutineer).send(1));
    await scrutineer.met("11-first-learns-it");
    await teller.reads(sheetWords(teller).none);
    for (const device of [teller, scrutineer]) {
        await keys(device, batch);
        await signsBatch(device, 1, "waits");
    }
    const { chief } = sheetWords(scrutineer);
    await scrutineer.reads(chief.title);
    await teller.reads(teller.words.teller.sheets.chief(1, "监票人 1"));
    await scrutineer.met("12-doubtful-chief");
    await teller.met("13-doubtful-others");
    await scrutineer.press(chief.sign(1));
    await scrutineer.reads(sheetWords(scrutineer).said.logged.what);
    const row = sheetWords(scrutineer).rowFact(batch.issued, batch.returned);
    await scrutineer.reads(row);
    await scrutineer.met("14-batch-logged");
    await console.reads(row);
}

/** Act 18: what does not add up cannot be signed. */
async function countsSheets({ console, scrutineer, teller }: Hall): Promise<void> {
    const { paper } = sheetWords(console);
    await opensSideForm(console, "paper");
    await console.reads(paper.issued(2, batch.issued));
    await console.met("15-sheets-do-not-fit");
    await console.page.getByLabel(paper.fieldUncancelled).fill("1");
    await console.page.getByText(paper.issued(2, batch.issued)).waitFor({ state: "detached" });
    await console.met("16-sheets-fit");
    await proposesSide(console, "paper");
    await console.met("17-sheets-half-signed");
    await scrutineer.reads(scrutineer.words.official.sheets(1, 1));
    await scrutineer.met("18-sheets-countersign");
    await teller.reads(sheetWords(teller).paper.out);
    await teller.met("18-console-countersign");
    await signsAt(teller, "paper");
    await teller.reads(teller.words.teller.sheets.confirmed);
    await teller.met("18-console-confirmed");
    await scrutineer.page.locator(".sheets").waitFor({ state: "detached" });
}

/** One tap, of a ballot at the marks and of a sealed one. */
async function claimsUnused(device: Device, state: string): Promise<void> {
    const { ballot, handBack, ends } = device.words;
    await device.reads(ends.too_late.what);
    await device.met(`${state}-claim-offered`);
    await device.press(ballot.claim);
    await device.at(handBack.done.claim.title);
    await device.met(`${state}-claim-sent`);
}

/** Act 19; who comes later is told that it is over. */
async function endsClaims({ console, scrutineer }: Hall, late: Device): Promise<void> {
    const { claims: say } = sheetWords(console);
    await opensSideForm(console, "end_claims");
    await console.met("21-end-claims");
    await console.page.getByLabel(say.field).fill("0");
    await proposesSide(console, "end_claims");
    await scrutineer.reads(scrutineer.words.official.sideDoes.end_claims);
    await scrutineer.met("22-end-claims-countersign");
    await countersigns(scrutineer, "end_claims");
    late.watch.expect(refusedAsk);
    await late.press(late.words.ballot.claim);
    await late.reads(late.words.ends.claims_over.what);
    await late.met("23-claim-too-late");
}

/** Of a page, row by row: electronic, paper, total. */
async function columnsOf({ page }: Device): Promise<readonly (readonly number[])[]> {
    const rows = await page.locator(".paper-votes tbody tr").all();
    return Promise.all(
        rows.map(async (row) => (await row.locator("td").allInnerTexts()).map(Number)),
    );
}

/** Electronic, paper and total each in a column of its own, wherever the result is told. */
async function showsResult(all: Hall, everybody: Device): Promise<void> {
    const { trial, congress, hall, console } = all;
    const expected = [
        [3, 2, needed],
        [2, 1, 3],
        [1, 0, 1],
    ];
    await hall.page.locator(".chart").waitFor();
    for (const view of ["chart", "table", "record"]) {
        await hall.page.locator(`.${view}`).waitFor();
        await metOnBigScreens(hall, "paper", `24-result-${view}`);
        if (view === "table") {
            const [first] = await hall.page.locator("li.table-row").all();
            const figures = (await first?.locator(".figure").allInnerTexts()) ?? [];
            deepStrictEqual(figures.map(Number), [1, ...(expected[0] ?? [])]);
        }
        // What has no room on a page flows on to the next one.
        while ((await hall.page.locator(`.${view}`).count()) > 0 && view !== "record") {
            await hall.page.keyboard.press("ArrowRight");
            await hall.page.evaluate(() => new Promise(requestAnimationFrame));
        }
    }
    for (const device of [everybody, console]) {
        await device.page.locator(".paper-votes").waitFor();
        deepStrictEqual((await columnsOf(device)).slice(0, 3), expected);
    }
    await everybody.met("25-result-public");
    await console.met("26-result-console");
    const english = await trial.device(congress, { screen: "desktop" });
    await english.page.goto(`${congress.site}/hall#en,table`);
    await english.page.locator(".table").waitFor();
    await metOnBigScreens(english, "paper", "27-result-table-en");
}

/** In the record, and so on every page that tells the result. */
function expectRecord({ checks, rounds }: Verified): void {
    for (const name of ["paper", "claims"]) {
        const found = checks.find((check) => check.name === name);
        ok(found?.passed, `the check ${name}`);
    }
    const [round] = rounds as [CountedRound];
    const { paper, bound } = round;
    deepStrictEqual([paper?.taken, paper?.exchanged, paper?.uncancelled], [1, 1, 1]);
    strictEqual(paper?.returned, batch.returned);
    deepStrictEqual(
        paper.projects.map((project) => project.approve),
        batch.votes,
    );
    strictEqual(round.cast, voters.length);
    const approvals = round.projects.map((project) => project.approve);
    deepStrictEqual(approvals.slice(0, 3), [needed, 3, 1]);
    strictEqual(bound?.invented_at_most, 0);
    strictEqual(bound.claims, 2);
}

export const paper: Scenario = {
    rule: "sheets taken, exchanged and uncancelled are keyed blind by two people, one of them at the own console, and counted with the ballots of the box; unused papers are claimed",
    async run(trial) {
        const all = await begins(trial);
        const { congress, hall, door } = all;
        const paperOf = (no: number): Promise<Device> => withPaper(trial, congress, no);
        const exchanger = await paperOf(exchanges);
        await givesSheets(all);
        const [unused, sealed, late] = [
            await paperOf(claims),
            await paperOf(claimsSealed),
            await paperOf(claimsLate),
        ];
        await sealed.speak("en");
        await (await paperOf(lostDevice)).context.close();
        await exchangesBallot(exchanger);
        const devices: Device[] = [];
        for (const { no } of voters) devices.push(await paperOf(no));
        await congress.act("end_issuing");
        for (const [place, device] of devices.entries()) {
            await votes(device, voters[place]?.marks ?? []);
        }
        await atMarks(sealed);
        await approve(sealed, 4);
        await seal(sealed);
        await handsIn(all, exchanges, 3, 4);
        await door.met("06-card-handed-in");
        await scan(door, congress.guest(takesSheet).card);
        await door.reads(door.words.desk.works.hand_in.refused.not_permitted);
        await congress.both("close");
        await handsIn(all, 8);
        await claimsUnused(unused, "07");
        await claimsUnused(sealed, "19-sealed");
        await keysBatch(all);
        await countsSheets(all);
        await endsClaims(all, late);
        await noResult(hall);
        // Other commands of this teller need the keys that the console holds.
        await all.teller.context.close();
        await congress.endConsole(tellerAtConsole);
        const everybody = await trial.device(congress);
        await everybody.page.goto(congress.site);
        await everybody.reads(everybody.words.public.hidden);
        await congress.announce();
        await showsResult(all, everybody);
        await congress.both("publish");
        for (const device of devices) await receiptChecked(device);
        expectRecord(await congress.report());
        await trial.end(congress);
    },
};
