// flow/booth/carry_out.ts — what each effect of a booth does. Every effect ends in one event.
import type { Client } from "../../api/client.ts";
import { type Bytes } from "../../basics/bytes.ts";
import { sha256 } from "../../crypto/hash.ts";
import { ballotLeafHash } from "../../ballot/encrypted.ts";
import { deriveSlip, slipHash } from "../../ballot/slip.ts";
import { boxAnswer } from "../box_answer.ts";
import type { Device } from "../device.ts";
import { Runner, type Clock } from "../runner.ts";
import { newsOf } from "../rules.ts";
import type { RoundNews } from "../state.ts";
import { readSlips } from "../slips.ts";
import { readVote } from "../vote.ts";
import { decodeBook, encodeBook } from "./book_text.ts";
import { begin, step } from "./machine.ts";
import type { Effect, Event, State, Times } from "./state.ts";

export interface World {
    readonly device: Device;
    readonly server: Client;
    readonly random: (length: number) => Bytes;
    /** What the server told unasked, while its line stands; null: it has to be asked. */
    readonly told: () => RoundNews | null;
}

type Work = Exclude<Effect, { run: "wait" | "watch" }>;
type Of<Run extends Effect["run"]> = Extract<Effect, { run: Run }>;

async function carryOut(effect: Work, world: World): Promise<Event> {
    switch (effect.run) {
        case "load":
            return load(world);
        case "keep":
            return keep(effect, world);
        case "look":
            return look(world);
        case "read_vote":
            return readEntries(world);
        case "read_slip":
            return readSlip(effect);
        case "seal":
            return sealMarks(effect, world);
        case "send_cast":
            return sendCast(effect, world);
    }
}

async function load({ device }: World): Promise<Event> {
    try {
        const { stage } = await device.load();
        if (stage === null) return { on: "loaded", book: null };
        const book = decodeBook(stage);
        return book.ok ? { on: "loaded", book: book.value } : { on: "load_failed" };
    } catch {
        return { on: "load_failed" };
    }
}

async function keep({ book }: Of<"keep">, { device }: World): Promise<Event> {
    try {
        await device.keep({ stage: book === null ? null : encodeBook(book) });
        return { on: "stored", book };
    } catch {
        return { on: "store_failed", book };
    }
}

async function look({ server, told }: World): Promise<Event> {
    const known = told();
    if (known !== null) return { on: "seen", news: known };
    const reply = await server.round();
    if (reply.is !== "answer") return { on: "not_answered", asked: "news" };
    return { on: "seen", news: newsOf(reply.value) };
}

async function readEntries({ server }: World): Promise<Event> {
    const missing = { on: "not_answered", asked: "vote" } as const;
    const manifest = await server.entry("manifest");
    const congress = await server.entry("congress");
    if (manifest.is !== "answer" || congress.is !== "answer") return missing;
    const vote = readVote(manifest.value, congress.value);
    if (!vote.ok) return missing;
    const slips = await readSlips(vote.value.manifest, server);
    return slips === "missing" ? missing : { on: "vote_read", vote: vote.value, slips };
}

async function readSlip({ visit, seed }: Of<"read_slip">): Promise<Event> {
    const { ballotKey, prefix } = await deriveSlip(seed);
    const hash = slipHash(prefix, ballotKey.verifyKey.bytes);
    return { on: "slip_read", visit, slip: { seed, hash } };
}

/** With code that comes when the booth is at rest. */
async function sealMarks(effect: Of<"seal">, { random }: World): Promise<Event> {
    return (await import("./seal_marks.ts")).sealMarks(effect, random);
}

async function sendCast({ vote, ballot }: Of<"send_cast">, { server }: World): Promise<Event> {
    const { id, bytes } = ballot;
    const leaf = ballotLeafHash(id, sha256(bytes));
    const said = boxAnswer(vote, bytes, leaf, await server.cast(bytes));
    switch (said.is) {
        case "promised":
            return { on: "promised", id, promise: said.promise };
        case "refused":
            return { on: "cast_refused", id, code: said.code };
        case "unreachable":
            return { on: "cast_unreachable", id };
    }
}

/** For an effect that broke: a mistake of this program, or of the browser. */
function broke(effect: Work): Event {
    switch (effect.run) {
        case "load":
            return { on: "load_failed" };
        case "keep":
            return { on: "store_failed", book: effect.book };
        case "look":
            return { on: "not_answered", asked: "news" };
        case "read_vote":
            return { on: "not_answered", asked: "vote" };
        case "read_slip":
        case "seal":
            return { on: "seal_failed", visit: effect.visit, code: "internal" };
        case "send_cast":
            return { on: "cast_unreachable", id: effect.ballot.id };
    }
}

export type BoothRunner = Runner<State, Event, Work>;

export function boothRunner(world: World, clock: Clock, times: Times): BoothRunner {
    return new Runner<State, Event, Work>(
        {
            initial: begin(times),
            step,
            alarms: { wait: { on: "tick" }, watch: { on: "still" } },
            writes: ({ run }) => run === "keep",
            carryOut: (work) => carryOut(work, world),
            broke,
        },
        clock,
    );
}
