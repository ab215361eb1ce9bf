// rooms/check/words.ts — the catalogue with the words of this room, which no other page loads.
import { checkZh } from "../../i18n/zh_check.ts";
import type { Catalogue, RoomWords } from "../../i18n/zh.ts";
import { useWords } from "../../ui/words.ts";

export type CheckCatalogue = Catalogue & Pick<RoomWords, "check">;

export function useCheckWords(): CheckCatalogue {
    const words = useWords();
    return { ...words, check: words.check ?? checkZh };
}
