// A session while papers are out: issued and drawn, a pause over which the server is switched off, booths, the last call.
import { strictEqual } from "node:assert/strict";
import {
    atBallot,
    cast as castAtBooth,
    leave,
    mark,
    metAtBooth,
    review,
    scan,
    turnPages,
} from "../support/booth.ts";
import type { Congress } from "../support/congress.ts";
import { signsAt } from "../support/console.ts";
import {
    approve,
    askPaper,
    atMarks,
    cast,
    openLink,
    seal as sealBallot,
    waits,
} from "../support/deputy.ts";
import type { Device } from "../support/device.ts";
import { shows } from "../support/door.ts";
import { cutNetwork } from "../support/network.ts";
import {
    countersigns,
    opensForm,
    opensSideForm,
    proposes,
    proposesSide,
    signsAlone,
    unlocks,
} from "../support/official.ts";
import { noResult } from "../support/big_screen.ts";
import type { Trial } from "../support/trial.ts";
import {
    cardOf,
    firstMarks,
    late,
    metInHall,
    ownDevices,
    runoffMarks,
    teller,
    type Session,
} from "./session_people.ts";

/** Papers are counted when a minute begins, and looked at a few seconds later. */
const countedMsMax = 90_000;

/** Their owners hold the cards; one reads English. */
export async function ownDevicesOf(
    trial: Trial,
    congress: Congress,
): Promise<readonly [Device, Device]> {
    const devices = [await trial.device(congress), await trial.device(congress)] as const;
    for (const [place, device] of devices.entries()) {
        await openLink(device, congress.guest(ownDevices[place] ?? 0));
    }
    await devices[1].speak("en");
    return devices;
}

export async function boothsOf(
    trial: Trial,
    congress: Congress,
): Promise<readonly [Device, Device, Device]> {
    const one = async (): Promise<Device> => {
        const device = await trial.device(congress, { screen: "wide" });
        await device.page.goto(`${congress.site}/booth`);
        await device.at(device.words.booth.idle.shut);
        return device;
    };
    return [await one(), await one(), await one()];
}

export async function takePapers({ devices }: Session): Promise<void> {
    for (const device of devices) {
        await askPaper(device);
        await waits(device, device.words.waiting.explain);
    }
}

/** One scan each, at a desk that was changed over from signing in. */
export async function drawSlips(session: Session, ...deputies: readonly number[]): Promise<void> {
    const { door } = session;
    const { desk } = door.words;
    const work = door.page.getByRole("group", { name: desk.work.label });
    await work.getByRole("button", { name: desk.work.slips }).click();
    for (const deputy of deputies) {
        await scan(door, cardOf(session, deputy));
        await shows(door, deputy, desk.works.slips.done);
    }
}

/** Nobody issues and nobody casts; the server is off meanwhile, and two people go on from the same log. */
export async function pausesOvernight(session: Session): Promise<void> {
    const { console, second, hall, congress, door } = session;
    const everybody = [console, second, hall, door, ...session.devices, ...session.booths];
    for (const device of everybody) device.watch.expect(/net::ERR_|status of 50\d/);
    await opensForm(console, "pause", { other: true });
    await proposes(console, "pause", { reason: "休会至次日" });
    await second.reads("休会至次日");
    await second.met("07-pause-countersign");
    await countersigns(second, "pause");
    await hall.reads(hall.words.hall.paused);
    await metInHall(session, "07-pause-hall");
    await congress.stop();
    await console.reads(console.words.official.lost);
    await console.met("07-pause-server-off");
    await congress.startAgain();
    const gone = console.page.getByText(console.words.official.lost);
    await gone.first().waitFor({ state: "detached" });
    await opensForm(console, "resume");
    await console.met("07-pause-resume");
    await proposes(console, "resume");
    await countersigns(second, "resume");
    await hall.reads(hall.words.phases.issuing);
}

/** Signed in and given a slip by one scan, when ballots are issued. */
export async function comesLate(session: Session): Promise<void> {
    await drawSlips(session, late);
    await session.door.met("06-late-arrival-slip");
}

/** From the slip to the review; its visit is not over. */
async function marksAtBooth(
    booth: Device,
    slip: string,
    numbers: readonly number[],
): Promise<void> {
    await scan(booth, slip);
    await atBallot(booth);
    await mark(booth, ...numbers);
    await turnPages(booth);
}

async function votesAtBooth(
    booth: Device,
    slip: string,
    numbers: readonly number[],
): Promise<string> {
    await marksAtBooth(booth, slip, numbers);
    const code = await review(booth);
    await castAtBooth(booth);
    await leave(booth);
    return code;
}

/** The same for somebody who reads English: with the visit the language goes. */
async function votesInEnglish(
    booth: Device,
    slip: string,
    numbers: readonly number[],
): Promise<void> {
    await scan(booth, slip);
    await atBallot(booth);
    await booth.speak("en");
    await mark(booth, ...numbers);
    await turnPages(booth);
    await review(booth);
    await castAtBooth(booth);
    await booth.press(booth.words.booth.done.finish);
    booth.language = "zh";
    await booth.at(booth.words.booth.idle.title);
}

