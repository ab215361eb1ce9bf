// rooms/desk/excuses.ts — leave and absence with their reasons: kept on this device alone (docs/adr/0019).
import { deputyNumber, type DeputyNumber } from "../../ballot/ids.ts";

export const excuseKinds = ["leave", "absent"] as const;
export type ExcuseKind = (typeof excuseKinds)[number];

export interface Excuse {
    readonly kind: ExcuseKind;
    /** May be empty. */
    readonly reason: string;
}

export type Excuses = ReadonlyMap<DeputyNumber, Excuse>;

export function printExcuses(excuses: Excuses): string {
    return JSON.stringify([...excuses].map(([no, { kind, reason }]) => [no, kind, reason]));
}

/** Of a text that this page wrote; what is none gives nothing. */
export function readExcuses(text: string | null): Excuses {
    const found: unknown = JSON.parse(text ?? "[]");
    const read = new Map<DeputyNumber, Excuse>();
    if (!Array.isArray(found)) return read;
    for (const row of found as unknown[]) {
        if (!Array.isArray(row)) continue;
        const [no, kind, reason] = row as unknown[];
        const known = excuseKinds.find((one) => one === kind);
        if (typeof no !== "number" || typeof reason !== "string" || known === undefined) continue;
        read.set(deputyNumber(no), { kind: known, reason });
    }
    return read;
}
