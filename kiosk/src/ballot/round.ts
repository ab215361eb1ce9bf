// ballot/round.ts — what of a manifest a ballot, a token and a promise are made and checked with.
import { ok, type Result } from "../basics/result.ts";
import type { Point } from "../crypto/point.ts";
import { IssuerPublicKey } from "../crypto/rsa_key.ts";
import type { VerifyKey } from "../crypto/signature.ts";
import type { ManifestHash } from "./ids.ts";
import type { VoteManifest } from "./manifest.ts";
import { BallotShape } from "./shape.ts";
import type { SlipList } from "./slip.ts";

export interface Round {
    readonly manifestHash: ManifestHash;
    /** K, with a table: every branch of every proof multiplies it. */
    readonly jointKey: Point;
    readonly shape: BallotShape;
    readonly issuer: IssuerPublicKey;
    readonly boxKey: VerifyKey;
    /** Whether ballots may be cast while papers are still issued. */
    readonly jointPhases: boolean;
    /** Of a round that has slips, once somebody has them at hand. */
    readonly slips: SlipList | null;
    /** How many deputies the roll has. */
    readonly due: number;
}

/** Without its slips, which are attached to the manifest. Refuses: malformed, token_rejected, if the issuing key lacks its proof: blinding with it might hide nothing. */
export function roundOf(manifest: VoteManifest): Result<Round> {
    const issuer = IssuerPublicKey.check(manifest.issuer.modulus, manifest.issuer.roots);
    if (!issuer.ok) return issuer;
    return ok({
        manifestHash: manifest.hash,
        jointKey: manifest.joint.K.withTable(),
        shape: BallotShape.of(manifest.method, manifest.projects.length),
        issuer: issuer.value,
        boxKey: manifest.boxKey,
        jointPhases: manifest.phases === "joint",
        slips: null,
        due: manifest.due,
    });
}
