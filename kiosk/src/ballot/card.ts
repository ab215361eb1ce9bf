// ballot/card.ts — a deputy's card (PROTOCOL §5): a secret that can be typed, and the key it becomes.
import type { Bytes } from "../basics/bytes.ts";
import {
    decodeCrockford,
    encodeCrockford,
    groups,
    normalizeCrockford,
} from "../basics/encoding.ts";
import { demand, need, refuse, steps, type Result } from "../basics/result.ts";
import { hkdfSha512, taggedHash } from "../crypto/hash.ts";
import { SigningKey } from "../crypto/signature.ts";
import { seedBytes, tags } from "./wire.ts";

export const cardSecretBytes = 20;
const secretCharacters = 32;
const checksumCharacters = 4;

function checksum(secret: Uint8Array): string {
    return encodeCrockford(taggedHash(tags.cardChecksum, secret), checksumCharacters);
}

/** As it is printed: nine groups of four. */
export function printCard(secret: Uint8Array): string {
    return groups(encodeCrockford(secret, secretCharacters) + checksum(secret), 4).join("-");
}

// A separator inside a group tells of a character that was left out.
const wholeGroups = /^[- ]*(?:[^- ]{4}[- ]*)*$/u;

/** The secret of a card that was typed or scanned. Refuses: malformed. */
export function readCard(typed: string): Result<Bytes> {
    return steps(function* () {
        yield* demand(wholeGroups.test(typed), "a group has too few characters");
        const characters = yield* need(normalizeCrockford(typed));
        const wanted = secretCharacters + checksumCharacters;
        yield* demand(characters.length === wanted, `a card has ${wanted} characters`);
        const secret = decodeCrockford(characters.slice(0, secretCharacters));
        if (characters.slice(secretCharacters) !== checksum(secret)) {
            return yield* refuse("malformed", "the card's checksum does not fit");
        }
        return secret;
    });
}

export async function identitySeed(secret: Bytes, rollId: Bytes): Promise<Bytes> {
    return hkdfSha512(secret, rollId, tags.identity, seedBytes);
}

export async function identityKey(secret: Bytes, rollId: Bytes): Promise<SigningKey> {
    return SigningKey.fromSeed(await identitySeed(secret, rollId));
}
