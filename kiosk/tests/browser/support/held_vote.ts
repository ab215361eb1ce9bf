// A whole vote with a real server, in which some of those present are not simulated: `piaojue simulate --guests`.
import { execFile, spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { projectFile, writeDetailed, writeNamed } from "./projects.ts";

export const bin = process.env["PIAOJUE_BIN"] ?? "../build/release/bin";

/** How many projects the sample has. */
export const projectCount = 12;
/** What every simulated deputy marks, by project number. */
export const othersApprove = [1, 2];
export const others = 6;
/** Of paper, where a vote has them. */
export const sheets = 4;
export const places = 3;

export interface Guest {
    readonly deputy: number;
    readonly card: string;
    readonly link: string;
}

export interface VoteOptions {
    /** With a second name and every fact of each project. */
    readonly detailed?: boolean;
    /** Of the candidates, in place of the sample's. */
    readonly names?: readonly string[];
    /** Sheets of paper beside the box. */
    readonly sheets?: boolean;
    /** So many of the guests draw slips and vote at a booth. */
    readonly slips?: number;
}

export type Style = "approve" | "three-way";

interface ProjectCount {
    readonly no: number;
    readonly name: string;
    readonly approve: number;
    readonly oppose: number | null;
    readonly abstain: number;
}

/** Sheets beside the box, of a round with the statement that counts them. */
interface PaperCount {
    readonly taken: number;
    readonly exchanged: number;
    readonly uncancelled: number;
    readonly returned: number;
    readonly projects: readonly Omit<ProjectCount, "name">[];
}

/** How many ballots nobody was issued can be in the box; null: not established. */
interface Bound {
    readonly declarations: number;
    readonly claims: number;
    readonly invented_at_most: number | null;
    readonly could_change: boolean | null;
}

/** One of the `rounds` that piaojue-verify prints. */
export interface CountedRound {
    readonly present: number;
    readonly issued: number;
    readonly cast: number;
    readonly handed_back: number;
    readonly returned: number;
    readonly outstanding: number;
    readonly blank: number;
    readonly void: number;
    readonly paper: PaperCount | null;
    readonly bound: Bound | null;
    readonly projects: readonly ProjectCount[];
}

export interface Verified {
    readonly valid: boolean;
    readonly checks: readonly { readonly name: string; readonly passed: boolean }[];
    readonly rounds: readonly CountedRound[];
}

function ballotLines(style: Style, count: number): string {
    const numbers = Array.from({ length: count }, (_, place) => place + 1);
    const rest = style === "approve" ? "" : "0";
    const row = numbers.map((no) => (othersApprove.includes(no) ? "1" : rest)).join(",");
    return [numbers.join(","), ...Array.from({ length: others }, () => row), ""].join("\n");
}

/** One batch of three-way sheets, keyed by both alike: all approve the first and oppose the second. */
function sheetLines(count: number): string {
    const numbers = Array.from({ length: count }, (_, place) => place + 1);
    const valid = sheets - 1;
    const head = numbers.map((no) => `a${no},o${no},b${no}`).join(",");
    const votes = numbers.map((no) =>
        [no === 1 ? valid : 0, no === 2 ? valid : 0, no > 2 ? valid : 0].join(","),
    );
    const voids = "void_over,void_unreadable,void_marked,void_blank";
    return `batch,issued,returned,${voids},${head}\n1,${sheets},${sheets},0,0,0,1,${votes.join(",")}\n`;
}

/** What the independent verifier reads from a record that it holds for valid. */
export async function report(record: string): Promise<Verified> {
    const { stdout } = await promisify(execFile)(join(bin, "piaojue-verify"), [record, "--json"]);
    const read = JSON.parse(stdout) as Verified;
    if (!read.valid) throw new Error(`the record does not verify: ${stdout}`);
    return read;
}

/** Its rounds, in order. */
export async function verified(record: string): Promise<readonly CountedRound[]> {
    return (await report(record)).rounds;
}

/** A vote with a real server, whoever leads it. */
export interface Held {
    /** The issue origin. */
    readonly site: string;
    /** Ends the server; what an independent verifier reads from the record. */
    end(): Promise<readonly CountedRound[]>;
    /** Whatever state it is in. */
    giveUp(): Promise<void>;
}

export class HeldVote implements Held {
    readonly #process: ChildProcessWithoutNullStreams;
    readonly #record: string;
    readonly #exit: Promise<number | null>;
    #said = "";
    #listen: () => void = () => undefined;
    guests: readonly Guest[] = [];

    private constructor(process: ChildProcessWithoutNullStreams, record: string) {
        this.#process = process;
        this.#record = record;
        process.stderr.setEncoding("utf8").on("data", (text: string) => {
            this.#said += text;
            this.#listen();
        });
        process.stdout.resume();
        this.#exit = new Promise((resolve) => {
            process.on("exit", (code) => {
                resolve(code);
                this.#listen();
            });
        });
    }

    /** Returns when the simulated deputies have cast and the guests' links stand. */
    static async begin(
        style: Style,
        guests: number,
        { detailed = false, names, slips = 0, sheets: paper = false }: VoteOptions,
    ): Promise<HeldVote> {
        const folder = await mkdtemp(join(process.env["PIAOJUE_WORK"] ?? tmpdir(), "vote-"));
        const ballots = join(folder, "ballots.csv");
        const record = join(folder, "record.piaojue");
        await writeFile(ballots, ballotLines(style, names?.length ?? projectCount));
        const own = detailed || names !== undefined;
        const projects = own ? join(folder, "projects.csv") : projectFile;
        if (detailed) await writeDetailed(projects);
        if (names !== undefined) await writeNamed(projects, names);
        const onPaper = paper ? sheets : 0;
        if (paper)
            await writeFile(join(folder, "sheets.csv"), sheetLines(names?.length ?? projectCount));
        const counted = ["--paper", "--paper-second"].flatMap((key) => [
            key,
            join(folder, "sheets.csv"),
        ]);
        const people = [
            "--deputies",
            others + onPaper + guests + 1,
            "--present",
            others + onPaper + guests,
            "--guests",
            guests - slips,
            ...(slips === 0 ? [] : ["--booth-guests", slips]),
        ];
        const keys = ["--tellers", 3, "--threshold", 2, "--places", places];
        const files = ["--projects", projects, "--ballots", ballots, "--record", record];
        const child = spawn(
            join(bin, "piaojue"),
            [
                "simulate",
                "--wait",
                "--style",
                style,
                ...files,
                ...people,
                ...keys,
                ...(paper ? counted : []),
            ].map(String),
        );
        const vote = new HeldVote(child, record);
        await vote.#hears("Press Enter to close the poll");
        vote.guests = Array.from(
            vote.#said.matchAll(/as deputy (\d+):\s+(https:\/\/\S+#(\S+))/g),
            ([, deputy = "", link = "", card = ""]) => ({ deputy: Number(deputy), link, card }),
        );
        if (vote.guests.length !== guests) throw new Error(`no links in: ${vote.#said}`);
        return vote;
    }

    guest(place: number): Guest {
        const found = this.guests[place];
        if (found === undefined) throw new Error(`the vote has no guest ${place}`);
        return found;
    }

    /** The issue origin. */
    get site(): string {
        return new URL(this.guest(0).link).origin;
    }

    /** Closes the poll; returns when the result is published and the pages are still served. */
    async publish(): Promise<void> {
        this.#process.stdin.write("\n");
        await this.#hears("Press Enter to end");
    }

    /** Ends the server; what an independent verifier reads from the record. */
    async end(): Promise<readonly CountedRound[]> {
        this.#process.stdin.end("\n");
        const code = await this.#exit;
        if (code !== 0) throw new Error(`piaojue simulate ended with ${code}: ${this.#said}`);
        return verified(this.#record);
    }

    /** Whatever state it is in: without its input it goes on to its end by itself. */
    async giveUp(): Promise<void> {
        this.#process.stdin.end();
        await this.#exit;
    }

    #hears(words: string): Promise<void> {
        return new Promise((resolve, reject) => {
            this.#listen = () => {
                if (this.#said.includes(words)) resolve();
                else if (this.#process.exitCode !== null) {
                    reject(new Error(`piaojue simulate ended before “${words}”: ${this.#said}`));
                }
            };
            this.#listen();
        });
    }
}
