// rooms/official/paper_words.ts — the words of sheets, which come with their part.
import { sheetsZh, type SheetsWords } from "../../i18n/zh_official_paper.ts";
import { useWords } from "../../ui/words.ts";

export function useSheetsWords(): SheetsWords {
    return useWords().sheets ?? sheetsZh;
}
