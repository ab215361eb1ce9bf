// rooms/setup/preflight.ts — what of the server's state is good, what deserves a look, and what will not do.
import type { Checked } from "./state.ts";

export type Verdict = "held" | "look" | "failed";
export type PreflightRow =
    | "clock"
    | "disk"
    | "certificate"
    | "names"
    | "authority"
    | "pages"
    | "fonts"
    | "roll"
    | "log"
    | "databases"
    | "devices";

const clockSecondsMax = 60;
const diskBytesMin = 1e9;
const daySeconds = 86_400;
const daysLeftMin = 2;

export function clockDifference({ answer, here }: Checked): number {
    return Math.abs(answer.clock - here);
}

/** `host`: the name by which this page was reached. */
export function judge(checked: Checked, host: string): Readonly<Record<PreflightRow, Verdict>> {
    const { answer, here } = checked;
    const { certificate, fonts_missing, names_fault, pages, databases, devices } = answer;
    const begun = certificate.not_before <= here;
    const lasts = certificate.not_after >= here + daysLeftMin * daySeconds;
    const bare = host.replace(/^\[|\]$/g, "");
    const good = (holds: boolean, otherwise: Verdict): Verdict => (holds ? "held" : otherwise);
    return {
        clock: good(clockDifference(checked) <= clockSecondsMax, "failed"),
        disk: good(answer.disk_free_bytes >= diskBytesMin, "failed"),
        certificate: good(begun && lasts, "failed"),
        names: good(certificate.names.includes(bare), "look"),
        authority: "look",
        pages: good(pages, "failed"),
        fonts: good(fonts_missing === "", "look"),
        roll: good(names_fault === "", "failed"),
        log: "look",
        databases: good(databases, "failed"),
        devices: good(devices.enrolled > 0 && devices.unheard.length === 0, "look"),
    };
}
