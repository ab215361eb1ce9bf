// rooms/desk/sheet.ts — the attendance as a table for a spreadsheet: CSV with the mark by which Excel knows UTF-8.
import type { DeskWords } from "../../i18n/zh_desk.ts";
import type { Deputy } from "./people.ts";
import { dayAndTime } from "./time.ts";

const byteOrderMark = "\uFEFF";
const lineEnd = "\r\n";

/** Quoted where it must be; what a spreadsheet would take for a formula is text. */
function field(text: string): string {
    const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

function timeOf(minute: number | null): string {
    return minute === null ? "" : dayAndTime(minute);
}

export function printSheet({ sheet, status }: DeskWords, deputies: readonly Deputy[]): string {
    const { no, name, delegation, seat, state, signedIn, left, excuse, reason, note } = sheet;
    const header = [no, name, delegation, seat, state, signedIn, left, excuse, reason, note];
    const rows = deputies.map((deputy) => [
        String(deputy.no),
        deputy.name,
        deputy.delegation,
        deputy.seat,
        status[deputy.standing.presence],
        timeOf(deputy.standing.signedIn),
        timeOf(deputy.standing.left),
        deputy.excuse === null ? "" : status.excused[deputy.excuse.kind],
        deputy.excuse?.reason ?? "",
        deputy.note,
    ]);
    const lines = [header, ...rows].map((row) => row.map(field).join(",") + lineEnd);
    return byteOrderMark + lines.join("");
}
