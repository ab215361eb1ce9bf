// flow/box_answer.ts — what the box said to a ballot or a hand-back, believed only as far as it signed it.
import type { Reply, ServerRefusal } from "../api/reply.ts";
import type { Bytes } from "../basics/bytes.ts";
import type { Errc } from "../basics/errc.ts";
import type { Result } from "../basics/result.ts";
import { checkPromise, checkSignedRefusal } from "../ballot/promise.ts";
import { roundOf, type Round } from "../ballot/round.ts";
import type { Vote } from "./vote.ts";

export type BoxAnswer =
    | { readonly is: "promised"; readonly promise: Bytes }
    | { readonly is: "refused"; readonly code: Errc }
    | { readonly is: "unreachable" };

// Checking an issuing key takes longer than all the rest of a manifest.
const rounds = new WeakMap<Vote, Result<Round>>();

export function checkedRound(vote: Vote): Result<Round> {
    const known = rounds.get(vote) ?? roundOf(vote.manifest);
    rounds.set(vote, known);
    return known;
}

/** Says "promised" only of the box's own signature under this very leaf. */
export function boxAnswer(vote: Vote, request: Bytes, leaf: Bytes, reply: Reply<Bytes>): BoxAnswer {
    if (reply.is === "unreachable") return reply;
    const round = checkedRound(vote);
    if (!round.ok) return { is: "refused", code: round.error.code };
    const promise = reply.is === "answer" ? reply.value : reply.refusal.promise;
    const checked = promise === null ? null : checkPromise(promise, round.value, leaf);
    if (promise !== null && checked?.ok === true) return { is: "promised", promise };
    if (reply.is === "refused") {
        return { is: "refused", code: believed(reply.refusal, round.value, request) };
    }
    return { is: "refused", code: "signature_rejected" };
}

/** That the box is closed is believed if it signed it; otherwise the request is sent again. */
function believed(refusal: ServerRefusal, round: Round, request: Bytes): Errc {
    const { code, signature } = refusal;
    if (code !== "wrong_phase") return code;
    const signed = signature !== null && checkSignedRefusal(signature, round, code, request).ok;
    return signed ? code : "internal";
}
