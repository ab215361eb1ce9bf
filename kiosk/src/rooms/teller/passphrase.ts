// rooms/teller/passphrase.ts — a passphrase that nobody has to think of.
import { encodeCrockford, groups } from "../../basics/encoding.ts";

const bytes = 18;
// 140 bits; a program takes a passphrase of 22 characters or more for one that a machine made.
const characters = 28;

/** Seven groups of four, as they are to be typed. */
export function makePassphrase(): string {
    const random = crypto.getRandomValues(new Uint8Array(bytes));
    return groups(encodeCrockford(random, characters), 4).join("-");
}
