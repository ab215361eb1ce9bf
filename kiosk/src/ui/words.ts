// ui/words.ts — the catalogue of the chosen language, within reach of every component.
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { en } from "../i18n/en.ts";
import { zh, type Catalogue } from "../i18n/zh.ts";

export type Language = "zh" | "en";
export const catalogues: Readonly<Record<Language, Catalogue>> = { zh, en };

export const Words = createContext<Catalogue>(zh);

export function useWords(): Catalogue {
    return useContext(Words);
}
