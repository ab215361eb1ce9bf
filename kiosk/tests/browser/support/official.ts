// What an official and the second person do at the console, by the words on the screen.
import { actName } from "../../../src/rooms/official/words.ts";
import type { DayAct, SideAct } from "../../../src/rooms/official/day.ts";
import type { Slot } from "../../../src/rooms/official/keys.ts";
import type { Congress } from "./congress.ts";
import type { Device } from "./device.ts";
import type { Trial } from "./trial.ts";

export async function officialAt(trial: Trial, congress: Congress): Promise<Device> {
    const device = await trial.device(congress, { screen: "desktop" });
    await device.page.goto(`${congress.site}/official`);
    await device.at(device.words.official.title);
    return device;
}

/** Enters a key file and its passphrase; nothing is said of what comes of it. */
export async function entersKeys(
    { page, words }: Device,
    slot: Slot,
    file: string,
    passphrase: string,
): Promise<void> {
    const { official } = words;
    const place = page.getByRole("group", { name: official.slots[slot], exact: true });
    await place.getByLabel(official.file).setInputFiles(file);
    await place.getByLabel(official.passphrase).fill(passphrase);
    await place.getByRole("button", { name: official.unlock }).click();
}

export async function unlocks(
    device: Device,
    congress: Congress,
    slot: Slot,
    file: string,
): Promise<void> {
    const { page, words } = device;
    await entersKeys(device, slot, file, await congress.passphrase());
    const place = page.getByRole("group", { name: words.official.slots[slot], exact: true });
    await place.waitFor({ state: "detached" });
}

/** What the form asks for, besides the signature. */
export interface ActForm {
    /** It is not what the day brings next. */
    readonly other?: boolean;
    readonly reason?: string;
}

/** Until the form of this act stands there; nothing in it is confirmed. */
export async function opensAct(device: Device, act: DayAct, form: ActForm = {}): Promise<void> {
    const { name } = device.words.official.acts[act];
    if (form.other === true) await device.press(name);
    await device.page.locator("#act").filter({ hasText: name }).waitFor();
}

export async function opensForm(device: Device, act: DayAct, form: ActForm = {}): Promise<void> {
    const { page, words } = device;
    const { reason, reasonMay } = words.official;
    await opensAct(device, act, form);
    if (form.reason !== undefined) {
        await page.getByLabel(act === "pause" ? reasonMay : reason).fill(form.reason);
    }
    if (act === "close") await page.locator(".act-confirm input").check();
}

/** An act of one: it stands in the log. */
export async function signsAlone(device: Device, act: DayAct): Promise<void> {
    const { official } = device.words;
    await opensForm(device, act);
    await device.press(official.signAndSend(official.acts[act].name));
    await device.reads(official.logged.what);
}

/** An act of two: it waits for the second person. */
export async function proposes(device: Device, act: DayAct, form: ActForm = {}): Promise<void> {
    const { official } = device.words;
    await opensForm(device, act, form);
    await device.press(official.signAndSend(official.acts[act].name));
    await device.reads(official.sent.what);
}

function nameOf({ words }: Device, act: DayAct | SideAct): string {
    return actName(words.official, act);
}

/** The form of what the day does not bring by itself. */
export async function opensSideForm(device: Device, act: SideAct): Promise<void> {
    const name = nameOf(device, act);
    await device.press(name);
    await device.page.locator("#act").filter({ hasText: name }).waitFor();
}

/** The open form is signed, and waits for the second person. */
export async function proposesSide(device: Device, act: SideAct): Promise<void> {
    const { official } = device.words;
    await device.press(official.signAndSend(nameOf(device, act)));
    await device.reads(official.sent.what);
}

/** On this page, as the second person. */
export async function countersigns(device: Device, act: DayAct | SideAct): Promise<void> {
    const { page, words } = device;
    const { countersign } = words.official;
    const name = nameOf(device, act);
    await device.press(countersign(name));
    await page.locator(".waiting-act").filter({ hasText: name }).waitFor({ state: "detached" });
}