async function votesOnOwn(device: Device, numbers: readonly number[]): Promise<string> {
    await atMarks(device);
    await approve(device, ...numbers);
    const code = await sealBallot(device);
    await cast(device);
    return code;
}

/** What is known of a booth without network: its ballot is kept and not counted. */
async function keepsBallot(booth: Device, slip: string, numbers: readonly number[]): Promise<void> {
    const { words } = booth;
    await marksAtBooth(booth, slip, numbers);
    await review(booth);
    await cutNetwork(booth, true);
    await booth.press(words.sealed.cast);
    await booth.at(words.booth.done.waitingWhat);
    await leave(booth);
    await booth.reads(words.booth.queue.waits(1));
}

/** Slips that nobody drew: opened at the official's console, signed there and by a teller at the own one. */
async function voidsLeftovers(session: Session, ...places: readonly number[]): Promise<void> {
    const { console, congress } = session;
    const { slips } = console.words.sides;
    await opensSideForm(console, "void_slips");
    const scans = async (place: number): Promise<void> => {
        await console.page.getByLabel(slips.field).fill(congress.slip(place));
        await console.page.keyboard.press("Enter");
    };
    for (const [before, place] of places.entries()) {
        await scans(place);
        await console.reads(slips.taken(before + 1));
    }
    await console.reads(slips.all);
    await scans(places[0] ?? 0);
    await console.reads(slips.findings.twice);
    await console.met("08-leftover-slips");
    await proposesSide(console, "void_slips");
    const first = teller(session, 1);
    await first.reads(first.words.teller.acts.void_slips);
    await first.met("08-leftover-countersign");
    await signsAt(first, "void_slips");
    // The form closes when the act is done; opened again, it tells what became of the slips.
    await opensSideForm(console, "void_slips");
    const voided = console.page.locator(".slips-counts > div").filter({ hasText: slips.voided });
    await voided.getByText(String(places.length), { exact: true }).waitFor();
    await console.met("08-leftover-voided");
    await console.press(console.words.official.cancel);
}

/** Issuing ends, and all vote but one, whose ballot waits in a booth. The codes of the own devices. */
export async function votes(session: Session): Promise<readonly string[]> {
    const { console, congress, hall } = session;
    const [first, dead, cut] = session.booths;
    await signsAlone(console, "end_issuing");
    await hall.reads(hall.words.phases.voting);
    for (const booth of session.booths) await booth.at(booth.words.booth.idle.title);
    const codes: string[] = [];
    for (const [place, device] of session.devices.entries()) {
        codes.push(await votesOnOwn(device, firstMarks.devices[place] ?? []));
    }
    const [one, two, three, four, five] = firstMarks.slips;
    await votesAtBooth(first, congress.slip(0), one);
    await votesAtBooth(dead, congress.slip(1), two);
    await marksAtBooth(dead, congress.slip(2), three);
    await dead.context.close();
    await votesInEnglish(first, congress.slip(2), three);
    await keepsBallot(cut, congress.slip(3), four);
    await votesAtBooth(first, congress.slip(4), five);
    await voidsLeftovers(session, 5, 6);
    await noResult(hall);
    return codes;
}

/** One is outstanding, and the screens say so; the booth has its network again; then the box is shut. */
export async function lastCall(session: Session): Promise<void> {
    const { console, hall } = session;
    const [, , cut] = session.booths;
    const { official } = console.words;
    const outstanding = console.page.getByText(official.lastCall(1));
    await outstanding.waitFor({ timeout: countedMsMax });
    await console.met("08-last-call-console");
    const keys = hall.page.locator(".key");
    await keys.nth(3).filter({ hasText: /^1$/ }).waitFor();
    strictEqual((await keys.allInnerTexts()).slice(0, 4).join(), "7,6,0,1");
    await metInHall(session, "08-last-call-hall");
    await metAtBooth(cut, "session", "08-last-call-booth-waits");
    await cutNetwork(cut, false);
    await cut.page.reload();
    await cut.reads(cut.words.booth.queue.none);
    await closes(session, "08-close");
}

export async function closes(session: Session, state: string): Promise<void> {
    const { console, hall } = session;
    await opensForm(console, "close");
    await console.met(`${state}-confirmation`);
    await proposes(console, "close");
    await signsAt(teller(session, 1), "close");
    await hall.page.locator(".steps").waitFor();
}

/** The same people in the run-off, on the devices that are left; the slips are new. */
export async function votesAgain(session: Session): Promise<readonly string[]> {
    const { console, congress } = session;
    const [first] = session.booths;
    await signsAlone(console, "end_issuing");
    const codes: string[] = [];
    for (const [place, device] of session.devices.entries()) {
        codes.push(await votesOnOwn(device, runoffMarks.devices[place] ?? []));
    }
    for (const [place, numbers] of runoffMarks.slips.entries()) {
        await votesAtBooth(first, congress.slip(place), numbers);
    }
    return codes;
}

/** The scrutineer's own page, in English, on which nobody signs first. */
export async function secondAt(device: Device, congress: Congress): Promise<void> {
    await device.speak("en");
    await unlocks(device, congress, "second", congress.scrutineerKeyFile);
    await device.met("02-console-second-alone");
}
