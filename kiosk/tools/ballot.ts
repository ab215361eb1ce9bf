// tools/ballot.ts — this side of a test between languages: makes ballots, or judges them.
//
//   node dist/tools/ballot.js seal  < lines
//       {"manifest": hex, "token_seed": hex, "token": hex, "ballot_seed": hex, "marks": hex}
//       → one line each: the ballot in hex, or "refused NAME"
//   node dist/tools/ballot.js admit < lines
//       {"manifest": hex, "phase": "voting" (if absent), "hand_backs": [hex…] (if any), "ballots": [hex…]}
//       → one line for each hand-back, then for each ballot: "accepted LEAF-HASH" or "refused NAME",
//         all of one line of input in one box, in this order
// marks: one byte a project in candidate order, then blank. A manifest that does not decode: "refused NAME".
// Exit 2: the input is not what is described here.
import type { Bytes } from "../src/basics/bytes.ts";
import { encodeHex } from "../src/basics/encoding.ts";
import type { Result } from "../src/basics/result.ts";
import { Box } from "../src/ballot/box.ts";
import { decodeManifest } from "../src/ballot/manifest.ts";
import { Marks } from "../src/ballot/marks.ts";
import type { Phase } from "../src/ballot/phases.ts";
import { roundOf, type Round } from "../src/ballot/round.ts";
import { seal } from "../src/ballot/seal.ts";
import { decodeToken, derivePaper } from "../src/ballot/token.ts";
import { forEachLine, hexField, hexListField, type Fields } from "./lines.ts";

// Checking a manifest's issuing key takes longer than reading the rest: one round is read once.
const rounds = new Map<string, Result<Round>>();

function roundOfBytes(entry: Bytes): Result<Round> {
    const key = encodeHex(entry);
    const known = rounds.get(key);
    if (known !== undefined) return known;
    const manifest = decodeManifest(entry);
    const round = manifest.ok ? roundOf(manifest.value) : manifest;
    rounds.set(key, round);
    return round;
}

async function sealLine(fields: Fields): Promise<Result<string>> {
    const round = roundOfBytes(hexField(fields, "manifest"));
    if (!round.ok) return round;
    const { shape, issuer, manifestHash } = round.value;
    const marks = Marks.decode(shape, hexField(fields, "marks"));
    if (!marks.ok) return marks;
    const token = decodeToken(hexField(fields, "token"), issuer);
    if (!token.ok) return token;
    const paper = await derivePaper(hexField(fields, "token_seed"), manifestHash, issuer);
    const ballotSeed = hexField(fields, "ballot_seed");
    const sealed = await seal(round.value, paper.ballotKey, token.value, marks.value, ballotSeed);
    if (!sealed.ok) return sealed;
    return { ok: true, value: encodeHex(sealed.value.authentic.addressed.bytes) };
}

function print(result: Result<string>): void {
    console.log(result.ok ? result.value : `refused ${result.error.code}`);
}

function admitLine(fields: Fields): void {
    const round = roundOfBytes(hexField(fields, "manifest"));
    if (!round.ok) {
        print(round);
        return;
    }
    const box = new Box(round.value, (fields.get("phase") ?? "voting") as Phase);
    const handBacks = fields.has("hand_backs") ? hexListField(fields, "hand_backs") : [];
    const judged = [
        ...handBacks.map((bytes) => box.giveUp("hand_back", bytes)),
        ...hexListField(fields, "ballots").map((bytes) => box.cast(bytes)),
    ];
    for (const result of judged) {
        print(
            result.ok
                ? { ok: true, value: `accepted ${encodeHex(result.value.leafHash)}` }
                : result,
        );
    }
}

async function main(command: string | undefined): Promise<void> {
    if (command === "seal") {
        await forEachLine(async (fields) => {
            print(await sealLine(fields));
        });
    } else if (command === "admit") {
        await forEachLine(admitLine);
    } else {
        throw new Error("usage: ballot.js seal|admit, JSON lines on standard input");
    }
}

try {
    await main(process.argv[2]);
} catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
}
