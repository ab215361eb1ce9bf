// A session up to the open box: the tellers' key, the seal, a project withdrawn, and the people at the door.
import { strictEqual } from "node:assert/strict";
import { noResult } from "../support/big_screen.ts";
import type { Congress } from "../support/congress.ts";
import {
    beforeCeremony,
    cardOnSheet,
    compares,
    hasRead,
    hasShare,
    onPage,
    opensLostCard,
    printed,
    signsAt,
} from "../support/console.ts";
import type { Device } from "../support/device.ts";
import { doorOf, figures, openFromList, scan, shows, signedInWords } from "../support/door.ts";
import { refusedAsk } from "../support/network.ts";
import { countersigns, entersKeys, opensForm, proposes, unlocks } from "../support/official.ts";
import { delegationOf, nameOf, namesTable } from "../support/people.ts";
import type { Trial } from "../support/trial.ts";
import {
    booths,
    leaver,
    lost,
    metInHall,
    ownDevices,
    plan,
    quorum,
    teller,
    withdrawn,
    type Leaders,
    type Session,
} from "./session_people.ts";

const fingerprintDigits = 24;
const groupDigits = 4;

/** Five at their own machines; the second of them reads English. */
export async function ceremony(trial: Trial, congress: Congress): Promise<Device[]> {
    const fingerprint = await congress.enrol();
    const desks: Device[] = [];
    for (let number = 1; number <= plan.tellers; number += 1) {
        desks.push(await trial.desk(congress, number));
    }
    const [first, second] = desks;
    await second?.speak("en");
    await Promise.all(desks.map((desk) => beforeCeremony(desk, fingerprint)));
    await first?.met("01-days-before-ceremony");
    await Promise.all(desks.map((desk) => desk.press(desk.words.teller.ceremony.go)));
    await Promise.all(desks.map(hasShare));
    await second?.met("01-days-before-share");
    return desks;
}

/** The keys that do not open the official's place, and those that do. */
export async function unlocksConsole(device: Device, congress: Congress): Promise<void> {
    const { official } = device.words;
    await device.met("02-console-locked");
    await entersKeys(device, "official", congress.keyFile(1), "nobody's passphrase");
    await device.reads(official.faults.passphrase.what);
    await device.met("02-console-wrong-passphrase");
    await entersKeys(device, "official", congress.scrutineerKeyFile, await congress.passphrase());
    await device.reads(official.faults.role.what);
    await unlocks(device, congress, "official", congress.keyFile(1));
    await device.met("02-console-unlocked");
    await unlocks(device, congress, "second", congress.scrutineerKeyFile);
}

/** What everybody reads from the screen of the hall. */
async function digitsInHall({ page }: Device, manifest: string): Promise<string> {
    const digits = manifest.slice(0, fingerprintDigits).toUpperCase();
    const code = page.locator(".fingerprint .code");
    await code.filter({ hasText: digits.slice(0, groupDigits) }).waitFor();
    const shown = (await code.innerText()).replaceAll(/\s+/g, "");
    strictEqual(shown, digits, "the fingerprint in the hall");
    return shown;
}

/** These tellers type what the hall shows. */
export async function comparesWithHall(
    { tellers, hall, congress }: Leaders,
    ...numbers: readonly number[]
): Promise<void> {
    const digits = await digitsInHall(hall, congress.manifest);
    const answer = await hall.context.request.get(`${congress.site}/api/v1/round`);
    const { log_size: size } = (await answer.json()) as { log_size: number };
    const some = numbers.map((number) => teller({ tellers }, number));
    // Nobody types for a ballot that the own machine has not read yet.
    await Promise.all(some.map((desk) => hasRead(desk, size)));
    await Promise.all(some.map((desk) => compares(desk, digits)));
}

/** Signed by the official and, at the same console, by the scrutineer. */
export async function seals(session: Leaders, state: string): Promise<void> {
    const { console, hall } = session;
    const { words } = console;
    await opensForm(console, "seal");
    await proposes(console, "seal");
    await console.met(`${state}-sign`);
    await countersigns(console, "seal");
    await hall.reads(hall.words.phases.sealed);
    await console.reads(words.official.acts.open.name);
    await console.met(`${state}-sealed`);
}

