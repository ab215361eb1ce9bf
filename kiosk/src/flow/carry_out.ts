// flow/carry_out.ts — what each effect does. Every effect ends in one event.
import type { Client } from "../api/client.ts";
import type { Reply } from "../api/reply.ts";
import { equalBytes, type Bytes } from "../basics/bytes.ts";
import { fail, need, refuse, steps, type Result } from "../basics/result.ts";
import { sha256 } from "../crypto/hash.ts";
import type { VerifyKey } from "../crypto/signature.ts";
import { leafHash } from "../crypto/merkle.ts";
import { identityKey } from "../ballot/card.ts";
import { ballotLeafHash } from "../ballot/encrypted.ts";
import { deputyOf, deputyOfReplacement, outlineRoll, type Roll } from "../ballot/entries/roll.ts";
import type { DeputyNumber } from "../ballot/ids.ts";
import { seal } from "../ballot/seal.ts";
import {
    blindPaper,
    decodeToken,
    derivePaper,
    encodeToken,
    finalizeToken,
    makeIssueRequest,
} from "../ballot/token.ts";
import { seedBytes } from "../ballot/wire.ts";
import { notAnswered, refusedBy } from "./answers.ts";
import { boxAnswer, checkedRound } from "./box_answer.ts";
import type { Device } from "./device.ts";
import { decodeEarlier, decodeKept, encodeEarlier, encodeKept } from "./kept_text.ts";
import { newsOf } from "./rules.ts";
import type { Asked, Effect, Event, RoundNews } from "./state.ts";
import { readVote, toMarks, type Vote } from "./vote.ts";

export interface World {
    readonly device: Device;
    readonly server: Client;
    readonly random: (length: number) => Bytes;
    /** What the server told unasked, while its line stands; null: it has to be asked. */
    readonly told: () => RoundNews | null;
}

type Of<Run extends Effect["run"]> = Extract<Effect, { run: Run }>;

export async function carryOut(
    effect: Exclude<Effect, { run: "wait" }>,
    world: World,
): Promise<Event> {
    switch (effect.run) {
        case "load":
            return load(world);
        case "keep":
            return keep(effect, world);
        case "clear":
            return clear(effect, world);
        case "keep_earlier":
            return keepEarlier(effect, world);
        case "look":
            return look(world);
        case "read_vote":
            return readEntries(world);
        case "make_request":
            return makeRequest(effect, world);
        case "send_issue":
            return sendIssue(effect, world);
        case "seal":
            return sealMarks(effect, world);
        case "make_hand_back":
            return handBack(effect);
        case "send_cast":
            return sendCast(effect, world);
        case "send_hand_back":
            return sendHandBack(effect, world);
        case "read_receipt":
            return readReceipt(effect, world);
    }
}

async function load({ device }: World): Promise<Event> {
    try {
        const texts = await device.load();
        const earlier = texts.earlier === null ? [] : decodeEarlier(texts.earlier);
        if (texts.stage === null) return { on: "loaded", kept: null, earlier };
        const kept = decodeKept(texts.stage);
        return kept.ok ? { on: "loaded", kept: kept.value, earlier } : { on: "load_failed" };
    } catch {
        return { on: "load_failed" };
    }
}

async function keep({ kept }: Of<"keep">, { device }: World): Promise<Event> {
    try {
        await device.keep({ stage: encodeKept(kept) });
        return { on: "stored", kept };
    } catch {
        return { on: "store_failed", kept };
    }
}

async function clear({ earlier }: Of<"clear">, { device }: World): Promise<Event> {
    try {
        await device.keep({ stage: null, earlier: earlierText(earlier) });
        return { on: "cleared", earlier };
    } catch {
        return { on: "store_failed", kept: null };
    }
}

function earlierText(earlier: Of<"clear">["earlier"]): string | null {
    return earlier.length === 0 ? null : encodeEarlier(earlier);
}

/** If it fails, the receipt is read again. */
async function keepEarlier({ earlier }: Of<"keep_earlier">, { device }: World): Promise<Event> {
    try {
        await device.keep({ earlier: earlierText(earlier) });
        return { on: "earlier_stored", earlier };
    } catch {
        return { on: "refused", asked: "receipt", code: "internal" };
    }
}

async function look({ server, told }: World): Promise<Event> {
    const known = told();
    if (known !== null) return { on: "seen", news: known };
    const reply = await server.round();
    if (reply.is !== "answer") return notAnswered("news", reply);
    return { on: "seen", news: newsOf(reply.value) };
}

async function readEntries({ server }: World): Promise<Event> {
    const manifest = await server.entry("manifest");
    if (manifest.is !== "answer") return notAnswered("vote", manifest);
    const congress = await server.entry("congress");
    if (congress.is !== "answer") return notAnswered("vote", congress);
    const vote = readVote(manifest.value, congress.value);
    return vote.ok ? { on: "vote_read", vote: vote.value } : refusedBy("vote", vote);
}

