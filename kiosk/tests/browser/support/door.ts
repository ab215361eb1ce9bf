// What officials do at a desk at the door, by the words on the screen.
import type { Congress } from "./congress.ts";
import type { Device } from "./device.ts";
import type { Trial } from "./trial.ts";

export async function choose(device: Device, file: string, passphrase: string): Promise<void> {
    const { unlock } = device.words.desk;
    await device.page.getByLabel(unlock.file).setInputFiles(file);
    await device.page.getByLabel(unlock.passphrase).fill(passphrase);
    await device.press(unlock.go);
}

export async function unlock(device: Device, congress: Congress, official: number): Promise<void> {
    await choose(device, congress.keyFile(official), await congress.passphrase());
    await device.at(device.words.desk.title);
    await device.reads(device.words.desk.figures.title);
}

/** A desk at the door, opened by this official. */
export async function doorOf(trial: Trial, congress: Congress, official: number): Promise<Device> {
    const device = await trial.device(congress, { screen: "desktop" });
    await device.page.goto(`${congress.site}/check-in`);
    await device.at(device.words.desk.unlock.title);
    await unlock(device, congress, official);
    return device;
}

/** As a scanner does: it types, wherever the focus is, and ends with Enter. */
export async function scan({ page }: Device, card: string): Promise<void> {
    await page.keyboard.type(card);
    await page.keyboard.press("Enter");
}

/** Until the panel shows this deputy, in these words. */
export async function shows({ page, words }: Device, deputy: number, said: string): Promise<void> {
    const panel = page.locator(".desk-person");
    await panel
        .filter({ hasText: words.desk.no(deputy) })
        .filter({ hasText: said })
        .waitFor();
}

export function signedInWords({ words }: Device): string {
    return words.desk.status.signedIn("").trim();
}

/** One scan, which is recorded before the next. */
export async function signsIn(device: Device, congress: Congress, deputy: number): Promise<void> {
    await scan(device, congress.guest(deputy).card);
    await shows(device, deputy, signedInWords(device));
}

/** The figure beside this word. */
export async function figures({ page, words }: Device, inHall: number): Promise<void> {
    const row = page.locator(".desk-figures > div").filter({ hasText: words.desk.figures.inHall });
    await row.getByText(String(inHall), { exact: true }).waitFor();
}

export async function openFromList(device: Device, search: string, name: string): Promise<void> {
    const { list } = device.words.desk;
    await device.page.getByLabel(list.search).fill(search);
    await device.page.locator(".desk-table").getByRole("button", { name }).click();
    await device.page.getByLabel(list.search).fill("");
}
