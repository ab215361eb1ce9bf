// What tellers do at their own consoles, by the words on the screen.
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

interface Board {
    readonly log: { readonly size: number } | null;
    readonly result: { readonly hash: string } | null;
}

/** What the teller's program tells its page. */
function boardOf({ page }: Device): Promise<Board> {
    return page.evaluate(async () => {
        const headers = { Authorization: `Bearer ${location.hash.slice(1)}` };
        const board = await fetch("/api/board", { headers });
        return (await board.json()) as Board;
    });
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
