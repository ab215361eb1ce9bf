// rooms/hall/words.ts — the catalogue with the words of this room, which no other page loads.
import { hallZh } from "../../i18n/zh_hall.ts";
import type { Catalogue, RoomWords } from "../../i18n/zh.ts";
import { useWords } from "../../ui/words.ts";

export type HallCatalogue = Catalogue & Pick<RoomWords, "hall">;

export function useHallWords(): HallCatalogue {
    const words = useWords();
    return { ...words, hall: words.hall ?? hallZh };
}
