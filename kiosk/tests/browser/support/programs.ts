// The programs of an installation, run as people run them at a desk.
import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
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
export interface Started {
    readonly process: ChildProcess;
    readonly line: string;
    readonly next: () => Promise<string>;
}

export async function started(program: string, given: readonly string[]): Promise<Started> {
    const child = spawn(join(bin, program), given, { stdio: ["ignore", "pipe", "ignore"] });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const next = async (): Promise<string> => {
        const line: IteratorResult<string, unknown> = await lines.next();
        if (line.done !== true) return line.value;
        throw new Error(`${program} ${given.join(" ")} ended and said no more`);
    };
    return { process: child, line: await next(), next };
}

/** Returns when the program is gone, however it came to that. */
export async function ended(child: ChildProcess): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.on("exit", resolve));
    child.kill();
    await gone;
}

/** Whose keys a console opens: a teller's by number, or of somebody new, none yet. */
export type ConsoleOf = number | "scrutineer" | `new ${string}`;

export function isNew(of: ConsoleOf): boolean {
    return typeof of === "string" && of.startsWith("new ");
}

export function personOf(of: ConsoleOf): string {
    return typeof of === "number" ? `teller${of}` : of;
}

/** Consoles of this machine, by the person whose they are. */
export class Consoles {
    readonly #open = new Map<string, ChildProcess>();

    /** The link that it prints. */
    async open(person: string, ...given: readonly string[]): Promise<string> {
        const { process, line } = await started("piaojue-teller", ["console", ...given, "--json"]);
        this.#open.set(person, process);
        return text(JSON.parse(line) as Answer, "link");
    }

    async end(person: string): Promise<void> {
        const process = this.#open.get(person);
        this.#open.delete(person);
        if (process !== undefined) await ended(process);
    }

    async endAll(): Promise<void> {
        await Promise.all([...this.#open.keys()].map((person) => this.end(person)));
    }
}

/** The second column of a table with a heading. */
export function codesOf(table: string): readonly string[] {
    const rows = table.trim().split("\n").slice(1);
    return rows.map((row) => row.split(",")[1]?.trim() ?? "");
}
