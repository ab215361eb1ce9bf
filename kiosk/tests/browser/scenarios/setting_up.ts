// A congress from an empty folder to the sealed vote, by clicks alone: founding, people, keys, roll, cards, projects, method.
import { ok, strictEqual } from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { rooms as listed } from "../../../src/rooms/rooms/app.tsx";
import type { Congress } from "../support/congress.ts";
import { beforeCeremony, hasShare } from "../support/console.ts";
import type { Device } from "../support/device.ts";
import { countersigns, entersKeys, officialAt, proposes } from "../support/official.ts";
import { writeDetailed } from "../support/projects.ts";
import type { Scenario, Trial } from "../support/trial.ts";
import { makesCards, on, rollTable, writesKeys, type NewPerson } from "./teller_prepare.ts";

const deputies = 4;
const ballotTitle = "民生实事项目票决（演练）";
const official = { name: "工作人员甲", passphrase: "八个字以上的口令一句" };
/** Stretching a passphrase takes a browser its time. */
const stretchedMs = 180_000;

async function founds(device: Device, kind: "rehearsal" | "real" = "rehearsal"): Promise<string> {
    const { found } = device.words;
    const { page } = device;
    await device.at(found.title);
    await page.getByLabel(found.name, { exact: false }).first().fill("试点镇人民代表大会");
    await page.getByLabel(found.name2).fill("A town's congress");
    await device.met("01-founding");
    await device.press(found.kinds[kind].name);
    await device.met("02-named");
    await device.press(found.go);
    await device.at(found.titleDone);
    await device.met("03-founded");
    const code = await page.locator(".found-code .code").innerText();
    return code.trim().split(/\s+/).join("-");
}

/** There is no round yet that could say it: the congress does, on every page. */
async function allSayRehearsal(device: Device, congress: Congress): Promise<void> {
    const { page, words } = device;
    for (const path of ["/rooms", ...listed.map((room) => room.path)]) {
        await page.goto(`${congress.site}${path}`);
        await page.locator(".rehearsal").getByText(words.common.rehearsal).first().waitFor();
    }
}

async function goes(device: Device, step: keyof Device["words"]["setup"]["steps"]): Promise<void> {
    const { setup } = device.words;
    const rail = device.page.getByRole("navigation", { name: setup.rail });
    await rail.getByRole("button", { name: setup.steps[step] }).click();
    await device.page.getByRole("heading", { level: 2, name: setup.steps[step] }).waitFor();
}

async function entersCode(device: Device, congress: Congress): Promise<void> {
    const { setup } = device.words;
    const { page } = device;
    await page.goto(`${congress.site}/setup`);
    await device.at(setup.title);
    await device.met("04-code");
    device.watch.expect(/status of 403/);
    await page.getByRole("textbox", { name: setup.code.label }).fill("0000-0000");
    await device.press(setup.code.go);
    await device.reads(setup.code.wrong.what);
    await page.getByRole("textbox", { name: setup.code.label }).fill(congress.setupCode);
    await device.press(setup.code.go);
    await device.reads(setup.code.given);
}

/** The official makes keys in the page; the file goes to the own device alone. */
async function ownKeys(device: Device, congress: Congress): Promise<string> {
    const { people } = device.words.setup;
    const { page } = device;
    await goes(device, "people");
    await page.getByLabel(people.name).fill(official.name);
    await page.getByLabel(people.passphrase, { exact: false }).first().fill(official.passphrase);
    await page.getByLabel(people.again).fill(official.passphrase);
    await device.met("05-own-keys");
    const [download] = await Promise.all([
        page.waitForEvent("download"),
        device.press(people.make),
    ]);
    await device.reads(people.made.what);
    await device.met("06-keys-made");
    const file = congress.newFile("official.keys");
    await writeFile(file, await readFile(await download.path()));
    return file;
}

/** At consoles of their own, without keys before. */
async function newPerson(
    trial: Trial,
    congress: Congress,
    who: Omit<NewPerson, "file">,
): Promise<{ desk: Device; file: string; passphrase: string }> {
    const desk = await trial.desk(congress, `new ${who.name}`);
    const file = congress.newFile(`${who.name}.keys`);
    const passphrase = await writesKeys(desk, { ...who, file });
    await desk.press(desk.words.teller.line.go);
    await desk.reads(desk.words.teller.line.handedIn);
    return { desk, file, passphrase };
}

async function postsEnrolment(device: Device, names: readonly string[]): Promise<string> {
    const { people } = device.words.setup;
    const { page } = device;
    for (const name of names) await page.getByLabel(people.belongs(name)).waitFor();
    await device.met("07-lines");
    await device.press(people.post(names.length));
    await device.reads(people.aloud);
    await device.met("08-enrolled");
    const posted = page.getByRole("region", { name: people.posted });
    const code = await posted.locator(".code").first().innerText();
    return code.trim().split(/\s+/).join("-");
}

async function readsRoll(device: Device): Promise<void> {
    const { roll, faults } = device.words.setup;
    const file = (table: string) => ({
        name: "roll.csv",
        mimeType: "text/csv",
        buffer: Buffer.from(table),
    });
    const field = device.page.locator("input[type=file]");
    await goes(device, "roll");
    await field.setInputFiles(file("序号,姓名,代表团\n1,王伟,东湖\n1,,东湖\n三,李娜,\n"));
    await device.page
        .getByText(/^有 \d+ 处要改$/)
        .first()
        .waitFor();
    ok((await device.page.locator(".setup-faults tbody tr").count()) >= 3, "every fault is named");
    await device.reads(faults.todo);
    await device.met("09-roll-with-faults");
    await field.setInputFiles(file(rollTable));
    await device.reads(roll.read(deputies));
    await device.press(roll.keep);
    await device.reads(roll.kept(deputies));
    await device.met("10-roll");
}

