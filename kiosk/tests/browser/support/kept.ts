// What a device keeps of its vote, read and written as its browser has it.
import type { Page } from "playwright-core";
import type { Choice } from "../../../src/flow/vote.ts";
import type { Device } from "./device.ts";

const place = { database: "piaojue-deputy", store: "stage", key: "now" } as const;

/** Null before the first stage. */
export function readKept(page: Page): Promise<string | null> {
    return page.evaluate(
        ({ database, store, key }) =>
            new Promise<string | null>((resolve, reject) => {
                const opening = indexedDB.open(database);
                opening.onerror = () => {
                    reject(new Error("the store does not open"));
                };
                opening.onsuccess = () => {
                    const open = opening.result;
                    const asked = open.transaction(store).objectStore(store).get(key);
                    asked.onsuccess = () => {
                        open.close();
                        resolve(typeof asked.result === "string" ? asked.result : null);
                    };
                };
            }),
        place,
    );
}

/** On a page of the same origin that is not the deputy's own. */
export function writeKept(page: Page, text: string): Promise<void> {
    return page.evaluate(
        ({ database, store, key, value }) =>
            new Promise<void>((resolve, reject) => {
                const opening = indexedDB.open(database, 1);
                opening.onupgradeneeded = () => {
                    opening.result.createObjectStore(store);
                };
                opening.onerror = () => {
                    reject(new Error("the store does not open"));
                };
                opening.onsuccess = () => {
                    const open = opening.result;
                    const writing = open.transaction(store, "readwrite");
                    writing.oncomplete = () => {
                        open.close();
                        resolve();
                    };
                    writing.objectStore(store).put(value, key);
                };
            }),
        { ...place, value: text },
    );
}

/** Waits until the draft in the store has these approvals: a mark is on the screen before it is kept. */
export async function draftKept({ page }: Device, approved: readonly number[]): Promise<void> {
    const kept = async (): Promise<string> => {
        const text = await readKept(page);
        const { rest } = JSON.parse(text ?? "{}") as { rest?: { choices?: readonly Choice[] } };
        const numbers = (rest?.choices ?? []).flatMap((choice, at) =>
            choice === "approve" ? [at + 1] : [],
        );
        return numbers.join(",");
    };
    while ((await kept()) !== approved.join(",")) await page.evaluate(() => undefined);
}
