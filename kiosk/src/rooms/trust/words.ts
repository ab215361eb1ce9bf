// rooms/trust/words.ts — the catalogue with the words of this room, which no other page loads.
import { trustZh } from "../../i18n/zh_trust.ts";
import type { Catalogue, RoomWords } from "../../i18n/zh.ts";
import { useWords } from "../../ui/words.ts";

export type TrustCatalogue = Catalogue & Pick<RoomWords, "trust">;

export function useTrustWords(): TrustCatalogue {
    const words = useWords();
    return { ...words, trust: words.trust ?? trustZh };
}
