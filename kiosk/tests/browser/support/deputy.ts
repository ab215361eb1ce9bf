// What a deputy does on a device, by the words on the screen.
import { strictEqual } from "node:assert/strict";
import type { Locator } from "playwright-core";
import type { Congress } from "./congress.ts";
import type { Device } from "./device.ts";
import type { Guest, HeldVote, Style } from "./held_vote.ts";
import type { DeviceOptions, Trial } from "./trial.ts";

/** The title of the ballot, as `piaojue simulate` gives it. */
const ballotTitle = "民生实事项目票决（模拟）";

export async function openLink(device: Device, { link }: Guest): Promise<void> {
    await device.page.goto(link);
    await device.at(device.words.card.title);
}

/** From the card to the request for a paper. */
export async function askPaper(device: Device): Promise<void> {
    await device.press(device.words.card.take);
    await device.at(device.words.recovery.title);
    await device.press(device.words.recovery.go);
}

/** From the open link to the marks. */
export async function takePaper(device: Device): Promise<void> {
    await askPaper(device);
    await atMarks(device);
}

export interface AtMarks {
    readonly vote: HeldVote;
    readonly device: Device;
}

/** A vote with one guest, who is at the marks. */
export async function oneAtMarks(
    trial: Trial,
    style: Style = "approve",
    options: DeviceOptions = {},
): Promise<AtMarks> {
    const vote = await trial.vote(style);
    const device = await trial.device(vote, options);
    await openLink(device, vote.guest(0));
    await takePaper(device);
    return { vote, device };
}

/** With a paper, and not yet at the marks; for what the page says. */
export async function waits(device: Device, sentence: string): Promise<void> {
    await device.at(device.words.waiting.title);
    await device.reads(sentence);
}

export async function atMarks(device: Device): Promise<void> {
    await device.button(device.words.ballot.review).waitFor();
    await device.at(ballotTitle);
}

/** The device of a deputy who has a paper, before casting opens. */
export async function withPaper(trial: Trial, congress: Congress, no: number): Promise<Device> {
    const device = await trial.device(congress);
    await openLink(device, congress.guest(no));
    await askPaper(device);
    await waits(device, device.words.waiting.explain);
    return device;
}

/** From the end of the first round to the paper of the second one. */
export async function intoNextRound(device: Device, congress: Congress, no: number): Promise<void> {
    const { words, page } = device;
    await device.reads(words.rounds.next.what);
    await device.press(words.rounds.go);
    await device.at(words.card.title);
    await device.reads(words.rounds.card(2));
    await page.getByLabel(words.card.group(1)).fill(congress.guest(no).card);
    await askPaper(device);
    await waits(device, words.waiting.explain);
}

/** By its number: a further round has another order. */
function row({ page }: Device, no: number): Locator {
    const number = page.locator(".project-no").getByText(String(no), { exact: true });
    return page.locator(".project").filter({ has: number });
}

/** The mark of a choose-up-to ballot. */
export function tick(device: Device, no: number): Locator {
    return row(device, no).getByRole("checkbox");
}

export async function approve(device: Device, ...numbers: readonly number[]): Promise<void> {
    for (const no of numbers) {
        await tick(device, no).click();
        await ticked(device, no);
    }
}

export async function ticked(device: Device, no: number): Promise<void> {
    await row(device, no).locator("[role=checkbox][aria-checked=true]").waitFor();
}

/** The mark of a three-way ballot. */
export async function say(
    device: Device,
    no: number,
    choice: "approve" | "oppose" | "abstain",
): Promise<void> {
    const name = device.words.ballot[choice];
    await row(device, no).getByRole("button", { name, exact: true }).click();
    await row(device, no).getByRole("button", { name, exact: true, pressed: true }).waitFor();
}

/** Pressed twice, as some do: the second one is not a press of the button that comes to stand there. */
export async function review(device: Device): Promise<void> {
    await device.button(device.words.ballot.review).dblclick();
    await device.at(device.words.review.title);
}

/** The tracking code on the screen. */
export async function codeShown(device: Device): Promise<string> {
    const text = await device.page.locator(".code").first().innerText();
    return text.trim().split(/\s+/).join("-");
}

/** From the marks to the sealed ballot; its tracking code. */
export async function seal(device: Device): Promise<string> {
    await review(device);
    await device.press(device.words.review.seal);
    await device.at(device.words.sealed.title);
    return codeShown(device);
}

export async function cast(device: Device): Promise<void> {
    await device.press(device.words.sealed.cast);
    await counted(device);
}

/** The page says that the ballot is in the box. */
export async function counted(device: Device): Promise<void> {
    await device.at(device.words.cast.title);
    await device.reads(device.words.cast.explain);
}

/** The page says that it keeps the ballot, and nowhere that it was counted. */
export async function keptHere(device: Device): Promise<void> {
    const { page, words } = device;
    await device.reads(words.casting.title);
    strictEqual(await page.getByText(words.cast.explain).count(), 0, "says that it was counted");
    strictEqual(
        await page.getByRole("heading", { name: words.cast.title, exact: true }).count(),
        0,
    );
}

/** After the announcement. */
export async function receiptChecked(device: Device): Promise<void> {
    await device.reads(device.words.cast.receiptPlain);
}

/** On the public page, whether this tracking code is in the record. */
export async function findCode(device: Device, code: string, found: boolean): Promise<void> {
    const { words, page } = device;
    // A paste into the first field fills all of them.
    await page.getByLabel(words.public.findGroup(1)).fill(code);
    await device.press(words.public.findAct);
    await device.reads(found ? words.public.found : words.public.notFound);
}
