// tests/support/example.ts — docs/PROTOCOL-EXAMPLE.md read as data: values by their name, entries by their index.
import { at } from "../../src/basics/assert.ts";
import type { Bytes } from "../../src/basics/bytes.ts";
import { document, hex } from "./vectors.ts";

const text = document("PROTOCOL-EXAMPLE.md");
const lines = text.split("\n");

/** What stands after "name: ", or the lines of hex below "name, N bytes:". */
export function value(name: string): string {
    const first = lines.findIndex((line) => {
        if (line.startsWith(`${name}: `)) return true;
        return line.startsWith(`${name}, `) && /, \d+ bytes:$/.test(line);
    });
    if (first < 0) throw new Error(`the example has no "${name}"`);
    const line = at(lines, first);
    if (line.startsWith(`${name}: `)) return line.slice(name.length + 2);
    const collected: string[] = [];
    for (const next of lines.slice(first + 1)) {
        if (!/^ {2}[0-9a-f]+$/.test(next)) break;
        collected.push(next.trim());
    }
    return collected.join("");
}

/** The block that begins some lines after the line that begins so. */
export function block(heading: string): readonly string[] {
    const start = lines.findIndex((line) => line.startsWith(heading));
    const open = lines.indexOf("```", start);
    const close = lines.indexOf("```", open + 1);
    if (start < 0 || open < 0 || close < 0) throw new Error(`no block after "${heading}"`);
    return lines.slice(open + 1, close);
}

/** The bytes of an entry that the example takes apart. */
export function entry(index: number): Bytes {
    const fields = block(`**Entry ${index}, `).map((line) => {
        const field = /^ *\d+ {2}([0-9a-f]+) {2,}/.exec(line) ?? /^ {7}([0-9a-f]+)$/.exec(line);
        return field?.[1] ?? "";
    });
    return hex(fields.join(""));
}

/** The rows of the table of entries: index, bytes and leaf hash. */
export const tableOfEntries = lines.flatMap((line) => {
    const row = /^\| (\d+) \| 0x[0-9a-f]{2} .*\| (\d+) \| `([0-9a-f]{64})` \|$/.exec(line);
    if (row === null) return [];
    return [{ index: Number(row[1]), bytes: Number(row[2]), leafHash: at(row, 3) }];
});
