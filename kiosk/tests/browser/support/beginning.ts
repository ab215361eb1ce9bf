// How a congress begins: a folder, and a server that serves it.
import type { ChildProcess } from "node:child_process";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ask, ended, started, text, type Answer, type Started } from "./programs.ts";

export interface Ports {
    readonly issue: string;
    readonly box: string;
}

export interface Beginning {
    readonly folder: string;
    readonly id: string;
    readonly setupCode: string;
    readonly server: ChildProcess;
    /** The next line that the server prints. */
    readonly next: () => Promise<string>;
    readonly ports: Ports;
}

function newFolder(): Promise<string> {
    return mkdtemp(join(process.env["PIAOJUE_WORK"] ?? tmpdir(), "congress-"));
}

/** As the server says that it is ready. */
export function readyFrom(line: string): Pick<Beginning, "id" | "ports"> {
    const said = JSON.parse(line) as Answer;
    const ports = { issue: text(said, "issue_port"), box: text(said, "box_port") };
    return { id: text(said, "congress_id"), ports };
}

/** By the page whose link the server prints. */
export async function foundBy(
    { line, next }: Pick<Started, "line" | "next">,
    clicks: (link: string) => Promise<string>,
): Promise<Pick<Beginning, "id" | "ports" | "setupCode">> {
    const setupCode = await clicks(text(JSON.parse(line) as Answer, "link"));
    return { setupCode, ...readyFrom(await next()) };
}

export async function byCommand(real: boolean): Promise<Beginning> {
    const folder = await newFolder();
    const data = join(folder, "server");
    const name = ["--name", "试点镇人民代表大会", "--name2", "A town's congress"];
    const kind = real ? [] : ["--sample"];
    const founded = await ask("piaojue", "init", "--data", data, ...name, ...kind);
    const serve = ["serve", "--data", data, "--json"];
    const { process: server, line, next } = await started("piaojue", serve);
    return { folder, setupCode: text(founded, "setup_code"), server, next, ...readyFrom(line) };
}

export async function byPage(clicks: (link: string) => Promise<string>): Promise<Beginning> {
    const folder = await newFolder();
    const serve = ["serve", "--data", join(folder, "server"), "--json"];
    const { process: server, line, next } = await started("piaojue", serve);
    try {
        return { folder, server, next, ...(await foundBy({ line, next }, clicks)) };
    } catch (error) {
        await ended(server);
        throw error;
    }
}
