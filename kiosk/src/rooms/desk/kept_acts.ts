// rooms/desk/kept_acts.ts — signed acts as this device keeps them until they are recorded.
import type { Bytes } from "../../basics/bytes.ts";
import { decodeHex, encodeHex } from "../../basics/encoding.ts";
import { errcNumbers, type Errc } from "../../basics/errc.ts";
import { deputyNumber, type DeputyNumber } from "../../ballot/ids.ts";
import type { DeskAct } from "./attendance.ts";

export interface KeptAct {
    readonly act: DeskAct;
    readonly deputy: DeputyNumber;
    readonly minute: number;
    readonly serial: number;
    /** Who signed it, by number and name. */
    readonly person: number;
    readonly by: string;
    readonly entry: Bytes;
    /** Why the server does not take it; null: it may yet. */
    readonly refused: Errc | null;
}

export function printKept(acts: readonly KeptAct[]): string {
    return JSON.stringify(acts.map((act) => ({ ...act, entry: encodeHex(act.entry) })));
}

function isErrc(value: unknown): value is Errc {
    return typeof value === "string" && Object.hasOwn(errcNumbers, value);
}

function readOne(found: unknown): KeptAct | null {
    if (typeof found !== "object" || found === null) return null;
    const fields = found as Readonly<Record<string, unknown>>;
    const { act, deputy, minute, serial, person, by, entry, refused } = fields;
    if (act !== "sign_in" && act !== "leave") return null;
    if (typeof deputy !== "number" || typeof minute !== "number") return null;
    if (typeof serial !== "number" || typeof person !== "number") return null;
    if (typeof by !== "string" || typeof entry !== "string") return null;
    const bytes = decodeHex(entry);
    if (!bytes.ok) return null;
    const what = { act, deputy: deputyNumber(deputy), minute, serial, person, by } as const;
    return { ...what, entry: bytes.value, refused: isErrc(refused) ? refused : null };
}

/** Of a text that this page wrote. */
export function readKept(text: string | null): readonly KeptAct[] {
    const found: unknown = JSON.parse(text ?? "[]");
    if (!Array.isArray(found)) return [];
    return found.map(readOne).filter((act) => act !== null);
}
