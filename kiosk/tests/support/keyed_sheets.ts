// tests/support/keyed_sheets.ts — the example's closed log, batches of sheets in it, and who keys them.
import { readLog, type LogView } from "../../src/ballot/log_view.ts";
import { decodePaperBatch } from "../../src/ballot/entries/paper_batch.ts";
import { evidenceOf } from "./evidence.ts";
import { exampleEntries } from "./rounds.ts";
import { batchEntry, keyOf, type Sheets as Counted } from "./sheets.ts";
import { must } from "./vectors.ts";

const closing = exampleEntries.findIndex(([type]) => type === 0x0e);
export const closed = must(readLog(await evidenceOf(exampleEntries.slice(0, closing + 1)), null));

export function roundIn(log: LogView): NonNullable<LogView["round"]> {
    if (log.round === null) throw new Error("no round");
    return log.round;
}
export const { manifest } = roundIn(closed);
export const projects = manifest.projects.length;
export const least = Math.max(manifest.minGroup, 1);

/** As many sheets as are shown by themselves, all of them approving the first project. */
export function counted(batch: number, doubtful: Counted["doubtful"] = []): Counted {
    const votes = Array.from({ length: projects }, (_, place): [number, number, number] =>
        place === 0 ? [least, 0, 0] : [0, 0, least],
    );
    const sheets = { batch, issued: least + 1, returned: least, voids: [0, 0, 0, 0] };
    return { ...sheets, votes, doubtful };
}

/** The closed log with this many sheets taken, and these batches. */
export async function logWith(taken: number, ...batches: readonly Counted[]): Promise<LogView> {
    const round = roundIn(closed);
    const list = await Promise.all(
        batches.map(async (one) => {
            const entry = await batchEntry(manifest.hash, one, [2, 3, 2]);
            return [one.batch, { entry, batch: must(decodePaperBatch(entry)) }] as const;
        }),
    );
    const counts = { ...round.paper.counts, taken };
    const paper = { ...round.paper, counts, batches: new Map(list) };
    return { ...closed, round: { ...round, paper } };
}

export const second = { person: 2, name: "监票人 1", role: "teller", key: await keyOf(2) } as const;
export const official = {
    person: 1,
    name: "工作人员 1",
    role: "official",
    key: await keyOf(1),
} as const;
export const secondAlone = { official: null, second };
