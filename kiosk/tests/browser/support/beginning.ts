// How a congress begins: a folder, and a server that serves it.
import type { ChildProcess } from "node:child_process";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ask, ended, started, text, type Answer } from "./programs.ts";

export interface Ports {
    readonly issue: string;
    readonly box: string;
}

export interface Beginning {
    readonly folder: string;
    readonly id: string;
    readonly setupCode: string;
    readonly server: ChildProcess;
    readonly ports: Ports;
}

function newFolder(): Promise<string> {
    return mkdtemp(join(process.env["PIAOJUE_WORK"] ?? tmpdir(), "congress-"));
}

/** As the server says that it is ready. */
function begun(folder: string, ready: string, setupCode: string, server: ChildProcess): Beginning {
    const said = JSON.parse(ready) as Answer;
    const ports = { issue: text(said, "issue_port"), box: text(said, "box_port") };
    return { folder, id: text(said, "congress_id"), setupCode, server, ports };
}

export async function byCommand(real: boolean): Promise<Beginning> {
    const folder = await newFolder();
    const data = join(folder, "server");
    const name = ["--name", "试点镇人民代表大会", "--name2", "A town's congress"];
    const kind = real ? [] : ["--sample"];
    const founded = await ask("piaojue", "init", "--data", data, ...name, ...kind);
    const { process: server, line } = await started("piaojue", ["serve", "--data", data, "--json"]);
    return begun(folder, line, text(founded, "setup_code"), server);
}

export async function byPage(clicks: (link: string) => Promise<string>): Promise<Beginning> {
    const folder = await newFolder();
    const serve = ["serve", "--data", join(folder, "server"), "--json"];
    const { process: server, line, next } = await started("piaojue", serve);
    try {
        const code = await clicks(text(JSON.parse(line) as Answer, "link"));
        return begun(folder, await next(), code, server);
    } catch (error) {
        await ended(server);
        throw error;
    }
}
