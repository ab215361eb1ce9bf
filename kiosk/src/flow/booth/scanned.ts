// flow/booth/scanned.ts — what somebody held before the booth, typed or scanned: a slip, or why it is none.
import type { Bytes } from "../../basics/bytes.ts";
import { normalizeCrockford } from "../../basics/encoding.ts";
import { readSlip } from "../../ballot/slip.ts";

const cardCharacters = 36;

export type Scanned =
    | { readonly is: "slip"; readonly seed: Bytes }
    /** Also one that is mistyped: a booth wants to see no card at all. */
    | { readonly is: "card" }
    | { readonly is: "none" };

export function readScanned(text: string): Scanned {
    const seed = readSlip(text);
    if (seed.ok) return { is: "slip", seed: seed.value };
    // A card's link has the card behind the #.
    const code = normalizeCrockford(text.slice(text.indexOf("#") + 1).trim());
    const link = text.includes("/vote#");
    const card = link || (code.ok && code.value.length === cardCharacters);
    return { is: card ? "card" : "none" };
}
