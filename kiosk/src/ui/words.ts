// ui/words.ts — the catalogue of the chosen language, within reach of every component.
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { zh, type Catalogue } from "../i18n/zh.ts";

export type Language = "zh" | "en";

/** English comes after the page. Until then, and if it does not come, Chinese stands in its place. */
export const catalogues: Record<Language, Catalogue> = { zh, en: zh };

export function isLoaded(language: Language): boolean {
    return language === "zh" || catalogues.en !== zh;
}

export async function loadCatalogue(language: Language): Promise<void> {
    if (isLoaded(language)) return;
    catalogues.en = (await import("../i18n/en.ts")).en;
}

export const Words = createContext<Catalogue>(zh);

export function useWords(): Catalogue {
    return useContext(Words);
}