async function readsProjects(device: Device, congress: Congress): Promise<void> {
    const { projects, method } = device.words.setup;
    const file = congress.newFile("by-click.csv");
    await writeDetailed(file);
    await goes(device, "projects");
    await device.page.locator("input[type=file]").setInputFiles(file);
    await device.reads(projects.read(12));
    await device.met("11-projects");
    await goes(device, "method");
    await device.press(method.preset.default.name);
    await device.page.getByLabel(method.places.name).first().fill("3");
    await device.met("12-method");
}

/** Composed by the server, read and checked by the page, posted. */
async function drafts(device: Device): Promise<void> {
    const { ballot, draft } = device.words.setup;
    const { page } = device;
    await goes(device, "ballot");
    await page.getByLabel(draft.title, { exact: true }).fill(ballotTitle);
    await device.reads(ballot.time);
    await device.met("13-ballot");
    await goes(device, "draft");
    await device.press(draft.compose);
    await device.reads(draft.composed);
    await device.met("14-composed");
    await device.press(draft.post);
    await device.reads(draft.posted.what);
    await device.met("15-posted");
    await goes(device, "preflight");
    await device.press(device.words.setup.preflight.go);
    await device.reads(device.words.setup.preflight.rows.databases);
    await device.met("16-preflight");
}

interface Open {
    readonly device: Device;
    readonly console: Device;
    readonly hall: Device;
}

/** Whoever had a page open sees the congress that is founded in its place, and nothing more of the rehearsal. */
async function endsRehearsal(trial: Trial, congress: Congress, open: Open): Promise<void> {
    const { device, console, hall } = open;
    const { preflight } = device.words.setup;
    for (const { watch } of [device, console, hall]) watch.expect(/net::ERR_|status of 50\d/);
    // Until it hears of the other congress the console asks with a signature for the one that was.
    console.watch.expect(/status of 40[039] .*\/api\/v1\//);
    await goes(device, "preflight");
    await device.page.getByLabel(preflight.endSure).check();
    await device.met("20-end-of-the-rehearsal");
    await device.press(preflight.end);
    await device.reads(preflight.ended.what);
    await trial.foundAgain(congress, (page) => founds(page, "real"));
    await hall.reads(hall.words.hall.noVote);
    await device.at(device.words.setup.title);
    await console.at(console.words.official.title);
    for (const { page } of [device, console, hall]) {
        await page.locator(".rehearsal").waitFor({ state: "detached" });
        strictEqual(await page.getByText(ballotTitle).count(), 0, "of the rehearsal");
    }
    await console.met("21-the-real-console");
}

export const settingUp: Scenario = {
    rule: "an empty folder becomes a sealed vote by clicks alone, at the server, the official's page and three consoles; the rehearsal ends, and pages that stand open begin anew",
    async run(trial) {
        const congress = await trial.found(founds);
        const device = await trial.device(congress, { screen: "desktop" });
        device.page.setDefaultTimeout(stretchedMs);
        await allSayRehearsal(device, congress);
        await entersCode(device, congress);
        const keys = await ownKeys(device, congress);
        const scrutineer = await newPerson(trial, congress, {
            role: "scrutineer",
            name: "监票人乙",
        });
        const tellers = [
            await newPerson(trial, congress, { role: "teller", name: "掌钥人丙" }),
            await newPerson(trial, congress, { role: "teller", name: "掌钥人丁" }),
        ];
        const names = [official.name, "监票人乙", "掌钥人丙", "掌钥人丁"];
        const fingerprint = await postsEnrolment(device, names);
        for (const { desk } of tellers) {
            await beforeCeremony(desk, fingerprint);
            await desk.press(desk.words.teller.ceremony.go);
        }
        for (const { desk } of tellers) {
            await hasShare(desk);
            await desk.page.locator(".rehearsal").waitFor();
        }
        await goes(device, "ceremony");
        await device.reads(device.words.setup.ceremony.doneShort);
        await readsRoll(device);
        const [first] = tellers;
        if (first === undefined) throw new Error("two tellers");
        await makesCards(first.desk, congress);
        await device.reads(device.words.setup.roll.equal(deputies));
        await readsProjects(device, congress);
        await drafts(device);

        const console = await officialAt(trial, congress);
        console.page.setDefaultTimeout(stretchedMs);
        await entersKeys(console, "official", keys, official.passphrase);
        const { official: said } = console.words;
        const place = console.page.getByRole("group", { name: said.slots.official, exact: true });
        await place.waitFor({ state: "detached" });
        await entersKeys(console, "second", scrutineer.file, scrutineer.passphrase);
        await proposes(console, "seal");
        await countersigns(console, "seal");
        await console.reads(console.words.phases.sealed);
        await on(first.desk, "watch");
        const hall = await trial.device(congress, { screen: "desktop" });
        await hall.page.goto(`${congress.site}/hall`);
        await hall.reads(ballotTitle);
        await endsRehearsal(trial, congress, { device, console, hall });
        await trial.judge(congress);
    },
};
