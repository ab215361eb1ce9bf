// flow/booth/seal_marks.ts — from the marks of a visit to a ballot, with the slip's ballot key.
import type { Bytes } from "../../basics/bytes.ts";
import { need, steps } from "../../basics/result.ts";
import { seal } from "../../ballot/seal.ts";
import { deriveSlip } from "../../ballot/slip.ts";
import { seedBytes } from "../../ballot/wire.ts";
import { checkedRound } from "../box_answer.ts";
import { toMarks } from "../vote.ts";
import type { Effect, Event } from "./state.ts";

type Seal = Extract<Effect, { run: "seal" }>;

export async function sealMarks(effect: Seal, random: (length: number) => Bytes): Promise<Event> {
    const { visit, vote, slips, seed, choices, blank } = effect;
    const parts = steps(function* () {
        const round = { ...(yield* need(checkedRound(vote))), slips };
        return { round, marks: yield* need(toMarks(vote, choices, blank)) };
    });
    // The words are on the screen before the thread is busy.
    await new Promise((resolve) => setTimeout(resolve));
    if (!parts.ok) return { on: "seal_failed", visit, code: parts.error.code };
    const { round, marks } = parts.value;
    const { ballotKey, prefix } = await deriveSlip(seed);
    const ballotSeed = random(seedBytes);
    const sealed = await seal(round, ballotKey, { kind: "drawn", prefix }, marks, ballotSeed);
    if (!sealed.ok) return { on: "seal_failed", visit, code: sealed.error.code };
    const { id, addressed } = sealed.value.authentic;
    return { on: "sealed", visit, ballotSeed, ballot: { id, bytes: addressed.bytes } };
}