async function makeRequest(effect: Of<"make_request">, world: World): Promise<Event> {
    const { vote, secret } = effect;
    const asked = "request";
    const reply = await world.server.entry("roll");
    if (reply.is !== "answer") return notAnswered(asked, reply);
    const roll = rollOf(vote, reply.value);
    if (!roll.ok) return refusedBy(asked, roll);
    const round = checkedRound(vote);
    if (!round.ok) return refusedBy(asked, round);
    const key = await identityKey(secret, roll.value.rollId);
    const deputy =
        deputyOf(roll.value, key.verifyKey) ?? (await replaced(key.verifyKey, world.server));
    if (deputy === undefined) return refusedBy(asked, fail("not_on_roll", "no key of the roll"));

    const { manifestHash: M, issuer } = round.value;
    const tokenSeed = effect.tokenSeed ?? world.random(seedBytes);
    const blinded = blindPaper(await derivePaper(tokenSeed, M, issuer), M, issuer);
    if (!blinded.ok) return refusedBy(asked, blinded);
    const request = await makeIssueRequest(M, deputy, key, blinded.value.blinded);
    return { on: "request_made", tokenSeed, request, offered: effect.tokenSeed !== null };
}

/** The number of a card that replaced one of the roll's. */
async function replaced(key: VerifyKey, server: Client): Promise<DeputyNumber | undefined> {
    const list = await server.replacements();
    return list.is === "answer" ? deputyOfReplacement(list.value, key) : undefined;
}

/** Refuses: malformed, wrong_manifest (another roll than the manifest's). */
function rollOf({ manifest }: Vote, entry: Bytes): Result<Roll> {
    return steps(function* () {
        const roll = yield* need(outlineRoll(entry));
        if (!equalBytes(roll.hash, manifest.rollHash)) {
            yield* refuse("wrong_manifest", "not the roll that the manifest names");
        }
        return roll;
    });
}

async function sendIssue(effect: Of<"send_issue">, { server }: World): Promise<Event> {
    const { vote, tokenSeed, request } = effect;
    const asked = "issue";
    const round = checkedRound(vote);
    if (!round.ok) return refusedBy(asked, round);
    const reply = await server.issue(request);
    if (reply.is !== "answer") return notAnswered(asked, reply);
    const { manifestHash: M, issuer } = round.value;
    const paper = await derivePaper(tokenSeed, M, issuer);
    const token = steps(function* () {
        const { unblinder } = yield* need(blindPaper(paper, M, issuer));
        return yield* need(finalizeToken(paper, unblinder, M, issuer, reply.value));
    });
    return token.ok ? { on: "issued", token: encodeToken(token.value) } : refusedBy(asked, token);
}

async function sealMarks(effect: Of<"seal">, { random }: World): Promise<Event> {
    const { vote, paper, choices, blank } = effect;
    const asked = "seal";
    const parts = steps(function* () {
        const round = yield* need(checkedRound(vote));
        const token = yield* need(decodeToken(paper.token, round.issuer));
        return { round, token, marks: yield* need(toMarks(vote, choices, blank)) };
    });
    if (!parts.ok) return refusedBy(asked, parts);
    const { round, token, marks } = parts.value;
    const { ballotKey } = await derivePaper(paper.tokenSeed, round.manifestHash, round.issuer);
    const ballotSeed = random(seedBytes);
    const sealed = await seal(round, ballotKey, token, marks, ballotSeed);
    if (!sealed.ok) return refusedBy(asked, sealed);
    const { id, addressed } = sealed.value.authentic;
    return { on: "sealed", ballotSeed, ballot: { id, bytes: addressed.bytes } };
}

async function handBack({ giving, vote, paper }: Of<"make_hand_back">): Promise<Event> {
    const asked = "hand_back";
    const parts = steps(function* () {
        const round = yield* need(checkedRound(vote));
        return { round, token: yield* need(decodeToken(paper.token, round.issuer)) };
    });
    if (!parts.ok) return refusedBy(asked, parts);
    const { round, token } = parts.value;
    const { ballotKey } = await derivePaper(paper.tokenSeed, round.manifestHash, round.issuer);
    // Few papers are given up: what makes one comes when the page is at rest.
    const { makeHandBack } = await import("../ballot/hand_back.ts");
    return {
        on: "hand_back_made",
        giving,
        entry: await makeHandBack(giving, round.manifestHash, ballotKey, token),
    };
}

async function sendCast({ vote, ballot }: Of<"send_cast">, { server }: World): Promise<Event> {
    const leaf = ballotLeafHash(ballot.id, sha256(ballot.bytes));
    return promised("cast", vote, ballot.bytes, leaf, await server.cast(ballot.bytes));
}

async function sendHandBack(effect: Of<"send_hand_back">, { server }: World): Promise<Event> {
    const { giving, vote, entry } = effect;
    const reply = await server.giveUp(giving, entry);
    return promised("hand_back", vote, entry, leafHash(entry), reply);
}

function promised(
    asked: Asked,
    vote: Vote,
    request: Bytes,
    leaf: Bytes,
    reply: Reply<Bytes>,
): Event {
    const said = boxAnswer(vote, request, leaf, reply);
    switch (said.is) {
        case "promised":
            return { on: "promised", leafHash: leaf, promise: said.promise };
        case "refused":
            return { on: "refused", asked, code: said.code };
        case "unreachable":
            return { on: "unreachable", asked };
    }
}

/** After the announcement, and so with code that a page which votes does not need. */
async function readReceipt(effect: Of<"read_receipt">, { server }: World): Promise<Event> {
    return (await import("./read_receipt.ts")).readReceipt(effect, server);
}
