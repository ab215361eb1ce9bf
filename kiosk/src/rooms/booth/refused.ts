// rooms/booth/refused.ts — why a ballot that was cast at this booth is not counted.
import type { Errc } from "../../basics/errc.ts";
import type { Catalogue, RoomWords } from "../../i18n/zh.ts";

export type Words = Catalogue & Pick<RoomWords, "booth">;

/** As far as the box says. */
export function refusedWords(words: Words, code: Errc): string {
    if (code === "wrong_phase") return words.ends.too_late.what;
    return code === "wrong_manifest" ? words.booth.done.lost : words.refusals[code].what;
}
