// What people do with sheets of paper at the official's console, by the words on the screen.
import type { DoubtfulSheet, VoidReason } from "../../../src/ballot/entries/paper_batch.ts";
import type { SheetsWords } from "../../../src/i18n/zh_official_paper.ts";
import type { Device } from "./device.ts";

/** A batch as somebody counts it. */
export interface Batch {
    /** 1 if not said. */
    readonly no?: number;
    readonly issued: number;
    readonly returned: number;
    readonly void?: Partial<Record<VoidReason, number>>;
    /** As the form has its fields, project by project: approvals; of a three-way ballot what approves, opposes and abstains. */
    readonly votes: readonly number[];
    readonly doubtful?: readonly DoubtfulSheet[];
}

export function sheetWords({ words }: Device): SheetsWords {
    return words.sheets;
}

async function adds(device: Device, { decision, reason }: DoubtfulSheet): Promise<void> {
    const { doubtful: say } = sheetWords(device);
    await device.press(say.add);
    const sheet = device.page.locator(".batch-sheet").last();
    await sheet.getByLabel(say.decision).selectOption(decision);
    await sheet.getByLabel(say.reason).fill(reason);
}

/** The open form holds it; nothing is signed. */
export async function keys(device: Device, batch: Batch): Promise<void> {
    const say = sheetWords(device);
    const form = device.page.locator(".batch");
    const fill = (label: string, count: number): Promise<void> =>
        form.getByLabel(label, { exact: true }).fill(String(count));
    // The first person's page offers the next one while this one waits.
    await fill(say.batch, batch.no ?? 1);
    await fill(say.issued, batch.issued);
    await fill(say.returned, batch.returned);
    for (const [reason, count] of Object.entries(batch.void ?? {})) {
        await fill(say.void[reason as VoidReason], count);
    }
    const cells = form.locator(".batch-votes input");
    for (const [place, count] of batch.votes.entries()) {
        await cells.nth(place).fill(String(count));
    }
    for (const sheet of batch.doubtful ?? []) await adds(device, sheet);
}

/** What was keyed is signed, and this is said of it. */
export async function signsBatch(
    device: Device,
    no: number,
    said: "waits" | "logged" | { readonly cells: readonly string[] },
): Promise<void> {
    const say = sheetWords(device);
    await device.press(say.send(no));
    if (typeof said === "string") await device.reads(say.said[said].what);
    else await readsDifference(device, no, said.cells);
}

/** Of both who keyed it, on the page of each. */
export async function readsDifference(
    device: Device,
    no: number,
    cells: readonly string[],
): Promise<void> {
    const say = sheetWords(device);
    await device.reads(say.said.differs(no, cells.join(say.and)).what);
}

/** One cell of a project, as a difference names it. */
export function cellOf(device: Device, place: number, column: "approve" | "abstain"): string {
    const say = sheetWords(device);
    return say.cell(String(place), say[column]);
}
