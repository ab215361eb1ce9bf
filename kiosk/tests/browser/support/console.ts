// What tellers do at their own consoles, by the words on the screen.
import { ok } from "node:assert/strict";
import { at } from "../../../src/basics/assert.ts";
import type { Act } from "../../../src/ballot/acts.ts";
import type { TellerWords } from "../../../src/i18n/zh_teller.ts";
import type { Device } from "./device.ts";

export function onPage(desk: Device, page: keyof TellerWords["pages"]): Promise<void> {
    const { teller } = desk.words;
    return desk.at(teller.title(teller.pages[page]));
}

/** The fingerprint of the list is on the page, as it is read aloud. */
export async function beforeCeremony(desk: Device, fingerprint: string): Promise<void> {
    await onPage(desk, "ceremony");
    for (const group of fingerprint.split("-")) await desk.reads(group);
}

export async function hasShare(desk: Device): Promise<void> {
    await onPage(desk, "watch");
    await desk.reads(desk.words.teller.share.written);
}

/** The six groups as somebody types them. */
export async function types(desk: Device, digits: string): Promise<void> {
    const { compare } = desk.words.teller;
    // A paste into the first field fills all of them.
    await desk.page.getByLabel(compare.group(1)).fill(digits);
    await desk.press(compare.go);
}

export async function compares(desk: Device, digits: string): Promise<void> {
    await types(desk, digits);
    const first = desk.page.getByLabel(desk.words.teller.compare.group(1));
    await first.waitFor({ state: "detached" });
}

/** As the second person: what an official has signed and this machine finds in its log. */
export async function signsAt(desk: Device, act: Act): Promise<void> {
    const { page, words } = desk;
    const { acts, proposals } = words.teller;
    const waiting = page.locator(".proposal").filter({ hasText: acts[act] });
    await waiting.getByRole("button", { name: proposals.sign(acts[act]) }).click();
    await waiting.waitFor({ state: "detached" });
}

export async function cosigns(desk: Device): Promise<void> {
    const { box } = desk.words.teller;
    await onPage(desk, "box");
    await desk.reads(box.verified);
    await desk.page.getByRole("button", { name: box.cosign, exact: true }).click();
}

export async function gives(desk: Device): Promise<void> {
    await desk.press(desk.words.teller.box.give);
}

export async function reports(desk: Device): Promise<void> {
    const { result } = desk.words.teller;
    await onPage(desk, "result");
    await desk.reads(result.same);
    await desk.press(result.report);
    await desk.reads(result.reported);
}

/** What comes out of the printer, as a picture. */
export async function printed(desk: Device, state: string): Promise<void> {
    await desk.page.emulateMedia({ media: "print" });
    await desk.page.locator(".sheet .qr:not(.qr-awaited)").first().waitFor();
    await desk.pictureOfPaper(state);
    await desk.page.emulateMedia({ media: null });
}

/** Where a lost card is replaced. */
export async function opensLostCard(desk: Device): Promise<void> {
    const row = desk.page
        .locator("li.desk-row")
        .filter({ hasText: desk.words.teller.replace.side });
    await row.getByRole("button").click();
    await onPage(desk, "replace");
}

/** Where batches of paper are keyed. */
export async function opensSheets(desk: Device): Promise<void> {
    const { sheets } = desk.words.teller;
    const row = desk.page.locator("li.desk-row").filter({ hasText: sheets.entry });
    await row.getByRole("button").click();
    await onPage(desk, "sheets");
    await desk.page.locator(".batch").waitFor();
}

const sheetHeightMax = 1123;

/** The chair's page on paper: one of A4, with the fingerprint of the result. */
export async function printsForChair(desk: Device, state: string): Promise<void> {
    const { page, words } = desk;
    const digits = (await resultOf(desk)).slice(0, 16).toUpperCase();
    await desk.press(words.teller.chair.go);
    await page.emulateMedia({ media: "print" });
    const sheet = page.locator(".sheet-chair");
    await sheet.waitFor();
    ok((await sheet.innerText()).replaceAll(" ", "").includes(digits), "the fingerprint");
    const height = (await sheet.boundingBox())?.height ?? Infinity;
    ok(height <= sheetHeightMax, `one page, not ${height}`);
    await desk.pictureOfPaper(state);
    await page.emulateMedia({ media: null });
}

interface Board {
    readonly log: { readonly size: number } | null;
    readonly result: { readonly hash: string } | null;
}

/** What the teller's program tells its page. */
function asked({ page }: Device, path: string): Promise<unknown> {
    return page.evaluate(async (from) => {
        const headers = { Authorization: `Bearer ${location.hash.slice(1)}` };
        const answer = await fetch(from, { headers });
        return (await answer.json()) as unknown;
    }, path);
}

async function boardOf(desk: Device): Promise<Board> {
    return (await asked(desk, "/api/board")) as Board;
}

/** As it is printed. */
export async function cardOnSheet(desk: Device): Promise<string> {
    const { rows } = (await asked(desk, "/api/sheet")) as { rows: readonly { code: string }[] };
    return at(rows, 0).code;
}

/** Until the teller's machine has read so many entries of the log. */
export async function hasRead(desk: Device, size: number): Promise<void> {
    while (((await boardOf(desk)).log?.size ?? 0) < size);
}

/** SHA-256 of the result, as this machine computed it. */
export async function resultOf(desk: Device): Promise<string> {
    const { result } = await boardOf(desk);
    if (result === null) throw new Error("no result at this console");
    return result.hash;
}
