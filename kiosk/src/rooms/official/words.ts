// rooms/official/words.ts — the catalogue with the words of this room, which no other page loads.
import type { Act } from "../../ballot/acts.ts";
import { officialZh, type OfficialWords } from "../../i18n/zh_official.ts";
import type { Catalogue, RoomWords } from "../../i18n/zh.ts";
import { useWords } from "../../ui/words.ts";
import type { DayAct } from "./day.ts";

export type OfficialCatalogue = Catalogue & Pick<RoomWords, "official">;

export function useOfficialWords(): OfficialCatalogue {
    const words = useWords();
    return { ...words, official: words.official ?? officialZh };
}

export function actName({ acts, otherActs }: OfficialWords, act: Act): string {
    const names: Readonly<Record<Act, string>> = {
        ...otherActs,
        ...(Object.fromEntries(
            Object.entries(acts).map(([key, { name }]) => [key, name]),
        ) as Record<DayAct, string>),
    };
    return names[act];
}
