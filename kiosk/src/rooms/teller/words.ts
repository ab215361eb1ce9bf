// rooms/teller/words.ts — the catalogue with the words of this room, which no other page loads.
import { tellerZh } from "../../i18n/zh_teller.ts";
import type { Catalogue, RoomWords, Sentence } from "../../i18n/zh.ts";
import { useWords } from "../../ui/words.ts";

export type TellerCatalogue = Catalogue & Pick<RoomWords, "teller">;

export function useTellerWords(): TellerCatalogue {
    const words = useWords();
    return { ...words, teller: words.teller ?? tellerZh };
}

export function refusalSentence(words: TellerCatalogue, name: string): Sentence {
    const { refusals } = words.teller;
    return Object.hasOwn(refusals, name) ? refusals[name as keyof typeof refusals] : refusals.other;
}

export function checkWords(words: TellerCatalogue, name: string): string {
    const { checks } = words.teller;
    return Object.hasOwn(checks, name) ? checks[name as keyof typeof checks] : name;
}
