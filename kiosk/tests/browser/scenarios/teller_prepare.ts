// What is made ready at a console before the vote: keys, the rehearsal of the opening, copies on paper, slips, cards.
import { match, strictEqual } from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { printed } from "../support/console.ts";
import type { Congress } from "../support/congress.ts";
import type { Device } from "../support/device.ts";
import type { Trial } from "../support/trial.ts";

export function on(
    desk: Device,
    page: keyof NonNullable<Device["words"]["teller"]>["pages"],
): Promise<void> {
    const { teller } = desk.words;
    return desk.at(teller.title(teller.pages[page]));
}

export interface NewPerson {
    readonly role: "scrutineer" | "teller";
    readonly name: string;
    readonly file: string;
}

/** Keys under a passphrase that the machine made and the person has copied. */
export async function writesKeys(
    desk: Device,
    { role, name, file }: NewPerson,
    state?: string,
): Promise<string> {
    const { makeKeys, roles, pages } = desk.words.teller;
    const { page } = desk;
    await on(desk, "locked");
    await desk.press(makeKeys.instead);
    // One role's name begins with another's.
    await page.getByRole("button", { name: roles[role], exact: true }).click();
    await page.getByLabel(makeKeys.name).fill(name);
    await page.getByLabel(makeKeys.file).fill(file);
    await desk.press(makeKeys.byMachine);
    const shown = (await page.locator(".code").innerText()).trim().split(/\s+/).join("-");
    await page.getByLabel(makeKeys.fromPaper).fill(shown);
    if (state !== undefined) await desk.met(state);
    await desk.press(makeKeys.go);
    await desk.at(desk.words.teller.title(pages.waiting));
    return shown;
}

/** Somebody without keys makes them on the page; the line goes to the server, or is saved. */
export async function makesKeys(trial: Trial, congress: Congress): Promise<void> {
    const desk = await trial.desk(congress, "new scrutineer");
    const { line } = desk.words.teller;
    const { page } = desk;
    const who = {
        role: "scrutineer",
        name: "监票人 9",
        file: congress.newFile("made.keys"),
    } as const;
    await writesKeys(desk, who, "a-keys-are-made");
    await desk.reads(line.title);
    await desk.met("b-the-line");
    await desk.press(line.go);
    await page.getByText(line.handedIn).or(page.getByText(line.notTaken.what)).first().waitFor();
    const download = page.waitForEvent("download");
    await desk.press(line.save);
    strictEqual((await download).suggestedFilename(), "监票人 9.line");
    await congress.endConsole("new scrutineer");
    desk.watch.expect(/net::ERR_/);
    await desk.reads(desk.words.teller.gone.what);
}

export const rollTable =
    "no,name,delegation\n1,代表甲,第一代表团\n2,代表乙,第一代表团\n3,代表丙,\n4,代表丁,\n";

async function opens(desk: Device, side: "cards" | "slips" | "rehearsal" | "paper"): Promise<void> {
    const { prepare } = desk.words.teller.paper;
    const row = desk.page.locator("li.desk-row").filter({ hasText: prepare[side] });
    await row.getByRole("button").click();
    await on(desk, side);
}

/** By the roll of names; the roll entry goes to the server with the setup code. */
export async function makesCards(desk: Device, congress: Congress): Promise<void> {
    const { cards, names, print, roll: post, posted, forget, back, test } = desk.words.teller.paper;
    const { page } = desk;
    await opens(desk, "cards");
    await page.getByLabel(names.file).setInputFiles({
        name: "roll.csv",
        mimeType: "text/csv",
        buffer: Buffer.from(rollTable),
    });
    await desk.reads(names.read(4));
    await desk.press(test.go);
    await printed(desk, "c-test-page");
    await desk.met("d-before-the-cards");
    await desk.press(cards.go);
    const download = page.waitForEvent("download");
    await desk.press(print.saveCodes);
    const table = await readFile(await (await download).path(), "utf8");
    const [, first = ""] = table.split("\n");
    match(first, /^1,(?:[0-9A-Z]{4}-){8}[0-9A-Z]{4},代表甲,第一代表团$/);
    const code = first.split(",")[1] ?? "";
    strictEqual(await page.getByText(code.slice(0, 4), { exact: true }).count(), 0, "a code shown");
    await desk.press(print.go.cards);
    strictEqual(await page.locator(".sheet .card").count(), 4, "cards on paper");
    await printed(desk, "e-cards");
    await page.getByLabel(post.code).fill(congress.setupCode);
    await desk.met("f-cards-made");
    await desk.press(post.go);
    await desk.page.getByText(post.title).waitFor({ state: "detached" });
    await desk.reads(posted);
    await desk.press(forget.go);
    await desk.reads(names.title);
    // What was printed is gone.
    await page.locator(".sheet").waitFor({ state: "detached" });
    await desk.press(back);
    await on(desk, "watch");
    congress.takeCards(table);
}

export async function makesSlips(desk: Device): Promise<void> {
    const { slips, print, forget, back } = desk.words.teller.paper;
    await opens(desk, "slips");
    await desk.page.getByLabel(slips.count).fill("7");
    await desk.press(slips.go);
    await desk.press(print.go.slips);
    strictEqual(await desk.page.locator(".sheet .slip").count(), 7, "slips on paper");
    await printed(desk, "g-slips");
    await desk.met("h-slips-made");
    const download = desk.page.waitForEvent("download");
    await desk.press(print.saveFile.slips);
    const list = await readFile(await (await download).path());
    strictEqual(list.length, 7 * 32, "bytes of the list");
    await desk.press(forget.go);
    await desk.press(back);
    await on(desk, "watch");
}

/** Both tellers bring their share files to one console. */
export async function rehearses(desk: Device, congress: Congress): Promise<void> {
    const { rehearse, back } = desk.words.teller.paper;
    const { share, unlock } = desk.words.teller;
    const { page } = desk;
    await opens(desk, "rehearsal");
    for (const teller of [1, 2]) {
        await page.getByLabel(share.file).fill(congress.newFile(`people/teller${teller}.share`));
        await page.getByLabel(unlock.passphrase).fill(await congress.passphrase());
        await desk.press(rehearse.go);
        if (teller === 1) await desk.reads(rehearse.more(1));
    }
    await desk.reads(rehearse.proves(2, 2));
    await desk.reads(rehearse.opened(0, 2));
    await desk.met("j-rehearsed");
    await desk.press(rehearse.end);
    await page.getByText(rehearse.proves(2, 2)).waitFor({ state: "detached" });
    await desk.press(back);
    await on(desk, "watch");
}

export async function copies(desk: Device): Promise<void> {
    const { copies: words, forget, back } = desk.words.teller.paper;
    await opens(desk, "paper");
    await desk.press(words.go);
    await desk.press(words.print);
    strictEqual(await desk.page.locator(".sheet .copy").count(), 2, "copies on paper");
    await printed(desk, "k-copies");
    await desk.met("l-copies-made");
    await desk.press(forget.go);
    await desk.press(back);
    await on(desk, "watch");
}
