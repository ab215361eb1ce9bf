// rooms/booth/words.ts — the words of this room, in Chinese until English has come.
import type { Catalogue, RoomWords } from "../../i18n/zh.ts";
import { boothZh } from "../../i18n/zh_booth.ts";
import { useWords } from "../../ui/words.ts";

export function useBoothWords(): Catalogue & Pick<RoomWords, "booth"> {
    const words = useWords();
    return { ...words, booth: words.booth ?? boothZh };
}
