// tools/lines.ts — JSON lines from standard input, checked field by field.
import { createInterface } from "node:readline";
import { type Bytes } from "../src/basics/bytes.ts";
import { decodeHex } from "../src/basics/encoding.ts";

export type Fields = ReadonlyMap<string, unknown>;

export async function forEachLine(handle: (fields: Fields) => Promise<void> | void): Promise<void> {
    for await (const line of createInterface({ input: process.stdin })) {
        if (line.trim() === "") continue;
        const parsed: unknown = JSON.parse(line);
        if (typeof parsed !== "object" || parsed === null) throw new Error("not a JSON object");
        await handle(new Map(Object.entries(parsed)));
    }
}

export function textField(fields: Fields, name: string): string {
    const value = fields.get(name);
    if (typeof value !== "string") throw new Error(`no text "${name}"`);
    return value;
}

export function hexField(fields: Fields, name: string): Bytes {
    return fromHex(textField(fields, name), name);
}

export function hexListField(fields: Fields, name: string): readonly Bytes[] {
    const value = fields.get(name);
    if (!Array.isArray(value)) throw new Error(`no list "${name}"`);
    return value.map((element: unknown) => fromHex(String(element), name));
}

function fromHex(text: string, name: string): Bytes {
    const bytes = decodeHex(text);
    if (!bytes.ok) throw new Error(`"${name}": ${bytes.error.detail}`);
    return bytes.value;
}
