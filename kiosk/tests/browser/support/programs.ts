// The programs of an installation, run as people run them at a desk.
import { spawn, type ChildProcess } from "node:child_process";
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
