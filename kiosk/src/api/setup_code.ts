// api/setup_code.ts — the setup code as somebody types it from paper.
import { groups, normalizeCrockford } from "../basics/encoding.ts";

const characters = 20;
const groupLength = 4;

/** As the server made it; what cannot be a code is left to the server, which refuses it. */
export function setupCodeOf(typed: string): string {
    const code = normalizeCrockford(typed.trim());
    return code.ok && code.value.length === characters
        ? groups(code.value, groupLength).join("-")
        : typed.trim();
}
