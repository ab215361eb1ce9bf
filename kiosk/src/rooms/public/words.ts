// rooms/public/words.ts — the catalogue with the words of this room, which no other page loads.
import { publicZh } from "../../i18n/zh_public.ts";
import type { Catalogue, RoomWords } from "../../i18n/zh.ts";
import { useWords } from "../../ui/words.ts";

export type PublicCatalogue = Catalogue & Pick<RoomWords, "public">;

export function usePublicWords(): PublicCatalogue {
    const words = useWords();
    return { ...words, public: words.public ?? publicZh };
}
