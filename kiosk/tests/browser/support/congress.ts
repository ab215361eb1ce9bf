// A congress played act by act, by the programs alone: for what a simulated vote does not pass through.
import type { ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { byCommand, byPage, foundBy, type Beginning, type Ports } from "./beginning.ts";
import { ballotOptions, smallPlan, type CongressPlan } from "./congress_plan.ts";
import { at } from "../../../src/basics/assert.ts";
import {
    report,
    verified,
    type CountedRound,
    type Guest,
    type Held,
    type Verified,
} from "./held_vote.ts";
import {
    ask,
    codesOf,
    Consoles,
    isNew,
    ended,
    started,
    personOf,
    text,
    type Answer,
    type ConsoleOf,
} from "./programs.ts";
import { writeDetailed } from "./projects.ts";

const officialFile = (official: number): string => `official${official}`;

export class Congress implements Held {
    readonly #folder: string;
    readonly #plan: CongressPlan;
    readonly #tellers: number;
    #id: string;
    #setupCode: string;
    #ports: Ports;
    #process: ChildProcess;
    readonly #next: () => Promise<string>;
    #manifest = "";
    #cards: readonly string[] = [];
    #slips: readonly string[] = [];
    /** Ballots drawn up so far, each in files of its own. */
    #drafts = 0;
    readonly #consoles = new Consoles();

    private constructor(plan: CongressPlan, beginning: Beginning) {
        this.#folder = beginning.folder;
        this.#plan = plan;
        this.#tellers = plan.tellers ?? 2;
        this.#id = beginning.id;
        this.#setupCode = beginning.setupCode;
        this.#process = beginning.server;
        this.#ports = beginning.ports;
        this.#next = beginning.next;
    }

    /** A server that knows its congress, and no vote. */
    static async begin(plan: CongressPlan = smallPlan): Promise<Congress> {
        return new Congress(plan, await byCommand(plan.real ?? false));
    }

    /** The same of an empty folder, by the page whose link the server prints; the clicks end in the setup code. */
    static async found(clicks: (link: string) => Promise<string>): Promise<Congress> {
        return new Congress(smallPlan, await byPage(clicks));
    }

    /** The one that the same server is given when its rehearsal was ended. */
    async foundAgain(clicks: (link: string) => Promise<string>): Promise<void> {
        const by = { line: await this.#next(), next: this.#next };
        const { id, setupCode, ports } = await foundBy(by, clicks);
        [this.#id, this.#setupCode, this.#ports] = [id, setupCode, ports];
    }

    /** The server is switched off. */
    stop(): Promise<void> {
        return ended(this.#process);
    }

    /** With the same folder, and under the same addresses. */
    async startAgain(): Promise<void> {
        const { issue, box } = this.#ports;
        const ports = ["--issue-port", issue, "--box-port", box];
        const serve = ["serve", "--data", this.#file("server"), "--json", ...ports];
        this.#process = (await started("piaojue", serve)).process;
    }

    /** The file of the hall's certificate authority. */
    get authority(): string {
        return this.#file("server/ca.crt");
    }

    get site(): string {
        return `https://127.0.0.1:${this.#ports.issue}`;
    }

    /** A deputy by number, from 1. */
    guest(deputy: number): Guest {
        const card = this.#cards[deputy - 1];
        if (card === undefined) throw new Error(`no card of deputy ${deputy}`);
        return { deputy, card, link: `${this.site}/vote#${card}` };
    }

    /** From the keys of people to a drafted ballot, whose casting begins when issuing has ended. */
    async draft(): Promise<void> {
        await this.#ceremony(await this.enrol());
        await this.drawUp();
    }

    /** Keys and enrolment of all people; the fingerprint of the list. */
    async enrol(): Promise<string> {
        await mkdir(this.#file("people"));
        await writeFile(this.#file("passphrase"), randomBytes(24).toString("base64"));
        const people = [
            ...Array.from({ length: this.#plan.officials }, (_, place) =>
                this.#person("official", `工作人员 ${place + 1}`, officialFile(place + 1)),
            ),
            this.#person("scrutineer", "监票人 1", "scrutineer"),
            ...this.#each((i) => this.#person("teller", `掌钥人 ${i}`, `teller${i}`)),
        ];
        const lines = await Promise.all(people);
        const enrolment = ["--congress", this.#id, "--out", this.#file("enrolment")];
        const listed = await ask("piaojue-teller", "enrolment", ...lines, ...enrolment);
        await this.#post("enrolment");
        return text(listed, "fingerprint");
    }

    /** After the ceremony: the roll and the ballot. */
    async drawUp(): Promise<void> {
        await this.#makeCards();
        await this.drawUpBallot();
    }

    async #makeCards(): Promise<void> {
        const roll = ["--cards", this.#file("cards.csv"), "--roll", this.#file("roll")];
        const counted = ["--congress", this.#id, "--count", String(this.#plan.deputies)];
        await ask("piaojue-teller", "cards", ...counted, ...roll);
        await this.#post("roll");
        this.takeCards(await readFile(this.#file("cards.csv"), "utf8"));
    }

    /** Cards that somebody else made, by their table. */
    takeCards(table: string): void {
        this.#cards = codesOf(table);
    }

    async drawUpBallot(): Promise<void> {
        await this.#printSlips();
        await this.ballotWithout();
    }

    /** The ballot is drawn up, without these of the sample's projects; in place of one that is not sealed. */
    async ballotWithout(...withdrawn: readonly number[]): Promise<void> {
        const projects = this.#file(`projects-${this.#drafts}.csv`);
        await writeDetailed(projects, withdrawn);
        await this.#drawUp("--projects", projects, ...ballotOptions(this.#plan));
    }

    async #drawUp(...given: readonly string[]): Promise<void> {
        this.#drafts += 1;
        const entry = `manifest-${this.#drafts}`;
        const slips = this.#slips.length === 0 ? [] : ["--slips", this.#file("slips.list")];
        const out = ["--congress", this.#id, ...this.#server(), "--out", this.#file(entry)];
        const drafted = await ask("piaojue", "manifest", ...given, ...slips, ...out);
        this.#manifest = text(drafted, "manifest_sha256");
        await this.#post(entry);
    }

    /** In place of those of the round before. */
    async #printSlips(): Promise<void> {
        const { slips = 0 } = this.#plan;
        if (slips === 0) return;
        const [printed, list] = [this.#file("slips.csv"), this.#file("slips.list")];
        await Promise.all([printed, list].map((file) => rm(file, { force: true })));
        const files = ["--slips", printed, "--list", list];
        await ask("piaojue-teller", "slips", "--count", String(slips), ...files);
        this.#slips = codesOf(await readFile(printed, "utf8"));
    }

    /** One of the round's printed slips, from 0. */
    slip(place: number): string {
        return at(this.#slips, place);
    }

    /** Of the ballot that was drawn up. */
    get manifest(): string {
        return this.#manifest;
    }

    get setupCode(): string {
        return this.#setupCode;
    }

    /** Where something new may be written. */
    newFile(name: string): string {
        return this.#file(name);
    }

    /** A console on this machine: the link that it prints. */
    async console(of: ConsoleOf): Promise<string> {
        const person = personOf(of);
        const keys = ["--keys", this.#keys(person), ...this.#passphrase()];
        return this.#consoles.open(person, ...(isNew(of) ? [] : keys), ...this.#server());
    }

    async endConsole(of: ConsoleOf): Promise<void> {
        await this.#consoles.end(personOf(of));
    }

    /** An official by number, from 1. */
    keyFile(official: number): string {
        return this.#keys(officialFile(official));
    }

    get scrutineerKeyFile(): string {
        return this.#keys("scrutineer");
    }

    /** A teller by number, from 1. */
    tellerKeyFile(teller: number): string {
        return this.#keys(`teller${teller}`);
    }

    passphrase(): Promise<string> {
        return readFile(this.#file("passphrase"), "utf8");
    }

    /** Names of the roll, for the desks at the door. */
    async importNames(table: string): Promise<void> {
        await writeFile(this.#file("names.csv"), table);
        const to = ["--to", this.#file("server")];
        await ask("piaojue", "import", "roll", this.#file("names.csv"), ...to);
    }

    /** By two tellers, whose consoles are not open; the new card. */
    async replaceCard(deputy: number): Promise<string> {
        const cards = this.#file(`card-${deputy}.csv`);
        const second = ["--second", this.#keys("teller2"), "--reason", "遗失"];
        const which = ["--deputies", String(deputy), "--cards", cards];
        const by = this.#by("teller1");
        await ask("piaojue-teller", "act", "replace_card", ...by, ...second, ...which);
        return at(codesOf(await readFile(cards, "utf8")), 0);
    }

    /** By the first official alone. */
    async act(name: string, ...options: readonly string[]): Promise<void> {
        await ask("piaojue-teller", "act", name, ...this.#by(officialFile(1)), ...options);
    }

    /** By the official and the scrutineer. */
    both(name: string, ...options: readonly string[]): Promise<void> {
        return this.act(name, "--second", this.#keys("scrutineer"), ...options);
    }

    seal(): Promise<void> {
        return this.both("seal", "--expect-manifest", this.#manifest);
    }

    /** Sealed, these deputies signed in, the box opened: ballots are issued. */
    async open(signedIn: string): Promise<void> {
        await this.seal();
        await this.openSealed(signedIn);
    }

    async openSealed(signedIn: string): Promise<void> {
        await this.act("sign_in", "--deputies", signedIn);
        await this.both("open");
    }

    /** Of a closed vote: opened and announced. */
    async announce(): Promise<void> {
        const expect = ["--expect-manifest", this.#manifest];
        for (const step of ["cosign", "share"]) {
            await Promise.all(this.#each((i) => this.#teller(i, step, ...expect)));
        }
        const reports = await Promise.all(this.#each((i) => this.#teller(i, "report")));
        const [report] = reports;
        if (report === undefined) throw new Error("nobody reported");
        await this.both("announce", "--result", text(report, "result_sha256"));
    }

    /** Of a closed vote: opened, announced, published. */
    async publish(): Promise<void> {
        await this.announce();
        await this.both("publish");
    }

    /** After the announcement of a round that another follows: it is published, the next one drafted. */
    async furtherRound(kind: string): Promise<void> {
        await this.both("further_round", "--kind", kind);
        await this.both("publish");
        await this.nextBallot();
    }

    /** Of the published round that another follows: the next one's ballot, with slips of its own. */
    async nextBallot(): Promise<void> {
        const before = await this.#record("before");
        await this.#printSlips();
        await this.#drawUp("--after", before);
    }

    /** What a command makes of the published record; names are those that the desks have. */
    async madeBy(command: "publish" | "archive" | "report", ...options: string[]): Promise<string> {
        const name = [command, ...options].join("");
        const [record, made] = [await this.#record(name), this.#file(`by-${name}`)];
        const named = command === "archive" || options.includes("attendance");
        const roll = named ? ["--roll", this.#file("server/names.csv")] : [];
        await ask("piaojue", command, record, "--out", made, ...options, ...roll);
        return made;
    }

    /** What the independent verifier says of the published record, check by check. */
    async report(): Promise<Verified> {
        return report(await this.#record("report"));
    }

    async end(): Promise<readonly CountedRound[]> {
        const record = await this.#record("record");
        await this.giveUp();
        return verified(record);
    }

    async giveUp(): Promise<void> {
        await this.#consoles.endAll();
        await ended(this.#process);
    }

    async #record(name: string): Promise<string> {
        const file = this.#file(`${name}.piaojue`);
        await ask("piaojue", "record", "--out", file, ...this.#server());
        return file;
    }

    #file(name: string): string {
        return join(this.#folder, name);
    }

    #keys(person: string): string {
        return this.#file(`people/${person}.keys`);
    }

    #each<T>(does: (teller: number) => T): T[] {
        return Array.from({ length: this.#tellers }, (_, place) => does(place + 1));
    }

    #server(): readonly string[] {
        return ["--server", new URL(this.site).host, "--certificate", this.#file("server/tls.crt")];
    }

    #passphrase(): readonly string[] {
        return ["--passphrase-file", this.#file("passphrase")];
    }

    #by(person: string): readonly string[] {
        const list = ["--enrolment", this.#file("enrolment")];
        return ["--keys", this.#keys(person), ...this.#passphrase(), ...list, ...this.#server()];
    }

    /** The signed line of a new person. */
    async #person(role: string, name: string, file: string): Promise<string> {
        const line = this.#file(`people/${file}.line`);
        const keys = this.#passphrase();
        const made = ["--role", role, "--name", name, "--out", this.#keys(file)];
        await ask("piaojue-teller", "keys", ...made, ...keys, "--random-passphrase");
        const signed = ["--keys", this.#keys(file), "--congress", this.#id, "--out", line];
        await ask("piaojue-teller", "line", ...signed, ...keys);
        return line;
    }

    async #post(entry: string): Promise<void> {
        const code = ["--setup-code", this.#setupCode];
        await ask("piaojue", "post", this.#file(entry), ...code, ...this.#server());
    }

    async #ceremony(fingerprint: string): Promise<void> {
        const threshold = String(this.#plan.threshold ?? this.#tellers);
        const all = ["--fingerprint", fingerprint, "--threshold", threshold];
        await Promise.all(
            this.#each((i) => {
                const share = ["--out", this.#file(`people/teller${i}.share`)];
                return ask(
                    "piaojue-teller",
                    "ceremony",
                    ...this.#by(`teller${i}`),
                    ...all,
                    ...share,
                );
            }),
        );
    }

    #teller(i: number, does: string, ...options: readonly string[]): Promise<Answer> {
        const share = ["--share", this.#file(`people/teller${i}.share`)];
        return ask("piaojue-teller", does, ...this.#by(`teller${i}`), ...share, ...options);
    }
}
