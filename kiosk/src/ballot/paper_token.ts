// ballot/paper_token.ts — two people's word that a sheet stands behind a ballot (PROTOCOL §7.1, kind 2): held against the
// people of an enrolment, which a voter's page does not have.
import { concat, type Bytes } from "../basics/bytes.ts";
import type { Person } from "./entries/enrolment.ts";
import type { ManifestHash } from "./ids.ts";
import type { TokenRules } from "./token.ts";
import { tags } from "./wire.ts";

/** For the rules of a round: of the manifest's enrolment, both are scrutineers or tellers and both signatures hold. */
export function paperRule(
    round: ManifestHash,
    persons: readonly Person[],
): NonNullable<TokenRules["isPaper"]> {
    return ({ witnesses }, ballotKey: Bytes) =>
        witnesses.every(({ person, signature }) => {
            const found = persons[person - 1];
            if (found === undefined || found.role === "official") return false;
            const said = concat(round, ballotKey);
            return found.statementKey.verify(tags.paperToken, said, signature).ok;
        });
}
