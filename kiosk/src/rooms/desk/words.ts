// rooms/desk/words.ts — the catalogue with the words of this room, which no other page loads.
import { deskZh } from "../../i18n/zh_desk.ts";
import type { Catalogue, RoomWords } from "../../i18n/zh.ts";
import { useWords } from "../../ui/words.ts";

export type DeskCatalogue = Catalogue & Pick<RoomWords, "desk">;

export function useDeskWords(): DeskCatalogue {
    const words = useWords();
    return { ...words, desk: words.desk ?? deskZh };
}
