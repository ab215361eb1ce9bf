// A whole session by clicks, from the tellers' key to the published record of a run-off: what each page exists for is done on it.
import { strictEqual } from "node:assert/strict";
import { findCode, intoNextRound, receiptChecked } from "../support/deputy.ts";
import type { Device } from "../support/device.ts";
import { expectCounted, type CastMarks } from "../support/expect.ts";
import { Heard } from "../support/heard.ts";
import { countersigns, officialAt, opensForm, proposes } from "../support/official.ts";
import { namesTable } from "../support/people.ts";
import type { Scenario, Trial } from "../support/trial.ts";
import {
    ceremony,
    checksIn,
    comparesWithHall,
    opens,
    seals,
    unlocksConsole,
    withdrawsProject,
} from "./session_before.ts";
import { counts, namesAbsent, publishes, takesAway, takesForms } from "./session_count.ts";
import {
    booths,
    candidates,
    firstMarks,
    lost,
    metInHall,
    ownDevices,
    plan,
    runoffMarks,
    teller,
    tied,
    tiePlaces,
    tieVotes,
    type Leaders,
    type Session,
} from "./session_people.ts";
import {
    boothsOf,
    closes,
    comesLate,
    drawSlips,
    lastCall,
    ownDevicesOf,
    pausesOvernight,
    secondAt,
    takePapers,
    votes,
    votesAgain,
} from "./session_voting.ts";

/** Days before, and the morning: what is set up without deputies. */
async function prepares(trial: Trial): Promise<Leaders> {
    const congress = await trial.congress(plan);
    const hall = await trial.device(congress, { screen: "desktop" });
    await hall.page.goto(`${congress.site}/hall`);
    const heard = await Heard.by(hall);
    const tellers = await ceremony(trial, congress);
    await congress.drawUp();
    await congress.importNames(namesTable(plan.deputies));
    const console = await officialAt(trial, congress);
    await unlocksConsole(console, congress);
    const second = await officialAt(trial, congress);
    await secondAt(second, congress);
    return { trial, congress, tellers, console, second, hall, heard };
}

/** In the order of the day, up to the close. The codes of the own devices. */
async function firstRound(leaders: Leaders): Promise<{ session: Session; codes: Codes }> {
    const { trial, congress } = leaders;
    await withdrawsProject(leaders);
    const atDoor = await checksIn(leaders);
    // Those whose machines had other work this morning.
    await comparesWithHall(leaders, 4, 5);
    const devices = await ownDevicesOf(trial, congress);
    const session = { ...leaders, ...atDoor, devices, booths: await boothsOf(trial, congress) };
    await opens(session, "06-open");
    await takePapers(session);
    await drawSlips(session, ...booths, lost);
    await pausesOvernight(session);
    await comesLate(session);
    const codes = await votes(session);
    await lastCall(session);
    return { session, codes };
}

type Codes = readonly string[];

/** Three projects have the same votes for the two places that are left. */
async function tie(session: Session): Promise<void> {
    const { console, second, hall, congress } = session;
    await hall.reads(hall.words.hall.next.tieRunoff(tied.length, tieVotes, tiePlaces));
    const equal = hall.page.locator(".word").getByText(hall.words.hall.tied, { exact: true });
    strictEqual(await equal.count(), tied.length, "projects that are tied");
    await metInHall(session, "10-result-hall");
    await console.met("10-tie-console");
    await opensForm(console, "further_round");
    await proposes(console, "further_round");
    await countersigns(second, "further_round");
    await publishes(session);
    await congress.nextBallot();
    await hall.reads(hall.words.hall.kinds.tie);
}

/** The same cards and the same key; new slips. */
async function runoff(session: Session): Promise<Codes> {
    const { congress, devices } = session;
    const begun = performance.now();
    await tie(session);
    await comparesWithHall(session, 1, 2, 3, 4);
    await seals(session, "11-runoff");
    await opens(session, "11-runoff");
    const seconds = ((performance.now() - begun) / 1000).toFixed(0);
    process.stdout.write(`the run-off is open ${seconds} s after the announcement\n`);
    for (const [place, device] of devices.entries()) {
        await intoNextRound(device, congress, ownDevices[place] ?? 0);
    }
    await drawSlips(session, ...booths, lost);
    const codes = await votesAgain(session);
    await closes(session, "11-runoff");
    await counts(session, "12-runoff");
    return codes;
}

/** What everybody can find out afterwards, and a teller once more. */
async function afterwards(session: Session, everybody: Device, codes: Codes): Promise<void> {
    const { console, devices, hall } = session;
    await publishes(session);
    await takesForms(session);
    await takesAway(session);
    await console.met("13-after-console");
    for (const device of devices) await receiptChecked(device);
    await everybody.reads(everybody.words.phases.published);
    for (const code of codes) await findCode(everybody, code, true);
    await everybody.met("13-after-public");
    await hall.page.locator(".chart, .table, .record").first().waitFor();
    const first = teller(session, 1);
    await first.press(first.words.teller.after.recount);
    await first.reads(first.words.teller.after.valid);
    await first.met("13-after-recount");
}

function cast({ devices, slips }: typeof firstMarks | typeof runoffMarks): readonly CastMarks[] {
    return [...devices, ...slips].map((approve) => ({ approve }));
}

export const session: Scenario = {
    rule: "a whole session is held by clicks: a project withdrawn, a card lost, a pause without server, a dead booth, a last call, a tie and its run-off",
    async run(trial) {
        const leaders = await prepares(trial);
        const { session, codes } = await firstRound(leaders);
        await namesAbsent(session);
        await counts(session, "09-count");
        const everybody = await trial.device(leaders.congress, { screen: "desktop" });
        await everybody.page.goto(leaders.congress.site);
        await everybody.reads(everybody.words.phases.announced);
        await everybody.met("10-result-public");
        const again = await runoff(session);
        await afterwards(session, everybody, [...codes, ...again]);
        expectCounted(
            await trial.end(leaders.congress),
            { cast: cast(firstMarks), candidates, others: 0 },
            { cast: cast(runoffMarks), candidates: tied, others: 0 },
        );
    },
};
