// A session from the close to the published record. Until the announcement the hall is told nothing of a result.
import { ok, strictEqual } from "node:assert/strict";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { noResult } from "../support/big_screen.ts";
import { cosigns, gives, onPage, printsForChair, reports, resultOf } from "../support/console.ts";
import type { Told } from "../support/heard.ts";
import {
    countersigns,
    opensForm,
    opensSideForm,
    proposes,
    proposesSide,
} from "../support/official.ts";
import { metInHall, plan, teller, type Session } from "./session_people.ts";

/** Of five with three shares. */
const cosigners = [1, 2, 3, 4] as const;
const shares = [1, 2, 3] as const;
const absentTeller = 5;

interface ToldView {
    readonly phase: string;
    readonly result: object | null;
}

function viewsOf(told: readonly Told[]): readonly string[] {
    return told.filter(({ path }) => /\/(round|events)$/.test(path)).map(({ body }) => body);
}

/** Everything that the hall was told since the close: always the same, and nothing of this result. */
async function toldNothing(session: Session, mark: number, result: string): Promise<void> {
    const told = await session.heard.since(mark);
    const views = viewsOf(told);
    ok(views.length > 0, "the hall was told something");
    strictEqual(views.length, told.length, "only the view of the round was asked for");
    strictEqual(new Set(views).size, 1, "the view between close and announcement");
    const view = JSON.parse(views[0] ?? "") as ToldView;
    strictEqual(view.phase, "closed");
    strictEqual(view.result, null);
    const raw = Buffer.from(result, "hex");
    const forms = [result, result.toUpperCase(), raw.toString("latin1"), raw.toString("base64")];
    for (const form of forms) {
        ok(!told.some(({ body }) => body.includes(form)), "the hash of the result");
    }
    await noResult(session.hall);
}

/** One of five tellers has left: nobody waits for a cosignature or a share of theirs. */
export async function namesAbsent({ console, second }: Session): Promise<void> {
    const { sides } = console.words;
    const name = `掌钥人 ${absentTeller}`;
    await opensSideForm(console, "absent");
    await console.page.getByRole("checkbox", { name }).check();
    await console.reads(sides.absent.left(plan.tellers - 1, plan.threshold));
    await console.met("09-absent-teller");
    await proposesSide(console, "absent");
    await second.reads(name);
    await second.met("09-absent-countersign");
    await countersigns(second, "absent");
}

/** Verified and cosigned by four, opened by three, reported by three. */
async function boxIsOpened(session: Session, state: string): Promise<void> {
    const desks = cosigners.map((number) => teller(session, number));
    await Promise.all(desks.map(cosigns));
    const [, second, third] = desks;
    const givers = shares.map((number) => teller(session, number));
    await Promise.all(givers.slice(0, 2).map(gives));
    await third?.reads(third.words.teller.box.arrived(2, plan.threshold));
    await second?.met(`${state}-two-shares`);
    if (third !== undefined) await gives(third);
    await Promise.all(givers.map((desk) => onPage(desk, "result")));
    await second?.met(`${state}-result-of-a-teller`);
    await Promise.all(givers.map(reports));
    for (const desk of givers.slice(0, 2)) await printsForChair(desk, `${state}-chair`);
}

/** By two people; what the hall has to wait for the result is said. */
async function announces(session: Session, state: string): Promise<void> {
    const { console, second, hall, heard } = session;
    await opensForm(console, "announce");
    await console.met(`${state}-announce`);
    await proposes(console, "announce");
    const { acts } = second.words.official;
    await second.reads(acts.announce.name);
    await second.met(`${state}-announce-countersign`);
    const mark = await heard.mark();
    const begun = performance.now();
    await Promise.all([countersigns(second, "announce"), hall.page.locator(".chart").waitFor()]);
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    process.stdout.write(`${state}: in the hall ${seconds} s after the second signature\n`);
    const views = viewsOf(await heard.since(mark)).map((body) => JSON.parse(body) as ToldView);
    ok(
        views.some(({ result }) => result !== null),
        "the hall is told the result with the announcement",
    );
}

/** From the closed box to the announced result. */
export async function counts(session: Session, state: string): Promise<void> {
    const { console, heard } = session;
    const { official } = console.words;
    const mark = await heard.mark();
    await console.reads(official.nothing.count);
    await console.met(`${state}-console-waits`);
    await metInHall(session, `${state}-hall-silent`);
    await boxIsOpened(session, state);
    const result = await resultOf(teller(session, 1));
    // The screen asks every five seconds.
    await session.hall.page.waitForResponse(/\/api\/v1\/round$/);
    await toldNothing(session, mark, result);
    await announces(session, state);
}

/** What the official takes away from the console is what the commands write, file by file. */
export async function takesAway({ console, congress, trial }: Session): Promise<void> {
    const { bundles } = console.words.sides;
    for (const [bundle, command] of [
        ["site", "publish"],
        ["archive", "archive"],
    ] as const) {
        const download = console.page.waitForEvent("download");
        await console.press(bundles.take[bundle]);
        const file = await download;
        strictEqual(file.suggestedFilename(), `piaojue-${bundle}.zip`);
        await console.reads(bundles.saved(`piaojue-${bundle}.zip`));
        const unpacked = await trial.folder(`${bundle}-`);
        await promisify(execFile)("python3", ["-m", "zipfile", "-e", await file.path(), unpacked]);
        await promisify(execFile)("diff", ["-r", await congress.madeBy(command), unpacked]);
    }
}

/** The notice by one click, as it is printed and as an office edits it; and the attendance, with the names of the desks. */
export async function takesForms({ console, congress }: Session): Promise<void> {
    const { bundles } = console.words.sides;
    for (const [form, format] of [
        ["notice", "pdf"],
        ["notice", "docx"],
        ["attendance", "xlsx"],
    ] as const) {
        const row = console.page.getByRole("group", { name: bundles.form[form], exact: true });
        const download = console.page.waitForEvent("download");
        await row.getByRole("button", { name: format.toUpperCase() }).click();
        const file = await download;
        strictEqual(file.suggestedFilename(), `piaojue-${form}.${format}`);
        const made = await congress.madeBy("report", "--form", form, "--format", format);
        await promisify(execFile)("cmp", [made, await file.path()]);
    }
}

/** The whole record is public, and the round is over. */
export async function publishes({ console, second }: Session): Promise<void> {
    await proposes(console, "publish");
    await countersigns(second, "publish");
    await console.reads(console.words.phases.published);
}
