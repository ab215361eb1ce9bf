// rooms/found/words.ts — the catalogue with the words of this room, which no other page loads.
import { foundZh } from "../../i18n/zh_found.ts";
import type { Catalogue, RoomWords } from "../../i18n/zh.ts";
import { useWords } from "../../ui/words.ts";

export type FoundCatalogue = Catalogue & Pick<RoomWords, "found">;

export function useFoundWords(): FoundCatalogue {
    const words = useWords();
    return { ...words, found: words.found ?? foundZh };
}
