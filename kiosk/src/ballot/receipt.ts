// ballot/receipt.ts — a receipt checked offline (PROTOCOL §10.3): the ballot's leaf is in a log that its key and
// tellers signed.
//
// The manifest names congress and enrolment by hash alone; log key and cosigner keys are in those
// two entries, so they are needed beside it.
import { equalBytes } from "../basics/bytes.ts";
import { demand, need, refuse, steps, type Result } from "../basics/result.ts";
import { checkSignedCheckpoint, type CheckpointKeys } from "../crypto/checkpoint.ts";
import { checkInclusion } from "../crypto/merkle.ts";
import { decodeTlogProof } from "../crypto/tlog_proof.ts";
import { ballotLeafHash } from "./encrypted.ts";
import type { Congress } from "./entries/congress.ts";
import type { Enrolment } from "./entries/enrolment.ts";
import type { BallotId } from "./ids.ts";
import type { VoteManifest } from "./manifest.ts";
import { hashBytes } from "./wire.ts";

export interface ReceiptFacts {
    /** Of the leaf, from 0. */
    readonly index: bigint;
    readonly treeSize: bigint;
    /** Tellers whose cosignatures verified. */
    readonly cosigners: readonly number[];
    /** Whether they suffice whoever was stated absent. If not, only the record tells whether they do. */
    readonly quorumMet: boolean;
}

/** The keys of the log, from the entries that the manifest names. Refuses: wrong_manifest. */
export function checkpointKeys(
    manifest: VoteManifest,
    congress: Congress,
    enrolment: Enrolment,
): Result<CheckpointKeys> {
    return steps(function* () {
        const named =
            equalBytes(manifest.congressId, congress.id) &&
            equalBytes(manifest.enrolmentHash, enrolment.hash);
        if (!named) yield* refuse("wrong_manifest", "not the entries that the manifest names");
        const cosigners = enrolment.tellers.map(({ cosignerKey }) => cosignerKey);
        return { origin: congress.origin, log: congress.logKey, cosigners };
    });
}

/**
 * Refuses: malformed, not_canonical, too_large (the text), signature_rejected,
 * too_few_cosignatures, proof_rejected (the leaf is not in the tree).
 */
export function checkReceipt(
    text: string,
    id: BallotId,
    manifest: VoteManifest,
    keys: CheckpointKeys,
): Result<ReceiptFacts> {
    return steps(function* () {
        const { extra, index, hashes, signed } = yield* need(decodeTlogProof(text));
        yield* demand(extra.length === hashBytes, "extra is the hash of the ballot");
        const cosigners = yield* need(checkSignedCheckpoint(signed, keys));
        // Never below k, however many tellers are absent.
        if (cosigners.length < manifest.joint.k) {
            yield* refuse("too_few_cosignatures", `${cosigners.length} tellers cosigned`);
        }
        const { size: treeSize, root } = signed.checkpoint;
        yield* need(checkInclusion(index, treeSize, ballotLeafHash(id, extra), hashes, root));
        const { n, cosignerQuorum } = manifest.joint;
        const quorumMet = cosigners.length >= Math.max(cosignerQuorum, n - 1);
        return { index, treeSize, cosigners, quorumMet };
    });
}
