// rooms/teller/sheet_table.ts — the codes of a sheet as the table that `piaojue-teller cards` and `slips` write.
import type { Sheet } from "./board.ts";

function field(value: string): string {
    return /[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

export function codesTable({ rows }: Sheet): string {
    const named = rows.some(({ name }) => name !== "");
    const lines = rows.map(({ no, code, name, delegation }, place) => {
        const number = String(no === 0 ? place + 1 : no);
        return (named ? [number, code, field(name), field(delegation)] : [number, code]).join(",");
    });
    return `${[named ? "no,code,name,delegation" : "no,code", ...lines].join("\n")}\n`;
}
