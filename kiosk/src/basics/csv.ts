// basics/csv.ts — comma-separated values as RFC 4180 quotes them: the form of attached tables.
import { fail, ok, type Result } from "./result.ts";

/** A field: quoted, with its quotes doubled, or plain; then what ends it. */
const field = /(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n|$)/y;

/** Rows of fields; the last row may end with a line feed. Refuses: malformed. */
export function parseCsv(text: string): Result<readonly (readonly string[])[]> {
    const rows: string[][] = [];
    let row: string[] = [];
    field.lastIndex = 0;
    while (field.lastIndex < text.length || row.length > 0) {
        const found = field.exec(text);
        if (found === null) return fail("malformed", "a quote inside a field");
        const [, quoted, plain, end] = found;
        row.push(quoted?.replaceAll('""', '"') ?? plain ?? "");
        if (end === ",") continue;
        rows.push(row);
        row = [];
    }
    return ok(rows);
}
