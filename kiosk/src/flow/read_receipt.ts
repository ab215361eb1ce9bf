// flow/read_receipt.ts — fetches and checks the receipt of a ballot that was counted (PROTOCOL §10.3).
import type { Client } from "../api/client.ts";
import { equalBytes } from "../basics/bytes.ts";
import { need, refuse, steps } from "../basics/result.ts";
import { decodeTlogProof } from "../crypto/tlog_proof.ts";
import { ballotLeafHash } from "../ballot/encrypted.ts";
import { decodeCongress } from "../ballot/entries/congress.ts";
import { checkEnrolment, decodeEnrolment } from "../ballot/entries/enrolment.ts";
import { checkpointKeys, checkReceipt } from "../ballot/receipt.ts";
import { notAnswered, refusedBy } from "./answers.ts";
import type { Effect, Event } from "./state.ts";

type ReadReceipt = Extract<Effect, { run: "read_receipt" }>;

export async function readReceipt(effect: ReadReceipt, server: Client): Promise<Event> {
    const { vote, id, leafHash: leaf } = effect;
    const asked = "receipt";
    const enrolment = await server.entry("enrolment");
    if (enrolment.is !== "answer") return notAnswered(asked, enrolment);
    const receipt = await server.receipt(id);
    if (receipt.is !== "answer") return notAnswered(asked, receipt);
    const checked = steps(function* () {
        const congress = yield* need(decodeCongress(vote.congressEntry));
        const people = yield* need(decodeEnrolment(enrolment.value));
        yield* need(checkEnrolment(people));
        const keys = yield* need(checkpointKeys(vote.manifest, congress, people));
        const { extra } = yield* need(decodeTlogProof(receipt.value));
        if (!equalBytes(ballotLeafHash(id, extra), leaf)) {
            yield* refuse("proof_rejected", "the receipt of other bytes");
        }
        return yield* need(checkReceipt(receipt.value, id, vote.manifest, keys));
    });
    return checked.ok ? { on: "receipt_read", id, text: receipt.value } : refusedBy(asked, checked);
}
