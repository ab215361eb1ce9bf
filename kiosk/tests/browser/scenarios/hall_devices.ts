// The machines of a real congress: two booths and a screen are enrolled by two people; one booth dies, one holds a ballot,
// and the close names both.
import { ok, strictEqual } from "node:assert/strict";
import type { Locator } from "playwright-core";
import { atBallot, leave, mark, metAtBooth, review, scan, turnPages } from "../support/booth.ts";
import type { Congress } from "../support/congress.ts";
import type { Device } from "../support/device.ts";
import { loseAnswers } from "../support/network.ts";
import { countersigns, officialAt, opensAct, signsAlone, unlocks } from "../support/official.ts";
import type { Scenario, Trial } from "../support/trial.ts";

/** The last call, and three heartbeats that were missed. */
const missedMsMax = 120_000;

async function boothOf(trial: Trial, congress: Congress): Promise<Device> {
    const booth = await trial.device(congress, { screen: "wide" });
    await booth.page.goto(`${congress.site}/booth`);
    await booth.at(booth.words.booth.idle.shut);
    return booth;
}

/** Six groups, however they are broken into lines. */
async function groupsOf(shown: Locator): Promise<string> {
    return (await shown.innerText()).trim().split(/\s+/).join(" ");
}

/** Staff give it its name; the six groups that it shows then. */
async function isNamed(booth: Device, name: string): Promise<string> {
    const { page, words } = booth;
    const panel = page.getByRole("region", { name: words.device.label });
    await panel.getByLabel(words.device.name).fill(name);
    await booth.press(words.device.go);
    await booth.reads(words.device.waiting(name));
    return groupsOf(panel.locator(".code"));
}

/** Both sign, once the console shows the very groups that the machine shows. */
async function enrols(console: Device, name: string, groups: string): Promise<void> {
    const { page, words } = console;
    const { official } = words;
    const row = page.locator(".device").filter({ hasText: name });
    await row.waitFor();
    strictEqual(await groupsOf(row.locator(".code")), groups);
    const act = words.hallDevices.acts.enrol(name);
    await console.press(official.signAndSend(act));
    await console.press(official.countersign(act));
    await row.getByRole("button", { name: words.hallDevices.revoke }).waitFor();
}

/** From the slip to the cast. */
async function casts(booth: Device, slip: string): Promise<void> {
    await scan(booth, slip);
    await atBallot(booth);
    await mark(booth, 1, 2);
    await turnPages(booth);
    await review(booth);
    await booth.press(booth.words.sealed.cast);
}

async function confirms(console: Device, place: number): Promise<void> {
    await console.page.locator(".act-confirm input").nth(place).check();
}

/** While it lasts, every booth is named. */
async function lastCall(console: Device, dead: string, holding: string): Promise<void> {
    const { closing } = console.words.official;
    await opensAct(console, "close");
    await console.reads(closing.early(`${dead}${closing.and}${holding}`));
    await console.met("05-last-call");
}

async function closes(console: Device, dead: string, holding: string): Promise<void> {
    const { page, words } = console;
    const { closing, acts, signAndSend, sent } = words.official;
    await page.getByText(closing.over).waitFor({ timeout: missedMsMax });
    const doubts = page.locator(".act-confirm").nth(1);
    const both = closing.unheard(dead) + closing.holding(closing.boothHolds(holding, 1));
    await doubts.filter({ hasText: both }).waitFor({ timeout: missedMsMax });
    await console.met("06-close-names-both");
    await confirms(console, 0);
    const sign = console.button(signAndSend(acts.close.name));
    strictEqual(await sign.getAttribute("aria-disabled"), "true");
    await confirms(console, 1);
    strictEqual(await sign.getAttribute("aria-disabled"), "false");
    await sign.click();
    await console.reads(sent.what);
    await countersigns(console, "close");
}

async function run(trial: Trial): Promise<void> {
    const plan = { deputies: 4, officials: 1, slips: 3, real: true };
    const congress = await trial.congress(plan);
    await congress.draft();
    const [dead, holding] = [await boothOf(trial, congress), await boothOf(trial, congress)];
    await dead.reads(dead.words.device.explain);
    await metAtBooth(dead, "devices", "01-booth-without-a-name");
    const groups = [await isNamed(dead, "填票终端 1"), await isNamed(holding, "填票终端 2")];
    await metAtBooth(dead, "devices", "02-booth-waits");
    const hall = await trial.device(congress, { screen: "desktop" });
    await hall.page.goto(`${congress.site}/hall#name=大屏 1`);
    await hall.reads(hall.words.hall.unenrolled("大屏 1"));
    groups.push(await groupsOf(hall.page.locator(".lost b")));

    const console = await officialAt(trial, congress);
    await unlocks(console, congress, "official", congress.keyFile(1));
    await unlocks(console, congress, "second", congress.scrutineerKeyFile);
    await console.page.locator(".device").nth(2).waitFor();
    await console.met("03-devices-wait");
    for (const [place, name] of ["填票终端 1", "填票终端 2", "大屏 1"].entries()) {
        await enrols(console, name, groups[place] ?? "");
    }
    await dead.reads(dead.words.device.enrolled("填票终端 1"));
    await hall.page.locator(".lost").waitFor({ state: "detached" });
    await console.met("04-devices-enrolled");
    ok((await console.page.locator(".device").count()) === 3, "three devices");

    await congress.open("1-4");
    await signsAlone(console, "end_issuing");
    await lastCall(console, "填票终端 1", "填票终端 2");
    for (const booth of [dead, holding]) await booth.at(booth.words.booth.idle.title);
    await metAtBooth(holding, "devices", "05-booth-enrolled");
    await dead.context.close();
    await loseAnswers(holding, "/api/v1/cast");
    await casts(holding, congress.slip(0));
    await holding.at(holding.words.booth.done.waitingWhat);
    await leave(holding);
    await closes(console, "填票终端 1", "填票终端 2");
    await trial.judge(congress);
}

export const hallDevices: Scenario = {
    rule: "Machines of a real congress are enrolled by two people, and the close names the booths that are missing.",
    run,
};
