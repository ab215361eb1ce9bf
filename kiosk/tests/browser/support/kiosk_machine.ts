// A machine of the hall: a screen of its own, policies that no other browser here sees, an ordinary user.
//
// Needs root: it gives up root for everything but the policies, which lie in a mount namespace of their own.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bin } from "./held_vote.ts";

const policyFolder = "/etc/chromium/policies";
const nobody = "65534";
const betweenLooksMs = 100;

export interface Ended {
    readonly code: number | null;
    readonly said: string;
}

/** A window or another surface of the browser, as it lists them. */
export interface Target {
    readonly id: string;
    readonly type: string;
    readonly url: string;
    /** Until a page has come, its address stands here. */
    readonly title: string;
}

/** Looks until it is so; the scenario's own time ends it otherwise. */
export async function until<T>(look: () => Promise<T | null>): Promise<T> {
    for (;;) {
        const found = await look();
        if (found !== null) return found;
        await new Promise((resolve) => setTimeout(resolve, betweenLooksMs));
    }
}

async function output(command: string, ...given: readonly string[]): Promise<Ended> {
    const child = spawn(command, given, { stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (said += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
    const [code] = (await once(child, "close")) as [number | null];
    return { code, said };
}

/** The first line that it says: on stdout, or on the pipe beside its three. */
async function firstLine(child: ChildProcess, pipe: number): Promise<string> {
    const stream = child.stdio[pipe];
    if (stream === null || stream === undefined || !("setEncoding" in stream))
        throw new Error("no pipe to read from");
    let text = "";
    stream.setEncoding("utf8");
    for await (const more of stream) {
        text += String(more);
        if (text.includes("\n")) return text.trim();
    }
    throw new Error("it ended before it said a line");
}

export class KioskMachine {
    /** Where the user's files and copies of the programs are. */
    readonly folder: string;
    readonly #processes: ChildProcess[] = [];
    #display = "";
    #namespace = "";

    private constructor(folder: string) {
        this.folder = folder;
    }

    static async begin(authority: string): Promise<KioskMachine> {
        if (process.getuid?.() !== 0) throw new Error("a kiosk machine is tried as root alone");
        const machine = new KioskMachine(await mkdtemp(join(tmpdir(), "kiosk-")));
        try {
            await machine.#build(authority);
        } catch (error) {
            await machine.end();
            throw error;
        }
        return machine;
    }

    async #build(authority: string): Promise<void> {
        await chmod(this.folder, 0o755);
        await copyFile(join(bin, "piaojue"), this.file("piaojue"));
        await copyFile(authority, this.file("ca.crt"));
        await chmod(this.file("ca.crt"), 0o644);
        await mkdir(this.file("home"));
        await chmod(this.file("home"), 0o777);
        const chromium = process.env["PIAOJUE_CHROMIUM"] ?? "/usr/bin/chromium";
        const lines = ["#!/bin/sh", `exec ${chromium} --remote-debugging-port=0 "$@"`, ""];
        await writeFile(this.file("chromium"), lines.join("\n"), { mode: 0o755 });

        const screen = ["-screen", "0", "1280x800x24", "-nolisten", "tcp", "-displayfd", "3"];
        const server = this.#keep("Xvfb", screen, ["ignore", "ignore", "ignore", "pipe"]);
        this.#display = `:${await firstLine(server, 3)}`;
        this.#keep("matchbox-window-manager", ["-use_titlebar", "no"], ["ignore"]);
        const hold = `mount -t tmpfs -o mode=0755 tmpfs ${policyFolder} && echo held && exec cat`;
        const inside = ["-m", "sh", "-c", `mkdir -p ${policyFolder} && ${hold}`];
        const holder = this.#keep("unshare", inside, ["pipe", "pipe", "inherit"]);
        await firstLine(holder, 1);
        this.#namespace = String(holder.pid);
    }

    file(name: string): string {
        return join(this.folder, name);
    }

    /** Where the user's browser keeps what it keeps in this room. */
    profile(room: string): string {
        return this.file(`home/.local/state/piaojue/${room}`);
    }

    /** As root, with the machine's policies. */
    asRoot(...command: readonly string[]): Promise<Ended> {
        return output(...this.#within(command, []));
    }

    /** As the ordinary user, until it ends. */
    asUser(...command: readonly string[]): Promise<Ended> {
        return output(...this.#within(command, this.#user()));
    }

    /** As the ordinary user; runs on. */
    start(...command: readonly string[]): ChildProcess {
        const [program, ...given] = this.#within(command, this.#user());
        return this.#keep(program, given, ["ignore", "ignore", "inherit"]);
    }

    async onScreen(command: string, ...given: readonly string[]): Promise<string> {
        const { code, said } = await output("env", `DISPLAY=${this.#display}`, command, ...given);
        if (code !== 0) throw new Error(`${command} ${given.join(" ")}: ${said}`);
        return said;
    }

    /** The browser of this profile, once it can be asked; never the one that is named. */
    browser(profile: string, before = ""): Promise<string> {
        return until(async () => {
            const text = await readFile(join(profile, "DevToolsActivePort"), "utf8").catch(
                () => "",
            );
            const [port, path] = text.split("\n");
            const now = `127.0.0.1:${port ?? ""}${path ?? ""}`;
            return path === undefined || now === before ? null : now;
        });
    }

    async end(): Promise<void> {
        for (const child of this.#processes.reverse()) {
            if (child.exitCode !== null || child.signalCode !== null) continue;
            child.kill();
            await once(child, "exit");
        }
        await rm(this.folder, { recursive: true, force: true });
    }

    #keep(
        command: string,
        given: readonly string[],
        stdio: ("ignore" | "inherit" | "pipe")[],
    ): ChildProcess {
        const env = { ...process.env, DISPLAY: this.#display };
        const child = spawn(command, given, { stdio, env });
        this.#processes.push(child);
        return child;
    }

    #user(): readonly string[] {
        const home = [`HOME=${this.file("home")}`, `DISPLAY=${this.#display}`, "LANG=C.UTF-8"];
        const user = ["--reuid", nobody, "--regid", nobody, "--clear-groups"];
        return ["setpriv", ...user, "env", ...home];
    }

    #within(
        command: readonly string[],
        as: readonly string[],
    ): readonly [string, ...(readonly string[])] {
        return ["nsenter", "--target", this.#namespace, "--mount", ...as, ...command];
    }
}

/** All surfaces of a browser that `KioskMachine.browser` named. */
export async function targets(browser: string): Promise<readonly Target[]> {
    const [host] = browser.split("/");
    const answer = await fetch(`http://${host ?? ""}/json/list`).catch(() => null);
    return answer === null ? [] : ((await answer.json()) as readonly Target[]);
}
