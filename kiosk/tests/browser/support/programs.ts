// The programs of an installation, run as people run them at a desk.
import { spawn, type ChildProcess } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { bin } from "./held_vote.ts";

export type Answer = Readonly<Record<string, string | number>>;

/** Ends well, or says what the program said. Without a terminal, so that it can ask nobody. */
export async function ask(program: string, ...given: readonly string[]): Promise<Answer> {
    const child = spawn(join(bin, program), [...given, "--json"], {
        detached: true,
        stdio: ["ignore", "pipe", "pipe"],
    });
    let [out, said] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
    const code = await new Promise((resolve) => child.on("close", resolve));
    if (code !== 0) throw new Error(`${program} ${given.join(" ")}: ${String(code)} ${out}${said}`);
    return JSON.parse(out) as Answer;
}

export function text(answer: Answer, name: string): string {
    const value = answer[name];
    if (value === undefined) throw new Error(`no ${name} in ${JSON.stringify(answer)}`);
    return String(value);
}

/** A program that goes on after its first line. */
export async function started(
    program: string,
    given: readonly string[],
): Promise<{ readonly process: ChildProcess; readonly line: string }> {
    const child = spawn(join(bin, program), given, { stdio: ["ignore", "pipe", "ignore"] });
    const line = await new Promise<string>((resolve, reject) => {
        let out = "";
        child.stdout.setEncoding("utf8").on("data", (more: string) => {
            out += more;
            if (out.includes("\n")) resolve(out);
        });
        child.on("exit", (code) => {
            reject(new Error(`${program} ${given.join(" ")} ended with ${String(code)}`));
        });
    });
    return { process: child, line };
}

/** Returns when the program is gone, however it came to that. */
export async function ended(child: ChildProcess): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.on("exit", resolve));
    child.kill();
    await gone;
}

export interface Ports {
    readonly issue: string;
    readonly box: string;
}

/** The server of a congress; under free ports, or those that it had before. */
export async function serve(
    data: string,
    before?: Ports,
): Promise<{ readonly server: ChildProcess; readonly ports: Ports }> {
    const { issue = "0", box = "0" } = before ?? {};
    const given = ["--data", data, "--json", "--issue-port", issue, "--box-port", box];
    const { process: server, line } = await started("piaojue", ["serve", ...given]);
    const ready = JSON.parse(line) as Answer;
    return { server, ports: { issue: text(ready, "issue_port"), box: text(ready, "box_port") } };
}

/** STEM.csv and STEM.list, in place of those that were there; the codes. */
export async function printSlips(stem: string, count: number): Promise<readonly string[]> {
    const [printed, list] = [`${stem}.csv`, `${stem}.list`];
    await Promise.all([printed, list].map((file) => rm(file, { force: true })));
    const files = ["--slips", printed, "--list", list];
    await ask("piaojue-teller", "slips", "--count", String(count), ...files);
    const rows = (await readFile(printed, "utf8")).trim().split("\n").slice(1);
    return rows.map((row) => row.split(",")[1]?.trim() ?? "");
}
