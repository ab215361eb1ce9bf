// rooms/setup/words.ts — the catalogue with the words of this room, which no other page loads.
import { setupZh } from "../../i18n/zh_setup.ts";
import type { Catalogue, RoomWords } from "../../i18n/zh.ts";
import { useWords } from "../../ui/words.ts";

export type SetupCatalogue = Catalogue & Pick<RoomWords, "setup">;

export function useSetupWords(): SetupCatalogue {
    const words = useWords();
    return { ...words, setup: words.setup ?? setupZh };
}