/** Sealed, unsealed with the reason, drawn up anew, compared and sealed again: cards and joint key stay. */
export async function withdrawsProject(session: Leaders): Promise<void> {
    const { console, congress, hall } = session;
    await seals(session, "03-seal");
    await comparesWithHall(session, 1);
    await opensForm(console, "unseal", { other: true, reason: "第十二项撤回" });
    await console.met("04-withdrawn-reason");
    await proposes(console, "unseal", { reason: "第十二项撤回" });
    const first = teller(session, 1);
    await first.reads("第十二项撤回");
    await first.met("04-withdrawn-countersign");
    await signsAt(first, "unseal");
    await hall.reads(hall.words.phases.drafted);
    await congress.ballotWithout(withdrawn);
    await comparesWithHall(session, 1, 2, 3);
    await seals(session, "04-withdrawn-again");
    await metInHall(session, "04-withdrawn-hall");
    await noResult(hall);
}

/** By two tellers at their own consoles: one makes and prints it, it counts when the other has signed. */
async function makesNewCard(leaders: Leaders, door: Device): Promise<string> {
    const [first, second] = [teller(leaders, 4), teller(leaders, 5)];
    const { replace, paper } = first.words.teller;
    await opensLostCard(first);
    await first.page.getByLabel(paper.names.file).setInputFiles({
        name: "roll.csv",
        mimeType: "text/csv",
        buffer: Buffer.from(namesTable(plan.deputies)),
    });
    await first.reads(paper.names.read(plan.deputies));
    await first.page.getByLabel(replace.deputy).fill(String(lost));
    await first.page.getByLabel(replace.reason).fill("遗失");
    await first.met("05-lost-card");
    await first.press(replace.go);
    await first.reads(replace.standing.waits.what);
    await first.reads(replace.card(lost, nameOf(lost)));
    await first.press(replace.print);
    strictEqual(await first.page.locator(".sheet .card").count(), 1, "cards on paper");
    await printed(first, "05-lost-card-sheet");
    await first.met("05-lost-card-waits");
    await second.reads("遗失");
    await second.met("05-lost-card-countersign");
    const heard = door.page.waitForResponse(async (response) => {
        return response.url().endsWith("/replacements") && (await response.body()).length > 0;
    });
    await signsAt(second, "replace_card");
    await heard;
    await first.reads(replace.standing.recorded.what);
    await first.met("05-lost-card-recorded");
    const card = await cardOnSheet(first);
    await first.press(replace.forget);
    await first.reads(paper.names.title);
    await first.press(paper.back);
    await onPage(first, "watch");
    return card;
}

async function replacesCard(leaders: Leaders, door: Device): Promise<string> {
    const { congress } = leaders;
    const { desk } = door.words;
    await openFromList(door, String(lost), nameOf(lost));
    await door.press(desk.acts.lost);
    await door.reads(desk.lost.before.what);
    await door.met("05-check-in-lost-card");
    await door.press(door.words.common.back);
    const card = await makesNewCard(leaders, door);
    await scan(door, congress.guest(lost).card);
    const who = desk.who(lost, nameOf(lost), delegationOf(lost));
    await door.reads(desk.card.replaced(who).what);
    await door.met("05-check-in-old-card");
    return card;
}

async function scans(door: Device, card: string, deputy: number): Promise<void> {
    await scan(door, card);
    await shows(door, deputy, signedInWords(door));
}

/** All who come in time; one has lost the card, one leaves again. The desk, and the new card. */
export async function checksIn(leaders: Leaders): Promise<Pick<Session, "door" | "newCard">> {
    const { trial, congress } = leaders;
    const door = await doorOf(trial, congress, 2);
    for (const deputy of [...ownDevices, ...booths, leaver]) {
        await scans(door, congress.guest(deputy).card, deputy);
    }
    const newCard = await replacesCard(leaders, door);
    await scans(door, newCard, lost);
    const { desk } = door.words;
    await openFromList(door, String(leaver), nameOf(leaver));
    await door.press(desk.acts.leave);
    await shows(door, leaver, desk.status.leftAt("").trim());
    await figures(door, quorum);
    await door.reads(desk.figures.met);
    await door.met("05-check-in-quorum");
    // Of slips that were drawn before.
    door.watch.expect(refusedAsk);
    return { door, newCard };
}

/** At the console, and by a teller at the own one. */
export async function opens(session: Leaders, state: string): Promise<void> {
    const { console, hall } = session;
    await proposes(console, "open");
    const second = teller(session, 2);
    await second.reads(second.words.teller.acts.open);
    await second.met(`${state}-countersign`);
    await signsAt(second, "open");
    await hall.reads(hall.words.phases.issuing);
    await console.reads(console.words.official.acts.end_issuing.name);
    await console.met(`${state}-issuing`);
}
